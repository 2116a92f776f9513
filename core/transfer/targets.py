"""Writes rows to files of each kind."""

import csv
import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from typing_extensions import override

from core.fields import FieldFacts
from core.transfer.texts import Put, delimited, document


class Target(ABC):
    """A file being written: the header at once, then rows, then `finish`."""

    put: Callable[[FieldFacts], Put]
    most_rows: int | None = None

    @abstractmethod
    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Add rows whose values were put as this kind of file has them."""

    @abstractmethod
    def finish(self) -> None:
        """Complete the file and let go of it."""

    @abstractmethod
    def abandon(self) -> None:
        """Let go of the file, incomplete as it is."""


class DelimitedTarget(Target):
    """CSV in UTF-8 without a mark at its beginning."""

    put = staticmethod(delimited)

    def __init__(self, path: Path, names: Sequence[str]) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(names)

    @override
    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        self._writer.writerows(rows)

    @override
    def finish(self) -> None:
        self._file.close()

    abandon = finish


class DocumentTarget(Target):
    """JSON: an array of objects, or an object a line."""

    put = staticmethod(document)

    def __init__(self, path: Path, names: Sequence[str], *, lines: bool) -> None:
        self._file = path.open("w", encoding="utf-8", newline="\n")
        self._names, self._lines, self._first = names, lines, True
        self._encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
        self._file.write("" if lines else "[\n")

    @override
    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        between = "\n" if self._lines else ",\n"
        objects = between.join([self._encode(dict(zip(self._names, row, strict=True))) for row in rows])
        self._file.write(objects if self._first else between + objects)
        self._first = False

    @override
    def finish(self) -> None:
        self._file.write(("" if self._first else "\n") + ("" if self._lines else "]\n"))
        self._file.close()

    @override
    def abandon(self) -> None:
        self._file.close()


def open_target(path: Path, suffix: str, names: Sequence[str]) -> Target:
    """A new file of the kind that the suffix says."""
    match suffix:
        case ".csv":
            return DelimitedTarget(path, names)
        case ".xlsx":
            from core.transfer.workbooks import SheetTarget  # its library is not loaded before it is needed

            return SheetTarget(path, names)
        case _:
            return DocumentTarget(path, names, lines=suffix == ".jsonl")
