"""Frozen columns: as many as leave room for the others, and never over the cell that the cursor is on."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication

from gui.table.columns import NARROWEST
from tests.gui.person import User


@pytest.fixture
def leftwards(qapp: QApplication, gadgets: User) -> Iterator[User]:
    """Somebody whose language is written from right to left."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield gadgets
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def in_view(user: User) -> bool:
    """Whether the cursor's cell is seen, all of it or as much as there is room for."""
    view = user.page.view
    cell = view.visualRect(view.currentIndex())
    if view.currentIndex().column() in view.frozen.columns:
        return view.viewport().rect().contains(cell)
    room = view.scrolled_area()
    seen = QRect(cell.x(), room.y(), cell.width(), 1)
    return room.contains(seen) or seen.contains(QRect(room.x(), room.y(), room.width(), 1))


def stays_in_view(user: User, key: str) -> bool:
    """Whether it is on each cell of the row, going there by key."""
    for _ in user.page.view.column_order():
        if not in_view(user):
            return False
        user.press(key)
    return in_view(user)


def test_the_last_column_frozen_leaves_every_cell_reachable(gadgets: User) -> None:
    user, view = gadgets, gadgets.page.view
    user.press("End")
    user.press("F7")
    assert view.frozen.columns
    assert view.frozen.width <= view.viewport().width() - NARROWEST
    assert "as far as there is room" in user.said
    assert in_view(user)
    user.press("Home")
    assert stays_in_view(user, "Right")
    user.press("F7")
    assert view.frozen.columns == ()
    assert user.said == "All columns scroll again."


def test_a_narrow_window_lets_frozen_columns_scroll_until_there_is_room(gadgets: User) -> None:
    user, view = gadgets, gadgets.page.view
    user.press("Right", times=5)
    user.press("F7")
    frozen, size = view.frozen.columns, user.window.size()
    assert len(frozen) == 6
    user.press("Ctrl+Shift+L")
    user.window.resize(640, 600)
    user.wait(lambda: view.viewport().width() < 640)
    assert view.frozen.columns == frozen[: len(view.frozen.columns)] != frozen
    assert view.frozen.width <= view.viewport().width() - NARROWEST
    boxes = user.page.tools.filtering.row.boxes
    assert [boxes[column].x() for column in frozen] == pytest.approx([view.x_of(column) for column in frozen], abs=4)
    assert view.childAt(boxes[0].mapTo(view, boxes[0].rect().center())) is boxes[0]
    view.setFocus()
    user.press("Home")
    assert stays_in_view(user, "Right")
    user.window.resize(size)
    user.wait(lambda: view.frozen.columns == frozen)
    assert view.frozen.header.width() == view.frozen.width


def boxes_stand_below_their_headers(user: User) -> bool:
    """Whether each box of the filter row is where its column is, and none of a hidden column is seen."""
    view, row = user.page.view, user.page.tools.filtering.row
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    shown = [column for column in view.column_order() if row.boxes[column].facts.sortable]
    places = [row.boxes[column].x() for column in shown]
    hidden = [box for box in row.boxes if not box.visibleRegion().isEmpty() and row.boxes.index(box) not in shown]
    return not hidden and places == pytest.approx([view.x_of(column) for column in shown], abs=4)


@pytest.mark.parametrize("keys", ["Ctrl+Shift+F7", "F7", "Shift+F7", "Ctrl+Shift+PgUp", "Shift+F9"])
def test_boxes_and_cursor_follow_the_columns_that_were_frozen(gadgets: User, keys: str) -> None:
    user, view = gadgets, gadgets.page.view
    user.press("Ctrl+Shift+L")
    user.press("Esc")
    for key in ("Ctrl+Home", "Right", "Right", "F7", "End", "Home", "Right", "Right"):
        user.press(key)
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    assert view.horizontalScrollBar().value()
    user.press(keys)
    assert boxes_stand_below_their_headers(user)
    assert in_view(user)
    user.press("Ctrl+Shift+F7")
    assert boxes_stand_below_their_headers(user)
    assert in_view(user)


def test_the_cursor_stays_in_view_where_its_column_becomes_wider(gadgets: User) -> None:
    user, view = gadgets, gadgets.page.view
    user.press("End")
    user.press("F9", times=3)
    assert in_view(user)
    user.press("Home")
    user.press("Ctrl+Shift+F7")
    assert in_view(user)
    assert view.horizontalScrollBar().value() == 0


@pytest.mark.parametrize("keys", ["Ctrl+F7", "Ctrl+Shift+F10", "Shift+F10", "Ctrl+Shift+E"])
@pytest.mark.parametrize("column", ["Home", "End"])
def test_menus_open_at_the_column_of_the_cursor(gadgets: User, keys: str, column: str) -> None:
    user, view = gadgets, gadgets.page.view
    bar = view.horizontalScrollBar()
    user.press(column)
    bar.setValue(bar.maximum() if column == "Home" else 0)
    user.press(keys)
    menu = user.popup()
    assert in_view(user)
    cell = view.visualRect(view.currentIndex())
    x = view.viewport().mapFromGlobal(menu.mapToGlobal(menu.rect().topLeft())).x()
    assert x - 2 <= cell.left() <= x + menu.width()
    user.press_in(menu, "Esc")


def test_the_values_of_a_column_open_at_it(gadgets: User) -> None:
    user, view = gadgets, gadgets.page.view
    user.press("Right")
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    user.press("Alt+Down")
    values = user.page.tools.filtering.values
    assert values is not None
    x = view.viewport().mapFrom(user.window, values.pos()).x()
    assert in_view(user)
    assert x == view.x_of(1)
    user.press("Esc")


def test_columns_that_had_no_room_are_still_frozen_after_a_restart(
    gadgets: User, open_desk: Callable[..., User]
) -> None:
    user, size = gadgets, gadgets.window.size()
    user.press("Right", times=5)
    user.press("F7")
    frozen = user.page.view.frozen.columns
    user.window.resize(640, 600)
    user.wait(lambda: user.page.view.frozen.columns != frozen)
    user.press("Ctrl+F9")
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    user.window.close()
    user.wait(lambda: not user.window.isVisible())
    again = open_desk("--page", "gadgets")
    again.window.resize(size)
    again.wait(lambda: again.page.view.frozen.columns == frozen)


def test_from_right_to_left_the_cursor_stays_in_view_beside_frozen_columns(leftwards: User) -> None:
    user = leftwards
    user.press("Home")
    user.press("Right")
    user.press("F7")
    user.press("End")
    assert in_view(user)
    user.press("Home")
    assert stays_in_view(user, "Left")
    assert stays_in_view(user, "Right")
