"""The table of commands: every one reachable, no key twice, enabled when it makes sense."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from gui.actions import COLUMN_MENU, COMMANDS, CONTEXT_MENU, MOVES, TABLE_TOOLS, command_text
from gui.dialogs.shortcuts import ShortcutsDialog
from gui.key_bindings import default_keys
from gui.widgets.sidebar import NAME
from tests.gui.person import User


def test_no_key_means_two_things() -> None:
    keys = Counter(QKeySequence(key).toString() for command in COMMANDS.values() for key in command.keys)
    assert [key for key, count in keys.items() if count > 1 or not key] == []


def test_on_macos_no_key_means_two_things_or_is_the_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    keys = Counter(QKeySequence(key).toString() for command in COMMANDS.values() for key in default_keys(command))
    assert [key for key, count in keys.items() if count > 1 or not key] == []
    assert not {"Ctrl+Space", "Ctrl+H", "Ctrl+M", "Ctrl+Tab"} & set(keys)  # Ctrl is Cmd there


SHIFTED = {
    "US": dict(zip('<>:"?_+{}|~!@#$%^&*()', ",.;'/-=[]\\`1234567890", strict=True)),
    "German": dict(zip(";:_*'>°!\"§$%&/()=?", ",.-+#<^1234567890ß", strict=True)),
}
"""What stands above on a key, and below on the same one."""


@pytest.mark.parametrize("keyboard", SHIFTED)
def test_no_key_of_a_keyboard_means_two_things(keyboard: str) -> None:
    """The desktop says of a key with Shift both what stands above on it and what stands below; Qt then runs neither."""
    owners: dict[str, list[str]] = {}
    for command in COMMANDS.values():
        for key in command.keys:
            sign = QKeySequence(key).toString()[-1]
            below = SHIFTED[keyboard].get(sign)
            there = key if below is None else f"{key[:-1].replace('Shift+', '')}Shift+{below}"
            owners.setdefault(QKeySequence(there).toString(), []).append(command.id)
    assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}


def test_no_key_switches_the_input_language_or_types_a_character() -> None:
    for command in COMMANDS.values():
        assert not any("Alt+Shift" in key or "Ctrl+Alt" in key for key in command.keys), command.id


def test_every_command_has_a_key_and_stands_in_a_menu(user: User) -> None:
    menus = user.window.menuBar().findChildren(QMenu)
    in_menus = {action.data() for menu in menus for action in menu.actions()}
    assert set(COMMANDS) <= in_menus | {command.id for command in MOVES}
    assert all(command.keys for command in COMMANDS.values())
    assert {*CONTEXT_MENU, *COLUMN_MENU, *TABLE_TOOLS, None} <= {*COMMANDS, None}


def test_an_empty_collection_offers_no_record_commands(user: User) -> None:
    enabled = {name for name in COMMANDS if user.window.commands[name].isEnabled()}
    assert {"record.new", "file.import", "file.quit"} <= enabled
    assert not {"record.delete", "record.open", "edit.undo", "edit.redo"} & enabled


def test_f1_lists_every_command(user: User) -> None:
    user.press("F1")
    sheet: ShortcutsDialog = user.dialog(ShortcutsDialog)
    for command in COMMANDS.values():
        found = sheet.list.findItems(command_text(command), Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
        assert found, command.id
    user.press("Esc")
    user.wait_closed(sheet)


def test_f6_goes_round_table_search_and_sidebar(user: User) -> None:
    first = user.focus
    user.press("F6")
    assert user.focus is user.page.search.line
    user.press("F6")
    assert user.focus is user.window.sidebar.list
    user.press("F6")
    assert user.focus is first


def test_arrows_in_the_sidebar_show_every_page_and_enter_goes_into_one(user: User) -> None:
    window = user.window
    user.press("F6", times=2)
    assert user.focus is window.sidebar.list
    user.press("Home")
    shown = [window.shown_name]
    for _ in window.page_names[1:]:
        user.press("Down")
        user.wait(lambda: not user.desk.operations.tasks.is_busy)
        assert user.focus is window.sidebar.list
        shown.append(window.shown_name)
    assert shown == window.page_names
    while window.shown_name != "items":
        user.press("Up")
    user.press("Return")
    assert window.page is not None
    assert window.page.isAncestorOf(user.focus)


def test_the_keyboard_stays_in_the_sidebar_when_a_message_goes_with_its_page(user: User) -> None:
    user.press("F6", times=2)
    user.window.banner.say("It did not work")
    user.press("Down")
    assert user.window.banner.isHidden()
    assert user.focus is user.window.sidebar.list


def test_a_click_in_the_sidebar_goes_into_the_page(user: User) -> None:
    window, pages = user.window, user.window.sidebar.list
    (users,) = (item for item in map(pages.item, range(pages.count())) if item.data(NAME) == "users")
    for _ in ("another page", "the one in view"):
        user.click(pages.viewport(), pages.visualItemRect(users).center())
        assert window.shown_name == "users"
        assert window.page is not None
        assert window.page.isAncestorOf(user.focus)
        user.press("F6", times=2)
