"""What is typed without looking, where what it is meant for did not come: none of it may do anything else."""

from time import monotonic
from typing import Final

AT_ONCE: Final = 400
"""Milliseconds in which nobody has read what is said."""

LETTER_MS: Final = 1500
"""Milliseconds after a letter in which a space belongs to the same text."""


class BlindTyping:
    """Goes on as long as one key follows another within so many milliseconds."""

    def __init__(self, pause: int = AT_ONCE) -> None:
        self._pause, self._until = pause / 1000, 0.0

    def begin(self) -> None:
        """A key that comes now was pressed without looking."""
        self._until = monotonic() + self._pause

    @property
    def is_under_way(self) -> bool:
        """Whether a key that comes now belongs to it."""
        return monotonic() < self._until

    def goes_on(self) -> bool:
        """The same of a key that is here: then the next one may be as late again."""
        is_part = self.is_under_way
        if is_part:
            self.begin()
        return is_part
