"""Keys pressed right after one that leads to where it is not known yet: they are meant for there."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from core.bootstrap import Application
from core.context import Context
from core.errors import DatabaseError
from core.query.ast import Query
from core.services.contract import Core as Service
from gui import use_cases
from gui.table.page import TablePage
from gui.widgets.activity import Activity
from tests.gui.person import User

Core = tuple[Application, Context]
ROWS = 20
MANY = 320
"""More rows than are read at once."""
BEGIN, END = 4, 12
"""The first and the last row that has a description."""
FILLED = [f"text {row}" for row in range(BEGIN, END + 1)]


@pytest.fixture
def items() -> list[str]:
    return [f"Item {number:02}" for number in range(ROWS)]


@pytest.fixture
def block(user: User, core: Core) -> User:
    """Somebody on the first of some descriptions, between rows that have none."""
    application, context = core
    service = application.service("items")
    rows = service.window(context, Query(), 0, ROWS).rows
    for row in range(BEGIN, END + 1):
        service.update(context, rows[row].id, service.entity.change({"description": f"text {row}"}))
    user.wait(lambda: user.page.model.text(END, 1) == FILLED[-1])
    user.press("Down", times=BEGIN)
    user.press("Right")
    return user


def stored(core: Core) -> list[str | None]:
    """The descriptions as they are stored, in the order of the rows."""
    application, context = core
    return [row.description for row in application.service("items").list(context, Query()).data]


def titles(core: Core) -> list[str]:
    """The titles as they are stored, in the order of the rows."""
    application, context = core
    return [row.title for row in application.service("items").list(context, Query(), limit=MANY).data]


def wait_stored(user: User, core: Core, *filled: str | None) -> None:
    """Wait until the descriptions of the block are these, those around it still none."""
    wanted = [*[None] * BEGIN, *filled, *[None] * (ROWS - END - 1)]
    user.wait(lambda: not user.desk.operations.tasks.is_busy and stored(core) != [*[None] * BEGIN, *FILLED])
    user.wait(lambda: stored(core) == wanted)


def row(user: User) -> int:
    return user.page.view.currentIndex().row()


def test_filling_down_takes_the_selection_up_to_the_edge(block: User, core: Core) -> None:
    block.press("Ctrl+Shift+Down")
    block.press("Ctrl+D")
    wait_stored(block, core, *[FILLED[0]] * len(FILLED))


def test_clearing_takes_the_selection_up_to_the_edge(block: User, core: Core) -> None:
    block.press("Ctrl+Shift+Down")
    block.press("Del")
    wait_stored(block, core, *[None] * len(FILLED))


def test_deleting_takes_the_record_at_the_edge(block: User, core: Core) -> None:
    block.press("Ctrl+Down")
    block.press("Ctrl+Del")
    block.wait(lambda: len(stored(core)) == ROWS - 1)
    assert [text for text in stored(core) if text] == FILLED[:-1]


def test_typing_goes_into_the_cell_at_the_edge(block: User, core: Core) -> None:
    block.press("Ctrl+Down")
    block.write("new")
    block.press("Ctrl+S")
    wait_stored(block, core, *FILLED[:-1], "new")
    assert row(block) == END


def test_several_edges_follow_one_another(block: User) -> None:
    block.press("Ctrl+Down", times=2)
    block.press("Up")
    block.wait(lambda: row(block) == ROWS - 2)
    block.press("Ctrl+Up", times=3)
    block.wait(lambda: row(block) == 0)


@pytest.fixture
def slow(block: User, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Edges are not found before this is set."""
    gate, find = threading.Event(), use_cases.find_edge

    def slowly(*, resource: str, query: Query, start: int, step: int, field: str) -> Callable[[Service, Context], int]:
        work = find(resource=resource, query=query, start=start, step=step, field=field)
        return lambda core, context: (gate.wait(10), work(core, context))[1]

    monkeypatch.setattr(use_cases, "find_edge", slowly)
    yield gate
    gate.set()
    block.wait(lambda: not block.desk.operations.tasks.is_busy)


def test_escape_gives_up_the_way_to_the_edge_and_what_was_typed(block: User, slow: threading.Event, core: Core) -> None:
    activity = block.window.findChild(Activity)
    assert isinstance(activity, Activity)
    block.press("Ctrl+Down")
    block.press("Ctrl+Del")
    block.wait(activity.label.isVisible)
    assert (row(block), activity.label.text()) == (BEGIN, "Loading…")
    block.press("Esc")
    slow.set()
    block.wait(lambda: not block.desk.operations.tasks.is_busy)
    assert (row(block), len(stored(core))) == (BEGIN, ROWS)
    block.press("Down")
    assert row(block) == BEGIN + 1


def test_a_click_gives_up_the_way_to_the_edge(block: User, slow: threading.Event, core: Core) -> None:
    view = block.page.view
    block.press("Ctrl+Down")
    block.press("Del")
    block.click(view.viewport(), view.visualRect(view.rows.index(1, 1)).center())
    slow.set()
    block.wait(lambda: not block.desk.operations.tasks.is_busy)
    assert (row(block), stored(core)[BEGIN]) == (1, FILLED[0])


def test_the_edge_is_that_of_the_rows_as_they_are_by_then(block: User, slow: threading.Event, core: Core) -> None:
    application, context = core
    block.press("Ctrl+Down")
    block.press("Del")
    block.press("Ctrl+S")
    service = application.service("items")
    service.delete(context, [service.window(context, Query(), 0, 1).rows[0].id])
    block.wait(lambda: block.page.model.count == ROWS - 1)
    slow.set()
    block.wait(lambda: row(block) == END - 1 and stored(core)[END - 1] is None)
    assert [text for text in stored(core) if text] == FILLED[:-1]


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """What is slow waits until this is set."""
    made = threading.Event()
    yield made
    made.set()


