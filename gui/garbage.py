"""Keeps Python's garbage collector from stopping the window."""

import gc
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from gui.tasks import Tasks

USUAL: Final = gc.get_threshold()
SELDOM: Final = (USUAL[0], 1000, 1000)
"""Only the newest few hundred objects are looked through as they come; older ones when nothing is under way."""
FEW: Final = range(10, 40)
"""After so many collections of the newest objects, looking through what they left takes no more than a frame or two.
More come of long work, which leaves little behind: that waits for the person to turn elsewhere."""
INTERVAL: Final = 1000
"""Milliseconds."""


class Garbage(QObject):
    """While a window works, more than the newest objects is looked through only when nobody waits for anything.

    And never what was there when work began, chiefly imported modules: that stops every thread for a seventh of a
    second. All the rest is looked through when the person turns to another application.
    """

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self._on_timeout)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_application_state_changed)

    def spare(self) -> None:
        """Begin."""
        gc.freeze()
        gc.set_threshold(*SELDOM)
        self._timer.start()

    def release(self) -> None:
        """End: collect as Python does by itself."""
        self._timer.stop()
        gc.set_threshold(*USUAL)
        gc.unfreeze()

    def _on_timeout(self) -> None:
        if not self._tasks.is_busy and gc.get_count()[1] in FEW:
            gc.collect(1)

    def _on_application_state_changed(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive and self._timer.isActive():
            gc.collect()
