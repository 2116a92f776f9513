"""Filters by key: the row, the values with counts, this cell; all of them one text with the search."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid

from core.bootstrap import Application
from core.context import Context
from core.query.ast import Query
from gui.table.filters.value_list import ValueList
from gui.widgets.sided_lines import SIDE
from tests.gui.person import User

Core = tuple[Application, Context]


@pytest.fixture
def items() -> list[str]:
    return ["Apple", "Apricot", "Banana", "Cherry", "Apple"]


def box_text(user: User, column: int = 0) -> str:
    return user.page.tools.filtering.row.boxes[column].text()


def open_row(user: User) -> None:
    user.press("Ctrl+Shift+L")
    assert user.focus is user.page.tools.filtering.row.boxes[0]


def test_what_is_typed_into_a_box_is_in_the_search(user: User) -> None:
    open_row(user)
    user.write("ap")
    user.wait(lambda: user.titles() == ["Apple", "Apricot", "Apple"])
    assert user.page.search.text() == "title:ap"
    user.press("Return")
    assert user.focus is user.page.view


def test_what_is_typed_into_the_search_is_in_the_boxes(user: User) -> None:
    open_row(user)
    user.press("Ctrl+F")
    user.write("title:ban free")
    assert box_text(user) == "ban"


def test_esc_empties_the_box_then_leaves_it(user: User) -> None:
    open_row(user)
    user.write("ban")
    user.wait(lambda: user.titles() == ["Banana"])
    user.press("Esc")
    user.wait(lambda: len(user.titles()) == 5)
    user.press("Esc")
    assert user.focus is user.page.view
    assert user.page.tools.filtering.row.isVisible()
    user.press("Ctrl+Shift+L", 2)
    assert not user.page.tools.filtering.row.isVisible()


def rename_out_of_the_filter(user: User) -> None:
    user.press("Ctrl+F")
    user.write("ap")
    user.press("Return")
    user.wait(lambda: user.titles() == ["Apple", "Apricot", "Apple"])
    user.press("Ctrl+Home")
    user.write("Pear")
    user.press("Return")


def test_a_row_that_no_longer_fits_goes_with_a_word(user: User) -> None:
    rename_out_of_the_filter(user)
    user.wait(lambda: user.titles() == ["Apricot", "Apple"])
    user.wait(lambda: "The row no longer fits the filter" in user.said)
    assert user.cell == "Apricot"
    user.press("Ctrl+Z")
    user.wait(lambda: user.titles() == ["Apple", "Apricot", "Apple"])


def test_it_is_said_no_longer_than_the_filter_stands(user: User) -> None:
    rename_out_of_the_filter(user)
    user.wait(lambda: "The row no longer fits the filter: Esc shows everything" in user.said)
    user.press("Esc")
    user.wait(lambda: len(user.titles()) == 5)
    assert user.said == ""


def test_tab_goes_to_the_next_box(user: User) -> None:
    open_row(user)
    user.press("Tab")
    assert user.focus is user.page.tools.filtering.row.boxes[1]
    user.press("Shift+Tab")
    assert user.focus is user.page.tools.filtering.row.boxes[0]


def test_a_mistake_is_marked_in_the_box_and_the_last_result_stays(user: User) -> None:
    open_row(user)
    user.write("ban")
    user.wait(lambda: user.titles() == ["Banana"])
    user.write(' "x')
    row = user.page.tools.filtering.row
    user.wait(row.bubble.isVisible)
    assert row.boxes[0].property("bad") == "true"
    assert user.titles() == ["Banana"]
    user.press("Backspace", 3)
    user.wait(lambda: not row.bubble.isVisible())


def test_the_row_stays_although_nothing_fits(user: User) -> None:
    open_row(user)
    user.write("zzz")
    user.wait(lambda: user.page.model.count == 0)
    assert user.focus is user.page.tools.filtering.row.boxes[0]
    assert user.page.view.isVisible()
    user.press("Esc")
    user.wait(lambda: user.page.model.count == 5)


def test_filter_by_this_cell(user: User) -> None:
    user.press("Ctrl+Shift+F")
    user.wait(lambda: user.titles() == ["Apple", "Apple"])
    assert user.page.search.text() == "title:=Apple"
    user.press("Right")
    user.press("Ctrl+Shift+F")
    user.wait(lambda: user.page.search.text() == "title:=Apple description:is:null")
    user.press("Esc")
    user.wait(lambda: len(user.titles()) == 5)


def values_of(user: User) -> ValueList:
    user.press("Alt+Down")
    found = user.page.tools.filtering.values
    assert found is not None
    user.wait(found.list.count)
    return found


def texts(found: ValueList) -> list[str]:
    items = [found.list.item(row) for row in range(found.list.count())]
    return [f"{item.text()} {item.data(SIDE)}" for item in items]


def test_values_with_counts_are_ticked_by_key(user: User) -> None:
    found = values_of(user)
    assert texts(found) == ["Apple 2", "Apricot 1", "Banana 1", "Cherry 1"]
    user.press("Down")
    user.press("Space")
    user.press("Down", 2)
    user.press("Space")
    user.press("Return")
    user.wait(lambda: user.titles() == ["Apple", "Banana", "Apple"])
    assert user.page.search.text() == "(title:=Apple or title:=Banana)"
    assert user.focus is user.page.view
    assert texts(values_of(user))[1] == "Apricot 1", "what the column itself is asked does not hide its values"
    user.press("Esc")


def test_the_values_say_what_can_be_pressed_where_the_keyboard_is(user: User) -> None:
    found = values_of(user)
    assert user.focus is found.line
    assert found.note.text() == "Down, then Space ticks; Enter filters"
    user.press("Down")
    assert found.note.text() == "Space ticks, Enter filters"
    user.press("Space")
    assert found.list.item(0).checkState() is Qt.CheckState.Checked
    user.press("Up")
    assert user.focus is found.line
    assert found.note.text() == "Down, then Space ticks; Enter filters"
    user.press("Esc")


def test_values_are_found_by_typing(user: User) -> None:
    found = values_of(user)
    user.write("che")
    user.wait(lambda: texts(found) == ["Cherry 1"])
    user.press("Return")
    user.wait(lambda: user.titles() == ["Cherry"])


@pytest.mark.parametrize("waits", [True, False], ids=["listed", "not listed yet"])
def test_enter_waits_for_the_values_that_were_typed(user: User, waits: bool) -> None:
    if waits:
        values_of(user)
    else:
        user.press("Alt+Down")
    user.write("che")
    user.press("Return")
    user.wait(lambda: user.titles() == ["Cherry"])
    assert user.page.search.text() == "title:=Cherry"
    assert user.focus is user.page.view


def test_enter_at_once_takes_the_first_value(user: User) -> None:
    user.press("Alt+Down")
    user.press("Return")
    user.wait(lambda: user.titles() == ["Apple", "Apple"])


def test_what_is_pressed_before_the_values_are_there_is_meant_for_them(user: User) -> None:
    values_of(user)
    user.write("ap")
    user.press("Down", 2)
    user.press("Return")
    user.wait(lambda: user.titles() == ["Apricot"])
    assert user.focus is user.page.view


def test_a_list_without_values_keeps_the_keyboard_and_fills_when_the_filter_goes(user: User) -> None:
    user.press("Ctrl+Shift+L")
    user.press("Tab")
    user.write("zzz")
    user.wait(user.page.contents.nothing.isVisible)
    user.press("Shift+Tab")
    user.press("Alt+Down")
    found = user.page.tools.filtering.values
    assert found is not None
    user.wait(lambda: found.note.text() == "Nothing found")
    user.press("Down")
    user.press("Return")
    assert (user.focus, found.isVisible()) == (found.line, True)
    user.press("Ctrl+Shift+X")
    user.wait(found.list.count)
    assert texts(found)[0] == "Apple 2"
    user.press("Down")
    assert (user.focus, found.note.text()) == (found.list, "Space ticks, Enter filters")
    user.press("Ctrl+F")
    user.wait(lambda: not isValid(found))


def test_a_list_whose_values_go_gives_the_keyboard_to_its_line(user: User) -> None:
    found = values_of(user)
    user.press("Down")
    assert user.focus is found.list
    user.page.search.put("description:zzz")
    user.wait(lambda: found.note.text() == "Nothing found")
    assert user.focus is found.line
    user.press("Esc")


def test_esc_does_not_wait_for_the_values(user: User) -> None:
    found = values_of(user)
    user.write("che")
    user.press("Return")
    user.press("Esc")
    assert not found.isVisible()
    assert user.focus is user.page.view
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert len(user.titles()) == 5
    assert not user.page.search.text()


def test_enter_where_no_value_is_found_says_so_and_stays(user: User) -> None:
    found = values_of(user)
    user.write("zzz")
    user.press("Return")
    user.wait(lambda: found.note.text() == "Nothing found")
    assert user.focus is found.line
    user.press("Ctrl+A")
    user.write("ban")
    user.press("Return")
    user.wait(lambda: user.titles() == ["Banana"])


def test_no_value_and_a_text_that_reads_like_it_are_two_ticks(user: User, core: Core) -> None:
    application, context = core
    service = application.service("items")
    service.create(context, service.entity.new({"title": "Damson", "description": "None"}))
    service.create(context, service.entity.new({"title": "Elder", "description": "Other"}))
    user.wait(lambda: user.page.model.count == 7)
    user.press("Right")
    found = values_of(user)
    assert texts(found)[:2] == ["(empty) 5", "None 1"]
    user.press("Down")
    user.press("Space")
    user.press("Down")
    user.press("Space")
    user.press("Return")
    user.wait(lambda: user.page.model.count == 6)
    assert "Elder" not in user.titles()


def test_names_of_columns_are_completed(user: User) -> None:
    user.press("Ctrl+F")
    user.write("desc")
    found = user.page.tools.filtering.completion.list
    user.wait(found.isVisible)
    user.press("Down")
    user.press("Return")
    assert user.page.search.text() == "description:"
    assert user.focus is user.page.search.line


def test_values_are_completed(user: User) -> None:
    user.press("Ctrl+F")
    user.write("title:ap")
    found = user.page.tools.filtering.completion.list
    user.wait(lambda: found.isVisible() and found.count() == 2)
    user.press("Down", 2)
    user.press("Tab")
    assert user.page.search.text() == "title:Apricot"
    user.wait(lambda: user.titles() == ["Apricot"])


def test_a_long_filter_works(user: User) -> None:
    user.press("Ctrl+F")
    text = " or ".join(f"title:ban{'a' * number}" for number in range(1, 40))
    assert len(text) > 1000
    user.page.search.line.setText("")
    for piece in (text[:-1], text[-1]):
        user.page.search.line.insert(piece)
    user.press("Return")
    user.wait(lambda: user.titles() == ["Banana"])


def test_what_is_secret_is_an_unknown_column(user: User) -> None:
    user.press("Ctrl+PgDown")
    user.wait(lambda: user.page.entity.name == "users" and user.page.model.is_loaded)
    user.press("Ctrl+F")
    user.write("hashed_password:x")
    user.wait(lambda: "hashed_password" in user.page.search.message.text())
    assert "password" not in user.page.search.message.text().partition("hashed_password")[2].lower()


@pytest.fixture
def referring(shop: None, data_dir: Path, core: Core, open_desk: Callable[..., User]) -> User:
    """Somebody whose gadgets are each in a category, of which one's name is in another's, and two have the same."""
    application, context = core
    categories, service = application.service("categories"), application.service("gadgets")
    for name in ("tool", "TOOL", "Bathroom", "Bath"):
        made = categories.create(context, categories.entity.new({"name": name}))
        service.create(context, service.entity.new({"name": f"in {name}", "category_id": made.id}))
    user = open_desk("--page", "gadgets")
    user.wait(lambda: user.page.model.count == 4)
    names = [facts.name for facts in user.page.model.columns]
    user.press("Right", times=names.index("category_id"))
    return user


@pytest.mark.parametrize("row", range(4))
def test_filter_by_a_referred_record_finds_just_this_one(referring: User, row: int) -> None:
    referring.press("Down", times=row)
    category, name = referring.cell, referring.titles()[row]
    referring.press("Ctrl+Shift+F")
    referring.wait(lambda: referring.titles() == [name])
    assert (f"category:={category}" in referring.page.search.text()) == category.startswith("Bath")


@pytest.mark.parametrize("row", range(4))
def test_a_referred_record_chosen_among_the_values_is_just_this_one(referring: User, row: int) -> None:
    name = f"in {texts(values_of(referring))[row].rpartition(' ')[0]}"
    referring.press("Down", times=row + 1)
    referring.press("Return")
    referring.wait(lambda: referring.titles() == [name])


@pytest.mark.parametrize("row", range(4))
def test_a_referred_record_chosen_in_the_summary_is_just_this_one(referring: User, row: int) -> None:
    referring.press("Ctrl+Shift+Y")
    panel = referring.page.tools.summaries.panel
    assert panel is not None
    referring.wait(lambda: panel.bars.count() == 4 and referring.focus is panel.bars)
    name = f"in {panel.bars.item(row).text()}"
    referring.press("Down", times=row)
    referring.press("Return")
    referring.wait(lambda: len(referring.titles()) < 4)
    assert referring.titles() == [name]


def test_keys_after_a_filter_by_a_record_are_meant_for_what_it_finds(referring: User, core: Core) -> None:
    application, context = core
    referring.press("Ctrl+Shift+F")
    referring.press("Ctrl+A")
    referring.press("Ctrl+Del")
    service = application.service("gadgets")
    referring.wait(lambda: service.count(context, Query()) == 3)
