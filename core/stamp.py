"""Whether a database that is worked with is still of the version that this build is for: others may upgrade it."""

import time
from typing import Final

from sqlalchemy import Connection, inspect

from core.schema import require_fitting

EVERY: Final = 1.0
"""Seconds after which somebody who only reads looks again."""
_STAMP: Final = "SELECT version_num FROM alembic_version"


class Stamp:
    """The revisions in one database; one without any, made without migrations, is taken as it is.

    An upgrade takes its turn among those who write, so that who looks while writing writes into no other schema.
    """

    def __init__(self, where: str) -> None:
        self._where = where
        self._fitting = frozenset[str]()
        self._next = 0.0

    def check(self, connection: Connection, *, writing: bool = False) -> None:
        """DatabaseError where the database has become newer, or older."""
        if time.monotonic() < self._next and not (writing and self._fitting):
            return
        if self._fitting or inspect(connection).has_table("alembic_version"):
            found = frozenset(connection.exec_driver_sql(_STAMP).scalars())
            if found != self._fitting:
                require_fitting(found, self._where)
                self._fitting = found
        self._next = time.monotonic() + EVERY
