"""The one bridge from what the core's workers changed to the views, on the UI thread."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from core.changes import Change, Changes


class ChangeBridge(QObject):
    """Passes the core's changes on.

    Signals:
        changed: rows of some collections were written (a tuple of `Change`).
    """

    changed = Signal(object)
    _published = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._unsubscribe: Callable[[], None] | None = None
        self._published.connect(self.changed, Qt.ConnectionType.QueuedConnection)

    def attach(self, changes: Changes) -> None:
        """Listen to a core's changes."""
        self.detach()
        self._unsubscribe = changes.subscribe(self._on_core_published)

    def detach(self) -> None:
        """Listen no more."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None

    def _on_core_published(self, changes: tuple[Change, ...]) -> None:
        """Called on the thread that wrote: nothing but emitting is allowed here."""
        self._published.emit(changes)
