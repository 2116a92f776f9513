"""The same on a shared server, where only an administrator upgrades: one transaction, one upgrade at a time."""

import logging
from typing import Final

from sqlalchemy import URL, Connection, text

from core.app_info import OLDEST_SERVER_REVISION
from core.context import CancelToken, ignore_progress
from core.database import Database
from core.errors import AppError, DatabaseError
from core.migrate.file import Progress, UpgradeReport, Work, downgrade_rows, upgrade_failed, upgrade_rows
from core.migrate.runner import run_downgrade
from core.revisions import applied, known_in
from core.schema import State, current, refuse, server_state, shown, stamped, state

_LOG: Final = logging.getLogger("rowdesk.migrate")
_WAIT: Final = text("SET LOCAL lock_timeout = '30s'")


def upgrade_server(url: URL, progress: Progress = ignore_progress, cancel: CancelToken | None = None) -> UpgradeReport:
    """Create or upgrade the schema on a server. DatabaseError where it is newer, not ours or cannot be reached."""
    if cancel is not None:
        cancel.raise_if_cancelled()

    def work(connection: Connection) -> frozenset[str]:
        refuse(server_state(connection), url)
        return upgrade_rows(connection, progress)

    return _change(url, work)


def downgrade_server(url: URL, target: str) -> UpgradeReport:
    """Go back to an earlier revision. The server's own backups are the way back."""
    return _change(url, lambda connection: downgrade_rows(connection, target))


def reset_server(url: URL) -> None:
    """Drop every table of ours and make them anew."""

    def work(connection: Connection) -> frozenset[str]:
        refuse(server_state(connection), url)
        run_downgrade(connection, "base")
        return upgrade_rows(connection, ignore_progress)

    _change(url, work)


def require_usable(url: URL) -> None:
    """DatabaseError where this build cannot work with the server's schema, saying which side is to be updated."""
    found = state(url)
    refuse(found, url)
    if found is not State.CURRENT and not _in_range(current(url)):
        raise DatabaseError("database.older", path=shown(url), revision=", ".join(sorted(current(url))))


def _in_range(stamp: frozenset[str]) -> bool:
    """Whether the engine's tables are as this build knows them and the application's new enough."""
    done = applied(stamp)
    engine = {revision.id for revision in known_in("engine")}
    return OLDEST_SERVER_REVISION is not None and OLDEST_SERVER_REVISION in done and engine <= done


class _Told:
    """Tells whatever goes wrong in migrations as one error; the transaction around it is rolled back."""

    def __init__(self, shown: str) -> None:
        self._shown = shown

    def __enter__(self) -> None:
        """Nothing has failed yet."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, Exception) and not isinstance(error, AppError):
            _LOG.error("the upgrade of %s failed and was rolled back", self._shown, exc_info=error)
            raise upgrade_failed(error, "the server's own") from error


def _change(url: URL, work: Work) -> UpgradeReport:
    database = Database(url)
    try:
        with database.write() as connection:
            before = stamped(connection)
            connection.execute(_WAIT)
            with _Told(database.shown):
                removed = work(connection)
            return UpgradeReport(before, stamped(connection), removed=removed)
    finally:
        database.close()
