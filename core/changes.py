"""Tells listeners what a committed unit of work changed: the one bridge to views, in this process."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

MANY: Final = None
"""In place of ids: more rows changed than are worth naming."""

MOST_NAMED: Final = 1000


@dataclass(frozen=True, slots=True)
class Change:
    """Rows of one collection that were written; `ids` is None for many."""

    resource: str
    ids: frozenset[UUID] | None


Listener = Callable[[tuple[Change, ...]], None]


class Changes:
    """Listeners are called after the commit, on the thread that wrote."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call the listener from now on; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def publish(self, touched: Mapping[str, frozenset[UUID] | None]) -> None:
        """Tell every listener."""
        changes = tuple(Change(resource, ids) for resource, ids in touched.items())
        for listener in tuple(self._listeners) if changes else ():
            listener(changes)
