"""Compiles the query tree to SQL that means the same on SQLite and PostgreSQL."""

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from typing import Any, Final, Literal

from sqlalchemy import Column, ColumnElement, and_, false, func, literal, not_, or_, select, true
from sqlalchemy.sql.elements import Grouping

from core.context import Actor
from core.entities import Entities, Entity
from core.errors import QueryError
from core.fields import FieldFacts
from core.query.ast import NONE, And, Compare, In, IsNull, Match, Node, Not, Or, Scalar, Search, Sort
from core.query.periods import Standpoint
from core.query.values import TEXT_KINDS, Operand, condition
from core.types import fold

_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_ESCAPE = "\\"
_SIDE_BY_SIDE: Final = 16
"""Conditions in one row; SQLite nests each in the next, and refuses more than 1,000 inside one another."""


class _Row(Grouping[bool]):
    """Conditions in parentheses, which are not joined into the row around them."""

    inherit_cache = True
    operator = None


@dataclass(frozen=True, slots=True)
class Compiler:
    """Compiles for one collection and one actor, whose view of referred records limits what a filter can reveal."""

    entities: Entities
    entity: Entity
    actor: Actor

    def visible(self) -> ColumnElement[bool]:
        """The rows that the actor may see."""
        return self.condition(self.entity.access.rows("see", self.actor))

    def nameable(self) -> ColumnElement[bool]:
        """The rows whose names the actor may read where others refer to them."""
        return self.condition(self.entity.access.named(self.actor))

    def condition(self, node: Node) -> ColumnElement[bool]:
        """The node as a condition that is never unknown under `Not`."""
        match node:
            case And(parts):
                return _all_of([self.condition(part) for part in parts])
            case Or(parts):
                return _any_of([self.condition(part) for part in parts])
            case Not(part):
                return not_(func.coalesce(self.condition(part), false()))
            case Compare():
                return self._compare(node)
            case In(field, values):
                column, key = self._operand(field)
                return column.in_([key(value) for value in values])
            case Match():
                return self._match(node)
            case Search(text):
                searched = [facts for facts in self.entity.readable if facts.searchable]
                return _any_of([self._contains(facts, text) for facts in searched])
            case IsNull(field):
                return self._is_null(field)

    def order(self, sort: Sequence[Sort], *, backwards: bool = False) -> list[ColumnElement[Any]]:
        """ORDER BY terms: nulls last either way, the record id at the end; backwards, the same order from its end."""
        terms: list[ColumnElement[Any]] = []
        for key in self.sort_keys(sort):
            expression = self.sort_expression(key)
            term = expression.desc() if key.descending != backwards else expression.asc()
            if self.may_be_null(key):
                term = term.nulls_first() if backwards else term.nulls_last()
            terms.append(term)
        return terms

    def sort_keys(self, sort: Sequence[Sort]) -> tuple[Sort, ...]:
        """The keys of a total order: those given or the collection's own, then the id."""
        keys = tuple(sort) or self.entity.sort
        return keys if any(key.field == "id" for key in keys) else (*keys, Sort("id"))

    def sort_expression(self, key: Sort) -> ColumnElement[Any]:
        """What a field is ordered by: its value, its folded key, or the name of the record it refers to."""
        facts = self.require_sortable(key.field)
        if facts.reference is None:
            return self.entity.order_column(key.field)
        parent = self.entities[facts.reference]
        target = parent.table.alias()
        name = target.c[parent.order_column(parent.row_label).name]
        return select(name).where(target.c.id == self.entity.column(key.field)).scalar_subquery()

    def may_be_null(self, key: Sort) -> bool:
        """Whether an order by this field has to place nulls."""
        facts = self.facts(key.field)
        return facts.nullable or facts.reference is not None

    def require_sortable(self, field: str) -> FieldFacts:
        """The field, if its values can be compared; QueryError otherwise."""
        facts = self.facts(field)
        if not facts.sortable:
            raise QueryError("query.not_sortable", 0, 0, field=field)
        return facts

    def facts(self, field: str) -> FieldFacts:
        """The field, if it may be read; QueryError as for one that is not there."""
        facts = self.entity.fields.get(field)
        if facts is None or not facts.readable:
            raise QueryError("query.unknown_field", 0, 0, field=field)
        return facts

    def _operand(self, field: str) -> tuple[Column[Any], Callable[[Scalar], Scalar]]:
        """The column to compare and what its values have to become."""
        column = self.entity.column(field)
        if "key" in column.info:
            return self.entity.order_column(field), lambda value: fold(str(value))
        return column, lambda value: value.value if isinstance(value, Enum) else value

    def _compare(self, comparison: Compare) -> ColumnElement[bool]:
        reference = self.entity.fields[comparison.field].reference
        if reference is not None and isinstance(comparison.value, str):
            return self._named(comparison, reference)
        column, key = self._operand(comparison.field)
        return _OPERATORS[comparison.operator](column, key(comparison.value))

    def _match(self, match: Match) -> ColumnElement[bool]:
        facts = self.facts(match.field)
        return self._contains(facts, match.pattern) if facts.reference is None else self._named(match, facts.reference)

    def _named(self, node: Compare | Match, reference: str) -> ColumnElement[bool]:
        """The rows that refer to a record whose name the node holds for."""
        parent = self.entities[reference]
        inside = Compiler(self.entities, parent, self.actor)
        named = inside.condition(_of_name(node, parent.fields[parent.row_label]))
        return self.entity.column(node.field).in_(select(parent.table.c.id).where(inside.nameable(), named))

    def _contains(self, facts: FieldFacts, pattern: str) -> ColumnElement[bool]:
        column, _ = self._operand(facts.name)
        return column.like(like_pattern(pattern), escape=_ESCAPE)

    def _is_null(self, field: str | None) -> ColumnElement[bool]:
        if field is not None:
            return self.entity.column(self.facts(field).name).is_(None)
        empty = [self.entity.column(facts.name).is_(None) for facts in self.entity.readable if facts.nullable]
        return _any_of(empty)


