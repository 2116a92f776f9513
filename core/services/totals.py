"""Sum, mean and bounds of the numbers in some columns of a result: exact where the numbers are."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any, Final

from sqlalchemy import BigInteger, Column, ColumnElement, Connection, Numeric, func, literal_column, select, type_coerce
from sqlalchemy import cast as as_type

from core.entities import Entity
from core.fields import FieldFacts, Kind
from core.types import ExactDecimal, strip_zeros

NUMBERS: Final = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.FLOAT})
BOUNDED: Final = NUMBERS | {Kind.DATE, Kind.TIME, Kind.MOMENT}
"""The kinds of which a smallest and a greatest are told."""
_HALF: Final = 2**32
_WIDE: Final = Context(prec=60)


@dataclass(frozen=True, slots=True)
class Total:
    """What the values of one field come to; `count` leaves out nulls. Sum and mean are those of numbers only.

    The mean of exact numbers is rounded to some more digits than they have.
    """

    field: str
    count: int
    sum: Any = None
    mean: Any = None
    minimum: Any = None
    maximum: Any = None


def totals_of(
    connection: Connection, entity: Entity, fields: Sequence[FieldFacts], conditions: Sequence[ColumnElement[bool]]
) -> tuple[Total, ...]:
    """The totals of some fields over the rows of a condition, in one statement."""
    sqlite = connection.dialect.name == "sqlite"
    terms: list[ColumnElement[Any]] = []
    for facts in fields:
        column = entity.column(facts.name)
        bounds = [func.min(column), func.max(column)] if facts.kind in BOUNDED else []
        terms += [func.count(column), *bounds, *(_sums(column, facts, sqlite=sqlite))]
    statement = select(func.count(), *terms).select_from(entity.table).where(*conditions)
    values = list(connection.execute(statement).one())[1:]
    return tuple([_taken(facts, entity.column(facts.name), values, sqlite=sqlite) for facts in fields])


def joined(parts: Sequence[Total]) -> Total:
    """The totals of one field over several sets of rows as those of all of them."""
    count = sum(part.count for part in parts)
    sums = [part.sum for part in parts if part.sum is not None]
    bounds = [part for part in parts if part.minimum is not None]
    minimum = min((part.minimum for part in bounds), default=None)
    maximum = max((part.maximum for part in bounds), default=None)
    whole = sum(sums[1:], sums[0]) if sums else None
    return Total(parts[0].field, count, whole, _mean(whole, count), minimum, maximum)


def _sums(column: Column[Any], facts: FieldFacts, *, sqlite: bool) -> list[ColumnElement[Any]]:
    """What the sum is made from: two halves of whole numbers on SQLite, which gives up over 64 bits."""
    if facts.kind not in NUMBERS:
        return []
    if facts.kind is Kind.FLOAT:
        return [func.sum(column)]
    if not sqlite:
        return [func.sum(as_type(column, Numeric()), type_=Numeric())]
    stored = type_coerce(column, BigInteger())
    halves = stored.op("/")(literal_column(str(_HALF))), stored.op("%")(literal_column(str(_HALF)))
    return [func.sum(half, type_=BigInteger()) for half in halves]


def _taken(facts: FieldFacts, column: Column[Any], values: list[Any], *, sqlite: bool) -> Total:
    """The total whose parts come first, which are taken away."""
    count = values.pop(0)
    minimum, maximum = (values.pop(0), values.pop(0)) if facts.kind in BOUNDED else (None, None)
    sums = [values.pop(0) for _ in _sums(column, facts, sqlite=sqlite)]
    whole = None
    if sums and sums[0] is not None:
        whole = sums[0] if facts.kind is Kind.FLOAT else _exact(sums, column)
    return Total(facts.name, count, whole, _mean(whole, count), minimum, maximum)


def _exact(sums: Sequence[Any], column: Column[Any]) -> int | Decimal:
    if not isinstance(column.type, ExactDecimal):
        return int(sums[0]) * _HALF + int(sums[1]) if len(sums) > 1 else int(sums[0])
    kind = column.type
    exact = Decimal(sums[0]) if len(sums) == 1 else Decimal(sums[0] * _HALF + sums[1]).scaleb(-kind.places, _WIDE)
    return exact if kind.fixed else strip_zeros(exact)


def _mean(whole: Any, count: int) -> Any:
    if whole is None or not count:
        return None
    return whole / count if isinstance(whole, float) else strip_zeros(Decimal(whole) / count)
