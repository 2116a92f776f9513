"""Find and replace inside texts: which rows match, and what their text becomes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import ColumnElement, or_

from core.entities import Entity
from core.errors import FieldProblem, InvalidError
from core.fields import Kind
from core.query.sql import Compiler, like_pattern
from core.types import fold

_TEXTS = {Kind.TEXT, Kind.LONG_TEXT}


@dataclass(frozen=True, slots=True)
class Replacement:
    """What to look for and what to put in its place. `whole` replaces whole values only.

    Not `exact`: whatever its case and accents, as filters find it.
    """

    find: str
    new: str
    whole: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What a replacement would change: how many cells in how many rows."""

    rows: int
    cells: int


def require_replaceable(entity: Entity, fields: Sequence[str], wanted: Replacement) -> None:
    """InvalidError where there is nothing to find, or a field is no text that may be read and changed."""
    if not wanted.find:
        raise InvalidError([FieldProblem("find", "pydantic:string_too_short", {"min_length": 1})])
    for name in fields:
        facts = entity.fields.get(name)
        if facts is None or not (facts.readable and facts.updatable and facts.kind in _TEXTS):
            raise InvalidError([FieldProblem(name, "pydantic:frozen_field")])


def containing(compiler: Compiler, fields: Sequence[str], wanted: Replacement) -> ColumnElement[bool]:
    """The rows that may have it in some of the fields: all that do, and few others."""
    pattern = "%" if "*" in wanted.find else like_pattern(wanted.find)
    return or_(*[compiler.entity.order_column(name).like(pattern, escape="\\") for name in fields])


def replaced(text: str, wanted: Replacement) -> str:
    """The text after it; the same one where it has nothing to replace."""
    if wanted.whole:
        same = text == wanted.find if wanted.exact else fold(text) == fold(wanted.find)
        return wanted.new if same else text
    if wanted.exact:
        return text.replace(wanted.find, wanted.new)
    pieces, end = list[str](), 0
    for start, stop in _places(text, fold(wanted.find)):
        pieces += [text[end:start], wanted.new]
        end = stop
    return "".join([*pieces, text[end:]])


def _places(text: str, pattern: str) -> Iterator[tuple[int, int]]:
    """Where a folded pattern stands in a text, in whole characters with the accents that follow them."""
    keys = [fold(character) for character in text]
    folded = "".join(keys)
    origins = list(chain.from_iterable([at] * len(key) for at, key in enumerate(keys)))
    at = folded.find(pattern) if pattern else -1
    while at >= 0:
        stop = at + len(pattern)
        starts = at == 0 or origins[at - 1] != origins[at]
        ends = stop == len(origins) or origins[stop] != origins[stop - 1]
        if starts and ends:
            yield origins[at], origins[stop] if stop < len(origins) else len(text)
        at = folded.find(pattern, stop if starts and ends else at + 1)
