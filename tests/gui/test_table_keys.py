"""Every key of the table does what it says, with nothing but the keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QMenu

from gui.actions import COMMANDS, MOVES
from gui.dialogs.ask_line import AskLine
from tests.gui.person import User

ROWS = 300


@pytest.fixture
def items() -> list[str]:
    return [f"Item {number:04}" for number in range(ROWS)]


def place(user: User) -> tuple[int, int]:
    index = user.page.view.currentIndex()
    return index.row(), index.column()


def block(user: User) -> tuple[int, int, int, int]:
    """The selected rectangle: top, left, bottom, right."""
    (part,) = user.page.view.selection.parts()
    return part.top(), part.left(), part.bottom(), part.right()


def last_column(user: User) -> int:
    return len(user.page.model.columns) - 1


def test_arrows_home_end_and_corners(user: User) -> None:
    last = last_column(user)
    for keys, expected in (
        ("Down", (1, 0)),
        ("Right", (1, 1)),
        ("Up", (0, 1)),
        ("Left", (0, 0)),
        ("Left", (0, 0)),
        ("Up", (0, 0)),
        ("End", (0, last)),
        ("Home", (0, 0)),
        ("Ctrl+End", (ROWS - 1, last)),
        ("Ctrl+Home", (0, 0)),
        ("Ctrl+Down", (ROWS - 1, 0)),
        ("Ctrl+Up", (0, 0)),
    ):
        user.press(keys)
        assert place(user) == expected, keys


def test_page_keys_go_by_a_screen(user: User) -> None:
    shown = user.page.view.verticalScrollBar().pageStep()
    user.press("PgDown")
    down = place(user)[0]
    assert shown - 3 <= down <= shown
    user.press("Shift+PgDown")
    assert block(user) == (down, 0, 2 * down, 0)
    user.press("PgUp")
    assert place(user) == (down, 0)


def test_control_and_arrows_stop_at_the_edge_of_what_is_filled(user: User) -> None:
    user.press("Right")
    user.press("Ctrl+Down")
    user.wait(lambda: place(user) == (ROWS - 1, 1))
    user.press("Ctrl+Up")
    user.wait(lambda: place(user) == (0, 1))
    user.press("Ctrl+Left")
    assert place(user) == (0, 0)
    user.press("Ctrl+Right")
    assert place(user)[1] > 1


def test_shift_extends_and_plain_keys_begin_anew(user: User) -> None:
    user.press("Down", times=3)
    user.press("Shift+Right")
    user.press("Shift+Down", times=2)
    assert block(user) == (3, 0, 5, 1)
    user.press("Shift+Up", times=4)
    assert block(user) == (1, 0, 3, 1)
    user.press("Down")
    assert block(user) == (2, 1, 2, 1)
    user.press("Ctrl+Shift+End")
    assert block(user) == (2, 1, ROWS - 1, last_column(user))
    user.press("Ctrl+Shift+Home")
    user.press("Shift+Home")
    assert block(user) == (0, 0, 2, 1)


def test_row_column_and_everything(user: User) -> None:
    last = last_column(user)
    user.press("Down")
    user.press("Shift+Space")
    assert block(user) == (1, 0, 1, last)
    user.press("Right")
    user.press("Ctrl+Space")
    assert block(user) == (0, 1, ROWS - 1, 1)
    user.press("Ctrl+A")
    assert block(user) == (0, 0, ROWS - 1, last)
    user.press("Esc")
    assert block(user) == (*place(user), *place(user))


def test_tabs_run_and_enter_returns_to_where_they_began(user: User) -> None:
    user.press("Tab", times=2)
    assert place(user) == (0, 2)
    user.press("Return")
    assert place(user) == (1, 0)
    user.press("Shift+Tab")
    assert place(user) == (0, last_column(user))
    user.press("Tab")
    assert place(user) == (1, 0)
    user.press("Right")
    user.press("Return")
    assert place(user) == (2, 1)


def test_escape_gives_up_one_thing_at_a_time(user: User) -> None:
    user.press("Ctrl+F")
    user.write("Item 00")
    user.press("Return")
    user.wait(lambda: user.page.model.count < ROWS)
    user.press("Ctrl+Home")
    user.write("Typed")
    user.press("Tab")
    user.press("F2")
    user.press("Esc")
    assert user.titles()[0] == "Typed"
    user.press("Esc")
    assert user.titles()[0] == "Item 0000"
    user.press("Shift+Down")
    user.press("Esc")
    assert user.page.view.selection.is_single
    assert user.page.search.text() == "Item 00"
    user.press("Esc")
    user.wait(lambda: user.page.model.count == ROWS)


def test_go_to_row(user: User) -> None:
    user.press("Ctrl+G")
    dialog = user.dialog(AskLine)
    for nowhere in ("0", str(ROWS + 1), "ten"):
        user.press("Ctrl+A")
        user.write(nowhere)
        user.press("Return")
        assert dialog.isVisible()
        assert str(ROWS) in dialog.entries.fields["line"].problem.text()
    user.press("Ctrl+A")
    user.write("250")
    user.press("Return")
    user.wait_closed(dialog)
    assert place(user)[0] == 249


def test_a_second_column_joins_the_sort(user: User) -> None:
    user.press("Right")
    user.press("F8")
    user.press("Left")
    user.press("Shift+F8", times=2)
    header = user.page.view.header
    assert [mark.ordinal if (mark := header.sort_mark(column)) else None for column in (0, 1)] == [2, 1]
    user.wait(lambda: user.page.model.query == user.page.query and user.page.model.is_counted)
    user.press("Ctrl+Home")
    user.wait(lambda: user.cell == f"Item {ROWS - 1:04}")


def test_zoom_makes_rows_larger_and_back(user: User) -> None:
    view = user.page.view
    height, width = view.row_height, view.columnWidth(0)
    user.press("Ctrl++")
    assert view.row_height > height
    assert view.columnWidth(0) > width
    user.press("Ctrl+0")
    assert (view.row_height, view.columnWidth(0)) == (height, width)


def test_insert_and_typing_at_the_end_add_rows(user: User) -> None:
    user.press("Ins")
    assert place(user) == (ROWS, 0)
    user.write("First new")
    user.press("Return")
    user.write("Second new")
    user.press("Return")
    user.wait(lambda: user.page.model.count == ROWS + 2)
    user.wait(lambda: not len(user.page.model.drafts))
    assert place(user)[0] == ROWS + 2
    user.press("Ctrl+Z")
    user.wait(lambda: user.page.model.count == ROWS + 1)


def test_save_row_by_key_keeps_the_cursor_on_the_new_record(user: User) -> None:
    user.press("Ins")
    user.write("Brand new")
    user.press("Ctrl+S")
    user.wait(lambda: user.cell == "Brand new" and place(user) == (0, 0))


def test_the_cell_menu_opens_by_key(user: User) -> None:
    user.press("Shift+F10")
    menus: Callable[[], list[QMenu]] = lambda: [m for m in user.page.findChildren(QMenu) if m.isVisible()]  # noqa: E731
    user.wait(menus)
    user.press_in(menus()[0], "Esc")
    user.wait(lambda: not menus())


def test_every_move_is_carried_out_by_its_own_key(user: User) -> None:
    """No key is listed without effect: each is bound to the table and has somebody who carries it out."""
    handlers = user.page.handlers()
    shortcuts = {action.data(): action.shortcuts() for action in user.page.view.actions()}
    for command in MOVES:
        assert command.id in handlers, command.id
        assert [key.toString() for key in shortcuts[command.id]] == list(command.keys), command.id


def test_every_table_command_has_a_handler(user: User) -> None:
    missing = [name for name, command in COMMANDS.items() if command.in_table and name not in user.page.handlers()]
    assert missing == []
