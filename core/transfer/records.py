"""Finds the objects in JSON text a piece at a time: those of an array, or one a line."""

import codecs
import json
import re
from collections.abc import Iterator
from json import JSONDecodeError
from typing import Any, BinaryIO, Final, TextIO, cast

from core.errors import TransferError
from core.transfer.sources import Typed

MAX_OBJECT: Final = 16 * 1024 * 1024
"""Characters of one object."""
_CHUNK: Final = 256 * 1024
_SOMETHING: Final = re.compile(r"[^ \t\r\n]")

Object = dict[str, Any]


class Unquoted(Typed):
    """What is no text in JSON, as it would be written there."""

    __slots__ = ()


_decode: Final = json.JSONDecoder(parse_float=Unquoted, parse_int=Unquoted, parse_constant=Unquoted).raw_decode


def objects_by_line(file: BinaryIO) -> Iterator[tuple[int, Object]]:
    """The objects of a file that has one a line, with their lines; empty lines fall away."""
    line = 0
    while read := file.readline(MAX_OBJECT):
        line += 1
        content = (read.removeprefix(codecs.BOM_UTF8) if line == 1 else read).strip(b" \t\r\n")
        if content:
            yield line, _only(content, line)


def _only(content: bytes, line: int) -> Object:
    try:
        text = content.decode("utf-8")
        value, end = _decode(text)
    except UnicodeDecodeError as error:
        raise TransferError("transfer.encoding.fixed", line=line, encoding="utf-8") from error
    except (JSONDecodeError, RecursionError) as error:
        raise TransferError("transfer.json", line=line) from error
    if end < len(text) or not isinstance(value, dict):
        raise TransferError("transfer.json", line=line)
    return cast("Object", value)


class ArrayReader:
    """The objects of a file that is one array. TransferError at the line where it is anything else."""

    def __init__(self, characters: TextIO) -> None:
        self.line = 1
        self._characters = characters
        self._text, self._at = "", 0

    def objects(self) -> Iterator[Object]:
        """The objects; `line` is the one that the last of them begins at, until the next is asked for."""
        self._take("[")
        if self._next() != "]":
            yield from self._object()
            while self._next() == ",":
                self._take(",")
                yield from self._object()
        self._take("]")
        if self._next():
            raise TransferError("transfer.json", line=self.line)

    def _take(self, mark: str) -> None:
        if self._next() != mark:
            raise TransferError("transfer.json", line=self.line)
        self._at += 1

    def _next(self) -> str:
        """The next character that is no space, without going past it; empty at the end of the file."""
        while True:
            found = _SOMETHING.search(self._text, self._at)
            self._go_to(found.start() if found else len(self._text))
            if found:
                return found[0]
            if not self._has_more():
                return ""

    def _object(self) -> Iterator[Object]:
        if self._next() != "{":
            raise TransferError("transfer.json", line=self.line)
        value, end = self._decoded()
        yield value
        self._go_to(end)

    def _decoded(self) -> tuple[Object, int]:
        """The object that begins here, after as many more pieces as it takes."""
        while True:
            try:
                return _decode(self._text, self._at)
            except JSONDecodeError as error:
                if len(self._text) - self._at > MAX_OBJECT or not self._has_more():
                    raise TransferError("transfer.json", line=self.line) from error
            except RecursionError as error:
                raise TransferError("transfer.json", line=self.line) from error

    def _go_to(self, place: int) -> None:
        self.line += self._text.count("\n", self._at, place)
        self._at = place

    def _has_more(self) -> bool:
        try:
            piece = self._characters.read(_CHUNK)
        except UnicodeDecodeError as error:
            raise TransferError("transfer.encoding.fixed", line=self.line, encoding="utf-8") from error
        self._text, self._at = self._text[self._at :] + piece, 0
        return bool(piece)
