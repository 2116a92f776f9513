"""Where some cells of a block are refused, a list says which, and the rest can be done; one step, one undo."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.bootstrap import Application
from core.context import Context
from core.models.user import UserCreate
from core.query.ast import Query
from gui import block_cases
from gui.blind_typing import BlindTyping
from gui.dialogs import dialog
from gui.dialogs.block_report import BlockReport
from gui.dialogs.replace_dialog import ReplaceDialog
from tests.gui.described import describe
from tests.gui.late import late
from tests.gui.person import User

Core = tuple[Application, Context]
Rows = list[tuple[str, str | None]]
EMPTY = "must not be empty"


@pytest.fixture
def items() -> list[str]:
    return ["A", "B", "C"]


@pytest.fixture
def described(user: User, core: Core) -> User:
    """Somebody whose items have a description each."""
    describe(user, core)
    rest(user)
    return user


def rest(user: User) -> None:
    user.wait(lambda: not user.desk.operations.tasks.is_busy)


def stored(core: Core) -> Rows:
    application, context = core
    return [(row.values[0], row.values[1]) for row in application.service("items").window(context, Query(), 0, 99).rows]


def steps(core: Core) -> int:
    application, context = core
    return len(application.history.steps(context))


def listed(report: BlockReport) -> list[tuple[str, ...]]:
    """The row, the column and the problem of each line."""
    items = [report.list.topLevelItem(row) for row in range(report.list.topLevelItemCount())]
    return [(item.text(0), item.text(1), item.text(3)) for item in items if item]


def takes_rest(user: User, report: BlockReport, text: str) -> None:
    assert report.rest.text() == text
    user.press("Alt+R")
    user.wait_closed(report)
    rest(user)


def begin_row(user: User, description: str) -> None:
    """A row of which the title is still to come."""
    user.press("Ins")
    user.press("Tab")
    user.write(description)
    user.press("Return")


@pytest.mark.parametrize("keys", ["Del", "Ctrl+X", "Alt+Del"])
def test_of_required_and_optional_cells_the_optional_ones_can_be_emptied(
    described: User, core: Core, keys: str
) -> None:
    user, before, made = described, stored(core), steps(core)
    user.press("Shift+Right")
    user.press("Shift+Down")
    user.press(keys)
    report: BlockReport = user.dialog(BlockReport)
    assert report.title.text() == "Not possible in 2 rows out of 2. Nothing has been changed yet."
    assert listed(report) == [("1", "Title", EMPTY), ("2", "Title", EMPTY)]
    assert stored(core) == before
    takes_rest(user, report, "Do the &rest (2 cells)")
    assert user.said == "Cleared 2 rows. Undo: Ctrl+Z"
    assert stored(core) == [("A", None), ("B", None), ("C", "of C")]
    assert steps(core) == made + 1
    user.press("Ctrl+Z")
    user.wait(lambda: stored(core) == before)


def test_of_a_block_that_is_refused_and_given_up_nothing_is_left(described: User, core: Core) -> None:
    user = described
    user.press("Ctrl+Home")
    user.write("typed")
    user.press("Ctrl+S")
    user.wait(lambda: stored(core)[0][0] == "typed")
    begin_row(user, "begun")
    user.press("Ctrl+Z", times=2)
    rest(user)
    before = stored(core)
    user.press("Ctrl+A")
    user.press("Del")
    report: BlockReport = user.dialog(BlockReport)
    user.press("Return")
    user.wait_closed(report)
    assert stored(core) == before
    user.press("Ctrl+Y")
    user.wait(lambda: stored(core)[0][0] == "typed")
    user.press("Ctrl+Y")
    rest(user)
    assert [dict(draft.cells) for draft in user.page.model.drafts] == [{"description": "begun"}]


def test_the_rest_reaches_rows_that_are_not_saved(described: User, core: Core) -> None:
    user = described
    begin_row(user, "begun")
    user.press("Ctrl+A")
    user.press("Del")
    report: BlockReport = user.dialog(BlockReport)
    assert [line[0] for line in listed(report)] == ["1", "2", "3"]
    assert [draft.cells["description"] for draft in user.page.model.drafts] == ["begun"]
    takes_rest(user, report, "Do the &rest (4 cells)")
    assert [draft.cells["description"] for draft in user.page.model.drafts] == [None]
    assert [text for _, text in stored(core)] == [None] * 3
    user.press("Ctrl+Z")
    user.wait(lambda: [text for _, text in stored(core)] == ["of A", "of B", "of C"])
    user.wait(lambda: [draft.cells["description"] for draft in user.page.model.drafts] == ["begun"])


def test_rows_that_are_not_saved_are_told_of_alone_too(gadgets: User) -> None:
    user, row = gadgets, gadgets.page.model.count
    for notes in "xy":
        user.press("Ins")
        user.press("Tab")
        user.write(notes)
        user.press("Tab")
        user.page.view.put_cursor(user.page.view.currentIndex().row(), 4)
        user.write("5")
        user.press("Return")
    user.page.view.put_cursor(row, 1)
    user.press("Shift+Down")
    user.press("Shift+Right", times=3)
    user.press("Alt+Del")
    report: BlockReport = user.dialog(BlockReport)
    assert listed(report) == [(f"{row + 1}", "Stock", EMPTY), (f"{row + 2}", "Stock", EMPTY)]
    assert [draft.cells["notes"] for draft in user.page.model.drafts] == ["x", "y"]
    takes_rest(user, report, "Do the &rest (6 cells)")
    assert user.said == "Cleared 2 rows. Undo: Ctrl+Z"
    assert [(draft.cells["notes"], draft.cells["stock"]) for draft in user.page.model.drafts] == [(None, 5), (None, 5)]


def test_what_is_empty_already_in_a_row_that_was_begun_needs_no_word(user: User) -> None:
    begin_row(user, "x")
    begin_row(user, "y")
    user.page.view.put_cursor(3, 0)
    user.press("Shift+Down")
    user.press("Shift+Right")
    user.press("Del")
    assert [draft.cells["description"] for draft in user.page.model.drafts] == [None, None]


def test_one_value_goes_into_the_columns_that_take_it(described: User, core: Core) -> None:
    user = described
    user.press("Right")
    user.press("Del")
    user.press("Ctrl+S")
    user.wait(lambda: stored(core)[0] == ("A", None))
    user.page.view.put_cursor(1, 0)
    user.press("Shift+Up")
    user.press("Shift+Right")
    user.press("Ctrl+Return")
    report: BlockReport = user.dialog(BlockReport)
    assert listed(report) == [("1", "Title", EMPTY), ("2", "Title", EMPTY)]
    takes_rest(user, report, "Do the &rest (2 cells)")
    assert stored(core) == [("A", None), ("B", None), ("C", "of C")]


def test_what_was_typed_stays_typed_where_a_block_is_refused(described: User, core: Core) -> None:
    """The value is on its way into all selected cells, and is given back to the cell that it was typed into."""
    user, long = described, "x" * 256
    user.press("Right")
    user.press("Shift+Down")
    user.write(long)
    user.press("Ctrl+Return")
    rest(user)
    assert stored(core)[0] == ("A", "of A")
    user.press("Esc")


@pytest.fixture
def categories(gadgets: User) -> User:
    """Somebody in front of two categories, of which each name is there once only."""
    gadgets.desk.window.show_page("categories")
    gadgets.wait(lambda: gadgets.page.entity.name == "categories" and gadgets.page.model.count == 2)
    return gadgets


def test_what_must_be_unique_is_not_filled_down_but_the_rest_is(categories: User) -> None:
    user = categories
    user.press("Ctrl+A")
    user.press("Ctrl+D")
    report: BlockReport = user.dialog(BlockReport)
    assert [line[:2] for line in listed(report)] == [("2", "Name")]
    takes_rest(user, report, "Do the &rest (1 cell)")
    assert sorted(user.titles()) == ["Kitchen", "Tools"]


def test_columns_that_cannot_be_changed_are_left_out_with_a_word(described: User, core: Core) -> None:
    user = described
    user.press("Right")
    user.press("Shift+Down")
    user.press("Shift+End")
    user.press("Ctrl+D")
    user.wait(lambda: user.said == "Filled 1 row; left out: Owner, Created. Undo: Ctrl+Z")
    assert [text for _, text in stored(core)] == ["of A", "of A", "of C"]


def test_where_nothing_can_be_filled_for_one_reason_a_line_says_so(categories: User) -> None:
    user = categories
    user.press("Shift+Down")
    user.press("Ctrl+D")
    user.wait(lambda: user.said.startswith("Nothing changed. Name: "))


def test_where_no_record_can_be_copied_each_is_named(categories: User) -> None:
    user = categories
    user.press("Ctrl+A")
    user.press("Ctrl+Shift+D")
    report: BlockReport = user.dialog(BlockReport)
    assert sorted(name for name, _, _ in listed(report)) == ["Kitchen", "Tools"]
    assert report.list.headerItem().text(0) == "Name"
    assert not report.rest.isVisible()
    user.press("Return")
    user.wait_closed(report)


def test_undo_pressed_before_a_block_is_refused_takes_back_no_older_step(
    described: User, core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    user, before = described, stored(core)
    gate = late(monkeypatch, "paste_cells", cases=block_cases)
    QGuiApplication.clipboard().setText("\n")
    user.press("Ctrl+V")
    user.press("Ctrl+Z")
    user.press("Down")
    gate.set()
    report: BlockReport = user.dialog(BlockReport)
    assert report.list.headerItem().text(0) == "Row pasted"
    assert user.said == "Nothing was changed, so there was nothing to take back."
    user.press("Return")
    user.wait_closed(report)
    rest(user)
    assert stored(core) == before
    user.press("Ctrl+Z")
    user.wait(lambda: stored(core) != before)


def empty_titles_and_type_on(user: User) -> None:
    """Paste what will be refused, and go on in the next row's description."""
    QGuiApplication.clipboard().setText("\n")
    user.press("Ctrl+V")
    user.press("Down")
    user.press("Right")
    user.write("more")
    user.press("Return")


