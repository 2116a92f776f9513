"""Blocks of cells go to the records that a person saw, whatever has moved these meanwhile."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from core.bootstrap import Application
from core.context import Context
from core.errors import AccessError
from core.query.ast import Query
from core.services.contract import Core as Service
from gui import record_cases
from gui.dialogs.export_dialog import ExportDialog
from gui.outcome import Outcome
from gui.watch import Watch
from tests.gui.person import User

Core = tuple[Application, Context]


@pytest.fixture
def items() -> list[str]:
    return ["A", "B", "C", "D"]


def put(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def stored(core: Core) -> dict[str, str | None]:
    """The description of each record by its title."""
    application, context = core
    return {row.values[0]: row.values[1] for row in application.service("items").window(context, Query(), 0, 1000).rows}


def settle(user: User) -> None:
    user.wait(lambda: not user.desk.operations.tasks.is_busy)


def sort_by_title(user: User) -> None:
    user.press("Ctrl+Home")
    user.press("F8")
    user.wait(lambda: user.page.model.query.sort)
    settle(user)
    user.press("Ctrl+Home")


def test_a_paste_goes_into_the_row_that_saving_moves(user: User, core: Core) -> None:
    sort_by_title(user)
    user.write("Z")
    user.press("Tab")
    put("for-Z")
    user.press("Ctrl+V")
    user.wait(lambda: "Pasted 1 row" in user.said)
    assert stored(core) == {"Z": "for-Z", "B": None, "C": None, "D": None}


def test_a_long_paste_goes_there_too(user: User, core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.table.blocks.area.MOST_SEEN", 1)
    sort_by_title(user)
    user.write("Z")
    user.press("Tab")
    put("for-Z\nfor-B")
    user.press("Ctrl+V")
    user.wait(lambda: "Pasted 2 rows" in user.said)
    assert stored(core) == {"Z": "for-Z", "B": "for-B", "C": None, "D": None}


def add(core: Core, title: str) -> None:
    application, context = core
    application.service("items").create(context, application.entities["items"].new({"title": title}))


def watch_no_more(user: User) -> None:
    """From now on the window does not notice what others write."""
    watch = user.window.findChild(Watch)
    assert isinstance(watch, Watch)
    watch.stop()


def test_a_row_added_elsewhere_moves_no_block(user: User, core: Core) -> None:
    """What was seen is pasted into, copied and cut, though the window does not show the new row yet."""
    watch_no_more(user)
    add(core, "New")
    user.press("Right")
    put("for-A")
    user.press("Ctrl+V")
    user.wait(lambda: "Pasted 1 row" in user.said)
    user.wait(lambda: user.page.model.count == 5)
    add(core, "Newer")
    user.press("Shift+Left")
    user.press("Ctrl+C")
    user.wait(lambda: "Copied 1 row" in user.said)
    assert QGuiApplication.clipboard().text() == "A\tfor-A"
    user.press("Right")
    user.press("Shift+Down")
    user.press("Ctrl+X")
    user.wait(lambda: "Cleared 1 row" in user.said)
    assert QGuiApplication.clipboard().text() == "for-A\n\n"
    assert stored(core) == {"A": None, "B": None, "C": None, "D": None, "New": None, "Newer": None}


@pytest.mark.parametrize("keys", ["Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+Del", "Del", "Ctrl+E"])
def test_many_rows_that_moved_are_left_alone(
    user: User, core: Core, monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    monkeypatch.setattr("gui.table.blocks.area.MOST_SEEN", 1)
    watch_no_more(user)
    put("x\ny")
    user.press("Right")
    user.press("Shift+Down")
    add(core, "New")
    before = stored(core)
    said = list[str]()
    user.desk.operations.failed.connect(lambda error: said.append(str(error)))
    user.press(keys)
    user.wait(lambda: said)
    assert "not where they were" in said[0]
    assert QGuiApplication.clipboard().text() == "x\ny"
    assert stored(core) == before


def test_the_records_that_were_seen_are_exported(user: User, core: Core, tmp_path: Path) -> None:
    watch_no_more(user)
    user.press("Shift+Down")
    add(core, "New")
    user.press("Ctrl+E")
    dialog: ExportDialog = user.dialog(ExportDialog)
    user.write(str(tmp_path / "seen.csv"))
    user.press("Return")
    user.wait_closed(dialog)
    assert [line[0] for line in (tmp_path / "seen.csv").read_text("utf-8").splitlines()[1:]] == ["A", "B"]


def test_a_cut_empties_what_it_copied(user: User, core: Core) -> None:
    put("a\nb")
    user.press("Right")
    user.press("Ctrl+V")
    user.wait(lambda: "Pasted 2 rows" in user.said)
    settle(user)
    user.press("Ctrl+X")
    user.press("Down")
    user.wait(lambda: stored(core)["A"] is None)
    assert stored(core)["B"] == "b"


def test_fill_down_after_typing_into_the_sorted_column(user: User, core: Core) -> None:
    sort_by_title(user)
    user.write("Z")
    user.press("Tab")
    user.press("Left")
    user.press("Shift+Down")
    user.press("Ctrl+D")
    user.wait(lambda: "Filled 1 row" in user.said)
    application, context = core
    rows = application.service("items").window(context, Query(), 0, 10).rows
    assert sorted(row.values[0] for row in rows) == ["C", "D", "Z", "Z"]


def test_cells_are_pasted_into_the_new_row_that_is_not_stored_yet(user: User, core: Core) -> None:
    user.press("Ins")
    user.write("begun")
    user.press("Tab")
    user.press("Left")
    put("E\tfor-E")
    user.press("Ctrl+V")
    assert user.page.model.count == 4
    user.press("Ctrl+S")
    user.wait(lambda: user.page.model.count == 5)
    assert stored(core) == {"A": None, "B": None, "C": None, "D": None, "E": "for-E"}


def test_what_is_left_over_becomes_more_new_rows(user: User, core: Core) -> None:
    user.press("Ins")
    user.write("begun")
    user.press("Tab")
    user.press("Left")
    put("E\tfor-E\nF\tfor-F")
    user.press("Ctrl+V")
    user.wait(lambda: user.page.model.count == 5)
    user.press("Ctrl+S")
    user.wait(lambda: user.page.model.count == 6)
    user.wait(lambda: not len(user.page.model.drafts))
    assert stored(core) == {"A": None, "B": None, "C": None, "D": None, "E": "for-E", "F": "for-F"}


def test_a_block_over_new_rows_is_one_step_with_what_goes_into_the_one_that_was_begun(user: User, core: Core) -> None:
    user.press("Ins")
    user.press("Tab")
    user.write("begun")
    user.press("Tab")
    user.press("Home")
    user.press("Shift+Down")
    user.press("Shift+Space")
    put("E\tfor-E\nF\tfor-F")
    user.press("Ctrl+V")
    user.wait(lambda: user.page.model.count == 5)
    settle(user)
    assert stored(core) == {"A": None, "B": None, "C": None, "D": None, "F": "for-F"}
    assert [user.page.model.value(5, column) for column in (0, 1)] == ["E", "for-E"]
    user.press("Ctrl+Z")
    user.wait(lambda: user.page.model.count == 4)
    settle(user)
    assert [user.page.model.value(4, column) for column in (0, 1)] == [None, "begun"]


@pytest.mark.parametrize("keys", ["Del", "Ctrl+X"])
def test_what_was_typed_beside_cells_that_are_written_is_stored_too(user: User, core: Core, keys: str) -> None:
    """Stored later, it would seem to clash with what was written."""
    user.press("Right")
    user.write("old")
    user.press("Ctrl+S")
    settle(user)
    user.press("Home")
    user.write("Typed")
    user.press("Tab")
    user.press("Shift+Right")
    user.press(keys)
    settle(user)
    user.press("Ctrl+End")
    settle(user)
    assert "Typed" in stored(core)
    assert not len(user.page.model.drafts)


def test_what_was_typed_into_a_row_goes_with_it_however_late_its_deletion_is_known(
    user: User, core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    refreshed, delete = threading.Event(), record_cases.delete_records

    def slowly(**values: Any) -> Callable[[Service, Context], Outcome]:
        work = delete(**values)
        return lambda core, context: (work(core, context), refreshed.wait(10))[0]

    monkeypatch.setattr("gui.table.whole_rows.delete_records", slowly)
    user.press("Right")
    user.write("typed")
    user.press("Tab")
    user.press("Ctrl+Del")
    user.wait(lambda: user.shows("B", "C", "D"))
    refreshed.set()
    settle(user)
    assert not len(user.page.model.drafts)
    assert len(stored(core)) == 3


def test_a_row_that_is_not_deleted_keeps_what_was_typed_and_is_stored(
    user: User, core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(**_: object) -> Callable[[Service, Context], Outcome]:
        def work(_core: Service, _context: Context) -> Outcome:
            raise AccessError("access.delete", singular="Item")

        return work

    monkeypatch.setattr("gui.table.whole_rows.delete_records", refused)
    user.press("Right")
    user.write("typed")
    user.press("Tab")
    user.press("Ctrl+Del")
    settle(user)
    user.press("Down")
    user.wait(lambda: stored(core)["A"] == "typed")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("Ctrl+Del", "Nothing was deleted: the rows were gone already."),
        ("Ctrl+Shift+D", "Nothing was added: the rows were gone already."),
    ],
)
def test_where_all_rows_were_gone_there_is_nothing_to_undo(user: User, core: Core, key: str, said: str) -> None:
    user.press("Shift+Down")
    application, context = core
    service = application.service("items")
    service.delete(context, [row.id for row in service.window(context, Query(), 0, 2).rows])
    user.press(key)
    user.wait(lambda: user.said == said)


def test_a_selection_that_ends_on_the_new_row_is_deleted_as_far_as_it_is_stored(user: User, core: Core) -> None:
    user.press("Ctrl+End")
    user.press("Up")
    user.press("Shift+Down", 2)
    assert user.page.view.currentIndex().row() == user.page.model.count
    assert user.window.commands["record.delete"].isEnabled()
    user.press("Ctrl+Del")
    user.wait(lambda: set(stored(core)) == {"A", "B"})
    user.wait(lambda: not user.window.commands["record.delete"].isEnabled())


def test_columns_selected_from_the_new_row_hold_rows_to_delete(user: User) -> None:
    user.press("Ins")
    assert not user.window.commands["record.delete"].isEnabled()
    user.press("Ctrl+A")
    assert user.window.commands["record.delete"].isEnabled()
