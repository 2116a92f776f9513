"""Set-wise writing: many rows, few statements, all journalled; the only place that inserts, updates or deletes."""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Table, Update, bindparam, case, delete, or_, select, update

from core.changes import MOST_NAMED
from core.errors import AccessError
from core.query.ast import Not
from core.query.sql import Compiler
from core.record import RENEWED_WITH, Record
from core.types import bound, fold, fold_many, new_ids
from core.unit_of_work import NONE, ROW, Unit, Values

PARAMETERS = 1000
"""Values bound to one INSERT. More rows at once gain nothing, fewer cost a step of the driver each."""

CHUNK = 500
"""Ids named in one condition."""


def insert_rows(unit: Unit, table: Table, rows: Sequence[Mapping[str, Any]], shared: Mapping[str, Any]) -> list[bytes]:
    """Insert rows given by column name, all with the same columns, plus shared values; returns the new ids in order."""
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    return insert_columns(unit, table, columns, len(rows), shared)


def insert_columns(
    unit: Unit, table: Table, columns: Mapping[str, Sequence[Any]], count: int, shared: Mapping[str, Any]
) -> list[bytes]:
    """Insert rows given column by column, plus values that all of them share; returns the new ids in order."""
    dialect = unit.connection.dialect
    own: dict[str, Sequence[Any]] = {}
    for name in (name for name in columns if name in table.c and name not in shared):
        own[name] = bound(columns[name], table.c[name].type, dialect)
        if "key" in table.c[name].info:
            own[table.c[name].info["key"]] = fold_many(columns[name])
    ids = new_ids(count)
    # The driver of SQLite binds a bytearray as it is; for bytes it first looks for an adapter, which costs 1 us a row.
    keys: list[Any] = list(map(bytearray if dialect.name == "sqlite" else _uuid, ids))
    constants = {**_defaults(table, {*own, *shared}), **with_keys(table, shared)}
    constants |= {"created_at": unit.now, "updated_at": unit.now, "version": 1}
    _insert(unit, table, {"id": keys, **own}, constants)
    _keep_inserted(unit, table, _uuid(ids[0]), _uuid(ids[-1]), count)
    return ids


def _keep_inserted(unit: Unit, table: Table, first: UUID, last: UUID, count: int) -> None:
    """Note new rows by their first and last id, for new ids are consecutive."""
    if count > MOST_NAMED:
        unit.keep_range(table, first, last)
    elif count == 1:
        unit.keep(unit.change(table, "insert"), table, (), this_row(table), {ROW: first})
    else:
        unit.keep(unit.change(table, "insert"), table, (), _between(table), {"first": first, "last": last})


@lru_cache(maxsize=256)
def _between(table: Table) -> ColumnElement[bool]:
    return table.c.id.between(bindparam("first", type_=table.c.id.type), bindparam("last", type_=table.c.id.type))


@lru_cache(maxsize=256)
def this_row(table: Table) -> ColumnElement[bool]:
    """The condition for one row, whose id is the parameter ROW."""
    return table.c.id == bindparam(ROW, type_=table.c.id.type)


def _uuid(identity: bytes) -> UUID:
    return UUID(bytes=identity)


