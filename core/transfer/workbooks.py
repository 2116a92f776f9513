"""Writes sheets of XLSX."""

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]
from typing_extensions import override
from xlsxwriter.exceptions import XlsxWriterException  # pyright: ignore[reportMissingTypeStubs]

from core.errors import TransferError
from core.transfer.sources import Cell, Typed
from core.transfer.targets import Target
from core.transfer.texts import cell

SHEET_ROWS: Final = 1_048_575
"""Rows below the header of a sheet."""
SHEET_TEXT: Final = 32_767
"""Characters in one cell of a sheet."""
PLAIN: Final = {"strings_to_formulas": False, "strings_to_urls": False}
"""A text stays one, whatever it begins with."""


class SheetTarget(Target):
    """XLSX, written row by row so that memory stays small; strings stay strings, whatever they begin with."""

    put = staticmethod(cell)
    most_rows = SHEET_ROWS

    def __init__(self, path: Path, names: Sequence[str]) -> None:
        self._folder = TemporaryDirectory(prefix=path.name, dir=path.parent)
        options = {**PLAIN, "constant_memory": True, "tmpdir": self._folder.name}
        self._book: Any = xlsxwriter.Workbook(str(path), options)
        self._sheet: Any = self._book.add_worksheet()
        self._row = 0
        self.write([names])

    @override
    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        for values in rows:
            for column, value in enumerate(values):
                self._write_cell(column, value)
            self._row += 1

    def _write_cell(self, column: int, value: Any) -> None:
        match value:
            case None:
                pass
            case bool():
                self._sheet.write_boolean(self._row, column, value)
            case int() | float():
                self._sheet.write_number(self._row, column, value)
            case _:
                if len(value) > SHEET_TEXT:
                    raise TransferError("transfer.sheet_text", line=self._row + 1, limit=SHEET_TEXT)
                self._sheet.write_string(self._row, column, value)

    @override
    def finish(self) -> None:
        with _told():
            self._book.close()
        self._folder.cleanup()

    @override
    def abandon(self) -> None:
        self._sheet._opt_close()
        self._book.fileclosed = True  # else it is written after all when it is collected
        self._folder.cleanup()


def write_rows(path: Path, sheet_name: str | None, headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """A new file with one sheet of cells as they were read. OSError where it cannot be written."""
    book: Any = xlsxwriter.Workbook(str(path), PLAIN)
    sheet: Any = book.add_worksheet(sheet_name)
    sheet.write_row(0, 0, headers)
    for number, cells in enumerate(rows, 1):
        for column, value in enumerate(cells):
            _write_cell(sheet, number, column, value)
    with _told():
        book.close()


def _write_cell(sheet: Any, row: int, column: int, value: Cell) -> None:
    """What was a number or a truth value stays one; a date goes as text, in a form that every locale reads."""
    if value is None:
        return
    if isinstance(value, Typed) and value in {"true", "false"}:
        sheet.write_boolean(row, column, value == "true")
    elif isinstance(value, Typed) and _is_number(value):
        sheet.write_number(row, column, float(value))
    else:
        sheet.write_string(row, column, str(value))


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


@contextmanager
def _told() -> Generator[None]:
    """What the library says as any other file would say it."""
    try:
        yield
    except XlsxWriterException as error:
        cause = error.args[0] if error.args else None
        raise (cause if isinstance(cause, OSError) else OSError(str(error))) from error
