"""Settings by keyboard: preferences that count at once and come back, the own account, passwords, backups."""

import errno
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSpinBox, QWidget

from core.bootstrap import Application, open_application
from core.context import Context
from core.models.item import ItemCreate
from core.models.user import UserCreate
from core.settings import load_settings
from gui.pages.settings import SettingsPage
from gui.pages.sign_in import SignIn
from gui.theme import theme
from gui.widgets.scroll_page import ScrollPage
from tests.gui.person import User
from tests.gui.test_session import PASSWORD, sign_in

Open = Callable[..., User]


def at_settings(user: User) -> SettingsPage:
    user.wait(lambda: isinstance(user.window.page, SettingsPage))
    page = user.window.page
    assert isinstance(page, SettingsPage)
    user.wait(lambda: page.is_complete and page.profile.entries.text("email"))
    user.wait(user.window.isActiveWindow)
    return page


def go_to(user: User, widget: QWidget) -> None:
    for _ in range(60):
        if user.focus is widget or widget.isAncestorOf(user.focus):
            return
        user.press("Tab")
    raise AssertionError(f"{widget} cannot be reached by Tab")


@pytest.fixture(autouse=True)
def default_look() -> object:
    yield
    theme().choose("system")
    theme().scale_text(100)
    theme().reduced_motion = False


def test_a_preference_counts_at_once_and_comes_back(open_desk: Open, data_dir: Path) -> None:
    user = open_desk(waits=False, page="settings")
    page = at_settings(user)
    go_to(user, page.look.controls["theme"])
    user.press("Right", 2)
    user.press("Space")
    user.wait(lambda: theme().choice == "dark")
    size = page.look.controls["text_scale"]
    assert isinstance(size, QSpinBox)
    go_to(user, size)
    user.press("Up")
    user.wait(lambda: user.window.preferences.values.text_scale == 110)
    stored = data_dir / "preferences.json"
    user.wait(lambda: stored.exists() and json.loads(stored.read_text())["text_scale"] == 110)
    user.press("Ctrl+Q")
    user.wait(lambda: not user.window.isVisible())
    theme().choose("light")
    again = open_desk(waits=False, page="settings")
    page = at_settings(again)
    assert theme().choice == "dark"
    assert again.window.preferences.values.text_scale == 110


@pytest.mark.parametrize(
    ("why", "told"),
    [
        (errno.ENOSPC, "The disk is full. Make room, then change a setting again."),
        (errno.EACCES, "Check the permissions of their folder."),
    ],
)
def test_preferences_that_cannot_be_stored_are_told_of_in_plain_words(
    open_desk: Open, monkeypatch: pytest.MonkeyPatch, why: int, told: str
) -> None:
    user = open_desk(waits=False, page="settings")
    at_settings(user)

    def refuse(*_words: object) -> None:
        raise OSError(why, "no")

    with monkeypatch.context() as patched:
        patched.setattr("core.preferences.write_private", refuse)
        user.press("Ctrl+Shift+T")
        user.wait(user.window.banner.isVisible)
    text = "The preferences could not be stored; they count until the window is closed. "
    assert user.window.banner.label.text() == text + told


def test_once_the_preferences_are_stored_nobody_is_told_that_they_could_not_be(
    open_desk: Open, monkeypatch: pytest.MonkeyPatch, data_dir: Path
) -> None:
    user = open_desk(waits=False, page="settings")
    at_settings(user)
    banner = user.window.banner

    def change_the_look_in_vain() -> None:
        with monkeypatch.context() as patched:
            patched.setattr("core.preferences.write_private", refuse_for_want_of_room)
            user.press("Ctrl+Shift+T")
            user.wait(lambda: banner.isVisible() and "could not be stored" in banner.label.text())

    def change_the_look() -> None:
        user.press("Ctrl+Shift+T")
        stored = data_dir / "preferences.json"
        user.wait(lambda: stored.exists() and json.loads(stored.read_text())["theme"] == theme().choice)
        user.wait(lambda: not user.desk.operations.tasks.is_busy)

    change_the_look_in_vain()
    change_the_look()
    user.wait(lambda: not banner.isVisible())
    change_the_look_in_vain()
    banner.say("Something else", "info")
    change_the_look()
    assert banner.isVisible()
    assert banner.label.text() == "Something else"


