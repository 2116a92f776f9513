"""A text that may be longer than its room: it ends in an ellipsis there, and the tool tip has all of it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from gui.widgets.label import Kind, Label


class ElidedLabel(Label):
    """Takes the room that it gets and asks for none."""

    def __init__(self, kind: Kind = "body", parent: QWidget | None = None) -> None:
        super().__init__("", kind, parent)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str) -> None:
        """Show this, as far as there is room."""
        self._whole = text
        self._fit()

    def _fit(self) -> None:
        room = self.contentsRect().width()
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown)
        self.setToolTip("" if shown == self._whole else self._whole)
        self.setAccessibleName(self._whole)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())
