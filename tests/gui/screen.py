"""What somebody sees of a table before a key is pressed, and what texts stand for in its fields."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from gui.table.page import TablePage
from tests.gui.ledger import Cells, Key, Ledger

NAMES: Final = ("name", "notes", "price", "stock")
EMPTY: Final[Cells] = {"name": None, "notes": None, "price": None, "stock": 0}
NULLABLE: Final = frozenset({"notes", "price"})
BAD: Final = object()
"""What no cell of this field takes."""


def read(text: str, name: str) -> Any:
    """What a text stands for in a field."""
    match name:
        case "name":
            return text if text and not (len(text) > 3 and text.isupper()) else BAD
        case "notes":
            return text or None
        case "price":
            return _number(text, places=2)
        case _:
            value = _number(text, places=0)
            return BAD if value is None or value is BAD else int(value)


def _number(text: str, places: int) -> Any:
    try:
        value = Decimal(text) if text else None
    except InvalidOperation:
        return BAD
    return BAD if value is not None and value != round(value, places) else value


def written(value: Any) -> str:
    """A value as the clipboard has it."""
    return "" if value is None else str(value)


@dataclass(frozen=True)
class Screen:
    """What is to be seen before a key is pressed."""

    keys: Sequence[Key]
    """The records from top to bottom, then the new rows."""
    count: int
    """How many of them are stored."""
    values: Sequence[Cells]
    row: int
    name: str
    selected: frozenset[tuple[int, str]]

    @property
    def rows(self) -> list[int]:
        """The stored rows that are selected."""
        return sorted({row for row, _ in self.selected if row < self.count})

    @property
    def new(self) -> list[int]:
        """The rows not stored that are selected."""
        return sorted({row for row, _ in self.selected if row >= self.count})

    @property
    def names(self) -> list[str]:
        """The fields that are selected anywhere."""
        return [name for name in NAMES if any(name == own for _, own in self.selected)]

    @property
    def bands(self) -> int:
        """How many blocks of rows below each other are selected in which the same fields are."""
        rows = self.rows
        ends = [row for row in rows if row + 1 not in rows or self.in_row(row) != self.in_row(row + 1)]
        return len(ends)

    def in_row(self, row: int) -> list[str]:
        """The fields that are selected in a row."""
        return [name for name in NAMES if (row, name) in self.selected]


def look(page: TablePage, ledger: Ledger) -> Screen:
    """What is to be seen now."""
    model, view = page.model, page.view
    columns = {number: facts.name for number, facts in enumerate(model.columns) if facts.name in NAMES}
    index = view.currentIndex()
    cells = {
        (row, columns[column])
        for part in view.selection.parts()
        for row in range(part.top(), part.bottom() + 1)
        for column in range(part.left(), part.right() + 1)
        if column in columns
    }
    name = columns.get(index.column(), "name")
    rows = range(model.rowCount())
    return Screen(
        keys=[ledger.key_of(model.id_at(row)) for row in rows],
        count=model.count,
        values=[{name: model.value(row, column) for column, name in columns.items()} for row in rows],
        row=index.row(),
        name=name,
        selected=frozenset(cells or {(index.row(), name)}),
    )
