"""What every file to import is read as: a header and rows of cells, a batch at a time."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from core.errors import TransferError

MAX_BYTES: Final = 2_000_000_000
"""Files of this size are refused at once."""
MAX_COLUMNS: Final = 1000
MAX_CELL: Final = 1_000_000
"""Characters in one cell."""
MAX_NAMED: Final = 50
"""Columns that a message lists."""


class Typed(str):
    """A cell that is no text in its file: what it says is written free of any locale."""

    __slots__ = ()


Cell = str | None
NOT_GIVEN: Final = Typed()
"""The cell of an object that does not have the column's key, which is another thing than null."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows, each with the number of its first line in the file, or of its place in an array."""

    lines: Sequence[int]
    rows: Sequence[Sequence[Cell]]


class Source(ABC):
    """A file being read inside `with`. Every cell is text, whatever the file holds; None where there is none."""

    plain: bool = False
    """Whether cells are bare text: an empty one is no value, and an apostrophe may protect one from being a formula."""
    encoding: str | None = None
    delimiter: str | None = None
    sheets: Sequence[str] = ()
    """The names of a spreadsheet's sheets."""
    sheet: str | None = None
    """The one that is read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.headers: list[str] = []
        self._closing = ExitStack()

    @abstractmethod
    def batches(self, size: int) -> Iterator[Batch]:
        """The rows after the header, at most `size` at a time. TransferError where the file cannot be read on."""

    @property
    @abstractmethod
    def fraction(self) -> float:
        """How much of the file has been read, from 0 to 1."""

    def rows(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        """The rows one by one, each with its line."""
        for batch in self.batches(100):
            yield from zip(batch.lines, batch.rows, strict=True)

    def close(self) -> None:
        """Let go of the file."""
        self._closing.close()

    @abstractmethod
    def _open(self) -> None:
        """Open the file and read its header. TransferError where it cannot be used."""

    def __enter__(self) -> Self:
        with ExitStack() as unless_open:
            unless_open.callback(self.close)
            self._open()
            unless_open.pop_all()
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def checked_headers(headers: Sequence[str]) -> list[str]:
    """The names of the columns. TransferError where there are none, too many, or the same one twice."""
    names = [header.strip() for header in headers]
    if not any(names):
        raise TransferError("transfer.empty")
    if len(names) > MAX_COLUMNS:
        raise TransferError("transfer.too_many_columns", count=len(names), limit=MAX_COLUMNS)
    twice = [name for name, count in Counter(names).items() if count > 1 and name]
    if twice:
        raise TransferError("transfer.duplicate_columns", columns=", ".join(twice[:MAX_NAMED]))
    return names


def checked_size(path: Path, limit: int = MAX_BYTES) -> int:
    """The bytes of a file. TransferError where it is not there, not readable, empty or too large."""
    try:
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except FileNotFoundError as error:
        raise TransferError("transfer.missing", path=str(path)) from error
    except OSError as error:
        raise TransferError("transfer.unreadable", path=str(path)) from error
    if size == 0:
        raise TransferError("transfer.empty")
    if size >= limit:
        raise TransferError("transfer.too_large", size=size, limit=limit)
    return size
