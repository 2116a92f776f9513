"""Keys pressed while a form is being saved: they wait, and act on the saved record, or go on in a refused form."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from core.bootstrap import Application
from core.context import Context
from core.errors import DatabaseError
from core.query.ast import Query
from gui.form.record_pane import RecordPane
from tests.gui.conftest import Disk
from tests.gui.late import late
from tests.gui.person import User
from tests.gui.test_departure import open_category

Core = tuple[Application, Context]


@pytest.fixture
def items() -> list[str]:
    return ["Persuasion", "Sanditon"]


@pytest.fixture
def gate(user: User, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Forms are not saved before this is set."""
    gate = late(monkeypatch, "create_record", "change_record")
    yield gate
    gate.set()


def stored(core: Core) -> set[str]:
    application, context = core
    return {row.title for row in application.service("items").list(context, Query()).data}


def save(user: User, opens: str = "Ctrl+N", text: str = "Emma") -> RecordPane:
    """Open a form, type a title, and press Ctrl+S."""
    user.press(opens)
    form = user.dialog(RecordPane)
    user.press("Ctrl+A")
    user.write(text)
    user.press("Ctrl+S")
    return form


@pytest.mark.parametrize("opens", ["Ctrl+N", "Space"])
def test_keys_act_on_the_saved_record(user: User, core: Core, gate: threading.Event, opens: str) -> None:
    before = stored(core)
    form = save(user, opens)
    user.press("F2")
    user.write("XYZ")
    user.press("Return")
    assert form.form.editors["title"].value() == "Emma"
    gate.set()
    user.wait(lambda: "EmmaXYZ" in stored(core))
    assert stored(core) == {"EmmaXYZ", "Sanditon"} | (before if opens == "Ctrl+N" else set())


@pytest.mark.parametrize("opens", ["Ctrl+N", "Space"])
def test_deleting_is_meant_for_the_saved_record(user: User, core: Core, gate: threading.Event, opens: str) -> None:
    before = stored(core)
    save(user, opens)
    user.press("Ctrl+Del")
    gate.set()
    user.wait(lambda: user.said or not user.desk.operations.tasks.is_busy)
    user.wait(lambda: len(stored(core)) == (2 if opens == "Ctrl+N" else 1))
    assert stored(core) == (before if opens == "Ctrl+N" else {"Sanditon"})


def test_a_form_over_the_whole_page_gives_its_keys_to_the_table(user: User, core: Core, gate: threading.Event) -> None:
    user.press("Ctrl+N")
    user.dialog(RecordPane)
    user.window.panel.toggle_expanded()
    user.write("Emma")
    user.press("Ctrl+S")
    user.press("F2")
    user.write("XYZ")
    user.press("Return")
    gate.set()
    user.wait(lambda: stored(core) == {"EmmaXYZ", "Persuasion", "Sanditon"})


@pytest.mark.parametrize("items", [[]])
def test_keys_act_on_the_first_record_of_all(user: User, core: Core, gate: threading.Event) -> None:
    save(user)
    user.press("F2")
    user.write("XYZ")
    user.press("Return")
    gate.set()
    user.wait(lambda: stored(core) == {"EmmaXYZ"})


def test_keys_go_on_in_the_form_where_it_is_refused(user: User, core: Core, gate: threading.Event, disk: Disk) -> None:
    user.press("Ctrl+N")
    form = user.dialog(RecordPane)
    user.write("Emma")
    user.press("Home")
    user.press("Ctrl+S")
    user.write("My ")
    user.press("Tab")
    user.write("Novel")
    disk.fill()
    gate.set()
    user.wait(form.form.general.isVisible)
    assert [form.form.editors[name].value() for name in ("title", "description")] == ["My Emma", "Novel"]
    disk.free()
    user.press("Ctrl+S")
    user.wait(lambda: stored(core) == {"My Emma", "Persuasion", "Sanditon"})


def test_keys_go_into_the_field_that_is_refused(user: User, gate: threading.Event) -> None:
    user.press("Ctrl+PgDown")
    user.wait(lambda: user.window.shown_name == "users" and user.page.model.is_loaded)
    email = user.page.model.text(0, 0)
    user.press("Ctrl+N")
    form = user.dialog(RecordPane)
    user.write(email)
    user.focus_editor(form, "password")
    user.write("a secret of hers")
    user.press("Ctrl+S")
    user.write("ann@example.org")
    gate.set()
    user.wait(lambda: form.form.editors["email"].value() == "ann@example.org")
    assert form.form.editors["password"].value() == "a secret of hers"


