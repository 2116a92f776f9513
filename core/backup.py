"""The backups of a SQLite database: made, listed, put back, and in the end taken away again."""

import enum
import filecmp
import re
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy.exc import DBAPIError

from core.database import sqlite_module
from core.driver_errors import translated
from core.errors import DatabaseError
from core.lock import FolderLock, make_private
from core.paths import FULL
from core.schema import State, current, refuse, state
from core.whole_files import BESIDE, replace_database, sync_folder, verify, write_copy

KEPT: Final = 10
"""How many automatic backups are kept; what somebody made or set aside stays for ever."""

_STAMP: Final = re.compile(r"[0-9]{8}-[0-9]{6}(-[0-9]+)?\.db")


class Kind(enum.StrEnum):
    """Why a backup is made; its name says so. Names without a kind are as old as those of one's own."""

    OWN = ""
    AUTOMATIC = "automatic-"
    """Before an upgrade, without being asked: the only ones that are ever taken away again."""
    SET_ASIDE = "set-aside-"
    """It may be the only copy of what a restore or a reset has replaced."""


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """One backup in a folder."""

    path: Path
    when: datetime
    size: int
    revision: str


def backups_folder(database: Path) -> Path:
    """Where the automatic backups of a database go."""
    return database.parent / "backups"


def backup(database: Path, to: Path | None = None, kind: Kind = Kind.OWN) -> Path:
    """Copy a database, also one in use, with everything committed so far; returns the verified copy.

    An automatic one that there is already is not made twice. DatabaseError where it cannot be written or the database
    is damaged; nothing is left behind then.
    """
    target = _free_name(backups_folder(database), f"{database.stem}-{kind}", ".db") if to is None else to
    if target.exists():
        raise DatabaseError("database.exists", path=str(target))
    with _writing(target.parent, database):
        if to is None:
            make_private(target.parent)
        part = _part_of(target)
        write_copy(part, database)
        if kind is Kind.AUTOMATIC:
            target = _same(part, _automatic(database)) or target
        part.replace(target)
        sync_folder(target.parent)
        if to is None:
            _tidy(database)
    return target


def backups(folder: Path) -> list[BackupInfo]:
    """The backups in a folder, newest first."""
    return sorted((_info(path) for path in folder.glob("*.db")), key=lambda info: info.when, reverse=True)


def restore(file: Path, database: Path, lock: FolderLock | None = None) -> Path | None:
    """Put a backup in a database's place and return where the database was kept, if there was one.

    DatabaseError where the file is newer than this build, damaged or of another program, or the database in use.
    """
    with (lock or FolderLock(database.parent)).exclusive():
        _accept(file)
        kept = set_aside(database)
        with _writing(database.parent, file):
            part = _part_of(database)
            write_copy(part, file)
            replace_database(part, database)
        return kept


def set_aside(database: Path) -> Path | None:
    """Keep what is in a database's place, damaged or not, among the backups."""
    if state(database) in {State.MISSING, State.EMPTY}:
        return None
    try:
        if database.exists():  # else there is only its log
            return backup(database, kind=Kind.SET_ASIDE)
    except DatabaseError as error:
        if error.reason != "database.damaged":
            raise
    with _writing(backups_folder(database), database):
        make_private(backups_folder(database))
        kept = _free_name(backups_folder(database), f"{database.stem}-{Kind.SET_ASIDE}", ".damaged")
        parts = [suffix for suffix in ("", *BESIDE) if database.with_name(database.name + suffix).exists()]
        for suffix in parts:
            shutil.copy2(database.with_name(database.name + suffix), kept.with_name(kept.name + suffix))
    return kept.with_name(kept.name + parts[0])


def _accept(file: Path) -> None:
    found = state(file)
    if found is State.MISSING:
        raise DatabaseError("database.no_backup", path=str(file))
    if found is State.EMPTY:
        raise DatabaseError("database.empty", path=str(file))
    if found is State.FOREIGN:
        raise DatabaseError("database.no_backup_of_ours", path=str(file))
    refuse(found, file)
    if verify(file):
        raise DatabaseError("database.damaged", path=str(file))


def _info(path: Path) -> BackupInfo:
    about = path.stat()
    revision = ", ".join(sorted(current(path))) if state(path) in {State.CURRENT, State.OLDER, State.NEWER} else ""
    return BackupInfo(path, datetime.fromtimestamp(about.st_mtime, UTC), about.st_size, revision)


def _free_name(folder: Path, start: str, suffix: str) -> Path:
    stamp = f"{start}{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    path, number = folder / f"{stamp}{suffix}", 2
    while path.exists():
        path, number = folder / f"{stamp}-{number}{suffix}", number + 1
    return path


def _part_of(target: Path) -> Path:
    return target.with_name(target.name + ".part")


def _automatic(database: Path) -> list[Path]:
    """The automatic backups of a database, newest first."""
    start = f"{database.stem}-{Kind.AUTOMATIC}"
    found = [path for path in backups_folder(database).glob("*.db") if path.name.startswith(start)]
    return sorted((path for path in found if _STAMP.fullmatch(path.name.removeprefix(start))), key=_age, reverse=True)


def _same(part: Path, copies: list[Path]) -> Path | None:
    """The copy that is the same, byte for byte: SQLite writes a database that was not changed as it did before."""
    return next((copy for copy in copies if filecmp.cmp(copy, part, shallow=False)), None)


def _tidy(database: Path) -> None:
    """Take away the automatic backups that are too many, and what is left of backups that were killed."""
    yesterday = (datetime.now(UTC) - timedelta(days=1)).timestamp()
    left = [path for path in backups_folder(database).glob("*.db.part") if _age(path) < yesterday]
    for path in (*_automatic(database)[KEPT:], *left):
        path.unlink(missing_ok=True)


def _age(path: Path) -> float:
    return path.stat().st_mtime


@contextmanager
def _writing(folder: Path, database: Path) -> Generator[None]:
    """Tell a place that cannot be written from a database that cannot be read."""
    module: Any = sqlite_module()
    try:
        yield
    except OSError as error:
        full = error.errno in FULL
        raise DatabaseError("database.full" if full else "database.unwritable", path=str(folder)) from error
    except module.Error as error:
        problem = translated(DBAPIError(None, None, error), str(folder))
        if problem.args[0] in {"database.damaged", "database.locked", "database.unreadable"}:
            problem = DatabaseError(problem.args[0], path=str(database), detail=str(error))
        raise problem from error
