"""Rows chosen by where they stand in a result, as a selection in a table is: any number of them in a few ranges."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_

from core.errors import ConflictError
from core.query.ast import Node, Query
from core.query.sql import not_after, not_before
from core.services.order_changes import last_step, touched_since
from core.services.result import PIECE, Result

NAMED: Final = 2 * PIECE
"""Longer ranges are described by their first and last row instead of naming each."""

Ends = tuple[UUID | None, UUID | None]


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows at some positions of a query's result.

    `ends` are the first and the last record of each range, as the chooser saw them, None where they were not seen, and
    `since` is the step of the journal as of which the rows were seen: if another one stands there now, or any between
    them has moved since, then what was chosen is no longer what stands there, and nothing is done.
    """

    query: Query
    ranges: tuple[range, ...]
    ends: tuple[Ends, ...] = ()
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Conditions:
    """Rows that were found to stand where a selection says; together the parts choose them."""

    parts: tuple[ColumnElement[bool], ...]


Chosen = Node | Sequence[UUID] | Selection
"""Rows to work on: by a condition, by ids, or by where they stand."""

Seen = Sequence[UUID] | Selection
"""Rows of a table: by ids where they were read, else by where they stand."""

Settled = Node | Sequence[UUID] | Conditions
"""The same, when it no longer matters where they stand."""


def conditions_of(result: Result, selection: Selection, singular: str) -> list[ColumnElement[bool]]:
    """Conditions that together choose the rows. ConflictError where these are no longer those that were seen.

    Several conditions name ids, so that no write under one of them can move a row under another.
    """
    require_seen(result, selection, singular)
    ranges = [part for part in selection.ranges if len(part)]
    if len(ranges) == 1 and len(ranges[0]) > NAMED:
        return [_between(result, ranges[0])]
    ids = [identity for part in ranges for identity in result.ids(part.start, len(part))]
    identity = result.compiler.entity.table.c.id
    return [identity.in_(ids[start : start + PIECE]) for start in range(0, len(ids), PIECE)]


def _between(result: Result, part: range) -> ColumnElement[bool]:
    """The rows that come neither before the first one nor after the last."""
    compiler, sort, bounds = result.compiler, result.query.sort, list[ColumnElement[bool]]()
    keys = [compiler.sort_expression(key) for key in compiler.sort_keys(sort)]
    for position, side in ((part.start, not_before), (part.stop - 1, not_after)):
        row = result.rows([compiler.entity.table.c.id, *keys], position, 1)
        if row:
            bounds.append(side(compiler, sort, tuple(row[0][1:])))
    return and_(*result.matching, *bounds)


def require_seen(result: Result, selection: Selection, singular: str) -> None:
    """ConflictError where other records stand at the positions than were seen there."""
    for part, ends in zip(selection.ranges, selection.ends, strict=False):
        for position, seen in zip((part.start, part.stop - 1), ends, strict=True):
            if seen is not None and result.ids(position, 1) != [seen]:
                raise ConflictError("conflict.moved", singular=singular)
    if selection.since is not None and _has_moved(result, selection, selection.since):
        raise ConflictError("conflict.moved", singular=singular)


def _has_moved(result: Result, selection: Selection, since: int) -> bool:
    """Whether the ranges hold a row that came there since; so many or so unclear changes that it may be count as well.

    Where the ends are the same, no row can have gone from between them without another one coming.
    """
    if last_step(result.connection) == since:
        return False
    rows_only = result.in_key_order
    touched = touched_since(result.connection, result.compiler, result.query, since, rows_only=rows_only)
    if touched is None or (touched and any(None in ends for ends in selection.ends)):
        return True
    places = [result.locate(identity) for identity, row in touched.items() if row.after]
    return any(place in part for place in places if place is not None for part in selection.ranges)
