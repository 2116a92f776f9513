"""Larger and smaller tables: what is typed into them is as large as what stands in them."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from gui.form.editors.reference_editor import ReferenceEditor
from gui.form.editors.text_editor import TextEditor
from tests.gui.person import User


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
