"""A row of commands as buttons; what finds no room goes into a menu at its end."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolBar, QToolButton, QWidget
from typing_extensions import override

from gui.theme import current
from gui.widgets.button import AIR


class Toolbar(QToolBar):
    """Its buttons can be reached by Tab. `name` says to those who cannot see it what it is for."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setAccessibleName(name)
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        size = current().size.small_icon
        self.setIconSize(QSize(size, size))
        more = self.findChild(QToolButton, "qt_toolbar_ext_button")
        if more is not None:
            more.setAccessibleName(self.tr("More"))
            more.setToolTip(self.tr("More"))

    def add_command(self, action: QAction) -> QToolButton:
        """Append a command; its button is returned."""
        self.addAction(action)
        button = self.widgetForAction(action)
        assert isinstance(button, QToolButton)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        action.setIconText(AIR + action.iconText().removeprefix(AIR))
        button.setAccessibleName(action.iconText().strip())
        return button

    @override
    def minimumSizeHint(self) -> QSize:
        """May become as narrow as its menu alone."""
        return QSize(0, super().minimumSizeHint().height())
