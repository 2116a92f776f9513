"""Whoever cannot see the window, or uses no mouse, is told what each control is and gets to it by keyboard."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollBar,
    QTabBar,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.query.ast import ALL
from gui.widgets.long_text import LongText
from tests.gui.person import User
from tests.screens.data import fill
from tests.screens.stops import INSIDE, Stops, pages
from tests.screens.tour import Tour


@pytest.fixture
def items() -> list[str]:
    return ["Emma"]


CONTROLS = (QAbstractButton, QAbstractScrollArea, QAbstractSpinBox, QComboBox, QLineEdit, QTabBar)
MOST = 80
"""Presses of Tab after which one should have been everywhere."""


def test_every_control_of_every_page_and_dialog_is_named(qapp: QApplication, tmp_path: Path) -> None:
    fill(tmp_path, "some")
    nameless: dict[str, list[str]] = {}
    with Tour(tmp_path, "light", "english", QSize(1280, 800)) as tour:
        for name, widget in (stop for part in INSIDE for stop in part(tour)):
            nameless[name] = [described(each) for each in controls(widget) if not spoken(each)]
    assert {name: found for name, found in nameless.items() if found} == {}


def test_every_control_of_every_page_is_reached_by_keyboard(qapp: QApplication, tmp_path: Path) -> None:
    fill(tmp_path, "some")
    missed: dict[str, list[str]] = {}
    with Tour(tmp_path, "light", "english", QSize(1280, 800)) as tour:
        for name, window in reachable(tour):
            reached = set(by_pane(window)) | set(by_tab(window))
            missed[name] = [described(each) for each in controls(window) if not is_reached(each, reached)]
    assert {name: found for name, found in missed.items() if found} == {}


def test_cells_headers_and_editors_are_spoken(user: User) -> None:
    view = user.page.view
    table = QAccessible.queryAccessibleInterface(view)
    assert table is not None
    assert (table.role(), table.text(QAccessible.Text.Name)) == (QAccessible.Role.Table, "Items")
    children = [child for place in range(table.childCount()) if (child := table.child(place)) is not None]
    said = [(child.role(), child.text(QAccessible.Text.Name)) for child in children]
    assert (QAccessible.Role.ColumnHeader, "Title") in said
    assert (QAccessible.Role.Cell, "Emma") in said
    assert (QAccessible.Role.Cell, "empty") in said, "no sign stands for nothing"
    user.press("Ins")
    user.press("Right")
    user.write("x")
    user.press("Return")
    refused = user.page.model.index(1, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert refused == "Title: is required"
    user.press("Ctrl+Home")
    user.press("F2")
    editor = QAccessible.queryAccessibleInterface(user.focus)
    assert editor is not None
    assert editor.role() == QAccessible.Role.EditableText
    assert editor.text(QAccessible.Text.Name) == "Title"
    user.press("Esc")


def spoken_cell(user: User) -> tuple[str, str]:
    """What a screen reader says of the cell under the cursor: its name, and more."""
    table, index = QAccessible.queryAccessibleInterface(user.page.view), user.page.view.currentIndex()
    assert table is not None
    cell = table.child((index.row() + 1) * (user.page.model.columnCount() + 1) + index.column() + 1)
    assert cell is not None
    assert cell.role() == QAccessible.Role.Cell
    return cell.text(QAccessible.Text.Name), cell.text(QAccessible.Text.Description)


def test_the_new_row_is_spoken_and_so_is_what_cannot_be_changed(user: User) -> None:
    assert spoken_cell(user) == ("Emma", "")
    user.press("End")
    assert user.page.model.columns[user.page.view.currentIndex().column()].name == "created_at"
    assert spoken_cell(user)[1] == "read only"
    user.press("Down")
    assert spoken_cell(user) == ("New row", "read only")
    user.press("Home")
    assert spoken_cell(user) == ("New row", "")
    user.write("P")
    user.press("Tab")
    assert spoken_cell(user) == ("empty", "")
    user.press("Esc")


def headers(user: User) -> list[str]:
    """What a screen reader says of the columns."""
    table = QAccessible.queryAccessibleInterface(user.page.view)
    assert table is not None
    children = [child for place in range(user.page.model.columnCount() + 1) if (child := table.child(place))]
    return [child.text(QAccessible.Text.Name) for child in children if child.role() == QAccessible.Role.ColumnHeader]


def test_it_is_spoken_by_what_columns_a_table_is_sorted(gadgets: User) -> None:
    user = gadgets
    usual = headers(user)
    user.press("F8")
    user.wait(lambda: headers(user) == ["Name, sorted ascending", *usual[1:]])
    user.press("F8")
    user.wait(lambda: headers(user) == ["Name, sorted descending", *usual[1:]])
    user.press("Right", times=2)
    user.press("Shift+F8")
    first, second = "Name, sorted descending, 1 of 2", "Price, sorted ascending, 2 of 2"
    user.wait(lambda: headers(user) == [first, usual[1], second, *usual[3:]])


def test_a_list_in_a_cell_is_spoken_by_the_name_of_its_column(gadgets: User) -> None:
    """Qt on Linux says of a list its value, and leaves the name to a label that belongs to it."""
    user = gadgets
    labels = [facts.label for facts in user.page.model.columns]
    user.press("Home")
    for label in ("Active", "Status"):
        user.press("Home")
        user.press("Right", times=labels.index(label))
        user.press("F2")
        box = QAccessible.queryAccessibleInterface(user.focus)
        assert box is not None
        assert box.role() == QAccessible.Role.ComboBox
        of_label = [other for other, kind in box.relations() if kind == QAccessible.RelationFlag.Label]
        assert [other.text(QAccessible.Text.Name) for other in of_label] == [label]
        user.press("Esc")


def test_a_nameless_and_an_unreachable_control_are_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    nameless, unreachable, fine = QLineEdit(window), QPushButton("Mouse only", window), QPushButton("Fine", window)
    unreachable.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    for widget in (nameless, unreachable, fine):
        layout.addWidget(widget)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert [each for each in controls(window) if not spoken(each)] == [nameless]
    nameless.setFocus()
    reached = set(by_tab(window))
    assert fine in reached
    assert [each for each in controls(window) if not is_reached(each, reached)] == [unreachable]


@pytest.mark.parametrize("page", ["items", "users"])
def test_tab_goes_from_the_search_to_the_buttons_beside_it(qapp: QApplication, tmp_path: Path, page: str) -> None:
    fill(tmp_path, "some")
    with Tour(tmp_path, "light", "english", QSize(1280, 800)) as tour:
        tour.window.show_page(page)
        tour.settle()
        tour.window.commands["view.search"].trigger()
        first = QApplication.focusWidget()
        assert isinstance(first, QLineEdit)
        order = list(by_tab(tour.window))[:2]
        assert any(isinstance(widget, QAbstractButton) for widget in order)


@pytest.mark.parametrize("key", ["Ctrl+E", "Ctrl+I", "Ctrl+H"])
def test_tab_goes_through_a_dialog_as_one_reads(user: User, key: str) -> None:
    user.press("Ctrl+F")
    user.write("Emma")
    user.wait(lambda: user.page.model.is_counted and user.page.query.where != ALL)
    user.press(key)
    dialog: QDialog = user.dialog(QDialog)
    stops = [each for each in by_tab(dialog) if isinstance(each, CONTROLS)]
    circle = list(dict.fromkeys(stops))
    first = min(circle, key=lambda each: each.mapTo(dialog, each.rect().center()).toTuple()[::-1])
    begins = circle.index(first)
    order = [*circle[begins:], *circle[:begins]]
    assert [f"{described(b)} after {described(a)}" for a, b in pairwise(order) if not is_read_after(a, b, dialog)] == []
    user.press("Esc")
    user.wait_closed(dialog)


def is_read_after(before: QWidget, after: QWidget, window: QWidget) -> bool:
    """Whether it stands further down, or in the same line further on."""
    first, second = (QRect(each.mapTo(window, QPoint()), each.size()) for each in (before, after))
    return second.top() >= first.bottom() or (second.bottom() > first.top() and second.left() > first.left())


def reachable(tour: Tour) -> Stops:
    """The pages as the window shows them."""
    for name, window in pages(tour):
        if window is tour.window:
            yield name, window


def controls(window: QWidget) -> Iterator[QWidget]:
    """What a person can work with, as it is shown now; parts that Qt made inside a control are that control.

    A text that may only be selected is none: a label is passed by as well.
    """
    for widget in window.findChildren(QWidget):
        inner = isinstance(widget.parentWidget(), (QLineEdit, QComboBox, QAbstractSpinBox)) or isinstance(
            widget, (QScrollBar, LongText)
        )
        takes = widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractButton)
        if isinstance(widget, CONTROLS) and takes and not inner and widget.isVisibleTo(window) and widget.isEnabled():
            yield widget


def spoken(widget: QWidget) -> str:
    """What a screen reader says it is."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def by_tab(window: QWidget) -> Iterator[QWidget]:
    """Where Tab leads from where the keyboard is; a table keeps Tab for its cells."""
    for _ in range(MOST):
        focus = QApplication.focusWidget()
        if focus is None:
            return
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        after = QApplication.focusWidget()
        if after is None or after is focus:
            return
        yield after


def by_pane(window: QWidget) -> Iterator[QWidget]:
    """Where F6 leads, and Tab from each of these."""
    for _ in range(5):
        focus = QApplication.focusWidget()
        if focus is None:
            return
        QTest.keyClick(focus, Qt.Key.Key_F6)
        after = QApplication.focusWidget()
        if after is not None:
            yield after
            yield from by_tab(window)
            after.setFocus()


def is_reached(widget: QWidget, reached: set[QWidget]) -> bool:
    """A group of choices is one stop, and arrows go on from there."""
    proxy = widget.focusProxy()
    if widget in reached or (proxy is not None and proxy in reached):
        return True
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and any(button in reached for button in group.buttons())


def described(widget: QWidget) -> str:
    """Where it is in the window."""
    names: list[str] = []
    part: QWidget | None = widget
    while part is not None and len(names) < 4:
        names.append(type(part).__name__)
        part = part.parentWidget()
    text = widget.text() if isinstance(widget, (QAbstractButton, QLabel)) else ""
    return f"{text!r} {' in '.join(names)}"
