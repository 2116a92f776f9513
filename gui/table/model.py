"""The table's model: the rows of a query with what is typed into them, and after them the new ones."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QModelIndex, QObject, Qt
from typing_extensions import override

from core.entities import Entity
from core.fields import FieldFacts
from gui.operations import Operations
from gui.table.drafts import Drafts, RowDraft
from gui.table.result_model import ALIGNMENT, DISPLAY, Index, ResultModel
from gui.use_cases import Loaded
from gui.values import NO, NULL, YES, counted, shown

TOOLTIP: Final = int(Qt.ItemDataRole.ToolTipRole)
SPOKEN: Final = int(Qt.ItemDataRole.AccessibleTextRole)
SPOKEN_MORE: Final = int(Qt.ItemDataRole.AccessibleDescriptionRole)


class TableModel(ResultModel):
    """The rows of a query, then the new ones; what is typed hides what is stored."""

    def __init__(self, operations: Operations, entity: Entity, parent: QObject) -> None:
        super().__init__(operations, entity, parent)
        self.drafts = Drafts(self, may_create=entity.access.may_create(operations.context.actor))
        self.drafts.changed.connect(self._on_draft_changed)
        self.drafts.new_rows_changing.connect(self._on_new_rows_changing)
        self.drafts.new_rows_changed.connect(self._on_new_rows_changed)

    def id_at(self, position: int) -> UUID | None:
        """Which record or new row is at a position, None while that is not known."""
        if position >= self.count:
            place = position - self.count
            return self.drafts.new_rows[place] if place < len(self.drafts.new_rows) else None
        row = self.row(position)
        return None if row is None else row.id

    def draft_at(self, position: int) -> RowDraft | None:
        """What was typed into the row at a position and is not stored yet."""
        identity = self.id_at(position) if len(self.drafts) else None
        return None if identity is None else self.drafts[identity]

    def value(self, position: int, column: int) -> Any:
        """One value: what was typed, else what is stored."""
        draft, name = self.draft_at(position), self.columns[column].name
        if draft is not None and name in draft.cells:
            return draft.cells[name]
        found = self.stored(position)
        return None if found is None else found[0].values[self._places[column]]

    def text(self, position: int, column: int) -> str:
        """One value as it is shown."""
        draft, facts = self.draft_at(position), self.columns[column]
        if draft is not None and facts.name in draft.cells:
            return shown(draft.cells[facts.name], facts, {**self.labels_at(position), **draft.labels})
        found = self.stored(position)
        if found is None:
            return ""
        row, window = found
        return shown(row.values[self._places[column]], facts, window.labels)

    def labels_at(self, position: int) -> Mapping[UUID, str]:
        """The names of the records that a row refers to."""
        found = self.stored(position)
        return found[1].labels if found else {}

    def loaded(self, position: int) -> Loaded | None:
        """The record at a position as it is stored, with the names of what it refers to; None where it is not read."""
        found = self.stored(position)
        if found is None:
            return None
        row, window = found
        values = dict(zip((facts.name for facts in self.entity.readable), row.values, strict=True))
        named = (values[facts.name] for facts in self.entity.readable if facts.reference is not None)
        labels = {each: window.labels[each] for each in named if each in window.labels}
        return Loaded(row.id, row.version, values, labels)

    def position_of(self, identity: UUID) -> int | None:
        """Where a record or a new row is, if it is among those read."""
        if identity in self.drafts.new_rows:
            return self.count + self.drafts.new_rows.index(identity)
        return self._rows.find(identity)

    def takes(self, facts: FieldFacts, position: int) -> bool:
        """Whether a cell of this field may be typed into in the row at a position."""
        return facts.creatable if position >= self.count else facts.updatable

    def _spoken(self, position: int, column: int) -> str:
        """What a screen reader says of a cell: signs as words, and what is seen of a cell without a text."""
        text = self.text(position, column)
        if text:
            words = {NULL: self.tr("empty"), YES: self.tr("yes"), NO: self.tr("no")}
            return words.get(text, text)
        if position < self.count and self.stored(position) is None:
            return self.tr("loading")
        is_fresh = position >= self.count and self.draft_at(position) is None
        return self.tr("New row") if is_fresh else self.tr("empty")

    def _problem(self, position: int, column: int) -> str:
        """Why what was typed into a row is not stored, as far as it concerns a cell."""
        draft = self.draft_at(position)
        return "" if draft is None else draft.problems.get(self.columns[column].name) or draft.reason

    def _spoken_header(self, column: int) -> str:
        """What a screen reader says of a column: its name, and the sort's arrow and ordinal as words."""
        name, sort = str(self.headerData(column, Qt.Orientation.Horizontal)), self.query.sort
        keys = [key for key in sort if key.field == self.columns[column].name]
        if not keys:
            return name
        if len(sort) == 1:
            text = self.tr("{name}, sorted descending") if keys[0].descending else self.tr("{name}, sorted ascending")
            return text.format(name=name)
        text = (
            self.tr("{name}, sorted descending, {ordinal} of {count}")
            if keys[0].descending
            else self.tr("{name}, sorted ascending, {ordinal} of {count}")
        )
        return text.format(name=name, ordinal=counted(sort.index(keys[0]) + 1), count=counted(len(sort)))

    def _on_draft_changed(self, identity: UUID) -> None:
        position = self.position_of(identity)
        if position is not None:
            self._say_changed(position, position)

    def _on_new_rows_changing(self, rows: list[UUID]) -> None:
        """One row comes or one goes, which one is seen by the first difference."""
        present = self.drafts.new_rows
        same = next((n for n, pair in enumerate(zip(present, rows, strict=False)) if pair[0] != pair[1]), None)
        place = self.count + (min(len(present), len(rows)) if same is None else same)
        if len(rows) > len(present):
            self.beginInsertRows(QModelIndex(), place, place)
        else:
            self.beginRemoveRows(QModelIndex(), place, place)
        self._is_growing = len(rows) > len(present)

    def _on_new_rows_changed(self) -> None:
        if self._is_growing:
            self.endInsertRows()
        else:
            self.endRemoveRows()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.count + len(self.drafts.new_rows)

    @override
    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role == DISPLAY:
            return self.text(index.row(), index.column())
        if role == ALIGNMENT:
            return self.alignments[index.column()]
        if role == SPOKEN:
            return self._spoken(index.row(), index.column())
        if role == TOOLTIP:
            return self._problem(index.row(), index.column()) or None
        if role == SPOKEN_MORE:
            # Qt tells nobody of a cell whether it can be changed, whatever its flags say.
            said = "" if self.takes(self.columns[index.column()], index.row()) else self.tr("read only")
            return self._problem(index.row(), index.column()) or said or None
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if role == SPOKEN and orientation == Qt.Orientation.Horizontal:
            return self._spoken_header(section)
        return super().headerData(section, orientation, role)