def _of_name(node: Compare | Match, facts: FieldFacts) -> Node:
    """The condition on the field that names records; where that is no text, it can only be what the text means."""
    if facts.kind in TEXT_KINDS:
        return replace(node, field=facts.name)
    text = node.pattern if isinstance(node, Match) else str(node.value)
    try:
        return condition(facts, None, Operand(text, 0, len(text)), Standpoint(UTC, datetime.now(UTC)))
    except QueryError:
        return NONE


def _all_of(conditions: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    return and_(true(), *_grouped(conditions, and_))


def _any_of(conditions: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    return _Row(or_(false(), *_grouped(conditions, or_)))


def _grouped(
    conditions: Sequence[ColumnElement[bool]], join: Callable[..., ColumnElement[bool]]
) -> Sequence[ColumnElement[bool]]:
    """The conditions as a tree whose depth hardly grows with their number."""
    while len(conditions) > _SIDE_BY_SIDE:
        starts = range(0, len(conditions), _SIDE_BY_SIDE)
        conditions = [_Row(join(*conditions[start : start + _SIDE_BY_SIDE])) for start in starts]
    return conditions


def like_pattern(pattern: str) -> str:
    """The LIKE form of a folded pattern: `*` stands for anything, a pattern without it is contained."""
    escaped = fold(pattern).replace(_ESCAPE, _ESCAPE * 2).replace("%", rf"{_ESCAPE}%").replace("_", rf"{_ESCAPE}_")
    return escaped.replace("*", "%") if "*" in escaped else f"%{escaped}%"


def comes_before(compiler: Compiler, sort: Sequence[Sort], values: Sequence[Any]) -> ColumnElement[bool]:
    """The condition of the rows that come before one row, given its values of the `sort_keys`."""
    return _beside(compiler, sort, values, _precedes)


def comes_after(compiler: Compiler, sort: Sequence[Sort], values: Sequence[Any]) -> ColumnElement[bool]:
    """The condition of the rows that come after one row, given its values of the `sort_keys`."""
    return _beside(compiler, sort, values, _follows)


def not_before(compiler: Compiler, sort: Sequence[Sort], values: Sequence[Any]) -> ColumnElement[bool]:
    """The condition of a row, given its values of the `sort_keys`, and of the rows that come after it."""
    beyond = func.coalesce(comes_before(compiler, sort, values), false())
    return ~beyond & _reaching(compiler, sort, values, "from")


def not_after(compiler: Compiler, sort: Sequence[Sort], values: Sequence[Any]) -> ColumnElement[bool]:
    """The condition of a row, given its values of the `sort_keys`, and of the rows that come before it."""
    beyond = func.coalesce(comes_after(compiler, sort, values), false())
    return ~beyond & _reaching(compiler, sort, values, "to")


def _reaching(
    compiler: Compiler, sort: Sequence[Sort], values: Sequence[Any], way: Literal["from", "to"]
) -> ColumnElement[bool]:
    """What follows of that for the first key alone: an index finds it, where the whole would be tried on every row."""
    first = compiler.sort_keys(sort)[0]
    if compiler.may_be_null(first):
        return true()
    expression = compiler.sort_expression(first)
    there = literal(values[0], expression.type)
    return expression <= there if first.descending == (way == "from") else expression >= there


def _beside(
    compiler: Compiler, sort: Sequence[Sort], values: Sequence[Any], side: Callable[..., ColumnElement[bool]]
) -> ColumnElement[bool]:
    found: list[ColumnElement[bool]] = []
    equal: list[ColumnElement[bool]] = []
    for key, value in zip(compiler.sort_keys(sort), values, strict=True):
        expression = compiler.sort_expression(key)
        # As a parameter, for nothing can be more or less than the word TRUE.
        there = None if value is None else literal(value, expression.type)
        found.append(and_(*equal, side(expression, there, key, nullable=compiler.may_be_null(key))))
        equal.append(expression.is_(None) if there is None else expression == there)
    return or_(*found)


def _precedes(expression: ColumnElement[Any], value: Any, key: Sort, *, nullable: bool) -> ColumnElement[bool]:
    if value is None:
        return expression.is_not(None) if nullable else false()
    return expression > value if key.descending else expression < value


def _follows(expression: ColumnElement[Any], value: Any, key: Sort, *, nullable: bool) -> ColumnElement[bool]:
    if value is None:
        return false()
    further = expression < value if key.descending else expression > value
    return or_(further, expression.is_(None)) if nullable else further
