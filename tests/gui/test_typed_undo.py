"""What is typed and not stored yet is taken back and done again, step by step, in its turn with the journal."""

import pytest
from PySide6.QtGui import QGuiApplication

from core.bootstrap import Application
from core.context import Context
from core.query.ast import Query
from gui import undo_cases
from gui.dialogs.block_report import BlockReport
from gui.dialogs.replace_dialog import ReplaceDialog
from gui.form.record_pane import RecordPane
from tests.gui.conftest import Disk
from tests.gui.late import late
from tests.gui.person import User

Core = tuple[Application, Context]


@pytest.fixture
def items() -> list[str]:
    return ["A", "B", "C"]


def begin_rows(user: User, *texts: str) -> None:
    """New rows without the title that they need."""
    for text in texts:
        user.press("Ins")
        user.press("Right")
        user.write(text)
        user.press("Return")


def typed(user: User) -> list[tuple[str, str]]:
    """What the rows say that are not stored, but for the empty one."""
    rows = range(user.page.model.count, user.page.model.rowCount() - 1)
    return [(shown(user, row, 0), shown(user, row, 1)) for row in rows]


def shown(user: User, row: int, column: int = 1) -> str:
    """What a cell holds, "" for nothing."""
    return user.page.model.value(row, column) or ""


def stored(core: Core) -> list[tuple[str, str | None]]:
    application, context = core
    service = application.service("items")
    return sorted((item.title, item.description) for item in service.list(context, Query()).data)


def rest(user: User) -> None:
    user.wait(lambda: not user.desk.operations.tasks.is_busy)


def test_cells_of_a_row_are_taken_back_one_by_one_and_done_again(user: User, core: Core) -> None:
    begin_rows(user, "x")
    user.press("Up")
    user.write("y")
    user.press("Return")
    assert typed(user) == [("", "y")]
    user.press("Ctrl+Z")
    assert typed(user) == [("", "x")]
    assert user.said == "Undone: typing into Description. Redo: Ctrl+Y"
    user.press("Ctrl+Z")
    assert typed(user) == []
    user.press("Ctrl+Y", times=2)
    assert typed(user) == [("", "y")]
    assert user.said == "Done again: typing into Description. Undo: Ctrl+Z"
    assert stored(core) == [("A", None), ("B", None), ("C", None)]


def test_what_was_typed_into_a_stored_row_is_taken_back_without_storing_it(user: User, core: Core) -> None:
    application, context = core
    user.press("Right")
    user.write("x")
    user.press("Tab")
    before = application.history.steps(context)
    user.press("Ctrl+Z")
    assert shown(user, 0) == ""
    assert user.page.view.currentIndex().column() == 1
    assert not len(user.page.model.drafts)
    user.press("Down")
    rest(user)
    assert application.history.steps(context) == before


def test_the_journal_and_what_is_typed_are_taken_back_in_the_order_in_which_they_came(user: User, core: Core) -> None:
    begin_rows(user, "x")
    user.press("Ctrl+Home")
    user.press("Ctrl+Del")
    user.wait(lambda: user.page.model.count == 2)
    rest(user)
    user.page.view.put_cursor(2, 1)
    user.write("y")
    user.press("Return")
    assert typed(user) == [("", "y")]
    user.press("Ctrl+Z")
    assert (typed(user), user.page.model.count) == ([("", "x")], 2)
    user.press("Ctrl+Z")
    user.wait(lambda: user.page.model.count == 3)
    rest(user)
    assert typed(user) == [("", "x")]
    user.press("Ctrl+Z")
    assert typed(user) == []
    user.press("Ctrl+Y")
    assert (typed(user), user.page.model.count) == ([("", "x")], 3)
    user.press("Ctrl+Y")
    user.wait(lambda: user.page.model.count == 2)
    rest(user)
    user.press("Ctrl+Y")
    assert typed(user) == [("", "y")]


