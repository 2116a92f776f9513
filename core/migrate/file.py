"""Brings a SQLite file to the newest migrations or leaves it exactly as it was: backup, upgrade, check, or put back."""

import json
import logging
import os
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError

from core.app_info import SQLITE_APPLICATION_ID
from core.backup import Kind, backup, backups, backups_folder, set_aside
from core.context import SYSTEM_ID, CancelToken, ignore_progress
from core.database import BUSY_TIMEOUT_MS, connect_as_it_is, sqlite_module, sqlite_url
from core.database_file import DatabaseFile
from core.driver_errors import translated
from core.errors import DatabaseError
from core.lock import FolderLock, make_private
from core.migrate.runner import run_downgrade, run_upgrade
from core.paths import new_database
from core.revisions import applied, heads, revisions
from core.schema import State, current, refuse, stamped, state
from core.types import utc_now
from core.whole_files import BESIDE, orphans, replace_database, verify, write_copy

Progress = Callable[[int, int | None], None]
Work = Callable[[Connection], frozenset[str]]
"""Changes a schema and returns what of people's data went on purpose."""

_LOG: Final = logging.getLogger("rowdesk.migrate")


@dataclass(frozen=True, slots=True)
class UpgradeReport:
    """What was done; `before` equals `after` where there was nothing to do."""

    before: frozenset[str]
    after: frozenset[str]
    backup: Path | None = None
    removed: frozenset[str] = frozenset()
    """Tables that had rows, and columns of such, that went on purpose: `product`, `product.name`."""


def upgrade_file(
    path: Path, lock: FolderLock, progress: Progress = ignore_progress, cancel: CancelToken | None = None
) -> UpgradeReport:
    """Create a missing database, upgrade an older one. DatabaseError where it is not ours, newer, damaged or in use."""
    found = state(path)
    refuse(found, path)
    if found is State.CURRENT:
        return UpgradeReport(heads(), heads())
    if cancel is not None:
        cancel.raise_if_cancelled()
    with lock.exclusive():
        found = state(path)
        refuse(found, path)
        if found is State.EMPTY:
            raise DatabaseError("database.empty", path=str(path))
        if found is State.MISSING:
            _refuse_to_begin_anew(path)
            create_file(path, progress, new_database())
            return UpgradeReport(frozenset(), heads())
        before = current(path)
        kept, removed = change_file(path, lambda connection: upgrade_rows(connection, progress))
        _LOG.info("upgraded %s from %s to %s, backup %s", path, sorted(before), sorted(heads()), kept)
        return UpgradeReport(before, heads(), kept, removed)


def downgrade_file(path: Path, lock: FolderLock, target: str) -> UpgradeReport:
    """Go back to an earlier revision, after a backup."""
    with lock.exclusive():
        refuse(state(path), path)
        before = current(path)
        if target in before:
            return UpgradeReport(before, before, None)
        kept, _removed = change_file(path, lambda connection: downgrade_rows(connection, target))
        return UpgradeReport(before, current(path), kept)


def reset_file(path: Path, lock: FolderLock) -> Path | None:
    """Put a new, empty database in the place of the old one; returns where that was kept."""
    with lock.exclusive():
        if state(path) is State.FOREIGN:
            refuse(State.FOREIGN, path)
        kept = set_aside(path)
        create_file(path, ignore_progress, new_database())
        return kept


def _refuse_to_begin_anew(path: Path) -> None:
    """DatabaseError where there were data once: nothing new takes the place of a database that went missing."""
    if path.is_symlink():
        raise DatabaseError("database.link", path=str(path), target=str(path.readlink()))
    if backups(backups_folder(path)):
        raise DatabaseError("database.gone", path=str(path), folder=str(backups_folder(path)))


def create_file(path: Path, progress: Progress = ignore_progress, prepared: Path | None = None) -> None:
    """Make a database that only its owner may read, with all migrations, or none at all.

    A copy of a `prepared` one takes a tenth of the time, and the ten megabytes of what runs migrations not at all.
    """
    new = path.with_name(path.name + ".new")
    try:
        make_private(path.parent)
        for suffix in ("", *BESIDE):  # of a creation that was killed
            new.with_name(new.name + suffix).unlink(missing_ok=True)
        if prepared is None:
            os.close(os.open(new, os.O_CREAT | os.O_RDWR, 0o600))
        else:
            write_copy(new, prepared)
    except OSError as error:
        raise DatabaseError("database.unwritable", path=str(path.parent)) from error
    if prepared is None:
        with _alone(new) as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {SQLITE_APPLICATION_ID}")
            upgrade_rows(connection, progress)
    replace_database(new, path)
    _LOG.info("created %s", path)


def change_file(path: Path, work: Work) -> tuple[Path, frozenset[str]]:
    """Back the file up, change it in one transaction and check it; the old state again if anything fails.

    Returns the backup and what went on purpose.
    """
    before = current(path)
    kept = backup(path, kind=Kind.AUTOMATIC)
    with _OldState(path, before, kept), _alone(path) as connection:
        removed = work(connection)
        problems = orphans(connection.connection.driver_connection)
        if problems:
            raise ValueError("; ".join(problems))
    return kept, removed


def upgrade_failed(error: Exception, backup: str, remark: str = "") -> DatabaseError:
    """What is told of an upgrade that failed, for whatever reason a migration may have."""
    detail = f"{getattr(error, 'orig', None) or error}{remark}"
    return DatabaseError("database.upgrade_failed", detail=detail, backup=backup)


