"""Use cases of undo and redo."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from core.context import CancelToken, Context, ignore_progress
from core.journal.undo import StepInfo
from core.query.ast import In, Query, every
from core.services.contract import Core


@dataclass(frozen=True, slots=True)
class Seen:
    """What a table shows."""

    resource: str
    query: Query


@dataclass(frozen=True, slots=True)
class Turned:
    """A step that was taken back or done again."""

    step: StepInfo
    seen: Seen | None = None
    """What the table showed when it was asked for."""
    changed: frozenset[UUID] = frozenset()
    """The records of the table that it changed; none where they are many."""
    first: UUID | None = None
    """Which of them is seen first."""


def undo(*, seen: Seen | None = None) -> Callable[[Core, Context], Turned]:
    """Take back the last step."""
    return lambda core, context: _turned(core, context, core.undo.undo(context), seen)


def redo(*, seen: Seen | None = None) -> Callable[[Core, Context], Turned]:
    """Bring back the step undone last."""
    return lambda core, context: _turned(core, context, core.undo.redo(context), seen)


def undo_step(*, step: int) -> Callable[[Core, Context], StepInfo]:
    """Take back one of one's own steps."""
    return lambda core, context: core.undo.undo(context, step)


def _turned(core: Core, context: Context, step: StepInfo, seen: Seen | None) -> Turned:
    if seen is None:
        return Turned(step)
    context = context.with_progress(ignore_progress, CancelToken())  # it is done: nothing stops it any more
    service = core.services[seen.resource]
    changed = core.undo.rows(context, step.id, service.entity.table)
    if not changed:
        return Turned(step)
    among = Query(every(seen.query.where, In("id", tuple(changed))), seen.query.sort)
    first = service.window(context, among, 0, 1).rows
    return Turned(step, seen, frozenset(changed), first[0].id if first else None)
