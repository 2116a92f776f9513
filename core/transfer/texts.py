"""Puts stored values as text or as cells: exact, free of any locale, so that an import reads back the same."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from core.binary import text_of_bytes
from core.fields import FieldFacts, Kind
from core.transfer.formulas import protected

_EXACT_INTEGER = 2**53

Put = Callable[[Any], Any]


def text_of(value: Any) -> str:
    """Any value as text: decimals in plain digits, moments in UTC with their offset, references as ids."""
    match value:
        case str() if not isinstance(value, Enum):
            return value
        case bool():
            return "true" if value else "false"
        case Enum():
            return str(value.value)
        case Decimal():
            return format(value, "f")
        case float():
            return repr(value)
        case bytes():
            return text_of_bytes(value)
        case date() | datetime() | time():
            return value.isoformat()
        case _:
            return str(value)


_QUICK: Final[Mapping[Kind, Put]] = {
    Kind.TEXT: str,
    Kind.LONG_TEXT: str,
    Kind.MOMENT: datetime.isoformat,
    Kind.ID: str,
    Kind.REFERENCE: str,
}
"""`text_of` for the kinds that most columns are of, without looking at what the value is."""


def delimited(facts: FieldFacts) -> Put:
    """How a field's values stand in delimited text: null as nothing, text safe from being taken for a formula."""
    put = _QUICK.get(facts.kind, text_of)
    if facts.kind in {Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE}:
        return lambda value: "" if value is None else protected(put(value))
    return lambda value: "" if value is None else put(value)


def document(facts: FieldFacts) -> Put:
    """How a field's values stand in JSON: decimals as text, for its numbers are not exact everywhere."""
    if facts.kind in {Kind.INTEGER, Kind.FLOAT, Kind.BOOLEAN}:
        return lambda value: value
    put = _QUICK.get(facts.kind, text_of)
    return lambda value: None if value is None else put(value)


def cell(facts: FieldFacts) -> Put:
    """How a field's values stand in a spreadsheet: numbers as numbers where it can hold them exactly, else as text."""
    if facts.kind in {Kind.INTEGER, Kind.FLOAT, Kind.DECIMAL}:
        return _number
    return lambda value: value if value is None or isinstance(value, bool) else text_of(value)


def _number(value: Any) -> Any:
    if isinstance(value, int):
        return value if abs(value) <= _EXACT_INTEGER else str(value)
    if value is None:
        return None
    # Sixteen digits are written to the file.
    written = float(f"{float(value):.16G}")
    return written if Decimal(repr(written)) == Decimal(text_of(value)) else text_of(value)
