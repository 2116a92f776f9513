"""Brings databases to the current schema and writes the migrations for it; imports Alembic only to do so."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

from sqlalchemy import URL

from core.context import CancelToken, ignore_progress
from core.database import Database
from core.lock import FolderLock
from core.migrate.compare import differences
from core.migrate.file import Progress, UpgradeReport, downgrade_file, reset_file, upgrade_file
from core.migrate.server import downgrade_server, require_usable, reset_server, upgrade_server
from core.revisions import Line, Revision, heads, history, known_revisions, migrations_folder
from core.schema import State, current, sqlite_path, state

__all__ = [
    "Revision",
    "State",
    "UpgradeReport",
    "check",
    "current",
    "downgrade",
    "ensure_ready",
    "heads",
    "history",
    "known_revisions",
    "migrations_folder",
    "reset",
    "revision",
    "state",
    "upgrade",
]

_LOG: Final = logging.getLogger("rowdesk.migrate")


def ensure_ready(
    url: URL,
    lock: FolderLock | None = None,
    *,
    may_upgrade: bool = True,
    progress: Progress = ignore_progress,
    cancel: CancelToken | None = None,
) -> UpgradeReport | None:
    """What a starting application calls: a file is created or upgraded, a shared server only looked at.

    DatabaseError, with nothing changed, where the database cannot be used as it is.
    """
    path = sqlite_path(url)
    if path is not None and may_upgrade:
        return upgrade_file(path, lock or FolderLock(path.parent), progress, cancel)
    require_usable(url)
    return None


def upgrade(
    url: URL,
    lock: FolderLock | None = None,
    *,
    progress: Progress = ignore_progress,
    cancel: CancelToken | None = None,
) -> UpgradeReport:
    """Create or upgrade a database, also one on a server; or leave it as it was and raise DatabaseError."""
    path = sqlite_path(url)
    if path is None:
        return upgrade_server(url, progress, cancel)
    return upgrade_file(path, lock or FolderLock(path.parent), progress, cancel)


def downgrade(url: URL, target: str, lock: FolderLock | None = None) -> UpgradeReport:
    """Go back to a revision, `app@-1` or `base`; a file is backed up first."""
    path = sqlite_path(url)
    if path is None:
        return downgrade_server(url, target)
    return downgrade_file(path, lock or FolderLock(path.parent), target)


def reset(url: URL, lock: FolderLock | None = None) -> Path | None:
    """Start again with an empty database; returns the backup of a file."""
    path = sqlite_path(url)
    if path is not None:
        return reset_file(path, lock or FolderLock(path.parent))
    reset_server(url)
    return None


def revision(message: str, line: Line = "app", tell: Callable[[str], object] = _LOG.warning) -> Path | None:
    """Write the migration from what there is to what the models declare; None where they agree.

    `tell` gets a line for each thing that the developer should know of what it does to rows.
    """
    from core.migrate.generate import write_revision

    return write_revision(message, line, tell)


def check(url: URL) -> list[str]:
    """Where a database differs from the models, one line each."""
    database = Database(url)
    try:
        with database.read() as connection:
            return differences(connection)
    finally:
        database.close()
