"""Cells edited in place by the keyboard."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from core.bootstrap import Application
from core.context import Context
from tests.gui.person import User

Core = tuple[Application, Context]


@pytest.fixture
def items() -> list[str]:
    return ["Emma", "Persuasion", "Sanditon"]


def test_typing_replaces_the_cell_and_enter_goes_down(user: User) -> None:
    user.write("Lady Susan")
    user.press("Return")
    user.wait(lambda: user.shows("Lady Susan", "Persuasion", "Sanditon"))
    assert user.cell == "Persuasion"
    assert user.focus is user.page.view


def test_f2_keeps_the_text_and_tab_goes_right(user: User) -> None:
    user.press("F2")
    user.write("!")
    user.press("Tab")
    user.wait(lambda: user.titles()[0] == "Emma!")
    assert user.page.view.currentIndex().column() == 1


def test_up_and_down_keep_what_was_typed_and_lead_on(user: User) -> None:
    user.write("Lady Susan")
    user.press("Down")
    assert user.cell == "Persuasion"
    user.press("F2")
    user.write("!")
    user.press("Up")
    user.wait(lambda: user.shows("Lady Susan", "Persuasion!", "Sanditon"))
    assert user.cell == "Lady Susan"


def test_escape_gives_up(user: User) -> None:
    user.write("Nonsense")
    user.press("Esc")
    assert user.shows("Emma", "Persuasion", "Sanditon")
    assert user.focus is user.page.view


def test_the_table_moves_while_an_editor_goes(user: User) -> None:
    user.press("F2")
    editor = user.page.editing.open_editor
    assert editor is not None
    editor.cancel()
    QCoreApplication.sendPostedEvents(editor.editor, QEvent.Type.DeferredDelete)  # it goes before what holds it
    user.page.view.verticalScrollBar().valueChanged.emit(0)
    assert not isValid(editor.editor)


def test_what_the_model_refuses_stays_open_with_its_reason(user: User) -> None:
    user.press("F2")
    user.press("Ctrl+A")
    user.press("Backspace")
    user.press("Return")
    editor = user.page.editing.open_editor
    assert editor is not None
    assert editor.bubble.isVisible()
    assert "must not be empty" in editor.bubble.text()
    user.write("Sense")
    user.press("Return")
    user.wait(lambda: user.titles()[0] == "Sense")
    assert user.page.editing.open_editor is None


def test_two_cells_of_a_row_typed_faster_than_they_are_stored(user: User) -> None:
    user.write("A")
    user.press("Tab")
    user.write("B")
    user.press("Tab")
    user.press("Home")
    user.write("C")
    user.press("Return")
    user.wait(lambda: user.titles()[0] == "C" and user.titles(1)[0] == "B")
    user.wait(lambda: not len(user.page.model.drafts))
    assert user.window.banner.isHidden()


def test_a_read_only_cell_says_so(user: User) -> None:
    user.press("End")
    user.write("x")
    assert user.page.editing.open_editor is None
    assert user.said == "Created cannot be changed."


def test_a_record_changed_elsewhere_is_not_overwritten_unseen(user: User, core: Core) -> None:
    application, context = core
    user.press("F2")
    user.press("Ctrl+A")
    user.write("Mine")
    row = user.page.view.cursor_row
    assert row is not None
    application.service("items").update(context, row.id, application.entities["items"].change({"title": "Theirs"}))
    user.press("Return")
    user.wait(lambda: "Someone else changed this row" in user.said)
    assert user.titles()[0] == "Mine"
    assert application.service("items").get(context, row.id).title == "Theirs"
    assert user.said == "Row not saved: Someone else changed this row. (Ctrl+S leads to it)"
    user.press("Ctrl+S")
    assert user.page.view.cursor_id == row.id
    assert user.said == "Row not saved: Someone else changed this row. Ctrl+S keeps yours, Esc theirs."
    user.press("Ctrl+S")
    user.wait(lambda: application.service("items").get(context, row.id).title == "Mine")
    user.wait(lambda: not len(user.page.model.drafts))


def test_of_a_row_that_the_filter_hides_by_now_it_is_said_where_it_is(user: User, core: Core) -> None:
    application, context = core
    user.press("Ctrl+F")
    user.write("a or e")
    user.press("Return")
    row = user.page.view.cursor_row
    assert row is not None
    user.write("Mine, yes")
    application.service("items").update(context, row.id, application.entities["items"].change({"title": "0"}))
    user.press("Return")
    user.wait(lambda: "Someone else changed this row" in user.said)
    user.wait(lambda: user.page.model.count == 2)
    user.press("Ctrl+S")
    user.wait(lambda: user.said == "The row that is not saved does not fit the filter: Esc shows everything.")
    user.press("Esc")
    user.wait(lambda: user.page.model.count == 3)
    user.press("Ctrl+S")
    user.press("Ctrl+S")
    user.wait(lambda: application.service("items").get(context, row.id).title == "Mine, yes")


def test_what_somebody_else_wrote_can_be_taken_instead(user: User, core: Core) -> None:
    application, context = core
    row = user.page.view.cursor_row
    assert row is not None
    user.write("Mine")
    application.service("items").update(context, row.id, application.entities["items"].change({"title": "Theirs"}))
    user.press("Return")
    user.wait(lambda: "Someone else changed this row" in user.said)
    user.press("Ctrl+S")
    user.press("Esc")
    user.wait(lambda: user.titles()[0] == "Theirs")


def test_a_row_deleted_by_somebody_else_can_be_added_again(user: User, core: Core) -> None:
    application, context = core
    row = user.page.view.cursor_row
    assert row is not None
    user.write("Mine")
    application.service("items").delete(context, [row.id])
    user.wait(lambda: user.page.model.count == 2)
    user.press("Return")
    user.wait(lambda: "This row was deleted meanwhile" in user.said)
    user.press("Ctrl+End")
    user.press("Down")
    user.press("Home")
    assert user.cell == "Mine"
    user.press("Ctrl+S")
    user.wait(lambda: user.shows("Mine", "Persuasion", "Sanditon"))


def test_a_text_too_long_is_refused_with_what_was_typed(user: User) -> None:
    user.press("F2")
    user.press("Ctrl+A")
    user.write("x" * 300)
    user.press("Tab")
    editor = user.page.editing.open_editor
    assert editor is not None
    assert "at most 255 characters" in editor.bubble.text()
    assert editor.editor.value() == "x" * 300
    user.press("Esc")
    assert user.shows("Emma", "Persuasion", "Sanditon")


def test_no_value_where_one_is_needed_is_refused_for_that(user: User) -> None:
    user.press("Alt+Del")
    assert user.said == "Title: must not be empty"
    assert user.cell == "Emma"


def test_the_hint_to_type_runs_over_the_empty_cells_beside_a_narrow_column(user: User) -> None:
    view = user.page.view
    user.wait(lambda: view.are_columns_measured)
    row, high = user.page.model.rowCount() - 1, view.row_height
    area = QRect(44, view.y_of(row) + 2, 40, high - 4)
    view.setColumnWidth(0, 40)
    over = view.viewport().grab(area).toImage()
    grounds = {over.pixel(x, 0) for x in range(over.width())}
    drawn = {over.pixel(x, y) for x in range(over.width()) for y in range(over.height())}
    assert drawn - grounds, "the words go on"


@pytest.mark.parametrize("keys", ["Ctrl+N", "Ctrl+Shift+Y", "Ctrl+F", "F6"])
def test_what_opens_beside_an_editor_keeps_what_was_typed(user: User, keys: str) -> None:
    user.write("Lady Susan")
    user.press(keys)
    assert user.page.editing.open_editor is None
    user.press("Esc")
    user.press("Down")
    user.wait(lambda: user.shows("Lady Susan", "Persuasion", "Sanditon") and not len(user.page.model.drafts))


@pytest.mark.parametrize("keys", ["Ctrl+N", "Ctrl+Shift+Y"])
def test_a_wrong_value_keeps_the_keyboard_whatever_opens_beside_it(user: User, keys: str) -> None:
    user.press("F2")
    user.press("Ctrl+A")
    user.press("Backspace")
    user.press(keys)
    editor = user.page.editing.open_editor
    assert editor is not None
    assert editor.bubble.isVisible()
    assert user.focus is editor.editor.focusProxy() or user.focus is editor.editor
    user.press("Esc")


def test_a_click_beside_a_wrong_value_leaves_the_cursor_at_it(user: User) -> None:
    view = user.page.view
    user.press("F2")
    user.press("Ctrl+A")
    user.press("Backspace")
    place = view.visualRect(user.page.model.index(2, 0)).center()
    user.click(view.viewport(), place)
    user.double_click(view.viewport(), place)
    editor = user.page.editing.open_editor
    assert editor is not None
    assert editor.bubble.isVisible()
    assert view.currentIndex().row() == 0
    user.press("Esc")
    user.click(view.viewport(), place)
    assert view.currentIndex().row() == 2


def test_a_hand_that_shakes_at_a_click_leaves_the_cursor_at_a_wrong_value_too(user: User) -> None:
    view = user.page.view
    user.press("F2")
    user.press("Ctrl+A")
    user.press("Backspace")
    start, end = (view.visualRect(user.page.model.index(row, 0)).center() for row in (1, 2))
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(end),
        view.viewport().mapToGlobal(QPointF(end)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(view.viewport(), move)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert view.currentIndex().row() == 0
    assert view.selection.is_single
    user.press("Esc")


def test_a_click_on_a_header_sorts_and_leaves_the_cursor_on_its_record(user: User) -> None:
    view = user.page.view
    user.press("Down")
    place = QPoint(view.header.sectionViewportPosition(0) + 20, view.header.height() // 2)
    for titles in (["Emma", "Persuasion", "Sanditon"], ["Sanditon", "Persuasion", "Emma"]):
        user.click(view.header.viewport(), place)
        user.wait(lambda titles=titles: user.titles() == titles and user.page.model.is_settled)
        assert user.cell == "Persuasion"
        assert view.selection.is_single
