"""A button as wide as what holds it: an icon and a text, and at its far end the key that does the same."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from gui.theme import current, set_icon, set_kind
from gui.widgets.margins import set_margins


class KeyedButton(QPushButton):
    """`kind` is the style sheet's word for it."""

    def __init__(self, text: str, icon: str, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        set_kind(self, kind)
        set_icon(self, icon, "muted")
        self.setAutoDefault(True)
        self.key = QLabel(self)
        self.key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_kind(self.key, "key")
        layout = QHBoxLayout(self)
        set_margins(layout, 0, 0, current().space.small, 0)
        layout.addStretch()
        layout.addWidget(self.key, 0, Qt.AlignmentFlag.AlignVCenter)
        self.say(text)
        self.show_key("")

    def say(self, text: str) -> None:
        """Take another text; none where only the icon is to be seen."""
        self.setText(f" {text}" if text else "")
        if text:
            self.setAccessibleName(text)
        self._refresh()

    def show_key(self, key: str) -> None:
        """Take another key; none where it is ""."""
        self.key.setText(key)
        self._refresh()

    def _refresh(self) -> None:
        """The text comes first: where there is no room for both, the key is left to the tool tip and the menus."""
        needed = super().sizeHint().width() + self.key.sizeHint().width() + current().space.small
        self.key.setVisible(bool(self.key.text() and self.text()) and self.width() >= needed)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "key"):
            self._refresh()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refresh()
