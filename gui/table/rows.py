"""The rows that a table has read so far: windows of a fixed size, the ones used longest ago forgotten."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final
from uuid import UUID

from core.services.window import Row, Window

WINDOW: Final = 128
"""Rows read at once: two of them cover the largest screen, and one is read within a frame."""
KEPT: Final = 96
"""Windows kept."""


class Rows:
    """A bounded cache of windows by number."""

    def __init__(self) -> None:
        self._windows: OrderedDict[int, Window] = OrderedDict()

    def put(self, window: Window) -> None:
        """Keep a window."""
        number = window.start // WINDOW
        self._windows[number] = window
        self._windows.move_to_end(number)
        while len(self._windows) > KEPT:
            self._windows.popitem(last=False)

    def at(self, position: int) -> tuple[Row, Window] | None:
        """The row at a position with its window; None where it is not read yet."""
        number, place = divmod(position, WINDOW)
        window = self._windows.get(number)
        if window is None or place >= len(window.rows):
            return None
        return window.rows[place], window

    def touch(self, number: int) -> bool:
        """Whether a window is here; if so it is used now."""
        if number not in self._windows:
            return False
        self._windows.move_to_end(number)
        return True

    def find(self, identity: UUID) -> int | None:
        """The position of a record among the rows that are here, those used last looked through first."""
        for number, window in reversed(self._windows.items()):
            for place, row in enumerate(window.rows):
                if row.id == identity:
                    return number * WINDOW + place
        return None

    def put_row(self, position: int, row: Row, labels: Mapping[UUID, str]) -> None:
        """Show a row as it is stored now, until its window is read again."""
        number, place = divmod(position, WINDOW)
        window = self._windows[number]
        rows = (*window.rows[:place], row, *window.rows[place + 1 :])
        self._windows[number] = replace(window, rows=rows, labels={**window.labels, **labels})

    def replace(self, windows: Iterable[Window]) -> None:
        """Forget everything but these."""
        self._windows.clear()
        for window in windows:
            self.put(window)
