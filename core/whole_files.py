"""Whole SQLite files, as they stand on the disk: copied while in use, checked, put in another's place."""

import os
from collections.abc import Generator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy.exc import DBAPIError

from core.database import BUSY_TIMEOUT_MS, sqlite_module, sqlite_uri
from core.driver_errors import translated
from core.errors import DatabaseError
from core.schema import looking, translating

BESIDE: Final = ("-wal", "-shm", "-journal")
"""What the names of files end with that SQLite keeps beside a database."""


def write_copy(part: Path, database: Path) -> None:
    """Write a verified, synced copy of a database, write-ahead log and all, to a new private file."""
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with ExitStack() as unless_done:
        unless_done.callback(part.unlink, missing_ok=True)
        with _source(database) as driver:
            driver.execute("VACUUM INTO ?", (str(part),))
        if verify(part, quick=True):
            raise DatabaseError("database.damaged", path=str(database))
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        unless_done.pop_all()


@contextmanager
def _source(database: Path) -> Generator[Any]:
    """A connection to copy from, also where nothing can be written beside the database."""
    with closing(_connected(database, "mode=rw")) as driver:
        if _is_readable(driver, database):
            yield driver
            return
    with _standing_still(database), closing(_connected(database, "mode=ro&immutable=1")) as driver:
        yield driver


def _connected(database: Path, mode: str) -> Any:
    module: Any = sqlite_module()
    driver = module.connect(sqlite_uri(database, mode), uri=True, timeout=BUSY_TIMEOUT_MS / 1000)
    driver.isolation_level = None
    return driver


def _is_readable(driver: Any, database: Path) -> bool:
    """Whether SQLite can read a database together with others, for which it needs files beside it.

    Where those cannot be made, nobody else has made them, either, so nobody writes.
    """
    try:
        with translating(database):
            driver.execute("SELECT 1 FROM sqlite_master").fetchone()
    except DatabaseError as error:
        if error.reason != "database.unwritable" or database.with_name(database.name + "-wal").exists():
            raise
        return False
    return True


@contextmanager
def _standing_still(database: Path) -> Generator[None]:
    """DatabaseError where somebody wrote to the file meanwhile after all."""
    before = database.stat()
    yield
    after = database.stat()
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
        raise DatabaseError("database.locked", path=str(database))


def replace_database(part: Path, database: Path) -> None:
    """Move a finished file to a database's place; a write-ahead log of the old one would be played into the new one."""
    try:
        _without_log(database)
        part.replace(database)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(database.parent)


def verify(database: Path, *, quick: bool = False) -> list[str]:
    """What is wrong with a database file; nothing where it is intact. `quick` leaves out indexes and references.

    DatabaseError where it cannot be read to find out.
    """
    module: Any = sqlite_module()
    try:
        with looking(database) as driver:
            found = [text for (text,) in driver.execute(f"PRAGMA {'quick' if quick else 'integrity'}_check")]
            problems = [] if found == ["ok"] else found
            return problems if quick else problems + orphans(driver)
    except module.DatabaseError as error:
        problem = translated(DBAPIError(None, None, error), str(database))
        if isinstance(problem, DatabaseError) and problem.reason != "database.damaged":
            raise problem from error
        return [str(problem)]


def orphans(driver: Any) -> list[str]:
    """The references that lead nowhere, one line for each pair of tables."""
    counts: dict[tuple[str, str], int] = {}
    for table, _row, parent, _key in driver.execute("PRAGMA foreign_key_check").fetchall():
        counts[table, parent] = counts.get((table, parent), 0) + 1
    return [f"{count} rows of {table} refer to {parent} in vain" for (table, parent), count in counts.items()]


def _without_log(database: Path) -> None:
    """Write a database's log into its file and take the log away; that of a damaged one is dropped."""
    module: Any = sqlite_module()
    if database.exists():
        try:
            driver = module.connect(sqlite_uri(database), uri=True, timeout=BUSY_TIMEOUT_MS / 1000)
            with translating(database), closing(driver):
                driver.execute("PRAGMA journal_mode=DELETE").fetchall()
        except DatabaseError as error:
            if error.reason != "database.damaged":
                raise
    for suffix in BESIDE:
        database.with_name(database.name + suffix).unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, on systems whose folders can be synced."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
