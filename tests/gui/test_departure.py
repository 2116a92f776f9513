"""Nobody leaves a window before everything typed is saved or kept; where neither is possible, it says so."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from core import bootstrap
from core.bootstrap import Application
from core.context import Context
from core.settings import load_settings
from gui.form.record_dialog import RecordDialog
from gui.form.record_pane import RecordPane
from tests.gui.conftest import Disk, close
from tests.gui.person import User

Core = tuple[Application, Context]


@pytest.fixture
def items() -> list[str]:
    return ["Emma", "Persuasion", "Sanditon"]


def press_button(user: User, question: QMessageBox, text: str) -> None:
    """Answer a question by Tab and Space."""
    button = next(each for each in question.buttons() if each.text().replace("&", "") == text)
    for _ in question.buttons():
        if not button.hasFocus():
            user.press("Tab")
    assert user.focus is button
    user.press("Space")


def test_a_row_that_a_full_disk_refuses_keeps_the_window_open(user: User, core: Core, disk: Disk) -> None:
    application, context = core
    disk.fill()
    user.write("Lady Susan")
    user.press("Return")
    user.wait(user.window.banner.isVisible)
    user.press("Ctrl+Q")
    question = user.question()
    assert "full" in question.informativeText()
    assert user.said == ""
    user.press("Esc")
    user.wait_closed(question)
    assert user.window.isVisible()
    assert user.said == ""
    assert user.titles() == ["Lady Susan", "Persuasion", "Sanditon"]
    disk.free()
    user.press("Up")
    user.press("Ctrl+S")
    user.wait(lambda: application.service("items").count(context, user.page.asking.query) == 3)
    user.wait(lambda: not len(user.page.model.drafts))
    user.press("Ctrl+Q")
    user.wait(lambda: not user.window.isVisible())


def test_a_row_half_typed_on_a_full_disk_is_kept_once_there_is_room(
    user: User, open_desk: Callable[..., User], core: Core, disk: Disk, qtbot: object
) -> None:
    disk.fill()
    user.write("Lady Susan")
    user.press("Ctrl+Q")
    question = user.question()
    disk.free()
    press_button(user, question, "Try again")
    user.wait(lambda: not user.window.isVisible())
    close(qtbot, user.desk)  # pyright: ignore[reportArgumentType]
    again = open_desk()
    again.wait(lambda: again.titles() == ["Lady Susan", "Persuasion", "Sanditon"])
    assert "not saved yet" in again.said


def test_a_form_that_a_full_disk_refuses_keeps_the_window_open(
    user: User, open_desk: Callable[..., User], disk: Disk, qtbot: object
) -> None:
    disk.fill()
    user.press("Space")
    form = user.dialog(RecordPane)
    user.press("Ctrl+A")
    user.write("Lady Susan")
    user.press("Ctrl+S")
    user.wait(form.form.general.isVisible)
    user.window.close()
    question = user.question()
    user.press("Esc")
    user.wait_closed(question)
    assert user.window.isVisible()
    assert form.form.editors["title"].value() == "Lady Susan"
    user.press("Esc")
    user.wait(lambda: not user.window.panel.isVisible())
    user.press("Space")
    form = user.dialog(RecordPane)
    user.wait(lambda: form.form.editors["title"].value() == "Lady Susan")
    disk.free()
    user.window.close()
    user.wait(lambda: not user.window.isVisible())
    close(qtbot, user.desk)  # pyright: ignore[reportArgumentType]
    again = open_desk()
    again.wait(lambda: again.shows("Emma", "Persuasion", "Sanditon"))
    again.press("Space")
    form = again.dialog(RecordPane)
    again.wait(form.note.isVisible)
    assert form.form.editors["title"].value() == "Lady Susan"


def open_category(user: User) -> RecordDialog:
    """The category of a gadget, from the gadget's form in a dialog."""
    user.press("Space")
    pane = user.dialog(RecordPane)
    user.focus_editor(pane, "category_id")
    user.write("Tools")
    names = user.popup()
    user.press_in(names, "Down")
    user.press_in(names, "Return")
    user.wait(lambda: pane.form.editors["category_id"].value() is not None)
    user.press("Alt+Return")
    return user.dialog(RecordDialog)


def test_what_is_typed_in_a_dialog_is_kept_when_the_window_closes_behind_it(
    gadgets: User, open_desk: Callable[..., User], qtbot: object
) -> None:
    open_category(gadgets)
    gadgets.press("Ctrl+A")
    gadgets.write("Garden")
    close(qtbot, gadgets.desk)  # pyright: ignore[reportArgumentType]
    again = open_desk("--page", "categories")
    again.wait(again.window.toast.isVisible)
    assert again.window.toast.label.text() == "1 form filled in earlier is not saved yet."
    again.press("Ctrl+Shift+G")
    pane = again.dialog(RecordPane)
    again.wait(lambda: pane.form.editors["name"].value() == "Garden")


def test_the_end_of_the_session_waits_until_what_is_typed_is_kept(
    gadgets: User, data_dir: Path, qapp: QApplication
) -> None:
    open_category(gadgets)
    gadgets.press("Ctrl+A")
    gadgets.write("Garden")
    qapp.aboutToQuit.emit()  # pyright: ignore[reportAttributeAccessIssue]  # only Qt itself is meant to
    with bootstrap.open_application(load_settings(data_dir=data_dir)) as application:
        (draft,) = application.drafts.list(application.context(), "categories")
    assert draft.texts == {"name": "Garden"}


def test_who_gives_up_what_cannot_be_kept_may_go(user: User, disk: Disk) -> None:
    disk.fill()
    user.write("Lady Susan")
    user.press("Ctrl+Q")
    press_button(user, user.question(), "Lose it and leave")
    user.wait(lambda: not user.window.isVisible())
