"""Selections in several parts: what lies beside them is neither copied nor changed, and each deed is one undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from core.bootstrap import Application
from core.context import Context
from core.query.ast import Query
from tests.gui.described import describe
from tests.gui.person import User

Core = tuple[Application, Context]
Cells = list[tuple[str, str | None]]


@pytest.fixture
def items() -> list[str]:
    return ["A", "B", "C"]


@pytest.fixture
def described(user: User, core: Core) -> User:
    """Somebody whose items have a description each, and who selected A's title and C's description."""
    describe(user, core)
    select(user, 2, 1)
    return user


def select(user: User, row: int, column: int) -> None:
    """One cell more."""
    place = user.page.view.visualRect(user.page.model.index(row, column)).center()
    user.click(user.page.view.viewport(), place, Qt.KeyboardModifier.ControlModifier)


def stored(core: Core) -> Cells:
    application, context = core
    return [(row.values[0], row.values[1]) for row in application.service("items").window(context, Query(), 0, 9).rows]


def settle(user: User) -> None:
    user.wait(lambda: not user.desk.operations.tasks.is_busy)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("Ctrl+D", [("A", "of A"), ("B", "of B"), ("C", "of A")]),
        ("Ctrl+V", [("new", "of A"), ("B", "of B"), ("C", "new")]),
        ("Ctrl+Return", [("of C", "of A"), ("B", "of B"), ("C", "of C")]),
    ],
)
def test_only_the_selected_cells_are_written(described: User, core: Core, keys: str, expected: Cells) -> None:
    before = stored(core)
    QGuiApplication.clipboard().setText("new")
    described.press(keys)
    described.wait(lambda: stored(core) == expected)
    settle(described)
    described.press("Ctrl+Z")
    described.wait(lambda: stored(core) == before)


def test_only_the_selected_cells_of_new_rows_are_cut(user: User) -> None:
    for text in ("x", "y"):
        user.press("Ins")
        user.press("Right")
        user.write(text)
        user.press("Return")
    assert [user.page.model.text(row, 1) for row in (3, 4)] == ["x", "y"]
    user.press("Ctrl+Home")
    user.click(user.page.view.viewport(), user.page.view.visualRect(user.page.model.index(3, 0)).center())
    select(user, 4, 1)
    user.press("Ctrl+X")
    user.wait(lambda: QGuiApplication.clipboard().text() == "\t\n\ty")
    assert [user.page.model.text(row, 1) for row in (3, 4)] == ["x", "–"]


def test_of_stored_and_new_rows_the_new_ones_stay_selected_when_no_stored_one_is_shown_any_more(
    described: User,
) -> None:
    described.press("Ctrl+F")
    described.write("description:of")
    described.press("Return")
    described.press("Ins")
    described.press("Right")
    described.write("of no title")
    described.press("Return")
    described.press("Ctrl+Home")
    described.press("Right")
    described.press("Shift+Down", times=4)
    described.press("Ctrl+X")
    described.wait(lambda: described.page.model.count == 0 and not described.page.waiting.is_under_way)
    chosen = [(part.top(), part.bottom(), part.left(), part.right()) for part in described.page.view.selection.parts()]
    assert (chosen, described.page.view.currentIndex().row()) == ([(0, 1, 1, 1)], 1)
