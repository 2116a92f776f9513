"""An icon that only shows something."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QIcon, QShowEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from typing_extensions import override

from gui.theme import Role, current, theme

EMBLEM: Final = 24


class IconLabel(QLabel):
    """Follows look, size of text and screen; says nothing to those who cannot see it, for the text beside it does."""

    def __init__(self, icon: str, role: Role = "muted", size: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._size = icon, size or current().size.icon
        self._role: Role = role
        self._fit()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_icon(self, icon: str, role: Role) -> None:
        """Take another icon."""
        self._icon, self._role = icon, role
        self._render()

    def shown(self) -> QIcon:
        """What it shows, in the colours of now."""
        return theme().icon(self._icon, self._role)

    def _fit(self) -> None:
        size = theme().grown(self._size)
        self.setFixedSize(size, size)

    def _render(self) -> None:
        """Only where it is seen: most icons of a page are those of its rarer states."""
        if self.isVisible():
            self.setPixmap(self.shown().pixmap(self.contentsRect().size(), self.devicePixelRatioF()))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
            self._render()
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.DevicePixelRatioChange}:
            self._render()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._render()


class Emblem(IconLabel):
    """The application's own, before its name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", size=EMBLEM, parent=parent)

    @override
    def shown(self) -> QIcon:
        return QApplication.windowIcon()
