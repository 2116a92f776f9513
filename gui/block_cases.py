"""What the window asks of blocks of cells: paste, fill, replace; small functions as in `gui.use_cases`."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, repeat
from typing import Any, Final, NamedTuple, cast
from uuid import UUID

from core.context import Context
from core.errors import FieldProblem, InvalidError
from core.fields import FieldFacts, Kind
from core.locale.facts import Locale
from core.services.blocks import Block
from core.services.checking import LEFT_OUT
from core.services.contract import CollectionService, Core
from core.services.replacing import Found, Replacement
from core.services.selection import Chosen, Seen, Selection
from core.transfer.clipboard import cells_of
from core.transfer.values import CellReader
from gui.use_cases import Loaded, load_record

_UNREADABLE: Final = "\0"
"""Stands where a text could not be read: no model takes it, so that all problems of a block are told together."""


Cell = tuple[int, str]
"""A cell of a block, by its row and its field."""


class Band(NamedTuple):
    """Some rows of a result and the columns that are chosen in them."""

    rows: range
    columns: frozenset[int]


@dataclass(frozen=True, slots=True)
class Pasted:
    """What became of a block: how many rows were written, what is wrong, what the wrong cells say."""

    written: int
    rows: int
    problems: tuple[FieldProblem, ...] = ()
    texts: Mapping[Cell, str] = field(default_factory=dict[Cell, str])
    rest: int = 0
    """How many cells can be pasted all the same."""


class Cells(NamedTuple):
    """Values for some fields of rows, FieldProblems among them, and the names of the records they refer to."""

    rows: dict[UUID, dict[str, Any]]
    labels: dict[UUID, str]


def read_block(*, text: str) -> Callable[[Core, Context], list[list[str]]]:
    """Take a long text apart into cells."""
    return lambda _core, _context: cells_of(text)


def find_ids(*, resource: str, chosen: Selection) -> Callable[[Core, Context], Sequence[UUID]]:
    """Which records stand where the chooser saw them."""
    return lambda core, context: core.services[resource].ids(context, chosen)


def paste_cells(
    *,
    resource: str,
    texts: Sequence[Sequence[str | None]],
    fields: Sequence[FieldFacts],
    places: Sequence[int],
    rows: Sequence[UUID],
    locale: Locale,
    partly: bool,
    left_out: Collection[Cell] = (),
) -> Callable[[Core, Context], Pasted]:
    """Write texts into some records, and those that are left over into new records, but for some cells.

    `places` say where each field's text is in its row; a row that is too short says nothing there, and where None
    stands, the cell is no part of the block.
    """

    def work(core: Core, context: Context) -> Pasted:
        service = core.services[resource]
        there = rows[: len(texts)]
        ids: list[UUID | None] = [*there, *repeat(None, len(texts) - len(there))]
        given = {
            facts.name: [(row[place] or "") if place < len(row) else "" for row in texts]
            for facts, place in zip(fields, places, strict=True)
        }
        problems: list[FieldProblem] = []
        reader = CellReader(cast("Any", service), context, plain=False, locale=locale)
        columns = {facts.name: _values(reader, facts, given[facts.name], ids, problems) for facts in fields}
        for facts, place in zip(fields, places, strict=True):
            for at, row in enumerate(texts):
                is_said = row[place] is not None if place < len(row) else ids[at] is None
                if not is_said or (at, facts.name) in left_out:
                    columns[facts.name][at] = LEFT_OUT
        if left_out:
            _drop_empty(columns, ids)
        block = service.paste(context, columns, ids, partly=partly)
        if not block.problems:
            return Pasted(block.written, len(texts))
        told = {(problem.row, problem.field): problem for problem in problems}
        found = tuple(told.get((problem.row, problem.field), problem) for problem in block.problems)
        said = [sum(row[place] is not None for place in places if place < len(row)) for row in texts]
        return _refused(block.written, found, given, said, [_takes_row(each, fields, ids) for each in found])

    return work


def read_cells(
    *, resource: str, rows: Mapping[UUID, Mapping[str, str]], locale: Locale
) -> Callable[[Core, Context], Cells]:
    """Texts for some fields of rows that are not stored, as values: read as those that are pasted into records."""

    def work(core: Core, context: Context) -> Cells:
        service = core.services[resource]
        reader = CellReader(cast("Any", service), context, plain=False, locale=locale)
        found = Cells({identity: {} for identity in rows}, {})
        for facts in service.entity.readable:
            own = [identity for identity, texts in rows.items() if facts.name in texts]
            problems: list[FieldProblem] = []
            texts = [rows[identity][facts.name] for identity in own]
            values = _values(reader, facts, texts, own, problems) if own else []
            for problem in problems:
                values[problem.row or 0] = problem
            for identity, value in zip(own, values, strict=True):
                found.rows[identity][facts.name] = value
            named = [value for value in values if isinstance(value, UUID)]
            if facts.reference is not None and named:
                found.labels.update(core.services[facts.reference].labels(context, named))
        return found

    return work


def put_cells(
    *, resource: str, chosen: Seen, bands: Sequence[Band], names: Sequence[str], values: Mapping[str, Any]
) -> Callable[[Core, Context], int]:
    """Write the same values into selected cells; returns in how many records."""

    def work(core: Core, context: Context) -> int:
        service = core.services[resource]
        if len({band.columns for band in bands}) == 1:
            return service.update_many(context, chosen, service.entity.change(values))
        ids = _ids(service, context, chosen)
        places = list(chain.from_iterable(repeat(band.columns, len(band.rows)) for band in bands))[: len(ids)]
        columns = {
            name: [value if names.index(name) in columns else LEFT_OUT for columns in places]
            for name, value in values.items()
        }
        block = service.paste(context, columns, ids, label="update_many")
        _require(block)
        return block.written

    return work


def clear_cells(
    *, resource: str, chosen: Seen, bands: Sequence[Band], names: Sequence[str], null: bool
) -> Callable[[Core, Context], int]:
    """Empty selected cells; returns in how many records."""

    def work(core: Core, context: Context) -> int:
        service = core.services[resource]
        columns = frozenset[int]().union(*(band.columns for band in bands))
        fields = [names[column] for column in sorted(columns)]
        if all(band.columns == columns for band in bands):
            return service.clear(context, chosen, fields, null=null)
        values = {name: empty_value(service.entity.fields[name], null=null) for name in fields}
        return put_cells(resource=resource, chosen=chosen, bands=bands, names=names, values=values)(core, context)

    return work


def fill_down(
    *,
    resource: str,
    source: UUID | None,
    chosen: Seen,
    bands: Sequence[Band],
    names: Sequence[str],
    fields: Sequence[str],
) -> Callable[[Core, Context], int]:
    """Give selected cells the values that another record has in their fields; returns how many records changed.

    Where it is not known which record that is, it is the first of the selected ones.
    """

    def work(core: Core, context: Context) -> int:
        service = core.services[resource]
        first = source or _first(service, context, chosen)
        if len({band.columns for band in bands}) == 1:
            return service.fill_down(context, first, chosen, fields)
        record = service.get(context, first)
        values = {name: getattr(record, name) for name in fields}
        return put_cells(resource=resource, chosen=chosen, bands=bands, names=names, values=values)(core, context)

    return work


def load_first(*, resource: str, chosen: Seen) -> Callable[[Core, Context], Loaded]:
    """Read the first of chosen records."""

    def work(core: Core, context: Context) -> Loaded:
        identity = _first(core.services[resource], context, chosen)
        return load_record(resource=resource, identity=identity)(core, context)

    return work


def duplicate_rows(*, resource: str, chosen: Seen) -> Callable[[Core, Context], int]:
    """Add a copy of each chosen record; returns how many."""
    return lambda core, context: core.services[resource].duplicate(context, chosen)


def count_matches(
    *, resource: str, chosen: Chosen, fields: Sequence[str], wanted: Replacement
) -> Callable[[Core, Context], Found]:
    """What replacing would change."""
    return lambda core, context: core.services[resource].count_matches(context, chosen, fields, wanted)


def replace_texts(
    *, resource: str, chosen: Chosen, fields: Sequence[str], wanted: Replacement, partly: bool
) -> Callable[[Core, Context], Block]:
    """Replace inside the texts of chosen records."""
    return lambda core, context: core.services[resource].replace(context, chosen, fields, wanted, partly=partly)


def empty_value(facts: FieldFacts, *, null: bool) -> Any:
    """What a cleared cell holds: null where it may, else the default; `null` allows nothing else."""
    return None if facts.nullable or null or not facts.creatable or facts.required else facts.default


def _first(service: CollectionService, context: Context, chosen: Seen) -> UUID:
    if isinstance(chosen, Selection):
        return service.window(context, chosen.query, chosen.ranges[0].start, 1).rows[0].id
    return chosen[0]


def _ids(service: CollectionService, context: Context, chosen: Seen) -> Sequence[UUID]:
    return service.ids(context, chosen) if isinstance(chosen, Selection) else chosen


def _values(
    reader: CellReader,
    facts: FieldFacts,
    texts: Sequence[str],
    ids: Sequence[UUID | None],
    problems: list[FieldProblem],
) -> list[Any]:
    """One column of texts as values; what cannot be read is among the problems, and refused by every model."""
    is_text = facts.kind in {Kind.TEXT, Kind.LONG_TEXT}
    cells = [None if text == "" or (not is_text and not text.strip()) else text for text in texts]
    own: list[FieldProblem] = []
    values = list(reader.column(facts, cells, own))
    for at, cell in enumerate(cells):
        if cell is None and not facts.nullable:
            values[at] = "" if is_text else LEFT_OUT if ids[at] is None else None
    for problem in own:
        values[problem.row or 0] = _UNREADABLE
    problems += own
    return values


def _refused(
    written: int,
    problems: Sequence[FieldProblem],
    given: Mapping[str, Sequence[str]],
    said: Sequence[int],
    takes_row: Sequence[bool],
) -> Pasted:
    """What is wrong with a block of which each row has said so many cells; some problems are of whole rows."""
    hopeless = {problem.row for problem, takes in zip(problems, takes_row, strict=True) if takes}
    wrong = {
        (problem.row or 0, problem.field): given[problem.field][problem.row or 0][:80]
        for problem in problems
        if problem.field in given
    }
    rest = sum(count for at, count in enumerate(said) if at not in hopeless)
    rest -= sum(row not in hopeless for row, _ in wrong)
    return Pasted(written, len(said), tuple(problems), wrong, rest)


def _takes_row(problem: FieldProblem, fields: Sequence[FieldFacts], ids: Sequence[UUID | None]) -> bool:
    """Whether a row cannot be pasted at all, even without the cell that something is wrong with."""
    facts = next((facts for facts in fields if facts.name == problem.field), None)
    return facts is None or (ids[problem.row or 0] is None and facts.required)


def _drop_empty(columns: dict[str, list[Any]], ids: list[UUID | None]) -> None:
    """Add no record of which nothing is left."""
    kept = [
        at
        for at, identity in enumerate(ids)
        if identity or any(values[at] is not LEFT_OUT for values in columns.values())
    ]
    ids[:] = [ids[at] for at in kept]
    for name, values in columns.items():
        columns[name] = [values[at] for at in kept]


def _require(block: Block) -> None:
    if block.problems:
        raise InvalidError([replace(problem, row=(problem.row or 0) + 1) for problem in block.problems])
