"""Text made of several keys (a letter and its accent, a word in Chinese) while it is not known yet what it will be."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget

from gui.theme import set_kind


class Composing(QLabel):
    """Lies over the cell that the text will go into.

    The keyboard stays the table's meanwhile: were an editor to take it, the input method would begin anew.
    """

    def __init__(self, room: QWidget) -> None:
        super().__init__(room)
        self._room = room
        set_kind(self, "composing")
        self.setIndent(0)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_text(self, text: str, cell: QRect) -> None:
        """Show the text as it stands now; nothing where there is none."""
        self.setVisible(bool(text))
        if not text:
            return
        font = self._room.font()
        font.setUnderline(True)
        self.setFont(font)
        self.setText(text)
        self.ensurePolished()
        width = max(cell.width(), self.sizeHint().width())
        left = cell.right() + 1 - width if self.isRightToLeft() else cell.x()
        self.setGeometry(QRect(left, cell.y(), width, cell.height()))
        self.raise_()
