"""Reads delimited text: CSV, TSV, TXT."""

import codecs
import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final, Never

from typing_extensions import override

from core.errors import TransferError
from core.transfer.sources import MAX_CELL, Batch, Source, checked_headers, checked_size

DELIMITERS: Final = (",", ";", "\t", "|")
MAX_LINE: Final = 16 * 1024 * 1024
"""Bytes without a line break."""
_SAMPLE: Final = 256 * 1024
_GUESSED_FROM: Final = 16 * 1024 * 1024
_COMPARED: Final = 50
"""Rows that a guess at the delimiter looks at."""
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL: Final = bytes({*range(32)} - {*b"\t\n\v\f\r\x1a\x1b"})
_BREAK: Final = re.compile(r"\r\n|\r|\n")


class _EndlessLineError(Exception):
    """There is no line break in far more bytes than a line may have."""


class _Lines(io.BufferedReader):
    """The bytes of a file that is read by line, up to a line that would fill the memory.

    Looking at bytes by the block costs nothing. In UTF-16 they may look like a line break where none is, which only
    makes the bound looser.
    """

    _pending = 0

    @override
    def read1(self, size: int = -1, /) -> bytes:
        read = super().read1(size)
        self._pending = 0 if b"\n" in read or b"\r" in read else self._pending + len(read)
        if self._pending > MAX_LINE:
            raise _EndlessLineError
        return read


class DelimitedSource(Source):
    """A text file of rows; encoding and delimiter are found, or taken from whoever knows better."""

    plain = True

    def __init__(self, path: Path, encoding: str | None = None, delimiter: str | None = None) -> None:
        super().__init__(path)
        self.encoding, self.delimiter = encoding, delimiter

    @override
    def _open(self) -> None:
        self._size = checked_size(self.path)
        self._file = self._closing.enter_context(_Lines(io.FileIO(self.path)))
        sample = self._file.read(_SAMPLE)
        self._file.seek(0)
        encoding = _known(self.encoding) if self.encoding else _found_encoding(sample)
        if self.encoding is None and _is_binary(sample, encoding):
            raise TransferError("transfer.binary")
        self.encoding = encoding
        self.delimiter = self.delimiter or _found_delimiter(sample.decode(encoding, "replace"))
        # The reader's limit is one for the whole process; its default is an eighth of this.
        csv.field_size_limit(MAX_CELL)
        text = self._closing.enter_context(io.TextIOWrapper(self._file, encoding, newline=""))
        self._reader = csv.reader(text, delimiter=self.delimiter, strict=True)
        named = (row for rows in self._read(1) for row in rows if row)
        self.headers = checked_headers(next(named, list[str]()))

    @override
    def batches(self, size: int) -> Iterator[Batch]:
        before = self._reader.line_num
        for rows in self._read(size):
            after = self._reader.line_num
            yield _numbered(rows, before + 1, after)
            before = after

    @property
    @override
    def fraction(self) -> float:
        return min(1.0, self._file.tell() / self._size)

    def _read(self, size: int) -> Iterator[list[list[str]]]:
        try:
            while rows := list(islice(self._reader, size)):
                yield rows
        except UnicodeDecodeError as error:
            line = _undecodable_line(self.path, self.encoding or "utf-8")
            raise TransferError("transfer.encoding", line=line, encoding=self.encoding) from error
        except _EndlessLineError as error:
            raise TransferError("transfer.line", line=self._reader.line_num + 1, limit=MAX_LINE) from error
        except csv.Error as error:
            self._explain(error)

    def _explain(self, error: csv.Error) -> Never:
        line = self._reader.line_num
        if "field limit" in str(error):
            raise TransferError("transfer.cell", line=line, limit=MAX_CELL) from error
        if "end of data" in str(error):
            line = self._opening_line()
        raise TransferError("transfer.quotes", line=line) from error

    def _opening_line(self) -> int:
        """The line of the quote that is never closed: all that follows is in the last cell."""
        with self.path.open(encoding=self.encoding, newline="") as text:
            reader = csv.reader(text, delimiter=self.delimiter or ",")
            (row,) = deque(reader, maxlen=1)
        return reader.line_num - len(_BREAK.findall(row[-1])) + bool(_BREAK.search(row[-1][-1:]))


def guessed_encoding(path: Path) -> str | None:
    """The encoding of a text file that is not in UTF-8, so far as one can tell: what Windows writes in the West.

    None where it is in UTF-8, says itself what it is in, or is no text.
    """
    with path.open("rb") as file:
        sample = file.read(_GUESSED_FROM)
    encoding = _found_encoding(sample)
    if encoding != "utf-8" or _is_binary(sample[:_SAMPLE], encoding) or _decodes(sample, encoding):
        return None
    return "cp1252" if _decodes(sample, "cp1252") else "iso8859-1"


def _numbered(rows: list[list[str]], first: int, last: int) -> Batch:
    """The rows with their first lines; empty lines fall away. Only a row with a line break in a cell takes several."""
    if last - first + 1 == len(rows) and [] not in rows:
        return Batch(range(first, last + 1), rows)
    lines: list[int] = []
    line = first
    for row in rows:
        lines.append(line)
        line += 1 + sum(len(_BREAK.findall(cell)) for cell in row)
    kept = [(line, row) for line, row in zip(lines, rows, strict=True) if row]
    return Batch([line for line, _ in kept], [row for _, row in kept])


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError as error:
        raise TransferError("transfer.unknown_encoding", encoding=encoding) from error


def _found_encoding(sample: bytes) -> str:
    return next((encoding for mark, encoding in _BOMS if sample.startswith(mark)), "utf-8")


def _is_binary(sample: bytes, encoding: str) -> bool:
    """Whether this is no text at all, rather than text in an encoding that is not known."""
    if not encoding.startswith("utf-8"):
        return False
    if b"\0" in sample[:1024] or sample.count(b"\0") > len(sample) // 100:
        return True
    return len(sample.translate(None, _CONTROL)) < len(sample) and not _decodes(sample, encoding)


def _decodes(sample: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _found_delimiter(sample: str) -> str:
    """The delimiter that gives a header of several columns and rows of the same number; a comma where none does."""
    return max(DELIMITERS, key=lambda delimiter: (_agreement(sample, delimiter), -DELIMITERS.index(delimiter)))


def _agreement(sample: str, delimiter: str) -> tuple[float, int]:
    lines = sample.splitlines(keepends=True)
    rows: list[Any] = []
    try:
        rows.extend(row for row in islice(csv.reader(lines, delimiter=delimiter), _COMPARED) if row)
    except csv.Error:
        rows.append([])
    width = len(rows[0]) if rows else 0
    return (sum(len(row) == width for row in rows) / len(rows), width) if width > 1 else (0.0, 0)


def _undecodable_line(path: Path, encoding: str) -> int:
    """The line of the first bytes that are not valid; the reader is some way past them by then."""
    decoder, line = codecs.getincrementaldecoder(encoding)(), 1
    with path.open("rb") as file:
        while chunk := file.read(_SAMPLE):
            try:
                line += _breaks(decoder.decode(chunk))
            except UnicodeDecodeError as error:
                return line + _breaks(error.object[: error.start].decode(encoding, "ignore"))
    return line


def _breaks(text: str) -> int:
    return text.count("\n") or text.count("\r")
