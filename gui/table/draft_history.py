"""In which order cells were typed and the journal got its steps, for what is typed and not stored yet."""

from collections.abc import Container, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from gui.operations import Operations
from gui.table.drafts import Drafts, RowDraft

if TYPE_CHECKING:
    from core.journal.undo import UndoState

ABSENT: Final = object()
"""In place of a value: nothing is typed into the cell."""


class TypedCell(NamedTuple):
    """What was typed into a cell, and what was typed there before."""

    draft: RowDraft
    name: str
    before: Any
    after: Any


@dataclass(eq=False)
class TypedStep:
    """What was typed at once; `asked` changes of the journal had been asked for when it was last done or taken back."""

    asked: int
    cells: list[TypedCell] = field(default_factory=list[TypedCell])
    newest: int | None = None
    """The newest step of the journal before it, 0 for none, None while that is not known."""
    joined: int = 0
    """Which of the changes asked for did the same to rows that are stored: they are one step. 0 for none."""
    partner: int | None = None
    """That step of the journal, once it is known."""
    instead: int = 0
    """The step of the journal that redo would have done again when this was typed; 0 for none."""
    gives_up: bool = False
    """Whether rows were left as if nothing had been typed into them."""
    begun: int = 0
    """How many of the cells were a step of their own before the others were typed."""
    ended: "list[TypedStep]" = field(default_factory=list["TypedStep"])
    """What could have been done again when this was typed."""

    @property
    def drafts(self) -> set[UUID]:
        """The rows that something was typed into."""
        return {cell.draft.id for cell in self.cells}


