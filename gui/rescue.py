"""The way from a database that cannot be opened to one of its backups: listed, chosen, put back, opened."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import AppError
from gui.main_window import MainWindow
from gui.tasks import Task

if TYPE_CHECKING:
    from core.backup import BackupInfo
    from core.rescue import Rescue


class Restoring(QObject):
    """Asks the core for backups and the person for one of them.

    Signals:
        restored: a backup is in the place of the database.
        failed: it could not be put there, with the error.
    """

    restored = Signal()
    failed = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._rescue: Rescue | None = None
        window.failure.restore_requested.connect(self._list)

    def offer(self, rescue: "Rescue | None", error: BaseException) -> bool:
        """Whether a backup helps against this error; it can be asked for then."""
        self._rescue = rescue
        return rescue is not None and isinstance(error, AppError) and rescue.may_help(error)

    def _list(self) -> None:
        self._window.failure.wait()
        self._window.operations.tasks.submit("read", self._found, done=self._on_found, failed=self.failed.emit)

    def _found(self, _task: Task) -> "list[BackupInfo]":
        return [] if self._rescue is None else self._rescue.backups()

    def _on_found(self, found: "list[BackupInfo]") -> None:
        from gui.dialogs.restore_dialog import RestoreDialog  # no first frame waits for it

        self._window.failure.go_on()
        dialog = RestoreDialog(found, self._window)
        dialog.chosen.connect(self._restore)
        dialog.open()

    def _restore(self, backup: Path) -> None:
        rescue = self._rescue
        if rescue is None:
            return
        self._window.failure.wait()
        tasks = self._window.operations.tasks
        tasks.submit("write", lambda _task: rescue.restore(backup), done=self._on_restored, failed=self.failed.emit)

    def _on_restored(self, _kept: Path | None) -> None:
        self.restored.emit()
