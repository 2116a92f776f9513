"""A table of a million rows, which the database makes itself out of a few: seconds instead of minutes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget
from sqlalchemy import text

from core.bootstrap import open_application
from core.settings import load_settings
from tests.screens.data import TITLES, item
from tests.screens.tour import Tour

ROWS: Final = 1_000_000
ITEMS: Final = "items"
TURNS: Final = "WITH RECURSIVE a(turn) AS (VALUES (2) UNION ALL SELECT turn + 1 FROM a WHERE turn < :turns)"
OWN: Final = {
    "id": "unhex(printf('%012x7000', 1767225600000 - turn) || hex(substr(id, 9)))",
    "title": "title || ' ' || turn",
    "title_key": "title_key || ' ' || turn",
}
"""What of a row is not that of the row of which it is made."""


def fill_million(folder: Path, rows: int = ROWS) -> None:
    """Make a data directory with so many items."""
    with open_application(load_settings(data_dir=folder)) as core:
        entity = core.entities[ITEMS]
        core.service(ITEMS).create_many(core.context(), [entity.new(item(number)) for number in range(len(TITLES))])
        values = {column.name: OWN.get(column.name, column.name) for column in entity.table.c}
        more = f"{TURNS} SELECT {', '.join(values.values())} FROM a CROSS JOIN {entity.table.name} LIMIT :more"
        statement = text(f"INSERT INTO {entity.table.name} ({', '.join(values)}) {more}")
        with core.database.write() as connection:
            connection.execute(statement, {"turns": rows // len(TITLES) + 1, "more": rows - len(TITLES)})


def million(tour: Tour) -> Iterator[tuple[str, QWidget]]:
    """The end of the table, where one sees how many rows there are."""
    tour.go(ITEMS)
    tour.run("cell.table_end")
    tour.wait(lambda: tour.table.model.is_counted and tour.table.view.cursor_row is not None)
    tour.settle()
    yield "table-million", tour.window
