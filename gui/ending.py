"""Asked by the system to end, by Ctrl+C in a terminal or at the end of a session: the event loop is told of it."""

import os
import signal
from typing import Final

from PySide6.QtCore import QObject, QSocketNotifier, Signal

ASKS: Final = [number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None))]


class Ending(QObject):
    """Listens for as long as the window is open. Whoever asks twice does not wait any longer.

    Python runs a handler only when it comes to its own code again, for which a resting window may take long: the system
    writes into a pipe, and Qt reads it. Windows has only sockets for that, and asks in another way.

    Signals:
        asked: the windows are to be closed, what was typed kept.
    """

    asked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ends: tuple[int, int] | None = None
        if os.name == "posix":
            self._listen()

    def release(self) -> None:
        """Listen no longer."""
        if self._ends is None:
            return
        for number in ASKS:
            signal.signal(number, signal.SIG_DFL)
        signal.set_wakeup_fd(-1)
        self._notifier.setEnabled(False)
        for end in self._ends:
            os.close(end)
        self._ends = None

    def _listen(self) -> None:
        out, into = self._ends = os.pipe()
        for end in (out, into):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(into)
        self._notifier = QSocketNotifier(out, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_notified)
        for number in ASKS:
            signal.signal(number, self._on_signal)

    def _on_notified(self) -> None:
        if self._ends is not None:
            os.read(self._ends[0], 64)
        self.asked.emit()

    def _on_signal(self, number: int, _frame: object) -> None:
        signal.signal(number, signal.SIG_DFL)
