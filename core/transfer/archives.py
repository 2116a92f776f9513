"""Looks into spreadsheet files before they are parsed: how much they unpack to, and how large a grid they claim."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from core.errors import TransferError
from core.transfer.sources import MAX_COLUMNS, checked_size

MAX_UNPACKED: Final = 500_000_000
"""Bytes of all parts together."""
MAX_ROWS: Final = 1_048_576
"""What a sheet of XLSX can have."""
MAX_CELLS: Final = 20_000_000
"""Rows times columns of one sheet: the parser holds all of them."""
_CHUNK: Final = 1024 * 1024
_OVERLAP: Final = 4096
_CELL: Final = re.compile(rb'<(?:\w+:)?(?:c|row)\s[^>]*?\br="([A-Z]*)(\d+)"')
_FILLED_CELLS: Final = re.compile(
    rb'<table:table-cell\b(?=[^>]*office:value-type)[^>]*?number-columns-repeated="(\d+)"'
)
_FILLED_ROWS: Final = re.compile(
    rb'<table:table-row\b[^>]*?number-rows-repeated="(\d+)"[^>]*>\s*<table:table-cell\b[^>]*office:value-type'
)


def check_archive(path: Path) -> None:
    """TransferError where a spreadsheet is no archive, or unpacks to more than can be read."""
    checked_size(path)
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
            if unpacked > MAX_UNPACKED:
                raise TransferError("transfer.unpacked", size=unpacked, limit=MAX_UNPACKED)
            for part in archive.infolist():
                # Reading a part to its end also proves that it is no larger than its entry says.
                with archive.open(part) as stream:
                    _check_part(part.filename, stream)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise TransferError("transfer.damaged", path=str(path), detail="not a spreadsheet") from error
    except OSError as error:
        raise TransferError("transfer.unreadable", path=str(path)) from error


def _check_part(name: str, stream: IO[bytes]) -> None:
    if name.startswith("xl/worksheets/") and name.endswith(".xml"):
        _check_sheet(stream)
    elif name == "content.xml":
        _check_content(stream)
    else:
        for _ in _pieces(stream):
            pass


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The stream in pieces that overlap, so that no tag is cut in two."""
    kept = b""
    while chunk := stream.read(_CHUNK):
        yield kept + chunk
        kept = chunk[-_OVERLAP:]


def _check_sheet(stream: IO[bytes]) -> None:
    columns = rows = 1
    for piece in _pieces(stream):
        places = set(_CELL.findall(piece))
        columns = max(columns, *(_column_number(letters) for letters, _ in places), 1)
        rows = max(rows, *(int(number[:9]) for _, number in places), 1)
        _check_grid(rows, columns)


def _check_content(stream: IO[bytes]) -> None:
    """Repeated cells and rows count where they hold something; the empty rest of a sheet is always repeated."""
    for piece in _pieces(stream):
        _check_grid(1, max(int(number[:9]) for number in (*_FILLED_CELLS.findall(piece), b"1")))
        _check_grid(max(int(number[:9]) for number in (*_FILLED_ROWS.findall(piece), b"1")), MAX_COLUMNS)


def _check_grid(rows: int, columns: int) -> None:
    if columns > MAX_COLUMNS:
        raise TransferError("transfer.too_many_columns", count=columns, limit=MAX_COLUMNS)
    if rows > MAX_ROWS or rows * columns > MAX_CELLS:
        raise TransferError("transfer.too_many_rows", limit=min(MAX_ROWS, MAX_CELLS // columns))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters[:8]:
        number = number * 26 + letter - ord("A") + 1
    return number
