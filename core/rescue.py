"""What can be done about a database that cannot be opened: which backups are sound, and one of them put back."""

from pathlib import Path
from typing import Final

from core.backup import BackupInfo, backups, backups_folder, restore
from core.bootstrap import address
from core.errors import AppError, DatabaseError
from core.schema import sqlite_path
from core.settings import Settings
from core.whole_files import verify

_BACKUP_HELPS: Final = {"database.damaged", "database.empty", "database.gone", "database.log_left"}


class Rescue:
    """The way out for a window, which has no open application to ask then."""

    def __init__(self, settings: Settings) -> None:
        self._file = sqlite_path(address(settings))

    def may_help(self, error: AppError) -> bool:
        """Whether this error is of a kind that a backup mends."""
        return self._file is not None and error.reason in _BACKUP_HELPS

    def backups(self) -> list[BackupInfo]:
        """The backups that are databases of this application and intact, newest first. Reads all of each."""
        if self._file is None:
            return []
        return [info for info in backups(backups_folder(self._file)) if info.revision and _is_sound(info.path)]

    def restore(self, backup: Path) -> Path | None:
        """Put a backup back; returns where what was there is kept. DatabaseError where that is not possible."""
        if self._file is None:
            raise DatabaseError("database.no_backup", path=str(backup))
        return restore(backup, self._file)


def _is_sound(backup: Path) -> bool:
    try:
        return not verify(backup, quick=True)
    except DatabaseError:
        return False
