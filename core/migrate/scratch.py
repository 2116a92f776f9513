"""A database in memory, made by the migrations, that remembers their types: what the models are compared with."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, StaticPool, Table, create_engine, event
from sqlalchemy.schema import CreateTable
from sqlalchemy.types import TypeEngine

from core.database import sqlite_module
from core.migrate.runner import run_upgrade


@contextmanager
def scratch_database() -> Generator[Connection]:
    """A connection to a database at the newest migrations.

    SQLite stores an exact decimal as a plain integer and an id as plain bytes. While this is open, every table that is
    reflected has the types its migrations gave it, so that a change of decimal places is seen and nothing else is.
    """
    engine = create_engine("sqlite://", module=sqlite_module(), poolclass=StaticPool)
    types: dict[tuple[str, str], TypeEngine[Any]] = {}

    def restore(_inspector: Any, table: Table, column: Any) -> None:
        column["type"] = types.get((table.name, column["name"]), column["type"])

    _remember(engine, types)
    event.listen(Table, "column_reflect", restore)
    try:
        with engine.connect() as connection, connection.begin():
            run_upgrade(connection, "heads")
            yield connection
    finally:
        event.remove(Table, "column_reflect", restore)
        engine.dispose()


def _remember(engine: Engine, types: dict[tuple[str, str], TypeEngine[Any]]) -> None:
    from alembic.ddl.base import AddColumn, ColumnName, RenameTable

    @event.listens_for(engine, "before_execute")
    def remember(*event: Any) -> None:  # pyright: ignore[reportUnusedFunction]
        statement = event[1]
        if isinstance(statement, CreateTable):
            for column in statement.element.columns:
                types[statement.element.name, column.name] = column.type
        elif isinstance(statement, AddColumn):
            types[str(statement.table_name), statement.column.name] = statement.column.type
        elif isinstance(statement, ColumnName):
            table, old = str(statement.table_name), str(statement.column_name)
            types[table, str(statement.newname)] = types.pop((table, old))
        elif isinstance(statement, RenameTable):
            for (table, column), kind in list(types.items()):
                if table == statement.table_name:
                    types[str(statement.new_table_name), column] = kind
