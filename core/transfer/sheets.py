"""Reads a sheet of a spreadsheet: XLSX, ODS."""

import math
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook
from typing_extensions import override

from core.errors import TransferError
from core.transfer.archives import check_archive
from core.transfer.error_cells import check_cells
from core.transfer.sources import MAX_CELL, MAX_NAMED, Batch, Cell, Source, Typed, checked_headers


class SheetSource(Source):
    """A spreadsheet; its typed cells are put as the text that a field of any kind can be read from.

    Its first sheet, or the one that is named.
    """

    def __init__(self, path: Path, sheet: str | None = None) -> None:
        super().__init__(path)
        self.sheet = sheet

    @override
    def _open(self) -> None:
        check_archive(self.path)
        try:
            book = CalamineWorkbook.from_filelike(self._closing.enter_context(self.path.open("rb")))
            self.sheets = book.sheet_names
            sheet = book.get_sheet_by_index(self._position())
            self._total, self._done = sheet.total_height, 0
            self._rows: Iterator[Sequence[Any]] = iter(sheet.iter_rows())
        except (CalamineError, IndexError, ValueError) as error:
            raise TransferError("transfer.damaged", path=str(self.path), detail="not a spreadsheet") from error
        check_cells(self.path, self.sheet)
        self._line, header = next(((line, row) for line, row in enumerate(self._rows, 1) if any(row)), (0, ()))
        self.headers = checked_headers([text_of(cell) or "" for cell in header])

    @override
    def batches(self, size: int) -> Iterator[Batch]:
        while rows := list(islice(self._rows, size)):
            lines = range(self._line + 1, self._line + 1 + len(rows))
            self._line += len(rows)
            self._done += len(rows)
            texts = [[text_of(cell) for cell in row] for row in rows]
            kept = [(line, row) for line, row in zip(lines, texts, strict=True) if any(row)]
            _check_cells(kept)
            yield Batch([line for line, _ in kept], [row for _, row in kept])

    def _position(self) -> int:
        """Where the wanted sheet is. TransferError lists those there are."""
        if self.sheet is None:
            self.sheet = next(iter(self.sheets), None)
            return 0
        if self.sheet not in self.sheets:
            known = ", ".join(self.sheets[:MAX_NAMED])
            raise TransferError("transfer.sheet", sheet=self.sheet, known=known)
        return self.sheets.index(self.sheet)

    @property
    @override
    def fraction(self) -> float:
        return min(1.0, self._done / max(1, self._total))


def text_of(cell: object) -> Cell:
    """A typed cell as text: numbers in plain digits, never with an exponent; moments and dates in ISO form."""
    match cell:
        case "":
            return None
        case str():
            return cell
        case bool():
            return Typed("true" if cell else "false")
        case int():
            return Typed(cell)
        case float():
            return Typed(_plain(cell))
        case datetime():
            return Typed(cell.isoformat() if cell.time() != time() else cell.date().isoformat())
        case date() | time():
            return Typed(cell.isoformat())
        case timedelta():
            return Typed(_clock(cell))
        case _:
            return str(cell)


def _plain(number: float) -> str:
    if not math.isfinite(number):
        return str(number)
    return str(int(number)) if number.is_integer() else format(Decimal(repr(number)), "f")


def _clock(duration: timedelta) -> str:
    """A time of day, which spreadsheets keep as a part of a day."""
    if timedelta() <= duration < timedelta(days=1):
        return (datetime.min.replace(tzinfo=UTC) + duration).time().isoformat()
    return str(duration)


def _check_cells(rows: Sequence[tuple[int, Sequence[Cell]]]) -> None:
    for line, row in rows:
        if any(cell is not None and len(cell) > MAX_CELL for cell in row):
            raise TransferError("transfer.cell", line=line, limit=MAX_CELL)
