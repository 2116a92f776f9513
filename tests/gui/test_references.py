"""References are typed by name into cells: what is pressed while a name is looked up waits, in its order."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QListView, QWidget

from core.bootstrap import Application
from core.context import Context
from core.query.ast import Query
from core.services.contract import Core as Service
from gui import use_cases
from gui.form.editors.reference_editor import VISIBLE, ReferenceEditor
from gui.form.record_pane import RecordPane
from gui.table.cell_editor import CellEditor
from gui.theme import current
from tests.gui.person import User

Core = tuple[Application, Context]


def column(user: User, name: str) -> int:
    return [facts.name for facts in user.page.model.columns].index(name)


def go_to(user: User, name: str) -> None:
    user.press("Ctrl+Home")
    user.press("Home")
    user.press("Right", times=column(user, name))


def shown(user: User, name: str) -> list[str]:
    """What the rows say in a column."""
    return user.titles(column(user, name))


def opened(user: User) -> CellEditor:
    """The cell that is being edited."""
    editor = user.page.editing.open_editor
    assert editor is not None
    return editor


def looked_up(user: User) -> bool:
    editor = opened(user).editor
    assert isinstance(editor, ReferenceEditor)
    return editor.is_found and not editor.is_settling


def marked(popup: QWidget) -> str | None:
    """The name that is marked in the list."""
    assert isinstance(popup, QListView)
    return popup.currentIndex().data()


def stored(core: Core, name: str) -> list[Any]:
    """What is stored in a field, in the order of the rows."""
    application, context = core
    return [getattr(row, name) for row in application.service("gadgets").list(context, Query()).data]


def add(core: Core, *names: str) -> None:
    """More categories."""
    application, context = core
    service = application.service("categories")
    service.create_many(context, [service.entity.new({"name": name}) for name in names])


@pytest.fixture
def slow(gadgets: User, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Names are not found before this is set."""
    gate, find = threading.Event(), use_cases.find_records

    def slowly(*, resource: str, text: str) -> Callable[[Service, Context], use_cases.Found]:
        work = find(resource=resource, text=text)
        return lambda core, context: (gate.wait(10), work(core, context))[1]

    monkeypatch.setattr(use_cases, "find_records", slowly)
    yield gate
    gate.set()
    gadgets.wait(lambda: not gadgets.desk.operations.tasks.is_busy)


def test_the_value_above_is_what_was_typed_there(gadgets: User, slow: threading.Event) -> None:
    go_to(gadgets, "category_id")
    gadgets.write("Tools")
    gadgets.press("Return")
    gadgets.press("Ctrl+'")
    gadgets.press("Down")
    slow.set()
    gadgets.wait(lambda: shown(gadgets, "category_id") == ["Tools", "Tools", "–", "–", "–"])
    gadgets.wait(lambda: gadgets.page.view.currentIndex().row() == 2)


def test_a_row_is_saved_with_all_that_was_typed(gadgets: User, slow: threading.Event, core: Core) -> None:
    go_to(gadgets, "category_id")
    gadgets.write("Tools")
    gadgets.press("Shift+Backtab")
    gadgets.press("Shift+Backtab")
    gadgets.write("sold out")
    gadgets.press("Shift+Backtab")
    gadgets.press("Ctrl+S")
    slow.set()
    gadgets.wait(lambda: stored(core, "status")[0] == "sold out")
    assert stored(core, "category_id")[0] is not None
    assert (shown(gadgets, "category_id")[0], shown(gadgets, "status")[0]) == ("Tools", "Sold out")


