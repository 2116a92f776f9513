"""The values of a field with how often each comes, for completion and for choosing a filter by what is there."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from core.fields import FieldFacts, Kind
from core.query.ast import Compare, IsNull, Match, Node
from core.services.result import Result
from core.types import fold

LOOKED_THROUGH: Final = 5000
"""The most frequent values among which a text is looked for, where the field is no text itself."""

Written = Callable[[Any], str]
"""Writes a value as people do."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One value, in how many rows it stands, and the condition for these; `label` is a referred record's name.

    Texts that differ in case or accents only are one value, as they are to a filter.
    """

    value: Any
    count: int
    where: Node
    label: str | None = None


def facets_of(result: Result, field: str, text: str, limit: int, written: Written) -> list[Facet]:
    """The most frequent values first, null among them; with a text those that contain it, raw or written."""
    compiler = result.compiler
    facts = compiler.require_sortable(field)
    column = compiler.entity.column(field)
    key = column.info.get("key")
    value: ColumnElement[Any] = column if key is None else func.min(column)
    group = column if key is None else compiler.entity.column(key)
    counted = func.count()
    statement = select(value, counted).where(*result.matching).group_by(group).order_by(counted.desc(), group)
    in_sql = _is_text(facts) or facts.reference is not None
    if text and in_sql:
        statement = statement.where(compiler.condition(Match(field, text)))
    rows = result.connection.execute(statement.limit(limit if in_sql or not text else LOOKED_THROUGH))
    found = [Facet(value, count, is_value(field, value)) for value, count in rows]
    return found if in_sql or not text else [facet for facet in found if _contains(facet, text, written)][:limit]


def labelled(field: str, facets: Sequence[Facet], labels: Mapping[UUID, str], alone: Set[str]) -> tuple[Facet, ...]:
    """The facets of a reference with the names of the records; those without one may not be seen, and fall away.

    A record whose name is `alone`, no other's, is told by that: so the filter says what people read.
    """
    found = list[Facet]()
    for facet in facets:
        if facet.value is None:
            found.append(facet)
        elif (label := labels.get(facet.value)) is not None:
            where = Compare(field, "=", label) if label in alone else facet.where
            found.append(replace(facet, where=where, label=label))
    return tuple(found)


def is_value(field: str, value: Any) -> Node:
    """The condition for one value."""
    return IsNull(field) if value is None else Compare(field, "=", value)


def _is_text(facts: FieldFacts) -> bool:
    return facts.kind in {Kind.TEXT, Kind.LONG_TEXT}


def _contains(facet: Facet, text: str, written: Written) -> bool:
    raw = getattr(facet.value, "value", facet.value)
    return raw is not None and any(fold(text) in fold(form) for form in (str(raw), written(facet.value)))
