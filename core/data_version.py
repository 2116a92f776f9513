"""What SQLite tells of commits to its file: that there were some, and that another process made them."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

_QUESTION = "PRAGMA data_version"


class DataVersion:
    """Asks connections what was committed by others than themselves.

    One that never writes sees every commit, one that writes sees all but its own. So a commit of this process is one
    after which the former has seen something, the latter has not. In doubt, it was another process that committed.
    Who asks for foreign commits may write meanwhile, or nobody does: so it is one at a time.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._watching = threading.Lock()
        self._watcher: Connection | None = None
        self._known: int | None = None
        """What the watcher said when all that it had seen was told from what was committed here."""
        self.foreign = 0
        """How often something was seen that another process has committed."""

    @property
    def is_watched(self) -> bool:
        """Whether somebody has asked for foreign commits."""
        return self._known is not None

    def number(self) -> int:
        """A number that changes when anybody has written."""
        with self._watching:
            if self._watcher is None:
                self._watcher = self._engine.connect()
            with self._watcher.begin():
                return self._watcher.exec_driver_sql(_QUESTION).scalar_one()

    def look(self) -> int:
        """Count what was committed since the last look and not here, as one; returns the count."""
        seen, known = self.number(), self._known
        self._known = seen
        self.foreign += known not in {None, seen}
        return self.foreign

    @contextmanager
    def own(self, connection: Connection) -> Generator[None]:
        """What is committed inside by this connection is not foreign."""
        if not self.is_watched:
            yield
            return
        before = self._seen_by(connection)
        self.look()
        yield
        # Committed it is, whatever can be told of it.
        try:
            seen = self.number()
        except DBAPIError:
            return
        # Asked last: what another process commits between the two questions counts twice rather than never.
        if before is None or self._seen_by(connection) != before:
            self.foreign += 1
        self._known = seen

    def close(self) -> None:
        """Give back the connection; one that is made anew counts in its own way."""
        with self._watching:
            if self._watcher is not None:
                self._watcher.close()
                self._watcher = None
            self.foreign += self.is_watched
            self._known = None

    def _seen_by(self, connection: Connection) -> int | None:
        driver: Any = connection.connection.driver_connection
        assert self._engine.dialect.loaded_dbapi is not None
        try:
            return driver.execute(_QUESTION).fetchone()[0]  # SQLAlchemy would begin a transaction for it
        except self._engine.dialect.loaded_dbapi.Error:
            return None
