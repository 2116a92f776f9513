"""The administration of users by keyboard: activate, superuser, a new password, and the last one who can."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.bootstrap import Application, open_application
from core.context import Context
from core.models.user import UserCreate
from core.settings import load_settings
from gui.dialogs.new_password import NewPassword
from gui.form.record_pane import RecordPane
from tests.gui.person import User

PASSWORD = "correct horse"
ANN = "ann@example.org"


@pytest.fixture
def user(open_desk: Callable[..., User], data_dir: Path) -> User:
    with open_application(load_settings(data_dir=data_dir)) as application:
        data = UserCreate(email=ANN, password=PASSWORD)
        application.users.create(application.context(), data)
    somebody = open_desk(page="users")
    go_to(somebody, ANN)
    return somebody


def go_to(user: User, email: str) -> None:
    """The cursor onto the row of this user."""
    user.wait(lambda: email in user.titles())
    user.page.enter()
    user.page.view.put_cursor(user.titles().index(email))


def account(core: tuple[Application, Context], email: str = ANN) -> object:
    application, context = core
    return application.users.by_email(context, email)


def test_somebody_is_stopped_from_signing_in_and_allowed_again(user: User, core: tuple[Application, Context]) -> None:
    user.press("Ctrl+Shift+I")
    user.wait(lambda: not getattr(account(core), "is_active", True))
    user.wait(lambda: user.window.commands["user.active"].isEnabled() and "may not sign in" in user.said)
    user.press("Ctrl+Z")
    user.wait(lambda: getattr(account(core), "is_active", False))


def test_the_search_box_proposes_a_field_that_users_have(user: User) -> None:
    hint = user.page.search.line.placeholderText()
    field = hint.split()[-1].partition(":")[0]
    assert f"{field}:" in user.page.search.line.toolTip()
    user.press("Ctrl+F")
    user.write(f"{field}:ann")
    user.wait(lambda: user.titles() == [ANN])


def test_what_is_ticked_comes_after_what_is_typed(user: User) -> None:
    user.press("Ctrl+N")
    pane = user.dialog(RecordPane)
    typed = [field.accessibleName() for field in (each.focusProxy() for each in pane.form.editors.values()) if field]
    assert typed == ["Email", "Full name", "Password", "Active", "Superuser"]
    assert list(pane.form.editors) == sorted(pane.form.editors, key=lambda name: pane.form.editors[name].y())


def test_a_new_password_is_given(user: User, core: tuple[Application, Context]) -> None:
    user.press("Ctrl+Shift+K")
    dialog = user.dialog(NewPassword)
    user.write("short")
    user.press("Tab")
    user.write("short")
    user.press("Ctrl+Return")
    dialog.save_button.click()
    user.wait(dialog.entries.fields["password"].problem.text)
    for text in ("another password", "another password"):
        user.press("Ctrl+A")
        user.write(text)
        user.press("Tab")
    dialog.save_button.setFocus()
    user.press("Space")
    user.wait_closed(dialog)
    application, context = core
    application.users.authenticate(context, ANN, "another password")


def test_the_last_superuser_stays_one(user: User, core: tuple[Application, Context]) -> None:
    user.press("Ctrl+Shift+U")
    user.wait(lambda: getattr(account(core), "is_superuser", False))
    user.wait(lambda: "superuser" in user.said and not user.window.operations.tasks.is_busy)
    user.press("Ctrl+Shift+U")
    user.wait(user.window.banner.isVisible)
    assert (
        "last superuser who can sign in (the local user cannot). Make somebody else a superuser"
        in user.window.banner.label.text()
    )
    assert getattr(account(core), "is_superuser", False)
    assert user.said == ""
    application, context = core
    application.users.create(context, UserCreate(email="bob@example.org", password=PASSWORD))
    user.press("F5")
    go_to(user, "bob@example.org")
    user.press("Ctrl+Shift+I")
    user.wait(lambda: "may not sign in" in user.said)
    assert not user.window.banner.isVisible(), "it is no news any more"
