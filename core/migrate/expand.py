"""Turns the bare steps of a generated migration into ones that keep the rows of tables that have some."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any, Final, cast
from uuid import UUID

import sqlalchemy as sa
from alembic.autogenerate import renderers
from alembic.operations.ops import (
    AddColumnOp,
    AlterColumnOp,
    DropTableOp,
    MigrateOperation,
    ModifyTableOps,
)
from sqlalchemy import Column, MetaData
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeEngine

from core.errors import DatabaseError
from core.migrate.compare import KEY_TYPE, type_source
from core.record import KEY_SUFFIX
from core.types import Choice, ExactDecimal, RecordId, UtcDateTime, new_id, utc_now

_ZEROES: Final[Sequence[tuple[type[TypeEngine[Any]], Any]]] = (
    (sa.String, ""),
    (sa.Boolean, False),
    (sa.Integer, 0),
    (ExactDecimal, Decimal(0)),
    (sa.Float, 0.0),
    (sa.Numeric, Decimal(0)),
    (sa.LargeBinary, b""),
    (UtcDateTime, datetime(1970, 1, 1, tzinfo=UTC)),
    (sa.Date, date(1970, 1, 1)),
    (sa.Time, time()),
    (sa.JSON, {}),
)
_OWN_STORAGE: Final = (ExactDecimal, UtcDateTime, RecordId)


class CallOp(MigrateOperation):
    """A call of one of the functions in `core.migrate.fill` on the migration's connection."""

    def __init__(self, function: str, *arguments: Any) -> None:
        self.function, self.arguments = function, arguments


@renderers.dispatch_for(CallOp)
def _render_call(context: Any, step: CallOp) -> str:
    context.imports.add("import core.migrate.fill")
    arguments = ["op.get_bind()"]
    for argument in step.arguments:
        arguments.append(_literal(argument))
        if arguments[-1].startswith("core.types."):
            context.imports.add("import core.types")
    return f"core.migrate.fill.{step.function}({', '.join(arguments)})"


def in_dependency_order(steps: Sequence[Any]) -> list[Any]:
    """Tables are dropped last, and one that refers to another before the other."""
    drops = {str(step.table_name): step for step in steps if isinstance(step, DropTableOp)}
    others = [step for step in steps if not isinstance(step, DropTableOp)]
    referred = {name: _referred(step) & drops.keys() - {name} for name, step in drops.items()}
    ordered: list[Any] = []
    while drops:
        free = [name for name in sorted(drops) if not any(name in referred[other] for other in drops)]
        ordered += [drops.pop(name) for name in free or sorted(drops)]
    return others + ordered


def expanded(step: Any, metadata: MetaData) -> list[Any]:
    """One step as the steps that do the same with rows present."""
    if not isinstance(step, ModifyTableOps):
        return [step]
    changes = _Changes(step.table_name, metadata)
    for change in step.ops:
        if isinstance(change, AddColumnOp):
            changes.add_column(change)
        elif isinstance(change, AlterColumnOp):
            changes.alter_column(change)
        else:
            changes.after.append(change)
    return changes.steps()


