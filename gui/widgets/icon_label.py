"""An icon that only shows something."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from gui.theme import Role, current, theme


class IconLabel(QLabel):
    """Follows the look and the screen; says nothing to those who cannot see it, for the text beside it does."""

    def __init__(self, icon: str, role: Role = "muted", size: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._size = icon, size or current().size.icon
        self._role: Role = role
        self.setFixedSize(self._size, self._size)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_icon(self, icon: str, role: Role) -> None:
        """Take another icon."""
        self._icon, self._role = icon, role
        self._render()

    def _render(self) -> None:
        """Only where it is seen: most icons of a page are those of its rarer states."""
        if self.isVisible():
            icon = theme().icon(self._icon, self._role)
            self.setPixmap(icon.pixmap(self.contentsRect().size(), self.devicePixelRatioF()))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.DevicePixelRatioChange}:
            self._render()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._render()