@pytest.mark.parametrize(("command", "title"), [("Ctrl+Del", "Emma!"), ("Ctrl+N", "Emma")])
def test_commands_meant_for_a_refused_record_are_done_to_no_other(
    user: User, core: Core, gate: threading.Event, monkeypatch: pytest.MonkeyPatch, command: str, title: str
) -> None:
    """A key that is also the field's own is that, and what is typed then goes on there."""
    application, _ = core
    service = type(application.service("items"))

    def refuse(*_: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(service, "create", refuse)
    form = save(user)
    user.press(command)
    user.write("!")
    gate.set()
    user.wait(form.form.general.isVisible)
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert stored(core) == {"Persuasion", "Sanditon"}
    assert form.form.editors["title"].value() == title
    assert user.window.panel.content is form


def test_a_deletion_meant_for_a_record_that_is_filtered_out_deletes_no_other(
    user: User, core: Core, gate: threading.Event
) -> None:
    user.press("Ctrl+F")
    user.write("sand")
    user.press("Return")
    user.wait(lambda: user.shows("Sanditon"))
    form = save(user)
    user.press("Ctrl+Del")
    gate.set()
    user.wait_closed(form)
    user.wait(lambda: user.said == "The record is not among these rows: what you pressed was not done.")
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert stored(core) == {"Emma", "Persuasion", "Sanditon"}


def test_escape_takes_back_what_was_pressed_and_the_form_is_saved(
    user: User, core: Core, gate: threading.Event
) -> None:
    form = save(user)
    user.press("Ctrl+Del")
    user.press("Esc")
    assert form.isVisible()
    gate.set()
    user.wait_closed(form)
    user.wait(lambda: user.cell == "Emma" and not user.desk.operations.tasks.is_busy)
    assert stored(core) == {"Emma", "Persuasion", "Sanditon"}


def test_a_save_key_held_down_saves_once(user: User, core: Core, gate: threading.Event, disk: Disk) -> None:
    asked = user.desk.operations.asked
    form = save(user)
    user.press("Ctrl+S", times=5)
    disk.fill()
    gate.set()
    user.wait(form.form.general.isVisible)
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert user.desk.operations.asked == asked + 1
    disk.free()


def test_another_new_form_gets_what_is_typed_after_it_was_asked_for(
    user: User, core: Core, gate: threading.Event
) -> None:
    save(user)
    user.press("Ctrl+N")
    user.write("Evelina")
    user.press("Ctrl+S")
    gate.set()
    user.wait(lambda: stored(core) == {"Emma", "Evelina", "Persuasion", "Sanditon"})


def test_clicks_into_a_form_that_is_being_saved_do_nothing(
    user: User, core: Core, gate: threading.Event, disk: Disk
) -> None:
    form = save(user)
    panel = user.window.panel
    user.wait(lambda: panel.width() == panel.fitting and panel.geometry().right() < user.window.width())
    for widget in (form.discard_button, form.form.editors["description"], panel.close_button):
        place = widget.mapTo(user.window, widget.rect().center())
        user.click(receiver(user.window, place), QPoint(1, 1))
    user.write("!")
    disk.fill()
    gate.set()
    user.wait(form.form.general.isVisible)
    assert form.form.editors["title"].value() == "Emma!"
    disk.free()


def receiver(window: QWidget, place: QPoint) -> QWidget:
    """What a click at this place of a window goes to."""
    widget = window.childAt(place)
    assert widget is not None, (place, window.size())
    return widget


@pytest.mark.logs_errors
def test_a_form_can_be_left_after_a_fault_of_the_program(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_values: object) -> object:
        def work(_core: object, _context: object) -> None:
            raise ZeroDivisionError

        return work

    monkeypatch.setattr("gui.use_cases.create_record", fail)
    failed: list[object] = []
    user.desk.operations.failed.disconnect()
    user.desk.operations.failed.connect(failed.append)
    form = save(user)
    user.write("!")
    user.wait(lambda: failed)
    assert form.form.editors["title"].value() == "Emma!"
    user.press("Esc")
    user.wait_closed(form)


@pytest.mark.parametrize("instead", ["another page", "another form", "a summary"])
def test_what_is_being_saved_is_no_draft_where_something_else_takes_the_place_of_the_form(
    user: User, core: Core, gate: threading.Event, instead: str
) -> None:
    save(user)
    if instead == "another page":
        user.window.show_page("dashboard")
    else:
        command = "record.new" if instead == "another form" else "column.summary"
        user.window.commands[command].trigger()
    gate.set()
    user.wait(lambda: "Emma" in stored(core) and not user.desk.operations.tasks.is_busy)
    user.window.show_page("items")
    user.window.panel.close_panel()
    user.press("Ctrl+N")
    form = user.dialog(RecordPane)
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert form.form.editors["title"].typed_text() == ""
    assert not form.note.isVisible()


def test_what_is_refused_is_a_draft_where_something_else_takes_the_place_of_the_form(
    user: User, gate: threading.Event, disk: Disk
) -> None:
    save(user)
    user.window.show_page("dashboard")
    disk.fill()
    gate.set()
    user.wait(lambda: user.window.banner.isVisible() and not user.desk.operations.tasks.is_busy)
    disk.free()
    user.desk.operations.drafts.keep_all()
    user.window.show_page("items")
    user.press("Ctrl+N")
    form = user.dialog(RecordPane)
    user.wait(lambda: form.form.editors["title"].typed_text() == "Emma")


def test_keys_pressed_while_the_form_of_a_dialog_is_saved_go_on_in_the_form_behind_it(
    gadgets: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = late(monkeypatch, "change_record")
    dialog = open_category(gadgets)
    behind = gadgets.window.panel.content
    assert isinstance(behind, RecordPane)
    gadgets.press("Ctrl+A")
    gadgets.write("Garden")
    gadgets.press("Ctrl+S")
    gadgets.press("Shift+Tab")
    gadgets.write("typed")
    gate.set()
    gadgets.wait_closed(dialog)
    gadgets.wait(lambda: behind.form.editors["pin"].typed_text() == "typed")
