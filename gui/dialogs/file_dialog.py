"""The desktop's dialog that asks for a file; where there is none, Qt's own."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from gui.placement import fit


class FileDialog(QFileDialog):
    """Asks for a file to write where `is_saving`, else for one that is there; goes when it is closed."""

    def __init__(self, parent: QWidget, filter: str, *, is_saving: bool) -> None:
        super().__init__(parent, filter=filter)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptMode(self.AcceptMode.AcceptSave if is_saving else self.AcceptMode.AcceptOpen)
        self.setFileMode(self.FileMode.AnyFile if is_saving else self.FileMode.ExistingFile)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Only Qt's own is shown like this."""
        fit(self, self.size())
        super().showEvent(event)
