"""Notices what others wrote to the same data: other processes, whether Rowdesk's or not."""

import threading
from typing import NamedTuple

from sqlalchemy import Connection, select

from core.database import Database
from core.journal.tables import STEP
from core.services.order_changes import last_step
from core.unit_of_work import UnitOfWork


class _Seen(NamedTuple):
    """The data at one look, and how many units this process had begun to commit shortly before."""

    version: int
    step: int
    committed: int


class Others:
    """Tells writes of others from those of this process.

    Every step of the journal that was not made here is somebody else's. What SQLite says has changed though there is
    no step is somebody else's, too, unless something was written here meanwhile: drafts and layouts make no step.
    """

    def __init__(self, database: Database, units: UnitOfWork) -> None:
        self._database, self._units = database, units
        self._lock = threading.Lock()
        self._seen: _Seen | None = None
        self._count = 0

    def version(self) -> int:
        """A number that is another one once somebody else has written."""
        with self._lock:
            committed = self._units.committed
            version = self._units.data_version()
            with self._database.read() as connection:
                now = _Seen(version, last_step(connection), committed)
                if self._seen is not None and self._is_foreign(connection, self._seen, now):
                    self._count += 1
            self._seen = now
            return self._count

    def _is_foreign(self, connection: Connection, before: _Seen, now: _Seen) -> bool:
        if before.step == now.step:
            return before.version != now.version and self._units.committed == before.committed
        steps = set(connection.scalars(select(STEP.c.id).where(STEP.c.id > before.step, STEP.c.id <= now.step)))
        return not steps <= self._units.own_steps(before.step)
