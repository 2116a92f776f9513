"""Rows that cannot be stored yet are marked, survive everything, and are never silently dropped."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from pytestqt.qtbot import QtBot

from core.bootstrap import Application
from core.context import Context
from core.settings import load_settings
from gui.form.record_pane import RecordPane
from gui.theme import current
from tests.gui.conftest import close, end_while_typing
from tests.gui.person import User
from tests.gui.test_insight import go_to
from tests.shop import open_shop

Core = tuple[Application, Context]
BOOKS = [f"Book {number:04}" for number in range(1500)]


@pytest.fixture
def items() -> list[str]:
    return ["Emma", "Persuasion", "Sanditon"]


def type_incomplete_row(user: User) -> None:
    """A new row with a description but no title."""
    user.press("Ins")
    user.press("Right")
    user.write("No title yet")
    user.press("Return")


def type_over_a_change(user: User, core: Core) -> None:
    """A title in a row that somebody else changes meanwhile, so that it is not saved."""
    application, context = core
    user.wait(lambda: user.page.view.cursor_row is not None)
    row = user.page.view.cursor_row
    assert row is not None
    user.press("F2")
    user.press("Ctrl+A")
    user.write("Mine")
    application.service("items").update(context, row.id, application.entities["items"].change({"title": "Theirs"}))
    user.press("Return")
    user.wait(lambda: "not saved" in user.said)
    user.wait(lambda: not user.desk.operations.tasks.is_busy)


def type_into_form(user: User, title: str) -> None:
    """A title in the form that is just opened, then out of it."""
    user.dialog(RecordPane)
    user.press("Ctrl+A")
    user.write(title)
    user.press("Esc")
    user.wait(lambda: user.window.panel.content is None)
    user.wait(lambda: user.focus is user.page.view)


def kept_texts(core: Core) -> list[Mapping[str, str]]:
    """What is kept of the rows of the table."""
    application, context = core
    return [draft.texts for draft in application.drafts.list(context, "items", "table")]


def column_names(user: User) -> list[str]:
    """The fields that the table shows."""
    return [facts.name for facts in user.page.model.columns]


def form_text(user: User) -> str | None:
    """The title in the form beside the table."""
    pane = user.window.panel.content
    return pane.form.editors["title"].value() if isinstance(pane, RecordPane) else None


def marked_ground(user: User, row: int) -> QColor:
    """The colour that the first cell of a row has where there is no text."""
    view = user.page.view
    cell = view.visualRect(user.page.model.index(row, 0))
    picture = view.viewport().grab()
    scale = picture.devicePixelRatio()
    place = (cell.center().toPointF() * scale).toPoint()
    return picture.toImage().pixelColor(place)


def test_a_new_row_without_what_is_required_stays_with_its_reason(user: User, core: Core) -> None:
    application, context = core
    type_incomplete_row(user)
    assert user.said == "Row not saved: Title: is required (Ctrl+S leads to it)"
    model = user.page.model
    tip = model.index(3, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "Title: is required"
    user.press("Ctrl+Home")
    user.press("F5")
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert model.text(3, 1) == "No title yet"
    assert application.service("items").count(context) == 3
    user.press("Ctrl+End")
    user.press("Home")
    user.press("Down")
    user.write("Lady Susan")
    user.press("Ctrl+S")
    user.wait(lambda: application.service("items").count(context) == 4)
    user.wait(lambda: not len(model.drafts))


def test_it_survives_closing_the_window(user: User, open_desk: Callable[..., User], core: Core, qtbot: object) -> None:
    application, context = core
    type_incomplete_row(user)
    user.press("Ctrl+Home")
    user.write("")
    close(qtbot, user.desk)  # pyright: ignore[reportArgumentType]
    again = open_desk()
    again.wait(lambda: len(again.page.model.drafts))
    assert again.page.model.text(3, 1) == "No title yet"
    assert again.said == "1 row typed earlier is not saved yet. Ctrl+Shift+G leads there."
    again.press("Ctrl+S")
    assert again.said == "Row not saved: Title: is required"
    again.press("Home")
    again.write("Lady Susan")
    again.press("Ctrl+S")
    again.wait(lambda: application.service("items").count(context) == 4)
    again.wait(lambda: not again.desk.operations.tasks.is_busy)
    assert application.drafts.list(context, "items", "table") == []


def test_what_was_deleted_can_be_read_before_it_is_said_that_the_row_below_is_not_saved(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.table.row_saving.READING_MS", 1500)
    type_incomplete_row(user)
    user.press("Ctrl+Up")
    user.press("Ctrl+Shift+Down")
    user.press("Ctrl+Del")
    user.wait(lambda: user.page.model.count == 0 and not user.desk.operations.tasks.is_busy)
    assert user.said == "Deleted 3 items. Undo: Ctrl+Z"
    user.wait(lambda: user.said == "Row not saved: Title: is required")
    assert user.window.toast.label.text() == "Deleted 3 items"
    assert user.window.toast.isVisible()


@pytest.mark.parametrize("new", [True, False])
def test_a_row_that_is_being_typed_outlives_even_a_kill(user: User, core: Core, *, new: bool) -> None:
    """Whoever thinks for a second in the middle of a row has it kept, until it is stored."""
    application, context = core
    if new:
        user.press("Ins")
    user.write("Lady Susan")
    user.press("Tab")
    user.wait(lambda: application.drafts.list(context, "items", "table"))
    (draft,) = application.drafts.list(context, "items", "table")
    assert (draft.texts, draft.record_id is None) == ({"title": "Lady Susan"}, new)
    user.press("Ctrl+S")
    user.wait(lambda: application.service("items").count(context) == 3 + new)
    user.wait(lambda: not application.drafts.list(context, "items", "table"))


@pytest.mark.parametrize("keys", ["F2", "Shift+Return"])
def test_what_stands_in_an_open_editor_outlives_even_a_kill(user: User, core: Core, keys: str) -> None:
    application, context = core
    user.press(keys)
    user.write(" revised")
    user.wait(lambda: application.drafts.list(context, "items", "table"))
    (draft,) = application.drafts.list(context, "items", "table")
    assert (draft.texts, draft.record_id is None) == ({"title": "Emma revised"}, False)
    user.press("Esc")
    user.wait(lambda: not application.drafts.list(context, "items", "table"))
    assert user.shows("Emma", "Persuasion", "Sanditon")


def test_giving_up_an_editor_leaves_what_was_typed_in_its_row_before(user: User, core: Core) -> None:
    application, context = core
    user.press("Ins")
    user.write("Lady Susan")
    user.press("Tab")
    user.write("Letters")
    user.wait(lambda: kept_texts(core) == [{"title": "Lady Susan", "description": "Letters"}])
    user.press("Esc")
    user.wait(lambda: kept_texts(core) == [{"title": "Lady Susan"}])
    user.press("Ctrl+S")
    user.wait(lambda: application.service("items").count(context) == 4)
    user.wait(lambda: kept_texts(core) == [])


def test_what_is_not_valid_yet_comes_back_with_the_row(
    gadgets: User, open_desk: Callable[..., User], data_dir: Path, qtbot: QtBot
) -> None:
    gadgets.press("Ins")
    gadgets.write("Lathe")
    gadgets.press("Tab")
    gadgets.press("Home")
    gadgets.press("Right", column_names(gadgets).index("price"))
    gadgets.write("12 or so")
    end_while_typing(qtbot, gadgets, data_dir, "price")
    again = open_desk("--page", "gadgets")
    again.wait(lambda: len(again.page.model.drafts) == 1)
    row = again.page.model.count
    shown = {name: again.page.model.text(row, index) for index, name in enumerate(column_names(again))}
    assert (shown["name"], shown["price"]) == ("Lathe", "12 or so")


def test_what_a_row_refers_to_comes_back_by_name(
    gadgets: User, open_desk: Callable[..., User], data_dir: Path, qtbot: QtBot
) -> None:
    column = column_names(gadgets).index("category_id")
    gadgets.press("Ins")
    gadgets.press("Home")
    gadgets.press("Right", column)
    gadgets.write("Tools")
    gadgets.press("Return")
    end_while_typing(qtbot, gadgets, data_dir, "category_id")
    again = open_desk("--page", "gadgets")
    again.wait(lambda: len(again.page.model.drafts) == 1)
    again.wait(lambda: again.page.model.text(again.page.model.count, column) == "Tools")


def test_ctrl_s_leads_to_the_row_that_is_not_saved(user: User, core: Core) -> None:
    """The keys that a message names work where the person is who reads it."""
    application, context = core
    type_incomplete_row(user)
    user.press("Ctrl+Home")
    user.press("Ctrl+S")
    assert (user.page.view.currentIndex().row(), user.page.view.currentIndex().column()) == (3, 0)
    assert user.said == "Row not saved: Title: is required"
    user.press("Up")
    assert user.said == "Row not saved: Title: is required (Ctrl+S leads to it)"
    user.press("Ctrl+S")
    user.write("Lady Susan")
    user.press("Ctrl+S")
    user.wait(lambda: application.service("items").count(context) == 4)
    user.wait(lambda: not len(user.page.model.drafts))


def test_what_is_still_missing_is_marked_after_a_restart(
    user: User, open_desk: Callable[..., User], qtbot: object
) -> None:
    type_incomplete_row(user)
    close(qtbot, user.desk)  # pyright: ignore[reportArgumentType]
    again = open_desk()
    again.wait(lambda: len(again.page.model.drafts))
    (draft,) = again.page.model.drafts
    assert draft.problems["title"] == "Title: is required"
    assert marked_ground(again, 3) == QColor(current().color.table.invalid)
    tip = again.page.model.index(3, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "Title: is required"


@pytest.mark.parametrize("items", [BOOKS])
def test_a_row_that_was_not_read_yet_when_the_cursor_came_is_saved_when_it_is_left(user: User, core: Core) -> None:
    application, context = core
    user.press("Ctrl+End")
    user.press("Home")
    user.wait(lambda: user.page.view.cursor_row)
    row = user.page.view.cursor_row
    assert row is not None
    user.write("Lady Susan")
    user.press("Return")
    user.wait(lambda: application.service("items").get(context, row.id).title == "Lady Susan")


@pytest.mark.parametrize("items", [BOOKS])
def test_a_row_far_down_is_gone_to_after_a_restart(
    user: User, open_desk: Callable[..., User], core: Core, qtbot: object
) -> None:
    user.press("Ctrl+End")
    user.wait(lambda: user.page.view.currentIndex().row() == 1499)
    user.press("Home")
    type_over_a_change(user, core)
    close(qtbot, user.desk)  # pyright: ignore[reportArgumentType]
    again = open_desk()
    again.wait(again.window.toast.isVisible)
    assert again.window.toast.label.text() == "1 row typed earlier is not saved yet."
    assert again.said == "1 row typed earlier is not saved yet. Ctrl+Shift+G leads there."
    assert again.page.view.currentIndex().row() == 0
    again.press("Ctrl+Shift+G")
    again.wait(lambda: again.page.view.currentIndex().row() == 1499)
    word = "This was typed before the window was closed. Ctrl+S saves it, Esc gives it up."
    again.wait(lambda: again.said == f"Row not saved: {word}")
    again.press("Esc")
    again.wait(lambda: again.cell == "Theirs")
    again.press("Ctrl+Shift+G")
    again.wait(lambda: again.said == "Everything here is saved.")


def test_it_is_not_said_any_longer_that_a_row_is_not_saved_once_it_is(
    user: User, open_desk: Callable[..., User], qtbot: object
) -> None:
    type_incomplete_row(user)
    close(qtbot, user.desk)  # pyright: ignore[reportArgumentType]
    again = open_desk()
    again.wait(again.window.toast.isVisible)
    told = "1 row typed earlier is not saved yet. Ctrl+Shift+G leads there."
    assert again.said == told
    again.page.view.put_cursor(3, 0)
    again.write("Lady Susan")
    again.press("Ctrl+S")
    again.wait(lambda: not len(again.page.model.drafts))
    assert again.said == ""
    assert not again.window.toast.isVisible()


def test_unsaved_rows_and_forms_are_gone_through_one_after_another(
    user: User, open_desk: Callable[..., User], qtbot: object
) -> None:
    user.press("Down")
    user.press("Space")
    type_into_form(user, "Persuaded")
    user.press("Ctrl+N")
    type_into_form(user, "Lady Susan")
    type_incomplete_row(user)
    close(qtbot, user.desk)  # pyright: ignore[reportArgumentType]
    again = open_desk()
    again.wait(again.window.toast.isVisible)
    told = "1 row typed earlier is not saved yet. 2 forms filled in earlier are not saved yet."
    assert again.window.toast.label.text() == told
    again.window.toast.button.setFocus()
    again.press("Space")
    again.wait(lambda: again.page.view.currentIndex().row() == 3)
    again.press("Ctrl+Shift+G")
    again.wait(lambda: form_text(again) == "Lady Susan")
    again.press("Esc")
    again.press("Ctrl+Shift+G")
    again.wait(lambda: form_text(again) == "Persuaded")
    again.press("Ctrl+S")
    again.wait(lambda: again.shows("Emma", "Persuaded", "Sanditon"))
    again.press("Ctrl+Shift+G")
    again.wait(lambda: again.page.view.currentIndex().row() == 3)


def test_a_form_whose_record_is_gone_becomes_a_new_one(
    user: User, open_desk: Callable[..., User], core: Core, qtbot: object
) -> None:
    application, context = core
    user.press("Space")
    type_into_form(user, "Emma Woodhouse")
    emma = user.page.view.cursor_id
    assert emma is not None
    close(qtbot, user.desk)  # pyright: ignore[reportArgumentType]
    application.service("items").delete(context, [emma])
    again = open_desk()
    again.wait(again.window.toast.isVisible)
    assert again.window.toast.label.text() == "1 form filled in earlier is not saved yet."
    again.press("Ctrl+Shift+G")
    again.wait(lambda: form_text(again) == "Emma Woodhouse")
    again.press("Ctrl+S")
    again.wait(lambda: "Emma Woodhouse" in again.titles())
    again.press("Ctrl+Shift+G")
    again.wait(lambda: again.said == "Everything here is saved.")


def test_what_is_typed_and_refused_is_not_saved_either(gadgets: User) -> None:
    go_to(gadgets, "price")
    gadgets.write("zz")
    gadgets.press("Ctrl+Shift+G")
    editor = gadgets.page.editing.open_editor
    assert editor is not None
    gadgets.wait(editor.bubble.isVisible)
    assert "12.50" in editor.bubble.text()
    gadgets.wait(lambda: not gadgets.desk.operations.tasks.is_busy)
    assert "saved" not in gadgets.said
    assert gadgets.focus.property("text") == "zz"
    gadgets.press("Esc")


def test_a_row_that_the_filter_hides_is_said_to_be_hidden(user: User, core: Core) -> None:
    type_over_a_change(user, core)
    user.press("Ctrl+F")
    user.write("Sanditon")
    user.wait(lambda: user.shows("Sanditon"))
    user.press("Return")
    user.press("Ctrl+Shift+G")
    user.wait(lambda: user.said == "The row that is not saved does not fit the filter: Esc shows everything.")


def test_giving_up_forgets_it_for_good(user: User, core: Core) -> None:
    application, context = core
    type_incomplete_row(user)
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert len(application.drafts.list(context, "items", "table")) == 1
    user.press("Up")
    user.press("Esc")
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert application.drafts.list(context, "items", "table") == []
    assert user.page.model.rowCount() == 4


def test_a_row_of_several_cells_is_one_step_to_undo(user: User, core: Core) -> None:
    application, context = core
    user.write("Lady Susan")
    user.press("Tab")
    user.write("A novel in letters")
    user.press("Return")
    user.wait(lambda: not len(user.page.model.drafts))
    user.press("Ctrl+Z")
    user.wait(lambda: user.titles()[0] == "Emma")
    row = user.page.model.row(0)
    assert row is not None
    assert application.service("items").get(context, row.id).description is None


def test_leaving_the_page_saves_the_row(user: User, core: Core) -> None:
    application, context = core
    user.write("Lady Susan")
    user.press("Tab")
    row = user.page.view.cursor_row
    assert row is not None
    user.press("Ctrl+PgDown")
    user.wait(lambda: application.service("items").get(context, row.id).title == "Lady Susan")


def test_closing_the_window_saves_what_is_being_typed(user: User, core: Core) -> None:
    application, context = core
    row = user.page.view.cursor_row
    assert row is not None
    user.write("Lady Susan")
    user.press("Ctrl+Q")
    user.wait(lambda: not user.window.isVisible())
    assert application.service("items").get(context, row.id).title == "Lady Susan"


def test_sorting_with_a_row_half_typed_loses_nothing(user: User) -> None:
    user.write("Zuleika")
    user.press("Tab")
    user.press("Left")
    user.press("F8")
    user.wait(lambda: user.page.model.query == user.page.query)
    user.wait(lambda: user.cell == "Zuleika")
    user.press("Ctrl+S")
    user.wait(lambda: user.shows("Persuasion", "Sanditon", "Zuleika"))
    user.wait(lambda: user.cell == "Zuleika")


def test_deleting_a_row_with_something_typed_leaves_nothing_behind_and_undo_brings_all_of_it_back(user: User) -> None:
    before = user.titles()
    user.write("typed")
    user.press("Tab")
    user.press("Ctrl+Del")
    user.wait(lambda: user.titles() == before[1:])
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert not len(user.page.model.drafts)
    assert "Deleted 1 item" in user.said
    user.press("Ctrl+Z")
    user.wait(lambda: user.titles() == ["typed", *before[1:]])
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    user.press("Ctrl+S")
    user.wait(lambda: not len(user.page.model.drafts))
    assert user.titles() == ["typed", *before[1:]]
    assert "not saved" not in user.said


def test_once_a_row_is_stored_nothing_says_that_it_is_not(user: User) -> None:
    type_incomplete_row(user)
    assert user.said == "Row not saved: Title: is required (Ctrl+S leads to it)"
    user.press("Ctrl+End")
    user.press("Down")
    user.press("Home")
    user.write("Lady Susan")
    user.press("Ctrl+S")
    user.wait(lambda: user.page.model.count == 4 and not len(user.page.model.drafts))
    assert "not saved" not in user.said


def test_the_cursor_stays_on_its_new_row_when_records_go(user: User, core: Core) -> None:
    application, context = core
    count = user.page.model.count
    QGuiApplication.clipboard().setText("Z")
    user.press("Ctrl+Shift+V")
    user.wait(lambda: user.page.model.count == count + 1)
    user.press("Ins")
    user.press("Right")
    user.write("typed")
    user.press("Tab")
    application.undo.undo(context)
    user.wait(lambda: user.page.model.count == count)
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert user.page.view.currentIndex().row() == count


def test_of_two_rows_that_are_not_saved_ctrl_s_leads_to_the_one_that_the_message_names(user: User, core: Core) -> None:
    type_incomplete_row(user)
    user.press("Ctrl+Home")
    type_over_a_change(user, core)
    user.press("Down")
    assert user.said == "Row not saved: Someone else changed this row. (Ctrl+S leads to it)"
    user.press("Ctrl+S")
    user.wait(lambda: user.page.view.currentIndex().row() == 0)
    user.press("Esc")
    user.press("Ctrl+S")
    assert user.page.view.currentIndex().row() == 3


def test_a_refused_cell_that_came_back_is_saved_once_it_is_mended(
    gadgets: User, open_desk: Callable[..., User], data_dir: Path, qtbot: QtBot
) -> None:
    again = refused_price(gadgets, open_desk, data_dir, qtbot)
    again.write("8.80")
    again.press("Return")
    again.wait(lambda: not len(again.page.model.drafts) and not again.desk.operations.tasks.is_busy)


def test_a_refused_cell_says_why_again_once_what_was_pasted_over_it_is_taken_back(
    gadgets: User, open_desk: Callable[..., User], data_dir: Path, qtbot: QtBot
) -> None:
    """And the row is there still when the record under it goes."""
    again = refused_price(gadgets, open_desk, data_dir, qtbot)
    drafts = again.page.model.drafts
    (refused,) = drafts
    reason = refused.reason
    QGuiApplication.clipboard().setText("8.80\n9.90")
    again.press("Ctrl+V")
    again.press("Ctrl+Z")
    again.wait(lambda: again.said.startswith("Undone: paste") and not again.desk.operations.tasks.is_busy)
    again.press("Down")
    again.wait(lambda: [draft.reason for draft in drafts] == [reason] and not again.desk.operations.tasks.is_busy)
    (back,) = drafts
    assert back.values["price"] == "1,7x"
    with open_shop(load_settings(data_dir=data_dir)) as application:
        application.service("gadgets").delete(application.context(), [back.id])
    again.wait(lambda: "This row was deleted meanwhile" in again.said)
    (orphan,) = drafts
    assert (orphan.is_new, orphan.values["price"], orphan.values["name"]) == (True, "1,7x", "Gadget 1")


def refused_price(gadgets: User, open_desk: Callable[..., User], data_dir: Path, qtbot: QtBot) -> User:
    """The window again after a kill, with the cursor on a price that is none."""
    go_to(gadgets, "price")
    gadgets.write("1,7x")
    gadgets.press("Return")
    end_while_typing(qtbot, gadgets, data_dir, "price")
    again = open_desk("--page", "gadgets")
    again.wait(lambda: "not saved" in again.said)
    go_to(again, "price")
    return again


@pytest.mark.parametrize("quits", [True, False])
def test_the_window_closes_over_a_refused_cell_and_keeps_what_was_typed(
    gadgets: User, open_desk: Callable[..., User], qtbot: QtBot, *, quits: bool
) -> None:
    go_to(gadgets, "price")
    gadgets.write("1,7x")
    gadgets.press("Return")
    assert gadgets.page.editing.open_editor is not None
    if quits:
        gadgets.press("Ctrl+Q")
    else:
        gadgets.window.close()
    gadgets.wait(lambda: not gadgets.window.isVisible())
    close(qtbot, gadgets.desk)
    again = open_desk("--page", "gadgets")
    again.wait(lambda: "not saved" in again.said)
    (draft,) = again.page.model.drafts
    assert draft.values == {"price": "1,7x"}
