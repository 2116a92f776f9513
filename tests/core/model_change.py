"""Run on a copy of the tree: upgrade databases, put rows in, write the migration for changed models, apply it, tell."""

import json
import sys
from enum import Enum
from typing import Any

from sqlalchemy import URL, Connection, make_url, select, text
from sqlmodel import SQLModel

from core import migrate
from core.database import Database
from core.errors import DatabaseError
from core.types import fold, new_id, utc_now

OWNERS = ("ann@example.com", "bob@example.com")
TABLES = ("user", "product", "category")
PRODUCTS = ("Äpfel", "Birnen", "Čaj")


def main(order: dict[str, Any]) -> dict[str, Any]:
    """Everything that is asked for in one process, because the models of a process cannot change."""
    urls = [make_url(address) for address in order["urls"]]
    for url in urls:
        migrate.upgrade(url)
        if order.get("rows", True):
            add_rows(url, order.get("products", True))
        for column, values in order.get("stored", {}).items():
            store(url, column, values)
    remarks: list[str] = []
    try:
        path = migrate.revision(order["message"], tell=remarks.append)
    except DatabaseError as error:
        return {"refused": error.params["detail"]}
    script = path.read_text(encoding="utf-8") if path else None
    again = migrate.revision("again")
    return {
        "script": script,
        "path": str(path),
        "remarks": remarks,
        "again": again and again.read_text(encoding="utf-8"),
        "databases": [applied(url) for url in urls],
    }


def applied(url: URL) -> dict[str, Any]:
    try:
        report = migrate.upgrade(url)
    except DatabaseError as error:
        return {"failed": error.params["detail"], "state": migrate.state(url).name, "rows": stored_rows(url)}
    told: dict[str, Any] = {"differences": migrate.check(url), "rows": rows(url), "removed": sorted(report.removed)}
    migrate.downgrade(url, "app@-1")
    told["back"] = stored_rows(url)
    migrate.upgrade(url)
    told["differences"] += migrate.check(url)
    return told


def add_rows(url: URL, products: bool) -> None:
    """Two users and three products, priced 1.50, 2.50 and 3.50."""
    database = Database(url)
    sqlite = url.get_backend_name() == "sqlite"
    with database.write() as connection:
        ids = [
            insert(
                connection, "user", email=owner, is_active=True, is_superuser=False, hashed_password="", token_stamp=0
            )
            for owner in OWNERS
        ]
        for place, name in enumerate(PRODUCTS if products else ()):
            price = 150 + 100 * place
            values: dict[str, Any] = {"name": name, "name_key": fold(name), "owner_id": ids[place % 2]}
            insert(connection, "product", price=price if sqlite else price / 100, **values)
    database.close()


def store(url: URL, column: str, values: list[Any]) -> None:
    """Give the products, oldest first, these values."""
    database = Database(url)
    with database.write() as connection:
        ids = connection.execute(text("SELECT id FROM product ORDER BY id")).scalars().all()
        for identity, value in zip(ids, values, strict=True):
            update = text(f"UPDATE product SET {column} = :value WHERE id = :id")
            connection.execute(update, {"value": value, "id": identity})
    database.close()


def insert(connection: Connection, table: str, **values: Any) -> Any:
    sqlite = connection.dialect.name == "sqlite"
    identity, now = new_id(), utc_now()
    row = {
        "id": identity.bytes if sqlite else identity,
        "created_at": now.replace(tzinfo=None).isoformat(" ") if sqlite else now,
        "version": 1,
        **values,
    }
    row["updated_at"] = row["created_at"]
    names = ", ".join(row)
    connection.execute(text(f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(f":{name}" for name in row)})'), row)
    return row["id"]


def rows(url: URL) -> dict[str, list[dict[str, str | None]]]:
    """The rows of the models' tables, as Python sees their values, oldest first."""
    tables = [table for name, table in SQLModel.metadata.tables.items() if name in TABLES]
    return read(url, {table.name: select(table).order_by(table.c.id) for table in tables})


def stored_rows(url: URL) -> dict[str, list[dict[str, str | None]]]:
    """The rows as they are stored, whatever their columns, oldest first."""
    return read(url, {name: text(f'SELECT * FROM "{name}" ORDER BY id') for name in TABLES})


def read(url: URL, queries: dict[str, Any]) -> dict[str, list[dict[str, str | None]]]:
    database, found = Database(url), dict[str, list[dict[str, str | None]]]()
    with database.read() as connection:
        for table, query in queries.items():
            if connection.dialect.has_table(connection, table):
                result = connection.execute(query).mappings()
                found[table] = [{name: shown(value) for name, value in row.items()} for row in result]
    database.close()
    return found


def shown(value: Any) -> str | None:
    value = value.value if isinstance(value, Enum) else value
    return None if value is None else str(value)


if __name__ == "__main__":
    json.dump(main(json.loads(sys.argv[1])), sys.stdout)
