"""Runs core calls on workers and delivers what comes out on the UI thread; the only place with threads.

One writer lane works in order; a few reader lanes work side by side. Whoever asks again and again (a table, a search)
asks through a `Group`: renewing it cancels what is under way and drops answers that come late.
"""

import gc
import sys
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from queue import SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any, Final, Literal, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from core.context import CancelToken

Lane = Literal["read", "write"]
Progress = Callable[[int, int | None], None]

READERS: Final = 3
SWITCH_INTERVAL: Final = 0.0005
"""Seconds after which a busy worker lets the window's thread go on. Painting hands the interpreter over and takes it
back some hundred times a frame; at Python's own 5 ms each, a worker that computes would freeze the window."""
PROGRESS_INTERVAL: Final = 0.05
"""Seconds between two deliveries of progress; what comes in between is dropped."""


class Group:
    """The requests of one asker: only those of the newest generation count."""

    def __init__(self) -> None:
        self.generation = 0
        self._under_way: set[Task] = set()

    @property
    def is_under_way(self) -> bool:
        """Whether anything was asked for and has not ended."""
        return bool(self._under_way)

    @property
    def is_reading(self) -> bool:
        """Whether something is only looked up yet."""
        return any(task.lane == "read" for task in self._under_way)

    def renew(self) -> None:
        """Cancel what is under way and ignore its answers."""
        self.generation += 1
        for task in self._under_way:
            task.cancel.cancel()
        self._under_way.clear()

    def join(self, task: "Task") -> None:
        """Count a task to the present generation."""
        self._under_way.add(task)

    def leave(self, task: "Task") -> None:
        """Forget a task that has ended."""
        self._under_way.discard(task)


class Step(NamedTuple):
    """How far a task has come; the total where it is known."""

    task: "Task"
    done: int
    total: int | None


@dataclass(eq=False)
class Task:
    """One request: `work` runs on a worker, everything else on the UI thread."""

    lane: Lane
    work: Callable[["Task"], Any]
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None]
    report: Callable[[Step], None]
    progressed: Progress | None = None
    group: Group | None = None
    can_stop: bool = True
    """Whether the person may stop it."""
    generation: int = 0
    cancel: CancelToken = field(default_factory=CancelToken)
    result: Any = None
    error: BaseException | None = None
    _reported: float = 0.0

    def run(self) -> None:
        """Do the work; never raises. Worker thread."""
        try:
            self.cancel.raise_if_cancelled()
            self.result = self.work(self)
        except BaseException as error:  # handed to whoever asked, who presents it
            self.error = error

    def progress(self, done: int, total: int | None) -> None:
        """Say how far the work has come. Worker thread."""
        now = monotonic()
        if now - self._reported >= PROGRESS_INTERVAL or done == total:
            self._reported = now
            self.report(Step(self, done, total))

    @property
    def is_stale(self) -> bool:
        """Whether nobody waits for the answer any more."""
        if self.group is not None and self.group.generation != self.generation:
            return True
        return is_orphan(self.done)


def is_orphan(callback: Callable[..., object]) -> bool:
    """Whether the widget whose method this is was deleted meanwhile."""
    receiver = getattr(callback, "__self__", None)
    return isinstance(receiver, QObject) and not isValid(receiver)


class Tasks(QObject):
    """Every request of the window.

    Signals:
        started: a task was asked for.
        ended: it has ended, however.
        step_done: it has come this far.
        idle: nothing is under way any more.
    """

    started = Signal(object)
    ended = Signal(object)
    step_done = Signal(object)
    idle = Signal()
    _arrived = Signal(object)
    _stepped = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(SWITCH_INTERVAL)
        self._under_way: set[Task] = set()
        self._is_closed = False
        self._lanes: dict[Lane, _Workers] = {
            "read": _Workers("reader", READERS, self._arrived.emit),
            "write": _Workers("writer", 1, self._arrived.emit),
        }
        self._warmer: Thread | None = None
        self._waiting: deque[Task] = deque()
        self._delivery = QTimer(self)
        self._delivery.setSingleShot(True)
        self._delivery.timeout.connect(self._deliver)
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._stepped.connect(self._on_stepped, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        lane: Lane,
        work: Callable[[Task], Any],
        *,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
        progressed: Progress | None = None,
        group: Group | None = None,
        can_stop: bool = True,
    ) -> Task:
        """Have `work` done by a worker of the lane; `done` or `failed` is called here, on the UI thread.

        After `close`, when a timer may still be running somewhere, neither is.
        """
        generation = group.generation if group else 0
        task = Task(lane, work, done, failed, self._stepped.emit, progressed, group, can_stop, generation)
        if self._is_closed:
            return task
        if group:
            group.join(task)
        self._under_way.add(task)
        self.started.emit(task)
        self._lanes[lane].put(task)
        return task

    def warm(self, modules: Sequence[str]) -> None:
        """Import these on a worker while there is nothing else to do; nobody is told, and nobody waits for it."""
        self._warmer = Thread(target=self._import, args=(modules,), name="warmer", daemon=True)
        self._warmer.start()

    @property
    def is_writing(self) -> bool:
        """Whether a write is waiting or under way."""
        return bool(self.writes)

    @property
    def writes(self) -> frozenset[Task]:
        """The writes that are waiting or under way."""
        return frozenset(task for task in self._under_way if task.lane == "write")

    @property
    def is_busy(self) -> bool:
        """Whether anything is waiting or under way."""
        return bool(self._under_way)

    def cancel_reads(self) -> None:
        """Ask every read to stop."""
        for task in self._under_way:
            if task.lane == "read":
                task.cancel.cancel()

    def close(self) -> None:
        """Stop reading, finish writing, end the threads. What arrives afterwards is not delivered."""
        self._is_closed = True
        self._delivery.stop()
        self.cancel_reads()
        for workers in self._lanes.values():
            workers.close()
        if self._warmer is not None:
            self._warmer.join()
        self._under_way.clear()

    def _import(self, modules: Sequence[str]) -> None:
        """Worker thread."""
        for name in modules:
            if not self._is_closed:
                import_module(name)
        gc.freeze()  # what is imported stays: looking through all of it for garbage would stall the window each time

    def _on_arrived(self, task: Task) -> None:
        if not self._is_closed:
            self._waiting.append(task)
            self._delivery.start(0)

    def _deliver(self) -> None:
        """One answer each time the event loop turns: what several make of theirs at once would stall the window."""
        task = self._waiting.popleft()
        if self._waiting:
            self._delivery.start(0)
        self._under_way.discard(task)
        stale = task.is_stale
        if task.group:
            task.group.leave(task)
        self.ended.emit(task)
        if not stale:
            if task.error is not None:
                task.failed(task.error)
            else:
                task.done(task.result)
        if not self._under_way:
            self.idle.emit()

    def _on_stepped(self, step: Step) -> None:
        if step.task in self._under_way:
            self.step_done.emit(step)
            if step.task.progressed and not step.task.is_stale:
                step.task.progressed(step.done, step.total)


class _Workers:
    """Threads that take tasks from one queue."""

    def __init__(self, name: str, count: int, report: Callable[[Task], None]) -> None:
        self._queue: SimpleQueue[Task | None] = SimpleQueue()
        self._report = report
        self._threads = [Thread(target=self._run, name=f"{name}-{n}", daemon=True) for n in range(count)]
        for thread in self._threads:
            thread.start()

    def put(self, task: Task) -> None:
        self._queue.put(task)

    def close(self) -> None:
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        while (task := self._queue.get()) is not None:
            task.run()
            self._report(task)
