"""What the window asks of blocks of cells that are pasted; small functions as in `gui.use_cases`."""

from collections.abc import Callable, Mapping, Sequence
from itertools import repeat
from typing import Any, Final, NamedTuple, cast
from uuid import UUID

from core.context import Context
from core.errors import FieldProblem
from core.fields import FieldFacts, Kind
from core.locale.facts import Locale
from core.services.checking import LEFT_OUT
from core.services.contract import Core
from core.transfer.clipboard import cells_of
from core.transfer.values import CellReader
from gui.outcome import Outcome, refused

_UNREADABLE: Final = "\0"
"""Stands where a text could not be read: no model takes it, so that all problems of a block are told together."""


class Band(NamedTuple):
    """Some rows of a result and the columns that are chosen in them."""

    rows: range
    columns: frozenset[int]


class Cells(NamedTuple):
    """Values for some fields of rows, FieldProblems among them, and the names of the records they refer to."""

    rows: dict[UUID, dict[str, Any]]
    labels: dict[UUID, str]


def read_block(*, text: str) -> Callable[[Core, Context], list[list[str]]]:
    """Take a long text apart into cells."""
    return lambda _core, _context: cells_of(text)


def paste_cells(
    *,
    resource: str,
    texts: Sequence[Sequence[str | None]],
    fields: Sequence[FieldFacts],
    places: Sequence[int],
    rows: Sequence[UUID],
    locale: Locale,
    but: Outcome | None = None,
) -> Callable[[Core, Context], Outcome]:
    """Write texts into some records, and those that are left over into new ones, but for what was refused before.

    `places` say where each field's text is in its row; a row that is too short says nothing there, and where None
    stands, the cell is no part of the block.
    """

    def work(core: Core, context: Context) -> Outcome:
        service, left_out = core.services[resource], () if but is None else but.cells
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
        block = service.paste(context, columns, ids, partly=but is not None)
        if but is not None or not block.problems:
            return Outcome(block.written)
        told = {(problem.row, problem.field): problem for problem in problems}
        found = [told.get((problem.row, problem.field), problem) for problem in block.problems]
        said = {at: sum(row[place] is not None for place in places if place < len(row)) for at, row in enumerate(texts)}
        whole = {problem.row for problem in found if _takes_row(problem, fields, ids)}
        wrong = ((problem.row or 0, problem.field) for problem in found if problem.field in given)
        return refused(found, said, given, whole, {(at, name): given[name][at][:80] for at, name in wrong})

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
