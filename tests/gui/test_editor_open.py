"""Commands that move the cursor, rows or columns while a cell is being typed: what is typed is kept, where it was."""

import pytest
from PySide6.QtTest import QTest

from core.bootstrap import Application
from core.context import Context
from core.query.ast import Query
from gui.blind_typing import AT_ONCE, LETTER_MS
from gui.dialogs.ask_line import AskLine
from tests.gui.person import User

Core = tuple[Application, Context]


@pytest.fixture
def items() -> list[str]:
    return ["B", "D", "A", "C"]


def stored(core: Core) -> list[tuple[str, str | None]]:
    application, context = core
    return sorted((row.title, row.description) for row in application.service("items").list(context, Query()).data)


def rest(user: User) -> None:
    user.wait(lambda: not user.desk.operations.tasks.is_busy)


@pytest.mark.parametrize("keys", ["F8", "Shift+F8"])
def test_a_sort_leaves_a_new_row_with_the_cursor_and_what_is_typed(user: User, core: Core, keys: str) -> None:
    user.press("Ins")
    user.write("new")
    user.press(keys)
    assert user.page.editing.open_editor is None
    user.wait(lambda: user.titles() == ["A", "B", "C", "D"])
    assert user.page.view.currentIndex().row() == 4
    user.press("Right")
    user.write("text")
    user.press("Ctrl+S")
    user.wait(lambda: ("new", "text") in stored(core))
    assert [text for _, text in stored(core)].count(None) == 4


def test_a_sort_leaves_the_cursor_on_the_record_that_is_typed(user: User, core: Core) -> None:
    user.press("Right")
    user.write("of B")
    user.press("Return")
    user.press("Up")
    user.press("Left")
    user.press("F2")
    user.write("more")
    user.press("F8")
    user.wait(lambda: user.titles()[:3] == ["A", "Bmore", "C"])
    user.wait(lambda: user.cell == "Bmore")
    assert user.page.editing.open_editor is None
    user.press("Ctrl+S")
    user.wait(lambda: ("Bmore", "of B") in stored(core))


def test_going_to_a_row_keeps_what_is_typed(user: User, core: Core) -> None:
    user.write("first")
    user.press("Ctrl+G")
    dialog: AskLine = user.dialog(AskLine)
    user.write("3")
    user.press("Return")
    user.wait_closed(dialog)
    user.wait(lambda: user.page.view.currentIndex().row() == 2)
    user.press("Right")
    user.write("third")
    user.press("Return")
    user.press("Ctrl+S")
    user.wait(lambda: ("A", "third") in stored(core) and ("first", None) in stored(core))


@pytest.mark.parametrize("keys", ["Shift+F7", "Ctrl+Shift+PgDown", "Ctrl+Shift+S"])
def test_columns_change_once_what_is_typed_is_kept(user: User, core: Core, keys: str) -> None:
    user.write("kept")
    user.press(keys)
    assert user.page.editing.open_editor is None
    assert user.page.model.draft_at(0) is not None
    user.wait(lambda: True)
    user.press("Esc") if keys == "Ctrl+Shift+S" else None
    rest(user)


@pytest.mark.parametrize("keys", ["F8", "Ctrl+G", "Shift+F7"])
def test_nothing_moves_while_a_cell_is_refused(user: User, keys: str) -> None:
    user.press("F2")
    user.press("Ctrl+A")
    user.press("Del")
    user.press(keys)
    rest(user)
    editor = user.page.editing.open_editor
    assert editor is not None
    assert editor.bubble.isVisible()
    assert user.titles() == ["B", "D", "A", "C"]
    assert not user.page.view.isColumnHidden(0)
    user.press("Esc")


def test_an_editor_moves_with_its_row_when_a_click_sorts(user: User) -> None:
    user.press("F2")
    user.write("more")
    header = user.page.view.header
    user.click(header.viewport(), header.viewport().rect().center())
    rest(user)
    editor = user.page.editing.open_editor
    row = user.page.view.currentIndex().row()
    assert editor is None or editor.editor.y() == user.page.view.visualRect(user.page.model.index(row, 0)).y()
    user.press("Esc")


@pytest.mark.parametrize("keys", ["Ctrl+G", "Ctrl+F", "Ctrl+Shift+S", "Ctrl+H"])
def test_what_is_typed_for_a_command_that_a_refused_cell_keeps_goes_nowhere(user: User, core: Core, keys: str) -> None:
    user.press("F2")
    user.press("Ctrl+A")
    user.press("Del")
    user.press(keys)
    user.write("20")
    user.press("Return")
    rest(user)
    assert stored(core)[1] == ("B", None)
    editor = user.page.editing.open_editor
    assert editor is not None
    assert (editor.editor.typed_text(), user.said) == ("", "What you typed after “Title” was not taken.")
    QTest.qWait(AT_ONCE + 100)
    user.write("Better")
    user.press("Return")
    user.wait(lambda: ("Better", None) in stored(core))


def test_a_text_typed_on_a_cell_that_cannot_be_changed_goes_nowhere(user: User) -> None:
    user.press("End")
    user.press("Left")
    user.write("Alpha beta gamma")
    rest(user)
    assert user.window.panel.content is None
    assert user.said == "Owner cannot be changed."
    QTest.qWait(LETTER_MS + 100)
    user.press("Space")
    user.wait(lambda: user.window.panel.content is not None)


def test_the_values_of_a_column_are_offered_once_what_is_typed_is_kept(user: User) -> None:
    user.press("F2")
    user.write("more")
    user.press("Alt+Down")
    user.wait(lambda: user.page.tools.filtering.values is not None and user.page.tools.filtering.values.isVisible())
    assert user.page.editing.open_editor is None
    assert user.cell == "Bmore"
    user.press("Esc")


def test_a_cell_that_is_typed_is_filtered_by_once_it_is_kept(user: User) -> None:
    user.press("F2")
    user.press("Ctrl+Shift+F")
    user.wait(lambda: user.shows("B"))
    assert user.page.editing.open_editor is None
