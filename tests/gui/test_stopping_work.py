"""Stopping what is under way, by button and by key: nothing of it is left, and nothing that was typed is lost."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtGui import QKeySequence
from sqlalchemy import text

from core.bootstrap import Application
from core.context import Context
from core.query.ast import Query
from core.unit_of_work import Label
from gui import undo_cases, use_cases
from gui.table.blocks import giving
from gui.widgets.activity import Activity
from tests.gui.late import late
from tests.gui.person import PATIENCE, User

Core = tuple[Application, Context]
TITLES = [f"Item {number}" for number in range(6)]
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) SELECT max(i) FROM n"


@pytest.fixture
def items() -> list[str]:
    return TITLES


@pytest.fixture
def activity(user: User) -> Activity:
    return user.window.status.activity


class Slow:
    """Has use cases take a very long time once they have written, inside their transaction."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.is_on = True
        self._patch = patch

    def down(self, module: Any, name: str) -> None:
        """Slow this use case down for as long as this is on."""
        real = getattr(module, name)

        def slow(**values: Any) -> Callable[[Application, Context], Any]:
            work = real(**values)
            return lambda core, context: self._done(core, context, work)

        self._patch.setattr(module, name, slow)

    def _done(self, core: Application, context: Context, work: Callable[[Application, Context], Any]) -> Any:
        with core.units.write(context, Label("update")) as unit:
            result = work(core, context)
            if self.is_on:
                unit.connection.execute(text(NUMBERS))
            return result


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    return Slow(monkeypatch)


def by_key(user: User, *, writes: int = 1) -> None:
    """Whatever else waits, once so many changes are under way."""
    action = user.window.commands["edit.stop"]
    user._qtbot.waitUntil(lambda: stoppable(user) == writes and action.isEnabled(), timeout=PATIENCE)
    user.press("Ctrl+.")


def by_button(user: User) -> None:
    stop = user.window.status.activity.stop
    user.wait(lambda: stoppable(user) and stop.isVisible())
    user.click(stop, stop.rect().center())


def stoppable(user: User) -> int:
    return sum(task.can_stop for task in user.desk.operations.tasks.writes)


def stored(core: Core) -> list[str]:
    application, context = core
    return [str(row.values[0]) for row in application.service("items").window(context, Query(), 0, 100).rows]


def wait_idle(user: User) -> None:
    user.wait(lambda: not user.desk.operations.tasks.is_busy)


def typed(user: User) -> list[dict[str, Any]]:
    return [dict(draft.cells) for draft in user.page.model.drafts]


def fill(user: User) -> None:
    """Type a value for the whole first column."""
    user.press("Ctrl+Space")
    user.write("Same")
    user.press("Ctrl+Return")


@pytest.mark.parametrize("stop", [by_key, by_button])
def test_a_fill_that_is_stopped_leaves_the_value_typed_and_is_done_again(
    user: User, core: Core, slow: Slow, stop: Callable[[User], None]
) -> None:
    slow.down(giving, "put_cells")
    fill(user)
    stop(user)
    user.wait(lambda: "Stopped" in user.said)
    wait_idle(user)
    assert (stored(core), typed(user)) == (TITLES, [{"title": "Same"}])
    assert user.page.view.selection.ranges() == [range(6)]
    slow.is_on = False
    user.press("Ctrl+Return")
    user.wait(lambda: "Filled 6 rows" in user.said)
    wait_idle(user)
    assert (stored(core), typed(user)) == (["Same"] * 6, [])


@pytest.mark.parametrize(("keys", "case", "then"), [("Ctrl+Z", "undo", TITLES), ("Ctrl+Y", "redo", ["Same"] * 6)])
def test_a_step_that_is_stopped_on_its_way_back_or_forth_is_turned_later(
    user: User, core: Core, slow: Slow, keys: str, case: str, then: list[str]
) -> None:
    fill(user)
    user.wait(lambda: "Filled 6 rows" in user.said)
    wait_idle(user)
    if case == "redo":
        user.press("Ctrl+Z")
        user.wait(lambda: "Undone" in user.said)
        wait_idle(user)
    before = stored(core)
    slow.down(undo_cases, case)
    user.press(keys)
    by_key(user)
    user.wait(lambda: "Stopped" in user.said)
    wait_idle(user)
    assert stored(core) == before
    slow.is_on = False
    user.press(keys)
    user.wait(lambda: stored(core) == then)


