"""Workers deliver on the UI thread, in order, and only what is still wanted."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from core.errors import CancelledError
from gui.tasks import Group, Task, Tasks

PATIENCE = 5000


class Asker(QObject):
    """Notes what is delivered to it, and on which thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.results: list[object] = []
        self.errors: list[BaseException] = []
        self.steps: list[tuple[int, int | None]] = []
        self.threads: set[int] = set()

    def done(self, result: object) -> None:
        self.results.append(result)
        self.threads.add(threading.get_ident())

    def failed(self, error: BaseException) -> None:
        self.errors.append(error)
        self.threads.add(threading.get_ident())

    def progressed(self, done: int, total: int | None) -> None:
        self.steps.append((done, total))


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


@pytest.fixture
def asker(tasks: Tasks) -> Asker:
    return Asker(tasks)


def test_work_runs_elsewhere_and_answers_here(qtbot: QtBot, tasks: Tasks, asker: Asker) -> None:
    with qtbot.waitSignal(tasks.idle, timeout=PATIENCE):
        tasks.submit("read", lambda _: threading.get_ident(), done=asker.done, failed=asker.failed)
    assert asker.results != [threading.get_ident()]
    assert asker.threads == {threading.get_ident()}


def test_writes_run_one_after_the_other(qtbot: QtBot, tasks: Tasks, asker: Asker) -> None:
    running: list[int] = []

    def work(_: Task) -> int:
        running.append(1)
        assert len(running) == 1
        running.pop()
        return threading.get_ident()

    with qtbot.waitSignal(tasks.idle, timeout=PATIENCE):
        for _ in range(50):
            tasks.submit("write", work, done=asker.done, failed=asker.failed)
    assert not asker.errors
    assert len(asker.results) == 50
    assert len(set(asker.results)) == 1


def test_answers_that_come_together_are_delivered_one_a_turn(qtbot: QtBot, tasks: Tasks, asker: Asker) -> None:
    arrived, seen = threading.Event(), list[int]()
    for number in range(5):
        tasks.submit("write", lambda _, number=number: number, done=asker.done, failed=asker.failed)
    tasks.submit("write", lambda _: arrived.set(), done=asker.done, failed=asker.failed)
    assert arrived.wait(PATIENCE)  # the five before have been answered, and no event was handled since
    turns = QTimer(asker)
    turns.timeout.connect(lambda: seen.append(len(asker.results)))
    turns.start(0)
    with qtbot.waitSignal(tasks.idle, timeout=PATIENCE):
        pass
    turns.stop()
    assert asker.results == [*range(5), None]
    assert {1, 2, 3, 4} <= set(seen)


def test_only_the_newest_request_of_a_group_is_answered(qtbot: QtBot, tasks: Tasks, asker: Asker) -> None:
    group, gate = Group(), threading.Event()

    def slow(task: Task) -> str:
        gate.wait(5)
        task.cancel.raise_if_cancelled()
        return "old"

    old = tasks.submit("read", slow, done=asker.done, failed=asker.failed, group=group)
    group.renew()
    with qtbot.waitSignal(tasks.idle, timeout=PATIENCE):
        tasks.submit("read", lambda _: "new", done=asker.done, failed=asker.failed, group=group)
        gate.set()
    assert asker.results == ["new"]
    assert asker.errors == []
    assert isinstance(old.error, CancelledError)


def test_nothing_is_delivered_to_a_widget_that_is_gone(qtbot: QtBot, tasks: Tasks) -> None:
    gone, gate = Asker(), threading.Event()
    results = gone.results
    with qtbot.waitSignal(tasks.idle, timeout=PATIENCE):
        tasks.submit("read", lambda _: gate.wait(5), done=gone.done, failed=gone.failed)
        gone.deleteLater()
        qtbot.waitSignal(gone.destroyed, timeout=PATIENCE).wait()
        gate.set()
    assert results == []


def test_errors_are_handed_over_and_the_lane_goes_on(qtbot: QtBot, tasks: Tasks, asker: Asker) -> None:
    def broken(_: Task) -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(tasks.idle, timeout=PATIENCE):
        tasks.submit("write", broken, done=asker.done, failed=asker.failed)
        tasks.submit("write", lambda _: 1, done=asker.done, failed=asker.failed)
    assert [type(error) for error in asker.errors] == [ZeroDivisionError]
    assert asker.results == [1]


def test_progress_arrives_with_the_last_step_at_least(qtbot: QtBot, tasks: Tasks, asker: Asker) -> None:
    def work(task: Task) -> None:
        for done in range(1, 101):
            task.progress(done, 100)

    with qtbot.waitSignal(tasks.idle, timeout=PATIENCE):
        tasks.submit("write", work, done=asker.done, failed=asker.failed, progressed=asker.progressed)
    assert asker.steps[-1] == (100, 100)
    assert len(asker.steps) < 100


def test_closing_finishes_writes_and_delivers_nothing(tasks: Tasks, asker: Asker) -> None:
    written: list[int] = []
    for number in range(10):
        tasks.submit("write", lambda _, n=number: written.append(n), done=asker.done, failed=asker.failed)
    tasks.close()
    assert written == list(range(10))
    assert asker.results == []


def test_what_a_timer_asks_for_after_closing_is_not_done(tasks: Tasks, asker: Asker) -> None:
    tasks.close()
    tasks.submit("read", lambda _: 0, done=asker.done, failed=asker.failed)
    assert not tasks.is_busy
