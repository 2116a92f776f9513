"""What the journal says has happened to a result since its order was prepared: followed row by row where it is few."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, func, select

from core.entities import Entity
from core.journal.tables import CHANGE, STEP
from core.journal.touched import ids_of
from core.query.ast import And, IsNull, Match, Node, Not, Or, Query, Search
from core.query.sql import Compiler, comes_before
from core.services.orders import Anchors, IdList, Order, Prepared, Stamp

FEW: Final = 32
"""Rows that are put in their new places one by one; more make a new order worth while."""

_LAST_STEP = select(func.max(STEP.c.id))
_STAMPED: Final = frozenset({"updated_at", "version"})


def last_step(connection: Connection) -> int:
    """The number of the last step that this transaction sees."""
    return connection.scalar(_LAST_STEP) or 0


@dataclass(frozen=True, slots=True)
class Touched:
    """One row that came, went or has other values: whether it was there before, and whether it is now."""

    before: bool
    after: bool


def followed(
    connection: Connection, compiler: Compiler, query: Query, prepared: Prepared, stamp: Stamp
) -> Order | None:
    """The order as it is now; None where too much has happened, or nobody knows what."""
    order, since = prepared.order, prepared.stamp.step
    if since == stamp.step:
        return order if prepared.stamp.version == stamp.version else None
    touched = touched_since(connection, compiler, query, since, rows_only=isinstance(order, Anchors))
    if touched is None or not touched:
        return None if touched is None else order
    if isinstance(order, Anchors):
        gone = [identity for identity, row in touched.items() if row.before and not row.after]
        come = [identity for identity, row in touched.items() if row.after and not row.before]
        return order.changed(gone, come)
    return _replaced(connection, compiler, query, order, touched) if order.in_memory else None


def _replaced(
    connection: Connection, compiler: Compiler, query: Query, order: IdList, touched: dict[UUID, Touched]
) -> IdList:
    table = compiler.entity.table
    keys = [compiler.sort_expression(key) for key in compiler.sort_keys(query.sort)]
    these = table.c.id.in_([identity for identity, row in touched.items() if row.after])
    matching = select(table.c.id, *keys).where(these, compiler.visible(), compiler.condition(query.where))
    order = order.without([identity.bytes for identity in touched])
    for identity, *values in connection.execute(matching).all():
        order = order.inserted(identity.bytes, partial(_before, connection, compiler, query, values))
    return order


def _before(
    connection: Connection, compiler: Compiler, query: Query, values: Sequence[Any], ids: Sequence[bytes]
) -> int:
    """How many of some rows come before one with these values of the sort keys."""
    table = compiler.entity.table
    probes = table.c.id.in_([UUID(bytes=identity) for identity in ids])
    before = comes_before(compiler, query.sort, values)
    return connection.scalar(select(func.count()).select_from(table).where(probes, before)) or 0


def touched_since(
    connection: Connection, compiler: Compiler, query: Query, since: int, *, rows_only: bool
) -> dict[UUID, Touched] | None:
    """The rows whose place may be another one now; None where they are many."""
    entity = compiler.entity
    columns = depends_on(compiler, query)
    others = _looked_up(compiler, query)
    changes = select(CHANGE).where(CHANGE.c.step_id > since, CHANGE.c.table_name.in_({entity.table.name, *others}))
    found: dict[UUID, Touched] = {}
    for change in connection.execute(changes.order_by(CHANGE.c.id)).all():
        if change.table_name in others:
            return None
        updates = change.operation == "update"
        if updates and (rows_only or columns.isdisjoint(json.loads(change.columns))):
            continue
        ids = ids_of(change, connection, FEW + 1)
        if len(ids) + len(found) > FEW:
            return None
        for identity in ids:
            known = found.get(identity, Touched(before=change.operation != "insert", after=True))
            found[identity] = replace(known, after=change.operation != "delete")
    return found


def depends_on(compiler: Compiler, query: Query) -> set[str]:
    """The columns that decide which rows a result has and where they stand."""
    entity = compiler.entity
    seen = entity.access.rows("see", compiler.actor)
    fields = (
        {key.field for key in compiler.sort_keys(query.sort)} | _fields(entity, query.where) | _fields(entity, seen)
    )
    # Every change writes these, without saying so.
    return set(entity.fields) | {"owner_id"} if fields & _STAMPED else fields


def _looked_up(compiler: Compiler, query: Query) -> set[str]:
    """The tables whose names of records decide, too."""
    entity = compiler.entity
    matched = _fields(entity, query.where, names_only=True) | {key.field for key in compiler.sort_keys(query.sort)}
    references = {entity.fields[name].reference for name in matched if name in entity.fields}
    return {compiler.entities[name].table.name for name in references if name is not None}


def _fields(entity: Entity, node: Node, *, names_only: bool = False) -> set[str]:
    """The fields that a condition looks at; or only those whose text it looks at."""
    match node:
        case And(parts) | Or(parts):
            return {field for part in parts for field in _fields(entity, part, names_only=names_only)}
        case Not(part):
            return _fields(entity, part, names_only=names_only)
        case Match(field, _):
            return {field}
        case Search(_):
            return {facts.name for facts in entity.readable if facts.searchable}
        case IsNull(None):
            return set() if names_only else {facts.name for facts in entity.readable if facts.nullable}
        case _:
            return set() if names_only or node.field is None else {node.field}
