"""One window on a data directory: a second start brings the first window to the front and ends."""

import os
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QFileSystemWatcher, QLockFile, QObject, QTimer, Signal

from core.paths import DataFolder

LOCK: Final = "window.lock"
CALL: Final = "window.call"
PATIENCE_MS: Final = 4000
"""Milliseconds in which a window that works has taken a call."""
LEAVE: Final = "XDG_ACTIVATION_TOKEN"
"""Where a Wayland desktop puts its leave to come before other windows: the one who was started has it, and lends it."""


class OneWindow(QObject):
    """Two small files in a folder of the data directory: a lock with the process in it, and a call to come forward.

    Signals:
        called: somebody started the application again, with this page ("": none).
        outrun: another one got hold of the directory while this one was making it; it is called to the front.
    """

    called = Signal(str)
    outrun = Signal()

    def __init__(self, folder: DataFolder, parent: QObject | None = None, *, page: str = "") -> None:
        super().__init__(parent)
        self._folder, self._page = folder.path / "window", page
        self._lock: QLockFile | None = None
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._on_folder_changed)

    def is_taken(self) -> bool:
        """Whether another window has this data directory, and has come to the front.

        One that does not answer crashed on another machine, or hangs: nobody shall wait, and the core copes with both.
        """
        if not self._folder.parent.is_dir():
            return False  # nobody can be there yet, and making it is the core's
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
        except OSError:
            return False  # the core will say what is wrong with the directory
        lock = QLockFile(str(self._folder / LOCK))
        lock.setStaleLockTime(0)  # a process that has ended holds nothing, however recent
        if lock.tryLock(0):
            self._hold(lock)
            return False
        if lock.error() != QLockFile.LockError.LockFailedError:
            return False
        self._call()
        return self._is_answered()

    def hold(self) -> None:
        """The directory is there now, at the latest: it is this window's, unless another one was quicker."""
        if self._lock is None and self.is_taken():
            self.outrun.emit()

    def release(self) -> None:
        """Let others have the directory."""
        if self._lock is not None:
            self._watcher.removePaths(self._watcher.directories())
            self._lock.unlock()
            self._lock = None

    def _hold(self, lock: QLockFile) -> None:
        self._lock = lock
        (self._folder / CALL).unlink(missing_ok=True)
        self._watcher.addPath(str(self._folder))

    def _call(self) -> None:
        # A name of its own and a rename: the other one never sees half a file.
        mine = self._folder / f"{CALL}.{os.getpid()}"
        mine.write_text(f"{os.environ.get(LEAVE, '')}\n{self._page}", encoding="utf-8")
        mine.replace(self._folder / CALL)

    def _is_answered(self) -> bool:
        call, deadline, loop = self._folder / CALL, QDeadlineTimer(PATIENCE_MS), QEventLoop()
        look = QTimer(loop)
        look.setInterval(20)
        look.timeout.connect(loop.quit)
        look.start()
        while call.exists() and not deadline.hasExpired():
            loop.exec()
        return not call.exists()

    def _on_folder_changed(self) -> None:
        call = self._folder / CALL
        if call.exists():
            leave, _, page = call.read_text(encoding="utf-8").partition("\n")
            call.unlink(missing_ok=True)
            if leave:
                os.environ[LEAVE] = leave
            self.called.emit(page)
