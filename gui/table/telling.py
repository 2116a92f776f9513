"""Tells what was done to many cells or rows at once, and offers to take it back."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from gui.operations import Operations
from gui.table.view import TableView
from gui.widgets.toast import Act

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class Telling(QObject):
    """Speaks for one table."""

    def __init__(self, view: TableView, operations: Operations) -> None:
        super().__init__(view)
        self._view, self._operations = view, operations

    def done(self, text: str) -> None:
        """Say what was done; with a button that takes it back."""
        self._operations.announce(text)

    def done_to(self, count: int, text: str, nothing: str) -> None:
        """The same of so many rows; of none, that nothing was done, which nobody takes back."""
        if count:
            self.done(text)
        else:
            self.refuse(nothing)

    def remind(self, text: str, more: str, action: Act) -> None:
        """Say what waits for the person, with a way there."""
        self._operations.say(f"{text} {more}")
        self._window.toast.say(text, action)

    def refuse(self, text: str) -> None:
        """Say why nothing was done."""
        self._operations.say(text)
        self._window.toast.say(text)

    def said(self, text: str) -> None:
        """Say something that changed nothing."""
        self._operations.say(text)

    @property
    def _window(self) -> "MainWindow":
        return cast("MainWindow", self._view.window())
