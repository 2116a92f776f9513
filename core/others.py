"""Notices what others wrote to the same data: other processes, whether Rowdesk's or not."""

import threading
from typing import NamedTuple

from sqlalchemy import Connection, select

from core.database import Database
from core.journal.tables import STEP
from core.services.order_changes import last_step
from core.unit_of_work import UnitOfWork


class _Seen(NamedTuple):
    """The data at one look."""

    commits: int
    step: int


class Others:
    """Tells writes of others from those of this process.

    Every step of the journal that was not made here is somebody else's. So is what SQLite says another process has
    committed, though there may be no step: drafts and layouts make none, nor does what was written past the journal.
    """

    def __init__(self, database: Database, units: UnitOfWork) -> None:
        self._database, self._units = database, units
        self._lock = threading.Lock()
        self._seen: _Seen | None = None
        self._count = 0

    def version(self) -> int:
        """A number that is another one once somebody else has written."""
        with self._lock:
            commits = self._database.foreign_commits()
            with self._database.read() as connection:
                now = _Seen(commits, last_step(connection))
                if self._seen is not None:
                    self._notice(connection, self._seen, now)
            self._seen = now
            return self._count

    def _notice(self, connection: Connection, before: _Seen, now: _Seen) -> None:
        steps = set(connection.scalars(select(STEP.c.id).where(STEP.c.id > before.step, STEP.c.id <= now.step)))
        if not steps <= self._units.own_steps(before.step):
            self._count += 1
        elif before.commits != now.commits:
            # No step tells which rows it was, and there may be newer steps, which do not either.
            self._units.orders.clear()
            self._count += 1
