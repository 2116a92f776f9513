"""A place to drop a file on, which says so while there is none."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from gui.dialogs.file_drop import files_in
from gui.theme import current, set_kind
from gui.widgets.icon_label import IconLabel
from gui.widgets.label import Label


class DropArea(QFrame):
    """Takes a file by mouse; whoever has none finds the line to type into, and a button, beside it.

    Signals:
        dropped: this file was dropped here.
    """

    dropped = Signal(Path)

    def __init__(self, suffixes: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "drop")
        self.setAcceptDrops(True)
        space = current().space
        kinds = ", ".join(suffix.removeprefix(".").upper() for suffix in suffixes)
        title = Label(self.tr("Drop a file here"), "heading", self)
        hint = Label(self.tr("{kinds}; its first row has the names of the columns").format(kinds=kinds), "muted", self)
        hint.setWordWrap(True)
        hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.setSpacing(space.small)
        layout.addStretch(2)
        icon = IconLabel("file-down", "accent", current().size.large_icon, self)
        layout.addWidget(icon, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(hint)
        layout.addStretch(3)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(files_in(event)) == 1:
            event.acceptProposedAction()
            set_kind(self, "true", "over")

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        set_kind(self, "", "over")

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        set_kind(self, "", "over")
        files = files_in(event)
        if len(files) == 1:
            event.acceptProposedAction()
            self.dropped.emit(files[0])
