"""A password can be looked at while it is typed, by keyboard, wherever one is typed; Tab goes on past the eye."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QToolButton

from core.bootstrap import open_application
from core.models.user import UserCreate
from core.settings import load_settings
from gui.dialogs.new_password import NewPassword
from gui.form.record_pane import RecordPane
from gui.pages.new_account import NewAccount
from gui.pages.settings import SettingsPage
from gui.pages.sign_in import SignIn
from gui.widgets.reveal import KEY
from tests.gui.person import User
from tests.gui.test_session import ANN, PASSWORD, gate, sign_in

Open = Callable[..., User]
EYE = ("Show what is typed", "Hide what is typed")


@pytest.fixture
def ann(data_dir: Path) -> None:
    with open_application(load_settings(data_dir=data_dir)) as application:
        application.users.create(application.context(), UserCreate(email=ANN, password=PASSWORD))


@pytest.fixture
def signing_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTH_REQUIRED", "true")


@pytest.mark.usefixtures("signing_in")
def test_the_first_account_s_passwords_are_shown_and_hidden_by_key(open_desk: Open) -> None:
    user = open_desk(waits=False)
    lines = gate(user, NewAccount).entries.lines
    lines["password"].setFocus()
    user.write("one")
    show_and_hide(user, lines["password"])
    user.press("Tab")
    assert lines["again"].hasFocus(), "the eye is no stop between the two"
    user.write("two")
    show_and_hide(user, lines["again"])
    assert (lines["password"].text(), lines["again"].text()) == ("one", "two")


@pytest.mark.usefixtures("signing_in", "ann")
def test_whoever_signs_in_sees_the_password_by_key_and_is_told_so(open_desk: Open) -> None:
    user = open_desk(waits=False, page="settings")
    line = gate(user, SignIn).entries.lines["password"]
    line.setFocus()
    eye = line.findChild(QToolButton)
    assert isinstance(eye, QToolButton)
    assert (spoken(eye), eye.toolTip()) == (EYE[0], f"{EYE[0]} ({KEY})")
    assert spoken(line, QAccessible.Text.Description) == f"{EYE[0]} ({KEY})"
    show_and_hide(user, line)
    user.press(KEY)
    assert (spoken(eye), eye.toolTip()) == (EYE[1], f"{EYE[1]} ({KEY})")
    sign_in(user, ANN)
    user.wait(lambda: isinstance(user.window.page, SettingsPage) and user.window.page.is_complete)
    page = user.window.page
    assert isinstance(page, SettingsPage)
    for line in page.password.entries.lines.values():
        line.setFocus()
        show_and_hide(user, line)
    described = spoken(page.password.entries.lines["new_password"], QAccessible.Text.Description)
    assert described == f"At least 8 characters. {EYE[0]} ({KEY})"


@pytest.mark.usefixtures("ann")
def test_somebody_s_new_password_is_shown_by_key(open_desk: Open) -> None:
    user = open_desk(page="users")
    user.wait(lambda: ANN in user.titles())
    user.page.view.put_cursor(user.titles().index(ANN))
    user.press("Ctrl+Shift+K")
    dialog = user.dialog(NewPassword)
    show_and_hide(user, dialog.entries.lines["password"])
    user.press("Esc")
    user.wait_closed(dialog)
    user.press("Ctrl+N")
    form = user.dialog(RecordPane)
    user.focus_editor(form, "password")
    show_and_hide(user, form.form.editors["password"].line)


@pytest.mark.usefixtures("ann")
def test_a_command_with_the_same_key_leaves_it_to_the_line(open_desk: Open) -> None:
    user = open_desk(page="users")
    user.window.preferences.change(keys={"view.sidebar": (KEY,)})
    user.window.commands.set_keys({"view.sidebar": (KEY,)})
    user.press(KEY)
    assert user.window.sidebar.is_collapsed
    user.press("Ctrl+N")
    form = user.dialog(RecordPane)
    user.focus_editor(form, "password")
    show_and_hide(user, form.form.editors["password"].line)
    assert user.window.sidebar.is_collapsed


def show_and_hide(user: User, line: QLineEdit) -> None:
    """By the key, twice, the keyboard staying where it is."""
    assert line.hasFocus()
    assert line.echoMode() == QLineEdit.EchoMode.Password
    user.press(KEY)
    assert line.echoMode() == QLineEdit.EchoMode.Normal
    user.press(KEY)
    assert line.echoMode() == QLineEdit.EchoMode.Password
    assert line.hasFocus()


def spoken(widget: QLineEdit | QToolButton, what: QAccessible.Text = QAccessible.Text.Name) -> str:
    """What a screen reader says of it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.text(what)
