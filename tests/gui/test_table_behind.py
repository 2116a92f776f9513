"""What is pressed while a table is behind waits until it has caught up: nothing is dropped, nothing goes elsewhere."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from core.bootstrap import Application
from core.context import Context
from core.query.ast import Query, Sort
from gui.dialogs.ask_line import AskLine
from gui.dialogs.replace_dialog import ReplaceDialog
from gui.pages.settings import SettingsPage
from tests.gui.late import late
from tests.gui.person import User

Core = tuple[Application, Context]
COUNT = 2_000


@pytest.fixture
def items() -> list[str]:
    return [f"Item {number:04}" for number in range(COUNT)]


@pytest.fixture
def person(user: User) -> User:
    """Somebody in front of more rows than are read at once."""
    user.wait(lambda: user.page.model.is_counted and user.page.model.count == COUNT)
    return user


def titles(core: Core, *, last: bool = False) -> list[str]:
    """The first three titles that are stored, or the last three backwards."""
    application, context = core
    query = Query(sort=(Sort("title", descending=last),))
    window = application.service("items").window(context, query, 0, 3)
    place = [facts.name for facts in application.entities["items"].readable].index("title")
    return [row.values[place] for row in window.rows]


def rest(user: User) -> None:
    user.wait(lambda: not user.desk.operations.tasks.is_busy)


def test_what_is_typed_into_a_row_that_is_not_read_yet_is_all_there(person: User, core: Core) -> None:
    person.press("Ctrl+End")
    person.press("Home")
    assert person.page.model.row(COUNT - 1) is None
    person.write("zebra")
    person.press("Return")
    person.wait(lambda: person.titles()[COUNT - 1] == "zebra")
    rest(person)
    assert titles(core, last=True)[:2] == ["zebra", "Item 1998"]


def test_a_click_before_it_is_read_loses_nothing_of_it(person: User, core: Core) -> None:
    person.press("Ctrl+End")
    person.press("Home")
    person.write("zebra")
    assert person.page.waiting.is_under_way
    view = person.page.view
    person.click(view.viewport(), view.viewport().rect().center())  # what is there is not read either
    person.write("yak")
    rest(person)
    assert person.said == "The row that was clicked is elsewhere now: click again."
    person.press("Ctrl+S")
    rest(person)
    assert titles(core, last=True)[0] == "zebra"


def test_what_is_typed_after_a_click_that_waits_goes_into_what_was_clicked(filled: User) -> None:
    filled.press("Right")
    filled.write("beside")
    assert filled.page.waiting.is_under_way
    view, model = filled.page.view, filled.page.model
    filled.click(view.viewport(), view.visualRect(model.index(4, 1)).center())
    filled.write("clicked")
    filled.press("Ctrl+S")
    rest(filled)
    assert filled.titles(1) == ["–", "–", "beside", "–", "clicked"]
    assert not model.drafts


def test_typing_right_after_sorting_goes_where_the_cursor_goes(person: User, core: Core) -> None:
    person.press("Down", 2)
    person.press("F8")
    person.press("F8")
    person.press("Ctrl+End")
    person.press("Home")
    person.write("aaa")
    person.press("Ctrl+S")
    rest(person)
    assert titles(core) == ["aaa", "Item 0001", "Item 0002"]


def test_a_record_that_a_sort_takes_along_is_typed_into(person: User, core: Core) -> None:
    person.press("Down", 2)
    person.press("F8")
    person.press("F8")
    person.write("zzz")
    person.press("Ctrl+S")
    rest(person)
    assert titles(core, last=True)[0] == "zzz"
    assert "Item 0002" not in person.titles()


def test_what_is_pasted_right_after_copying_is_what_was_copied(person: User, core: Core) -> None:
    QGuiApplication.clipboard().setText("old")
    person.press("Ctrl+C")
    person.press("Down")
    person.press("Ctrl+V")
    person.press("Down")
    person.write("next")
    person.press("Ctrl+S")
    rest(person)
    assert titles(core) == ["Item 0000", "Item 0000", "Item 0003"]
    assert person.titles()[:4] == ["Item 0000", "Item 0000", "next", "Item 0003"]


def test_what_is_cut_is_pasted_although_the_cursor_went_on(gadgets: User) -> None:
    QGuiApplication.clipboard().setText("old")
    names = [facts.name for facts in gadgets.page.model.columns]
    notes = names.index("notes")
    gadgets.press("Right", notes)
    gadgets.write("here")
    gadgets.press("Return")
    gadgets.press("Up")
    rest(gadgets)
    gadgets.press("Ctrl+X")
    gadgets.press("Down")
    gadgets.press("Ctrl+V")
    gadgets.press("Down")
    gadgets.wait(lambda: gadgets.titles(notes)[:2] == ["–", "here"])
    rest(gadgets)
    assert not gadgets.page.model.drafts


def test_the_value_above_is_the_one_that_was_just_pasted(person: User, core: Core) -> None:
    QGuiApplication.clipboard().setText("aaa")
    person.press("Ctrl+V")
    person.press("Down")
    person.press("Ctrl+'")
    person.press("Down")
    rest(person)
    assert titles(core) == ["aaa", "aaa", "Item 0002"]


@pytest.fixture
def filled(gadgets: User) -> User:
    """Somebody who has just filled three cells, and goes on to another one."""
    gadgets.press("Shift+Down", 2)
    gadgets.press("Ctrl+D")
    return gadgets


def type_beside(user: User, text: str) -> None:
    user.press("Right")
    user.write(text)
    user.press("Return")
    user.press("Down")
    rest(user)


def test_one_s_own_change_is_not_somebody_else_s(filled: User) -> None:
    type_beside(filled, "beside")
    assert "Someone else" not in filled.said
    assert not filled.page.model.drafts
    assert filled.titles(1)[2] == "beside"
    assert filled.titles()[:3] == ["Gadget 1"] * 3


def test_nor_is_what_was_undone(filled: User) -> None:
    filled.wait(lambda: filled.titles()[1] == "Gadget 1")
    rest(filled)
    filled.press("Ctrl+Z")
    type_beside(filled, "beside")
    assert not filled.page.model.drafts
    assert (filled.titles()[1], filled.titles(1)[2]) == ("Gadget 2", "beside")


def test_typing_right_after_deleting_goes_into_the_next_record(person: User, core: Core) -> None:
    person.press("Ctrl+Del")
    person.write("aaa")
    person.press("Ctrl+S")
    rest(person)
    assert titles(core) == ["aaa", "Item 0002", "Item 0003"]


def test_escape_takes_back_what_waits(person: User, core: Core) -> None:
    person.press("Ctrl+End")
    person.press("Home")
    person.write("zebra")
    person.press("Esc")
    rest(person)
    assert titles(core, last=True)[0] == f"Item {COUNT - 1}"
    assert person.page.editing.open_editor is None


def test_moving_about_waits_for_the_first_rows_alone(person: User, core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    person.press("Down", 2)
    gate = late(monkeypatch, "find_place")
    person.press("F8")
    person.press("F8")
    person.press("Down")
    person.wait(lambda: person.cell == f"Item {COUNT - 2}")
    person.write("zzz")
    person.press("Ctrl+S")
    person.wait(lambda: person.titles()[1] == "zzz")
    gate.set()
    rest(person)
    assert titles(core, last=True)[:2] == ["zzz", f"Item {COUNT - 1}"]


def test_what_acts_on_a_record_waits_for_it(
    person: User, core: Core, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.press("Down", 2)
    gate = late(monkeypatch, "find_place")
    person.press("F8")
    person.press("F8")
    person.write("z")
    qtbot.waitUntil(lambda: person.page.model.text(0, 0) == f"Item {COUNT - 1}")
    person.press("Esc")
    person.write("zzz")
    person.press("Ctrl+S")
    gate.set()
    rest(person)
    assert titles(core, last=True)[0] == "zzz"
    assert "Item 0002" not in person.titles()


def test_other_orders_and_pages_do_not_wait(person: User, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = late(monkeypatch, "read_window")
    person.press("F8")
    person.press("F8")
    person.press("Ctrl+K")
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    person.write("sett")
    person.press("Return")
    qtbot.waitUntil(lambda: isinstance(person.window.page, SettingsPage))
    gate.set()


def test_what_follows_a_command_that_asks_goes_into_its_dialog_and_the_rest_into_the_table(
    person: User, core: Core
) -> None:
    person.press("F8")
    person.press("Ctrl+End")
    person.press("Home")
    person.press("Ctrl+G")
    person.write("555")
    person.press("Return")
    person.write("aaa")
    person.press("Ctrl+S")
    person.wait(lambda: person.page.view.currentIndex().row() == 554)
    person.window.activateWindow()  # there is no window manager to do it
    person.wait(lambda: titles(core)[0] == "aaa")
    rest(person)
    assert "Item 0554" not in person.titles()


def test_a_dialog_that_refuses_has_what_follows(person: User, core: Core) -> None:
    person.press("F8")
    person.press("Ctrl+End")
    person.press("Ctrl+G")
    person.write("9999")
    person.press("Return")
    person.write("9")
    dialog = person.dialog(AskLine)
    person.wait(lambda: dialog.entries.text("line") == "9")  # what was refused is selected, and typed over
    person.press("Esc")
    person.wait_closed(dialog)
    assert titles(core)[0] == "Item 0000"


def test_find_and_replace_has_what_follows(person: User) -> None:
    person.press("F8")
    person.press("Ctrl+End")
    person.press("Ctrl+H")
    person.write("Item")
    dialog = person.dialog(ReplaceDialog)
    person.wait(lambda: person.focus.text() == "Item")  # pyright: ignore[reportAttributeAccessIssue]
    person.press("Esc")
    person.wait_closed(dialog)
