"""What was typed in one window and not saved: stored for another day, held here while the database takes nothing."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import AppError
from gui.held_drafts import HeldDrafts

if TYPE_CHECKING:
    from core.desk.drafts import Draft, DraftPlace
    from gui.held_drafts import Key
    from gui.operations import Operations
    from gui.tasks import Task

AGAIN_MS: Final = 5000
"""How long after a refusal it is tried again."""


class DraftBox(QObject):
    """Stays as long as the window: the form that a draft is of may be gone when it turns out to be refused.

    Signals:
        wanted: whoever has something that was typed keeps it now.
        forgotten_elsewhere: another window has forgotten a draft (its `Key`) that may be here, too.
    """

    wanted = Signal()
    forgotten_elsewhere = Signal(object)

    def __init__(self, operations: "Operations", windows: list[HeldDrafts]) -> None:
        super().__init__(operations)
        self._operations = operations
        self._here = HeldDrafts(self, windows)
        self._here.forgotten_elsewhere.connect(self.forgotten_elsewhere)
        self._held: dict[UUID, Draft] = {}
        """Those that could not be stored; without texts, those that could not be forgotten."""
        self._being_saved: dict[Task, Draft] = {}
        self.reason = ""
        """Why the newest draft that is held could not be stored."""
        self._attempt: Task | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._try_again)
        operations.tasks.ended.connect(self._on_task_ended)

    @property
    def is_empty(self) -> bool:
        """Whether everything is stored: else closing the window would lose something."""
        return not any(draft.texts for draft in self._held.values())

    def key(self, draft: "Draft") -> "Key":
        """Which draft it is, in whichever window."""
        return self._operations.context.actor.id, draft.place, draft.record_id or draft.id

    def hold(self, draft: "Draft", holder: QObject) -> None:
        """What was typed stands in this row or form: no other window brings it back for as long as that is there."""
        self._here.hold(self.key(draft), holder)

    def elsewhere(self) -> "frozenset[Key]":
        """What other windows hold."""
        return self._here.elsewhere()

    def free(self, found: "Sequence[Draft]", asked: "frozenset[Key]" = frozenset()) -> "list[Draft]":
        """Without what other windows hold, or held when it was `asked` for: they may have saved it meanwhile."""
        taken = asked | self.elsewhere()
        return [draft for draft in found if self.key(draft) not in taken]

    def keep(self, draft: "Draft", holder: QObject | None = None) -> None:
        """Store a draft in place of the one with its id; it stands in `holder`."""
        from gui import desk_cases

        if holder is not None:
            self.hold(draft, holder)
        self._held[draft.id] = draft
        self._operations.in_turn(desk_cases.keep_draft(draft=draft), done=self._on_kept, failed=self._on_refused)

    def keep_all(self) -> None:
        """Keep what is typed anywhere in the window, and try again with what could not be stored."""
        for draft in tuple(self._held.values()):
            self.keep(draft)
        self.wanted.emit()

    def forget(self, draft: "Draft") -> None:
        """What was typed is saved or discarded."""
        from gui import desk_cases

        self._held.pop(draft.id, None)
        self._here.let_go(self.key(draft))
        done, failed = partial(self._on_forgotten, draft), partial(self._on_not_forgotten, draft)
        self._operations.in_turn(desk_cases.forget_draft(draft=draft), done=done, failed=failed)

    def forget_after(self, task: "Task", draft: "Draft") -> None:
        """What was typed is being saved by a task: forget it unless that fails."""
        self._being_saved[task] = draft

    def give_up(self) -> None:
        """The person lets go of what could not be stored."""
        self._held.clear()
        self._again.stop()

    def close(self) -> None:
        """The window goes."""
        self._again.stop()
        self._here.close()

    def held(self, resource: str, place: "DraftPlace") -> "list[Draft]":
        """The drafts that could not be stored, newest first."""
        of_place = [draft for draft in self._held.values() if (draft.resource, draft.place) == (resource, place)]
        return [draft for draft in reversed(of_place) if draft.texts]

    def _on_task_ended(self, task: "Task") -> None:
        draft = self._being_saved.pop(task, None)
        if draft is not None and task.error is None:
            self.forget(draft)

    def _on_kept(self, draft: "Draft") -> None:
        if self._held.get(draft.id) is draft:
            del self._held[draft.id]
            if not draft.texts:
                self._here.on_forgotten(self.key(draft))

    def _on_refused(self, error: AppError) -> None:
        self.reason = str(error)
        self._operations.failed.emit(error)
        self._again.start(AGAIN_MS)

    def _try_again(self) -> None:
        """Store the oldest that is held, and after it the next; if it is refused once more, nobody is told again."""
        from gui import desk_cases

        if self._held and self._attempt not in self._operations.tasks.writes:
            work = desk_cases.keep_draft(draft=next(iter(self._held.values())))
            done, failed = self._on_kept_at_last, self._on_refused_again
            self._attempt = self._operations.in_turn(work, done=done, failed=failed)

    def _on_kept_at_last(self, draft: "Draft") -> None:
        self._on_kept(draft)
        self._try_again()

    def _on_refused_again(self, error: AppError) -> None:
        self.reason = str(error)
        self._again.start(AGAIN_MS)

    def _on_forgotten(self, draft: "Draft", _nothing: None) -> None:
        self._here.on_forgotten(self.key(draft))

    def _on_not_forgotten(self, draft: "Draft", error: AppError) -> None:
        """What was saved would come back as not saved: until it can be forgotten, it is held without texts."""
        self._held.setdefault(draft.id, replace(draft, texts={}))
        self._on_refused_again(error)
