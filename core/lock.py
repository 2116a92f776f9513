"""The data folder's lock: shared while it is in use, exclusive for an upgrade, a restore or a reset."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal

from filelock import ReadWriteLock, Timeout

from core.errors import DatabaseError

LOCK_FILE: Final = "lock"
WAIT_SECONDS: Final = 5.0


class FolderLock:
    """One user of a data folder. The operating system releases the lock when its process ends, however it ends."""

    def __init__(self, folder: Path, *, wait: float = WAIT_SECONDS) -> None:
        self.folder, self._wait = folder, wait
        self._held: Literal["shared", "exclusive"] | None = None
        try:
            make_private(folder)
            self._lock = ReadWriteLock(folder / LOCK_FILE, is_singleton=False)
        except (OSError, sqlite3.Error) as error:
            raise DatabaseError("database.unwritable", path=str(folder)) from error

    def share(self) -> None:
        """Use the folder beside others until `release`. DatabaseError while somebody has it to himself."""
        if self._held is None:
            self._acquire("shared")

    def release(self) -> None:
        """Give the folder back, on any thread."""
        if self._held is not None:
            self._lock.release(force=True)
            self._held = None

    @contextmanager
    def exclusive(self) -> Generator[None]:
        """Have the folder alone; afterwards hold it as before. DatabaseError while somebody else uses it."""
        if self._held == "exclusive":
            yield
            return
        shared = self._held == "shared"
        self.release()
        try:
            self._acquire("exclusive")
            yield
        finally:
            self.release()
            if shared:
                self._acquire("shared")

    def _acquire(self, mode: Literal["shared", "exclusive"]) -> None:
        try:
            lock: Any = self._lock
            take = lock.acquire_read if mode == "shared" else lock.acquire_write
            take(self._wait)
        except Timeout as error:
            raise DatabaseError("database.in_use", path=str(self.folder)) from error
        except (OSError, sqlite3.Error) as error:
            raise DatabaseError("database.unwritable", path=str(self.folder)) from error
        self._held = mode


def make_private(folder: Path) -> None:
    """Make a folder that only its owner may enter; one that exists is left as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