@pytest.mark.parametrize(("key", "word"), [("Ctrl+X", "Cleared"), ("Del", "Cleared"), ("Alt+Del", "Cleared")])
def test_what_is_cut_in_rows_not_stored_is_one_step(user: User, core: Core, key: str, word: str) -> None:
    begin_rows(user, "x", "y")
    user.page.view.put_cursor(3, 1)
    user.press("Shift+Down")
    user.press(key)
    rest(user)
    assert typed(user) == [("", ""), ("", "")]
    assert user.said == f"{word} 2 rows. Undo: Ctrl+Z"
    assert user.window.toast.label.text() == f"{word} 2 rows"
    user.press("Ctrl+Z")
    assert typed(user) == [("", "x"), ("", "y")]
    assert user.said == "Undone: typing into 2 cells. Redo: Ctrl+Y"
    assert not user.window.toast.isVisible(), "its Undo would take back the step before"
    user.press("Ctrl+Y")
    assert typed(user) == [("", ""), ("", "")]
    assert len(stored(core)) == 3


def test_what_is_cut_in_stored_and_unsaved_rows_is_one_step(user: User, core: Core) -> None:
    application, context = core
    service = application.service("items")
    last = service.list(context, Query()).data
    row = next(item for item in last if item.title == user.titles()[2])
    service.update(context, row.id, service.entity.change({"description": "kept"}))
    user.wait(lambda: shown(user, 2) == "kept")
    rest(user)
    begin_rows(user, "x")
    user.page.view.put_cursor(2, 1)
    user.press("Shift+Down")
    user.press("Ctrl+X")
    user.wait(lambda: (shown(user, 2), typed(user)) == ("", [("", "")]))
    rest(user)
    assert user.said == "Cleared 2 rows. Undo: Ctrl+Z"
    for _ in range(2):
        user.press("Ctrl+Z")
        user.wait(lambda: (shown(user, 2), typed(user)) == ("kept", [("", "x")]))
        rest(user)
        user.press("Ctrl+Y")
        user.wait(lambda: (shown(user, 2), typed(user)) == ("", [("", "")]))
        rest(user)
    user.press("Ctrl+Z")
    user.press("Ctrl+Z")  # the step before: nobody waits for the first one
    user.wait(lambda: (shown(user, 2), typed(user)) == ("kept", []))


@pytest.fixture
def filled(user: User) -> User:
    """Somebody who has given two new rows the title that they need, at once."""
    begin_rows(user, "x", "y")
    user.page.view.put_cursor(3, 0)
    user.press("Shift+Down")
    user.write("T")
    user.press("Ctrl+Return")
    assert typed(user) == [("T", "x"), ("T", "y")]
    return user


def test_one_value_for_several_rows_not_stored_is_one_step_until_the_cursor_leaves(filled: User, core: Core) -> None:
    user = filled
    rest(user)
    assert len(stored(core)) == 3
    user.press("Ctrl+Z")
    assert typed(user) == [("", "x"), ("", "y")]
    user.press("Ctrl+Y")
    assert typed(user) == [("T", "x"), ("T", "y")]
    user.press("Ctrl+Home")
    user.wait(lambda: user.page.model.count == 5)
    rest(user)
    assert stored(core)[3:] == [("T", "x"), ("T", "y")]
    user.press("Ctrl+Z")
    user.wait(lambda: user.page.model.count == 4)


@pytest.mark.parametrize("key", ["Ctrl+S", "Ctrl+PgUp"])
def test_rows_filled_together_are_stored_by_ctrl_s_and_when_the_page_is_left(
    filled: User, core: Core, key: str
) -> None:
    filled.press(key)
    filled.wait(lambda: not filled.desk.operations.tasks.is_busy)
    assert stored(core)[3:] == [("T", "x"), ("T", "y")]


def test_what_is_given_up_is_brought_back(user: User, core: Core) -> None:
    begin_rows(user, "x", "y", "z")
    user.page.view.put_cursor(4, 1)
    user.press("Esc")
    assert typed(user) == [("", "x"), ("", "z")]
    assert user.said == "What was typed is given up. Undo: Ctrl+Z"
    assert user.page.view.currentIndex().row() == 5, "not on a row that the next Esc would give up"
    user.press("Ctrl+Z")
    assert sorted(typed(user)) == [("", "x"), ("", "y"), ("", "z")]
    user.press("Ctrl+Y")
    assert typed(user) == [("", "x"), ("", "z")]


def test_what_is_stored_is_no_step_of_its_own_any_more(user: User, core: Core) -> None:
    user.press("Ctrl+Del")
    user.wait(lambda: user.page.model.count == 2)
    user.press("Right")
    user.write("z")
    user.press("Return")
    rest(user)
    user.press("Ctrl+Z")
    user.wait(lambda: shown(user, 0) == "")
    rest(user)
    user.press("Ctrl+Z")
    user.wait(lambda: user.page.model.count == 3)


