"""What the window asks of many records as wholes: duplicate, delete, replace in them."""

from collections.abc import Callable, Sequence
from uuid import UUID

from core.context import Context
from core.errors import AccessError, FieldProblem
from core.query.ast import Query
from core.services.blocks import Block
from core.services.contract import CollectionService, Core
from core.services.replacing import Found, Replacement
from core.services.selection import Chosen, Selection
from gui.outcome import MOST_LISTED, Outcome


def find_ids(*, resource: str, chosen: Selection) -> Callable[[Core, Context], Sequence[UUID]]:
    """Which records stand where the chooser saw them."""
    return lambda core, context: core.services[resource].ids(context, chosen)


def duplicate_rows(*, resource: str, chosen: Chosen) -> Callable[[Core, Context], Outcome]:
    """Add a copy of each chosen record."""

    def work(core: Core, context: Context) -> Outcome:
        service = core.services[resource]
        return _outcome(service, context, service.duplicate(context, chosen))

    return work


def delete_records(*, resource: str, chosen: Chosen) -> Callable[[Core, Context], Outcome]:
    """Delete records. AccessError where none of them may go."""

    def work(core: Core, context: Context) -> Outcome:
        service = core.services[resource]
        try:
            return Outcome(service.delete(context, chosen))
        except AccessError:
            ids = _ids(service, context, chosen)
            kept = service.kept(context, ids)
            if len(kept) == len(ids):
                raise
        return _outcome(service, context, Block(0, tuple(kept), ids))

    return work


def count_matches(
    *, resource: str, chosen: Chosen, fields: Sequence[str], wanted: Replacement
) -> Callable[[Core, Context], Found]:
    """What replacing would change."""
    return lambda core, context: core.services[resource].count_matches(context, chosen, fields, wanted)


def replace_texts(
    *, resource: str, chosen: Chosen, fields: Sequence[str], wanted: Replacement
) -> Callable[[Core, Context], Outcome]:
    """Replace inside the texts of chosen records."""

    def work(core: Core, context: Context) -> Outcome:
        service = core.services[resource]
        return _outcome(service, context, service.replace(context, chosen, fields, wanted))

    return work


def _outcome(service: CollectionService, context: Context, block: Block) -> Outcome:
    """Of records that are refused, their names."""
    if not block.problems:
        return Outcome(block.written)
    bad, listed = {problem.row for problem in block.problems}, block.problems[:MOST_LISTED]
    labels = service.labels(context, [_record(block, problem) for problem in listed])
    names = {problem.row or 0: labels.get(_record(block, problem), "") for problem in listed}
    fitting = [identity for row, identity in enumerate(block.ids) if row not in bad]
    count = len(block.ids)
    return Outcome(0, count, len(bad), len(block.problems), listed, names=names, rest=count - len(bad), ids=fitting)


def _record(block: Block, problem: FieldProblem) -> UUID:
    return block.ids[problem.row or 0]


def _ids(service: CollectionService, context: Context, chosen: Chosen) -> Sequence[UUID]:
    if isinstance(chosen, Sequence):
        return chosen
    if not isinstance(chosen, Selection):
        query = Query(chosen)
        chosen = Selection(query, (range(service.count(context, query)),))
    return service.ids(context, chosen)
