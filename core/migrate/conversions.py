"""What a column's values need before it is of another type: the calls that check or change them."""

import sys
from typing import Any, Final

import sqlalchemy as sa

from core.errors import DatabaseError
from core.migrate.compare import type_source
from core.types import Choice, ExactDecimal

LONGEST_INTEGER: Final = 20
"""Characters of an integer as text."""

Needed = list[tuple[Any, ...]]
"""Names of functions in `core.migrate.fill`, each with what it takes beside table and column."""


def conversion(column: str, was: Any, new: Any) -> Needed:
    """The calls for a change of type. DatabaseError where values of the one are never values of the other."""
    match was, new:
        case ExactDecimal(), ExactDecimal():
            narrowed = _narrowed(was.places, new) if _whole_digits(new) < _whole_digits(was) else []
            return narrowed + _rescaled(was.places, new.places)
        case sa.Integer(), ExactDecimal():
            return _narrowed(0, new) + _rescaled(0, new.places)
        case ExactDecimal(), sa.Integer():
            return _rescaled(was.places, 0)
        case sa.Integer(), sa.Integer() | sa.Float():
            return []
        case sa.Float(), sa.Integer():
            return [("require_whole",)]
        case sa.String(), sa.Integer():
            return [("require_integers",)]
        case sa.Integer(), sa.String():
            return _shortened(LONGEST_INTEGER, new.length)
        case sa.String() | Choice(), sa.String() | Choice():
            return _shortened(_length(was), _length(new))
        case _ if type(was) is type(new):
            return []
        case _:
            change = f"{column} changes from {type_source(was)} to {type_source(new)}"
            detail = f"{change}, which no migration does by itself: add a field of another name instead"
            raise DatabaseError("database.migration", detail=detail)


def _shortened(length: int | None, new_length: int | None) -> Needed:
    return [("require_length", new_length)] if (length or sys.maxsize) > (new_length or sys.maxsize) else []


def _narrowed(places: int, new: ExactDecimal) -> Needed:
    return [("require_digits", places, _whole_digits(new))]


def _rescaled(places: int, new_places: int) -> Needed:
    return [("rescale", places, new_places)] if places != new_places else []


def _whole_digits(kind: ExactDecimal) -> int:
    """How many digits a decimal may have before its point; all of them, where it need not have any behind it."""
    return kind.digits - kind.places if kind.fixed else kind.digits


def _length(kind: Any) -> int | None:
    """A choice is stored as text of a length too."""
    return getattr(kind, "impl", kind).length
