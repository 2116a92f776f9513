"""Connections: engines with the right pragmas, work that can be cancelled, one writer at a time, errors translated."""

import importlib.util
import sqlite3
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import ModuleType
from typing import Any, Final, Literal, Self

from sqlalchemy import URL, Connection, Engine, RootTransaction, create_engine, event, text
from sqlalchemy.exc import DBAPIError, NoSuchModuleError

from core.addresses import shown_url
from core.context import CancelToken
from core.data_version import DataVersion
from core.database_file import DatabaseFile
from core.driver_errors import translated
from core.errors import AppError, DatabaseError

Synchronous = Literal["FULL", "NORMAL"]

BUSY_TIMEOUT_MS: Final = 5000
CACHE_KIB: Final = 16 * 1024
WRITER: Final = "rowdesk_writer"
"""The option of a connection that writes: how many milliseconds it waits for another program that does."""
CANCEL: Final = "rowdesk_cancel"
"""The option of a connection whose statements do not begin any more once this `CancelToken` is cancelled."""
ADVISORY_LOCK: Final = 0x526F7744
_LOOK_ANEW: Final = {f"database.{reason}" for reason in ("damaged", "moved", "replaced", "unreadable", "unwritable")}
"""After these, connections are made anew: the file may have been put right, or another put in its place."""


_CAME: Final[ContextVar[float | None]] = ContextVar("came", default=None)


@contextmanager
def waiting_to_write() -> Generator[None]:
    """Who writes inside waits for other programs from now on, whatever else it has to wait for before it writes."""
    token = _CAME.set(time.monotonic())
    try:
        yield
    finally:
        _CAME.reset(token)


def sqlite_module() -> ModuleType:
    """The bundled SQLite where its wheel is installed, the standard library's otherwise; the same DB-API."""
    if importlib.util.find_spec("pysqlite3") is None:
        return sqlite3
    import pysqlite3  # pyright: ignore[reportMissingTypeStubs]

    return pysqlite3


def sqlite_url(path: Path) -> URL:
    """The address of a SQLite file."""
    return URL.create("sqlite+pysqlite", database=str(path))


def sqlite_uri(path: Path, mode: str = "mode=rw") -> str:
    """A SQLite file as the driver opens it, with `uri=True`: as it is there, for by its bare name it would be made."""
    return f"{path.absolute().as_uri()}?{mode}"


class Database:
    """One database: pooled connections for reading, one writer at a time in this process and beyond.

    A SQLite file must be there, unless this one `creates` it.
    """

    def __init__(
        self, url: URL, *, synchronous: Synchronous = "FULL", echo: bool = False, creates: bool = False
    ) -> None:
        self.url = url
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self._file = DatabaseFile(Path(url.database or ""), creates=creates) if self.is_sqlite else None
        self._writer = threading.Lock()
        self._locked_since = self._refused_at = 0.0
        """When the last wait for another program began that was in vain, and when it ended; 0 once one was not."""
        self.engine = _engine(url, self._file, synchronous, echo=echo)
        _watch_cancelling(self.engine)
        self._version = DataVersion(self.engine)

    @property
    def shown(self) -> str:
        """Where the data is, without a password."""
        return str(self.url.database) if self.is_sqlite else shown_url(self.url)

    @contextmanager
    def read(self, cancel: CancelToken | None = None) -> Generator[Connection]:
        """A connection on one snapshot. Cancelling interrupts the statement under way: CancelledError."""
        with self.translating(), self._reader() as connection, connection.begin(), _interruptible(connection, cancel):
            yield connection

    def _reader(self) -> Connection:
        connection = self._checked().engine.connect()
        # SQLite's transactions are snapshots; PostgreSQL's are when asked, each statement has its own otherwise.
        return connection if self.is_sqlite else connection.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def write(self, cancel: CancelToken | None = None) -> Generator[Connection]:
        """The writing transaction: committed at the end, rolled back on any exception.

        Cancelling interrupts the statement under way: CancelledError. It does nothing once all of them are done.
        """
        came = _CAME.get() or time.monotonic()
        with (
            self._writer,
            self.translating(),
            self._checked().engine.connect() as connection,
            self._version.own(connection),
            self._begun(connection, came),
            _interruptible(connection, cancel),
            _looking_up(connection, cancel),
        ):
            if not self.is_sqlite:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
            yield connection
            self._checked()

    def _begun(self, connection: Connection, came: float) -> RootTransaction:
        """A transaction for writing. Whoever came while another program wrote has waited for that one since then."""
        now = time.monotonic()
        began = max(came, self._locked_since) if came < self._refused_at else now
        left = round(BUSY_TIMEOUT_MS + 1000 * (began - now))
        try:
            transaction = connection.execution_options(**{WRITER: max(1, left)}).begin()
        except DBAPIError:
            if came >= self._refused_at:
                self._locked_since = now
            self._refused_at = time.monotonic()
            raise
        self._refused_at = 0.0
        return transaction

    def _checked(self) -> Self:
        """This database, if its file is where it was. DatabaseError otherwise: writing goes nowhere then."""
        if self._file is not None:
            self._file.check()
        return self

    def data_version(self) -> int:
        """A number that changes when anybody has written (SQLite only)."""
        with self.translating():
            return self._version.number()

    def foreign_commits(self) -> int:
        """A number that changes when another process has written; always the same where SQLite does not tell.

        While something is being written here, it is the last one: soon it is asked for again.
        """
        if not self.is_sqlite:
            return 0
        nobody_writes = self._writer.acquire(blocking=False)
        try:
            with self.translating():
                return self._version.look() if nobody_writes or not self._version.is_watched else self._version.foreign
        finally:
            if nobody_writes:
                self._writer.release()

    def close(self) -> None:
        """Give back every connection."""
        self._version.close()
        self.engine.dispose()

    @contextmanager
    def translating(self) -> Generator[None]:
        """Turn what the driver raises into the application's errors."""
        try:
            yield
        except DBAPIError as error:
            told = self._looked_into(translated(error, self.shown))
            if isinstance(told, DatabaseError):
                self._look_anew(told)
            raise told from error
        except DatabaseError as error:
            self._look_anew(error)
            raise

    def _looked_into(self, told: AppError | DBAPIError) -> AppError | DBAPIError:
        """What a fresh connection finds behind an error.

        Damage that it does not find is a passing fault; a schema that does not fit may be that of another version.
        """
        from core.schema import current, is_damaged, require_fitting

        if not isinstance(told, DatabaseError):
            return told
        if told.reason == "database.damaged" and self._file is not None and not is_damaged(self._file.path):
            return DatabaseError("database.unreadable", **told.params)
        if told.reason == "database.schema":
            try:
                require_fitting(current(self.url), self.shown)
            except DatabaseError as other:
                return other
        return told

    def _look_anew(self, told: DatabaseError) -> None:
        if told.reason in _LOOK_ANEW and self._file is not None:
            self.close()
            self._file.forget()