def test_what_was_pressed_before_a_report_came_does_not_answer_it(
    described: User, core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = described
    monkeypatch.setattr(dialog, "BlindTyping", partial(BlindTyping, 3000))  # however slow the machine is
    gate = late(monkeypatch, "paste_cells", cases=block_cases)
    empty_titles_and_type_on(user)
    gate.set()
    user.wait(lambda: isinstance(QApplication.activeWindow(), BlockReport))
    user.press("Return")
    user.press("Alt+N")
    report: BlockReport = user.dialog(BlockReport)
    user.press("Return")
    user.wait_closed(report)
    user.press("Ctrl+S")
    user.wait(lambda: stored(core) == [("A", "of A"), ("B", "more"), ("C", "of C")])


def test_what_was_pressed_before_a_report_came_is_done_after_it_though_rows_are_read_again_meanwhile(
    described: User, core: Core, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = described
    paste, rows = late(monkeypatch, "paste_cells", cases=block_cases), late(monkeypatch, "glance")
    user.press("F5")
    empty_titles_and_type_on(user)
    paste.set()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), BlockReport))
    rows.set()
    report: BlockReport = user.dialog(BlockReport)
    user.press("Return")
    user.wait_closed(report)
    user.press("Ctrl+S")
    user.wait(lambda: stored(core) == [("A", "of A"), ("B", "more"), ("C", "of C")])


