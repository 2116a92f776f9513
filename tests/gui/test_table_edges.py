"""What a table meets seldom: others who delete what one looks at, texts no database takes, a second window."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.bootstrap import Application
from core.context import Context
from core.database import sqlite_module
from core.desk.drafts import Draft
from core.query.ast import ALL, Query
from core.settings import load_settings
from gui.application import Desk
from gui.dialogs.block_report import BlockReport
from tests.gui.conftest import close
from tests.gui.person import User
from tests.shop import open_shop

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


def rename(core: Core, position: int, title: str) -> None:
    application, context = core
    service = application.service("items")
    row = service.window(context, Query(), position, 1).rows[0]
    service.update(context, row.id, application.entities["items"].change({"title": title}))


def test_what_is_typed_into_a_row_that_is_deleted_elsewhere_goes_on_in_a_new_row(user: User, core: Core) -> None:
    application, context = core
    user.press("Down", times=3)
    user.write("Typed meanw")
    delete(core, 3)
    user.wait(lambda: "This row was deleted meanwhile" in user.said)
    editor = user.page.editing.open_editor
    assert editor is not None
    assert "This row was deleted meanwhile" in editor.bubble.text()
    assert editor.bubble.isVisible()
    user.wait(lambda: user.page.view.currentIndex().row() == user.page.model.count == ROWS - 1)
    assert editor.editor.y() == user.page.view.visualRect(user.page.view.currentIndex()).y()
    user.write("hile")
    user.press("Return")
    user.press("Up")
    assert (user.cell, user.focus) == ("Typed meanwhile", user.page.view)
    assert application.service("items").count(context) == ROWS - 1, "nothing is added without being asked for"
    user.press("Ctrl+S")
    user.wait(lambda: application.service("items").count(context) == ROWS)
    user.wait(lambda: user.page.model.count == ROWS and user.cell == "Typed meanwhile")
    user.wait(lambda: not len(user.page.model.drafts))


def test_all_cells_typed_into_a_deleted_row_stay_together(user: User, core: Core) -> None:
    user.write("Title")
    user.press("Tab")
    user.write("Descr")
    delete(core, 0)
    user.wait(lambda: "This row was deleted meanwhile" in user.said)
    user.write("iption")
    user.press("Return")
    (draft,) = user.page.model.drafts
    assert (draft.cells["title"], draft.cells["description"]) == ("Title", "Description")


def test_leaving_a_deleted_row_does_not_add_it_again_and_esc_lets_it_go(user: User, core: Core) -> None:
    application, context = core
    user.write("Typed")
    delete(core, 0)
    user.wait(lambda: "This row was deleted meanwhile" in user.said)
    user.press("Return")
    user.press("Up", times=2)
    user.wait(lambda: not user.desk.operations.tasks.is_writing)
    assert application.service("items").count(context) == ROWS - 1
    user.press("Down")
    user.press("Esc")
    assert not len(user.page.model.drafts)
    user.wait(lambda: not user.desk.operations.tasks.is_writing)
    assert application.drafts.list(context, "items", "table") == []


def test_a_cell_stays_open_when_others_empty_the_table(user: User, core: Core) -> None:
    user.write("Typed")
    delete(core)
    user.wait(lambda: "This row was deleted meanwhile" in user.said)
    user.write(" on")
    user.press("Ctrl+S")
    user.wait(lambda: user.shows("Typed on"))


def stored(core: Core) -> list[tuple[str, str | None]]:
    application, context = core
    rows = application.service("items").window(context, Query(), 0, 2 * ROWS).rows
    return [(row.values[0], row.values[1]) for row in rows]


def undo(core: Core) -> None:
    application, context = core
    application.undo.undo(context)


@pytest.mark.parametrize("open_", [True, False], ids=["its cell is open", "its cell is typed"])
def test_what_was_typed_goes_back_into_a_row_whose_deletion_is_undone_elsewhere(
    user: User, core: Core, open_: bool
) -> None:
    user.press("Down", times=3)
    user.write("Typed")
    if not open_:
        user.press("Tab")
    delete(core, 3)
    user.wait(lambda: "This row was deleted meanwhile" in user.said)
    undo(core)
    user.wait(lambda: user.page.model.count == ROWS and "The deleted row is back" in user.said)
    user.wait(lambda: user.page.view.currentIndex().row() == 3)
    if open_:
        editor = user.page.editing.open_editor
        assert editor is not None
        assert not editor.bubble.isVisible()
        assert editor.editor.y() == user.page.view.visualRect(user.page.view.currentIndex()).y()
        user.write(" on")
        user.press("Tab")
    user.write("More")
    user.press("Return")
    user.press("Ctrl+S")
    user.wait(lambda: ("Typed on" if open_ else "Typed", "More") in stored(core))
    assert len(stored(core)) == ROWS
    user.wait(lambda: not len(user.page.model.drafts))
    assert "The deleted row is back" not in user.said


def test_a_row_that_was_left_is_saved_when_its_deletion_is_undone_elsewhere(user: User, core: Core) -> None:
    user.press("Down", times=3)
    user.write("Typed")
    user.press("Tab")
    delete(core, 3)
    user.wait(lambda: "This row was deleted meanwhile" in user.said)
    user.press("Ctrl+Home")
    undo(core)
    user.wait(lambda: ("Typed", None) in stored(core))
    user.wait(lambda: not len(user.page.model.drafts) and user.page.model.count == ROWS)
    assert len(stored(core)) == ROWS


@pytest.mark.parametrize("left", [ROWS - 1, 0], ids=["its row", "all rows"])
def test_what_was_given_up_comes_back_as_a_new_row_where_its_own_is_gone(user: User, data_dir: Path, left: int) -> None:
    user.write("Mine")
    user.press("Tab")
    user.press("Esc")
    with closing(sqlite_module().connect(data_dir / "app.db")) as other, other:
        other.execute("DELETE FROM item" + (" WHERE title = 'Item 0000'" if left else ""))
    user.wait(lambda: user.page.model.count == left)
    user.press("Ctrl+Z")
    user.wait(lambda: "This row was deleted meanwhile" in user.said)
    (draft,) = user.page.model.drafts
    assert (draft.is_new, draft.cells["title"]) == (True, "Mine")
    user.press("Ctrl+Shift+G")
    user.wait(user.page.view.hasFocus)
    user.press("Home")
    user.wait(lambda: user.cell == "Mine")


@pytest.mark.parametrize("positions", [[0], []], ids=["its row", "all rows"])
def test_a_row_that_waits_for_a_word_becomes_a_new_row_when_it_is_deleted_elsewhere(
    user: User, core: Core, positions: list[int]
) -> None:
    application, context = core
    user.write("Mine")
    rename(core, 0, "Item 0000 of theirs")
    user.press("Return")
    user.wait(lambda: "Someone else changed this row" in user.said)
    user.press("Down", times=2)
    delete(core, *positions)
    user.wait(lambda: "This row was deleted meanwhile" in user.said)
    left = user.page.model.count
    assert left == (ROWS - 1 if positions else 0)
    assert user.focus is user.page.view
    user.press("Home")
    user.press("Ctrl+S" if positions else "Ctrl+Shift+G")
    user.wait(lambda: user.cell == "Mine")
    user.press("Ctrl+S")
    user.wait(lambda: application.service("items").count(context) == left + 1)
    user.wait(lambda: not len(user.page.model.drafts))


def test_a_draft_of_a_row_that_is_gone_after_a_restart_becomes_a_new_row(
    user: User, core: Core, open_desk: Callable[..., User], qtbot: QtBot
) -> None:
    application, context = core
    row = user.page.view.cursor_row
    assert row is not None
    application.drafts.keep(context, Draft("items", {"title": "Kept"}, row.id, row.version, "table"))
    close(qtbot, user.desk)
    delete(core, 0)
    again = open_desk()
    again.wait(lambda: "This row was deleted meanwhile" in again.said)
    (draft,) = again.page.model.drafts
    assert (draft.is_new, draft.cells["title"]) == (True, "Kept")
    again.wait(lambda: not again.desk.operations.tasks.is_writing)
    (kept,) = application.drafts.list(context, "items", "table")
    assert kept.record_id is None


@pytest.mark.parametrize("place", [3, 300], ids=["among the first rows", "further down"])
def test_a_draft_whose_row_goes_after_a_restart_keeps_what_was_stored_beside_it(
    user: User, core: Core, open_desk: Callable[..., User], qtbot: QtBot, place: int
) -> None:
    application, context = core
    service = application.service("items")
    row = service.window(context, Query(), place, 1).rows[0]
    row = service.update(context, row.id, service.entity.change({"description": "Stored"}))
    application.drafts.keep(context, Draft("items", {"title": "Kept"}, row.id, row.version, "table"))
    close(qtbot, user.desk)
    again = open_desk()
    again.wait(lambda: "not saved" in again.said and not again.desk.operations.tasks.is_busy)
    delete(core, place)
    again.wait(lambda: "This row was deleted meanwhile" in again.said)
    model = again.page.model
    assert [model.text(model.count, column) for column in (0, 1)] == ["Kept", "Stored"]


def test_a_row_typed_into_and_deleted_elsewhere_keeps_the_names_of_what_it_refers_to(
    gadgets: User, data_dir: Path
) -> None:
    model = gadgets.page.model
    column = [facts.name for facts in model.columns].index("category_id")
    with open_shop(load_settings(data_dir=data_dir)) as application:
        context, service = application.context(), application.service("gadgets")
        tools = application.service("categories").list(context, Query()).data[0]
        row = service.window(context, Query(), 0, 1).rows[0]
        service.update(context, row.id, service.entity.change({"category_id": tools.id}))
        gadgets.wait(lambda: model.text(0, column) == tools.name)
        gadgets.write("Mine")
        gadgets.press("Tab")
        service.delete(context, [row.id])
        gadgets.wait(lambda: "This row was deleted meanwhile" in gadgets.said)
    assert model.text(model.count, column) == tools.name


def search(user: User, text: str) -> None:
    user.press("Ctrl+F")
    user.write(text)
    user.press("Return")
    user.wait(lambda: user.page.model.is_complete and user.focus is user.page.view)


def test_a_row_being_typed_stays_in_view_when_it_no_longer_fits_the_filter(user: User, core: Core) -> None:
    """Its record is changed elsewhere while the cursor is on it, first beside an open editor, then without one."""
    application, context = core
    service = application.service("items")
    search(user, "title:000")
    user.press("Down", times=7)
    user.press("Right")
    user.write("Typed")
    rename(core, 7, "Renamed")
    editor = user.page.editing.open_editor
    assert editor is not None
    user.wait(lambda: "no longer fits the filter" in editor.bubble.text())
    user.write(" text")
    user.press("Tab")
    user.press("Left")
    assert (user.cell, user.page.model.count) == ("Typed text", 10)
    rename(core, 7, "Renamed again")
    user.wait(lambda: "no longer fits the filter. Ctrl+S keeps yours" in user.said)
    user.press("Left")
    user.write("Mine")
    user.press("Tab")
    user.press("Ctrl+S")
    user.wait(lambda: user.page.model.count == 9)
    rows = service.window(context, Query(), 6, 3).rows
    stored = [service.get(context, row.id) for row in rows]
    assert [(row.title, row.description) for row in stored] == [
        ("Item 0006", None),
        ("Mine", "Typed text"),
        ("Item 0008", None),
    ]


def test_a_row_that_is_left_goes_when_it_no_longer_fits_the_filter(user: User, core: Core) -> None:
    search(user, "title:000")
    user.press("Down", times=7)
    user.write("Mine")
    user.press("Tab")
    rename(core, 7, "Renamed")
    user.wait(lambda: "no longer fits the filter" in user.said)
    user.press("Down")
    user.wait(lambda: user.page.model.count == 9)
    user.press("Home")
    assert user.cell == "Item 0008"
    (draft,) = user.page.model.drafts
    assert draft.cells["title"] == "Mine"
    user.press("Ctrl+S")
    user.wait(lambda: "does not fit the filter" in user.said)


@pytest.mark.parametrize("positions", [[3], []], ids=["its row", "all rows"])
def test_what_is_typed_next_stays_in_the_row_when_it_is_deleted_elsewhere(
    user: User, core: Core, positions: list[int]
) -> None:
    application, context = core
    user.press("Down", times=3)
    user.write("Mine")
    user.press("Tab")
    delete(core, *positions)
    user.wait(lambda: "This row was deleted meanwhile" in user.said)
    user.write("Also mine")
    user.press("Tab")
    user.press("Ctrl+S")
    left = ROWS - 1 if positions else 0
    user.wait(lambda: application.service("items").count(context) == left + 1)
    rows = application.service("items").list(context, Query()).data
    assert [row.title for row in rows if row.description is not None] == ["Mine"]


def test_enter_in_a_row_that_is_deleted_elsewhere_goes_on_to_another_row(user: User, core: Core) -> None:
    user.press("Down", times=3)
    user.write("typed")
    delete(core, 3)
    user.wait(lambda: "This row was deleted meanwhile" in user.said)
    user.write(" on")
    user.press("Return")
    user.write("Another")
    user.press("Return")
    drafts = user.page.model.drafts
    user.wait(lambda: [draft.cells["title"] for draft in drafts if not draft.sent] == ["typed on"])


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
        report = user.dialog(BlockReport)
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
