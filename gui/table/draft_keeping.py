"""Rows not stored yet outlive the window: kept as drafts, brought back when the table is opened again."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal

from core.desk.drafts import Draft
from core.errors import FieldProblem
from core.types import new_id
from gui import desk_cases, use_cases
from gui.kept_texts import kept_text, kept_value
from gui.operations import Operations
from gui.table.cell_editing import CellEditing
from gui.table.drafts import RowDraft
from gui.table.model import TableModel
from gui.table.orphans import Orphans
from gui.table.row_saving import WHOLE_ROW, RowSaving
from gui.typing_pause import TypingPause

if TYPE_CHECKING:
    from gui.held_drafts import Key


class DraftKeeping(QObject):
    """Writes down the rows of one table: a refused one at once, one that is being typed now and then.

    What stands in an open editor is kept with its row.

    Signals:
        found: so many rows are here again, and so many forms wait for being opened.
    """

    found = Signal(int, int)

    def __init__(
        self, model: TableModel, orphans: Orphans, saving: RowSaving, editing: CellEditing, operations: Operations
    ) -> None:
        super().__init__(model)
        self._model, self._drafts, self._operations = model, model.drafts, operations
        self._box, self._editing = operations.drafts, editing
        self._orphans, self._saving = orphans, saving
        self._kept: dict[UUID, Draft] = {}
        self._asked: frozenset[Key] = frozenset()
        """What other windows held when it was asked what there is."""
        self._pause = TypingPause(self)
        self._pause.due.connect(self._keep_all)
        self._box.wanted.connect(self._keep_all)
        self._drafts.edited.connect(self._on_edited)
        editing.typed.connect(self._pause.wait)
        editing.closed.connect(self._on_editor_closed)
        self._box.forgotten_elsewhere.connect(self._on_forgotten_elsewhere)
        model.began.connect(self._on_model_began, Qt.ConnectionType.SingleShotConnection)

    def _on_model_began(self) -> None:
        self._asked = self._box.elsewhere()
        work = desk_cases.all_drafts(resource=self._model.entity.name)
        self._operations.read(work, done=self._on_found)

    def _on_found(self, found: list[Draft]) -> None:
        """Oldest first, so that new rows stand in the order in which they were typed."""
        found = self._box.free(found, self._asked)
        kept = [draft for draft in found if draft.place == "table"]
        rows: list[RowDraft] = []
        for draft in reversed(kept):
            identity = draft.record_id or draft.id
            self._kept[identity] = draft
            self._box.hold(draft, self)
            row = self._read(identity, draft)
            rows.append(row)
            self._drafts.keep(row)
            position = None if row.is_new else self._model.position_of(row.id)
            stored = None if position is None else self._model.loaded(position)
            if stored is not None:
                row.stand_on(stored)
            elif not row.is_new:
                self._orphans.look_for(row)
        if found:
            self._name(rows)
            self.found.emit(len(rows), len(found) - len(rows))

    def _name(self, rows: Sequence[RowDraft]) -> None:
        """Of what rows refer to, the ids were kept; it is shown by name."""
        work = use_cases.find_labels(resource=self._model.entity.name, rows=[row.values for row in rows])
        self._operations.read(work, done=partial(self._on_named, rows))

    def _on_named(self, rows: Sequence[RowDraft], labels: Mapping[UUID, str]) -> None:
        for row in rows:
            row.labels.update(labels)
            self._drafts.changed.emit(row.id)

    def _read(self, identity: UUID, draft: Draft) -> RowDraft:
        fields, row = self._model.entity.fields, RowDraft(identity, draft.version)
        for name, text in draft.texts.items():
            value: Any = kept_value(text, fields[name])
            row.values[name] = text if isinstance(value, FieldProblem) else value
        row.problems = self._saving.problems(row)
        if not row.problems:  # else it is stored once somebody has mended it
            row.needs_word = True
            row.problems = {WHOLE_ROW: self.tr("This was typed before the window was closed.")}
            row.word = self.tr("Ctrl+S saves it, Esc gives it up.")
        return row

    def _on_edited(self, row: RowDraft) -> None:
        if row.is_empty:
            self._forget(row.id)
        elif row.problems:
            self._keep(row)
        else:
            self._pause.wait()

    def _keep_all(self) -> None:
        editor = self._editing.open_editor
        for row in {*self._drafts, *(() if editor is None else (editor.draft,))}:
            if row.sent:
                self._pause.wait()
            else:
                self._keep(row)

    def _on_editor_closed(self) -> None:
        """What stood in it is in its row by now, or given up."""
        for identity in tuple(self._kept):
            if self._drafts[identity] is None:
                self._forget(identity)
        self._pause.wait()

    def _keep(self, row: RowDraft) -> None:
        kept, texts = self._kept.get(row.id), self._texts(row)
        if not texts:
            self._forget(row.id)
        elif kept is None or kept.texts != texts:
            draft = self._written(row)
            self._kept[row.id] = draft
            self._box.keep(draft, self)

    def _forget(self, identity: UUID) -> None:
        kept = self._kept.pop(identity, None)
        if kept is not None:
            self._box.forget(kept)

    def _on_forgotten_elsewhere(self, key: "Key") -> None:
        for draft in self._kept.values():
            if self._box.key(draft) == key:
                self._box.keep(draft, self)

    def _written(self, row: RowDraft) -> Draft:
        """Of a record it has an id of its own, always the same: somebody else may type into that record, too."""
        resource, record, kept = self._model.entity.name, None if row.is_new else row.id, self._kept.get(row.id)
        identity = row.id if row.is_new else new_id() if kept is None else kept.id
        return Draft(resource, self._texts(row), record, row.version, "table", identity)

    def _texts(self, row: RowDraft) -> dict[str, str]:
        editor = self._editing.open_editor
        cells = dict(row.cells)
        if editor is not None and editor.draft is row:
            cells |= editor.unfinished()
        return {name: kept_text(value) for name, value in cells.items()}
