"""What is typed into the cells of rows: put into their drafts, taken back, given up."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from core.errors import AppError
from gui import use_cases
from gui.operations import Operations
from gui.table.draft_history import ABSENT, DraftHistory, TypedCell, TypedStep
from gui.table.drafts import RowDraft
from gui.table.row_saving import RowSaving
from gui.table.view import TableView
from gui.use_cases import Loaded


class TypedCells(QObject):
    """Types into the rows of one table; `put` and `let_go` are steps that can be taken back."""

    def __init__(self, view: TableView, saving: RowSaving, history: DraftHistory, operations: Operations) -> None:
        super().__init__(view)
        self._model, self._saving, self._history, self._operations = view.rows, saving, history, operations

    def draft_of(self, row: int) -> RowDraft | None:
        """The draft of a row, a fresh one where nothing was typed into it; None while the row is not read."""
        identity = self._model.id_at(row)
        return None if identity is None else self._model.drafts.of(identity, self._model.loaded(row))

    def put(self, draft: RowDraft, name: str, value: Any, labels: Mapping[UUID, str]) -> None:
        """Type a value into a row; what is stored already is no change."""
        draft.labels.update(labels)
        before, after = draft.values.get(name, ABSENT), value
        if not draft.is_new and not draft.sent and name in draft.before and draft.before[name] == value:
            after = ABSENT
        if before is not after and before != after:
            self._history.record(TypedCell(draft, name, before, after))
        self._set(draft, name, after)
        if draft.is_empty:
            return
        if self._history.is_together:
            self._saving.touched(draft)
        else:
            self._saving.typed(draft)

    def revoke(self, step: TypedStep) -> None:
        """What was typed at once, in one with a change that is refused, is not to be: the cells are as before."""
        self.retype((cell.draft, cell.name, cell.before) for cell in reversed(self._history.revoke(step)))

    def retype(self, cells: Iterable[tuple[RowDraft, str, Any]]) -> None:
        """Let what is typed into cells be this again, or `ABSENT`."""
        drafts = dict[UUID, RowDraft]()
        for each, name, value in cells:
            draft = drafts.setdefault(each.id, self._model.drafts[each.id] or self._again(each))
            _assign(draft, name, value)
        for draft in drafts.values():  # once all of them are as they will be: the cursor may leave a row that goes
            self._show(draft)
        for draft in (draft for draft in drafts.values() if not draft.is_empty):
            self._saving.touched(draft)

    def let_go(self, drafts: Iterable[RowDraft]) -> TypedStep:
        """Give up what was typed into rows, which can be taken back; not what is on its way to the database."""
        with self._history.together() as step:
            step.gives_up = True
            gone = [draft for draft in drafts if self._model.drafts[draft.id] is draft and not draft.sent]
            cells = [TypedCell(draft, name, value, ABSENT) for draft in gone for name, value in draft.values.items()]
            for cell in cells:
                self._history.record(cell)
                _assign(cell.draft, cell.name, ABSENT)
            for draft in gone:
                self._saving.give_up(draft.id)
        return step

    def renew(self, draft: RowDraft) -> None:
        """The record of a draft is here again: what is typed is stored over it as it is now."""
        work = use_cases.load_record(resource=self._model.entity.name, identity=draft.id)
        self._operations.read(work, done=partial(self._on_renewed, draft), failed=_not_renewed)

    def take_out(self, draft: RowDraft, name: str) -> None:
        """Of what is typed into a row, this is stored in another way."""
        self._history.forget(draft, self._model.entity.fields.keys() - {name})
        self._set(draft, name, ABSENT)

    def _again(self, draft: RowDraft) -> RowDraft:
        """A draft in which nothing was left; the record may have been written meanwhile."""
        row = self._model.position_of(draft.id)
        if draft.is_new or row is None or self._model.loaded(row) is None:
            return draft
        again = self._model.drafts.of(draft.id, self._model.loaded(row))
        again.labels.update(draft.labels)
        if draft.needs_word:
            again.needs_word, again.word, again.problems = True, draft.word, dict(draft.problems)
        return again

    def _on_renewed(self, draft: RowDraft, record: Loaded) -> None:
        draft.version, draft.before = record.version, record.values

    def _set(self, draft: RowDraft, name: str, value: Any) -> None:
        _assign(draft, name, value)
        self._show(draft)

    def _show(self, draft: RowDraft) -> None:
        if draft.is_empty:
            self._model.drafts.drop(draft)
        else:
            self._model.drafts.keep(draft)


def _assign(draft: RowDraft, name: str, value: Any) -> None:
    draft.problems.pop(name, None)
    if not draft.needs_word:
        draft.problems.pop("", None)
    if value is ABSENT:
        draft.values.pop(name, None)
    else:
        draft.values[name] = value


def _not_renewed(_error: AppError) -> None:
    """Storing what is typed will say what is wrong."""
