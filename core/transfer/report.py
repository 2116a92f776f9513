"""What became of an import."""

from dataclasses import dataclass
from typing import Final

from core.errors import FieldProblem

KEPT: Final = 1000
"""Rows whose problems are kept unless the caller asks for more."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """How the rows of a file fared; after a dry run, how they would have fared.

    `skipped` counts every row with a problem; `problems` has those of the first of them, with the lines as rows.
    """

    rows: int
    added: int
    updated: int
    skipped: int
    problems: tuple[FieldProblem, ...] = ()
    undoable: bool = False
    """Whether there is a step now that undo takes back."""
