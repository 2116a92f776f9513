"""Fills cells without typing each: from above, with today, with one value, with nothing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from core.fields import Kind
from core.services.selection import Selection
from gui.actions import Handlers
from gui.fill_cases import empty_value, load_first
from gui.operations import Operations
from gui.table.blocks.area import Area, apart, area_of, below
from gui.table.blocks.giving import Fill, Giving
from gui.table.blocks.typing import Typing
from gui.table.cell_editing import CellEditing
from gui.table.draft_history import ABSENT, TypedCell
from gui.table.telling import Telling
from gui.table.typed_cells import TypedCells
from gui.table.view import TableView
from gui.use_cases import Loaded
from gui.values import now_as, time_zone


class Filling(QObject):
    """Carries out the commands that fill cells of one table; many cells at once are one step of the journal."""

    def __init__(
        self,
        view: TableView,
        editing: CellEditing,
        cells: TypedCells,
        typing: Typing,
        giving: Giving,
        operations: Operations,
        telling: Telling,
    ) -> None:
        super().__init__(view)
        self._cells, self._typing, self._giving = cells, typing, giving
        self._view, self._model, self._editing = view, view.rows, editing
        self._operations, self._telling = operations, telling

    def handlers(self) -> Handlers:
        """The commands by id."""
        return {
            "fill.down": self.down,
            "cell.above": self.from_above,
            "cell.today": partial(self.moment, Kind.DATE),
            "cell.now": partial(self.moment, Kind.TIME),
            "fill.all": self.with_current,
            "cell.clear": self.clear,
            "cell.null": partial(self.clear, null=True),
        }

    def down(self) -> None:
        """Give the selected rows the values of the first of them; a single cell gets the one above."""
        area = area_of(self._view)
        if area.rows + len(area.new) <= 1:
            self.from_above()
            return
        if not self.prepare(area):
            return
        area = apart(self._view, area)
        places = [place for identity in area.new if (place := self._model.position_of(identity)) is not None]
        first = min([*(band.rows.start for band in area.bands[:1]), *places])
        rest = below(self._view, area, first)
        if first in places or self._model.loaded(first) is not None:
            self._fill_down(rest, self._values_at(first, area), self._labels_at(first))
            return
        work = load_first(resource=self._model.entity.name, chosen=area.chosen)
        done, group = partial(self._on_first_loaded, rest), self._operations.commands
        self._operations.read(work, done=done, failed=self._operations.failed.emit, group=group)

    def _on_first_loaded(self, area: Area, record: Loaded) -> None:
        values = {column: record.values[self._model.columns[column].name] for column in area.columns}
        self._fill_down(area, values, record.labels)

    def _fill_down(self, area: Area, values: Mapping[int, Any], labels: Mapping[UUID, str]) -> None:
        self._giving.give(Fill("fill.down", area, values, self.tr("Filled {count:row|rows}"), labels))

    def from_above(self) -> None:
        """The value of the cell above."""
        index = self._view.currentIndex()
        above = index.row() - 1
        if index.row() == 0:
            self._telling.refuse(self.tr("There is no row above."))
            return
        if self._model.id_at(above) is None:
            return
        value, labels = self._model.value(above, index.column()), self._labels_at(above)
        if not self._editing.type_in(value, labels) and self._editing.finish():
            self._typing.put(index, value, labels)

    def moment(self, kind: Kind) -> None:
        """Today's date or the present time, whichever the column holds of it."""
        index = self._view.currentIndex()
        if not index.isValid():
            return
        facts, now = self._model.columns[index.column()], datetime.now(time_zone())
        value = now_as(facts, now, kind)
        if value is None:
            self._telling.refuse(self.tr("{label} holds no date or time.").format(label=facts.label))
        elif not self._editing.type_in(value, {}) and self._editing.finish():
            self.put(value)

    def with_current(self) -> None:
        """The value of the cursor's cell into all selected cells."""
        index = self._view.currentIndex()
        if not index.isValid() or not self._editing.finish():
            return
        value, name = self._model.value(index.row(), index.column()), self._model.columns[index.column()].name
        draft = self._model.draft_at(index.row())
        if draft is None or name not in draft.values:
            self.put(value)
            return
        typed = TypedCell(draft, name, ABSENT, value)
        if not draft.is_new and not area_of(self._view).is_single:
            self._cells.take_out(draft, name)  # all cells are written together
        self.put(value, typed)

    def put(self, value: Any, begun: TypedCell | None = None) -> None:
        """One value into all selected cells, of which one was typed already; a single one is typed."""
        area, index = area_of(self._view), self._view.currentIndex()
        labels = self._labels_at(index.row())
        if area.is_single:
            place = self._place(area)
            if place is not None:
                self._typing.put(self._model.index(place, area.columns[0]), value, labels)
        elif self.prepare(area):
            values, said = dict.fromkeys(area.columns, value), self.tr("Filled {count:row|rows}")
            self._giving.give(Fill("fill.all", apart(self._view, area), values, said, labels, begun))

    def clear(self, *, null: bool = False) -> None:
        """Empty the selected cells."""
        area = area_of(self._view)
        if self.prepare(area):
            self.clear_area(apart(self._view, area), null=null)

    def prepare(self, area: Area) -> bool:
        """Keep what is being typed, and store it where all of the area is written at once; False where it is refused.

        What was typed into a row and stored after that would seem to clash with a change that somebody else made.
        """
        is_typed = area.is_single or self._view.cursor_row is None
        return self._editing.finish() if is_typed else self._editing.save_row()

    def clear_area(self, area: Area, *, null: bool = False) -> None:
        """Empty some cells, wherever cursor and records are by now."""
        place = self._place(area)
        if place is not None:
            facts = self._model.columns[area.columns[0]]
            index = self._model.index(place, area.columns[0])
            self._typing.put(index, empty_value(facts, null=null))
            return
        columns = {column: self._model.columns[column] for column in area.columns}
        values = {column: empty_value(facts, null=null) for column, facts in columns.items()}
        begun = {identity: own for identity, own in area.new.items() if self._model.drafts[identity] is not None}
        command, said = "cell.null" if null else "cell.clear", self.tr("Cleared {count:row|rows}")
        self._giving.give(Fill(command, replace(area, new=begun), values, said))

    def _labels_at(self, row: int) -> dict[UUID, str]:
        draft = self._model.draft_at(row)
        return {**self._model.labels_at(row), **({} if draft is None else draft.labels)}

    def _values_at(self, row: int, area: Area) -> dict[int, Any]:
        """What a row shows in the columns of an area; of a new row what was typed."""
        draft = self._model.draft_at(row)
        if draft is None and self._model.loaded(row) is None:
            return {}
        typed = None if draft is None or not draft.is_new else draft.cells
        names = {column: self._model.columns[column].name for column in area.columns}
        return {at: self._model.value(row, at) for at in area.columns if typed is None or names[at] in typed}

    def _place(self, area: Area) -> int | None:
        """Where the row of a single cell is now, None where it is out of sight or there are several cells."""
        if not area.is_single or isinstance(area.chosen, Selection):
            return None
        return self._model.position_of(next(iter(area.new), None) or area.chosen[0])