def _engine(url: URL, file: DatabaseFile | None, synchronous: Synchronous, *, echo: bool) -> Engine:
    try:
        if file is not None:
            engine = create_engine(url, module=sqlite_module(), hide_parameters=True, echo=echo)
            _prepare_sqlite(engine, file, synchronous)
            return engine
        return create_engine(url, hide_parameters=True, echo=echo, pool_pre_ping=True)
    except NoSuchModuleError as error:
        raise DatabaseError("database.url", detail=f"unknown kind of database {url.drivername!r}") from error
    except ModuleNotFoundError as error:
        raise DatabaseError("database.driver", install="make setup") from error


def connect_as_it_is(engine: Engine, file: DatabaseFile) -> None:
    """See that an engine connects to a file that is there: the driver makes the ones that are missing."""

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: Any, _record: Any, arguments: list[Any], options: dict[str, Any]) -> None:  # pyright: ignore[reportUnusedFunction]
        file.settle()
        arguments[0] = sqlite_uri(file.path)
        options["uri"] = True


def _prepare_sqlite(engine: Engine, file: DatabaseFile, synchronous: Synchronous) -> None:
    connect_as_it_is(engine, file)

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
        patience = connection.get_execution_options().get(WRITER)
        if patience is None:
            connection.exec_driver_sql("BEGIN")
            return
        driver: Any = connection.connection.driver_connection
        driver.execute(f"PRAGMA busy_timeout={patience}")
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        finally:
            driver.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


def _unhex(digits: str | None) -> bytes | None:
    return None if digits is None else bytes.fromhex(digits)


@contextmanager
def _interruptible(connection: Connection, cancel: CancelToken | None) -> Generator[None]:
    """While inside, cancelling interrupts the statement under way.

    What comes afterwards, the end of the transaction above all, is never interrupted.
    """
    if cancel is None:
        yield
        return
    driver: Any = connection.connection.driver_connection
    with cancel.interrupting(driver.interrupt if hasattr(driver, "interrupt") else driver.cancel):
        yield
    cancel.raise_if_cancelled()


@contextmanager
def _looking_up(connection: Connection, cancel: CancelToken | None) -> Generator[None]:
    """While inside, no statement begins once it is cancelled: a write is many, and one may just have ended."""
    connection.execution_options(**{CANCEL: cancel})
    try:
        yield
    finally:
        connection.execution_options(**{CANCEL: None})


def _watch_cancelling(engine: Engine) -> None:
    """For all connections at once: to listen to each of its own takes as long as reading a record."""

    @event.listens_for(engine, "before_cursor_execute")
    def look(connection: Connection, *_: Any) -> None:  # pyright: ignore[reportUnusedFunction]
        cancel = connection.get_execution_options().get(CANCEL)
        if cancel is not None:
            cancel.raise_if_cancelled()