@pytest.fixture
def counting(user: User, core: Core, monkeypatch: pytest.MonkeyPatch, gate: threading.Event) -> User:
    """Somebody who searched and found more rows than are read at once; they are not counted before the gate is open."""
    add_many(core)
    user.wait(lambda: user.page.model.count == MANY)
    count_slowly(monkeypatch, gate)
    user.press("Ctrl+F")
    user.write("e")
    user.press("Return")
    user.wait(lambda: user.page.model.query == user.page.query and not user.page.model.is_counted)
    return user


def add_many(core: Core) -> None:
    application, context = core
    service = application.service("items")
    service.create_many(context, (service.entity.new({"title": f"More {number}"}) for number in range(MANY - ROWS)))


def count_slowly(monkeypatch: pytest.MonkeyPatch, gate: threading.Event) -> None:
    count = use_cases.count_rows

    def slowly(*, resource: str, query: Query) -> Callable[[Service, Context], int]:
        work = count(resource=resource, query=query)
        return lambda core, context: (gate.wait(10), work(core, context))[1]

    monkeypatch.setattr(use_cases, "count_rows", slowly)


def test_keys_wait_for_the_last_row_until_it_is_counted(counting: User, core: Core, gate: threading.Event) -> None:
    application, context = core
    service = application.service("items")
    last = service.window(context, Query(), MANY - 1, 1).rows[0].id
    counting.press("Ctrl+End")
    counting.press("Ctrl+Del")
    gate.set()
    counting.wait(lambda: counting.page.model.count == MANY - 1)
    assert service.labels(context, [last]) == {}


def test_keys_wait_for_everything_to_be_counted(counting: User, core: Core, gate: threading.Event) -> None:
    counting.press("Ctrl+A")
    counting.press("Ctrl+D")
    gate.set()
    counting.wait(lambda: len(set(titles(core))) == 1)


def test_escape_takes_back_what_was_typed_for_everything_and_leaves_it_selected(
    counting: User, core: Core, gate: threading.Event
) -> None:
    counting.press("Ctrl+A")
    counting.press("Ctrl+D")
    counting.press("Esc")
    gate.set()
    counting.wait(lambda: counting.page.model.count == MANY)
    counting.wait(lambda: not counting.desk.operations.tasks.is_busy)
    assert counting.page.view.selection.ranges() == [range(MANY)]
    assert len(set(titles(core))) == MANY


@pytest.mark.parametrize("keys", ["Ctrl+A", "Ctrl+End", "Ctrl+Down"])
def test_keys_wait_no_longer_once_counting_has_failed(
    user: User, core: Core, monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    add_many(core)
    user.wait(lambda: user.page.model.count == MANY)

    def refuse(core: Service, context: Context) -> int:
        raise DatabaseError

    monkeypatch.setattr(use_cases, "count_rows", lambda **_: refuse)
    user.press("Ctrl+F")
    user.write("e")
    user.press("Return")
    user.wait(user.window.banner.isVisible)
    assert not user.page.model.is_counted
    user.press("Down")
    user.press(keys)
    user.press("Ctrl+Home")
    assert row(user) == 0


def test_all_rows_known_so_far_are_not_everything(counting: User, core: Core) -> None:
    known = counting.page.model.count
    counting.press("Shift+Down", times=known - 1)
    counting.press("Ctrl+Del")
    counting.wait(lambda: len(titles(core)) < MANY)
    assert len(titles(core)) == MANY - known


def test_everything_is_selected_although_no_row_is_here_yet(
    core: Core, open_desk: Callable[..., User], monkeypatch: pytest.MonkeyPatch, gate: threading.Event
) -> None:
    add_many(core)
    count_slowly(monkeypatch, gate)
    user = open_desk(waits=False)
    user.wait(lambda: isinstance(user.window.page, TablePage))
    user.wait(user.window.isActiveWindow)
    assert not user.page.model.is_loaded
    user.press("Ctrl+A")
    user.wait(lambda: user.page.model.is_loaded)
    gate.set()
    user.wait(lambda: user.page.model.is_counted and not user.desk.operations.tasks.is_busy)
    assert user.page.view.selection.ranges() == [range(MANY - ROWS)]


@pytest.fixture
def reading(user: User, core: Core, monkeypatch: pytest.MonkeyPatch, gate: threading.Event) -> User:
    """Somebody for whom rows are read, and records found, not before the gate is open."""
    for name in ("read_window", "find_place"):
        read = getattr(use_cases, name)

        def slowly(read: Callable[..., Callable[[Service, Context], Any]] = read, **values: Any) -> Any:
            work = read(**values)
            return lambda core, context: (gate.wait(10), work(core, context))[1]

        monkeypatch.setattr(use_cases, name, slowly)
    return user


def test_everything_is_what_was_searched_for_and_not_what_was_there_before(
    reading: User, core: Core, gate: threading.Event
) -> None:
    reading.press("Ctrl+F")
    reading.write("0")
    reading.press("Return")
    reading.press("Ctrl+A")
    reading.press("Ctrl+Del")
    gate.set()
    reading.wait(lambda: len(titles(core)) < ROWS)
    assert titles(core) == [f"Item {number}" for number in range(11, ROWS)]


def test_everything_stays_selected_when_the_rows_come_in_another_order(reading: User, gate: threading.Event) -> None:
    reading.press("Down", times=3)
    reading.press("F8")
    reading.press("Ctrl+A")
    gate.set()
    reading.wait(lambda: not reading.desk.operations.tasks.is_busy)
    assert reading.page.view.selection.ranges() == [range(ROWS)]
