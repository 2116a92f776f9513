"""A selection of more rows than are remembered one by one, while others write."""

import pytest

from core.bootstrap import Application
from core.context import Context
from core.query.ast import Query
from tests.gui.person import User

Core = tuple[Application, Context]


@pytest.fixture
def items() -> list[str]:
    return [f"Item {number}" for number in range(12)]


@pytest.fixture(autouse=True)
def few_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.table.selection.MOST_NAMED", 3)


def add(core: Core, title: str) -> None:
    application, context = core
    application.service("items").create(context, application.entities["items"].new({"title": title}))


def test_a_selection_that_moved_as_a_whole_is_found_again(user: User, core: Core) -> None:
    user.press("Down")
    user.press("Shift+Down", 6)
    add(core, "New")
    user.wait(lambda: user.page.model.count == 13)
    user.wait(lambda: user.page.view.selection.ranges() == [range(2, 9)])


def test_a_selection_with_a_foreign_row_in_it_is_given_up(user: User, core: Core) -> None:
    user.press("Ctrl+Home")
    user.press("F8")
    user.wait(lambda: user.titles()[:3] == ["Item 0", "Item 1", "Item 10"])
    user.press("Ctrl+Home")
    user.press("Shift+Down", 6)
    add(core, "Item 1 and a half")
    user.wait(lambda: "The selection was given up" in user.said)
    assert user.page.view.selection.is_single
    user.press("Ctrl+Del")
    user.wait(lambda: "Deleted 1 item" in user.said)
    application, context = core
    assert application.service("items").count(context, Query()) == 12
