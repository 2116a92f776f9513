"""The models beside a database's schema: which tables and types they declare, and where the two differ."""

import importlib
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from sqlalchemy import Connection, MetaData, Table
from sqlalchemy.types import TypeEngine

from core.record import ONLY_ON
from core.revisions import Line, revisions
from core.types import Choice, ExactDecimal, RecordId, UtcDateTime

if TYPE_CHECKING:
    from core.entities import Entities

KEY_TYPE: Final = "core.types.key_type()"


@dataclass(frozen=True)
class Declared:
    """The tables that the models declare, and whose they are."""

    metadata: MetaData
    tables: frozenset[str]
    families: "Entities"

    def line_of(self, table: str) -> Line | None:
        """Whose table this is: by its declaration, or by the migration that made it; None where it is not ours."""
        if table in self.tables:
            return "engine" if self.metadata.tables[table].info.get("line") == "engine" else "app"
        return next((revision.line for revision in revisions().values() if table in revision.tables), None)


def declared() -> Declared:
    """Every table in the modules of `core.models`, and the engine's."""
    from sqlmodel import SQLModel

    import core.models
    from core.entities import discover

    for tables in ("core.journal.tables", "core.desk.tables"):
        importlib.import_module(tables)
    families = discover(core.models)
    modules = [module for name, module in sys.modules.items() if name.startswith("core.models.")]
    values = [getattr(value, "__table__", value) for module in modules for value in vars(module).values()]
    engine = [table for table in SQLModel.metadata.tables.values() if table.info.get("line") == "engine"]
    tables = cast("list[Table]", [value for value in values if isinstance(value, Table)])
    return Declared(SQLModel.metadata, frozenset(table.name for table in (*tables, *engine)), families)


def type_source(kind: TypeEngine[Any]) -> str:
    """A column's type as a migration writes it."""
    match kind:
        case ExactDecimal():
            return f"core.types.ExactDecimal({kind.digits}, {kind.places})"
        case RecordId() | UtcDateTime() | Choice():
            return f"core.types.{type(kind).__name__}()"
        case _ if _is_key(kind):
            return KEY_TYPE
        case _:
            return _plain_source(kind)


def same_storage(inspected: TypeEngine[Any], kind: TypeEngine[Any], dialect: Any) -> bool:
    """Whether a reflected type is what the database makes of a declared one."""
    return inspected.compile(dialect=dialect) == kind.compile(dialect=dialect)


def differences(connection: Connection) -> list[str]:
    """Where the database differs from the models, one line each."""
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    models, dialect = declared(), connection.dialect.name

    def ours(item: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
        is_known = kind != "table" or models.line_of(name or "") is not None
        return is_known and item.info.get(ONLY_ON, dialect) == dialect

    def compare_type(_context: Any, _column: Any, _declared: Any, inspected: Any, kind: Any) -> bool:
        return not same_storage(inspected, kind, connection.dialect)

    options: dict[str, Any] = {"compare_type": compare_type, "include_object": ours, "target_metadata": models.metadata}
    found: list[Any] = list(compare_metadata(MigrationContext.configure(connection, opts=options), models.metadata))
    told: list[str] = []
    for entry in found:
        told += map(_told, cast("list[Any]", entry) if isinstance(entry, list) else [entry])
    return told


def _told(difference: Any) -> str:
    """One of Alembic's difference tuples in words."""
    kind, *parts = difference
    action = kind.replace("_", " ")
    if kind.startswith("modify_"):
        _schema, table, column, _existing, was, is_declared = parts
        return f"{action} of {table}.{column}: the database has {was!r}, the model {is_declared!r}"
    if kind.endswith("_column"):
        _schema, table, column = parts
        return f"{action} {table}.{column.name}"
    item = parts[0]
    table = getattr(item, "table", None)
    return f"{action} {item.name}" if table is None else f"{action} {item.name} of {table.name}"


def _is_key(kind: TypeEngine[Any]) -> bool:
    variant: Any = kind._variant_mapping.get("postgresql")  # pyright: ignore[reportPrivateUsage]
    return getattr(variant, "collation", None) == "C"


def _plain_source(kind: TypeEngine[Any]) -> str:
    module = type(kind).__module__
    source = repr(kind) if module.startswith("sqlalchemy.") else f"{module}.{kind!r}"
    variants = kind._variant_mapping  # pyright: ignore[reportPrivateUsage]
    source += "".join(f".with_variant({_plain_source(variants[name])}, {name!r})" for name in sorted(variants))
    return f"sa.{source}" if module.startswith("sqlalchemy.") else source
