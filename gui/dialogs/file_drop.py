"""Files dropped on the window: taken where they can be imported into what is shown."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from typing_extensions import override

from gui.main_window import MainWindow

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".ods", ".json", ".jsonl")
"""What `core.transfer` reads; it is not imported before there is a file."""


class FileDrop(QObject):
    """Watches a window and hands the file to the page in view, where that has a use for it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if file_in(event) is not None and self._takes_files():
                event.acceptProposedAction()
            return True
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            path = file_in(event)
            if path is not None and self._window.page is not None and self._takes_files():
                event.acceptProposedAction()
                self._window.page.take_file(path)
            return True
        return False

    def _takes_files(self) -> bool:
        return self._window.page is not None and self._window.page.takes_files()


def file_in(event: QDropEvent) -> Path | None:
    """The only file that is dropped, if it is one that can be imported."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in SUFFIXES else None
