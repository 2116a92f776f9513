"""What migrations do to rows: fill new columns, compute keys, rescale decimals. Called by generated scripts."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.sql.expression import TableClause
from sqlalchemy.types import TypeEngine

from core.types import MAX_INTEGER, ExactDecimal, RecordId, UtcDateTime, fold_many, key_type

BATCH: Final = 10_000

_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,19}")

_FROM_TEXT: Final[Sequence[tuple[type[TypeEngine[Any]], Callable[[str], Any]]]] = (
    (ExactDecimal, Decimal),
    (sa.Numeric, Decimal),
    (UtcDateTime, datetime.fromisoformat),
    (sa.DateTime, datetime.fromisoformat),
    (sa.Date, date.fromisoformat),
    (sa.Time, time.fromisoformat),
)


def fill(connection: Connection, table: str, column: str, kind: TypeEngine[Any], value: Any) -> None:
    """Give every row without a value this one: from ISO text where it is not text, a function's for each row."""
    target = _table(table, sa.column(column, kind))
    missing = target.c[column].is_(None)
    if not callable(value):
        new = sa.bindparam("new", _parsed(kind, value), kind)
        connection.execute(sa.update(target).where(missing).values({column: new}))
        return
    for rows in _batches(connection, target, missing):
        _set(connection, target, column, [(row.id, value()) for row in rows])


def fill_numbers(
    connection: Connection, table: str, column: str, kind: TypeEngine[Any], first: int = 1, digits: int = 0
) -> None:
    """Give every row without a value its own number, oldest first: for a column whose values must differ."""
    target, number = _table(table, sa.column(column, kind)), first
    for rows in _batches(connection, target, target.c[column].is_(None)):
        numbers = range(number, number + len(rows))
        number += len(rows)
        text = isinstance(kind, sa.String)
        values = [str(n).zfill(digits) if text else n for n in numbers]
        _set(connection, target, column, [(row.id, value) for row, value in zip(rows, values, strict=True)])


def fill_reference(connection: Connection, table: str, column: str, target: str) -> None:
    """Let every row without a reference refer to the oldest row of the target. ValueError where it has none."""
    rows, targets = _table(table, sa.column(column, RecordId())), _table(target, sa.column("created_at"))
    missing = rows.c[column].is_(None)
    if connection.execute(sa.select(rows.c.id).where(missing).limit(1)).first() is None:
        return
    oldest = connection.execute(sa.select(targets.c.id).order_by(targets.c.created_at, targets.c.id).limit(1)).scalar()
    if oldest is None:
        raise ValueError(f"{table} has rows, but {target} has none that their {column} could refer to: add one first")
    connection.execute(sa.update(rows).where(missing).values({column: oldest}))


def fill_keys(connection: Connection, table: str, column: str) -> None:
    """Compute the stored keys of a text column from its texts."""
    key = f"{column}_key"
    target = _table(table, sa.column(column, sa.Text()), sa.column(key, key_type()))
    for rows in _batches(connection, target, target.c[column].is_not(None)):
        keys = fold_many([getattr(row, column) for row in rows])
        _set(connection, target, key, [(row.id, folded) for row, folded in zip(rows, keys, strict=True)])


def rescale(connection: Connection, table: str, column: str, places: int, new_places: int) -> None:
    """Keep the values of a decimal column whose number of places changes. ValueError where one would be rounded."""
    sqlite = connection.dialect.name == "sqlite"
    stored = sa.column(column, sa.BigInteger() if sqlite else sa.Numeric())
    target, factor = _table(table, stored), 10 ** abs(new_places - places)
    if new_places < places:
        lossy = stored % factor != 0 if sqlite else stored != sa.func.round(stored, new_places)
        _none_may_match(connection, target, lossy, f"more than {new_places} decimal places in {table}.{column}")
    if sqlite:
        scaled = stored * factor if new_places > places else stored // factor
        connection.execute(sa.update(target).values({column: scaled}))


def require_digits(connection: Connection, table: str, column: str, places: int, digits: int) -> None:
    """ValueError where a decimal, stored with so many places, has more digits before its point than it may."""
    sqlite = connection.dialect.name == "sqlite"
    stored = sa.column(column, sa.BigInteger() if sqlite else sa.Numeric())
    limit = 10 ** (digits + places if sqlite else digits)
    if limit <= MAX_INTEGER or not sqlite:
        too_large = sa.func.abs(stored) >= sa.literal(limit, stored.type)
        what = f"more than {digits} digits before the decimal point in {table}.{column}"
        _none_may_match(connection, _table(table, stored), too_large, what, "change")


def require_length(connection: Connection, table: str, column: str, length: int) -> None:
    """ValueError where a text is longer than the column will allow."""
    stored: sa.ColumnElement[Any] = sa.column(column)
    too_long = sa.func.length(sa.cast(stored, sa.Text())) > length
    _none_may_match(connection, _table(table, stored), too_long, f"more than {length} characters in {table}.{column}")


def require_whole(connection: Connection, table: str, column: str) -> None:
    """ValueError where a number is no whole one."""
    stored = sa.column(column, sa.Float())
    broken = stored != sa.func.round(stored)
    _none_may_match(connection, _table(table, stored), broken, f"decimal places in {table}.{column}", "round")


def require_integers(connection: Connection, table: str, column: str) -> None:
    """ValueError where a text is no whole number that a column of them can hold."""
    target, wrong = _table(table, sa.column(column, sa.Text())), 0
    for rows in _batches(connection, target, target.c[column].is_not(None)):
        wrong += sum(not _is_integer(getattr(row, column)) for row in rows)
    _refuse(wrong, f"no whole number in {table}.{column}", "change")


def _is_integer(text: str) -> bool:
    return _INTEGER.fullmatch(text) is not None and -MAX_INTEGER - 1 <= int(text) <= MAX_INTEGER


def _none_may_match(
    connection: Connection, table: TableClause, condition: sa.ColumnElement[bool], what: str, remedy: str = "shorten"
) -> None:
    count = connection.execute(sa.select(sa.func.count()).select_from(table).where(condition)).scalar_one()
    _refuse(count, what, remedy)


def _refuse(count: int, what: str, remedy: str) -> None:
    if count:
        rows = "1 row has" if count == 1 else f"{count:,} rows have"
        raise ValueError(f"{rows} {what}: {remedy} {'it' if count == 1 else 'them'} first")


def _table(name: str, *columns: Any) -> TableClause:
    return sa.table(name, sa.column("id", RecordId()), *columns)


def _batches(connection: Connection, table: TableClause, condition: sa.ColumnElement[bool]) -> Any:
    """The rows that meet a condition, some thousand at a time, in the order of their ids."""
    last: Any = None
    while True:
        query = sa.select(table).where(condition).order_by(table.c.id).limit(BATCH)
        rows = connection.execute(query if last is None else query.where(table.c.id > last)).all()
        if not rows:
            return
        yield rows
        last = rows[-1].id


def _set(connection: Connection, table: TableClause, column: str, values: Sequence[tuple[Any, Any]]) -> None:
    statement = sa.update(table).where(table.c.id == sa.bindparam("row")).values({column: sa.bindparam("new")})
    connection.execute(statement, [{"row": row, "new": new} for row, new in values])


def _parsed(kind: TypeEngine[Any], value: Any) -> Any:
    if isinstance(value, str):
        for base, parse in _FROM_TEXT:
            if isinstance(kind, base):
                return parse(value)
    return value
