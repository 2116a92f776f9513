"""What is offered while a filter is typed: values that are there, and what the grammar has for a column of the kind."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt

from core.query.grammar import parse
from gui.table.filters.completion import Completion
from gui.table.filters.forms import conditions_of, values_of
from gui.widgets.sided_lines import SIDE
from tests.gui.person import User


def lines(found: Completion) -> list[str]:
    """What is offered, with what stands at the far end."""
    items = [found.list.item(row) for row in range(found.list.count())]
    said = [" · ".join(filter(None, (item.text(), item.data(SIDE)))) for item in items]
    spoken = [str(item.data(Qt.ItemDataRole.AccessibleTextRole)) for item in items]
    assert spoken == [line.replace(" · ", ", ") for line in said]
    return said if found.list.isVisible() else []


def offered(user: User, text: str) -> list[str]:
    """What is offered once this was typed into the search."""
    user.press("Ctrl+F")
    user.press("Ctrl+A")
    user.write(text)
    found = user.page.tools.filtering.completion
    user.wait(found.list.isVisible)
    return lines(found)


def in_box(user: User, name: str, text: str) -> list[str]:
    """What is offered once this was typed into the box of a column."""
    names = [facts.name for facts in user.page.model.columns]
    user.press("Ctrl+Home")
    user.press("Right", names.index(name))
    user.press("Ctrl+Shift+L")
    user.write(text)
    found = user.focus.findChild(Completion)
    assert isinstance(found, Completion)
    user.wait(found.list.isVisible)
    return lines(found)


def test_choices_that_no_row_has_yet_are_offered_too(gadgets: User) -> None:
    assert offered(gadgets, "status:") == ["new · 5", '"on sale"', '"sold out"']
    gadgets.press("Down", 3)
    gadgets.press("Tab")
    assert gadgets.page.search.text() == 'status:"sold out"'
    gadgets.wait(lambda: gadgets.page.model.count == 0)


def test_what_must_not_be_is_completed_as_what_must(gadgets: User) -> None:
    for text in ("-na", "(-na", "stock:1 -na"):
        assert offered(gadgets, text) == ["name: · Name"]
        gadgets.press("Esc")


def test_words_for_days_are_offered(gadgets: User) -> None:
    now = datetime.now().astimezone()
    month, year = f"{now:%Y-%m} · this month", f"{now:%Y} · this year"
    days = ["today", "yesterday", "tomorrow"]
    ends = ["> · later than", "< · earlier than", "is:null · 5"]
    assert offered(gadgets, "released:") == [*days, month, year, *ends]
    assert offered(gadgets, "released:this") == [month, year]
    assert offered(gadgets, "released:>to") == ["today", "tomorrow"]
    gadgets.press("Down")
    gadgets.press("Return")
    assert gadgets.page.search.text() == "released:>today"


def test_a_comparison_waits_for_its_value(gadgets: User) -> None:
    found = offered(gadgets, "price:")
    assert found[:5] == ["> · more than", ">= · at least", "< · less than", "<= · at most", "is:null · empty"]
    gadgets.press("Down")
    gadgets.press("Tab")
    gadgets.write("3")
    assert gadgets.page.search.text() == "price:>3"
    gadgets.press("Return")
    gadgets.wait(lambda: gadgets.page.model.count == 2)


@pytest.mark.parametrize(
    ("name", "typed", "found", "search"),
    [
        ("active", "n", ["no"], "active:no"),
        ("active", "y", ["yes"], "active:yes"),
        ("category_id", "is", ["is:null · empty"], "category:is:null"),
        ("notes", "emp", ["is:null · empty"], "notes:is:null"),
    ],
)
def test_a_box_offers_what_suits_its_column(
    gadgets: User, name: str, typed: str, found: list[str], search: str
) -> None:
    assert in_box(gadgets, name, typed) == found
    gadgets.press("Down")
    gadgets.press("Return")
    assert gadgets.page.search.text() == search


def test_everything_that_is_offered_is_understood(gadgets: User) -> None:
    entity = gadgets.page.entity
    for facts in entity.readable:
        for text, _ in (*values_of(facts, entity, UTC), *conditions_of(facts)):
            value = "10:30" if facts.name == "opens" else "2026" if facts.name.endswith(("ed", "at")) else "1"
            parse(f"{facts.name}:{text}{value if text[0] in '<>' else ''}", entity, UTC)
