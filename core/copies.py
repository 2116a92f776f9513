"""The backups of an open application's database, as a window offers them: where they are, which, one more."""

from pathlib import Path

from sqlalchemy import URL

from core.backup import BackupInfo, backup, backups, backups_folder
from core.context import Context
from core.errors import AccessError, DatabaseError
from core.schema import shown, sqlite_path


class Copies:
    """Backups of one database: for superusers, because a copy holds what everybody has."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._file = sqlite_path(url)

    @property
    def folder(self) -> Path | None:
        """Where they are; None where the data is on a server, whose administrator makes them."""
        return None if self._file is None else backups_folder(self._file)

    def list(self, context: Context) -> list[BackupInfo]:
        """The backups there are, newest first."""
        return backups(backups_folder(self._checked(context)))

    def make(self, context: Context) -> BackupInfo:
        """Make a verified backup now, also while others write."""
        made = backup(self._checked(context))
        return next(info for info in backups(made.parent) if info.path == made)

    def _checked(self, context: Context) -> Path:
        if not context.actor.is_superuser:
            raise AccessError("access.superuser")
        if self._file is None:
            raise DatabaseError("database.not_a_file", url=shown(self._url))
        return self._file
