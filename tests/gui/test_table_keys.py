"""Every key of the table does what it says, with nothing but the keyboard."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from core.bootstrap import Application
from core.context import Context
from core.query.ast import Query
from core.services.contract import Core as Service
from gui import use_cases
from gui.actions import COMMANDS, MOVES, command_text
from gui.dialogs.ask_line import AskLine
from gui.dialogs.shortcuts import ShortcutsDialog
from tests.gui.person import User

Core = tuple[Application, Context]
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


def test_control_shift_and_arrows_extend_to_the_edge(user: User) -> None:
    user.press("Down", times=4)
    user.press("Ctrl+Shift+Down")
    assert block(user) == (4, 0, ROWS - 1, 0)
    user.press("Ctrl+Shift+Up")
    assert block(user) == (0, 0, 4, 0)
    user.press("Ctrl+Shift+Right")
    assert block(user)[:3] == (0, 0, 4)
    assert block(user)[3] > 0
    user.press("Ctrl+Shift+Left")
    assert block(user) == (0, 0, 4, 0)


def test_extending_to_the_edge_stops_where_the_filled_cells_end(user: User, core: Core) -> None:
    application, context = core
    service = application.service("items")
    rows = service.window(context, Query(), 0, ROWS).rows
    service.update_many(context, [row.id for row in rows[2:6]], service.entity.change({"description": "text"}))
    user.wait(lambda: user.page.model.text(5, 1) == "text")
    user.press("Right")
    user.press("Down", times=2)
    user.press("Ctrl+Shift+Down")
    user.wait(lambda: block(user) == (2, 1, 5, 1))
    user.press("Down")
    user.press("Ctrl+Up")
    user.wait(lambda: place(user) == (5, 1))


@pytest.fixture
def counting(user: User, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Somebody searches, and the rows found are not counted before this is set."""
    gate, count = threading.Event(), use_cases.count_rows

    def slowly(*, resource: str, query: Query) -> Callable[[Service, Context], int]:
        work = count(resource=resource, query=query)
        return lambda core, context: (gate.wait(10), work(core, context))[1]

    monkeypatch.setattr(use_cases, "count_rows", slowly)
    user.press("Ctrl+F")
    user.write("Item")
    user.press("Return")
    user.wait(lambda: user.page.model.query == user.page.query and not user.page.model.is_counted)
    assert user.page.model.count < ROWS
    yield gate
    gate.set()
    user.wait(lambda: not user.desk.operations.tasks.is_busy)


@pytest.mark.parametrize("keys", ["Ctrl+End", "Ctrl+Down", "Ctrl+Shift+End", "Ctrl+Shift+Down"])
def test_the_end_is_the_real_one_although_it_is_not_counted_yet(
    user: User, counting: threading.Event, keys: str
) -> None:
    user.press(keys)
    counting.set()
    user.wait(lambda: place(user)[0] == ROWS - 1)
    assert user.page.view.selection.ranges() == [range(0 if "Shift" in keys else ROWS - 1, ROWS)]


def test_who_goes_on_meanwhile_is_not_taken_to_the_end(user: User, counting: threading.Event) -> None:
    user.press("Ctrl+End")
    user.press("Ctrl+Home")
    counting.set()
    user.wait(lambda: user.page.model.is_counted)
    assert place(user) == (0, 0)


@pytest.mark.parametrize("keys", ["Ctrl+A", "Ctrl+Space"])
def test_everything_is_selected_although_it_is_not_counted_yet(
    user: User, counting: threading.Event, keys: str
) -> None:
    user.press(keys)
    counting.set()
    user.wait(lambda: user.page.model.count == ROWS)
    assert user.page.view.selection.ranges() == [range(ROWS)]


def test_f3_goes_to_the_next_cell_with_what_is_searched_for(user: User, core: Core) -> None:
    application, context = core
    service = application.service("items")
    rows = service.window(context, Query(), 0, ROWS).rows
    service.update_many(context, [rows[7].id], service.entity.change({"description": "see 0017"}))
    user.press("F3")
    assert user.focus is user.page.search.line
    user.write("0017")
    user.press("Return")
    user.wait(lambda: user.shows("Item 0007", "Item 0017"))
    user.press("Ctrl+Home")
    for keys, expected in (("F3", (0, 1)), ("F3", (1, 0)), ("F3", (0, 1)), ("Shift+F3", (1, 0)), ("Shift+F3", (0, 1))):
        user.press(keys)
        assert place(user) == expected
    user.press("Ctrl+F")
    user.press("F3")
    assert (place(user), user.focus) == ((1, 0), user.page.view)


