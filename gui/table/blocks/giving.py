"""Gives many cells their values at once, one for each column: stored ones in one step, in others it is typed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from core.errors import AppError, FieldProblem
from core.messages import worded
from gui.block_cases import Band
from gui.fill_cases import put_cells
from gui.operations import Operations
from gui.outcome import MOST_LISTED, Outcome
from gui.table.blocks.area import Area
from gui.table.blocks.typing import Typing
from gui.table.draft_history import DraftHistory, TypedCell, TypedStep
from gui.table.telling import Telling
from gui.table.typed_cells import TypedCells
from gui.table.view import TableView


@dataclass(frozen=True, slots=True)
class Fill:
    """What the cells of an area get."""

    command: str
    area: Area
    values: Mapping[int, Any]
    """By column."""
    said: str
    """What is said of so many rows once it is done."""
    labels: Mapping[UUID, str] = field(default_factory=dict[UUID, str])
    """The names of the records that values refer to."""
    begun: TypedCell | None = None
    """The cell of the area into which its value was typed already; taken out of a stored row, to be written again."""

    @property
    def taken(self) -> TypedCell | None:
        """That cell, if it was taken out."""
        return None if self.begun is None or self.begun.draft.is_new else self.begun


class Giving(QObject):
    """Carries out fills of one table; of one that is refused, the rest, if somebody wants that."""

    def __init__(
        self,
        view: TableView,
        cells: TypedCells,
        typing: Typing,
        history: DraftHistory,
        operations: Operations,
        telling: Telling,
    ) -> None:
        super().__init__(view)
        self._model, self._cells, self._typing, self._history = view.rows, cells, typing, history
        self._operations, self._telling = operations, telling

    def give(self, fill: Fill) -> None:
        """All of it, unless some column does not take its value."""
        columns, bands = self._model.columns, [*self._stored(fill), *self._typed(fill)]
        if not any(band.columns for band in bands):
            if bands:
                self._typing.may_change(columns[fill.area.columns[0]], bands[0].rows.start)
            return
        problems = {at: self._typing.problem(columns[at], value) for at, value in fill.values.items()}
        wrong = {at: problem for at, problem in problems.items() if problem is not None}
        outcome = _outcome([*self._stored(fill), *self._typed(fill, holding=wrong)], wrong)
        fitting = replace(fill, values={at: value for at, value in fill.values.items() if at not in wrong})
        if outcome.problems:
            self._ask(fitting, outcome, None)
        else:
            self._write(fitting)

    def _write(self, fill: Fill, but: Outcome | None = None) -> None:
        step = self._type(fill)
        bands = self._stored(fill)
        if not any(band.columns for band in bands):
            if step.cells:
                self._say(fill, len(step.drafts))
            return
        chosen = frozenset[int]().union(*(band.columns for band in bands))
        names = [facts.name for facts in self._model.columns]
        work = put_cells(
            resource=self._model.entity.name,
            chosen=fill.area.chosen,
            bands=bands,
            names=names,
            values={names[at]: value for at, value in fill.values.items() if at in chosen},
            but=but,
        )
        self._history.join(step)
        done, failed = partial(self._on_written, fill, step), partial(self._on_failed, fill, step)
        self._operations.write(work, done=done, failed=failed, group=self._operations.commands)

    def _on_written(self, fill: Fill, step: TypedStep, outcome: Outcome) -> None:
        if outcome.problems:
            self._cells.revoke(step)
            self._ask(fill, outcome, outcome)
        elif outcome.written or step.drafts:
            self._say(fill, outcome.written + len(step.drafts))
        elif not fill.area.new:
            self._telling.said(self.tr("Nothing changed."))

    def _on_failed(self, fill: Fill, step: TypedStep, error: AppError) -> None:
        self._cells.revoke(step)
        self._put_back(fill)
        self._telling.failed(error)

    def _ask(self, fill: Fill, outcome: Outcome, but: Outcome | None) -> None:
        """Tell what is wrong, and whether to write the rest: the fill but for some cells."""
        self._put_back(fill)
        report = self._telling.report(outcome, fill.command)
        if report is not None:
            report.rest_wanted.connect(partial(self._write_rest, fill, but))

    def _write_rest(self, fill: Fill, but: Outcome | None) -> None:
        if fill.taken is not None:
            self._cells.take_out(fill.taken.draft, fill.taken.name)
        self._write(fill, but)

    def _put_back(self, fill: Fill) -> None:
        """What was typed before is only typed again."""
        if fill.taken is not None:
            self._cells.put(fill.taken.draft, fill.taken.name, fill.taken.after, {})

    def _type(self, fill: Fill) -> TypedStep:
        begun = None if fill.begun is None else (fill.begun.draft, fill.begun.name)
        with self._history.together(begun) as step:
            for band in self._typed(fill):
                for column in (column for column in fill.area.columns if column in band.columns):
                    index = self._model.index(band.rows.start, column)
                    self._typing.put(index, fill.values[column], fill.labels)
        return step

    def _say(self, fill: Fill, count: int) -> None:
        text, names = worded(fill.said, count=count), self._left_out(fill)
        if names:
            text = self.tr("{text}; left out: {names}").format(text=text, names=", ".join(names))
        self._telling.done(text)

    def _left_out(self, fill: Fill) -> list[str]:
        """The columns that cannot be changed in any row."""
        taken = frozenset[int]().union(*(band.columns for band in (*self._stored(fill), *self._typed(fill))))
        return [self._model.columns[at].label for at in fill.area.columns if at in fill.values and at not in taken]

    def _stored(self, fill: Fill) -> list[Band]:
        """The stored rows, with the columns that get a value in each and can be changed."""
        changeable = frozenset(at for at in fill.values if self._model.columns[at].updatable)
        return [band._replace(columns=band.columns & changeable) for band in fill.area.bands]

    def _typed(self, fill: Fill, holding: Collection[int] = ()) -> list[Band]:
        """The same of rows that are not stored, or hold what is not, where they are now.

        Without the cells of some columns that show their value already, as one where nothing was typed shows nothing.
        """
        found = list[Band]()
        for identity, columns in fill.area.new.items():
            row = self._model.position_of(identity)
            if row is not None:
                takes = {at for at in columns if at in fill.values and self._model.takes(self._model.columns[at], row)}
                same = {at for at in holding if self._model.value(row, at) == fill.values[at]}
                found.append(Band(range(row, row + 1), frozenset(takes - same)))
        return found


def _outcome(bands: list[Band], wrong: Mapping[int, FieldProblem]) -> Outcome:
    """What comes of values that columns do not take, whatever the row."""
    refused = [(band.rows, [at for at in wrong if at in band.columns]) for band in bands]
    return Outcome(
        0,
        rows=sum(len(rows) for rows, _ in refused),
        bad=sum(len(rows) for rows, columns in refused if columns),
        wrong=sum(len(rows) * len(columns) for rows, columns in refused),
        problems=list(islice(_each(refused, wrong), MOST_LISTED)),
        rest=sum(len(band.rows) * len(band.columns - wrong.keys()) for band in bands),
    )


def _each(refused: list[tuple[range, list[int]]], wrong: Mapping[int, FieldProblem]) -> Iterator[FieldProblem]:
    for rows, columns in sorted(refused, key=lambda part: part[0].start):
        for row in rows if columns else ():
            yield from (replace(wrong[column], row=row) for column in columns)