@pytest.mark.parametrize("more", [0, 20])
def test_the_marked_name_is_filled_inside_the_frame(gadgets: User, core: Core, more: int) -> None:
    add(core, *(f"Category {number}" for number in range(more)))
    go_to(gadgets, "category_id")
    gadgets.press("F2")
    gadgets.press("F4")
    popup = gadgets.popup()
    assert isinstance(popup, QListView)
    assert popup.model().rowCount() > more
    lines = min(VISIBLE, 2 + more)
    assert popup.viewport().height() == lines * popup.sizeHintForRow(0)
    assert popup.verticalScrollBar().isVisible() == (more > VISIBLE)
    gadgets.press_in(popup, "Esc")
    gadgets.write("Too")
    gadgets.wait(lambda: looked_up(gadgets) and QApplication.activePopupWidget() is popup and marked(popup) == "Tools")
    assert popup.selectionModel().selectedIndexes() == []
    line = popup.visualRect(popup.currentIndex()).translated(popup.viewport().pos())
    assert popup.rect().adjusted(4, 2, -4, -2).contains(line)
    fill = popup.grab().toImage().pixelColor(line.right() - 8, line.center().y())
    assert fill.name() == current().color.accent_soft
    gadgets.press_in(popup, "Return")
    assert shown(gadgets, "category_id")[0] == "Tools", "what is filled is taken"
    gadgets.wait(lambda: not gadgets.desk.operations.tasks.is_busy)


@pytest.mark.parametrize("command", ["Ctrl+S", "Return", "F5"])
def test_a_command_waits_for_the_name(gadgets: User, slow: threading.Event, command: str) -> None:
    """Whatever it is: it is done to what was typed."""
    go_to(gadgets, "category_id")
    gadgets.write("Tools")
    gadgets.press(command)
    gadgets.press("Ctrl+S")
    slow.set()
    gadgets.press("Return")
    gadgets.wait(lambda: shown(gadgets, "category_id")[0] == "Tools")


def test_typing_goes_on_while_a_name_is_looked_up(gadgets: User, slow: threading.Event) -> None:
    go_to(gadgets, "category_id")
    gadgets.write("Toolx")
    gadgets.press("Backspace")
    gadgets.press("Shift+Left")
    gadgets.write("ls")
    assert opened(gadgets).editor.typed_text() == "Tools"
    gadgets.press("Return")
    slow.set()
    gadgets.wait(lambda: shown(gadgets, "category_id")[0] == "Tools")


def test_escape_ends_the_waiting_and_the_edit(gadgets: User, slow: threading.Event) -> None:
    go_to(gadgets, "category_id")
    gadgets.write("Tools")
    gadgets.press("Tab")
    gadgets.write("x")
    gadgets.press("Esc")
    assert gadgets.page.editing.open_editor is None
    slow.set()
    gadgets.wait(lambda: not gadgets.desk.operations.tasks.is_busy)
    assert (shown(gadgets, "category_id")[0], len(gadgets.page.model.drafts)) == ("–", 0)


def test_who_clicks_elsewhere_keeps_the_name_and_types_there(gadgets: User, slow: threading.Event) -> None:
    view = gadgets.page.view
    go_to(gadgets, "category_id")
    gadgets.write("Tools")
    gadgets.click(view.viewport(), view.visualRect(view.rows.index(2, column(gadgets, "status"))).center())
    gadgets.write("sold")
    gadgets.press("Return")
    slow.set()
    gadgets.wait(lambda: shown(gadgets, "status")[2] == "Sold out")
    gadgets.wait(lambda: shown(gadgets, "category_id")[0] == "Tools")


def test_a_name_that_fails_says_what_became_of_what_was_typed_after_it(gadgets: User, slow: threading.Event) -> None:
    go_to(gadgets, "category_id")
    gadgets.write("Nowhere")
    gadgets.press("Return")
    gadgets.write("Kitchen")
    gadgets.press("Ctrl+S")
    slow.set()
    editor = opened(gadgets)
    gadgets.wait(editor.bubble.isVisible)
    assert editor.bubble.text().startswith("Category: no category of that name was found: type")
    assert gadgets.said == "What you typed after “Category” was not taken."
    assert editor.editor.typed_text() == "Nowhere"
    gadgets.press("Esc")
    assert shown(gadgets, "category_id") == ["–"] * 5