def test_of_many_problems_the_first_are_listed(user: User, core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.table.blocks.giving.MOST_LISTED", 2)
    user.press("Ctrl+A")
    user.press("Del")
    report: BlockReport = user.dialog(BlockReport)
    assert listed(report) == [("1", "Title", EMPTY), ("2", "Title", EMPTY), ("", "", "and 1 more")]
    user.press("Esc")
    user.wait_closed(report)


def test_where_a_new_text_is_refused_the_others_can_be_replaced(user: User, core: Core) -> None:
    user.press("Ctrl+H")
    dialog: ReplaceDialog = user.dialog(ReplaceDialog)
    user.write("A")
    user.wait(dialog.run.isEnabled)
    user.press("Return")
    user.wait(lambda: dialog.preview.text() == f"Nothing was replaced. Title: {EMPTY}")
    user.press("Esc")
    user.wait_closed(dialog)
    user.press("Down")
    user.write("A and more")
    user.press("Return")
    user.wait(lambda: stored(core)[1][0] == "A and more")
    user.press("Ctrl+H")
    dialog = user.dialog(ReplaceDialog)
    user.write("A")
    user.wait(dialog.run.isEnabled)
    user.press("Return")
    report: BlockReport = user.dialog(BlockReport)
    assert listed(report) == [("A", "Title", EMPTY)]
    user.press("Esc")
    user.wait_closed(report)
    assert stored(core)[1][0] == "A and more"
    user.press("Return")
    report = user.dialog(BlockReport)
    takes_rest(user, report, "Do the &rest (1 row)")
    user.wait_closed(dialog)
    assert user.said == "Replaced “A” in 1 row; left as they are: 1. Undo: Ctrl+Z"
    assert [title for title, _ in stored(core)] == ["A", " nd more", "C"]


def test_of_records_that_a_rule_keeps_the_others_can_be_deleted(open_desk: Callable[..., User], core: Core) -> None:
    application, context = core
    service = application.service("users")
    for name in ("ann", "bob"):
        service.create(context, UserCreate(email=f"{name}@example.org", password="correct horse"))
    user = open_desk("--page", "users")
    user.wait(lambda: user.page.entity.name == "users" and user.page.model.count == 3)
    user.press("Ctrl+A")
    user.press("Ctrl+Del")
    report: BlockReport = user.dialog(BlockReport)
    assert report.title.text() == "Not possible in 1 row out of 3. Nothing has been changed yet."
    assert [(row, problem) for row, _, problem in listed(report)] == [
        ("local@rowdesk.org", "Super users are not allowed to delete themselves")
    ]
    takes_rest(user, report, "Do the &rest (2 rows)")
    user.wait(lambda: user.page.model.count == 1)
    assert user.said == "Deleted 2 users. Undo: Ctrl+Z"


def test_of_records_that_no_copy_can_be_made_of_the_others_are_duplicated(user: User, core: Core) -> None:
    """The model may have become stricter than what is stored."""
    application, _ = core
    with application.database.write() as connection:
        connection.exec_driver_sql("UPDATE item SET title = '' WHERE title = 'B'")
    user.press("F5")
    user.wait(lambda: user.titles() == ["A", "", "C"])
    user.press("Shift+Down", times=2)
    user.press("Ctrl+Shift+D")
    report: BlockReport = user.dialog(BlockReport)
    assert [line[1:] for line in listed(report)] == [("Title", EMPTY)]
    takes_rest(user, report, "Do the &rest (2 rows)")
    assert user.said == "Added 2 items. Undo: Ctrl+Z"
    assert sorted(title for title, _ in stored(core)) == ["", "A", "A", "C", "C"]


def test_a_cell_pasted_alone_is_reported_with_what_it_says(user: User) -> None:
    QGuiApplication.clipboard().setText("x" * 300)
    user.press("Ctrl+V")
    report: BlockReport = user.dialog(BlockReport)
    assert not report.rest.isVisible()
    user.press("Esc")
    user.wait_closed(report)
