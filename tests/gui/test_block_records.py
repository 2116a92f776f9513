"""Blocks of cells go to the records that a person saw, whatever has moved these meanwhile."""

import pytest
from PySide6.QtGui import QGuiApplication

from core.bootstrap import Application
from core.context import Context
from core.query.ast import Query
from tests.gui.person import User

Core = tuple[Application, Context]


@pytest.fixture
def items() -> list[str]:
    return ["A", "B", "C", "D"]


def put(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def stored(core: Core) -> dict[str, str | None]:
    """The description of each record by its title."""
    application, context = core
    return {row.values[0]: row.values[1] for row in application.service("items").window(context, Query(), 0, 1000).rows}


def settle(user: User) -> None:
    user.wait(lambda: not user.desk.operations.tasks.is_busy)


def sort_by_title(user: User) -> None:
    user.press("Ctrl+Home")
    user.press("F8")
    user.wait(lambda: user.page.model.query.sort)
    settle(user)
    user.press("Ctrl+Home")


def test_a_paste_goes_into_the_row_that_saving_moves(user: User, core: Core) -> None:
    sort_by_title(user)
    user.write("Z")
    user.press("Tab")
    put("for-Z")
    user.press("Ctrl+V")
    user.wait(lambda: "Pasted 1 row" in user.said)
    assert stored(core) == {"Z": "for-Z", "B": None, "C": None, "D": None}


def test_a_long_paste_goes_there_too(user: User, core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.table.blocks.area.MOST_SEEN", 1)
    sort_by_title(user)
    user.write("Z")
    user.press("Tab")
    put("for-Z\nfor-B")
    user.press("Ctrl+V")
    user.wait(lambda: "Pasted 2 rows" in user.said)
    assert stored(core) == {"Z": "for-Z", "B": "for-B", "C": None, "D": None}
