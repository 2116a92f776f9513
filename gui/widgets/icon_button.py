"""A button that is only an icon; its name is said by tool tip and to those who cannot see it."""

from PySide6.QtWidgets import QToolButton, QWidget

from gui.theme import Role, set_icon


class IconButton(QToolButton):
    """Reached by Tab like any other button."""

    def __init__(self, icon: str, name: str, parent: QWidget | None = None, *, role: Role = "muted") -> None:
        super().__init__(parent)
        self._role: Role = role
        self.show_as(icon, name)

    def show_as(self, icon: str, name: str) -> None:
        """Take another icon and name."""
        set_icon(self, icon, self._role)
        self.setToolTip(name)
        self.setAccessibleName(name)