class DraftHistory(QObject):
    """What can be taken back in one table's drafts, and done again, each as long as it is not stored.

    Signals:
        changed: it is something else now.
        grown: something was typed.
    """

    changed = Signal()
    grown = Signal()

    def __init__(self, drafts: Drafts, operations: Operations) -> None:
        super().__init__(drafts)
        self._operations = operations
        self._past: list[TypedStep] = []
        self._future: list[TypedStep] = []
        self._open: TypedStep | None = None
        self._top = self._redo = 0
        """The steps of the journal that undo and redo would take, 0 for none."""
        self._ended = self._before = self._last = 0
        """The change that ended last, and the steps that undo would have taken before and after it."""
        drafts.done_with.connect(self.forget)
        operations.change_ended.connect(self._on_change_ended)
        operations.undo_state_changed.connect(self._on_undo_state_changed)

    @property
    def has_past(self) -> bool:
        """Whether anything typed could be taken back."""
        return bool(self._past)

    @property
    def has_future(self) -> bool:
        """Whether anything that was taken back could be done again."""
        return bool(self._future)

    @property
    def with_undo(self) -> TypedStep | None:
        """What was typed in one with the step that undo of the journal takes back next."""
        return self.undone_with(self._top)

    @property
    def with_redo(self) -> TypedStep | None:
        """The same of redo."""
        return self.redone_with(self._redo)

    @property
    def ends_redo(self) -> bool:
        """Whether something was typed since the step of the journal was taken back that redo would do again."""
        return any(self._redo == step.instead != 0 for step in self._past)

    @property
    def is_undecided(self) -> bool:
        """Whether it is not known yet if the journal got a newer step than what was typed last."""
        ends = (steps[-1] for steps in (self._past, self._future) if steps)
        return not self._is_settled and any(step.asked != self._operations.asked for step in ends)

    @property
    def is_together(self) -> bool:
        """Whether what is typed now belongs to one step."""
        return self._open is not None

    @contextmanager
    def together(self, begun: tuple[RowDraft, str] | None = None) -> Generator[TypedStep]:
        """What is typed meanwhile is one step, with what was typed last if that was into the cell where it begun."""
        step = self._open = self._begun()
        last = None if begun is None else self.next_back()
        if last is not None and not last.joined and [cell[:2] for cell in last.cells] == [begun]:
            step.cells = self._past.pop().cells
            step.begun = len(step.cells)
        try:
            yield step
        finally:
            self._open = None
            self._append(step)

    def record(self, cell: TypedCell) -> None:
        """A cell was typed."""
        step = self._open or self._begun()
        step.cells.append(cell)
        if step is not self._open:
            self._append(step)

    def join(self, step: TypedStep, change: int | None = None) -> None:
        """A change of those asked for, the next one where none is said, and this are one step."""
        self._stamp(step)
        step.joined = change or step.asked + 1
        if step.joined == self._ended:
            self._pair(step)

    def revoke(self, step: TypedStep) -> list[TypedCell]:
        """The change that was joined is refused, and with it the cells that were typed at once: those."""
        refused, step.cells = step.cells[step.begun :], step.cells[: step.begun]
        self._past = [each for each in self._past if each.cells]
        self._future = self._future or step.ended
        self.changed.emit()
        return refused

    def forget(self, draft: RowDraft, but: Container[str] = ()) -> None:
        """What was typed into a row is stored or given up, except for some of its fields."""
        for steps in (self._past, self._future, *(step.ended for step in self._past)):
            for step in steps:
                step.cells = [cell for cell in step.cells if cell.draft.id != draft.id or cell.name in but]
            steps[:] = [step for step in steps if step.cells]
        self.changed.emit()

    def next_back(self) -> TypedStep | None:
        """What was typed last; None where the journal has a newer step, or nothing is there to take back."""
        step = self._last_of(self._past, self._top)
        is_newest = step is not None and step.newest is not None and self._top <= step.newest
        return step if is_newest or not self._is_settled else None

    def next_again(self) -> TypedStep | None:
        """What was taken back last, unless that was a step of the journal."""
        step = self._last_of(self._future, self._redo)
        is_newest = step is not None and step.newest is not None and not 0 < self._redo <= step.newest
        return step if is_newest or not self._is_settled else None

    def turn_back(self) -> TypedStep:
        """The step typed last counts as taken back."""
        return self._turn(self._past, self._future)

    def turn_again(self) -> TypedStep:
        """The step taken back last counts as typed."""
        return self._turn(self._future, self._past)

    def undone_with(self, journal: int) -> TypedStep | None:
        """What was typed in one with a step of the journal, which is taken back with it."""
        return self._past[-1] if self._past and self._past[-1].partner == journal else None

    def redone_with(self, journal: int) -> TypedStep | None:
        """The same of a step of the journal that is done again."""
        return self._future[-1] if self._future and self._future[-1].partner == journal else None

    @property
    def _is_settled(self) -> bool:
        """Whether it is known which steps everything that was asked for has made."""
        return self._operations.told == self._operations.asked

    def _last_of(self, steps: list[TypedStep], journal: int) -> TypedStep | None:
        """The last one, unless the journal was changed since, or it is one with a step of it that may be next."""
        if not steps or (not self._is_settled and steps[-1].asked != self._operations.asked):
            return None
        may_be_next = not self._is_settled or steps[-1].partner == journal
        return None if steps[-1].partner is not None and may_be_next else steps[-1]

    def _append(self, step: TypedStep) -> None:
        if not step.cells:
            return
        self._past.append(step)
        step.ended, self._future = self._future, []
        self.grown.emit()
        self.changed.emit()

    def _begun(self) -> TypedStep:
        step = TypedStep(0, instead=self._redo)
        self._stamp(step)
        return step

    def _stamp(self, step: TypedStep) -> None:
        asked = self._operations.asked
        step.asked, step.newest = asked, self._last if self._ended == asked else None

    def _turn(self, source: list[TypedStep], target: list[TypedStep]) -> TypedStep:
        step = source.pop()
        step.asked = self._operations.asked
        target.append(step)
        self.changed.emit()
        return step

    def _on_undo_state_changed(self, state: "UndoState") -> None:
        self._top = 0 if state.undo is None else state.undo.id
        self._redo = 0 if state.redo is None else state.redo.id
        if self._is_settled:
            self._last = self._top
        if self._is_settled and self._future and not self._is_behind(self._future[-1]):
            self._future.clear()  # something else was done since
        self.changed.emit()

    def _on_change_ended(self, number: int, state: "UndoState | None") -> None:
        self._ended, self._before = number, self._last
        if state is not None:
            self._last = 0 if state.undo is None else state.undo.id
        for step in (*self._past, *self._future):
            if step.joined == number and step.partner is None:
                self._pair(step)
            elif step.newest is None and step.asked == number:
                step.newest = self._last

    def _pair(self, step: TypedStep) -> None:
        """The change that was joined has ended: its step is the newest one, if it made any."""
        if self._last > self._before:
            step.partner, step.newest = self._last, self._last - 1
        else:
            step.joined, step.newest = 0, self._last if step.newest is None else step.newest

    def _is_behind(self, step: TypedStep) -> bool:
        """Whether the journal has gone no further than it had when a step was typed."""
        return self._top <= (step.newest or 0) or self._top == step.partner
