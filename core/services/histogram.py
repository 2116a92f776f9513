"""Divides the range of a field's values into parts of equal width with round borders, each of which is a filter."""

import math
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from core.fields import FieldFacts, Kind
from core.query.ast import And, Compare, IsNull, Node, Not
from core.types import DEFAULT_PLACES

PARTS: Final = 20
"""The most parts of a histogram."""
_TICK: Final = timedelta(microseconds=1)
_MIDNIGHT: Final = datetime.min.replace(tzinfo=UTC)


def borders(facts: FieldFacts, lowest: Any, highest: Any) -> list[Any]:
    """Where one part ends and the next begins, in order; none where all values are in one part."""
    match facts.kind:
        case Kind.INTEGER:
            found: list[Any] = _round(Decimal(lowest), Decimal(highest), Decimal(1))
            inner = [int(border) for border in found]
        case Kind.DECIMAL:
            places = DEFAULT_PLACES if facts.decimal_places is None else facts.decimal_places
            inner = _round(lowest, highest, Decimal(1).scaleb(-places))
        case Kind.FLOAT:
            inner = [lowest + (highest / PARTS - lowest / PARTS) * part for part in range(1, PARTS)]
        case Kind.DATE:
            width = math.ceil(((highest - lowest).days + 1) / PARTS)
            inner = [lowest + timedelta(days=days) for days in range(width, (highest - lowest).days + 1, width)]
        case Kind.MOMENT:
            width = (highest - lowest) / PARTS or _TICK
            inner = [lowest + width * part for part in range(1, PARTS)]
        case _:
            first, last = _ticks(lowest), _ticks(highest)
            inner = [_time(first + (last - first) * part // PARTS) for part in range(1, PARTS)]
    return sorted({border for border in inner if lowest < border <= highest})


def part(field: str, inner: Sequence[Any], number: int) -> Node:
    """The condition for one part: from its border on, to the next one's; the first and the last are open."""
    conditions: list[Node] = []
    if number > 0:
        conditions.append(Compare(field, ">=", inner[number - 1]))
    if number < len(inner):
        conditions.append(Compare(field, "<", inner[number]))
    return (conditions[0] if len(conditions) == 1 else And(tuple(conditions))) if conditions else Not(IsNull(field))


def _round(lowest: Decimal, highest: Decimal, least: Decimal) -> list[Decimal]:
    """Multiples of one, two or five times a power of ten."""
    width = max((highest - lowest) / PARTS, least)
    power = Decimal(1).scaleb(width.adjusted())
    step = max(least, next(power * times for times in (1, 2, 5, 10) if power * times >= width))
    first = (lowest / step).to_integral_value(rounding="ROUND_FLOOR") + 1
    last = (highest / step).to_integral_value(rounding="ROUND_FLOOR")
    return [((first + number) * step).quantize(least) for number in range(int(last - first) + 1)]


def _ticks(value: time) -> int:
    return (datetime.combine(date.min, value, UTC) - _MIDNIGHT) // _TICK


def _time(ticks: int) -> time:
    return (_MIDNIGHT + ticks * _TICK).time()
