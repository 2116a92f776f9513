"""Menus: one whose keys read from left to right also where the desktop does not, and one that is a list to tick."""

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QStyleOptionMenuItem
from typing_extensions import override

LEFT_TO_RIGHT = "\u202a"


class Menu(QMenu):
    """Else a key that ends in a sign, such as Ctrl+;, would begin with it."""

    @override
    def initStyleOption(self, option: QStyleOptionMenuItem, action: QAction) -> None:
        super().initStyleOption(option, action)
        item: Any = option
        item.text = item.text.replace("\t", f"\t{LEFT_TO_RIGHT}")


class TickMenu(QMenu):
    """Space ticks and the menu stays, so that several can be ticked; everything else closes it as usual."""

    def _is_ticking(self, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space and bool(self.activeAction())

    @override
    def event(self, event: QEvent) -> bool:
        """Takes Space before it becomes a command of the table behind, which has the keyboard still."""
        if event.type() == QEvent.Type.ShortcutOverride and self._is_ticking(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_ticking(event):
            self.activeAction().trigger()
        else:
            super().keyPressEvent(event)
