"""The table over many rows: windows of rows, placeholders, bounded memory, cursor and selection."""

import threading

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QToolTip

from core.services.window import Window
from gui import undo_cases
from gui.table.painter import PADDING
from gui.table.rows import KEPT, WINDOW, Rows
from tests.gui.person import User

MANY = 1000


@pytest.fixture
def items() -> list[str]:
    return [f"Item {number:04}" for number in range(MANY)]


def test_every_row_is_there_at_once_and_read_when_it_comes_into_view(user: User) -> None:
    model = user.page.model
    assert model.count == MANY
    assert model.row(MANY - 1) is None
    assert model.text(MANY - 1, 0) == ""
    user.press("Ctrl+End")
    user.wait(lambda: user.page.view.cursor_row)
    assert model.text(MANY - 1, 0) == "Item 0999"
    assert user.window.status.summary.text() == "Row 1,000 of 1,000"


def test_neighbours_are_read_ahead(user: User) -> None:
    model = user.page.model
    user.wait(lambda: model.row(WINDOW))
    assert model.row(3 * WINDOW) is None


def test_the_model_keeps_its_word(user: User) -> None:
    tester = QAbstractItemModelTester(user.page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    user.press("Ctrl+F")
    user.write("Item 000")
    user.wait(lambda: len(user.titles()) == 10)
    user.press("Esc")
    user.wait(lambda: user.page.model.count == MANY)
    assert tester.model() is user.page.model


def test_headers_never_ask_which_rows_are_selected(user: User) -> None:
    view = user.page.view
    user.press("Ctrl+A")
    for header in (view.horizontalHeader(), view.verticalHeader()):
        assert header.selectionModel() is not view.selectionModel()
        assert not header.selectionModel().hasSelection()
    assert view.selection.ranges() == [range(MANY)]


def test_rows_out_of_reach_of_the_cache_are_deleted_too(user: User) -> None:
    user.press("Ctrl+Shift+End")
    assert user.page.view.selection.ranges() == [range(MANY)]
    user.press("Shift+Up")
    user.press("Ctrl+Del")
    user.wait(lambda: user.page.model.count == 1)
    user.wait(lambda: user.said == "Deleted 999 items. Undo: Ctrl+Z")
    user.wait(lambda: user.shows("Item 0999"))


def test_what_is_deleted_is_where_the_cursor_went(user: User) -> None:
    user.press("Ctrl+End")
    user.wait(lambda: user.page.view.cursor_row)
    user.press("Ctrl+Del")
    user.wait(lambda: user.page.model.count == MANY - 1)
    user.wait(lambda: user.titles()[-1] == "Item 0998")
    assert user.page.view.currentIndex().row() == MANY - 2


def test_a_selection_in_parts_is_merged(user: User) -> None:
    view = user.page.view
    for row in (5, 2, 3, 9):
        place = view.visualRect(user.page.model.index(row, 0)).center()
        user.click(view.viewport(), place, Qt.KeyboardModifier.ControlModifier if row != 5 else None)
    assert view.selection.ranges() == [range(2, 4), range(5, 6), range(9, 10)]


def test_memory_is_bounded() -> None:
    rows = Rows()
    for number in range(10 * KEPT):
        rows.put(Window(number * WINDOW, ()))
    assert sum(rows.touch(number) for number in range(10 * KEPT)) == KEPT


def test_the_whole_of_a_text_that_is_cut_off_is_shown_under_the_mouse(user: User) -> None:
    view = user.page.view
    view.setColumnWidth(0, 40)
    place = view.visualRect(user.page.model.index(0, 0)).center()
    event = QHelpEvent(QEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    assert QToolTip.text() == "Item 0000"
    QToolTip.hideText()
    user.wait(lambda: not QToolTip.isVisible())


def test_a_click_on_a_header_sorts(user: User) -> None:
    header = user.page.view.horizontalHeader()
    for first in ("Item 0000", "Item 0999", "Item 0000"):
        user.click(header.viewport(), QPoint(header.sectionViewportPosition(0) + 20, 10))
        user.press("Ctrl+Home")
        user.wait(lambda first=first: user.page.model.text(0, 0) == first)


def test_double_click_edits(user: User) -> None:
    view = user.page.view
    user.double_click(view.viewport(), view.visualRect(user.page.model.index(1, 0)).center())
    user.wait(lambda: user.page.editing.open_editor)
    user.write("!")
    user.press("Ctrl+F")
    user.wait(lambda: user.page.model.text(1, 0) == "Item 0001!")


def test_closing_waits_for_what_is_being_written(user: User) -> None:
    gate = threading.Event()
    written: list[bool] = []
    user.desk.operations.write(lambda *_: gate.wait(10), done=written.append)
    user.press("Ctrl+Q")
    assert user.window.isVisible()
    assert user.said == "Saving…"
    gate.set()
    user.wait(lambda: not user.window.isVisible())
    assert written == [True]


def test_a_cell_the_model_refuses_keeps_the_page(user: User) -> None:
    user.press("F2")
    user.press("Ctrl+A")
    user.press("Backspace")
    user.press("Ctrl+PgDown")
    assert user.window.shown_name == "items"
    editor = user.page.editing.open_editor
    assert editor is not None
    assert editor.bubble.isVisible()
    user.press("Esc")


def test_an_error_nobody_expects_to_show_itself_is_a_notice_that_esc_closes(user: User) -> None:
    user.desk.operations.write(undo_cases.redo(), done=print)
    user.wait(user.window.banner.isVisible)
    assert user.window.banner.label.text() == "There is nothing to redo."
    user.press("Esc")
    assert user.window.banner.isHidden()


def test_a_number_never_touches_the_padding_of_its_column(gadgets: User) -> None:
    """At any size of the letters, and in columns just wide enough for it, and a little less or more."""
    view, names = gadgets.page.view, [facts.name for facts in gadgets.page.model.columns]
    column = names.index("stock")
    gadgets.press("Right", column)
    gadgets.write("1234567890123456789")
    gadgets.press("Return")
    gadgets.wait(lambda: not gadgets.page.model.drafts and not gadgets.desk.operations.tasks.is_busy)
    for _ in range(6):
        number = gadgets.page.model.text(0, column)
        enough = view.fontMetrics().horizontalAdvance(number) + 2 * PADDING
        for width in range(enough - 10, enough + 11):
            view.setColumnWidth(column, width)
            view.scrollTo(gadgets.page.model.index(0, column))
            assert not inked(gadgets, 0, column), (view.font().pointSizeF(), width - enough)
        gadgets.press("Ctrl++")


def inked(user: User, row: int, column: int) -> set[int]:
    """Where in the padding of a cell something is painted: pixels from its left edge."""
    view = user.page.view
    cell = view.visualRect(user.page.model.index(row, column))
    picture = view.viewport().grab(cell).toImage()
    ground = picture.pixelColor(1, 1)
    padding = [*range(1, PADDING - 1), *range(cell.width() - PADDING + 1, cell.width() - 2)]
    return {x for x in padding for y in range(2, cell.height() - 2) if picture.pixelColor(x, y) != ground}
