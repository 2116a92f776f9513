"""A cursor that is in view stays there when the table has less room; who scrolled away from it keeps the place."""

import pytest

from core.errors import UndoError
from tests.gui.person import User

ROWS = 300


@pytest.fixture
def items() -> list[str]:
    return [f"Item {number:04}" for number in range(ROWS)]


@pytest.fixture
def at_end(user: User) -> User:
    """Somebody in the empty row below all others."""
    user.press("Ctrl+End")
    user.press("Down")
    user.press("Home")
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert user.page.view.currentIndex().row() == ROWS
    assert sees_cursor(user)
    return user


def sees_cursor(user: User) -> bool:
    view = user.page.view
    return view.viewport().rect().contains(view.visualRect(view.currentIndex()))


def shrink(user: User, keys: str | None) -> None:
    """Press something that leaves the table less room, or have something gone wrong, and wait until it has."""
    viewport = user.page.view.viewport()
    size = viewport.size()
    if keys is None:
        user.desk.operations.failed.emit(UndoError("nothing"))
    else:
        user.press(keys)
    user.wait(lambda: viewport.width() < size.width() or viewport.height() < size.height())
    user.wait(lambda: not user.desk.operations.tasks.is_busy)


@pytest.mark.parametrize("keys", [None, "Ctrl+Shift+M", "Ctrl+Shift+L"], ids=["banner", "totals", "filter row"])
def test_less_height_does_not_hide_it(at_end: User, keys: str | None) -> None:
    shrink(at_end, keys)
    assert sees_cursor(at_end)


def test_nor_does_less_width_for_a_form_beside(gadgets: User) -> None:
    panel, view = gadgets.window.panel, gadgets.page.view
    gadgets.press("End")
    assert sees_cursor(gadgets)
    width = view.width()
    gadgets.press("Ctrl+N")
    gadgets.wait(lambda: panel.width() >= panel.least and view.width() <= width - panel.least)
    assert sees_cursor(gadgets)


@pytest.mark.parametrize("keys", [None, "Ctrl+Shift+M", "Ctrl+Shift+L"], ids=["banner", "totals", "filter row"])
def test_who_scrolled_away_from_it_keeps_the_place(user: User, keys: str | None) -> None:
    bar = user.page.view.verticalScrollBar()
    bar.setValue(100)
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    shrink(user, keys)
    assert (bar.value(), user.page.view.currentIndex().row()) == (100, 0)
