"""Many records given column by column, as files have them: what became of them, and which of them clash with others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, UniqueConstraint, select

from core.errors import FieldProblem
from core.services.checking import Checked
from core.services.rows import CHUNK


@dataclass(frozen=True, slots=True)
class Block:
    """How many records were written; `problems` says why others were not, with their position as row."""

    written: int
    problems: tuple[FieldProblem, ...] = ()


def joined(known: Sequence[FieldProblem], more: Sequence[FieldProblem]) -> tuple[FieldProblem, ...]:
    """All problems by row; of what is said about the same field of the same row, the known one."""
    if not more:
        return tuple(known)
    told = {(problem.row, problem.field) for problem in known}
    fresh = [problem for problem in more if (problem.row, problem.field) not in told]
    return tuple(sorted((*known, *fresh), key=lambda problem: problem.row or 0))


def clashes(connection: Connection, table: Table, rows: Checked) -> tuple[FieldProblem, ...]:
    """The rows whose value must be unique but is stored already, or stands in a row before."""
    problems: list[FieldProblem] = []
    for name in (name for name in rows.columns if name in _unique(table)):
        values = rows.columns[name]
        taken = _stored(connection, table, name, values)
        for position, value in zip(rows.positions, values, strict=True):
            if value in taken:
                problems.append(FieldProblem(name, "duplicate", row=position))
            elif value is not None:
                taken.add(value)
    return tuple(problems)


def _unique(table: Table) -> set[str]:
    """The columns that are unique by themselves."""
    constraints = [rule.columns for rule in table.constraints if isinstance(rule, UniqueConstraint)]
    indexes = [index.columns for index in table.indexes if index.unique]
    return {columns[0].name for columns in (*constraints, *indexes) if len(columns) == 1}


def _stored(connection: Connection, table: Table, name: str, values: Sequence[Any]) -> set[Any]:
    column, wanted, found = table.c[name], list({value for value in values if value is not None}), set[Any]()
    for start in range(0, len(wanted), CHUNK):
        found.update(connection.scalars(select(column).where(column.in_(wanted[start : start + CHUNK]))))
    return found
