"""Slows down whoever guesses passwords: so many failures for one account, then it has to wait."""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Generator, Hashable
from contextlib import contextmanager
from typing import Final

from core.errors import InvalidError, SignInError

WINDOW: Final = 15 * 60.0
"""Seconds after which a failure is forgotten."""
LONG: Final = 90
"""Seconds beyond which minutes are told."""
ACCOUNTS: Final = 10_000
"""Accounts remembered; beyond that, the one tried least lately is forgotten."""


class Throttle:
    """Counts the wrong passwords of each account. A try under way counts as one until it ends."""

    def __init__(self, failures: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = failures, clock
        self._lock = threading.Lock()
        self._tries: OrderedDict[Hashable, list[float]] = OrderedDict()

    @contextmanager
    def attempt(self, account: Hashable) -> Generator[None]:
        """Try a password inside; leaving without an error forgets the failures. SignInError where it must wait."""
        begun, is_counted = self._begin(account), False
        try:
            yield
            with self._lock:
                self._tries.pop(account, None)
        except (InvalidError, SignInError) as error:
            is_counted = _is_wrong(error)
            raise
        finally:
            if not is_counted:
                self._take_back(account, begun)

    def _begin(self, account: Hashable) -> float:
        now = self._clock()
        with self._lock:
            recent = [at for at in self._tries.get(account, ()) if at > now - WINDOW]
            if len(recent) >= self._most:
                raise _refusal(int(recent[0] + WINDOW - now) + 1)
            self._tries[account] = [*recent, now]
            self._tries.move_to_end(account)
            if len(self._tries) > ACCOUNTS:
                self._tries.popitem(last=False)
        return now

    def _take_back(self, account: Hashable, begun: float) -> None:
        with self._lock:
            tries = self._tries.get(account, [])
            if begun in tries:
                tries.remove(begun)


def _is_wrong(error: InvalidError | SignInError) -> bool:
    """Whether a password was wrong, or is to look as if it were; anything else that fails says nothing of it."""
    if isinstance(error, SignInError):
        return True
    return any(problem.code == "password.incorrect" for problem in error.problems)


def _refusal(seconds: int) -> SignInError:
    """How long to wait, as people say it."""
    if seconds <= LONG:
        return SignInError("sign_in.throttled", seconds=seconds)
    return SignInError("sign_in.throttled_long", seconds=seconds, minutes=math.ceil(seconds / 60))
