"""What the selected cells come to, for the status bar: rows, and count, sum, mean and bounds of the numbers."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import AppError
from core.messages import worded
from core.query.ast import Query
from core.services.selection import Selection
from core.services.summary import SelectionSummary
from core.services.totals import NUMBERS, Total
from core.types import strip_zeros
from gui import insight_cases
from gui.operations import Operations
from gui.table.blocks.area import Area, apart, area_of
from gui.table.drafts import RowDraft
from gui.table.insight.glance import glanced
from gui.table.view import TableView
from gui.tasks import Group
from gui.values import shown

PAUSE_MS: Final = 120


class SelectionTotals(QObject):
    """Follows the selection of one table, however large; a newer one cancels what is under way.

    What is shown counts: rows that hold something typed are left to what is seen of them, the others to the core.

    Signals:
        changed: the text is another one.
    """

    changed = Signal()

    def __init__(self, view: TableView, operations: Operations) -> None:
        super().__init__(view)
        self._view, self._model, self._operations, self._group = view, view.rows, operations, Group()
        self.text = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        view.selectionModel().selectionChanged.connect(self._on_selection_changed)
        view.rows.refreshed.connect(self._on_selection_changed)
        view.rows.drafts.changed.connect(self._on_selection_changed)

    def _on_selection_changed(self) -> None:
        self._group.renew()
        if self._view.selection.is_single:
            self._pause.stop()
            self._say("")
        else:
            self._pause.start()

    def _ask(self) -> None:
        drafts = self._drafts()
        area = apart(self._view, area_of(self._view), drafts)
        places = {draft.id: place for place, draft in drafts.items()}
        typed = self._typed({places[each]: columns for each, columns in area.new.items() if each in places})
        if area.rows + typed.rows == 0:
            self._say("")
            return
        work = insight_cases.summarize_cells(resource=self._model.entity.name, parts=self._parts(area))
        done = partial(self._on_summed, typed)
        self._operations.read(work, done=done, failed=self._on_failed, group=self._group)

    def _drafts(self) -> dict[int, RowDraft]:
        """The rows that something was typed into, by where they are."""
        found = [(self._model.position_of(draft.id), draft) for draft in self._model.drafts if not draft.is_empty]
        return dict(sorted((place, draft) for place, draft in found if place is not None))

    def _typed(self, rows: Mapping[int, Sequence[int]]) -> SelectionSummary:
        """What rows come to as they are shown, by their places with the columns chosen in each."""
        values = dict[str, list[Decimal]]()
        for place, columns in rows.items():
            for column in columns:
                facts, value = self._model.columns[column], self._model.value(place, column)
                # What was typed may be no number yet.
                if facts.kind in NUMBERS and isinstance(value, int | float | Decimal):
                    values.setdefault(facts.name, []).append(_number(value))
        bounds = {name: (min(found), max(found)) for name, found in values.items()}
        totals = [Total(name, len(found), sum(found), None, *bounds[name]) for name, found in values.items()]
        return SelectionSummary(len(rows), tuple(totals))

    def _parts(self, area: Area) -> list[tuple[Selection, list[str]]]:
        """The rows that have the same columns together, with those of the columns that hold numbers."""
        query: Query = self._model.query
        rows = dict[frozenset[int], list[range]]()
        for band in area.bands:
            rows.setdefault(band.columns, []).append(band.rows)
        columns = self._model.columns
        return [
            (
                Selection(query, tuple(ranges)),
                [columns[each].name for each in sorted(chosen) if columns[each].kind in NUMBERS],
            )
            for chosen, ranges in rows.items()
        ]

    def _on_summed(self, typed: SelectionSummary, found: Sequence[SelectionSummary]) -> None:
        parts = [*found, typed]
        rows = sum(part.rows for part in parts)
        totals = [total for part in parts for total in part.totals if total.count]
        if not totals:
            self._say(worded(self.tr("{rows:row|rows} selected"), rows=rows))
            return
        count = sum(total.count for total in totals)
        whole = sum((_number(total.sum) for total in totals), start=Decimal(0))
        least = min(_number(total.minimum) for total in totals)
        greatest = max(_number(total.maximum) for total in totals)
        text = self.tr("{rows:row|rows} selected: count {count}, sum {sum}, mean {mean}, min {min}, max {max}")
        self._say(
            worded(
                text,
                rows=rows,
                count=count,
                sum=self._shown(totals[0], glanced(whole)),
                mean=self._shown(totals[0], glanced(strip_zeros(whole / count))),
                min=self._shown(totals[0], least),
                max=self._shown(totals[0], greatest),
            )
        )

    def _shown(self, total: Total, value: Decimal) -> str:
        return shown(value, self._model.entity.fields[total.field], {})

    def _on_failed(self, _error: AppError) -> None:
        """Rows moved meanwhile: the refresh that follows asks again."""
        self._say("")

    def _say(self, text: str) -> None:
        if text != self.text:
            self.text = text
            self.changed.emit()


def _number(value: Any) -> Decimal:
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