def test_rows_that_wait_to_be_stored_stay_typed(user: User, core: Core, slow: Slow) -> None:
    slow.down(use_cases, "change_record")
    for title in ("one", "two"):
        user.write(title)
        user.press("Return")
    user.press("Down")
    by_key(user, writes=2)
    wait_idle(user)
    assert (stored(core), typed(user)) == (TITLES, [{"title": "one"}, {"title": "two"}])
    slow.is_on = False
    user.press("Ctrl+Home")
    for title in ("one", "two"):
        user.press("Ctrl+S")
        user.wait(lambda title=title: title in stored(core))
        user.press("Down")
    assert stored(core) == ["one", "two", *TITLES[2:]]


def test_what_is_kept_of_what_was_typed_is_not_stopped(user: User, activity: Activity) -> None:
    gate, kept = threading.Event(), list[object]()
    operations = user.desk.operations
    operations.in_turn(lambda core, context: gate.wait(10), done=kept.append)
    operations.in_turn(lambda core, context: "kept", done=kept.append)
    user.wait(lambda: activity.label.isVisible() and not user.window.commands["edit.stop"].isEnabled())
    activity.stop_all()
    gate.set()
    user.wait(lambda: kept == [True, "kept"])


def test_the_keyboard_goes_back_to_the_table_when_the_button_goes(user: User, slow: Slow, activity: Activity) -> None:
    slow.down(giving, "put_cells")
    fill(user)
    user.wait(lambda: stoppable(user) and activity.stop.isVisible())
    user.press("F6", 2)
    for _ in range(10):
        if user.focus is not activity.stop:
            user.press("Tab")
    assert user.focus is activity.stop
    user.press("Space")
    user.wait(lambda: "Stopped" in user.said and not activity.stop.isVisible())
    assert user.focus is user.page.view


def test_the_key_is_there_while_there_is_something_to_stop_and_the_button_names_it(
    user: User, slow: Slow, activity: Activity
) -> None:
    action = user.window.commands["edit.stop"]
    wait_idle(user)
    assert not action.isEnabled()
    slow.down(giving, "put_cells")
    fill(user)
    user.wait(lambda: stoppable(user) and action.isEnabled())
    assert activity.stop.toolTip() == action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    user.press("Ctrl+.")
    wait_idle(user)
    assert not action.isEnabled()


def test_the_key_is_for_now_though_others_wait(user: User, core: Core, slow: Slow) -> None:
    slow.down(giving, "put_cells")
    fill(user)
    user.press("Ctrl+Del")
    by_key(user)
    user.wait(lambda: "Deleted" in user.said)
    assert stored(core) == []


def test_it_says_working_whatever_else_is_loaded(
    user: User, slow: Slow, activity: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()
    user.desk.operations.read(lambda core, context: gate.wait(20), done=lambda _waited: None)
    user.wait(activity.label.isVisible)
    assert activity.label.text() == "Loading…"
    slow.down(giving, "put_cells")
    fill(user)
    user.wait(lambda: activity.label.text() == "Working…")
    by_key(user)
    user.wait(lambda: activity.label.text() == "Loading…")
    gate.set()
    wait_idle(user)


@pytest.fixture
def sought(user: User, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """The table is sorted anew, and the cursor's record is not found in the new order before this is set."""
    user.press("Down", 3)
    gate = late(monkeypatch, "find_place")
    user.press("F8")
    user._qtbot.waitUntil(lambda: user.page.settling.is_awaiting)
    yield gate
    gate.set()
    wait_idle(user)


def test_escape_takes_back_a_fill_that_waits_and_leaves_the_value_typed(
    user: User, core: Core, sought: threading.Event
) -> None:
    fill(user)
    user.press("Esc")
    assert user.said == "Nothing was changed. What you typed is kept."
    sought.set()
    user.wait(lambda: user.page.editing.open_editor is not None)
    wait_idle(user)
    assert (user.focus.property("text"), stored(core)) == ("Same", TITLES)
    user.press("Ctrl+Return")
    user.wait(lambda: stored(core) == ["Same"] * 6)


def test_a_second_escape_takes_back_what_was_typed_as_well(user: User, core: Core, sought: threading.Event) -> None:
    fill(user)
    user.press("Esc", 2)
    assert user.said == "Nothing was changed: what you pressed was not done."
    sought.set()
    wait_idle(user)
    assert (user.page.editing.open_editor, typed(user), stored(core)) == (None, [], TITLES)