def test_unsaved_rows_are_deleted_with_stored_ones_and_come_back_with_them(user: User, core: Core) -> None:
    begin_rows(user, "x", "y")
    user.page.view.put_cursor(2, 1)
    user.press("Shift+Down", times=2)
    user.press("Ctrl+Del")
    user.wait(lambda: user.page.model.count == 2)
    rest(user)
    assert typed(user) == []
    assert user.said == "Deleted 3 items. Undo: Ctrl+Z"
    user.press("Ctrl+Z")
    user.wait(lambda: user.page.model.count == 3)
    rest(user)
    assert typed(user) == [("", "x"), ("", "y")]
    user.press("Ctrl+Y")
    user.wait(lambda: user.page.model.count == 2)
    rest(user)
    assert typed(user) == []


def test_unsaved_rows_alone_are_deleted_at_once(user: User) -> None:
    begin_rows(user, "x", "y")
    user.page.view.put_cursor(3, 1)
    user.press("Shift+Down")
    user.press("Ctrl+Del")
    assert typed(user) == []
    assert user.said == "Deleted 2 items. Undo: Ctrl+Z"
    user.press("Ctrl+Z")
    assert typed(user) == [("", "x"), ("", "y")]


@pytest.mark.parametrize(("place", "keys"), [(3, "Esc"), (3, "Ctrl+Del"), (1, "Esc")])
def test_giving_up_a_row_is_called_that_when_it_is_taken_back_and_done_again(user: User, place: int, keys: str) -> None:
    user.page.view.put_cursor(place, 0)
    user.write("title")
    user.press("Tab")
    user.write("text")
    user.press("Tab")
    user.press(keys)
    assert not len(user.page.model.drafts)
    what = "giving up what was typed into 1 row"
    assert user.window.commands["edit.undo"].text() == f"&Undo {what}"
    user.press("Ctrl+Z")
    assert user.said == f"Undone: {what}. Redo: Ctrl+Y"
    assert user.window.commands["edit.redo"].text() == f"&Redo {what}"
    user.press("Ctrl+Y")
    assert user.said == f"Done again: {what}. Undo: Ctrl+Z"
    user.press("Ctrl+Z", times=2)
    assert user.said == "Undone: typing into Description. Redo: Ctrl+Y"


def test_a_block_goes_into_the_rows_that_were_begun(user: User, core: Core) -> None:
    begin_rows(user, "x", "y")
    QGuiApplication.clipboard().setText("S\nT\nU\nV")
    user.page.view.put_cursor(2, 0)
    user.press("Ctrl+V")
    user.wait(lambda: user.page.model.count == 4)
    rest(user)
    assert typed(user) == [("T", "x"), ("U", "y")]
    assert {"S", "V"} < {title for title, _ in stored(core)}
    assert user.said == "Pasted 4 rows. Undo: Ctrl+Z"
    user.press("Ctrl+Z")
    user.wait(lambda: user.page.model.count == 3)
    rest(user)
    assert typed(user) == [("", "x"), ("", "y")]
    assert sorted(user.titles()) == ["A", "B", "C"]


def test_the_first_of_several_rows_is_filled_into_the_others_stored_or_not(user: User, core: Core) -> None:
    begin_rows(user, "x", "y", "z")
    user.page.view.put_cursor(3, 1)
    user.press("Shift+Down", times=2)
    user.press("Ctrl+D")
    assert typed(user) == [("", "x"), ("", "x"), ("", "x")]
    user.press("Ctrl+Z")
    assert typed(user) == [("", "x"), ("", "y"), ("", "z")]
    user.page.view.put_cursor(2, 1)
    user.write("first")
    user.press("Ctrl+S")
    rest(user)
    user.page.view.put_cursor(2, 1)
    user.press("Shift+Down", times=2)
    user.press("Ctrl+D")
    rest(user)
    assert typed(user) == [("", "first"), ("", "first"), ("", "z")]


@pytest.fixture
def disputed(user: User, core: Core) -> User:
    """Somebody whose second row was changed by another one while they typed into it."""
    application, context = core
    service = application.service("items")
    user.page.view.put_cursor(1, 1)
    user.wait(lambda: user.page.view.cursor_row is not None)
    row = user.page.view.cursor_row
    assert row is not None
    user.write("mine")
    user.press("Tab")
    service.update(context, row.id, service.entity.change({"description": "theirs"}))
    user.press("Up")
    user.wait(lambda: "not saved" in user.said)
    rest(user)
    return user


