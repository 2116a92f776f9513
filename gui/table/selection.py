"""Which cells are selected: blocks between two corners, whole rows, columns or everything, kept through refreshes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple
from uuid import UUID

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QObject,
    QPersistentModelIndex,
    Signal,
)

if TYPE_CHECKING:
    from gui.table.view import TableView

MOST_NAMED: Final = 400
"""Rows of a part that are remembered by their records; of larger parts, the first and the last."""
_REPLACE: Final = QItemSelectionModel.SelectionFlag.ClearAndSelect
_ALONE: Final = QItemSelectionModel.SelectionFlag.NoUpdate


class Part(NamedTuple):
    """A remembered part: its place, and the records of its rows as far as they are known."""

    top: int
    bottom: int
    left: int
    right: int
    ids: tuple[UUID | None, ...]
    since: int
    """The step of the journal as of which they stood there."""

    @property
    def is_large(self) -> bool:
        """Whether only its first and its last record are known."""
        return self.bottom - self.top >= MOST_NAMED


class Selection(QObject):
    """The selected cells of one view; never asks for them one by one.

    Signals:
        doubted: after a refresh, large parts (a list of `Part`) wait for it to be found out where their ends are.
    """

    doubted = Signal(object)

    def __init__(self, view: "TableView") -> None:
        super().__init__(view)
        self._view, self._rows = view, view.rows
        self._anchor = QPersistentModelIndex()
        self._is_extending = False
        self._kept: list[Part] = []
        self._doubted: list[Part] = []
        self._was_all = False
        self._begun: Sequence[int] | None = None
        """Which columns were selected from the first to the last row when not all rows were counted yet."""
        self._rows.counted.connect(self._on_counted)
        view.selectionModel().currentChanged.connect(self._on_current_changed)
        view.selectionModel().selectionChanged.connect(self._on_selection_changed)

    def parts(self) -> list[QItemSelectionRange]:
        """The selected rectangles."""
        selection: QItemSelection = self._view.selectionModel().selection()
        return [selection.at(place) for place in range(selection.size())]

    def ranges(self) -> list[range]:
        """The selected records as ranges of positions, in order and without overlap; the cursor's at least."""
        count = self._rows.count
        spans = sorted((part.top(), min(part.bottom() + 1, count)) for part in self.parts() if part.top() < count)
        merged: list[range] = []
        for start, stop in spans:
            if merged and start <= merged[-1].stop:
                merged[-1] = range(merged[-1].start, max(stop, merged[-1].stop))
            else:
                merged.append(range(start, stop))
        row = self._view.currentIndex().row()
        return merged or ([range(row, row + 1)] if 0 <= row < count else [])

    @property
    def is_single(self) -> bool:
        """Whether no more than the cursor's cell is selected."""
        parts = self.parts()
        return not parts or (len(parts) == 1 and parts[0].width() == parts[0].height() == 1)

    @property
    def is_all(self) -> bool:
        """Whether these are several rows, and all that there are of what is asked for."""
        return self._rows.is_complete and self._rows.count > 1 and self.ranges() == [range(self._rows.count)]

    @property
    def is_doubted(self) -> bool:
        """Whether large parts wait for it to be found out where they are."""
        return bool(self._doubted)

    def extend_to(self, row: int, column: int) -> None:
        """Select the block between where the selection began and this cell, and put the cursor there."""
        anchor = self._anchor if self._anchor.isValid() else QPersistentModelIndex(self._rows.index(row, column))
        self._is_extending = True
        self._select(anchor.row(), row, self._between(anchor.column(), column))
        self._view.selectionModel().setCurrentIndex(self._rows.index(row, column), _ALONE)
        self._is_extending = False

    def select_columns(self) -> None:
        """Every row of the columns that the selection touches; the cursor goes to one of them."""
        columns, index, last = self._touched_columns(), self._view.currentIndex(), self._last()
        if index.row() > last >= 0:
            self._view.put_cursor(last, index.column())
        self._select_whole(columns)

    def select_rows(self) -> None:
        """Every column of the rows that the selection touches."""
        selection, last = QItemSelection(), self._rows.columnCount() - 1
        parts = self.parts() or [QItemSelectionRange(self._view.currentIndex())]
        for part in parts:
            selection.select(self._rows.index(part.top(), 0), self._rows.index(part.bottom(), last))
        self._view.selectionModel().select(selection, _REPLACE)

    def select_all(self) -> None:
        """Every row, the records as one range."""
        self._select_whole(range(self._rows.columnCount()))

    def collapse(self) -> None:
        """Nothing but the cursor's cell."""
        self._collapse()
        self.begin_here()

    def begin_here(self) -> None:
        """Whatever is selected next from the cursor begins at it, though the cursor did not move."""
        self._anchor = QPersistentModelIndex(self._view.currentIndex())

    def remember(self) -> None:
        """Before the rows are replaced: remember which records are selected, where they are more than the cursor's."""
        if self._doubted:
            self._kept, self._doubted = self._doubted, []
            return
        parts = self.parts()
        self._was_all = len(parts) == 1 and parts[0].top() == 0 and parts[0].height() == self._rows.count > 1
        self._kept = [] if self.is_single else [self._part(part) for part in parts]

    def restore(self) -> None:
        """Select the same records as before, wherever they are now."""
        kept, self._kept = self._kept, []
        if not kept:
            return
        if self._was_all and self._rows.count:
            self._select(0, self._rows.count - 1, range(kept[0].left, kept[0].right + 1))
            return
        if any(part.is_large for part in kept):
            self._collapse()
            self._doubted = kept
            self.doubted.emit(kept)
            return
        self._select_spans([(part, span) for part in kept for span in self._present(part)])

    def take_up(self, places: Sequence[int]) -> None:
        """Select the doubted parts again, now that it is found where each large one begins."""
        parts, self._doubted = self._doubted, []
        spans, begun = list[tuple[Part, tuple[int, int]]](), iter(places)
        for part in parts:
            if part.is_large:
                first = next(begun)
                spans.append((part, (first, first + part.bottom - part.top)))
            else:
                spans += [(part, span) for span in self._present(part)]
        self._select_spans(spans)

    def let_go(self) -> None:
        """The doubted parts have other rows by now."""
        self._doubted = []
        self.begin_here()

    def _collapse(self) -> None:
        self._doubted = []
        self._view.selectionModel().select(self._view.currentIndex(), _REPLACE)

    def _select_spans(self, spans: Sequence[tuple[Part, tuple[int, int]]]) -> None:
        selection = QItemSelection()
        for part, (top, bottom) in spans:
            selection.select(self._rows.index(top, part.left), self._rows.index(bottom, part.right))
        if not selection.isEmpty():
            self._view.selectionModel().select(selection, _REPLACE)

    def _select_whole(self, columns: Sequence[int]) -> None:
        selection, count = QItemSelection(), self._rows.count
        for first, last in ((0, count - 1), (count, self._last())):
            for left, right in _runs(sorted(columns)) if first <= last else ():
                selection.append(QItemSelectionRange(self._rows.index(first, left), self._rows.index(last, right)))
        if not selection.isEmpty():
            self._view.selectionModel().select(selection, _REPLACE)
        self._begun = None if self._rows.is_counted else columns

    def _last(self) -> int:
        """The last row that holds anything, stored or not."""
        return self._rows.count + sum(draft.is_new for draft in self._rows.drafts) - 1

    def _on_counted(self) -> None:
        """What was selected from the first to the last row is so still, now that it is known which one that is."""
        if self._begun is not None:
            self._select_whole(self._begun)

    def _select(self, first: int, last: int, columns: Sequence[int]) -> None:
        selection, (top, bottom) = QItemSelection(), sorted((first, last))
        for left, right in _runs(sorted(columns)):
            selection.append(QItemSelectionRange(self._rows.index(top, left), self._rows.index(bottom, right)))
        self._view.selectionModel().select(selection, _REPLACE)

    def _between(self, first: int, last: int) -> list[int]:
        """The columns that stand between two others."""
        order = self._view.column_order()
        places = sorted(order.index(column) if column in order else 0 for column in (first, last))
        return order[places[0] : places[1] + 1]

    def _touched_columns(self) -> list[int]:
        columns = {column for part in self.parts() for column in range(part.left(), part.right() + 1)}
        return sorted(columns or {max(0, self._view.currentIndex().column())})

    def _part(self, part: QItemSelectionRange) -> Part:
        top, bottom = part.top(), part.bottom()
        rows = range(top, bottom + 1) if bottom - top < MOST_NAMED else (top, bottom)
        ids = tuple(self._rows.id_at(row) for row in rows)
        return Part(top, bottom, part.left(), part.right(), ids, self._rows.step)

    def _present(self, part: Part) -> list[tuple[int, int]]:
        """Where a part's rows are now, as spans."""
        return _runs(sorted(place for each in part.ids if (place := self._position(each)) is not None))

    def _position(self, identity: UUID | None) -> int | None:
        return None if identity is None else self._rows.position_of(identity)

    def _on_selection_changed(self) -> None:
        """Something else was selected meanwhile."""
        self._doubted, self._begun = [], None

    def _on_current_changed(self) -> None:
        if not self._is_extending and self._view.state() != self._view.State.DragSelectingState:
            self.begin_here()


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Sorted numbers as spans of consecutive ones."""
    spans: list[tuple[int, int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    return spans
