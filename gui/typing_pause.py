"""When what is being typed is kept: in a pause, and now and then while somebody types on without one."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

PAUSE_MS: Final = 1000
"""How long nobody types before what was typed is kept."""
LONGEST_MS: Final = 3000
"""How long somebody types without a pause before it is kept all the same."""


class TypingPause(QObject):
    """Waits for a pause in typing, but not for ever.

    Signals:
        due: what was typed is to be kept now.
    """

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pause, self._longest = QTimer(self), QTimer(self)
        for timer in (self._pause, self._longest):
            timer.setSingleShot(True)
            timer.timeout.connect(self._on_timeout)

    def wait(self) -> None:
        """Something was typed."""
        self._pause.start(PAUSE_MS)
        if not self._longest.isActive():
            self._longest.start(LONGEST_MS)

    def stop(self) -> None:
        """Nothing is to be kept any more."""
        self._pause.stop()
        self._longest.stop()

    def _on_timeout(self) -> None:
        self.stop()
        self.due.emit()
