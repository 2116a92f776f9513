"""What a look at a column, or at a selection of rows, tells without reading them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, case, func, select

from core.entities import Entity
from core.fields import FieldFacts
from core.query.ast import Node
from core.services.facets import Facet
from core.services.histogram import borders, part
from core.services.result import Result
from core.services.totals import BOUNDED, Total, totals_of

TOP: Final = 10
"""The most frequent values that are told."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of a histogram, from `lower` up to but without `upper`, and the condition for its rows.

    The first one has no lower border and the last no upper one.
    """

    lower: Any
    upper: Any
    count: int
    where: Node


@dataclass(frozen=True, slots=True)
class Summary:
    """A column of a result: how many rows, nulls and different values; what numbers come to; how values are spread.

    Numbers, dates and times have `bars`, everything else its most frequent values in `top`.
    """

    field: str
    rows: int
    nulls: int
    distinct: int
    total: Total
    bars: tuple[Bar, ...] = ()
    top: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True)
class SelectionSummary:
    """How many rows are selected, and what the fields of these come to."""

    rows: int
    totals: tuple[Total, ...]


def summary_of(result: Result, field: str) -> Summary:
    """The summary of one field, without its most frequent values."""
    compiler, connection = result.compiler, result.connection
    facts, entity = compiler.require_sortable(field), compiler.entity
    counts = select(func.count(), func.count(entity.order_column(field).distinct())).select_from(entity.table)
    rows, distinct = connection.execute(counts.where(*result.matching)).one()
    (total,) = totals_of(connection, entity, [facts], result.matching)
    bars = _bars(connection, entity, facts, total, result.matching) if facts.kind in BOUNDED else ()
    return Summary(field, rows, rows - total.count, distinct, total, bars)


def _bars(
    connection: Connection,
    entity: Entity,
    facts: FieldFacts,
    total: Total,
    conditions: Sequence[ColumnElement[bool]],
) -> tuple[Bar, ...]:
    """The histogram; its parts are counted by the very comparisons that they filter by."""
    if not total.count:
        return ()
    column, inner = entity.column(facts.name), borders(facts, total.minimum, total.maximum)
    if not inner:
        return (Bar(None, None, total.count, part(facts.name, inner, 0)),)
    number = case(*[(column < border, at) for at, border in enumerate(inner)], else_=len(inner)).label("part")
    placed = select(number).where(*conditions, column.is_not(None)).subquery()
    counted = select(placed.c.part, func.count()).group_by(placed.c.part)
    counts = {row[0]: row[1] for row in connection.execute(counted)}
    edges = [None, *inner, None]
    return tuple(
        Bar(edges[at], edges[at + 1], counts.get(at, 0), part(facts.name, inner, at)) for at in range(len(inner) + 1)
    )