@pytest.mark.parametrize("key", ["Ctrl+V", "Ctrl+Return", "Ctrl+D", "Del"])
def test_a_block_over_a_row_that_is_not_saved_is_seen_there(disputed: User, core: Core, key: str) -> None:
    user = disputed
    user.page.view.put_cursor(0, 1)
    user.write("top")
    user.press("Ctrl+S")
    rest(user)
    user.page.view.put_cursor(0, 1)
    user.press("Shift+Down", times=2)
    QGuiApplication.clipboard().setText("top")
    user.press("Shift+Up", times=2)
    user.press("Shift+Down", times=2)
    if key == "Ctrl+Return":
        user.write("top")
    user.press(key)
    wanted = "" if key == "Del" else "top"
    user.wait(lambda: [shown(user, row) for row in range(3)] == [wanted] * 3)
    rest(user)
    assert dict(stored(core))[user.titles()[1]] == "theirs"
    user.press("Ctrl+Z")
    user.wait(lambda: [shown(user, row) for row in range(3)] == ["top", "mine", ""])


def test_the_value_that_is_filled_down_is_the_one_that_is_seen(disputed: User, core: Core) -> None:
    user = disputed
    user.page.view.put_cursor(1, 1)
    user.press("Shift+Down")
    user.press("Ctrl+D")
    user.wait(lambda: shown(user, 2) == "mine")
    rest(user)
    assert dict(stored(core))[user.titles()[2]] == "mine"


def test_the_menu_says_what_is_taken_back(user: User) -> None:
    undo, redo = user.window.commands["edit.undo"], user.window.commands["edit.redo"]
    user.press("Right")
    user.write("x")
    user.press("Tab")
    assert (undo.text(), undo.isEnabled()) == ("&Undo typing into Description", True)
    user.press("Ctrl+Z")
    assert redo.text() == "&Redo typing into Description"
    assert "typing" not in undo.text()


def test_a_block_pasted_into_a_row_that_was_begun_is_one_step(user: User) -> None:
    begin_rows(user, "x")
    QGuiApplication.clipboard().setText("T\tU")
    user.page.view.put_cursor(3, 0)
    user.press("Ctrl+V")
    user.wait(lambda: typed(user) == [("T", "U")])
    user.press("Ctrl+Z")
    assert typed(user) == [("", "x")]


def test_typing_on_after_taking_back_leaves_nothing_to_do_again(user: User) -> None:
    user.press("Right")
    for text in ("x", "y"):
        user.write(text)
        user.press("Tab")
        user.press("Shift+Tab")
    user.press("Ctrl+Z")
    user.write("z")
    user.press("Tab")
    user.press("Ctrl+Y")
    rest(user)
    assert shown(user, 0) == "z"


def test_a_row_that_is_not_stored_is_duplicated_in_a_form(user: User) -> None:
    begin_rows(user, "x")
    user.press("Up")
    user.press("Ctrl+Shift+D")
    pane = user.dialog(RecordPane)
    assert pane.form.editors["description"].value() == "x"


def test_after_a_row_that_the_filter_hides_esc_is_not_offered_where_it_would_give_up_another(user: User) -> None:
    begin_rows(user, "x", "y")
    user.press("Ctrl+F")
    user.write("title:A")
    user.press("Return")
    user.wait(lambda: user.titles() == ["A"])
    user.page.view.put_cursor(1, 0)
    user.write("B")
    user.press("Return")
    user.wait(lambda: "does not fit the filter" in user.said)
    assert user.said == "Saved. The new row does not fit the filter."


def test_what_is_pasted_into_a_row_that_was_begun_is_read_as_it_is_for_records(gadgets: User) -> None:
    user, names = gadgets, [facts.name for facts in gadgets.page.model.columns]
    row = user.page.model.count
    user.press("Ins")
    user.press("Right")
    user.write("begun")
    user.press("Return")
    said = {"name": "N", "category_id": "kitchen", "stock": "23.00"}
    QGuiApplication.clipboard().setText("\t".join(said.get(name, "") for name in names))
    user.page.view.put_cursor(row, 0)
    user.press("Ctrl+V")
    user.wait(lambda: user.page.model.value(row, names.index("stock")) == 23)
    assert user.page.model.text(row, names.index("category_id")) == "Kitchen"
    user.press("Ctrl+S")
    user.wait(lambda: user.page.model.count == row + 1)
    rest(user)
    QGuiApplication.clipboard().setText("Tools")
    user.press("Ins")
    user.page.view.put_cursor(row + 1, names.index("category_id"))
    user.press("Ctrl+V")
    user.wait(lambda: user.page.model.text(row + 1, names.index("category_id")) == "Tools")


