"""Records added, opened, copied, deleted and brought back by the keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QWidget
from shiboken6 import isValid
from sqlalchemy import event

from core.bootstrap import Application
from core.context import Context
from core.errors import FieldProblem
from gui import undo_cases
from gui.dialogs.chooser import CHOICE
from gui.dialogs.palette import Palette
from gui.form.record_pane import RecordPane
from gui.theme import current
from tests.gui.person import User

Core = tuple[Application, Context]


@pytest.fixture
def items() -> list[str]:
    return ["Emma", "Persuasion", "Sanditon"]


def test_a_new_record_gets_the_cursor(user: User) -> None:
    user.press("Ctrl+N")
    form = user.dialog(RecordPane)
    user.write("Lady Susan")
    user.press("Ctrl+Return")
    user.wait_closed(form)
    user.wait(lambda: user.shows("Lady Susan", "Emma", "Persuasion", "Sanditon"))
    user.wait(lambda: user.cell == "Lady Susan")


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(user: User) -> None:
    user.press("Ctrl+N")
    form = user.dialog(RecordPane)
    user.press("Tab")
    user.write("No title yet")
    user.press("Ctrl+S")
    problem = form.form.problems["title"]
    user.wait(problem.isVisible)
    assert problem.text() == "Is required"
    assert user.focus is form.form.editors["title"].focusProxy()
    assert form.form.editors["description"].value() == "No title yet"
    assert user.focus.property("bad") == "true"
    assert form.form.editors["description"].focusProxy().property("bad") != "true"
    user.write("Northanger Abbey")
    assert problem.isHidden()
    assert user.focus.property("bad") != "true"
    user.press("Ctrl+S")
    user.wait(lambda: user.titles(1)[0] == "No title yet")


def test_a_duplicate_begins_with_the_same_values(user: User, core: Core) -> None:
    user.press("Ctrl+Shift+D")
    form = user.dialog(RecordPane)
    assert form.form.editors["title"].value() == "Emma"
    user.press("End")
    user.write(" again")
    user.press("Ctrl+S")
    user.wait(lambda: user.titles()[0] == "Emma again")
    application, context = core
    assert application.service("items").count(context) == 4


def test_a_duplicate_has_what_was_typed_and_is_not_saved(user: User, core: Core) -> None:
    user.write("Emma the second")
    user.press("Ctrl+Shift+D")
    form = user.dialog(RecordPane)
    assert form.form.editors["title"].value() == "Emma the second"
    user.press("Ctrl+S")
    user.wait(lambda: user.titles().count("Emma the second") == 2)
    application, context = core
    assert application.service("items").count(context) == 4


def test_a_form_shows_what_was_just_typed_into_the_row(user: User) -> None:
    user.write("Emma the second")
    user.press("Tab")
    user.press("Space")
    form = user.dialog(RecordPane)
    assert form.form.editors["title"].value() == "Emma the second"
    user.press("Esc")
    user.wait_closed(form)
    assert not len(user.page.model.drafts)


def test_space_opens_the_record_and_only_what_was_typed_is_changed(user: User, core: Core) -> None:
    user.press("Space")
    form = user.dialog(RecordPane)
    application, context = core
    service, row = application.service("items"), user.page.view.cursor_row
    assert row is not None
    user.press("Tab")
    user.write("A comedy")
    user.press("Ctrl+S")
    user.wait_closed(form)
    user.wait(lambda: user.titles(1)[0] == "A comedy")
    assert service.get(context, row.id).title == "Emma"
    assert user.cell == "Emma"


def test_escape_closes_the_form_and_what_was_typed_is_there_again(user: User) -> None:
    user.press("Ctrl+N")
    form = user.dialog(RecordPane)
    user.press("Esc")
    user.wait_closed(form)
    user.press("Ctrl+N")
    form = user.dialog(RecordPane)
    user.write("Half a thought")
    user.press("Esc")
    user.wait_closed(form)
    user.press("Ctrl+N")
    form = user.dialog(RecordPane)
    user.wait(form.note.isVisible)
    assert form.form.editors["title"].value() == "Half a thought"
    user.press("Ctrl+S")
    user.wait(lambda: user.shows("Half a thought", "Emma", "Persuasion", "Sanditon"))
    user.press("Ctrl+N")
    form = user.dialog(RecordPane)
    user.wait(lambda: not user.window.operations.tasks.is_busy)
    assert form.form.editors["title"].value() != "Half a thought"


def test_what_was_typed_survives_closing_the_window(user: User, open_desk: Callable[..., User]) -> None:
    user.press("Space")
    user.dialog(RecordPane)
    user.press("Ctrl+A")
    user.write("Emma, unfinished")
    user.window.close()
    user.wait(lambda: not user.window.isVisible())
    again = open_desk()
    again.wait(lambda: again.shows("Emma", "Persuasion", "Sanditon"))
    again.press("Space")
    form = again.dialog(RecordPane)
    again.wait(form.note.isVisible)
    assert form.form.editors["title"].value() == "Emma, unfinished"
    again.focus_editor(form, "title")
    form.discard_button.setFocus()
    again.press("Space")
    again.wait_closed(form)
    again.press("Space")
    form = again.dialog(RecordPane)
    again.wait(lambda: not again.window.operations.tasks.is_busy)
    assert form.form.editors["title"].value() == "Emma"


def test_a_full_disk_keeps_what_was_typed(user: User) -> None:
    core = user.window.operations._core
    assert isinstance(core, Application)

    def full(connection: Any, _record: Any, _proxy: Any) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(core.database.engine, "checkout", full)
    user.press("Ctrl+N")
    form = user.dialog(RecordPane)
    user.write("Long")
    user.focus_editor(form, "description")
    text = "A lot of text. " * 16
    form.form.editors["description"].type_over(text)
    for _ in range(60):  # until the pages that there are hold no more
        user.press("Ctrl+S")
        user.wait(lambda: not user.window.operations.tasks.is_busy)
        if isValid(form) and form.form.general.isVisible():
            break
        user.press("Ctrl+N")
        form = user.dialog(RecordPane)
        form.form.editors["title"].type_over("Long")
        form.form.editors["description"].type_over(text)
    assert "full" in form.form.general.text()
    assert form.form.editors["description"].value() == text
    event.remove(core.database.engine, "checkout", full)
    event.listen(
        core.database.engine, "checkout", lambda driver, *_: driver.execute("PRAGMA max_page_count=1073741823")
    )
    user.press("Ctrl+S")
    user.wait_closed(form)


def test_selected_rows_are_deleted_without_a_question_and_undone(user: User) -> None:
    user.press("Shift+Down")
    user.press("Ctrl+Del")
    user.wait(lambda: user.shows("Sanditon"))
    user.wait(lambda: user.said == "Deleted 2 items. Undo: Ctrl+Z")
    undo = user.window.commands["edit.undo"]
    user.wait(undo.isEnabled)
    user.wait(lambda: undo.text() == "&Undo delete 2 items")
    user.press("Ctrl+Z")
    user.wait(lambda: user.shows("Emma", "Persuasion", "Sanditon"))
    redo = user.window.commands["edit.redo"]
    user.wait(lambda: redo.text() == "&Redo delete 2 items")
    user.press("Ctrl+Y")
    user.wait(lambda: user.shows("Sanditon"))
    user.press("Ctrl+Z")
    user.wait(lambda: len(user.titles()) == 3)
    user.press("Ctrl+Shift+Z")
    user.wait(lambda: user.shows("Sanditon"))


def test_undo_and_redo_pressed_at_once_wait_for_what_is_being_written(user: User) -> None:
    user.press("Ctrl+Del")
    user.press("Ctrl+Z")
    user.press("Ctrl+Y")
    user.press("Ctrl+Z")
    user.press("Ctrl+Y")
    user.wait(lambda: user.shows("Persuasion", "Sanditon") and not user.window.operations.tasks.is_busy)


def test_everything_can_be_deleted_at_once(user: User) -> None:
    user.press("Ctrl+A")
    user.press("Ctrl+Del")
    user.wait(user.page.contents.empty.isVisible)
    assert user.page.contents.empty.title.text() == "No items yet"
    user.press("Ctrl+Z")
    user.wait(lambda: user.shows("Emma", "Persuasion", "Sanditon"))
    user.wait(lambda: user.page.view.currentIndex().row() == 0)
    assert user.page.view.selection.ranges() == [range(1)]


def test_what_is_typed_meanwhile_stays_under_the_cursor(user: User) -> None:
    """Where all rows come back while somebody begins another one."""
    user.press("Ctrl+A")
    user.press("Ctrl+Del")
    user.wait(user.page.contents.empty.isVisible)
    user.press("Ins")
    user.write("N")
    user.window.operations.write(undo_cases.undo(), done=lambda _: None)
    user.wait(lambda: user.page.model.count == 3)
    assert user.page.view.currentIndex().row() == 3


def test_the_undo_texts_name_the_record_and_keep_their_letter(user: User) -> None:
    user.write("Sense & Sensibility")
    user.press("Return")
    user.wait(lambda: user.titles()[0] == "Sense & Sensibility")
    undo = user.window.commands["edit.undo"]
    user.wait(lambda: undo.text() == "&Undo change item “Emma”")
    user.press("Up")
    user.write("Emma")
    user.press("Return")
    user.wait(lambda: undo.text() == "&Undo change item “Sense && Sensibility”")
    user.press("Ctrl+Shift+P")
    user.write("undo")
    user.wait(lambda: user.window.findChildren(Palette))
    palette = user.window.findChildren(Palette)[-1]
    assert palette.list.item(0).data(CHOICE).text == "Undo change item “Sense & Sensibility”"
    user.press("Esc")


def test_a_change_from_elsewhere_keeps_cursor_and_selection(user: User) -> None:
    user.press("Down")
    selected = user.page.view.selection.ranges()
    user.page.records.new()
    user.dialog(RecordPane)
    user.write("Zadig")
    user.press("Ctrl+S")
    user.wait(lambda: len(user.titles()) == 4)
    assert selected == [range(1, 2)]


def test_a_record_deleted_elsewhere_while_its_form_is_open_can_be_added_anew(user: User, core: Core) -> None:
    application, context = core
    row = user.page.view.cursor_row
    assert row is not None
    user.press("Space")
    form = user.dialog(RecordPane)
    user.press("Tab")
    user.write("A comedy")
    application.service("items").delete(context, [row.id])
    user.press("Ctrl+S")
    user.wait(form.form.general.isVisible)
    assert form.form.general.text() == "Someone else deleted this record meanwhile. Save again to add it anew."
    user.press("Ctrl+S")
    user.wait_closed(form)
    user.wait(lambda: user.shows("Emma", "Persuasion", "Sanditon") and user.titles(1)[0] == "A comedy")
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert application.drafts.list(context, "items") == []


def test_a_reference_shows_the_name(user: User) -> None:
    assert user.titles(2) == ["local@rowdesk.org"] * 3


def test_a_password_never_comes_back_into_the_form(user: User) -> None:
    user.press("Ctrl+PgDown")
    user.wait(lambda: user.window.shown_name == "users" and user.page.model.is_loaded)
    user.press("Ctrl+N")
    form = user.dialog(RecordPane)
    user.write("ann@example.org")
    user.focus_editor(form, "password")
    user.write("a secret of hers")
    user.press("Ctrl+S")
    user.wait_closed(form)
    user.wait(lambda: user.cell == "ann@example.org")
    user.press("Space")
    form = user.dialog(RecordPane)
    assert form.form.editors["password"].line.text() == ""
    assert "password" not in form.form.values()
    user.press("Esc")
    user.wait_closed(form)


def test_what_is_said_to_be_kept_is_never_a_password(user: User) -> None:
    user.press("Ctrl+PgDown")
    user.wait(lambda: user.window.shown_name == "users" and user.page.model.is_loaded)
    user.press("Space")
    form = user.dialog(RecordPane)
    user.focus_editor(form, "password")
    user.write("a secret")
    user.press("Esc")
    user.wait_closed(form)
    assert user.said == "Not kept: Password."
    user.press("Space")
    form = user.dialog(RecordPane)
    user.focus_editor(form, "full_name")
    user.write("Ann")
    user.focus_editor(form, "password")
    user.write("a secret")
    user.press("Esc")
    user.wait_closed(form)
    assert user.said == "What you typed is kept and will be here again. Not kept: Password."
    user.press("Space")
    form = user.dialog(RecordPane)
    user.wait(form.note.isVisible)
    assert form.note.text() == "What you typed before is here again. It is not saved yet. Not kept: Password."


def test_a_form_takes_the_whole_page_and_stands_beside_it_again(user: User) -> None:
    user.press("Space")
    form = user.dialog(RecordPane)
    user.write("Em")
    user.wait(lambda: form.width() > 300)
    before = form.width()
    user.press("F11")
    user.wait(lambda: form.width() > before)
    assert not user.page.isVisible()
    user.write("ma again")
    user.press("F11")
    user.wait(user.page.isVisible)
    user.wait(lambda: form.width() == before)
    user.press("F11")
    user.press("Ctrl+S")
    user.wait(lambda: user.page.isVisible() and user.titles()[0] == "Emma again")
    assert not user.window.commands["view.expand"].isEnabled()


def test_a_form_in_a_narrow_window_takes_the_whole_page(user: User) -> None:
    user.window.resize(800, 700)
    user.wait(lambda: user.window.width() == 800)
    user.press("Space")
    user.wait(user.window.panel.isVisible)
    user.wait(lambda: not user.window.pages.isVisible())
    user.wait(lambda: user.window.panel.geometry().right() < user.window.width())
    user.press("Escape")
    user.wait(user.window.pages.isVisible)
    user.window.resize(1280, 800)
    user.press("Space")
    user.wait(user.window.panel.isVisible)
    assert user.window.pages.isVisible()


def test_a_new_record_from_a_whole_page_gets_the_cursor_and_escape_keeps_what_was_typed(user: User) -> None:
    user.press("Ctrl+N")
    form = user.dialog(RecordPane)
    user.press("F11")
    user.write("Lady")
    user.press("Esc")
    user.wait_closed(form)
    assert user.page.isVisible()
    user.press("Ctrl+N")
    form = user.dialog(RecordPane)
    assert user.page.isVisible()
    user.wait(form.note.isVisible)
    user.press("F11")
    user.press("End")
    user.write(" Susan")
    user.press("Ctrl+S")
    user.wait(lambda: user.shows("Lady Susan", "Emma", "Persuasion", "Sanditon"))
    user.wait(lambda: user.cell == "Lady Susan")


def test_what_a_command_did_is_undone_from_the_toast_until_something_else_is_written(user: User) -> None:
    toast = user.window.toast
    user.press("Ctrl+Del")
    user.wait(lambda: user.shows("Persuasion", "Sanditon") and toast.isVisible())
    assert toast.label.text() == "Deleted 1 item"
    toast.button.click()
    user.wait(lambda: user.shows("Emma", "Persuasion", "Sanditon"))
    assert toast.isHidden()
    user.press("Ctrl+Shift+D")
    user.dialog(RecordPane)
    user.press("Ctrl+S")
    user.wait(toast.isVisible)
    assert toast.label.text() == "Item added"
    user.wait(lambda: len(user.titles()) == 4)
    user.press("F2")
    user.write("!")
    user.press("Return")
    user.wait(lambda: not user.window.operations.tasks.is_busy)
    assert toast.isHidden()


def test_what_is_wrong_with_a_field_that_the_form_does_not_show_is_told_by_its_label(user: User) -> None:
    user.press("Ctrl+N")
    pane = user.dialog(RecordPane)
    facts = user.page.entity.fields["owner_id"]
    assert "owner_id" not in pane.form.editors
    pane.form.show_problems([FieldProblem("owner_id", "duplicate")])
    assert pane.form.general.text() == f"{facts.label}: is already taken"
    assert facts.label == "Owner"
    user.press("Esc")


def test_what_is_said_above_a_form_stands_apart_from_its_first_label(user: User) -> None:
    user.press("Ctrl+N")
    user.write("Draft")
    user.press("Esc")
    user.press("Ctrl+N")
    pane = user.dialog(RecordPane)
    user.wait(pane.note.isVisible)
    label = next(each for each in pane.form.findChildren(QLabel) if each.text() == "Title *")
    user.wait(lambda: gap(pane, pane.note, label) >= current().space.medium)
    pane.form.show_error("Something is wrong with all of it.")
    user.wait(lambda: gap(pane, pane.form.general, label) >= current().space.medium)
    user.press("Esc")


def gap(pane: QWidget, above: QWidget, below: QWidget) -> int:
    """The pixels between what two parts say."""
    end = above.mapTo(pane, above.contentsRect().bottomLeft()).y()
    return below.mapTo(pane, QPoint(0, 0)).y() - end - 1
