"""Fills cells without typing each: from above, with today, with one value, with nothing."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from core.context import Context
from core.errors import AppError, InvalidError
from core.fields import FieldFacts, Kind
from core.messages import describe_problem, worded
from core.services.contract import Core
from core.services.selection import Selection
from gui import block_cases
from gui.actions import Handlers
from gui.operations import Operations
from gui.table.blocks.area import Area, apart, area_of
from gui.table.blocks.typing import Typing
from gui.table.cell_editing import CellEditing
from gui.table.draft_history import DraftHistory, TypedStep
from gui.table.drafts import RowDraft
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
        history: DraftHistory,
        operations: Operations,
        telling: Telling,
    ) -> None:
        super().__init__(view)
        self._cells, self._history = cells, history
        self._view, self._model, self._editing, self._typing = view, view.rows, editing, typing
        self._operations, self._telling = operations, telling
        self._taken: tuple[RowDraft, str, Any] | None = None
        """The typed cell whose value is on its way into many."""

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
        rows = [row for row, _ in self._new_rows(area)]
        first = min([*(band.rows.start for band in area.bands[:1]), *rows])
        if not rows or first in rows or self._model.loaded(first) is not None:
            self._fill_down(area, self._values_at(first, area))
            return
        work = block_cases.load_first(resource=self._model.entity.name, chosen=area.chosen)
        done, group = partial(self._on_first_loaded, area), self._operations.commands
        self._operations.read(work, done=done, failed=self._operations.failed.emit, group=group)

    def _on_first_loaded(self, area: Area, record: Loaded) -> None:
        columns = {column: self._model.columns[column].name for column in area.columns}
        self._fill_down(area, {at: (record.values[name], record.labels) for at, name in columns.items()})

    def _fill_down(self, area: Area, values: Mapping[int, tuple[Any, Mapping[UUID, str]]]) -> None:
        """Give an area the values of its first row, by column."""
        rows = [row for row, _ in self._new_rows(area)]
        first = min([*(band.rows.start for band in area.bands[:1]), *rows])
        with self._history.together() as typed:
            for row, columns in self._new_rows(area):
                for column in columns if row != first else ():
                    if column in values:
                        self._typing.put(self._model.index(row, column), *values[column])
        fields = self._changeable(area) if area.rows else []
        said = self.tr("Filled {count:row|rows}")
        if not fields:
            self._tell(said, typed)
        elif first in rows:  # what is filled is not stored itself
            names = {self._model.columns[column].name: value for column, (value, _) in values.items()}
            self._put(area, {facts.name: names[facts.name] for facts in fields if facts.name in names}, said, typed)
        else:
            work = block_cases.fill_down(
                resource=self._model.entity.name,
                source=self._model.id_at(first),
                chosen=area.chosen,
                bands=area.bands,
                names=[facts.name for facts in self._model.columns],
                fields=[facts.name for facts in fields],
            )
            self._write(work, area, said, typed)

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
        if draft is not None and not draft.is_new and name in draft.values and not area_of(self._view).is_single:
            self._taken = draft, name, value
            self._cells.take_out(draft, name)  # all cells are written together
        self.put(value, None if draft is None else (draft, name))

    def put(self, value: Any, begun: tuple[RowDraft, str] | None = None) -> None:
        """One value into all selected cells, of which one was typed already; a single one is typed."""
        area, index = area_of(self._view), self._view.currentIndex()
        if area.is_single:
            place = self._place(area)
            if place is not None:
                self._typing.put(self._model.index(place, area.columns[0]), value, self._labels_at(index.row()))
            return
        if not self.prepare(area):
            return
        area = apart(self._view, area)
        labels = self._labels_at(index.row())
        with self._history.together(begun) as typed:
            for row, columns in self._new_rows(area):
                for column in columns:
                    self._typing.put(self._model.index(row, column), value, labels)
        fields = self._changeable(area) if area.rows else []
        self._put(area, {facts.name: value for facts in fields}, self.tr("Filled {count:row|rows}"), typed)

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
            self._typing.put(index, block_cases.empty_value(facts, null=null))
            return
        with self._history.together() as typed:
            for row, columns in self._new_rows(area):
                draft = self._cells.draft_of(row)
                for column in columns if draft and not draft.is_empty else ():
                    facts = self._model.columns[column]
                    self._typing.put(self._model.index(row, column), block_cases.empty_value(facts, null=null))
        if area.rows and self._changeable(area):
            work = block_cases.clear_cells(
                resource=self._model.entity.name,
                chosen=area.chosen,
                bands=self._only_changeable(area),
                names=[facts.name for facts in self._model.columns],
                null=null,
            )
            self._write(work, area, self.tr("Cleared {count:row|rows}"), typed)
        else:
            self._tell(self.tr("Cleared {count:row|rows}"), typed)

    def _new_rows(self, area: Area) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Where the rows that are not stored are now, with the columns that are chosen in each and can be changed."""
        for identity, columns in area.new.items():
            row = self._model.position_of(identity)
            if row is not None:
                facts = {column: self._model.columns[column] for column in columns}
                is_new = row >= self._model.count
                yield row, tuple(at for at in columns if (facts[at].creatable if is_new else facts[at].updatable))

    def _labels_at(self, row: int) -> dict[UUID, str]:
        draft = self._model.draft_at(row)
        return {**self._model.labels_at(row), **({} if draft is None else draft.labels)}

    def _values_at(self, row: int, area: Area) -> dict[int, tuple[Any, Mapping[UUID, str]]]:
        """What a row shows in the columns of an area, with the names it refers to; of a new row what was typed."""
        draft, labels = self._model.draft_at(row), self._labels_at(row)
        if draft is None and self._model.loaded(row) is None:
            return {}
        typed = None if draft is None or not draft.is_new else draft.cells
        names = {column: self._model.columns[column].name for column in area.columns}
        return {at: (self._model.value(row, at), labels) for at in area.columns if typed is None or names[at] in typed}

    def _place(self, area: Area) -> int | None:
        """Where the row of a single cell is now, None where it is out of sight or there are several cells."""
        if not area.is_single or isinstance(area.chosen, Selection):
            return None
        return self._model.position_of(next(iter(area.new), None) or area.chosen[0])

    def _changeable(self, area: Area) -> list[FieldFacts]:
        """The selected columns that can be changed; says so where there is none."""
        columns = [self._model.columns[column] for column in area.columns]
        fields = [facts for facts in columns if facts.updatable]
        if not fields:
            self._typing.may_change(columns[0], 0)
        return fields

    def _only_changeable(self, area: Area) -> list[block_cases.Band]:
        fixed = {column for column in area.columns if not self._model.columns[column].updatable}
        return [band._replace(columns=band.columns - fixed) for band in area.bands if band.columns - fixed]

    def _put(self, area: Area, values: Mapping[str, Any], said: str, typed: TypedStep) -> None:
        """Write values into the stored rows of an area, in one with what was typed into the others."""
        if not values:
            self._tell(said, typed)
            return
        work = block_cases.put_cells(
            resource=self._model.entity.name,
            chosen=area.chosen,
            bands=area.bands,
            names=[facts.name for facts in self._model.columns],
            values=values,
        )
        self._write(work, area, said, typed)

    def _write(self, work: Callable[[Core, Context], int], area: Area, said: str, typed: TypedStep) -> None:
        self._history.join(typed)
        done = partial(self._on_written, said, len(typed.drafts), is_typed=bool(area.new))
        failed = partial(self._on_failed, typed)
        self._operations.write(work, done=done, failed=failed, group=self._operations.commands)

    def _on_written(self, said: str, typed: int, count: int, *, is_typed: bool) -> None:
        self._taken = None
        if count or typed:
            self._telling.done(worded(said, count=count + typed))
        elif not is_typed:
            self._telling.said(self.tr("Nothing changed."))

    def _tell(self, said: str, typed: TypedStep) -> None:
        """Say what was done to rows that are not stored."""
        if typed.cells:
            self._telling.done(worded(said, count=len(typed.drafts)))

    def _on_failed(self, typed: TypedStep, error: AppError) -> None:
        self._cells.revoke(typed)
        taken, self._taken = self._taken, None
        if taken is not None:
            self._cells.put(*taken, {})
        if not isinstance(error, InvalidError) or not error.problems:
            self._operations.failed.emit(error)
            return
        problem, fields = error.problems[0], self._model.entity.fields
        label = fields[problem.field].label if problem.field in fields else None
        self._telling.refuse(self.tr("Nothing changed. {reason}").format(reason=describe_problem(problem, label)))
