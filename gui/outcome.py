"""What becomes of many cells or rows that are changed at once: it is done, or refused, and why."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from core.errors import FieldProblem

MOST_LISTED: Final = 1000
"""So many problems are told one by one."""

Cell = tuple[int, str]
"""A cell of a block, by its row and its field."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """All of it is written; or nothing is, and the first of the problems say why."""

    written: int
    rows: int = 0
    """How many were to be changed."""
    bad: int = 0
    """In how many of them something is wrong."""
    wrong: int = 0
    """How many problems there are."""
    problems: Sequence[FieldProblem] = ()
    cells: Collection[Cell] = ()
    """What has to be left out, so that the rest can be written."""
    texts: Mapping[Cell, str] = field(default_factory=dict[Cell, str])
    """What wrong cells would say."""
    names: Mapping[int, str] = field(default_factory=dict[int, str])
    """What rows are called that nobody knows by a number."""
    rest: int = 0
    """How many cells can be written all the same; how many rows, where `ids` say which."""
    ids: Sequence[UUID] = ()

    @property
    def reason(self) -> FieldProblem | None:
        """The problem that says all, where nothing can be done and the same is wrong everywhere, with the same value.

        Of several records by their names it does not: what would become of each is its own.
        """
        alike = {(problem.field, problem.code) for problem in self.problems}
        is_each = self.texts or (self.names and self.wrong > 1)
        return self.problems[0] if not self.rest and not is_each and len(alike) == 1 else None


def refused(
    problems: Sequence[FieldProblem],
    said: Mapping[int, int],
    fields: Collection[str],
    whole: Collection[int | None],
    texts: Mapping[Cell, str],
) -> Outcome:
    """What is wrong with a block of some fields, of which each row has said so many cells.

    Of the rows that are `whole` nothing can be written. `texts` are what cells would say.
    """
    cells = {(problem.row or 0, problem.field) for problem in problems if problem.field in fields}
    rest = sum(count for row, count in said.items() if row not in whole) - sum(row not in whole for row, _ in cells)
    listed = problems[:MOST_LISTED]
    shown = {cell: texts[cell] for problem in listed if (cell := (problem.row or 0, problem.field)) in texts}
    bad = len({problem.row for problem in problems})
    return Outcome(0, len(said), bad, len(problems), listed, cells, shown, rest=rest)
