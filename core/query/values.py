"""Literals of a filter as values of a field's own type, and the conditions that they make."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from typing import Any, Final
from uuid import UUID

from core.errors import QueryError
from core.fields import FieldFacts, Kind
from core.query.ast import And, Compare, Match, Node, Operator
from core.query.literals import plain, samples
from core.query.periods import Span, Standpoint, date_span, moment_span, time_span
from core.types import DEFAULT_PLACES, MAX_INTEGER, fold

TEXT_KINDS: Final = frozenset({Kind.TEXT, Kind.LONG_TEXT})
UNORDERED_KINDS: Final = frozenset({Kind.BOOLEAN, Kind.CHOICE, Kind.ID, Kind.REFERENCE})
"""Only equality makes sense for these."""

_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_DECIMAL: Final = re.compile(r"[+-]?(?:([0-9]+)(?:\.([0-9]+))?|\.([0-9]+))")
_FLOAT: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e[+-]?[0-9]+)?", re.IGNORECASE)
_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_BOOLEANS: Final = {"true": True, "yes": True, "false": False, "no": False}
_INTEGER_DIGITS: Final = 19


@dataclass(frozen=True, slots=True)
class Operand:
    """A piece of the expression: what it says, and where it stands with its quotes."""

    text: str
    position: int
    length: int

    def error(self, code: str, **params: object) -> QueryError:
        """What is wrong with this piece."""
        return QueryError(code, self.position, self.length, **params)


def is_name(text: str) -> bool:
    """Whether a text stands for a referred record's name, not for its id."""
    return bool(text) and not _UUID.fullmatch(text)


def condition(facts: FieldFacts, operator: Operator | None, operand: Operand, standpoint: Standpoint) -> Node:
    """The field against one literal; without an operator a text contains it, and so does a reference's name."""
    names = facts.kind is Kind.REFERENCE and is_name(operand.text)
    if operator is None and (names or (facts.kind in TEXT_KINDS and operand.text)):
        return Match(facts.name, operand.text)
    if operator == "=" and names:
        return Compare(facts.name, "=", operand.text)
    span = _read(facts, operand, standpoint)
    if operator not in {None, "="}:
        return _bound(facts, operator, span)
    if span.first == span.last:
        return Compare(facts.name, "=", span.first)
    return And((_bound(facts, ">=", span), _bound(facts, "<=", span)))


def between(facts: FieldFacts, lower: Operand | None, upper: Operand | None, standpoint: Standpoint) -> Node:
    """The field from one literal's beginning to the other's end, both included; one of them may be absent."""
    start = _read(facts, lower, standpoint) if lower else None
    end = _read(facts, upper, standpoint) if upper else None
    if lower and upper and start and end and _upside_down(start, end):
        whole = Operand("", lower.position, upper.position + upper.length - lower.position)
        raise whole.error("query.range", label=facts.label)
    bounds = (_bound(facts, ">=", start) if start else None, _bound(facts, "<=", end) if end else None)
    parts = tuple(bound for bound in bounds if bound)
    return parts[0] if len(parts) == 1 else And(parts)


def _bound(facts: FieldFacts, operator: Operator | None, span: Span) -> Compare:
    match operator:
        case ">":
            return Compare(facts.name, ">=" if span.half_open else ">", span.last)
        case "<=":
            return Compare(facts.name, "<" if span.half_open else "<=", span.last)
        case _:
            return Compare(facts.name, operator or "=", span.first)


def _upside_down(start: Span, end: Span) -> bool:
    if isinstance(start.first, str):
        return fold(start.first) > fold(end.last)
    return start.first > end.last or (end.half_open and start.first == end.last)


def _read(facts: FieldFacts, written: Operand, standpoint: Standpoint) -> Span:
    operand = replace(written, text=plain(written.text, facts, standpoint.locale))
    try:
        match facts.kind:
            case Kind.DATE:
                return date_span(operand.text, standpoint)
            case Kind.TIME:
                return time_span(operand.text)
            case Kind.MOMENT:
                return moment_span(operand.text, standpoint)
            case _:
                value = _READERS[facts.kind](operand, facts)
                return Span(value, value)
    except ValueError:
        shown = {"label": facts.label, **samples(facts, standpoint.locale)}
        raise operand.error(f"query.value.{facts.kind}", **shown) from None


def _text(operand: Operand, _facts: FieldFacts) -> str:
    return operand.text


def _integer(operand: Operand, facts: FieldFacts) -> int:
    if not _INTEGER.fullmatch(operand.text):
        raise ValueError("no integer")
    digits = operand.text.lstrip("+-").lstrip("0")
    value = int(digits[: _INTEGER_DIGITS + 1] or "0")
    signed = -value if operand.text.startswith("-") else value
    if not -MAX_INTEGER - 1 <= signed <= MAX_INTEGER:
        raise operand.error("query.value.too_large", label=facts.label)
    return signed


def _decimal(operand: Operand, facts: FieldFacts) -> Decimal:
    """Exact, and no larger than its stored form, which is an integer of 64 bits without the point."""
    found = _DECIMAL.fullmatch(operand.text)
    if found is None:
        raise ValueError("no decimal")
    places = DEFAULT_PLACES if facts.decimal_places is None else facts.decimal_places
    whole = (found[1] or "").lstrip("0")
    fraction = (found[2] or found[3] or "").rstrip("0")
    if len(fraction) > places:
        raise operand.error("query.value.places", label=facts.label, places=places)
    if len(whole) > _INTEGER_DIGITS or int((whole + fraction.ljust(places, "0")) or "0") > MAX_INTEGER:
        raise operand.error("query.value.too_large", label=facts.label)
    sign = "-" if operand.text.startswith("-") else ""
    return Decimal(f"{sign}{whole or 0}.{fraction}" if fraction else f"{sign}{whole or 0}")


def _float(operand: Operand, facts: FieldFacts) -> float:
    if not _FLOAT.fullmatch(operand.text):
        raise ValueError("no number")
    value = float(operand.text)
    if math.isinf(value):
        raise operand.error("query.value.too_large", label=facts.label)
    return value


def _boolean(operand: Operand, _facts: FieldFacts) -> bool:
    if operand.text.lower() not in _BOOLEANS:
        raise ValueError("no boolean")
    return _BOOLEANS[operand.text.lower()]


def _choice(operand: Operand, facts: FieldFacts) -> Enum:
    found = next((member for member in facts.choices or () if str(member.value) == operand.text), None)
    if found is None:
        raise ValueError("no such choice")
    return found


def _id(operand: Operand, _facts: FieldFacts) -> UUID:
    if not _UUID.fullmatch(operand.text):
        raise ValueError("no id")
    return UUID(operand.text)


_READERS: Final[Mapping[Kind, Callable[[Operand, FieldFacts], Any]]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.FLOAT: _float,
    Kind.BOOLEAN: _boolean,
    Kind.CHOICE: _choice,
    Kind.ID: _id,
    Kind.REFERENCE: _id,
}
