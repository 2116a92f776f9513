"""Files dropped on the window: taken where they can be imported into what is shown."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from typing_extensions import override

from gui.actions import When
from gui.main_window import MainWindow
from gui.page import Page

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".ods", ".json", ".jsonl")
"""What `core.transfer` reads; it is not imported before there is a file."""


class FileDrop(QObject):
    """Watches a window and hands the file to the page in view, or says why it is of no use there."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if files_in(event) and self._window.page is not None:
                event.acceptProposedAction()
            return True
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            files, page = files_in(event), self._window.page
            if files and page is not None:
                event.acceptProposedAction()
                self._take(files, page)
            return True
        return False

    def _take(self, files: list[Path], page: Page) -> None:
        reason = self._refusal(files, page)
        if reason:
            self._window.operations.say(reason)
            self._window.toast.say(reason)
        else:
            page.take_file(files[0])

    def _refusal(self, files: list[Path], page: Page) -> str:
        """Why these cannot be imported here; "" where they can."""
        if When.CREATE not in page.state():
            return self.tr("You may not add records here.")
        if len(files) > 1:
            return self.tr("Drop one file at a time: each is imported by itself.")
        if files[0].suffix.lower() not in SUFFIXES:
            known = ", ".join(suffix.removeprefix(".") for suffix in SUFFIXES)
            return self.tr("Files of this kind cannot be imported. These can: {known}.").format(known=known)
        return ""


def files_in(event: QDropEvent) -> list[Path]:
    """The files of this machine that are dropped."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
