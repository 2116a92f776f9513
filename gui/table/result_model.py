"""The result of a query as a Qt model: all its rows at once, read as they come into view."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from core.entities import Entity
from core.errors import AppError
from core.fields import FieldFacts, Kind
from core.query.ast import Query
from core.services.window import Row, Window
from gui.operations import Operations
from gui.table.reading import Reading
from gui.table.rows import WINDOW, Rows
from gui.use_cases import Glance, Place
from gui.values import NUMBERS

DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
ALIGNMENT: Final = int(Qt.ItemDataRole.TextAlignmentRole)
MAX_ROWS: Final = 50_000_000
"""Rows times their height must stay below 2**31 pixels."""

Index = QModelIndex | QPersistentModelIndex
_VCENTER = Qt.AlignmentFlag.AlignVCenter
_LEADING: Final = int(Qt.AlignmentFlag.AlignLeft | _VCENTER)
_TRAILING: Final = int(Qt.AlignmentFlag.AlignRight | _VCENTER)
_CENTER: Final = int(Qt.AlignmentFlag.AlignHCenter | _VCENTER)


class ResultModel(QAbstractTableModel):
    """The rows of a query as they are stored. Positions are the model's, identity is the record's.

    Signals:
        began: the first rows of another query are here.
        counted: how many rows there are is known exactly.
        found: the followed record is at this position (None: not in the result).
        refreshing: the rows are about to be replaced by those of the same query, read again.
        refreshed: they are; with the position of the record that was to be followed, None where it is gone.
        detained: the rows stay as they are, for the record under the cursor (its id), which is among them no longer.
        outrun: the rows are those of a moment ago, and those of now can be read.
        failed: reading did not work (an `AppError`).
    """

    began = Signal()
    counted = Signal()
    found = Signal(object)
    refreshing = Signal()
    refreshed = Signal(object)
    detained = Signal(object)
    outrun = Signal()
    failed = Signal(object)

    def __init__(self, operations: Operations, entity: Entity, parent: QObject) -> None:
        super().__init__(parent)
        self.entity = entity
        self.query = Query()
        self.count = 0
        """Records in the query's result; until they are counted, those known of."""
        self.is_loaded = self.is_counted = self._has_failed = False
        self.step = 0
        """The last step of the journal that the order of all the rows knows of."""
        self.cursor: Callable[[], UUID | None] = lambda: None
        """On which record the cursor stands, where it is on one that is read."""
        self.is_typed_into: Callable[[UUID], bool] = lambda _identity: False
        """Whether a record holds what is not stored: under the cursor it does not go while somebody types."""
        self.detained_for: UUID | None = None
        """The record for which the rows stay as they are, if there is one."""
        self._followed: UUID | None = None
        self.has_gone_on = False
        """Whether the cursor was moved since the same query was last asked for again."""
        readable = [facts.name for facts in entity.readable]
        self.columns: tuple[FieldFacts, ...] = tuple(entity.fields[name] for name in entity.columns)
        self.alignments = [_alignment(facts) for facts in self.columns]
        self._places = [readable.index(facts.name) for facts in self.columns]
        self._rows, self._view = Rows(), range(WINDOW)
        self._reading = Reading(operations, entity.name, self)
        self._reading.began.connect(self._on_began)
        self._reading.counted.connect(self._on_counted)
        self._reading.found.connect(self._on_found)
        self._reading.renewed.connect(self._on_renewed)
        self._reading.arrived.connect(self._on_arrived)
        self._reading.outrun.connect(self.outrun)
        self._reading.failed.connect(self._on_failed)

    def show(self, query: Query, *, follow: UUID | None = None) -> None:
        """Show the result of a query; until it is there, the rows of the last one stay."""
        self._has_failed, self._followed = False, follow
        if self.is_loaded and query == self.query:
            self.has_gone_on = False
            self._reading.renew(query, self._view, follow=follow)
        else:
            is_counted = self.is_loaded and self.is_counted and query.where == self.query.where
            self._reading.begin(query, follow=follow, is_counted=is_counted)

    def refresh(self, *, follow: UUID | None = None) -> None:
        """Read the same query again."""
        self.show(self._reading.query, follow=follow)

    @property
    def asked(self) -> Query:
        """The query asked for last, whether or not its rows are here."""
        return self._reading.query

    @property
    def is_shown(self) -> bool:
        """Whether the first rows of what was asked for are here, or will not be."""
        return self.query == self.asked or self._has_failed

    @property
    def is_settled(self) -> bool:
        """Whether the rows asked for stand, with the record to follow where it belongs."""
        return self._reading.is_settled

    @property
    def sought(self) -> UUID | None:
        """The record to follow, until it is found."""
        return self._reading.sought

    @property
    def is_complete(self) -> bool:
        """Whether it is known of all that is asked for which rows those are."""
        return self.is_counted and self.query == self.asked

    @property
    def is_awaited(self) -> bool:
        """Whether that is not known yet, and will be."""
        return not (self.is_complete or self._has_failed)

    @property
    def is_counting(self) -> bool:
        """Whether it is not known yet how many rows there are, and will be."""
        return not (self.is_counted or self._has_failed)

    def look_at(self, first: int, last: int) -> None:
        """These rows are in view: read what is missing of them and of their neighbours, and stop reading others."""
        self._view = range(first, last + 1)
        shown, near = self._reading.windows(first, last)
        self._reading.want(self.query, self._missing(shown), self._missing(near))

    def row(self, position: int) -> Row | None:
        """The record at a position as it is stored, None where there is none or it is not read yet."""
        found = self.stored(position)
        return found[0] if found else None

    def stored(self, position: int) -> tuple[Row, Window] | None:
        """The stored row at a position with its window, None while it is not read."""
        return self._rows.at(position) if position < self.count else None

    def values_of(self, row: Row) -> tuple[Any, ...]:
        """A row's values in the order of the columns."""
        return tuple(row.values[place] for place in self._places)

    def put(self, record: Any, labels: Mapping[UUID, str]) -> None:
        """Show a record (its Public model) as it was just stored, until the table is read again."""
        position = self._rows.find(record.id)
        if position is not None:
            values = tuple(getattr(record, facts.name) for facts in self.entity.readable)
            self._rows.put_row(position, Row(record.id, record.version, values), labels)
            self._say_changed(position, position)

    def _missing(self, windows: Sequence[int]) -> list[int]:
        return [n for n in windows if 0 <= n * WINDOW < self.count and not self._rows.touch(n)]

    def _on_began(self, window: Window) -> None:
        is_known = self.is_counted and self.query.where == self._reading.query.where
        self.query, self.detained_for = self._reading.query, None
        is_all, self.step = len(window.rows) < WINDOW, window.step
        self._rows.replace([window])
        self.is_counted, self.is_loaded = is_all or is_known, True
        self._resize(self.count if is_known and not is_all else len(window.rows))
        self._say_changed(0, self.rowCount() - 1)
        self.began.emit()

    def _on_counted(self, count: int) -> None:
        self.is_counted = True
        self._resize(count)
        self.counted.emit()

    def _on_found(self, place: Place) -> None:
        if place.around is not None and place.position is not None and place.position < self.count:
            self._rows.put(place.around)
        self.found.emit(place.position)

    def _on_renewed(self, glance: Glance) -> None:
        """Whoever went on while the rows were read stays where they went, and never lands on another record."""
        position = glance.position
        if self.has_gone_on:
            stands_on = self.cursor()
            position = None if stands_on is None else glance.position_of(stands_on)
            if stands_on is not None and position is None:
                self.refresh(follow=stands_on)  # where it is now, these rows do not say
                return
        if position is None and self._detains(self._followed):
            self.detained_for = self._followed
            self.detained.emit(self._followed)
            return
        self.detained_for = None
        self.refreshing.emit()
        self._rows.replace(glance.windows)
        self.step = min((window.step for window in glance.windows), default=0)
        self.is_counted = True
        self._resize(glance.count)
        self._say_changed(0, self.rowCount() - 1)
        self.refreshed.emit(position)

    def _detains(self, identity: UUID | None) -> bool:
        return identity is not None and identity == self.cursor() and self.is_typed_into(identity)

    def _on_arrived(self, window: Window) -> None:
        self._rows.put(window)
        self._say_changed(window.start, min(window.start + len(window.rows), self.count) - 1)

    def _on_failed(self, error: AppError) -> None:
        self._has_failed = True
        self.failed.emit(error)

    def _resize(self, count: int) -> None:
        count = min(count, MAX_ROWS)
        if count > self.count:
            self.beginInsertRows(QModelIndex(), self.count, count - 1)
            self.count = count
            self.endInsertRows()
        elif count < self.count:
            self.beginRemoveRows(QModelIndex(), count, self.count - 1)
            self.count = count
            self.endRemoveRows()

    def _say_changed(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.count

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if role == DISPLAY and orientation == Qt.Orientation.Horizontal:
            facts = self.columns[section]
            return f"{facts.label} ({facts.unit})" if facts.unit else facts.label
        if role == DISPLAY:
            return section + 1
        if role == ALIGNMENT and orientation == Qt.Orientation.Horizontal:
            return self.alignments[section]
        return None


def _alignment(facts: FieldFacts) -> int:
    if facts.kind in NUMBERS:
        return _TRAILING
    return _CENTER if facts.kind is Kind.BOOLEAN else _LEADING