def test_it_is_said_while_typing_that_nothing_is_called_so(gadgets: User) -> None:
    go_to(gadgets, "category_id")
    gadgets.write("To")
    gadgets.wait(lambda: looked_up(gadgets))
    bubble = opened(gadgets).bubble
    assert not bubble.isVisible()
    gadgets.write("x")
    gadgets.wait(bubble.isVisible)
    assert "no category of that name" in bubble.text()
    gadgets.press("Backspace")
    gadgets.wait(lambda: looked_up(gadgets))
    assert not bubble.isVisible()
    gadgets.press("Esc", times=2)


def test_it_is_said_while_typing_in_a_form_that_nothing_is_called_so(gadgets: User) -> None:
    gadgets.press("Space")
    pane = gadgets.window.panel
    gadgets.wait(lambda: isinstance(pane.content, RecordPane))
    assert isinstance(pane.content, RecordPane)
    gadgets.focus_editor(pane.content, "category_id")
    gadgets.write("Nowhere")
    problem = pane.content.form.problems["category_id"]
    gadgets.wait(problem.isVisible)
    assert problem.text().startswith("No category of that name was found")
    gadgets.press("Ctrl+A")
    gadgets.write("Tools")
    gadgets.wait(lambda: not problem.isVisible())
    gadgets.press("Esc", times=2)


def test_it_is_said_that_there_is_nothing_to_choose_yet(gadgets: User, core: Core) -> None:
    application, context = core
    categories = application.service("categories")
    categories.delete(context, [row.id for row in categories.window(context, Query(), 0, 9).rows])
    go_to(gadgets, "category_id")
    gadgets.press("F2")
    gadgets.press("Down")
    gadgets.wait(lambda: "has nothing to choose from yet: add a category first" in opened(gadgets).bubble.text())
    gadgets.press("Esc")
    assert gadgets.page.editing.open_editor is None


def test_a_name_that_fails_without_more_typed_says_just_that(gadgets: User, slow: threading.Event) -> None:
    go_to(gadgets, "category_id")
    gadgets.write("Nowhere")
    gadgets.press("Return")
    slow.set()
    gadgets.wait(opened(gadgets).bubble.isVisible)
    assert gadgets.said == ""
    gadgets.press("Esc")


def test_a_name_is_chosen_among_those_there_are_and_not_those_found_before(gadgets: User, core: Core) -> None:
    go_to(gadgets, "category_id")
    gadgets.write("tools")
    gadgets.wait(lambda: looked_up(gadgets))
    add(core, "TOOLS")
    gadgets.press("Backspace")
    gadgets.write("s")
    gadgets.press("Return")
    gadgets.wait(opened(gadgets).bubble.isVisible)
    assert opened(gadgets).bubble.text() == "Category: is the name of more than one record: choose one from the list"
    gadgets.press("Esc")


def test_the_name_as_it_is_written_goes_before_those_that_differ_in_case(gadgets: User, core: Core) -> None:
    add(core, "TOOLS")
    go_to(gadgets, "category_id")
    gadgets.write("TOOLS")
    gadgets.press("Return")
    gadgets.wait(lambda: shown(gadgets, "category_id")[0] == "TOOLS")


def test_the_whole_name_is_found_among_any_number_that_contain_it(gadgets: User, core: Core) -> None:
    add(core, *(f"A box of Tools {number}" for number in range(use_cases.FOUND + 10)))
    go_to(gadgets, "category_id")
    gadgets.write("Tools")
    gadgets.press("Return")
    gadgets.wait(lambda: shown(gadgets, "category_id")[0] == "Tools")


@pytest.fixture
def listed(gadgets: User) -> User:
    """Somebody who typed a name and sees the list of those that fit; what they press goes to that list first."""
    go_to(gadgets, "category_id")
    gadgets.write("Tools")
    gadgets.wait(QApplication.activePopupWidget)
    return gadgets


@pytest.mark.parametrize("keys", ["Tab", "Shift+Backtab", "Return", "Ctrl+Return", "Ctrl+S"])
def test_keys_pressed_in_the_list_of_names_do_what_they_do_in_the_cell(listed: User, keys: str) -> None:
    listed.press_in(listed.popup(), keys)
    listed.wait(lambda: shown(listed, "category_id")[0] == "Tools")
    assert (listed.page.editing.open_editor, QApplication.activePopupWidget()) == (None, None)
    assert listed.focus is listed.page.view


