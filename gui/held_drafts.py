"""Which drafts the windows of one process hold, so that none brings back what another one still has."""

from collections import Counter
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from core.desk.drafts import DraftPlace

    Key = tuple[UUID, DraftPlace, UUID]
    """Whose draft it is, where it was typed, and its record; of a new one the draft itself."""


class HeldDrafts(QObject):
    """Those of one window: in a row or a form that is there, or not yet forgotten in the database.

    Signals:
        forgotten_elsewhere: another window has forgotten this one (its `Key`): who holds it here, too, keeps it again.
    """

    forgotten_elsewhere = Signal(object)

    def __init__(self, parent: QObject, windows: "list[HeldDrafts]") -> None:
        super().__init__(parent)
        self._windows = windows
        """Those of all windows of the process, this one among them for as long as it is open."""
        self._holders: dict[Key, QObject] = {}
        self._leaving: Counter[Key] = Counter()
        windows.append(self)

    def hold(self, key: "Key", holder: QObject) -> None:
        """This row or form has what was typed, for as long as it is there."""
        self._holders[key] = holder

    def let_go(self, key: "Key") -> None:
        """What was typed is saved or discarded; it is about to be forgotten in the database."""
        self._holders.pop(key, None)
        self._leaving[key] += 1

    def on_forgotten(self, key: "Key") -> None:
        """It is."""
        self._leaving -= Counter((key,))
        for other in self._others():
            other.forgotten_elsewhere.emit(key)

    def elsewhere(self) -> "frozenset[Key]":
        """What other windows hold."""
        return frozenset(key for other in self._others() for key in other._all())

    def close(self) -> None:
        """The window goes: what was typed there comes back in whichever window is opened next."""
        if self in self._windows:
            self._windows.remove(self)

    def _others(self) -> "list[HeldDrafts]":
        return [each for each in self._windows if each is not self]

    def _all(self) -> "set[Key]":
        return {*(key for key, holder in self._holders.items() if isValid(holder)), *self._leaving}
