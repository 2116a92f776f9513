"""The places that were visited, to go back to them and forward again."""

from typing import Final

from PySide6.QtCore import QObject, Signal

MOST: Final = 100


class Places(QObject):
    """A line of page names with a position in it, as in a browser.

    Signals:
        changed: one can go back or forward elsewhere now.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._line: list[str] = []
        self._at = -1

    def visit(self, name: str) -> None:
        """Somebody is here now; what could be gone forward to is forgotten, unless this is only where they went."""
        if self._line and self._line[self._at] == name:
            return
        self._line = [*self._line[: self._at + 1], name][-MOST:]
        self._at = len(self._line) - 1
        self.changed.emit()

    def clear(self) -> None:
        """Nobody was anywhere."""
        self._line, self._at = [], -1
        self.changed.emit()

    @property
    def can_go_back(self) -> bool:
        """Whether another place was visited before."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether somebody came back from another place."""
        return self._at < len(self._line) - 1

    def ahead(self, distance: int) -> str | None:
        """The place so many steps forward (back where negative)."""
        place = self._at + distance
        return self._line[place] if 0 <= place < len(self._line) else None

    def move(self, distance: int) -> None:
        """Somebody went there."""
        self._at += distance
        self.changed.emit()
