"""Made-up records, so that pictures show what a working office would see."""

from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select, update

from core.bootstrap import Application, open_application
from core.context import Context
from core.settings import load_settings

TITLES: Final = (
    "Annual report",
    "Packing list for Lisbon",
    "Ticket machine, platform 3",
    "Contract with Hofmann & Sons",
    "Spare keys",
    "Translation of the manual",
    "Boiler inspection",
    "Lease of the workshop",
    "Photographs of the façade",
    "Old price list",
    "Minutes of the meeting",
    "Garden furniture",
)
DETAILS: Final = (
    "Waiting for the second signature",
    None,
    "On the shelf beside the door",
    "Replaced in spring; keep the old one for parts",
    "Ask Ines",
    None,
    "Due every two years",
)
PEOPLE: Final = ("Ines Almeida", "Jonas Weber", "Zoë Martin", "Łukasz Nowak", "Mira Haddad", "Ada King")
PASSWORD: Final = "correct horse battery"
MOST_SPREAD: Final = 60
AMOUNTS: Final = {"none": 0, "some": 48, "many": 100_000}


def fill(folder: Path, amount: str) -> None:
    """Make a data directory with so many records."""
    with open_application(load_settings(data_dir=folder)) as core:
        context = core.context()
        count = AMOUNTS[amount]
        if count:
            _add(core, context, "users", [_person(name) for name in PEOPLE])
            _add(core, context, "items", [item(number) for number in range(count)])
            _spread(core, "users", days=9)
            _spread(core, "items", days=1)


def _add(core: Application, context: Context, resource: str, values: list[dict[str, Any]]) -> None:
    if resource in core.entities:
        entity = core.entities[resource]
        core.service(resource).create_many(context, [entity.new(each) for each in values])


def _spread(core: Application, resource: str, *, days: int) -> None:
    """Let the records have come one after the other, more on some days than on others, and none on some."""
    if resource not in core.entities:
        return
    table = core.entities[resource].table
    with core.database.engine.begin() as connection:
        found = connection.execute(select(table.c.id, table.c.created_at).order_by(table.c.created_at.desc())).all()
        for number, row in enumerate(found[:MOST_SPREAD]):
            age = timedelta(days=(number * days * 29) // 41 + number % 3, minutes=37 * number)
            statement = update(table).where(table.c.id == row.id).values(created_at=row.created_at - age)
            connection.execute(statement)


def item(number: int) -> dict[str, Any]:
    """What an item of this number says."""
    turn, place = divmod(number, len(TITLES))
    title = TITLES[place] if not turn else f"{TITLES[place]} {turn + 1}"
    return {"title": title, "description": DETAILS[number % len(DETAILS)]}


def _person(name: str) -> dict[str, Any]:
    return {"email": address(name), "full_name": name, "password": PASSWORD}


def address(name: str) -> str:
    """Somebody's e-mail address."""
    return f"{name.lower().replace(' ', '.').translate(str.maketrans('ëł', 'el'))}@example.org"