def test_keys_pressed_while_a_step_is_being_taken_back_are_all_done_then(
    user: User, core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.press("Right")
    user.write("E")
    user.press("Tab")
    user.press("Down")
    rest(user)
    begin_rows(user, "x", "y")
    user.page.view.put_cursor(0, 1)
    user.press("Ctrl+Space")
    user.write("all")
    user.press("Ctrl+Return")
    rest(user)
    gate = late(monkeypatch, "undo", cases=undo_cases)
    user.press("Ctrl+Z", times=4)
    gate.set()
    user.wait(lambda: shown(user, 0) == "" and typed(user) == [])
    rest(user)
    assert {text for _, text in stored(core)} == {None}
    user.press("Ctrl+Y", times=4)
    user.wait(lambda: [text for _, text in typed(user)] == ["all", "all"])
    rest(user)
    assert {text for _, text in stored(core)} == {"all"}
    user.page.view.put_cursor(0, 1)
    user.write("hello")
    user.press("Return")
    rest(user)
    assert "hello" in {text for _, text in stored(core)}


def test_what_is_typed_after_undo_is_newer_than_what_undo_takes_back(
    user: User, core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = late(monkeypatch, "change_record")
    user.press("Right")
    user.write("first")
    user.press("Return")
    user.press("Ctrl+Z")
    user.write("second")
    user.press("Tab")
    gate.set()
    user.wait(lambda: stored(core)[0][1] is None and "second" in [shown(user, row) for row in range(3)])
    user.press("Ctrl+S")
    rest(user)
    assert sorted(text or "" for _, text in stored(core)) == ["", "", "second"]


def test_after_undo_of_the_only_cell_of_a_new_row_the_cursor_is_on_the_empty_row(user: User, core: Core) -> None:
    user.press("Ins")
    user.write("first")
    user.press("Tab")
    user.press("Ctrl+Z")
    assert not user.page.model.drafts
    assert user.page.view.currentIndex().row() == 3
    user.press("Home")
    user.write("second")
    user.press("Ctrl+S")
    rest(user)
    assert [title for title, _ in stored(core)] == ["A", "B", "C", "second"]


def test_a_block_that_is_refused_changes_no_unsaved_row(user: User) -> None:
    begin_rows(user, "x")
    user.press("Ctrl+A")
    user.press("Del")
    report: BlockReport = user.dialog(BlockReport)
    user.press("Esc")
    user.wait_closed(report)
    assert typed(user) == [("", "x")]
    user.press("Ctrl+Z")
    user.wait(lambda: typed(user) == [])


def test_the_first_row_is_filled_into_unsaved_ones_though_it_is_not_read(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.press("Right")
    user.write("first")
    user.press("Tab")
    begin_rows(user, "x")
    rest(user)
    user.press("Ctrl+A")
    monkeypatch.setattr(user.page.model, "loaded", lambda _row: None)
    user.press("Ctrl+D")
    monkeypatch.undo()
    user.wait(lambda: typed(user) == [("A", "first")])


def test_what_was_typed_for_many_rows_stays_typed_where_it_cannot_be_written(user: User, disk: Disk) -> None:
    user.press("Right")
    user.press("Shift+Down")
    disk.fill()
    user.write("new")
    user.press("Ctrl+Return")
    user.wait(user.window.banner.isVisible)
    user.wait(lambda: (shown(user, 0), shown(user, 1)) == ("", "new"))
    disk.free()
    user.press("Ctrl+S")
    user.wait(lambda: not len(user.page.model.drafts))


def test_redo_is_no_longer_offered_once_something_else_is_typed(user: User) -> None:
    user.press("Right")
    user.write("first")
    user.press("Tab")
    user.press("Ctrl+Z")
    user.wait(lambda: "Ctrl+Y" in user.said)
    user.write("second")
    user.press("Tab")
    assert user.said == ""


def test_what_is_typed_waits_behind_newer_steps_made_elsewhere_and_is_not_stored_by_undo(
    user: User, core: Core
) -> None:
    application, context = core
    user.press("Right")
    user.write("typed")
    user.press("Tab")
    service = application.service("items")
    service.create(context, service.entity.new({"title": "Z"}))
    user.wait(lambda: user.page.model.count == 4)
    rest(user)
    user.press("Ctrl+Z")
    user.wait(lambda: user.page.model.count == 3)
    rest(user)
    assert [draft.values for draft in user.page.model.drafts] == [{"description": "typed"}]
    user.press("Ctrl+Z")
    assert not len(user.page.model.drafts)
    user.press("Ctrl+Y")
    assert len(user.page.model.drafts) == 1
    user.press("Ctrl+Y")
    user.wait(lambda: user.page.model.count == 4)
    rest(user)
    assert len(user.page.model.drafts) == 1
    assert {text for _, text in stored(core)} == {None}


def test_find_and_replace_leaves_rows_alone_that_are_not_saved(disputed: User, core: Core) -> None:
    user = disputed
    user.press("Ctrl+H")
    dialog: ReplaceDialog = user.dialog(ReplaceDialog)
    assert "1 row that is not saved is left out." in dialog.columns.text()
    user.write("theirs")
    user.wait(lambda: "Nothing found" in dialog.preview.text())
    user.press("Esc")
    user.wait_closed(dialog)
    assert "theirs" in {text for _, text in stored(core)}


def test_everything_and_a_column_reach_the_rows_that_are_not_stored(user: User) -> None:
    begin_rows(user, "x", "y")
    user.page.view.put_cursor(0, 1)
    user.press("Ctrl+Space")
    user.press("Del")
    assert typed(user) == [("", ""), ("", "")]
    rest(user)
    user.press("Ctrl+Z")
    user.wait(lambda: typed(user) == [("", "x"), ("", "y")])
    user.press("Ctrl+A")
    user.press("Ctrl+Del")
    user.wait(lambda: user.page.model.count == 0 and typed(user) == [])
    rest(user)
    user.press("Ctrl+Z")
    user.wait(lambda: user.page.model.count == 3 and typed(user) == [("", "x"), ("", "y")])


def test_what_is_typed_after_a_step_was_taken_back_leaves_nothing_to_do_again(user: User, core: Core) -> None:
    user.press("Right")
    user.write("one")
    user.press("Return")
    rest(user)
    user.press("Ctrl+Z")
    user.wait(lambda: shown(user, 0) == "")
    rest(user)
    user.page.view.put_cursor(0, 1)
    user.write("two")
    user.press("Tab")
    user.press("Ctrl+Y")
    rest(user)
    assert shown(user, 0) == "two"
    user.press("Down")
    rest(user)
    assert "two" in {text for _, text in stored(core)}
    assert "not saved" not in user.said


def test_the_cursor_comes_back_to_a_row_that_was_deleted_with_what_was_typed(
    user: User, core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.press("Down")
    user.write("typed")
    user.press("Tab")
    user.press("Ctrl+Del")
    user.wait(lambda: user.shows("A", "C"))
    rest(user)
    user.press("Down")
    gate = late(monkeypatch, "read_window", "glance")
    user.press("Ctrl+Z")
    user.wait(lambda: len(user.page.model.drafts))
    gate.set()
    user.wait(lambda: user.titles() == ["A", "typed", "C"] and user.page.view.currentIndex().row() == 1)
    user.press("Down")
    user.wait(lambda: ("typed", None) in stored(core))


def test_what_undo_would_do_is_said_no_longer_once_something_newer_is_there(user: User, core: Core) -> None:
    user.write("X")
    user.press("Tab")
    user.press("Esc")
    assert user.said == "What was typed is given up. Undo: Ctrl+Z"
    user.press("Home")
    user.write("Y")
    assert user.said == "What was typed is given up. Undo: Ctrl+Z", "nothing newer is there before it is taken"
    user.press("Return")
    user.wait(lambda: ("Y", None) in stored(core))
    user.wait(lambda: user.said == "")
    user.press("Ctrl+Del")
    user.wait(lambda: user.said.endswith("Undo: Ctrl+Z"))
    user.press("F2")
    user.write("Z")
    user.press("Return")
    user.press("Ctrl+S")
    user.wait(lambda: user.said == "")
