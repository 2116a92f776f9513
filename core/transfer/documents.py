"""Reads JSON: an array of objects, or one object a line."""

import io
import json
from collections.abc import Iterator
from itertools import islice

from typing_extensions import override

from core.errors import TransferError
from core.transfer.records import ArrayReader, Object, Unquoted, objects_by_line
from core.transfer.sources import MAX_CELL, NOT_GIVEN, Batch, Cell, Source, checked_headers, checked_size


class DocumentSource(Source):
    """A JSON file of records; numbers are taken as they are written. Its columns are the keys of all its objects.

    The row of an object is its line where each has its own, and its number in an array.
    """

    encoding = "utf-8"

    @override
    def _open(self) -> None:
        self._size, self._read = checked_size(self.path), 0
        keys: dict[str, None] = {}
        for _, _, record in self._objects():
            keys.update(dict.fromkeys(record))
        self.headers = checked_headers(list(keys))
        self._read = 0

    @override
    def batches(self, size: int) -> Iterator[Batch]:
        records = self._objects()
        while some := list(islice(records, size)):
            yield Batch([row for row, _, _ in some], [self._cells(record, line) for _, line, record in some])

    @property
    @override
    def fraction(self) -> float:
        return min(1.0, self._read / self._size)

    def _cells(self, record: Object, line: int) -> list[Cell]:
        return [_cell(record[name], line) if name in record else NOT_GIVEN for name in self.headers]

    def _objects(self) -> Iterator[tuple[int, int, Object]]:
        """The objects with their rows and their lines."""
        with self.path.open("rb") as file:
            if self.path.suffix.lower() == ".jsonl":
                for line, record in objects_by_line(file):
                    self._read = file.tell()
                    yield line, line, record
                return
            array = ArrayReader(io.TextIOWrapper(file, "utf-8-sig", newline=""))
            for row, record in enumerate(array.objects(), 1):
                self._read = file.tell()
                yield row, array.line, record


def _cell(value: object, line: int) -> Cell:
    match value:
        case None:
            return None
        case bool():
            text = Unquoted("true" if value else "false")
        case str():
            text = value
        case _:
            text = Unquoted(json.dumps(value, ensure_ascii=False))
    if len(text) > MAX_CELL:
        raise TransferError("transfer.cell", line=line, limit=MAX_CELL)
    return text
