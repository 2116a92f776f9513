"""The SQLite file under an open application, told from whatever else comes to lie at its path."""

import os
from pathlib import Path
from typing import Final

from core.errors import DatabaseError

Identity = tuple[int, int]
"""Device and number of a file: what stays when it is renamed, and what no other file has."""


class DatabaseFile:
    """One file that was opened; nothing is written once it is no longer where it was.

    `creates` makes a new file where there is none: for databases that begin outside the application, as tests do.
    """

    def __init__(self, path: Path, *, creates: bool = False) -> None:
        self.path = path
        self._creates: Final = creates
        self._opened = _identity(path)

    def check(self) -> None:
        """DatabaseError where the path does not lead to the file that was opened."""
        if self._opened is None:
            return
        found = _identity(self.path)
        if found is None:
            raise DatabaseError("database.moved", path=str(self.path))
        if found != self._opened:
            raise DatabaseError("database.replaced", path=str(self.path))

    def forget(self) -> None:
        """The next connection takes the file that it finds, if that is a database of ours."""
        self._opened = None

    def settle(self) -> None:
        """Before a connection: DatabaseError where there is no file to connect to."""
        if self._opened is None:
            self._accept()
        self.check()

    def _accept(self) -> None:
        if self._creates:
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        else:
            _require_ours(self.path)
        self._opened = _identity(self.path)


def _require_ours(path: Path) -> None:
    from core.schema import State, refuse, state

    if _identity(path) is None:
        raise DatabaseError("database.moved", path=str(path))
    found = state(path)
    refuse(found, path)
    if found is not State.CURRENT:
        raise DatabaseError("database.older", path=str(path))


def _identity(path: Path) -> Identity | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
