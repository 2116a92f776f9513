"""Many records given column by column, as files have them: what became of them, and which of them clash with others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Table, UniqueConstraint, select

from core.errors import FieldProblem
from core.services.checking import LEFT_OUT, Checked
from core.services.rows import CHUNK


@dataclass(frozen=True, slots=True)
class Block:
    """How many records were written; `problems` says why others were not, with their position as row."""

    written: int
    problems: tuple[FieldProblem, ...] = ()
    ids: Sequence[UUID] = ()
    """The records by their position, where it was not their ids that chose them."""


_NEW: Final[Mapping[int, UUID]] = {}


def joined(known: Sequence[FieldProblem], more: Sequence[FieldProblem]) -> tuple[FieldProblem, ...]:
    """All problems by row; of what is said about the same field of the same row, the known one."""
    if not more:
        return tuple(known)
    told = {(problem.row, problem.field) for problem in known}
    fresh = [problem for problem in more if (problem.row, problem.field) not in told]
    return tuple(sorted((*known, *fresh), key=lambda problem: problem.row or 0))


def clashes(
    connection: Connection, table: Table, rows: Checked, ids: Mapping[int, UUID] = _NEW
) -> tuple[FieldProblem, ...]:
    """The rows whose value must be unique but is stored already, or stands in a row before.

    Where rows change records, those are `ids`: a value may stay, and for one that another of them gives up, the
    database has the last word.
    """
    problems: list[FieldProblem] = []
    for name in (name for name in rows.columns if name in _unique(table)):
        values, given = rows.columns[name], set[Any]()
        holders = _stored(connection, table, name, values)
        changed = {ids.get(position): value for position, value in zip(rows.positions, values, strict=True)}
        for position, value in zip(rows.positions, values, strict=True):
            holder = holders.get(value)
            if value in {None, LEFT_OUT} or (holder is not None and holder == ids.get(position)):
                continue
            if value in given or (holder is not None and changed.get(holder, value) == value):
                problems.append(FieldProblem(name, "duplicate", row=position))
            given.add(value)
    return tuple(problems)


def _unique(table: Table) -> set[str]:
    """The columns that are unique by themselves."""
    constraints = [rule.columns for rule in table.constraints if isinstance(rule, UniqueConstraint)]
    indexes = [index.columns for index in table.indexes if index.unique]
    return {columns[0].name for columns in (*constraints, *indexes) if len(columns) == 1}


def _stored(connection: Connection, table: Table, name: str, values: Sequence[Any]) -> dict[Any, UUID]:
    """The records that hold some of the values."""
    column, wanted, found = table.c[name], list(set(values) - {None, LEFT_OUT}), dict[Any, UUID]()
    for start in range(0, len(wanted), CHUNK):
        these = select(column, table.c.id).where(column.in_(wanted[start : start + CHUNK]))
        found |= {row[0]: row[1] for row in connection.execute(these)}
    return found
