"""Turns the bare steps of a generated migration into ones that keep the rows of tables that have some."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any, cast

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
from core.migrate.compare import KEY_TYPE, Declared, type_source
from core.migrate.conversions import conversion
from core.migrate.first_values import first_number, first_value
from core.record import KEY_SUFFIX
from core.types import new_id, utc_now


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


class CastOp(MigrateOperation):
    """A column that gets another type, with how PostgreSQL makes its values of the old ones."""

    def __init__(self, step: AlterColumnOp, new: TypeEngine[Any]) -> None:
        self.step = step
        self.using = f'"{step.column_name}"::{new.compile(dialect=postgresql.dialect())}'


@renderers.dispatch_for(CastOp)
def _render_cast(context: Any, cast_step: CastOp) -> str:
    rendered = str(renderers.dispatch(cast_step.step)(context, cast_step.step))
    return f"{rendered.removesuffix(')')}, postgresql_using={cast_step.using!r})"


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


def expanded(step: Any, models: Declared, created: Collection[str] = ()) -> list[Any]:
    """One step as the steps that do the same with rows present; `created` are the tables new in the same revision."""
    if not isinstance(step, ModifyTableOps):
        return [step]
    changes = _Changes(step.table_name, models, created)
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

    def __init__(self, table: str, models: Declared, created: Collection[str]) -> None:
        self.after: list[MigrateOperation] = []
        self._table, self._model = table, models.metadata.tables.get(table)
        self._families, self._created = models.families, created
        self._before: list[MigrateOperation] = []
        self._calls: list[MigrateOperation] = []
        self._keys: list[MigrateOperation] = []

    def steps(self) -> list[Any]:
        before, after = (self._before, self.after) if self._calls else ([], self._before + self.after)
        # Keys come last: they are made of texts, which some columns only hold by then.
        return [*self._changed(before), *self._calls, *self._changed(after), *self._keys]

    def _changed(self, steps: list[MigrateOperation]) -> list[Any]:
        return [ModifyTableOps(self._table, steps)] if steps else []

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
        was, new = step.existing_type, step.modify_type
        if new is not None:
            needed = conversion(f"{self._table}.{step.column_name}", was, new)
            self._calls += [CallOp(name, self._table, step.column_name, *arguments) for name, *arguments in needed]
        if step.modify_nullable is False:
            self._fill(self._column(step))
        self.after.append(step if new is None or type(was) is type(new) else CastOp(step, new))

    def _fill(self, column: Column[Any]) -> None:
        target = next((key.target_fullname.split(".")[0] for key in column.foreign_keys), None)
        if target is not None:
            self._require_rows(column, target)
            self._calls.append(CallOp("fill_reference", self._table, column.name, target))
        elif _is_unique(column) and isinstance(column.type, (sa.String, sa.Integer)):
            self._calls.append(CallOp("fill_numbers", self._table, column.name, column.type, *self._numbering(column)))
        else:
            value = first_value(column, self._families)
            self._calls.append(CallOp("fill", self._table, column.name, column.type, value))

    def _numbering(self, column: Column[Any]) -> Sequence[int]:
        first, digits = first_number(column, self._families)
        return (first, digits) if digits else (first,) if first != 1 else ()

    def _require_rows(self, column: Column[Any], target: str) -> None:
        """DatabaseError where the rows that there are could refer to nothing, and no upgrade could succeed."""
        if target in self._created:
            raise DatabaseError(
                "database.migration",
                detail=f"{self._table}.{column.name} may not be empty, but {target} is new in the same revision, so "
                f"that rows of {self._table} would have nothing to refer to: declare it `| None` with default=None",
            )

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
