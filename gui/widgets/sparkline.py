"""A row of small bars: how something went over the last days."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from gui.theme import current

HEIGHT = 36
LOWEST = 2.0
"""Pixels of a day with nothing, so that one sees that it was counted."""


class Sparkline(QWidget):
    """One bar a day, today's at the end and stronger."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[int, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_values(self, values: Sequence[int], said: str) -> None:
        """Show these; `said` is what those hear who cannot see it."""
        self._values = tuple(values)
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._values:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isRightToLeft():
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        colors, step, most = current().color, self.width() / len(self._values), max(*self._values, 1)
        for place, value in enumerate(self._values):
            height = LOWEST + (self.height() - LOWEST) * value / most
            color = QColor(colors.accent if value else colors.line)
            if value and place < len(self._values) - 1:
                color.setAlphaF(0.55)
            painter.setBrush(color)
            painter.drawRoundedRect(QRectF(place * step + 1, self.height() - height, max(1.0, step - 2), height), 1, 1)
