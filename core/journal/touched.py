"""Which rows a change touched: those of its entries, or all from its first id to its last."""

import json
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    SelectBase,
    Subquery,
    Table,
    and_,
    func,
    select,
    union,
    union_all,
)

from core.journal.tables import CHANGE, ENTRY


def rows_of(change: Row[Any], table: Table) -> ColumnElement[bool]:
    """The condition for the rows of a change."""
    if change.first_id is not None:
        return table.c.id.between(change.first_id, change.last_id)
    return table.c.id.in_(select(ENTRY.c.row_id).where(ENTRY.c.change_id == change.id))


def ids_of(change: Row[Any], connection: Connection, most: int) -> list[UUID]:
    """The ids of the rows that a change touched, but no more than asked for."""
    if change.first_id is not None:
        first, count = change.first_id.int, change.last_id.int - change.first_id.int + 1
        return [UUID(int=number) for number in range(first, first + min(count, most))]
    these = select(ENTRY.c.row_id).where(ENTRY.c.change_id == change.id).limit(most)
    return list(connection.scalars(these))


def count_of(change: Row[Any], connection: Connection) -> int:
    """How many rows a change touched, whatever became of them."""
    if change.first_id is not None:
        return change.last_id.int - change.first_id.int + 1
    return connection.execute(select(func.count()).where(ENTRY.c.change_id == change.id)).scalar_one()


def changes_of(identity: UUID) -> SelectBase:
    """The numbers of the changes that touched a row."""
    noted = select(ENTRY.c.change_id).where(ENTRY.c.row_id == identity)
    return union_all(noted, select(CHANGE.c.id).where(CHANGE.c.first_id <= identity, CHANGE.c.last_id >= identity))


def touched_again(step: int) -> Subquery:
    """Pairs of a step's change and a newer one with entries for the same rows: `ours` and `theirs`.

    A newer change without entries has new rows only, so it touched none of these.
    """
    newer = ENTRY.alias()
    pair = select(CHANGE.c.id.label("ours"), newer.c.change_id.label("theirs")).where(
        CHANGE.c.step_id == step, newer.c.change_id > CHANGE.c.id
    )
    noted = CHANGE.join(ENTRY, ENTRY.c.change_id == CHANGE.c.id).join(newer, newer.c.row_id == ENTRY.c.row_id)
    between = CHANGE.join(newer, newer.c.row_id.between(CHANGE.c.first_id, CHANGE.c.last_id))
    return union(pair.select_from(noted), pair.select_from(between)).subquery()


def sets(step: int | None, table: Table, column: str, row: UUID) -> Select[Any]:
    """Finds something where a step sets this column in any row that was there, or anything in this one."""
    this = and_(ENTRY.c.change_id == CHANGE.c.id, ENTRY.c.row_id == row)
    updates = CHANGE.c.step_id == step, CHANGE.c.table_name == table.name, CHANGE.c.operation == "update"
    either = CHANGE.c.columns.contains(json.dumps(column), autoescape=True) | ENTRY.c.row_id.is_not(None)
    return select(CHANGE.c.id).outerjoin_from(CHANGE, ENTRY, this).where(*updates, either).limit(1)