def upgrade_rows(connection: Connection, progress: Progress) -> frozenset[str]:
    """Upgrade in the open transaction and see that no row got lost. ValueError where one did.

    Returns the tables that had rows, and the columns of such, that went on purpose.
    """
    before, counts = stamped(connection), _counts(connection)
    total, done = len(revisions().keys() - applied(before)), 0
    removed, emptied = set[str](), set[str]()

    def on_step(revision: str, module: Any) -> None:
        nonlocal done
        done += 1
        _LOG.info("applied %s", revision)
        removed.update(getattr(module, "removes_rows", ()))
        emptied.update(getattr(module, "removes_values", ()))
        progress(done, total)

    run_upgrade(connection, "heads", on_step)
    _none_lost(counts, _counts(connection), removed)
    if before:
        _journal(connection, "upgrade", before)
    gone = frozenset(name for name in removed | emptied if counts.get(name.split(".")[0]))
    if gone:
        _LOG.warning("went on purpose, with what was in it: %s", ", ".join(sorted(gone)))
    return gone


def downgrade_rows(connection: Connection, target: str) -> frozenset[str]:
    """Downgrade in the open transaction."""
    before = stamped(connection)
    run_downgrade(connection, target)
    _journal(connection, "downgrade", before)
    return frozenset()


def _none_lost(before: Mapping[str, int], after: Mapping[str, int], removed: set[str]) -> None:
    lost = {table: rows - after.get(table, 0) for table, rows in before.items() if table not in removed}
    told = [f"{count} rows of {table} would be lost" for table, count in lost.items() if count > 0]
    if told:
        raise ValueError("; ".join(told))


def _counts(connection: Connection) -> dict[str, int]:
    ours = inspect(connection).get_table_names()
    quote = connection.dialect.identifier_preparer.quote
    counts = {name: text(f"SELECT count(*) FROM {quote(name)}") for name in ours if name != "alembic_version"}
    return {name: connection.execute(count).scalar_one() for name, count in counts.items()}


def _journal(connection: Connection, label: str, before: frozenset[str]) -> None:
    """Mark the place in the journal that undo does not cross, where there is a journal as this build knows it."""
    from core.journal.tables import STEP

    inspector = inspect(connection)
    if not inspector.has_table(STEP.name):
        return
    there = {column["name"] for column in inspector.get_columns(STEP.name)}
    step: dict[str, Any] = {"at": utc_now(), "actor_id": SYSTEM_ID, "actor_email": "", "source": "script"}
    params = {"from": ", ".join(sorted(before)), "to": ", ".join(sorted(stamped(connection)))}
    step |= {"kind": "upgrade", "label": label, "params": json.dumps(params)}
    connection.execute(STEP.insert().values({name: value for name, value in step.items() if name in there}))


class _OldState:
    """Puts a file's old state back where a change of it fails, and tells that as one error; a stop stays a stop."""

    def __init__(self, path: Path, before: frozenset[str], kept: Path) -> None:
        self._path, self._before, self._kept = path, before, kept

    def __enter__(self) -> None:
        """Nothing has failed yet."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if not isinstance(error, Exception):
            return
        _LOG.error("the upgrade of %s failed, the backup is %s", self._path, self._kept, exc_info=error)
        remark = _put_back(self._path, self._before, self._kept)
        if not isinstance(error, DatabaseError) or error.reason != "database.locked":
            raise upgrade_failed(error, str(self._kept), remark) from error


def _put_back(path: Path, before: frozenset[str], kept: Path) -> str:
    """After a rollback the file is as it was; where it is not, the backup takes its place. Returns what to tell."""
    try:
        if not verify(path, quick=True) and current(path) == before:
            return ""
        _LOG.error("%s is not as it was before the upgrade, putting back %s", path, kept)
        part = path.with_name(path.name + ".part")
        write_copy(part, kept)
        replace_database(part, path)
    except (OSError, DatabaseError, sqlite_module().Error):
        _LOG.exception("%s could not be put back", path)
        return "; the database could not be put back by itself: use `db restore`"
    return ""


@contextmanager
def _alone(path: Path) -> Generator[Connection]:
    """The only connection, in an exclusive transaction: committed at the end, rolled back on any exception."""
    engine = _engine(path)
    try:
        with engine.begin() as connection:
            yield connection
    except DBAPIError as error:
        problem = translated(error, str(path))
        raise problem if isinstance(problem, DatabaseError) else error from error
    finally:
        engine.dispose()


def _engine(path: Path) -> Engine:
    engine = create_engine(sqlite_url(path), module=sqlite_module(), poolclass=NullPool)
    connect_as_it_is(engine, DatabaseFile(path))

    # Batch mode replaces a table by a copy: with foreign keys enforced, dropping the old one would delete or refuse
    # the rows that refer to it. They are only switched off outside a transaction, and the driver begins none for DDL.
    @event.listens_for(engine, "connect")
    def connect(driver: Any, _record: Any) -> None:  # pyright: ignore[reportUnusedFunction]
        driver.isolation_level = None
        for pragma in (f"busy_timeout={BUSY_TIMEOUT_MS}", "journal_mode=WAL", "foreign_keys=OFF", "synchronous=FULL"):
            driver.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:  # pyright: ignore[reportUnusedFunction]
        connection.exec_driver_sql("BEGIN EXCLUSIVE")

    return engine
