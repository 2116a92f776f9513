"""Blocks of cells by key: copied, pasted, filled, cleared, replaced; each one step and one undo."""

import json
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from core.bootstrap import Application
from core.context import Context
from core.database import sqlite_module
from core.query.ast import Query
from gui import copy_cases
from gui.dialogs.block_report import BlockReport
from gui.dialogs.replace_dialog import ReplaceDialog
from gui.locale import use_locale
from tests.gui.person import User

Core = tuple[Application, Context]
SELECTION = "Search in: Selection (2 rows)"


@pytest.fixture
def items() -> list[str]:
    return [f"Item {number}" for number in range(6)]


def put(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def clip() -> str:
    return QGuiApplication.clipboard().text()


def wait_said(user: User, text: str) -> None:
    user.wait(lambda: text in user.said)


def column(user: User, name: str) -> list[str]:
    names = [facts.name for facts in user.page.model.columns]
    return user.titles(names.index(name))


def test_copy_takes_what_is_selected(user: User) -> None:
    user.press("Shift+Down")
    user.press("Ctrl+C")
    wait_said(user, "Copied 2 rows")
    assert clip() == "Item 0\nItem 1"


def test_copy_with_headers_in_the_order_of_the_columns(user: User) -> None:
    user.press("Shift+Down")
    user.press("Shift+Right")
    user.press("Ctrl+Shift+C")
    wait_said(user, "Copied 2 rows")
    assert clip() == "Title\tDescription\nItem 0\t\nItem 1\t"
    assert "<th>Title</th>" in QGuiApplication.clipboard().mimeData().html()


def test_copy_as_json(user: User) -> None:
    user.press("Shift+Down")
    user.press("Ctrl+Shift+E")
    user.wait(lambda: QGuiApplication.focusWindow() is not None)
    menu = user.popup()
    user.press_in(menu, "J")
    wait_said(user, "Copied 2 rows")
    assert json.loads(clip()) == [{"title": "Item 0"}, {"title": "Item 1"}]


def test_a_huge_selection_is_copied_up_to_a_bound(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy_cases, "MOST_CELLS", 9)
    user.press("Ctrl+Space")
    user.press("Shift+Right")
    user.press("Ctrl+Space")
    user.press("Ctrl+C")
    wait_said(user, "Copied the first 4 of 6 rows")
    assert len(clip().split("\n")) == 4


def test_what_is_typed_and_not_stored_is_copied_as_it_is_shown(user: User) -> None:
    user.write("New")
    user.press("Tab")
    user.press("Left")
    user.press("Ctrl+C")
    wait_said(user, "Copied 1 row")
    assert clip() == "New"


def test_paste_over_cells_is_one_step(user: User, core: Core) -> None:
    put('A\tfirst\r\nB\t"two\nlines"\r\n')
    user.press("Ctrl+V")
    wait_said(user, "Pasted 2 rows")
    user.wait(lambda: user.titles()[:3] == ["A", "B", "Item 2"])
    assert column(user, "description")[:2] == ["first", "two lines"]
    user.press("Ctrl+Z")
    user.wait(lambda: user.titles()[:2] == ["Item 0", "Item 1"])
    assert column(user, "description")[:2] == ["–", "–"]


def test_paste_goes_on_beyond_the_end(user: User) -> None:
    user.press("Ctrl+End")
    user.press("Home")
    put("X\nY\rZ")
    user.press("Ctrl+V")
    wait_said(user, "Pasted 3 rows")
    user.wait(lambda: sorted(user.titles()) == ["Item 0", "Item 1", "Item 2", "Item 3", "Item 4", "X", "Y", "Z"])
    user.press("Ctrl+Z")
    user.wait(lambda: len(user.titles()) == 6 and "Item 5" in user.titles())


def test_paste_as_new_rows_skips_a_line_of_headers(user: User) -> None:
    put("Title\tDescription\nN1\td1\nN2\td2")
    user.press("Ctrl+Shift+V")
    wait_said(user, "Pasted 2 rows")
    user.wait(lambda: len(user.titles()) == 8)
    assert {"N1", "N2"} < set(user.titles())


@pytest.mark.parametrize("headers", ["Description\tTitle", "description\ttitle"])
def test_paste_as_new_rows_goes_to_the_columns_that_the_first_line_names(user: User, headers: str) -> None:
    put(f"{headers}\nd1\tN1\nd2\tN2")
    user.press("Right")
    user.press("Ctrl+Shift+V")
    wait_said(user, "Pasted 2 rows")
    user.wait(lambda: len(user.titles()) == 8)
    rows = set(zip(user.titles(), column(user, "description"), strict=True))
    assert {("N1", "d1"), ("N2", "d2")} < rows


def test_paste_as_new_rows_takes_a_line_that_names_fewer_columns(user: User) -> None:
    put("Title\nN1\nN2")
    user.press("Right")
    user.press("Ctrl+Shift+V")
    wait_said(user, "Pasted 2 rows")
    user.wait(lambda: len(user.titles()) == 8)
    assert {"N1", "N2"} < set(user.titles())


def test_paste_as_new_rows_leaves_out_a_column_that_the_table_does_not_have(user: User) -> None:
    put("Title\tColour\tDescription\nN1\tred\td1\nN2")
    user.press("Ctrl+Shift+V")
    wait_said(user, "Pasted 2 rows; left out: Colour")
    user.wait(lambda: len(user.titles()) == 8)
    rows = set(zip(user.titles(), column(user, "description"), strict=True))
    assert {("N1", "d1"), ("N2", "–")} < rows


def test_one_value_fills_what_is_selected(user: User) -> None:
    put("same")
    user.press("Shift+Down", 2)
    user.press("Ctrl+V")
    wait_said(user, "Pasted 3 rows")
    user.wait(lambda: user.titles() == ["same", "same", "same", "Item 3", "Item 4", "Item 5"])


def test_invalid_cells_are_listed_and_the_rest_can_be_pasted(user: User) -> None:
    put("\nB\n" + "x" * 300)
    user.press("Ctrl+V")
    report: BlockReport = user.dialog(BlockReport)
    assert user.titles() == [f"Item {number}" for number in range(6)]
    items = [report.list.topLevelItem(row) for row in range(report.list.topLevelItemCount())]
    assert [(item.text(0), item.text(1)) for item in items if item] == [("1", "Title"), ("3", "Title")]
    user.press_in(report.rest, "Space")
    wait_said(user, "Pasted 1 row")
    user.wait(lambda: user.titles()[:3] == ["Item 0", "B", "Item 2"])


def test_the_rest_of_a_row_is_pasted_without_the_cell_that_is_wrong(gadgets: User) -> None:
    user, stock = gadgets, column(gadgets, "stock")
    names = [facts.name for facts in user.page.model.columns]
    said = {"name": "N", "notes": "n", "price": "1.25", "stock": "many"}
    line = [said.get(name, "") for name in names[: names.index("stock") + 1]]
    put("\n".join(["\t".join(line)] * 2))
    user.press("Ctrl+V")
    report: BlockReport = user.dialog(BlockReport)
    assert report.rest.text() == f"Do the &rest ({2 * len(line) - 2} cells)"
    user.press_in(report.rest, "Space")
    wait_said(user, "Pasted 2 rows")
    user.wait(lambda: column(user, "price")[:2] == ["1.25", "1.25"])
    assert column(user, "stock") == stock


def test_a_line_that_is_too_short_says_nothing_of_the_rest(user: User) -> None:
    put("A\tone\nB\ttwo")
    user.press("Ctrl+V")
    user.wait(lambda: user.titles()[:2] == ["A", "B"])
    put("C\tthree\nD")
    user.press("Ctrl+V")
    user.wait(lambda: user.titles()[:2] == ["C", "D"])
    assert column(user, "description")[:2] == ["three", "two"]


def test_nothing_is_pasted_where_the_report_is_closed(user: User) -> None:
    put("A\n\nC")
    user.press("Ctrl+V")
    report: BlockReport = user.dialog(BlockReport)
    user.press("Esc")
    user.wait_closed(report)
    assert user.titles() == [f"Item {number}" for number in range(6)]


@pytest.mark.parametrize("text", ["a\0b", "x" * 10_000_000], ids=["nul", "10 MB"])
def test_what_no_database_holds_is_reported(user: User, text: str) -> None:
    put(text)
    user.press("Ctrl+V")
    report: BlockReport = user.dialog(BlockReport)
    user.press("Esc")
    user.wait_closed(report)
    assert user.titles()[0] == "Item 0"


def test_a_block_beyond_the_last_column_says_what_is_left_out(user: User) -> None:
    put("T\tD\tx\ty\tz\t1\t2")
    user.press("Ctrl+V")
    wait_said(user, "beyond the last one")
    user.wait(lambda: user.titles()[0] == "T")


def test_fill_down(user: User) -> None:
    user.press("Shift+Down", 2)
    user.press("Ctrl+D")
    wait_said(user, "Filled 2 rows")
    user.wait(lambda: user.titles()[:4] == ["Item 0", "Item 0", "Item 0", "Item 3"])
    user.press("Ctrl+Z")
    user.wait(lambda: user.titles()[:3] == ["Item 0", "Item 1", "Item 2"])


def test_value_above_is_typed_into_the_row(user: User) -> None:
    user.press("Down")
    user.press("Ctrl+'")
    assert user.titles()[1] == "Item 0"
    assert user.page.model.draft_at(1) is not None
    user.press("Esc")
    assert user.titles()[1] == "Item 1"


@pytest.mark.parametrize("keys", ["Ctrl+D", "Ctrl+'"])
def test_the_first_row_says_that_there_is_no_value_above(user: User, keys: str) -> None:
    user.press(keys)
    wait_said(user, "There is no row above.")
    assert not len(user.page.model.drafts)


def test_ctrl_enter_puts_what_is_typed_into_all_selected_cells(user: User) -> None:
    user.press("Shift+Down", 3)
    user.write("All")
    user.press("Ctrl+Return")
    wait_said(user, "Filled 4 rows")
    user.wait(lambda: user.titles() == ["All", "All", "All", "All", "Item 4", "Item 5"])
    assert not len(user.page.model.drafts)
    user.press("Ctrl+Z")
    user.wait(lambda: user.titles()[:2] == ["Item 0", "Item 1"])


def test_delete_clears_and_a_required_cell_says_why_not(user: User) -> None:
    put("text")
    user.press("Right")
    user.press("Shift+Down")
    user.press("Ctrl+V")
    user.wait(lambda: column(user, "description")[:2] == ["text", "text"])
    user.press("Del")
    wait_said(user, "Cleared 2 rows")
    user.wait(lambda: column(user, "description")[:2] == ["–", "–"])
    user.press("Left")
    user.press("Shift+Down")
    user.press("Alt+Del")
    wait_said(user, "Nothing changed. Title")


def test_cut_copies_and_clears(user: User) -> None:
    put("text")
    user.press("Right")
    user.press("Ctrl+V")
    user.wait(lambda: column(user, "description")[0] == "text")
    put("")
    user.press("Ctrl+X")
    user.wait(lambda: clip() == "text")
    user.wait(lambda: column(user, "description")[0] == "–")


def test_several_rows_are_duplicated_at_once(user: User) -> None:
    user.press("Shift+Down")
    user.press("Ctrl+Shift+D")
    wait_said(user, "Added 2 items")
    user.wait(lambda: len(user.titles()) == 8 and user.titles().count("Item 0") == 2)


def test_rows_that_cannot_be_saved_are_not_duplicated_without_what_was_typed(user: User, core: Core) -> None:
    application, context = core
    rows = application.service("items").window(context, Query(), 0, 2).rows
    user.write("Typed")
    user.press("Tab")
    user.press("Left")
    application.service("items").update(context, rows[0].id, application.entities["items"].change({"title": "Theirs"}))
    user.press("Down")
    user.wait(lambda: "Someone else changed this row" in user.said)
    user.press("Up")
    user.press("Shift+Down")
    user.press("Ctrl+Shift+D")
    assert user.said.startswith("Nothing was duplicated: a selected row is not saved (Someone else")
    user.press("Ctrl+S", times=2)
    user.wait(lambda: not len(user.page.model.drafts))
    user.press("Shift+Down")
    user.press("Ctrl+Shift+D")
    wait_said(user, "Added 2 items")
    user.wait(lambda: user.titles().count("Typed") == 2)


def test_find_and_replace_counts_before_it_does(user: User) -> None:
    user.press("Ctrl+H")
    dialog: ReplaceDialog = user.dialog(ReplaceDialog)
    user.write("item")
    user.press("Tab")
    user.write("Thing")
    user.wait(lambda: dialog.preview.text() == "6 cells in 6 rows would change")
    user.press("Return")
    user.wait_closed(dialog)
    wait_said(user, "Replaced “item” in 6 rows. Undo: Ctrl+Z")
    user.wait(lambda: user.titles()[0] == "Thing 0")
    user.wait(lambda: user.window.commands["edit.undo"].text() == "&Undo replace text in 6 items")
    user.press("Ctrl+Z")
    user.wait(lambda: user.titles()[0] == "Item 0")


def test_replacing_in_the_selection_leaves_the_rest_alone(user: User) -> None:
    user.press("Shift+Down")
    user.press("Ctrl+H")
    dialog: ReplaceDialog = user.dialog(ReplaceDialog)
    user.write("Item")
    user.wait(lambda: dialog.preview.text() == "2 cells in 2 rows would change")
    user.press("Tab")
    user.write("Thing")
    user.wait(dialog.run.isEnabled)
    user.press("Return")
    user.wait_closed(dialog)
    user.wait(lambda: user.titles()[:3] == ["Thing 0", "Thing 1", "Item 2"])


def test_find_and_replace_names_its_parts(user: User) -> None:
    user.press("Shift+Down")
    user.press("Ctrl+H")
    dialog: ReplaceDialog = user.dialog(ReplaceDialog)
    said: list[str] = []
    for _ in range(5):
        said.append(user.focus.accessibleName() or user.focus.property("text"))
        user.press("Tab")
    assert said == ["Find", "Replace with", "Match &case and accents", "&Whole cells only", SELECTION]
    assert dialog.columns.text() == "Columns: Title"
    user.press("Shift+Tab")
    user.press("Right")
    user.press("Space")
    assert user.focus.accessibleName() == "Search in: Everything shown (6 rows)"
    assert dialog.columns.text() == "Columns: Title, Description"
    user.press("Esc")
    user.wait_closed(dialog)


def test_one_cell_is_called_one_cell(user: User) -> None:
    user.press("Ctrl+H")
    dialog: ReplaceDialog = user.dialog(ReplaceDialog)
    user.write("item 3")
    user.wait(lambda: dialog.preview.text() == "1 cell in 1 row would change")
    user.press("Tab")
    user.write("X")
    user.wait(dialog.run.isEnabled)
    user.press("Return")
    user.wait_closed(dialog)
    wait_said(user, "Replaced “item 3” in 1 row")


def test_enter_before_it_is_counted_replaces_once_it_is(user: User) -> None:
    user.press("Ctrl+H")
    dialog: ReplaceDialog = user.dialog(ReplaceDialog)
    user.write("item 3")
    user.press("Tab")
    user.write("X")
    assert not dialog.run.isEnabled()
    user.press("Return")
    user.wait_closed(dialog)
    wait_said(user, "Replaced “item 3” in 1 row")


def test_enter_before_it_is_counted_replaces_nothing_where_there_is_nothing(user: User) -> None:
    user.press("Ctrl+H")
    dialog: ReplaceDialog = user.dialog(ReplaceDialog)
    user.write("nowhere")
    user.press("Return")
    user.wait(lambda: dialog.preview.text() == "Nothing found")
    user.write("x")
    user.press("Backspace", times=8)
    user.write("item 3")
    user.wait(dialog.run.isEnabled)
    assert dialog.isVisible()
    user.press("Esc")


def test_a_replacement_that_no_database_holds_is_refused(user: User) -> None:
    user.press("Ctrl+H")
    dialog: ReplaceDialog = user.dialog(ReplaceDialog)
    user.write("Item 3")
    user.wait(dialog.run.isEnabled)
    user.press("Tab")
    dialog.new_line.setText("\0")
    user.wait(dialog.run.isEnabled)
    user.press("Return")
    user.wait(lambda: "NUL" in dialog.preview.text())
    assert dialog.isVisible()
    user.press("Esc")


def test_a_refusal_of_several_lines_cuts_off_nothing(user: User, core: Core) -> None:
    user.press("Ctrl+H")
    dialog: ReplaceDialog = user.dialog(ReplaceDialog)
    user.write("Item 3")
    user.press("Tab")
    user.write("x")
    user.wait(dialog.run.isEnabled)
    application, _context = core
    path = str(application.database.url.database)
    with closing(sqlite_module().connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        user.press("Return")
        user.wait(lambda: path in dialog.preview.text())
    assert dialog.preview.heightForWidth(dialog.preview.width()) >= 2 * dialog.preview.fontMetrics().height()
    user.wait(lambda: dialog.preview.height() >= dialog.preview.heightForWidth(dialog.preview.width()))
    for part in (dialog.scope, dialog.columns):
        assert part.visibleRegion().boundingRect().height() == part.height()
    user.press("Esc")


def test_after_deleting_a_button_takes_it_back(user: User) -> None:
    user.press("Ctrl+Del")
    user.wait(user.window.toast.isVisible)
    user.wait(lambda: len(user.titles()) == 5)
    user.wait(user.window.commands["edit.undo"].isEnabled)
    user.click(user.window.toast.button, user.window.toast.button.rect().center())
    user.wait(lambda: len(user.titles()) == 6)


def test_what_is_pasted_is_read_in_the_persons_locale(gadgets: User) -> None:
    names = [facts.name for facts in gadgets.page.model.columns]
    use_locale("de_DE")
    try:
        gadgets.press("Right", names.index("price"))
        put("1.234,50\nabc")
        gadgets.press("Ctrl+V")
        report: BlockReport = gadgets.dialog(BlockReport)
        item = report.list.topLevelItem(0)
        assert item is not None
        assert [item.text(column) for column in range(3)] == ["2", "Price", "abc"]
        gadgets.press_in(report.rest, "Space")
        gadgets.wait(lambda: gadgets.page.model.text(0, names.index("price")) == "1234,50")
    finally:
        use_locale("C")


def test_money_is_taken_as_spreadsheets_copy_it_and_a_point_for_one_thing(gadgets: User) -> None:
    names = [facts.name for facts in gadgets.page.model.columns]
    use_locale("de_DE")
    try:
        gadgets.press("Right", names.index("price"))
        put("1.234,50 €\n12,50 EUR")
        gadgets.press("Ctrl+V")
        gadgets.wait(lambda: column(gadgets, "price")[:2] == ["1234,50", "12,50"])
        gadgets.write("99 EUR")
        gadgets.press("Return")
        gadgets.wait(lambda: column(gadgets, "price")[:2] == ["99", "12,50"])
        put("1.50\n1.500")
        gadgets.press("Ctrl+V")
        report: BlockReport = gadgets.dialog(BlockReport)
        item = report.list.topLevelItem(0)
        assert item is not None
        assert [item.text(place) for place in range(3)] == ["2", "Price", "1.500"]
        assert "can be read as 1,5 or as 1500" in item.text(3)
        gadgets.press("Esc")
        gadgets.wait_closed(report)
    finally:
        use_locale("C")


def test_a_row_of_every_kind_is_pasted_as_it_was_copied(gadgets: User) -> None:
    names = [facts.name for facts in gadgets.page.model.columns]
    gadgets.press("Right", names.index("category_id"))
    put("Tools")
    gadgets.press("Ctrl+V")
    gadgets.wait(lambda: gadgets.cell == "Tools")
    gadgets.press("Shift+Space")
    gadgets.press("Ctrl+C")
    gadgets.wait(lambda: "\t" in clip())
    before = [gadgets.page.model.text(0, column) for column in range(len(names) - 1)]
    gadgets.press("Ctrl+Shift+V")
    wait_said(gadgets, "Pasted 1 row")
    gadgets.wait(lambda: gadgets.page.model.count == 6)
    rows = [[gadgets.page.model.text(row, column) for column in range(len(names) - 1)] for row in range(6)]
    assert rows.count(before) == 2


def test_cells_that_are_no_rectangle_are_cleared_alone(gadgets: User) -> None:
    view, names = gadgets.page.view, [facts.name for facts in gadgets.page.model.columns]
    stock, price = names.index("stock"), names.index("price")
    gadgets.press("Right", price)
    place = view.visualRect(gadgets.page.model.index(2, stock)).center()
    gadgets.click(view.viewport(), place, Qt.KeyboardModifier.ControlModifier)
    gadgets.press("Del")
    wait_said(gadgets, "Cleared 2 rows")
    gadgets.wait(lambda: gadgets.window.commands["edit.undo"].text() == "&Undo change 2 gadgets")
    gadgets.wait(lambda: gadgets.page.model.text(0, price) == "–" and gadgets.page.model.text(2, stock) == "0")
    assert [gadgets.page.model.text(0, stock), gadgets.page.model.text(2, price)] == ["10", "3.00"]


def test_a_text_that_is_the_name_of_its_column_is_pasted_as_a_text(user: User) -> None:
    put("Title")
    user.press("Ctrl+V")
    user.wait(lambda: user.titles()[0] == "Title")


def test_an_empty_cell_at_the_end_of_a_copied_block_empties_what_it_is_pasted_over(user: User) -> None:
    user.press("Right")
    put("a\nb\n")
    user.press("Ctrl+V")
    user.wait(lambda: column(user, "description")[:3] == ["a", "b", "–"])
    user.press("Down")
    user.press("Shift+Down")
    user.press("Ctrl+C")
    wait_said(user, "Copied 2 rows")
    user.press("Ctrl+Home")
    user.press("Right")
    user.press("Ctrl+V")
    user.wait(lambda: column(user, "description")[:3] == ["b", "–", "–"])


def test_a_block_in_a_new_row_that_was_begun_goes_in_whole_or_not_at_all(gadgets: User) -> None:
    user, row = gadgets, gadgets.page.model.count
    user.press("Ins")
    user.press("Tab")
    user.write("typed")
    user.press("Tab")
    user.press("Home")
    put("First\ta\t1.25\t\tmany\nSecond\t\t\t\t\n")
    user.press("Ctrl+V")
    assert [user.page.model.value(row, place) for place in range(5)] == [None, "typed", None, None, None]
    put("First\ta\t1.25\t\t\nSecond\t\t\t\t\n")
    user.press("Ctrl+V")
    user.wait(lambda: user.page.model.count == row + 1)
    user.press("Ctrl+S")
    user.wait(lambda: {"First", "Second"} <= set(user.titles()))
    assert {"First: 0", "Second: 0"} <= {f"{user.titles()[place]}: {user.titles(4)[place]}" for place in range(row + 2)}


def test_what_does_not_go_into_a_begun_row_goes_below_it_where_it_began(gadgets: User) -> None:
    user = gadgets
    user.press("Ins")
    user.press("Tab")
    user.write("typed")
    user.press("Tab")
    user.press("Shift+Space")
    put("First\nSecond\n")
    user.press("Ctrl+V")
    user.wait(lambda: "Second" in user.titles())
    user.press("Ctrl+S")
    user.wait(lambda: {"First", "Second"} <= set(user.titles()))
    notes = dict(zip(user.titles(), column(user, "notes"), strict=True))
    assert (notes["First"], notes["Second"]) == ("typed", "–")


def test_what_changed_nothing_says_so_and_offers_no_undo(user: User) -> None:
    user.press("Right")
    user.press("Shift+Down")
    user.press("Del")
    wait_said(user, "Nothing changed.")
    put("")
    for text in ("Item 0\nItem 1", "Item 1\nItem 0"):
        put(text)
        user.press("Home")
        user.press("Ctrl+V")
        wait_said(user, "Pasted 2 rows" if text.startswith("Item 1") else "Nothing changed.")
