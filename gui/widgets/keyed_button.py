"""A button as wide as what holds it: an icon and a text, and at its far end the key that does the same."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QStyle, QWidget
from typing_extensions import override

from gui.theme import current, set_icon, set_kind

END: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
SEEN: Final = frozenset(
    {
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.LayoutRequest,
        QEvent.Type.FontChange,
        QEvent.Type.StyleChange,
        QEvent.Type.LayoutDirectionChange,
    }
)
"""What can leave the key with another size or another place."""


class KeyedButton(QPushButton):
    """`kind` is the style sheet's word for it.

    The key lies in no layout: showing it would lay out everything around it at once, and that, in the middle of being
    laid out itself, would go on with places that are no longer right.
    """

    def __init__(self, text: str, icon: str, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        set_kind(self, kind)
        set_icon(self, icon, "muted")
        self.setAutoDefault(True)
        self.key = QLabel(self)
        self.key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_kind(self.key, "key")
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
        size, space = self.key.sizeHint(), current().space.small
        room = self.rect().adjusted(space, 0, -space, 0)
        self.key.setGeometry(QStyle.alignedRect(self.layoutDirection(), END, size, room))
        needed = super().sizeHint().width() + size.width() + space
        self.key.setVisible(bool(self.key.text() and self.text()) and self.width() >= needed)

    @override
    def event(self, event: QEvent) -> bool:
        is_taken = super().event(event)
        if event.type() in SEEN and hasattr(self, "key"):
            self._refresh()
        return is_taken
