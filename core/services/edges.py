"""Edges of blocks of filled cells, found by the database, however far away they are."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, not_, select

from core.query.ast import IsNull
from core.query.sql import comes_after, comes_before
from core.services.result import Result


def edge_of(result: Result, position: int, field: str, *, forward: bool) -> int:
    """Where a jump along a field ends that begins at a position, as spreadsheets have it.

    At the last filled cell of a run, else at the next filled one, else at the end.
    """
    last = result.count() - 1
    position, (end, step) = min(position, last), (last, 1) if forward else (0, -1)
    if position == end or last < 0:
        return max(0, end)
    compiler = result.compiler
    is_empty = compiler.condition(IsNull(field))
    keys = [compiler.sort_expression(key) for key in compiler.sort_keys(result.query.sort)]
    columns = [compiler.entity.table.c.id, is_empty, *keys]
    two = result.rows(columns, min(position, position + step), 2)
    if len(two) < 2:  # rows that were there a moment ago are gone
        return position
    (_, here_is_empty, *values), (_, next_is_empty, *_) = two[::step]
    is_run = not here_is_empty and not next_is_empty
    found = _next(result, values, is_empty if is_run else not_(is_empty), forward=forward)
    place = None if found is None else result.locate(found)
    if place is None:
        return end
    return place - step if is_run else place


def _next(result: Result, values: Sequence[Any], condition: ColumnElement[bool], *, forward: bool) -> UUID | None:
    """The record nearest to a place in the order, given by its values of the sort keys, for which a condition holds."""
    compiler, sort = result.compiler, result.query.sort
    beyond = (comes_after if forward else comes_before)(compiler, sort, values)
    nearest = select(compiler.entity.table.c.id).where(*result.matching, beyond, condition)
    ordered = nearest.order_by(*compiler.order(sort, backwards=not forward))
    return result.connection.scalar(ordered.limit(1))
