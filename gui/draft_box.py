"""What was typed in one window and not saved: stored for another day, held here while the database takes nothing."""

from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import AppError

if TYPE_CHECKING:
    from core.desk.drafts import Draft, DraftPlace
    from gui.operations import Operations
    from gui.tasks import Task

AGAIN_MS: Final = 5000
"""How long after a refusal it is tried again."""


class DraftBox(QObject):
    """Stays as long as the window: the form that a draft is of may be gone when it turns out to be refused.

    Signals:
        wanted: whoever has something that was typed keeps it now.
    """

    wanted = Signal()

    def __init__(self, operations: "Operations") -> None:
        super().__init__(operations)
        self._operations = operations
        self._held: dict[UUID, Draft] = {}
        self.reason = ""
        """Why the newest draft that is held could not be stored."""
        self._attempt: Task | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._try_again)

    @property
    def is_empty(self) -> bool:
        """Whether everything is stored: else closing the window would lose something."""
        return not self._held

    def keep(self, draft: "Draft") -> None:
        """Store a draft in place of the one with its id."""
        from gui import desk_cases

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
        self._operations.in_turn(desk_cases.forget_draft(draft=draft), done=self._on_forgotten)

    def give_up(self) -> None:
        """The person lets go of what could not be stored."""
        self._held.clear()
        self._again.stop()

    def held(self, resource: str, place: "DraftPlace") -> "list[Draft]":
        """The drafts that could not be stored, newest first."""
        of_place = [draft for draft in self._held.values() if (draft.resource, draft.place) == (resource, place)]
        return of_place[::-1]

    def _on_kept(self, draft: "Draft") -> None:
        if self._held.get(draft.id) is draft:
            del self._held[draft.id]

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

    def _on_forgotten(self, _nothing: None) -> None:
        """Nobody needs to be told."""
