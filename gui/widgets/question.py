"""A question that has to be answered before something is lost."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMessageBox, QWidget
from typing_extensions import override

from gui.theme import current, theme

EMBLEM: Final = 32
"""Pixels."""


class Question(QMessageBox):
    """Plain text, never markup; goes when it is answered."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setTextFormat(Qt.TextFormat.PlainText)
        size = theme().grown(EMBLEM)
        self.setIconPixmap(theme().icon("triangle-alert", "warn").pixmap(size, size))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """With the margins of every dialog; Qt makes a layout of its own for each change before."""
        layout, space = self.layout(), current().space
        if layout is not None:
            layout.setContentsMargins(space.wide, space.wide, space.wide, space.large)
        super().showEvent(event)
