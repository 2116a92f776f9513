"""The command palette, going anywhere, back and forward, and the keys of commands."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from gui.actions import COMMANDS
from gui.dialogs.ask_line import AskLine
from gui.dialogs.chooser import CHOICE, Choice, Chooser
from gui.fuzzy import score
from gui.key_bindings import clashes, keys_of
from gui.key_editor import KeyEditor
from gui.theme.icons import exists
from gui.widgets.sheet import Sheet
from tests.gui.person import User


@pytest.fixture
def items() -> list[str]:
    return ["Ladder", "Lamp", "Rope"]


def chooser(user: User) -> Chooser:
    user.wait(lambda: user.window.findChildren(Chooser))
    return user.window.findChildren(Chooser)[-1]


def choices(user: User) -> list[Choice]:
    found = chooser(user)
    return [found.list.item(row).data(CHOICE) for row in range(found.list.count())]


def offered(user: User) -> list[str]:
    return [choice.text for choice in choices(user)]


def test_a_command_is_found_by_a_few_letters_and_run(user: User) -> None:
    user.press("Ctrl+Shift+P")
    user.write("colsid")
    assert offered(user)[0] == "Collapse Sidebar"
    user.press("Return")
    user.wait(lambda: user.window.sidebar.is_collapsed)
    user.wait(lambda: not user.window.findChildren(Chooser))
    assert user.page.view.hasFocus()


LISTS = ["Ctrl+K", "Ctrl+Shift+P", "Alt+Down"]


@pytest.mark.parametrize("first", LISTS)
def test_a_list_takes_the_place_of_another_and_gives_the_keyboard_back(user: User, first: str) -> None:
    for second in ("Ctrl+K", "Ctrl+Shift+P"):
        user.press(first)
        user.press(second)
        assert len([sheet for sheet in user.window.findChildren(Sheet) if sheet.isVisible()]) == 1
        user.press("Esc")
        user.wait(lambda: not user.window.findChildren(Sheet))
        assert user.page.view.hasFocus()


@pytest.mark.parametrize("first", LISTS)
def test_what_is_chosen_in_a_list_that_took_the_place_of_another_is_done(user: User, first: str) -> None:
    user.press(first)
    user.press("Ctrl+K")
    user.write("settings")
    user.press("Return")
    user.wait(lambda: user.window.shown_name == "settings")


def test_after_another_list_the_palette_offers_what_the_table_can_do(user: User) -> None:
    user.press("Ctrl+K")
    user.press("Ctrl+Shift+P")
    user.write("clear cells")
    assert "Clear Cells" in offered(user)


def test_a_command_is_found_by_its_help(user: User) -> None:
    user.press("Ctrl+Shift+P")
    user.write("bring records")
    assert offered(user) == ["Import…"]
    user.press("Esc")
    user.wait(lambda: not user.window.findChildren(Chooser))


@pytest.mark.parametrize("typed", ["change password", "language", "appearance", "backups"])
def test_settings_are_found_by_what_can_be_set_there(user: User, typed: str) -> None:
    user.press("Ctrl+Shift+P")
    user.write(typed)
    assert "Settings" in offered(user)
    user.press("Ctrl+K")
    user.write(typed)
    assert offered(user) == ["Settings"]
    user.press("Return")
    user.wait(lambda: user.window.shown_name == "settings")


def test_a_command_is_found_by_what_its_button_says(user: User) -> None:
    user.window.show_page("users")
    user.wait(lambda: user.page.view.hasFocus() and user.window.commands["user.active"].isEnabled())
    user.press("Ctrl+Shift+P")
    user.write("active")
    assert "Allow or Stop Signing In" in offered(user)


def test_what_is_used_most_comes_first(user: User) -> None:
    for _ in range(2):
        user.window.commands["view.sidebar"].trigger()
    user.press("Ctrl+Shift+P")
    assert offered(user)[0] == "Collapse Sidebar"


def test_moving_about_is_no_use_that_counts(user: User) -> None:
    user.press("Ctrl+B")
    user.press("Down", times=3)
    user.press("Ctrl+Shift+P")
    assert offered(user)[0] == "Collapse Sidebar"
    assert "Down" not in offered(user)[:5]


def test_letters_side_by_side_come_before_scattered_ones(user: User) -> None:
    user.press("Ctrl+Del")
    user.wait(lambda: user.page.model.count == 2 and user.window.commands["edit.undo"].isEnabled())
    user.press("Ctrl+Shift+P")
    user.write("ndo")
    assert offered(user)[0].startswith("Undo")


def test_a_command_that_makes_no_sense_now_is_not_offered(user: User) -> None:
    user.press("Ctrl+Shift+P")
    assert "Forward" not in offered(user)


def test_a_command_that_makes_no_sense_now_is_told_to_be_there(user: User) -> None:
    user.press("Ctrl+Shift+P")
    user.write("forward")
    assert chooser(user).note.text() == "“Forward” cannot be done here or now"
    user.press("Ctrl+A")
    user.write("xyzzy")
    assert chooser(user).note.text() == "No command is called like that"
    user.press("Ctrl+A")
    user.write("undo")
    assert offered(user)[0].startswith("Undo")
    assert not chooser(user).note.isVisible()


def test_going_to_a_page_and_back_and_forward(user: User) -> None:
    user.press("Ctrl+K")
    user.write("use")
    assert offered(user)[0] == "Users"
    user.press("Return")
    user.wait(lambda: user.window.shown_name == "users")
    user.press("Alt+Left")
    user.wait(lambda: user.window.shown_name == "items")
    assert not user.window.commands["go.back"].isEnabled()
    user.press("Alt+Right")
    user.wait(lambda: user.window.shown_name == "users")


def test_going_to_a_record(user: User) -> None:
    user.press("Ctrl+PgDown")
    user.wait(lambda: user.page.model.is_loaded and user.page.view.hasFocus())
    user.press("Ctrl+K")
    user.write("rop")
    user.wait(lambda: "Rope" in offered(user))
    user.press("Down", times=offered(user).index("Rope"))
    user.press("Return")
    user.wait(lambda: user.window.shown_name == "items" and user.cell == "Rope")


def test_a_search_that_finds_nothing_says_so(user: User) -> None:
    user.press("Ctrl+K")
    user.write("xyzzy")
    user.wait(lambda: chooser(user).note.text() == "Nothing is called like that")


def test_typing_in_the_sheet_of_keys_narrows_it(user: User) -> None:
    from gui.dialogs.shortcuts import ShortcutsDialog

    user.press("F1")
    sheet: ShortcutsDialog = user.dialog(ShortcutsDialog)
    user.write("undo")
    everything = Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive
    shown = [item.text(0) for item in sheet.list.findItems("", everything) if not item.isHidden()]
    assert "Undo" in shown
    assert "Quit" not in shown
    user.press("Esc")
    user.wait_closed(sheet)


def test_a_changed_key_works_at_once(user: User) -> None:
    editor = KeyEditor(user.window.commands, user.window)
    chosen: list[dict[str, tuple[str, ...]]] = []
    editor.chosen.connect(chosen.append)
    editor.choose("view.sidebar")
    editor.keys.setKeySequence(QKeySequence("Ctrl+J"))
    editor.set_button.click()
    assert chosen == [{"view.sidebar": ("Ctrl+J",)}]
    user.page.view.setFocus()
    user.press("Ctrl+J")
    assert user.window.sidebar.is_collapsed
    user.press("Ctrl+B")
    assert user.window.sidebar.is_collapsed
    editor.choose("view.sidebar")
    editor.reset_button.click()
    assert chosen[-1] == {}
    user.press("Ctrl+B")
    assert not user.window.sidebar.is_collapsed


def test_a_key_that_is_taken_is_refused_with_its_owner(user: User) -> None:
    editor = KeyEditor(user.window.commands, user.window)
    editor.choose("view.sidebar")
    editor.keys.setKeySequence(QKeySequence("Ctrl+F"))
    editor.set_button.click()
    assert "Search" in editor.problem.text()
    assert user.window.commands.keys == {}


def test_clashes_are_listed() -> None:
    assert clashes({}) == {}
    assert clashes({"view.sidebar": ("Ctrl+F",)}) == {"Ctrl+F": ["view.sidebar", "view.search"]}


def test_of_two_commands_that_were_given_one_key_the_first_has_it() -> None:
    keys = {"view.sidebar": ("Ctrl+J",), "edit.undo": ("Ctrl+J", "Ctrl+U")}
    assert keys_of(COMMANDS["view.sidebar"], keys) == ("Ctrl+J",)
    assert keys_of(COMMANDS["edit.undo"], keys) == ("Ctrl+U",)


def test_a_command_may_have_no_key() -> None:
    assert keys_of(COMMANDS["view.sidebar"], {"view.sidebar": ()}) == ()


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [("gs", "Go Settings", "Give up"), ("ex", "Export…", "Next pane"), ("new", "New…", "Renew words")],
)
def test_what_fits_better_counts_more(typed: str, better: str, worse: str) -> None:
    assert (score(typed, better) or 0) > (score(typed, worse) or 0)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("theme", "Light or Dark"),
        ("dark mode", "Light or Dark"),
        ("erase", "Delete"),
        ("exit", "Quit"),
        ("preferences", "Settings"),
        ("delete", "Delete"),
        ("delte", "Delete"),
        ("dleete", "Delete"),
        ("dekete", "Delete"),
        ("deleete", "Delete"),
        ("thmee", "Light or Dark"),
        ("apearance", "Light or Dark"),
    ],
)
def test_a_command_is_found_by_its_everyday_word_and_with_one_letter_mistaken(
    user: User, typed: str, first: str
) -> None:
    user.press("Ctrl+Shift+P")
    user.write(typed)
    assert offered(user)[0] == first


def test_settings_are_found_by_the_word_theme(user: User) -> None:
    user.press("Ctrl+Shift+P")
    user.write("theme")
    assert offered(user)[:2] == ["Light or Dark", "Settings"]


@pytest.mark.parametrize(("typed", "name"), [("nwe", "New"), ("xyzzy", "Next"), ("dxxete", "Delete")])
def test_more_mistakes_or_few_letters_do_not_fit(typed: str, name: str) -> None:
    assert score(typed, name, is_lenient=True) is None


def test_letters_in_another_order_do_not_fit() -> None:
    assert score("ba", "abc") is None


def test_the_look_changes_by_key_and_is_remembered(user: User, open_desk: Callable[..., User]) -> None:
    from gui.theme import current, theme

    theme().choose("light")
    user.press("Ctrl+Shift+T")
    assert current().is_dark
    user.press("Ctrl+Q")
    user.wait(lambda: not user.window.isVisible())
    theme().choose("light")
    open_desk()
    assert current().is_dark
    theme().choose("system")


def test_where_one_can_go_is_shown_with_pictures_and_without_keys(user: User) -> None:
    user.press("Ctrl+K")
    user.write("la")
    user.wait(lambda: "Lamp" in offered(user))
    found = choices(user)
    assert [choice.text for choice in found if choice.keys] == []
    assert [choice.text for choice in found if not exists(choice.icon)] == []
    assert next(choice.side for choice in found if choice.text == "Lamp") == "Items"


def test_saved_views_are_shown_with_a_picture_and_what_they_search_for(user: User) -> None:
    user.press("Ctrl+F")
    user.write("title:la")
    user.window.commands["views.save"].trigger()
    dialog = user.dialog(AskLine)
    user.write("Lamps")
    user.press("Return")
    user.wait_closed(dialog)
    user.wait(lambda: not user.window.operations.tasks.is_busy)
    user.window.commands["views.choose"].trigger()
    user.wait(lambda: offered(user) == ["Lamps"])
    assert choices(user) == [Choice("Lamps", choices(user)[0].value, detail="title:la", icon="bookmark")]
    user.press("Esc")
