"""The one door from the window to the core: reads and writes with progress, errors, undo and change notices."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from core.errors import AppError, CancelledError
from gui.changes import ChangeBridge
from gui.draft_box import DraftBox
from gui.tasks import Group, Lane, Progress, Task, Tasks, is_orphan

if TYPE_CHECKING:
    from core.context import Context
    from core.entities import Entities
    from core.journal.undo import UndoState
    from core.services.contract import Core
    from gui.held_drafts import HeldDrafts

    Work = Callable[[Core, Context], "T"]

T = TypeVar("T")


@dataclass
class _Change:
    """One of the changes asked for, by whom, and what undo would do after it; None where that is not known."""

    number: int
    context: "Context"
    state: "UndoState | None" = None


class Operations(QObject):
    """Runs a use case of `gui.use_cases` on the core. UI thread only; the use case itself runs on a worker.

    Signals:
        undo_state_changed: what undo and redo would do now (`UndoState`).
        failed: something that the asker does not present itself.
        said: a line for the status bar.
        offered: a line that is true until something is typed or changed, such as what undo would do.
        announced: a command has changed something that can be taken back.
        refused: a command has changed nothing, for something of it is refused.
        writing: something is about to be changed.
        change_ended: the change of this number (of those asked for) is made or has failed, and this is what undo would
            do then (`UndoState`); None where that is as before.
    """

    undo_state_changed = Signal(object)
    failed = Signal(object)
    said = Signal(str)
    offered = Signal(str)
    announced = Signal(str)
    refused = Signal()
    writing = Signal()
    change_ended = Signal(int, object)

    def __init__(
        self, tasks: Tasks, parent: QObject | None = None, *, windows: "list[HeldDrafts] | None" = None
    ) -> None:
        """`windows` is shared by the windows of a process."""
        super().__init__(parent)
        self.tasks = tasks
        self.changes = ChangeBridge(self)
        self.drafts = DraftBox(self, [] if windows is None else windows)
        self._core: Core | None = None
        self._context: Context | None = None
        self._undo_group = Group()
        self.commands = Group()
        """Changes that somebody asked for by a command and that no table shows yet."""
        self.copies = Group()
        """What is on its way into the clipboard."""
        self.asked = self.told = 0
        """How many changes were asked for, and of how many it was told what undo would do after them."""
        self._steps: dict[Task, _Change] = {}
        tasks.ended.connect(self._on_task_ended)
        self.changes.changed.connect(self._on_changed)

    def attach(self, core: "Core", context: "Context") -> None:
        """Work on this core as this actor from now on."""
        from core.journal.undo import UndoState

        self._core, self._context = core, context
        self.undo_state_changed.emit(UndoState(None, None))  # what another one did is nobody else's business
        self.changes.attach(core.changes)
        self._refresh_undo_state()

    @property
    def context(self) -> "Context":
        """Who works here, and in which time zone."""
        assert self._context is not None
        return self._context

    @property
    def entities(self) -> "Entities":
        """The registered collections."""
        assert self._core is not None
        return self._core.entities

    def read(
        self,
        work: "Work[T]",
        *,
        done: Callable[[T], None],
        failed: Callable[[AppError], None] | None = None,
        progressed: Progress | None = None,
        group: Group | None = None,
    ) -> Task:
        """Read something; `failed` gets expected errors where the asker presents them itself."""
        return self._submit("read", work, done=done, failed=failed, progressed=progressed, group=group)

    def write(
        self,
        work: "Work[T]",
        *,
        done: Callable[[T], None],
        failed: Callable[[AppError], None] | None = None,
        progressed: Progress | None = None,
        group: Group | None = None,
    ) -> Task:
        """Change something, in the order asked for; it is said where the person stops it, and nothing is changed."""
        self._undo_group.renew()  # what undo would do is another thing once this is done
        self.writing.emit()
        self.asked += 1
        change = _Change(self.asked, self.context)

        def changing(core: "Core", context: "Context") -> "T":
            result = work(core, context)
            change.state = _state_after(core, context)
            return result

        task = self._submit("write", changing, done=done, failed=failed, progressed=progressed, group=group)
        self._steps[task] = change
        return task

    def in_turn(
        self,
        work: "Work[T]",
        *,
        done: Callable[[T], None],
        failed: Callable[[AppError], None] | None = None,
        group: Group | None = None,
    ) -> Task:
        """Do something in the order of the changes that is none: keep what no undo takes back, read what was stored.

        Nobody stops it: what is kept so was typed.
        """
        return self._submit("write", work, done=done, failed=failed, group=group, can_stop=False)

    def say(self, text: str) -> None:
        """Show a line in the status bar."""
        self.said.emit(text)

    def offer(self, text: str) -> None:
        """Show a line, such as what undo would do, until something is typed or changed."""
        self.offered.emit(text)

    def announce(self, text: str) -> None:
        """Say what a command has changed, with a way to take it back."""
        self.announced.emit(text)

    def close(self) -> None:
        """Wait for writes, end the threads, give back the core."""
        self._undo_group.renew()
        self.tasks.close()
        self.drafts.close()
        self.changes.detach()
        if self._core is not None:
            self._core.close()
            self._core = None

    def _submit(
        self,
        lane: Lane,
        work: "Work[Any]",
        *,
        done: Callable[[Any], None],
        failed: Callable[[AppError], None] | None,
        progressed: Progress | None = None,
        group: Group | None = None,
        can_stop: bool = True,
    ) -> Task:
        core, context = self._core, self.context

        def run(task: Task) -> Any:
            assert core is not None
            return work(core, core.as_now(context).with_progress(task.progress, task.cancel))

        def finish(result: Any) -> None:
            if not is_orphan(done):
                done(result)

        def present(error: BaseException) -> None:
            if lane == "read" and isinstance(error, AppError) and context is not self._context:
                return  # whoever asked does not work here any more
            if lane == "write" and isinstance(error, CancelledError):
                self.say(self.tr("Stopped. Nothing was changed."))
            if failed is None or not isinstance(error, AppError):
                self.failed.emit(error)
            elif not is_orphan(failed):
                failed(error)
            elif lane == "write":
                self.failed.emit(error)  # whoever asked is gone, but somebody wanted it stored

        return self.tasks.submit(
            lane, run, done=finish, failed=present, progressed=progressed, group=group, can_stop=can_stop
        )

    def _on_task_ended(self, task: Task) -> None:
        change = self._steps.pop(task, None)
        if change is None:
            return
        self.change_ended.emit(change.number, change.state)
        if change.state is None or change.context is not self._context:
            self._refresh_undo_state()
        elif not self._steps:
            self._on_undo_state(self.asked, change.state)

    def _on_changed(self) -> None:
        """One's own changes are told of once they have ended."""
        if not self._steps:
            self._refresh_undo_state()

    def _refresh_undo_state(self) -> None:
        if self._core is not None:
            self._undo_group.renew()
            done = partial(self._on_undo_state, self.asked - len(self._steps))
            self.read(_undo_state, done=done, group=self._undo_group)

    def _on_undo_state(self, told: int, state: "UndoState") -> None:
        self.told = told
        self.undo_state_changed.emit(state)


def _undo_state(core: "Core", context: "Context") -> "UndoState":
    return core.undo.state(context)


def _state_after(core: "Core", context: "Context") -> "UndoState | None":
    """Worker thread. None where this very change was the last that somebody may do or ask."""
    from core.context import CancelToken, ignore_progress

    try:
        return core.undo.state(context.with_progress(ignore_progress, CancelToken()))
    except AppError:
        return None
