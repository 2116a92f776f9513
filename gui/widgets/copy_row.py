"""Something to look up, with a button that copies it."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.theme import current
from gui.widgets.icon_button import IconButton
from gui.widgets.label import Label
from gui.widgets.long_text import LongText
from gui.widgets.toast import Toast


class CopyRow(QWidget):
    """A label above a text such as a path, which may be selected or copied whole."""

    def __init__(self, label: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = LongText(label, text, self)
        self.copy_button = IconButton("copy", self.tr("Copy %1").replace("%1", label), self)
        self.copy_button.clicked.connect(self.copy)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Label(label, "small", self))
        texts.addWidget(self.text)
        self.buttons = QHBoxLayout()
        self.buttons.addWidget(self.copy_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current().space.small)
        row.addLayout(texts, 1)
        row.addLayout(self.buttons)

    def copy(self) -> None:
        """Put the text onto the clipboard."""
        copy(self.text.text(), self)


def copy(text: str, asker: QWidget) -> None:
    """Put a text onto the clipboard, and say so where the asker's window has a place for that."""
    QGuiApplication.clipboard().setText(text)
    toast = asker.window().findChild(Toast)
    if toast is not None:
        toast.say(QCoreApplication.translate("CopyRow", "Copied"))