def test_f3_stops_only_where_the_search_looks(user: User) -> None:
    """Not at the year in the column beside the titles."""
    model = user.page.model
    created = next(place for place, facts in enumerate(model.columns) if facts.name == "created_at")
    year = time.strftime("%y")
    user.press("Ctrl+F")
    user.write(year)
    user.press("Return")
    user.wait(lambda: model.is_counted and model.text(0, 0) == f"Item 00{year}")
    assert year in model.text(0, created)
    user.press("Ctrl+Home")
    for row in (1, 2, 3):
        user.press("F3")
        assert place(user) == (row, 0)


@pytest.mark.parametrize("keys", ["F1", "Ctrl+/"])
def test_the_sheet_of_keys_lists_every_command_and_finds_by_key(user: User, keys: str) -> None:
    user.press(keys)
    sheet: ShortcutsDialog = user.dialog(ShortcutsDialog)
    groups = [sheet.list.topLevelItem(place) for place in range(sheet.list.topLevelItemCount())]
    lines = {
        item.text(0): item for group in groups if group for n in range(group.childCount()) if (item := group.child(n))
    }
    assert {command_text(command) for command in COMMANDS.values()} <= set(lines)
    user.write("ctrl+shift+l")
    assert not lines["Filter Row"].isHidden()
    assert lines["Quit"].isHidden()
    user.press("Esc")
    user.wait_closed(sheet)


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


@pytest.mark.parametrize("keys", ["Shift+Down", "Ctrl+A"])
def test_after_esc_a_selection_begins_at_the_cursor(user: User, keys: str) -> None:
    user.press("Down")
    user.press(keys)
    user.press("Esc")
    row, column = place(user)
    user.press("Shift+Down")
    assert block(user) == (row, column, row + 1, column)


@pytest.mark.parametrize("way", ["key", "mouse"])
def test_who_goes_to_the_cell_of_the_cursor_begins_a_selection_there(user: User, way: str) -> None:
    view = user.page.view
    user.press("Down")
    user.press("Shift+Up")
    if way == "key":
        user.press("Ctrl+Home")
    else:
        user.click(view.viewport(), view.visualRect(view.currentIndex()).center())
    assert block(user) == (0, 0, 0, 0)
    user.press("Shift+Down")
    assert block(user) == (0, 0, 1, 0)


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


def test_the_next_empty_row_is_whole_in_view_after_one_was_typed(user: User) -> None:
    view, window = user.page.view, user.desk.window
    high = view.verticalHeader().defaultSectionSize()
    window.resize(window.width(), window.height() + high // 2 - view.viewport().height() % high)
    user.wait(lambda: view.viewport().height() % high == high // 2)
    user.press("Ins")
    user.write("New")
    user.press("Return")
    user.wait(lambda: user.page.model.count == ROWS + 1 and not user.desk.operations.tasks.is_busy)
    assert place(user) == (ROWS + 1, 0)
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))


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
    user.wait(lambda: [mark.ordinal if (mark := header.sort_mark(each)) else None for each in (0, 1)] == [2, 1])
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


def test_on_the_empty_row_keys_go_on_from_there(user: User) -> None:
    count = user.page.model.count
    user.press("Ins")
    user.press("Ctrl+Space")
    assert [(part.top(), part.bottom()) for part in user.page.view.selection.parts()] == [(0, count - 1)]
    status = user.window.status.summary
    user.wait(lambda: f"{count:,} rows selected" in status.text())
    assert user.page.view.currentIndex().row() == count - 1
    user.press("Ins")
    user.press("Shift+F10")
    user.press_in(user.popup(), "Esc")
    user.press("Ctrl+G")
    assert user.dialog(AskLine).entries.text("line") == str(count)
    user.write("1")
    user.press("Return")
    user.wait(lambda: user.page.view.currentIndex().row() == 0)


def test_an_open_editor_has_the_menu_of_its_text_and_of_its_column(user: User) -> None:
    user.press("F2")
    user.press("Shift+F10")
    texts = [action.text().replace("&", "") for action in user.popup().actions()]
    assert any(text.startswith("Paste") for text in texts)
    user.press_in(user.popup(), "Esc")
    user.wait(lambda: QApplication.activePopupWidget() is None)
    assert user.page.editing.open_editor is not None
    user.press("Ctrl+Shift+F10")
    assert user.window.commands["column.hide"] in user.popup().actions()
    user.press_in(user.popup(), "Esc")
