"""What the window asks of cells that all get the same: into which they go, what is wrong with them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from core.context import Context
from core.errors import InvalidError
from core.fields import FieldFacts
from core.services.checking import LEFT_OUT
from core.services.contract import CollectionService, Core
from core.services.selection import Seen, Selection
from gui.block_cases import Band
from gui.outcome import Outcome, refused
from gui.use_cases import Loaded, load_record


def put_cells(
    *,
    resource: str,
    chosen: Seen,
    bands: Sequence[Band],
    names: Sequence[str],
    values: Mapping[str, Any],
    but: Outcome | None = None,
) -> Callable[[Core, Context], Outcome]:
    """Write the same values into selected cells, but for those that were refused before; rows are where they stand."""

    def work(core: Core, context: Context) -> Outcome:
        service = core.services[resource]
        if but is None and len({band.columns for band in bands}) == 1:
            try:
                return Outcome(service.update_many(context, chosen, service.entity.change(values)))
            except InvalidError:
                pass  # which cells it is, only a closer look says
        placed = {name: (names.index(name), value) for name, value in values.items()}
        return _put_each(service, context, chosen, bands, placed, but)

    return work


def _put_each(
    service: CollectionService,
    context: Context,
    chosen: Seen,
    bands: Sequence[Band],
    values: Mapping[str, tuple[int, Any]],
    but: Outcome | None,
) -> Outcome:
    """The same row by row; the values come with their columns."""
    ids = service.ids(context, chosen) if isinstance(chosen, Selection) else chosen
    rows = [(place, band.columns) for band in bands for place in band.rows][: len(ids)]
    left_out = () if but is None else but.cells
    columns = {
        name: [value if at in own and (place, name) not in left_out else LEFT_OUT for place, own in rows]
        for name, (at, value) in values.items()
    }
    block = service.paste(context, columns, ids, partly=but is not None, label="update_many")
    if but is not None or not block.problems:
        return Outcome(block.written)
    problems = [replace(problem, row=rows[problem.row or 0][0]) for problem in block.problems]
    said = {place: sum(at in own for at, _ in values.values()) for place, own in rows}
    return refused(problems, said, values, {problem.row for problem in problems if problem.field not in values}, {})


def load_first(*, resource: str, chosen: Seen) -> Callable[[Core, Context], Loaded]:
    """Read the first of chosen records."""

    def work(core: Core, context: Context) -> Loaded:
        identity = _first(core.services[resource], context, chosen)
        return load_record(resource=resource, identity=identity)(core, context)

    return work


def empty_value(facts: FieldFacts, *, null: bool) -> Any:
    """What a cleared cell holds: null where it may, else the default; `null` allows nothing else."""
    return None if facts.nullable or null or not facts.creatable or facts.required else facts.default


def _first(service: CollectionService, context: Context, chosen: Seen) -> UUID:
    if isinstance(chosen, Selection):
        return service.window(context, chosen.query, chosen.ranges[0].start, 1).rows[0].id
    return chosen[0]
