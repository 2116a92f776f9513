"""The one form in which searches, filters, sorts and access rules are expressed; immutable, comparable, free of SQL."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Literal
from uuid import UUID

Scalar = str | int | float | Decimal | bool | date | datetime | time | UUID | Enum
Operator = Literal["=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts; with none, every row."""

    parts: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """Any of the parts; with none, no row."""

    parts: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """The rows that the part does not hold for, those with null included."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class Compare:
    """A field against a value of its own type; text is compared by its folded key. A reference may equal a name."""

    field: str
    operator: Operator
    value: Scalar


@dataclass(frozen=True, slots=True)
class Match:
    """A text, or a referred record's name, that contains the pattern; with `*` in it, that has its shape as a whole."""

    field: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Search:
    """Any searchable field contains the text."""

    text: str


@dataclass(frozen=True, slots=True)
class IsNull:
    """The field has no value; without a field, any field of the row has none."""

    field: str | None = None


@dataclass(frozen=True, slots=True)
class In:
    """The field has one of the values."""

    field: str
    values: tuple[Scalar, ...]


Node = And | Or | Not | Compare | Match | Search | IsNull | In

ALL = And()
NONE = Or()


@dataclass(frozen=True, slots=True)
class Sort:
    """One key of an order; null comes last either way."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Which rows, in which order; an empty order is the collection's own. The record id ends every order."""

    where: Node = ALL
    sort: tuple[Sort, ...] = ()


def every(*nodes: Node) -> Node:
    """All of the nodes, flat: `ALL` falls away."""
    parts = [part for node in nodes for part in (node.parts if isinstance(node, And) else (node,))]
    return parts[0] if len(parts) == 1 else And(tuple(parts))
