"""What a table meets seldom: others who delete what one looks at, texts no database takes, a second window."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.bootstrap import Application
from core.context import Context
from core.query.ast import ALL, Query
from gui.application import Desk
from gui.dialogs.paste_report import PasteReport
from tests.gui.conftest import close
from tests.gui.person import User

Core = tuple[Application, Context]
ROWS = 400


@pytest.fixture
def items() -> list[str]:
    return [f"Item {number:04}" for number in range(ROWS)]


def delete(core: Core, *positions: int) -> None:
    application, context = core
    service = application.service("items")
    rows = service.window(context, Query(), 0, ROWS).rows
    service.delete(context, [rows[position].id for position in positions] if positions else ALL)


def test_a_row_deleted_elsewhere_while_its_editor_is_open_is_said_and_what_was_typed_stays(
    user: User, core: Core
) -> None:
    user.press("Down", times=3)
    user.write("Typed meanwhile")
    delete(core, 3)
    user.wait(lambda: user.page.model.count == ROWS - 1)
    editor = user.page.editing.open_editor
    assert editor is not None
    assert editor.editor.value() == "Typed meanwhile"
    user.press("Ctrl+S")
    drafts = user.page.model.drafts
    user.wait(lambda: any("deleted this row" in draft.reason for draft in drafts))
    (draft,) = (draft for draft in drafts if draft.reason)
    assert draft.cells["title"] == "Typed meanwhile"


def test_a_table_emptied_while_scrolling_says_that_it_is_empty(user: User, core: Core) -> None:
    user.press("PgDown", times=4)
    delete(core)
    for _ in range(30):
        user.press("PgDown")
    user.wait(user.page.contents.empty.isVisible)
    assert user.page.model.count == 0


def test_a_lone_surrogate_in_a_pasted_block_is_told_by_row_and_the_rest_can_be_pasted(user: User, core: Core) -> None:
    QGuiApplication.clipboard().setText("good\nbad \ud800 text\nalso good")
    pasted = QGuiApplication.clipboard().text()
    user.press("Ctrl+V")
    application, context = core
    if "\ud800" in pasted:
        report = user.dialog(PasteReport)
        user.press("Esc")
        user.wait_closed(report)
        assert user.titles()[:2] == ["Item 0000", "Item 0001"]
    else:
        user.wait(lambda: user.titles()[:3] == pasted.split("\n"))
        stored = application.service("items").window(context, Query(), 0, 3).rows
        assert [row.values[0] for row in stored] == pasted.split("\n")


def test_a_text_of_several_lines_is_written_in_a_large_box(user: User, core: Core) -> None:
    user.press("Down")
    user.press("Shift+Return")
    user.press("Ctrl+A")
    user.write("First")
    user.press("Return")
    user.write("second")
    editor = user.page.editing.open_editor
    assert editor is not None
    assert editor.editor.height() > 5 * user.page.view.row_height
    assert user.page.view.viewport().rect().contains(editor.editor.geometry())
    user.press("Shift+Return")
    assert user.page.editing.open_editor is None
    user.press("Ctrl+S")
    application, context = core
    service = application.service("items")
    user.wait(lambda: service.window(context, Query(), 1, 1).rows[0].values[0] == "First\nsecond")
    assert user.cell == "First second"


def test_escape_leaves_the_large_box_as_if_nothing_was_typed(user: User) -> None:
    user.press("Shift+Return")
    user.write("nothing")
    user.press("Esc")
    assert user.page.editing.open_editor is None
    assert user.titles()[0] == "Item 0000"


def test_a_second_window_shows_the_same_table_and_what_the_first_one_writes(
    user: User, qapp: QApplication, qtbot: QtBot
) -> None:
    user.press("Ctrl+Shift+N")
    (second,) = [child for child in qapp.children() if isinstance(child, Desk)]
    other = User(qtbot, second)
    user.wait(lambda: second.window.shown_name == "items" and other.page.model.count == ROWS)
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    user.page.view.setFocus()
    user.write("Seen by both")
    user.press("Ctrl+S")
    user.wait(lambda: other.titles()[0] == "Seen by both")
    close(qtbot, second)
    user.press("Ctrl+Z")
    user.wait(lambda: user.titles()[0] == "Item 0000")
