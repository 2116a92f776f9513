"""A short message that points at a widget: the model's word on what was typed into a cell."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget

from gui.theme import current, set_kind

MAX_WIDTH = 360


class Bubble(QLabel):
    """Lies over its parent, below the widget in question or above it where there is no room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        set_kind(self, "bubble")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, text: str, about: QWidget) -> None:
        """Show a message about a widget in the same room."""
        gap = current().space.tight
        self.setText(text)
        self.ensurePolished()
        width = min(MAX_WIDTH, self.fontMetrics().horizontalAdvance(text) + 2 * current().space.medium)
        self.resize(width, self.heightForWidth(width))
        area = QRect(about.mapTo(self._room, QPoint(0, 0)), about.size())
        below = area.bottom() + gap
        y = below if below + self.height() <= self._room.height() else area.top() - self.height() - gap
        x = area.right() + 1 - width if self.isRightToLeft() else area.x()
        self.move(QPoint(max(0, min(x, self._room.width() - width)), max(0, y)))
        self.show()
        self.raise_()
