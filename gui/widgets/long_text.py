"""A text without blanks, such as a path or a token, to read and to select."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget
from typing_extensions import override

from gui.theme import set_kind

NARROWEST = 12
"""Letters that stand in a line at least."""


class LongText(QTextEdit):
    """Goes on in another line wherever its room ends, which no label does; what is selected has no breaks of that."""

    def __init__(self, name: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        set_kind(self, "mono")
        self.show_text(text)

    def text(self) -> str:
        """What it says."""
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Say this."""
        self.setPlainText(text)
        self.updateGeometry()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        copy = self.document().clone()
        copy.setTextWidth(width)
        return round(copy.size().height())

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(self.document().idealWidth()), self.fontMetrics().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST * self.fontMetrics().averageCharWidth(), self.fontMetrics().height())