@pytest.mark.parametrize("marks", [(), ("Down",)])
def test_tab_takes_the_name_that_is_marked_in_the_list(gadgets: User, marks: tuple[str, ...]) -> None:
    go_to(gadgets, "category_id")
    gadgets.write("Kit")
    popup = gadgets.popup()
    for key in marks:
        gadgets.press_in(popup, key)
    gadgets.press_in(popup, "Tab")
    gadgets.wait(lambda: shown(gadgets, "category_id")[0] == "Kitchen")
    assert gadgets.page.editing.open_editor is None


@pytest.mark.parametrize("keys", ["Tab", "Return"])
@pytest.mark.parametrize("typed", ["itc", "ITCHEN"])
def test_the_only_name_that_fits_is_marked_and_taken(gadgets: User, core: Core, typed: str, keys: str) -> None:
    """Wherever in it the text stands; the key then does what it does in the cell."""
    go_to(gadgets, "category_id")
    gadgets.write(typed)
    popup = gadgets.popup()
    assert marked(popup) == "Kitchen"
    gadgets.press_in(popup, keys)
    gadgets.wait(lambda: shown(gadgets, "category_id")[0] == "Kitchen")
    assert (gadgets.page.editing.open_editor, gadgets.focus) == (None, gadgets.page.view)
    assert gadgets.page.view.currentIndex().row() == (1 if keys == "Return" else 0)
    gadgets.wait(lambda: keys == "Tab" or stored(core, "category_id")[0] is not None)


def test_the_only_name_that_fits_is_taken_before_it_is_listed(gadgets: User, slow: threading.Event) -> None:
    go_to(gadgets, "category_id")
    gadgets.write("itc")
    gadgets.press("Return")
    slow.set()
    gadgets.wait(lambda: shown(gadgets, "category_id")[0] != "–")
    assert shown(gadgets, "category_id")[0] == "Kitchen"


@pytest.mark.parametrize("keys", ["Tab", "Return"])
def test_of_several_names_that_fit_the_first_that_begins_so_is_taken(gadgets: User, core: Core, keys: str) -> None:
    add(core, "Kitten", "A kitten")
    go_to(gadgets, "category_id")
    gadgets.write("kit")
    popup = gadgets.popup()
    assert marked(popup) == "Kitten"
    gadgets.press_in(popup, keys)
    gadgets.wait(lambda: shown(gadgets, "category_id")[0] == "Kitten")


def test_the_letter_that_opens_the_editor_marks_what_begins_with_it(gadgets: User, core: Core) -> None:
    add(core, "A kitten")
    go_to(gadgets, "category_id")
    gadgets.write("k")
    popup = gadgets.popup()
    assert marked(popup) == "Kitchen"
    gadgets.press_in(popup, "Tab")
    gadgets.wait(lambda: shown(gadgets, "category_id")[0] == "Kitchen")


@pytest.mark.parametrize("keys", ["Tab", "Return"])
def test_of_several_names_that_fit_none_is_taken_unseen(gadgets: User, core: Core, keys: str) -> None:
    add(core, "Kitten")
    go_to(gadgets, "category_id")
    gadgets.write("it")
    popup = gadgets.popup()
    assert marked(popup) is None
    gadgets.press_in(popup, keys)
    editor = opened(gadgets)
    gadgets.wait(editor.bubble.isVisible)
    assert editor.bubble.text() == "Category: fits several records: choose one with the arrow keys"
    gadgets.press("Down")
    gadgets.press_in(gadgets.popup(), "Down")
    gadgets.press_in(gadgets.popup(), keys)
    gadgets.wait(lambda: shown(gadgets, "category_id")[0] == "Kitten")


@pytest.mark.parametrize("keys", ["Tab", "Return"])
def test_the_whole_name_that_was_typed_counts_more_than_what_is_marked(gadgets: User, core: Core, keys: str) -> None:
    add(core, "Tool")
    go_to(gadgets, "category_id")
    gadgets.write("Tool")
    gadgets.wait(lambda: looked_up(gadgets))
    gadgets.press_in(gadgets.popup(), keys)
    gadgets.wait(lambda: shown(gadgets, "category_id")[0] == "Tool")


