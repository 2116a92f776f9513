"""Larger and smaller tables: what is typed into them is as large as what stands in them."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from core.bootstrap import Application
from core.context import Context
from gui.form.editors.reference_editor import ReferenceEditor
from gui.form.editors.text_editor import TextEditor
from gui.table.model import TableModel
from gui.table.painter import PADDING
from tests.gui.person import User

Core = tuple[Application, Context]


def size(widget: QWidget) -> float:
    return widget.font().pointSizeF()


def go_to(user: User, name: str) -> None:
    columns = [user.page.model.columns[column].name for column in user.page.view.column_order()]
    user.press("Home")
    user.press("Right", times=columns.index(name))


def test_every_editor_of_a_cell_is_as_large_as_the_cell(gadgets: User) -> None:
    user, view = gadgets, gadgets.page.view
    usual = size(view)
    user.press("Ctrl++", times=20)
    assert size(view) == usual * 3
    for facts in user.page.model.columns:
        if not facts.updatable:
            continue
        go_to(user, facts.name)
        user.press("F2")
        editor = user.page.editing.open_editor
        assert editor is not None
        assert size(user.focus) == size(view), facts.name
        if isinstance(editor.editor, ReferenceEditor):
            found = editor.editor.completer.popup()
            assert found is not None
            assert size(found) == size(view)
        if isinstance(editor.editor, TextEditor):
            assert user.focus.height() > 3 * QFontMetrics(view.font()).height()
        user.press("Esc")
        user.wait(lambda: user.page.editing.open_editor is None)


def test_an_open_editor_goes_along(gadgets: User) -> None:
    user, view = gadgets, gadgets.page.view
    user.press("F2")
    line = user.focus
    user.page.zoom.zoom_to(2.0)
    assert isValid(line)
    assert size(line) == size(view)
    assert line.height() >= QFontMetrics(view.font()).height()
    user.page.zoom.reset()
    assert size(line) == size(view)


def test_the_filter_row_and_the_totals_go_along(gadgets: User) -> None:
    user, view = gadgets, gadgets.page.view
    user.press("Ctrl+Shift+M")
    user.press("Ctrl+Shift+L")
    row, totals = user.page.tools.filtering.row, user.page.tools.totals
    user.wait(lambda: totals.isVisible() and isinstance(user.focus, QLineEdit))
    heights = row.height(), totals.height()
    user.page.zoom.zoom_to(3.0)
    for box in row.boxes:
        assert size(box) == size(view)
        assert box.height() >= QFontMetrics(view.font()).height()
    assert totals.height() >= QFontMetrics(view.font()).height()
    assert row.geometry().bottom() < view.viewport().geometry().top(), "no row is hidden below it"
    user.page.zoom.reset()
    assert (row.height(), totals.height()) == heights


def test_a_filter_row_that_comes_later_is_as_large(gadgets: User) -> None:
    user = gadgets
    user.press("Ctrl++", times=20)
    user.press("Ctrl+Shift+L")
    assert size(user.focus) == size(user.page.view)


@pytest.mark.parametrize("height", [800, 600])
@pytest.mark.parametrize("opens", ["F2", "Shift+Return"])
def test_an_editor_of_several_lines_is_no_higher_than_the_table(gadgets: User, height: int, opens: str) -> None:
    gadgets.window.resize(1024, height)
    gadgets.page.zoom.zoom_to(3.0)
    go_to(gadgets, "notes")
    gadgets.press("Down", times=4)
    gadgets.press(opens)
    box, room = gadgets.focus, gadgets.page.view.viewport()
    assert isinstance(box, QPlainTextEdit)
    for number in range(14):
        gadgets.write(str(number))
        gadgets.press("Shift+Return" if opens == "F2" else "Return")
    assert room.rect().contains(QRect(box.mapTo(room, QPoint()), box.size()))
    assert box.viewport().rect().contains(box.cursorRect())
    gadgets.press("Esc")


def header(model: TableModel, column: int) -> str:
    return model.headerData(column, Qt.Orientation.Horizontal)


def fitting(user: User) -> set[tuple[int, int]]:
    """The cells whose texts are not cut off, and the names of columns as those of row -1."""
    view, model = user.page.view, user.page.model
    rooms = {column: view.columnWidth(column) - 2 * PADDING for column in view.column_order()}
    cells = {(row, column) for row in range(model.count) for column in rooms}
    fitted = view.painter.texts.fitted
    found = {
        (row, column) for row, column in cells if fitted(text := model.text(row, column), rooms[column])[0] == text
    }
    return found | {(-1, column) for column in rooms if view.header.fitted(column) == header(model, column)}


def test_what_fits_at_the_usual_size_fits_at_every_other(gadgets: User, core: Core) -> None:
    """In columns that are measured, and in those that somebody made just as wide as their texts."""
    user, view, (application, context) = gadgets, gadgets.page.view, core
    long = {"name": "Lamp", "seen_at": datetime(2026, 12, 13, 14, 56, tzinfo=UTC), "notes": "some words " * 4}
    service = application.service("gadgets")
    service.create(context, service.entity.new(long))
    user.wait(lambda: user.page.model.count == 6)
    user.press("Ctrl+0")
    go_to(user, "stock")
    user.press("F8")
    user.press("Shift+Tab")
    user.press("Shift+F8")
    user.wait(lambda: len(user.page.model.query.sort) == 2)
    user.press("Ctrl+F9")
    go_to(user, "seen_at")
    user.press("Ctrl+F9")
    usual, widths = fitting(user), [view.columnWidth(column) for column in view.column_order()]
    assert len(usual) > 6 * len(widths)
    for key in ("Ctrl+-", "Ctrl++"):
        for _ in range(8):
            user.press(key)
            assert usual - fitting(user) == set(), user.page.zoom.factor
        user.press("Ctrl+0")
        assert [view.columnWidth(column) for column in view.column_order()] == widths


@pytest.mark.parametrize("items", [["Emma", "Persuasion"]])
def test_a_width_is_kept_as_it_is_at_the_usual_size(user: User, core: Core, open_desk: Callable[..., User]) -> None:
    application, context = core
    usual = user.page.view.columnWidth(0)
    user.press("Ctrl+-", times=3)
    user.press("F9", times=10)
    small = user.page.view.columnWidth(0)
    user.press("Ctrl+0")
    wide = user.page.view.columnWidth(0)
    assert wide > max(small, usual)
    user.wait(lambda: [each.width for each in application.layouts.get(context, "items")] == [wide, None, None, None])
    user.window.close()
    user.wait(lambda: not user.window.isVisible())
    again = open_desk()
    again.wait(lambda: again.page.view.columnWidth(0) == wide)


def test_a_total_has_room_at_every_size(gadgets: User) -> None:
    totals, columns = gadgets.page.tools.totals, range(gadgets.page.model.columnCount())
    gadgets.press("Ctrl+Shift+M")
    gadgets.wait(lambda: totals.totals)
    for key in ("Ctrl+-", "Ctrl++"):
        for _ in range(8):
            gadgets.press(key)
            assert [totals.fitted(each) for each in columns] == [totals.text(each) for each in columns]
        gadgets.press("Ctrl+0")


@pytest.mark.parametrize("items", [["Emma", "Persuasion"]])
def test_a_view_without_widths_measures_them_again(user: User) -> None:
    view, arrangement = user.page.view, user.page.tools.arrangement
    usual, columns = view.columnWidth(0), arrangement.layout()
    user.press("F9", times=3)
    assert view.columnWidth(0) > usual
    arrangement.apply(columns)
    assert view.columnWidth(0) == usual
