"""What schema a database has, found out by plain SQL and without writing to it."""

import enum
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from core.addresses import shown_url
from core.app_info import SQLITE_APPLICATION_ID
from core.database import BUSY_TIMEOUT_MS, Database, sqlite_module, sqlite_uri
from core.driver_errors import translated
from core.errors import DatabaseError
from core.revisions import heads, known_revisions, revisions

_SCHEMA_TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"


class State(enum.Enum):
    """How a database stands to this build."""

    MISSING = "missing"
    EMPTY = "empty"
    """It has no table: on a server a beginning, in a file a loss, for no file of ours is born without tables."""
    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"
    """It has a migration that this build does not know."""
    FOREIGN = "foreign"
    """It holds something of another program."""
    DAMAGED = "damaged"


def sqlite_path(url: URL) -> Path | None:
    """The file of a SQLite address, None for a server."""
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def current(database: URL | Path) -> frozenset[str]:
    """The revisions a database is stamped with; none where it has no schema of ours."""
    path = database if isinstance(database, Path) else sqlite_path(database)
    if path is None:
        assert isinstance(database, URL)
        with _server(database) as connection:
            return stamped(connection)
    if not path.exists() or path.stat().st_size == 0:
        return frozenset()
    with translating(path), looking(path) as driver:
        return _stamp(driver)


def state(database: URL | Path) -> State:
    """How a database stands to this build. DatabaseError where it cannot be asked: locked, unreadable, unreachable."""
    path = database if isinstance(database, Path) else sqlite_path(database)
    if path is not None:
        return _file_state(path)
    assert isinstance(database, URL)
    with _server(database) as connection:
        return server_state(connection)


def server_state(connection: Connection) -> State:
    """How the database behind an open connection stands to this build."""
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" in tables:
        return _compared(stamped(connection))
    ours = {table for revision in revisions().values() for table in revision.tables}
    return State.EMPTY if tables.isdisjoint(ours) else State.FOREIGN


def stamped(connection: Connection) -> frozenset[str]:
    """The revisions recorded in the database behind an open connection."""
    if not inspect(connection).has_table("alembic_version"):
        return frozenset()
    return frozenset(connection.execute(text("SELECT version_num FROM alembic_version")).scalars())


def refuse(found: State, database: URL | Path) -> None:
    """Raises the DatabaseError of a state in which nothing may be written."""
    where = shown(database)
    match found:
        case State.NEWER:
            require_fitting(current(database), where)
        case State.FOREIGN:
            raise DatabaseError("database.not_ours", path=where)
        case State.DAMAGED if isinstance(database, Path) and not database.exists():
            raise DatabaseError("database.log_left", path=where)
        case State.DAMAGED:
            raise DatabaseError("database.damaged", path=where)
        case _:
            pass


def require_fitting(revisions: frozenset[str], where: str) -> None:
    """DatabaseError where these are the revisions of another version than this build."""
    if unknown := sorted(revisions - known_revisions()):
        raise DatabaseError("database.newer", path=where, revision=", ".join(unknown))
    if revisions and revisions != heads():
        raise DatabaseError("database.older", path=where)


def shown(database: URL | Path) -> str:
    """Where a database is, without a password."""
    path = database if isinstance(database, Path) else sqlite_path(database)
    if path is not None:
        return str(path)
    assert isinstance(database, URL)
    return shown_url(database)


@contextmanager
def looking(path: Path) -> Generator[Any]:
    """A driver's connection to a SQLite file that changes no byte of it and leaves no file beside it.

    A file that nobody writes is opened as immutable, because a read-only connection would make and leave `-wal` and
    `-shm`; where those are there it joins them, and only the journal of a killed writer is rolled back.
    """
    mode = "mode=ro&immutable=1"
    if _filled(path, "-journal"):
        mode = "mode=rw"
    elif path.with_name(path.name + "-wal").exists():
        mode = "mode=ro"
    module: Any = sqlite_module()
    driver = module.connect(sqlite_uri(path, mode), uri=True, timeout=BUSY_TIMEOUT_MS / 1000)
    try:
        yield driver
    finally:
        driver.close()


def is_damaged(path: Path) -> bool:
    """Whether a SQLite file is damaged, found out on a fresh connection: one that complains may have misread it."""
    module: Any = sqlite_module()
    try:
        with looking(path) as driver:
            return driver.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",)
    except module.DatabaseError as error:
        return _told(error, path).reason == "database.damaged"


@contextmanager
def translating(path: Path) -> Generator[None]:
    """Turn what the SQLite driver raises into the application's errors."""
    module: Any = sqlite_module()
    try:
        yield
    except module.Error as error:
        raise translated(DBAPIError(None, None, error), str(path)) from error


def _file_state(path: Path) -> State:
    if not path.exists():
        # What is left in a write-ahead log belongs to a database that somebody took away.
        return State.DAMAGED if _filled(path, "-wal") else State.MISSING
    if path.stat().st_size == 0 and not path.is_dir():
        return State.DAMAGED  # no database is born without content, so this one has lost it
    if path.is_dir():
        raise DatabaseError("database.read_only", path=str(path))
    # Only SQLite itself may open the file: closing any other handle drops the locks of this process's connections.
    # A read fault looks like damage once; damage looks like damage again.
    return _look(path) or _look(path) or State.DAMAGED


def _look(path: Path) -> State | None:
    """The state of a SQLite file, None where it seems damaged."""
    module: Any = sqlite_module()
    try:
        with looking(path) as driver:
            tables = {name for (name,) in driver.execute(_SCHEMA_TABLES)}
            (application_id,) = driver.execute("PRAGMA application_id").fetchone()
            if not tables:
                return State.EMPTY if application_id in {0, SQLITE_APPLICATION_ID} else State.FOREIGN
            if application_id != SQLITE_APPLICATION_ID or "alembic_version" not in tables:
                return State.FOREIGN
            return _compared(_stamp(driver))
    except module.DatabaseError as error:
        told = _told(error, path)
        if told.reason in {"database.damaged", "database.schema"}:
            return None
        if told.reason == "database.unwritable":
            raise DatabaseError("database.read_only", path=str(path)) from error
        raise told from error


def _told(error: Exception, path: Path) -> DatabaseError:
    """What SQLite says of a file; damage is only what it calls so, for a disk that fails or is full is none."""
    told = translated(DBAPIError(None, None, error), str(path))
    return (
        told
        if isinstance(told, DatabaseError)
        else DatabaseError("database.unreadable", path=str(path), detail=str(error))
    )


def _compared(revisions: frozenset[str]) -> State:
    if revisions - known_revisions():
        return State.NEWER
    return State.CURRENT if revisions == heads() else State.OLDER


def _stamp(driver: Any) -> frozenset[str]:
    if not driver.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
        return frozenset()
    return frozenset(name for (name,) in driver.execute("SELECT version_num FROM alembic_version"))


def _filled(path: Path, suffix: str) -> bool:
    beside = path.with_name(path.name + suffix)
    return beside.exists() and beside.stat().st_size > 0


@contextmanager
def _server(url: URL) -> Generator[Connection]:
    database = Database(url)
    try:
        with database.read() as connection:
            yield connection
    finally:
        database.close()