@pytest.mark.parametrize("keys", ["Tab", "Return"])
def test_of_two_records_of_a_name_one_is_marked_by_the_person(gadgets: User, core: Core, keys: str) -> None:
    add(core, "TOOLS")
    go_to(gadgets, "category_id")
    gadgets.write("tools")
    gadgets.wait(lambda: looked_up(gadgets))
    gadgets.press_in(gadgets.popup(), keys)
    gadgets.wait(opened(gadgets).bubble.isVisible)
    gadgets.press("Down")
    for key in ("Down", "Down", keys):
        gadgets.press_in(gadgets.popup(), key)
    gadgets.wait(lambda: shown(gadgets, "category_id")[0].casefold() == "tools")


def test_letters_typed_in_the_list_of_names_wait_as_well(gadgets: User, core: Core) -> None:
    go_to(gadgets, "category_id")
    gadgets.write("Kit")
    popup = gadgets.popup()
    for letter in "chen":
        gadgets.press_in(popup, letter)
    gadgets.press_in(popup, "Tab")
    gadgets.wait(lambda: shown(gadgets, "category_id")[0] == "Kitchen")


def test_tab_leads_from_the_list_of_names_to_the_next_field_of_a_form(gadgets: User) -> None:
    gadgets.press("Ctrl+N")
    form: RecordPane = gadgets.dialog(RecordPane)
    gadgets.write("Lamp")
    gadgets.focus_editor(form, "category_id")
    gadgets.write("Kit")
    popup = gadgets.popup()
    gadgets.press_in(popup, "Down")
    gadgets.press_in(popup, "Tab")
    assert QApplication.activePopupWidget() is None
    assert not form.form.editors["category_id"].isAncestorOf(gadgets.focus)
    gadgets.press("Ctrl+S")
    gadgets.wait_closed(form)
    gadgets.wait(lambda: shown(gadgets, "category_id")[0] == "Kitchen")


def test_enter_in_the_list_of_names_takes_one_in_a_form_and_stays_there(gadgets: User) -> None:
    gadgets.press("Ctrl+N")
    form: RecordPane = gadgets.dialog(RecordPane)
    gadgets.write("Lamp")
    gadgets.focus_editor(form, "category_id")
    gadgets.write("itc")
    popup = gadgets.popup()
    assert marked(popup) == "Kitchen"
    gadgets.press_in(popup, "Return")
    editor = form.form.editors["category_id"]
    assert (editor.typed_text(), editor.isAncestorOf(gadgets.focus)) == ("Kitchen", True)
    gadgets.press("Ctrl+S")
    gadgets.wait_closed(form)
    gadgets.wait(lambda: shown(gadgets, "category_id")[0] == "Kitchen")


def test_a_name_is_pasted_in_any_case(gadgets: User) -> None:
    go_to(gadgets, "category_id")
    QApplication.clipboard().setText("tools\nKITCHEN")
    gadgets.press("Ctrl+V")
    gadgets.wait(lambda: shown(gadgets, "category_id")[:2] == ["Tools", "Kitchen"])


def test_the_name_that_was_typed_is_marked_before_longer_ones(gadgets: User, core: Core) -> None:
    add(core, *(f"Bay {number}" for number in range(1, 31)), "A Bay 1")  # the newest come first otherwise
    go_to(gadgets, "category_id")
    gadgets.write("bay 1")
    gadgets.wait(lambda: looked_up(gadgets))
    popup = gadgets.popup()
    gadgets.wait(lambda: marked(popup) == "Bay 1")
    assert isinstance(popup, QListView)
    names = [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())]
    assert names == ["Bay 1", *(f"Bay {number}" for number in range(19, 9, -1)), "A Bay 1"]
    gadgets.press("Return")
    gadgets.wait(lambda: shown(gadgets, "category_id")[0] == "Bay 1")
