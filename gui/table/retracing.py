"""Ctrl+Z in a table: takes back what is typed and not stored yet, before the steps of the journal that are older."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from core.messages import worded
from gui.table.cell_editing import CellEditing
from gui.table.draft_history import DraftHistory, TypedCell, TypedStep
from gui.table.drafts import RowDraft
from gui.table.navigation import Navigation
from gui.table.typed_cells import TypedCells
from gui.table.view import TableView
from gui.table.waiting import Waiting
from gui.undo_cases import Seen, Turned


class Retracing(QObject):
    """Takes back and does again what was typed into one table, with the cursor there.

    Signals:
        changed: what can be taken back or done again is something else now.
        grown: something was typed.
        led: a record (its id) was changed by turning a step, and the cursor should go there.
        unseen: something is typed again into a record (a `RowDraft`) that is not among the rows read.
    """

    changed = Signal()
    grown = Signal()
    led = Signal(object)
    unseen = Signal(object)

    def __init__(
        self,
        view: TableView,
        history: DraftHistory,
        cells: TypedCells,
        navigation: Navigation,
        editing: CellEditing,
        waiting: Waiting,
    ) -> None:
        super().__init__(view)
        self._view, self._model, self._history = view, view.rows, history
        self._cells, self._navigation, self._editing, self._waiting = cells, navigation, editing, waiting
        history.changed.connect(self.changed)
        history.grown.connect(self.grown)

    @property
    def is_undecided(self) -> bool:
        """Whether it will be known later only what undo and redo would do."""
        return self._history.is_undecided or self._waiting.is_looking_up

    @property
    def ends_redo(self) -> bool:
        """Whether something was typed since the step of the journal was taken back that redo would do again."""
        return self._history.ends_redo

    @property
    def with_undo(self) -> list[RowDraft] | None:
        """The rows with what was typed in one with the step that undo of the journal takes back next, if that was."""
        return self._drafts_of(self._history.with_undo)

    @property
    def with_redo(self) -> list[RowDraft] | None:
        """The same of redo."""
        return self._drafts_of(self._history.with_redo)

    @property
    def undo_text(self) -> str:
        """What `undo` would take back, "" for nothing."""
        return self._worded(self._history.next_back())

    @property
    def redo_text(self) -> str:
        """What `redo` would do again, "" for nothing."""
        return self._worded(self._history.next_again())

    def finish(self) -> bool:
        """Keep what is being typed in its row; False where the model refuses it."""
        return self._editing.finish()

    def wait(self, act: Callable[[], None]) -> None:
        """Do this when more is known; what is typed meanwhile is newer, and waits behind it."""
        self._waiting.hold(act, is_here=False)

    def undo(self, done: Callable[[str], None], *, again: Callable[[], None]) -> bool:
        """Take back what was typed last; False where there is nothing, or the journal has a newer step.

        `done` is told what it was, once the table has caught up; `again` is asked then if it is another one's turn.
        """
        if self._history.next_back() is None:
            return False
        self._waiting.when_ready(partial(self._undo, done, again))
        return True

    def redo(self, done: Callable[[str], None], *, again: Callable[[], None]) -> bool:
        """The same of what was taken back last."""
        if self._history.next_again() is None:
            return False
        self._waiting.when_ready(partial(self._redo, done, again))
        return True

    @property
    def seen(self) -> Seen:
        """What is shown."""
        return Seen(self._model.entity.name, self._model.query)

    def on_undone(self, turned: Turned) -> None:
        """A step of the journal was taken back: with it, what was typed in one with it."""
        if (typed := self._history.undone_with(turned.step.id)) is not None:
            self._take_back()
            self._renew(typed)
            self._lead_to_typed(typed)
        else:
            self._lead_to(turned)

    def on_redone(self, turned: Turned) -> None:
        """A step of the journal was done again."""
        if (typed := self._history.redone_with(turned.step.id)) is not None:
            self._do_again()
            self._renew(typed)
            self._lead_to_typed(typed)
        else:
            self._lead_to(turned)

    def _lead_to_typed(self, step: TypedStep) -> None:
        """To a row that is back with what was typed into it, and is not among those read yet."""
        identity = step.cells[0].draft.id
        if self._model.drafts[identity] is not None and self._model.position_of(identity) is None:
            self.led.emit(identity)

    def _lead_to(self, turned: Turned) -> None:
        """Unless something else is shown by now, or the cursor is on such a record or on a row that is being typed."""
        if turned.seen != self.seen:
            return
        is_typed_into = self._model.draft_at(max(0, self._view.currentIndex().row())) is not None
        if turned.first is not None and self._view.cursor_id not in turned.changed and not is_typed_into:
            self.led.emit(turned.first)

    def _renew(self, step: TypedStep) -> None:
        """What is typed again into stored rows stands on what they are now."""
        for draft in self._drafts_of(step) or ():
            if not draft.is_new:
                self._cells.renew(draft)

    def _drafts_of(self, step: TypedStep | None) -> list[RowDraft] | None:
        drafts = [] if step is None else [self._model.drafts[identity] for identity in step.drafts]
        return None if step is None else [draft for draft in drafts if draft is not None]

    def _undo(self, done: Callable[[str], None], again: Callable[[], None]) -> None:
        if self._history.next_back() is None:
            again()
        else:
            done(self._take_back())

    def _redo(self, done: Callable[[str], None], again: Callable[[], None]) -> None:
        if self._history.next_again() is None:
            again()
        else:
            done(self._do_again())

    def _take_back(self) -> str:
        step = self._history.turn_back()
        self._cells.retype((cell.draft, cell.name, cell.before) for cell in reversed(step.cells))
        self._show(step)
        return self._worded(step)

    def _do_again(self) -> str:
        step = self._history.turn_again()
        self._cells.retype((cell.draft, cell.name, cell.after) for cell in step.cells)
        self._show(step)
        return self._worded(step)

    def _show(self, step: TypedStep) -> None:
        """Bring the cursor to what has changed; to one cell always, to several where it is in none of their rows."""
        here = self._view.currentIndex()
        places = [self._model.position_of(cell.draft.id) for cell in step.cells]
        if len(places) > 1 and here.row() in places:
            return
        row, column = places[0], self._column(step.cells[0])
        if row is None and step.cells[0].draft.is_new:
            row = self._model.rowCount() - 1  # nothing is left of it: on the empty row, and on no record
        for draft in self._drafts_of(step) or ():
            if not draft.is_new and self._model.position_of(draft.id) is None:
                self.unseen.emit(draft)
        if row is not None and column in self._view.column_order():
            self._navigation.go(row, column)

    def _column(self, cell: TypedCell) -> int:
        return next(at for at, facts in enumerate(self._model.columns) if facts.name == cell.name)

    def _worded(self, step: TypedStep | None) -> str:
        if step is None:
            return ""
        if step.gives_up:
            return worded(self.tr("giving up what was typed into {count:row|rows}"), count=len(step.drafts))
        if len(step.cells) > 1:
            return worded(self.tr("typing into {count:cell|cells}"), count=len(step.cells))
        return self.tr("typing into {label}").format(label=self._model.entity.fields[step.cells[0].name].label)
