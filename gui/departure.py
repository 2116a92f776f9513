"""Going away from a window, by closing it or by signing out: not before everything typed is saved or kept."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt
from PySide6.QtWidgets import QMessageBox

from gui.widgets.question import Question

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class Departure(QObject):
    """Holds the person back for as long as something is being written, and where leaving would lose something."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._go: Callable[[], object] | None = None

    def is_clear(self, go: Callable[[], object]) -> bool:
        """Whether the person may go now; where not, `go` is called again as soon as that may have changed."""
        operations = self._window.operations
        if not self._window.may_close():
            return False
        operations.drafts.keep_all()
        if not operations.tasks.is_writing:
            return True
        if self._go is None:
            operations.tasks.idle.connect(self._on_written, Qt.ConnectionType.SingleShotConnection)
        self._go = go
        operations.say(self.tr("Saving…"))
        return False

    def hurry(self) -> None:
        """Keep what was typed at once: there is no time to ask, and no coming back."""
        self._window.may_leave()
        self._window.operations.drafts.keep_all()
        while self._window.operations.tasks.is_writing:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def _on_written(self) -> None:
        go, self._go = self._go, None
        if go is None:
            return
        if self._window.operations.drafts.is_empty:
            go()
        else:
            LossQuestion(self._window, go).open()


class LossQuestion(Question):
    """What to do where something typed can be kept nowhere."""

    def __init__(self, window: "MainWindow", go: Callable[[], object]) -> None:
        super().__init__(window)
        self._operations, self._drafts, self._go = window.operations, window.operations.drafts, go
        self.setText(self.tr("What you typed cannot be kept."))
        self.setInformativeText(self._drafts.reason)
        self.again = self.addButton(self.tr("&Try again"), QMessageBox.ButtonRole.AcceptRole)
        self.lose = self.addButton(self.tr("&Lose it and leave"), QMessageBox.ButtonRole.DestructiveRole)
        self.stay = self.addButton(self.tr("&Stay"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.again)
        self.setEscapeButton(self.stay)
        self.finished.connect(self._on_finished)

    def _on_finished(self) -> None:
        if self.clickedButton() is self.lose:
            self._drafts.give_up()
        if self.clickedButton() in {self.again, self.lose}:
            self._go()
        else:
            self._operations.say("")  # nothing is being saved any more