def _insert(unit: Unit, table: Table, columns: Mapping[str, Sequence[Any]], constants: Mapping[str, Any]) -> None:
    """Many rows a statement; SQLite binds the constants once a statement, by their number."""
    dialect = unit.connection.dialect
    shared = tuple(bound([value], table.c[name].type, dialect)[0] for name, value in constants.items())
    count, numbered = len(columns["id"]), dialect.name == "sqlite"
    if not numbered:
        columns = {**{name: [value] * count for name, value in zip(constants, shared, strict=True)}, **columns}
        shared = ()
    width = len(columns)
    values: list[Any] = [None] * (count * width)
    for offset, column in enumerate(columns.values()):
        values[offset::width] = column
    names = (*constants, *columns) if numbered else tuple(columns)
    size = max(1, (PARAMETERS - len(shared)) // width) * width
    whole = len(values) - len(values) % size
    for start, end, step in ((0, whole, size), (whole, len(values), len(values) - whole)):
        if start < end:
            statement = _insert_statement(table, names, len(shared), step // width, numbered=numbered)
            blocks = [(*shared, *values[at : at + step]) for at in range(start, end, step)]
            unit.connection.exec_driver_sql(statement, blocks)


@lru_cache(maxsize=256)
def _insert_statement(table: Table, names: tuple[str, ...], shared: int, rows: int, *, numbered: bool) -> str:
    """One INSERT of many rows; where parameters are numbered, the first ones are the shared ones, bound once."""
    common = [f"?{number}" for number in range(1, shared + 1)]
    row = f"({', '.join(common + ['?' if numbered else '%s'] * (len(names) - shared))})"
    quoted = ", ".join(f'"{name}"' for name in names)
    return f'INSERT INTO "{table.name}" ({quoted}) VALUES {", ".join([row] * rows)}'


def _defaults(table: Table, given: set[str]) -> dict[str, Any]:
    """The declared defaults of columns that the caller left out."""
    defaults: dict[str, Any] = {}
    for column in table.c:
        if column.name not in given and column.default is not None and column.name not in Record.model_fields:
            argument: Any = getattr(column.default, "arg", None)
            defaults[column.name] = argument(None) if callable(argument) else argument
    return defaults


def with_keys(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values together with the stored keys of the texts among them."""
    result = dict(values)
    for name, value in values.items():
        if "key" in table.c[name].info:
            result[table.c[name].info["key"]] = None if value is None else fold(value)
    return result


def update_rows(
    unit: Unit, table: Table, where: ColumnElement[bool], values: Mapping[str, Any], chosen: Values = NONE
) -> int:
    """Set the same values in all rows that a condition holds for; returns how many really changed.

    `chosen` are the values of the condition's own parameters.
    """
    full = with_keys(table, values)
    columns = [table.c[name] for name in full]
    changing = _changing(table, where, tuple(values))
    old = {**chosen, **{f"new_{name}": value for name, value in values.items()}}
    if not unit.keep_before(table, "update", columns, changing, old):
        return 0
    new = {f"new_{name}": value for name, value in full.items()}
    return unit.connection.execute(_update(table, changing, tuple(full)), {**chosen, **new, "now": unit.now}).rowcount


@lru_cache(maxsize=256)
def _changing(table: Table, where: ColumnElement[bool], names: tuple[str, ...]) -> ColumnElement[bool]:
    """The rows of a condition in which one of these columns would change."""
    return where & or_(*[table.c[name].is_distinct_from(_new(table.c[name])) for name in names])


@lru_cache(maxsize=256)
def _update(table: Table, where: ColumnElement[bool], names: tuple[str, ...]) -> Update:
    stamp = {"version": table.c.version + 1, "updated_at": bindparam("now", type_=table.c.updated_at.type)}
    new = {name: _new(table.c[name]) for name in names}
    return update(table).where(where).values({**new, **renewed(table, new), **stamp})


def renewed(table: Table, new: Mapping[str, ColumnElement[Any]]) -> dict[str, ColumnElement[Any]]:
    """What columns get that are renewed with others, in the rows in which these new values change one of those."""
    found: dict[str, ColumnElement[Any]] = {}
    for column in table.c:
        watched: Sequence[str] = column.info.get(RENEWED_WITH, ())
        if changes := [table.c[name].is_distinct_from(new[name]) for name in watched if name in new]:
            found[column.name] = case((or_(*changes), never_before(column)), else_=column)
    return found


def never_before(column: Column[Any]) -> ColumnElement[Any]:
    """A number that this column has never had, another one each time that the statement is executed."""
    return bindparam(None, callable_=partial(secrets.randbits, 62), type_=column.type)


def _new(column: Column[Any]) -> Any:
    return bindparam(f"new_{column.name}", type_=column.type)


def update_each(unit: Unit, table: Table, rows: Mapping[UUID, Values], *within: ColumnElement[bool]) -> int:
    """Set each row's own values, by id; all rows have the same columns. Returns how many really changed.

    Rows outside the conditions are left alone.
    """
    full = {identity: with_keys(table, values) for identity, values in rows.items()}
    columns = [table.c[name] for name in next(iter(full.values()))]
    changing = _really_changing(unit, table, columns, full, within)
    if not changing:
        return 0
    change = unit.change(table, "update", columns)
    statement = _update(table, this_row(table), tuple(column.name for column in columns))
    for ids in batched(changing, CHUNK):
        unit.keep(change, table, columns, table.c.id.in_(ids))
        parameters = [
            {ROW: identity, "now": unit.now, **{f"new_{name}": value for name, value in full[identity].items()}}
            for identity in ids
        ]
        unit.connection.execute(statement, parameters)
    return len(changing)


def _really_changing(
    unit: Unit,
    table: Table,
    columns: Sequence[Column[Any]],
    full: Mapping[UUID, Values],
    within: Sequence[ColumnElement[bool]],
) -> list[UUID]:
    found: list[UUID] = []
    for ids in batched(full, CHUNK):
        for identity, *present in unit.connection.execute(
            select(table.c.id, *columns).where(table.c.id.in_(ids), *within)
        ):
            if present != list(full[identity].values()):
                found.append(identity)
    return found


def batched(ids: Iterable[UUID], size: int) -> Iterator[list[UUID]]:
    """Ids in parts of this size, the last one smaller."""
    rest = iter(ids)
    while part := list(islice(rest, size)):
        yield part


def delete_rows(unit: Unit, compiler: Compiler, where: ColumnElement[bool]) -> int:
    """Delete the rows that a condition holds for, and first what refers to them; returns how many, without those.

    A reference that may be empty is emptied, a row that cannot be without one is deleted too. AccessError where the
    actor may not do that to such a row.
    """
    table = compiler.entity.table
    if not _refers_to_itself(table):
        return _delete(unit, compiler, where)
    # The rows are settled first: once references between them are emptied, the condition may hold for others.
    ids = unit.connection.scalars(select(table.c.id).where(where)).all()
    return sum(_delete(unit, compiler, table.c.id.in_(part)) for part in batched(ids, CHUNK))


def _delete(unit: Unit, compiler: Compiler, where: ColumnElement[bool]) -> int:
    table = compiler.entity.table
    chosen = select(table.c.id).where(where)
    for column in _referring(table):
        _detach(unit, compiler, column, column.in_(chosen))
    if not unit.keep_before(table, "delete", list(table.c), where):
        return 0
    return unit.connection.execute(delete(table).where(where)).rowcount


@lru_cache(maxsize=256)
def _refers_to_itself(table: Table) -> bool:
    """Whether deleting a row may come round to other rows of the same table."""
    reached, queue = set[Table](), [table]
    while queue:
        for column in _referring(queue.pop()):
            if column.table is table:
                return True
            if column.table not in reached:
                reached.add(column.table)
                queue.append(column.table)
    return False


def _referring(table: Table) -> list[Column[Any]]:
    return [
        key.parent for other in table.metadata.sorted_tables for key in other.foreign_keys if key.column.table is table
    ]


def _detach(unit: Unit, compiler: Compiler, column: Column[Any], where: ColumnElement[bool]) -> None:
    child = compiler.entities.of_table(column.table.name)
    if child is None:
        return
    inside = Compiler(compiler.entities, child, compiler.actor)
    verb = "change" if column.nullable else "delete"
    forbidden = inside.condition(Not(child.access.rows(verb, compiler.actor)))
    if unit.connection.execute(select(column).where(where, forbidden).limit(1)).first() is not None:
        raise AccessError(verb=verb, singular=child.singular)
    if column.nullable:
        update_rows(unit, child.table, where, {column.name: None})
    else:
        delete_rows(unit, inside, where)