class _Changes:
    """The changes of one table: columns added empty, calls that fill them, and everything that needs them full."""

    def __init__(self, table: str, metadata: MetaData) -> None:
        self.after: list[MigrateOperation] = []
        self._table, self._model = table, metadata.tables.get(table)
        self._before: list[MigrateOperation] = []
        self._calls: list[MigrateOperation] = []
        self._keys: list[MigrateOperation] = []

    def steps(self) -> list[Any]:
        calls = self._calls + self._keys
        if not calls:
            return [ModifyTableOps(self._table, self._before + self.after)]
        before, after = (ModifyTableOps(self._table, ops) for ops in (self._before, self.after))
        return [*([before] if self._before else []), *calls, *([after] if self.after else [])]

    def add_column(self, step: AddColumnOp) -> None:
        column = step.column
        if column.nullable:
            self._before.append(step)
            if type_source(column.type) == KEY_TYPE:
                self._keys.append(CallOp("fill_keys", self._table, column.name.removesuffix(KEY_SUFFIX)))
            return
        empty = Column(column.name, column.type, nullable=True)
        self._before.append(AddColumnOp(self._table, empty))
        self._fill(column)
        self.after.insert(0, AlterColumnOp(self._table, column.name, existing_type=column.type, modify_nullable=False))

    def alter_column(self, step: AlterColumnOp) -> None:
        if step.modify_type is not None:
            self._convert(step, step.existing_type, step.modify_type)
        if step.modify_nullable is False:
            self._fill(self._column(step))
        self.after.append(step)

    def _fill(self, column: Column[Any]) -> None:
        target = next((key.target_fullname.split(".")[0] for key in column.foreign_keys), None)
        if target is not None:
            self._calls.append(CallOp("fill_reference", self._table, column.name, target))
        elif _is_unique(column) and isinstance(column.type, (sa.String, sa.Integer)):
            self._calls.append(CallOp("fill_numbers", self._table, column.name, column.type))
        else:
            self._calls.append(CallOp("fill", self._table, column.name, column.type, _default(column)))

    def _convert(self, step: AlterColumnOp, was: Any, new: Any) -> None:
        match was, new:
            case ExactDecimal(), ExactDecimal():
                if was.places != new.places:
                    self._calls.append(CallOp("rescale", self._table, step.column_name, was.places, new.places))
            case sa.String(), sa.String():
                if new.length is not None and (was.length is None or was.length > new.length):
                    self._calls.append(CallOp("require_length", self._table, step.column_name, new.length))
            case _ if isinstance(was, _OWN_STORAGE) or isinstance(new, _OWN_STORAGE):
                change = f"{self._table}.{step.column_name} changes from {type_source(was)} to {type_source(new)}"
                detail = f"{change}, which no migration does by itself: add a field of another name instead"
                raise DatabaseError("database.migration", detail=detail)
            case _:
                step.kw["postgresql_using"] = f'"{step.column_name}"::{new.compile(dialect=postgresql.dialect())}'

    def _column(self, step: AlterColumnOp) -> Column[Any]:
        if self._model is not None and step.column_name in self._model.c:
            return self._model.c[step.column_name]
        column: Column[Any] = Column(step.column_name, step.modify_type or step.existing_type)
        sa.Table(self._table, MetaData(), column)
        return column


def _referred(step: DropTableOp) -> set[str]:
    return {key.target_fullname.split(".")[0] for column in step.to_table().columns for key in column.foreign_keys}


def _is_unique(column: Column[Any]) -> bool:
    constraints, indexes = column.table.constraints, column.table.indexes
    groups = [constraint.columns for constraint in constraints if isinstance(constraint, sa.UniqueConstraint)]
    groups += [index.columns for index in indexes if index.unique]
    return any(columns.keys() == [column.name] for columns in groups)


def _default(column: Column[Any]) -> Any:
    """The value of the model's default, a function that makes it, or the zero of the type."""
    default: Any = column.default
    if default is not None and default.is_scalar:
        return default.arg
    if default is not None and default.is_callable:
        made = default.arg(None)
        made_by = getattr(default.arg, "__wrapped__", None)
        return new_id if isinstance(made, UUID) else utc_now if made_by is utc_now else made
    if isinstance(column.type, RecordId):
        return new_id
    if isinstance(column.type, Choice) and column.type.choices is not None:
        return next(iter(column.type.choices))
    for kind, zero in _ZEROES:
        if isinstance(column.type, kind):
            return zero
    detail = f"{column.name} needs a default, to give to the rows that there are"
    raise DatabaseError("database.migration", detail=detail)


def _literal(value: Any) -> str:
    """A value as `fill` reads it back."""
    if value is new_id or value is utc_now:
        return f"core.types.{value.__name__}"
    if isinstance(value, TypeEngine):
        return type_source(cast("TypeEngine[Any]", value))
    if isinstance(value, Enum):
        return repr(value.value)
    if isinstance(value, (datetime, date, time)):
        return repr(value.isoformat())
    return repr(str(value)) if isinstance(value, Decimal) else repr(value)
