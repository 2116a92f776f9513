"""What a person sees first: how much there is of everything, how it grew, and what was changed lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, case, func, literal, select

from core.context import Context
from core.entities import Entities
from core.journal.history import History
from core.journal.undo import StepInfo, Undo
from core.query.sql import Compiler
from core.unit_of_work import UnitOfWork

DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class Growth:
    """How many records there are, and how many of them were made on each of the last days, today last."""

    resource: str
    count: int
    days: tuple[int, ...]

    @property
    def added(self) -> int:
        """How many were made in all of these days."""
        return sum(self.days)


@dataclass(frozen=True, slots=True)
class RecentChange:
    """A step of the journal; `may_undo` where the actor made it and can still take it back."""

    step: StepInfo
    may_undo: bool


class Overview:
    """Numbers and news for a Context: only what the actor may see. Every read can be cancelled."""

    def __init__(self, entities: Entities, units: UnitOfWork, history: History, undo: Undo) -> None:
        self._entities, self._units = entities, units
        self._history, self._undo = history, undo

    def growth(self, context: Context, resource: str, *, days: int = DAYS) -> Growth:
        """One collection's numbers; the days are those of the context's time zone."""
        entity = self._entities.named(resource)
        visible = Compiler(self._entities, entity, context.actor).visible()
        created = entity.table.c.created_at
        bounds = _midnights(datetime.now(context.time_zone).date(), days, context)
        day = _day(created, bounds).label("day")
        by_day = select(day, func.count()).where(visible, created >= bounds[0]).group_by(day)
        with self._units.read(context) as connection:
            count = connection.scalar(select(func.count()).select_from(entity.table).where(visible)) or 0
            made = {row[0]: row[1] for row in connection.execute(by_day)}
        return Growth(entity.name, count, tuple(made.get(place, 0) for place in range(days)))

    def recent(self, context: Context, *, limit: int = 10) -> list[RecentChange]:
        """The last steps, newest first: everybody's for superusers, for others their own."""
        steps = self._history.steps(context, limit=limit)
        own = self._undo.still_undoable(context, [step.id for step in steps])
        return [RecentChange(step, step.id in own) for step in steps]


def _midnights(today: date, days: int, context: Context) -> list[datetime]:
    """When each of the last days began, also where the clock was changed in between."""
    first = today - timedelta(days=days - 1)
    begun = (datetime.combine(first + timedelta(days=n), time(), context.time_zone) for n in range(days))
    return [moment.astimezone(UTC) for moment in begun]


def _day(moment: ColumnElement[Any], bounds: Sequence[datetime], first: int = 0) -> ColumnElement[int]:
    """The place of the day that a moment is in: halving takes five comparisons for thirty days."""
    if len(bounds) == 1:
        return literal(first)
    half = len(bounds) // 2
    earlier, later = _day(moment, bounds[:half], first), _day(moment, bounds[half:], first + half)
    return case((moment < bounds[half], earlier), else_=later)
