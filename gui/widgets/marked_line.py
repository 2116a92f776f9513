"""A line in which a part can be marked as wrong."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QLineEdit

from gui.theme import current


class MarkedLine(QLineEdit):
    """A line edit that can underline."""

    def underline(self, position: int, length: int) -> None:
        """QLineEdit can format a part of its text only by way of an input method's event."""
        style = QTextCharFormat()
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        color = QColor(current().color.bad.text)
        style.setUnderlineColor(color)
        style.setForeground(color)
        start = position - self.cursorPosition()
        kind = QInputMethodEvent.AttributeType.TextFormat
        marks = [QInputMethodEvent.Attribute(kind, start, length, style)] if length else []
        QCoreApplication.sendEvent(self, QInputMethodEvent("", marks))
