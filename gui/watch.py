"""Notices what others write to the same data, and passes it on as if it had been written here."""

from typing import Final

from PySide6.QtCore import QObject, QTimer

from core.changes import MANY, Change
from core.errors import AppError
from gui import use_cases
from gui.main_window import MainWindow
from gui.tasks import Group

INTERVAL: Final = 1000
"""Milliseconds between two looks."""


class Watch(QObject):
    """Looks whether the data is another one, while nothing is being written."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._operations, self._group = window, window.operations, Group()
        self._version: int | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self._on_timeout)
        window.closing.connect(self.stop)

    def start(self) -> None:
        """Look from now on."""
        self._timer.start()
        self._on_timeout()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._group.renew()

    @property
    def _is_free(self) -> bool:
        return not self._operations.tasks.is_writing and self._window.page is not None

    def _on_timeout(self) -> None:
        if self._version is None or self._is_free:
            self._group.renew()
            work = use_cases.others_version()
            self._operations.read(work, done=self._on_version, failed=self._on_failed, group=self._group)

    def _on_version(self, version: int) -> None:
        if self._version is None:
            self._version = version
        elif version != self._version and self._is_free:
            self._version = version
            everything = tuple(Change(name, MANY) for name in self._operations.entities)
            self._operations.changes.changed.emit(everything)

    def _on_failed(self, _error: AppError) -> None:
        """Said when somebody wants something of the database; nobody asked for this."""
