"""Who asks, from where, in which time zone, and how the asker follows or stops the work."""

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo
from typing import Final, Literal
from uuid import UUID

from core import app_info
from core.errors import CancelledError

Source = Literal["window", "cli", "http", "script"]

SYSTEM_ID: Final = UUID(int=1)
LOCAL_ID: Final = UUID(int=2)
SYSTEM_EMAIL: Final = f"system@{app_info.DOMAIN}"
BUILT_IN: Final = (SYSTEM_ID, LOCAL_ID)
"""Those whom nobody signs in to."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in user, the local user, or the built-in `system`."""

    id: UUID
    email: str
    is_superuser: bool = False


class CancelToken:
    """A request to stop, made on any thread; work under way polls it or registers what interrupts it."""

    def __init__(self) -> None:
        # A signal handler cancels on the very thread that may hold the lock.
        self._lock = threading.RLock()
        self._interrupts: list[Callable[[], None]] = []
        self._cancelled = False

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._cancelled

    def cancel(self) -> None:
        """Ask the work to stop."""
        with self._lock:
            self._cancelled = True
            for interrupt in self._interrupts:
                interrupt()

    def raise_if_cancelled(self) -> None:
        """Raises CancelledError once cancelled."""
        if self._cancelled:
            raise CancelledError

    @contextmanager
    def interrupting(self, interrupt: Callable[[], None]) -> Generator[None]:
        """While inside, `cancel` also calls this; never afterwards."""
        self.raise_if_cancelled()
        with self._lock:
            self._interrupts.append(interrupt)
        try:
            yield
        finally:
            with self._lock:
                self._interrupts.remove(interrupt)


def ignore_progress(_done: int, _total: int | None) -> None:
    """For callers that do not watch."""


def local_time_zone() -> tzinfo:
    """The time zone of this machine, with its changes of the clock."""
    from tzlocal import get_localzone

    return get_localzone()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What every service method takes first. `progress` gets rows done and rows in all, where known."""

    actor: Actor
    source: Source = "script"
    time_zone: tzinfo = UTC
    progress: Callable[[int, int | None], None] = ignore_progress
    cancel: CancelToken = field(default_factory=CancelToken)
    stamps: set[int] = field(default_factory=set[int], compare=False)
    """The stamps of the account for which this sign-in holds; none where nobody signed in. Shared by all copies."""

    def with_progress(self, progress: Callable[[int, int | None], None], cancel: CancelToken) -> "Context":
        """The same asker, following one piece of work."""
        return replace(self, progress=progress, cancel=cancel)
