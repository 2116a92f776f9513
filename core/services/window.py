"""What a table sees: immutable rows of one window, with the names of the records they refer to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID


class Row(NamedTuple):
    """One record; `values` in the order of the collection's readable fields."""

    id: UUID
    version: int
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Some consecutive rows of a query's result. `labels` names the records that reference fields point to.

    Not `exact` where much was written since the order was prepared: rows stand where they stood then, with the values
    that they have now; those that are gone are left out. After the next `prepare` the same window is exact.
    """

    start: int
    rows: tuple[Row, ...]
    labels: Mapping[UUID, str] = field(default_factory=dict[UUID, str])
    exact: bool = True
    step: int = 0
    """The last step of the journal that this order of the rows knows of."""
