"""What a page in the window must offer to it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.actions import Handlers, When

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from gui.table.retracing import Retracing


class Page(QWidget):
    """A screen of the window, reached from the sidebar.

    Signals:
        state_changed: what can be done here is no longer the same.
        summary_changed: how much there is to see, for the status bar.
    """

    state_changed = Signal()
    summary_changed = Signal()

    typed_steps: "Retracing | None" = None
    """What is typed here and not stored yet, as far as it can be taken back."""

    def complete(self) -> None:
        """Make what nobody needs before the page is painted; called once, in a turn of the event loop of its own."""

    def handlers(self) -> Handlers:
        """The commands that this page carries out."""
        return {}

    def state(self) -> When:
        """What is the case here."""
        return When.ALWAYS

    def summary(self) -> str:
        """How much there is to see."""
        return ""

    def enter(self) -> None:
        """The page has come into view: take the keyboard."""
        self.setFocus()

    def show_record(self, identity: "UUID") -> None:
        """Bring the record of this id into view, where the page shows records."""

    def take_file(self, path: "Path") -> None:
        """Import a file that was dropped on the window, where the person may add records here."""

    def next_pane(self) -> bool:
        """Move the keyboard to the page's next part; False where it is in the last one already."""
        return False

    def may_leave(self) -> bool:
        """Whether nothing typed would be lost; asks or warns by itself."""
        return True

    def may_close(self) -> bool:
        """The same where the window goes with it: what can be kept for the next time is not lost."""
        return self.may_leave()
