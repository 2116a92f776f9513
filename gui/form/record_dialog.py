"""A record's form in a window of its own: for a record that another form refers to."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from typing_extensions import override

from core.entities import Entity
from gui.form.record_pane import RecordPane
from gui.operations import Operations
from gui.placement import fit
from gui.use_cases import Loaded

NARROWEST: Final = 560
HIGHEST: Final = 560
"""Pixels of fields that are shown without scrolling."""
MESSAGES: Final = 52
"""Pixels kept free for what is wrong with two fields."""


class RecordDialog(QDialog):
    """Shows one record above the window."""

    def __init__(self, entity: Entity, operations: Operations, parent: QWidget, record: Loaded) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.pane = RecordPane(entity, operations, self, record)
        self.pane.left.connect(self.accept)
        self.setWindowTitle(self.pane.title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pane)
        wanted = self.pane.form.sizeHint()
        around = self.sizeHint().height() - self.pane.area.sizeHint().height()
        height = around + min(HIGHEST, wanted.height() + MESSAGES)
        fit(self, QSize(max(NARROWEST, wanted.width() + 24), height))
        self.pane.enter()

    @override
    def reject(self) -> None:
        """The window's own close button."""
        self.pane.leave()