def refuse_for_want_of_room(*_words: object) -> None:
    raise OSError(errno.ENOSPC, "no")


def test_the_look_chosen_by_key_is_the_one_that_settings_show(open_desk: Open) -> None:
    user = open_desk(waits=False, page="settings")
    page = at_settings(user)
    user.press("Ctrl+Shift+T")
    user.wait(lambda: user.window.preferences.values.theme == theme().choice)
    assert page.look.controls["theme"].value == theme().choice  # pyright: ignore[reportAttributeAccessIssue]


def test_the_profile_is_saved_and_a_bad_address_told(open_desk: Open, core: tuple[Application, Context]) -> None:
    application, context = core
    user = open_desk(waits=False, page="settings")
    page = at_settings(user)
    user.press("Ctrl+A")
    user.write("Ann Lee")
    user.press("Tab")
    user.press("Ctrl+A")
    user.write("nonsense")
    user.press("Return")
    user.wait(page.profile.entries.fields["email"].problem.text)
    assert page.profile.entries.text("full_name") == "Ann Lee"
    user.press("Ctrl+A")
    user.write("ann@example.org")
    user.press("Return")
    user.wait(lambda: application.users.account(context, context.actor.id).email == "ann@example.org")
    assert application.users.account(context, context.actor.id).full_name == "Ann Lee"


def test_a_profile_typed_and_not_saved_is_there_again(open_desk: Open, core: tuple[Application, Context]) -> None:
    application, context = core
    user = open_desk(waits=False, page="settings")
    at_settings(user)
    user.press("Ctrl+A")
    user.write("Ann Lee")
    user.press("Ctrl+Q")
    user.wait(lambda: not user.window.isVisible())
    assert application.users.account(context, context.actor.id).full_name != "Ann Lee"
    again = open_desk(waits=False, page="settings")
    page = at_settings(again)
    assert page.profile.entries.text("full_name") == "Ann Lee"
    assert page.profile.note.isVisible()
    assert page.profile.note.text() == "What you typed before is here again. It is not saved yet."
    again.press("Return")
    again.wait(lambda: application.users.account(context, context.actor.id).full_name == "Ann Lee")
    again.wait(lambda: not again.window.operations.tasks.is_busy)
    assert application.drafts.list(context, "users", "profile") == []
    assert not page.profile.note.isVisible()


def test_what_is_copied_is_said(open_desk: Open, data_dir: Path) -> None:
    user = open_desk(waits=False, page="settings")
    page = at_settings(user)
    user.wait(lambda: page.data.folder.text.text() == str(data_dir))
    go_to(user, page.data.folder.copy_button)
    assert not user.window.toast.isVisible()
    user.press("Space")
    user.wait(user.window.toast.isVisible)
    assert user.window.toast.label.text() == "Copied"
    assert QGuiApplication.clipboard().text() == str(data_dir)
    user.window.toast.clear()
    go_to(user, page.about.copy_button)
    user.press("Space")
    user.wait(user.window.toast.isVisible)
    assert "SQLite" in QGuiApplication.clipboard().text()


