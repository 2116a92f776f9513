"""Connections: engines with the right pragmas, cancellable reads, one writer at a time, driver errors translated."""

import importlib.util
import sqlite3
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, Final, Literal

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from core.context import CancelToken
from core.driver_errors import translated
from core.errors import DatabaseError

Synchronous = Literal["FULL", "NORMAL"]

BUSY_TIMEOUT_MS: Final = 5000
CACHE_KIB: Final = 16 * 1024
WRITER: Final = "rowdesk_writer"
ADVISORY_LOCK: Final = 0x526F7744
_LOOK_ANEW: Final = {"database.damaged", "database.unwritable"}
"""After these, connections are made anew: the file may have been put right, or another put in its place."""


def sqlite_module() -> ModuleType:
    """The bundled SQLite where its wheel is installed, the standard library's otherwise; the same DB-API."""
    if importlib.util.find_spec("pysqlite3") is None:
        return sqlite3
    import pysqlite3  # pyright: ignore[reportMissingTypeStubs]

    return pysqlite3


def sqlite_url(path: Path, *, read_only: bool = False) -> URL:
    """The address of a SQLite file."""
    if not read_only:
        return URL.create("sqlite+pysqlite", database=str(path))
    return URL.create("sqlite+pysqlite", database=path.absolute().as_uri(), query={"mode": "ro", "uri": "true"})


def database_url(address: str) -> URL:
    """A checked DATABASE_URL; DatabaseError where it makes no sense."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise DatabaseError("database.url", detail="it is no address of a database") from error
    if url.drivername not in {"sqlite", "sqlite+pysqlite", "postgresql+psycopg"}:
        raise DatabaseError(
            "database.url", detail=f"{url.drivername} is not supported, postgresql+psycopg and sqlite are"
        )
    if url.get_backend_name() == "sqlite" and url.database in {None, "", ":memory:"}:
        raise DatabaseError("database.url", detail="it names no file")
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").parent.is_dir():
        raise DatabaseError("database.url", detail=f"there is no folder {Path(url.database or '').parent}")
    return url


class Database:
    """One database: pooled connections for reading, one writer at a time in this process and beyond."""

    def __init__(self, url: URL, *, synchronous: Synchronous = "FULL", echo: bool = False) -> None:
        self.url = url
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self._writer = threading.Lock()
        self._watching = threading.Lock()
        self._watcher: Connection | None = None
        self.engine = _engine(url, synchronous, echo=echo)

    @property
    def shown(self) -> str:
        """Where the data is, without a password."""
        return str(self.url.database) if self.is_sqlite else self.url.render_as_string(hide_password=True)

    @contextmanager
    def read(self, cancel: CancelToken | None = None) -> Generator[Connection]:
        """A connection on one snapshot. Cancelling interrupts the statement under way: CancelledError."""
        with self.translating(), self._reader() as connection, connection.begin():
            if cancel is None:
                yield connection
                return
            with cancel.interrupting(_interrupter(connection)):
                yield connection
            cancel.raise_if_cancelled()

    def _reader(self) -> Connection:
        connection = self.engine.connect()
        # SQLite's transactions are snapshots; PostgreSQL's are when asked, each statement has its own otherwise.
        return connection if self.is_sqlite else connection.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def write(self) -> Generator[Connection]:
        """The writing transaction: committed at the end, rolled back on any exception."""
        with self._writer, self.translating(), self.engine.connect() as connection:
            writing = connection.execution_options(**{WRITER: True})
            with writing.begin():
                if not self.is_sqlite:
                    writing.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
                yield writing

    def data_version(self) -> int:
        """A number that changes when anybody has written (SQLite only).

        SQLite counts for each connection what the others wrote: the same one, which never writes, is asked each time.
        """
        with self.translating(), self._watching:
            if self._watcher is None:
                self._watcher = self.engine.connect()
            with self._watcher.begin():
                return self._watcher.exec_driver_sql("PRAGMA data_version").scalar_one()

    def close(self) -> None:
        """Give back every connection."""
        with self._watching:
            if self._watcher is not None:
                self._watcher.close()
                self._watcher = None
        self.engine.dispose()

    @contextmanager
    def translating(self) -> Generator[None]:
        """Turn what the driver raises into the application's errors."""
        try:
            yield
        except DBAPIError as error:
            told = translated(error, self.shown)
            if isinstance(told, DatabaseError) and told.reason in _LOOK_ANEW:
                self.close()
            raise told from error


def _engine(url: URL, synchronous: Synchronous, *, echo: bool) -> Engine:
    try:
        if url.get_backend_name() == "sqlite":
            engine = create_engine(url, module=sqlite_module(), hide_parameters=True, echo=echo)
            _prepare_sqlite(engine, synchronous)
            return engine
        return create_engine(url, hide_parameters=True, echo=echo, pool_pre_ping=True)
    except NoSuchModuleError as error:
        raise DatabaseError("database.url", detail=f"unknown kind of database {url.drivername!r}") from error
    except ModuleNotFoundError as error:
        raise DatabaseError("database.driver", install="make setup") from error


def _prepare_sqlite(engine: Engine, synchronous: Synchronous) -> None:
    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: Any) -> None:  # pyright: ignore[reportUnusedFunction]
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            "journal_mode=WAL",
            "foreign_keys=ON",
            f"synchronous={synchronous}",
            f"cache_size=-{CACHE_KIB}",
        ):
            connection.execute(f"PRAGMA {pragma}")
        if sqlite_module().sqlite_version_info < (3, 41):
            connection.create_function("unhex", 1, _unhex, deterministic=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:  # pyright: ignore[reportUnusedFunction]
        # A reader that becomes a writer fails at once however long busy_timeout is, so writers say so at the start.
        writer = connection.get_execution_options().get(WRITER)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")


def _unhex(digits: str | None) -> bytes | None:
    return None if digits is None else bytes.fromhex(digits)


def _interrupter(connection: Connection) -> Any:
    driver: Any = connection.connection.driver_connection
    return driver.interrupt if hasattr(driver, "interrupt") else driver.cancel
