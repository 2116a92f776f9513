"""How long something under way will still take, judged by how fast it went so far."""

import math
from time import monotonic
from typing import Final

from PySide6.QtCore import QCoreApplication

from core.messages import worded

KNOWN_AFTER: Final = 1.0
"""Seconds before anything can be said."""
MINUTE: Final = 60


class Pace:
    """Begins when it is made."""

    def __init__(self) -> None:
        self._begun = monotonic()

    def left(self, done: int, total: int | None) -> str:
        """The time left in words; nothing where it cannot be known yet."""
        gone = monotonic() - self._begun
        if not total or done <= 0 or gone < KNOWN_AFTER:
            return ""
        return time_left(gone / done * max(0, total - done))


def time_left(seconds: float) -> str:
    """So many seconds in words, rounded up as is usual for what one waits for."""
    translate = QCoreApplication.translate
    if seconds < MINUTE:
        rounded = max(1, math.ceil(seconds / 5) * 5 if seconds > 10 else math.ceil(seconds))
        return worded(translate("Pace", "About {count:second|seconds} left"), count=rounded)
    minutes = math.ceil(seconds / MINUTE)
    return worded(translate("Pace", "About {count:minute|minutes} left"), count=minutes)