def test_whoever_deletes_the_own_account_is_told_that_it_is_gone(
    open_desk: Open, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUTH_REQUIRED", "true")
    with open_application(load_settings(data_dir=data_dir)) as application:
        application.users.create(application.context(), UserCreate(email="ann@example.org", password=PASSWORD))
    user = open_desk(waits=False, page="settings")
    sign_in(user, "ann@example.org")
    page = at_settings(user)
    page.delete.button.setFocus()
    user.press("Space")
    question = user.question()
    user.press_in(question, "Alt+D")
    user.wait(lambda: isinstance(user.window.pages.currentWidget(), SignIn))
    user.wait(user.window.banner.isVisible)
    assert user.window.banner.label.text() == "Your account was deleted."


def turn_wheel(over: QWidget) -> None:
    """A turn towards the person, in the middle of this."""
    window = over.window()
    place = over.mapTo(window, over.rect().center())
    QTest.wheelEvent(window.windowHandle(), QPointF(place), QPoint(0, -120))


def test_the_wheel_scrolls_the_page_on_over_lists_and_numbers(open_desk: Open) -> None:
    user = open_desk(waits=False, page="settings")
    page = at_settings(user)
    size, list_ = page.look.controls["text_scale"], page.keys.list
    scroll = page.findChildren(ScrollPage)[0]
    bar = scroll.verticalScrollBar()
    user.wait(bar.maximum)
    for over in (size, page.look.controls["language"], list_.viewport()):
        scroll.ensureWidgetVisible(over)
        before = bar.value()
        turn_wheel(over)
        user.wait(lambda before=before: bar.value() > before)
    assert user.window.preferences.values.text_scale == 100
    assert list_.verticalScrollBar().value() == 0
    list_.setFocus()
    turn_wheel(list_.viewport())
    user.wait(list_.verticalScrollBar().value)


def test_tab_goes_through_the_keys_as_they_stand(open_desk: Open) -> None:
    user = open_desk(waits=False, page="settings")
    keys = at_settings(user).keys
    keys.line.setFocus()
    for part in (keys.reset_all_button, keys.list):
        user.press("Tab")
        assert user.focus is part


def test_a_backup_is_made_and_listed(open_desk: Open, data_dir: Path) -> None:
    user = open_desk(waits=False, page="settings")
    page = at_settings(user)
    user.wait(lambda: page.data.folder.text.text() == str(data_dir))
    go_to(user, page.data.backup_button)
    user.press("Space")
    user.wait(lambda: list((data_dir / "backups").glob("*.db")))
    (made,) = (data_dir / "backups").glob("*.db")
    user.wait(lambda: made.name in page.data.backups.text())
    assert f'restore "{made}"' in page.data.hint.text()


def test_the_password_is_changed_by_whoever_knows_it(
    open_desk: Open, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUTH_REQUIRED", "true")
    with open_application(load_settings(data_dir=data_dir)) as application:
        data = UserCreate(email="ann@example.org", password=PASSWORD)
        application.users.create(application.context(), data)
    user = open_desk(waits=False, page="settings")
    sign_in(user, "ann@example.org")
    page = at_settings(user)
    user.wait(lambda: page.delete.isVisibleTo(page))
    go_to(user, page.password.entries.lines["current_password"])
    for text in ("wrong one", "new password", "new password"):
        user.write(text)
        user.press("Tab")
    user.press("Space")
    current = page.password.entries.fields["current_password"]
    user.wait(lambda: current.problem.text() == "Incorrect password")
    user.press("Ctrl+A")
    user.write(PASSWORD)
    user.press("Return")
    user.wait(lambda: page.password.entries.text("new_password") == "")
    user.wait(lambda: user.said == "Password changed.")
    go_to(user, page.password.entries.lines["current_password"])
    for text in ("wrong one", "newer password", "newer password"):
        user.write(text)
        user.press("Tab")
    user.press("Space")
    user.wait(lambda: current.problem.text() == "Incorrect password")
    assert user.said == ""
    user.press("Ctrl+Shift+Q")
    sign_in(user, "ann@example.org", "new password")


def test_whoever_guesses_the_password_has_to_wait(
    open_desk: Open, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUTH_REQUIRED", "true")
    monkeypatch.setenv("SIGN_IN_FAILURES", "2")
    with open_application(load_settings(data_dir=data_dir)) as application:
        application.users.create(application.context(), UserCreate(email="ann@example.org", password=PASSWORD))
    user = open_desk(waits=False, page="settings")
    sign_in(user, "ann@example.org")
    page = at_settings(user)
    problem = page.password.entries.fields["current_password"].problem
    for guess, answer in (("wrong one", "Incorrect"), ("another one", "Incorrect"), (PASSWORD, "Too many attempts")):
        page.password.entries.clear()
        go_to(user, page.password.entries.lines["current_password"])
        for text in (guess, "new password", "new password"):
            user.write(text)
            user.press("Tab")
        user.press("Space")
        user.wait(lambda answer=answer: problem.text().startswith(answer))
    with open_application(load_settings(data_dir=data_dir)) as application:
        assert application.sign_in("ann@example.org", PASSWORD)
    at_settings(user)


def test_a_key_chosen_in_settings_is_stored_and_counts_in_the_next_window(open_desk: Open, data_dir: Path) -> None:
    user = open_desk(waits=False, page="settings")
    page = at_settings(user)
    page.keys.choose("view.sidebar")
    go_to(user, page.keys.keys)
    user.press("Ctrl+J")
    go_to(user, page.keys.set_button)
    user.press("Space")
    user.wait(lambda: user.window.preferences.values.keys == {"view.sidebar": ("Ctrl+J",)})
    user.press("Ctrl+Q")
    user.wait(lambda: not user.window.isVisible())
    assert json.loads((data_dir / "preferences.json").read_text())["keys"] == {"view.sidebar": ["Ctrl+J"]}
    again = open_desk()
    again.press("Ctrl+J")
    assert again.window.sidebar.is_collapsed


def test_only_a_command_that_is_seen_is_changed_and_keeps_its_other_keys(open_desk: Open) -> None:
    user = open_desk(waits=False, page="settings")
    page = at_settings(user)
    page.keys.choose("file.import")
    go_to(user, page.keys.line)
    user.write("export")
    go_to(user, page.keys.none_button)
    user.press("Space")
    assert set(user.window.commands.keys) == {"file.export"}
    go_to(user, page.keys.line)
    user.press("Ctrl+A")
    user.press("Del")
    page.keys.choose("edit.redo")
    go_to(user, page.keys.set_button)
    user.press("Space")
    assert set(user.window.commands.keys) == {"file.export"}


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("J", "J is for typing. Take it together with Ctrl or Alt, or take a function key."),
        ("Shift+J", "Shift+J is for typing. Take it together with Ctrl or Alt, or take a function key."),
        ("Alt+F", "Alt+F opens the menu “File”."),
        ("Alt+J", ""),
        ("F12", ""),
        ("Shift+Ins", ""),
    ],
)
def test_a_key_that_means_something_everywhere_is_refused(open_desk: Open, key: str, reason: str) -> None:
    user = open_desk(waits=False, page="settings")
    page = at_settings(user)
    page.keys.choose("view.sidebar")
    go_to(user, page.keys.keys)
    user.press(key)
    go_to(user, page.keys.set_button)
    user.press("Space")
    assert page.keys.problem.text() == reason
    assert dict(user.window.commands.keys) == ({} if reason else {"view.sidebar": (key,)})


def test_a_stored_key_that_clashes_works_and_is_said(open_desk: Open, data_dir: Path) -> None:
    data_dir.mkdir()
    (data_dir / "preferences.json").write_text('{"keys": {"edit.undo": ["Ctrl+K"]}}', encoding="utf-8")
    with open_application(load_settings(data_dir=data_dir)) as application:
        application.service("items").create(application.context(), ItemCreate(title="One"))
    user = open_desk()
    told = "Ctrl+K is the key of more than one command; “Undo” has it, not “Go Anywhere…”."
    assert user.window.banner.isVisible()
    assert user.window.banner.label.text() == told
    user.press("Ctrl+Del")
    user.wait(lambda: user.page.model.count == 0)
    user.press("Ctrl+K")
    user.wait(lambda: user.page.model.count == 1)
    user.press("Ctrl+,")
    page = at_settings(user)
    assert page.keys.problem.text() == told
    marked = [item for row in range(page.keys.list.topLevelItemCount()) if (item := page.keys.list.topLevelItem(row))]
    assert [item.text(0) for item in marked if not item.icon(1).isNull()] == ["Undo", "Go Anywhere…"]
    page.keys.reset_button.click()
    assert page.keys.problem.text() == ""
    assert all(item.icon(1).isNull() for item in marked)
