"""Menus that have the keyboard to themselves, and one that is a list to tick."""

from typing import Any, Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QStyleOptionMenuItem
from typing_extensions import override

LEFT_TO_RIGHT = "\u202a"
_MOVING: Final = ("Up", "Down", "Left", "Right", "Home", "End", "PageUp", "PageDown", "Tab", "Backtab")
MENU_KEYS: Final = frozenset(getattr(Qt.Key, f"Key_{name}") for name in (*_MOVING, "Return", "Enter", "Escape", "Alt"))
COMMANDING: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier


class Menu(QMenu):
    """No key is a command of the window behind while it is open, and keys read from left to right everywhere."""

    @override
    def event(self, event: QEvent) -> bool:
        """Qt's own leaves most keys to the window, where one would work blindly behind the menu."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if _is_letter(event) and event.modifiers() == Qt.KeyboardModifier.AltModifier:
                return super().event(event)  # one opens another menu of the bar
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's own hands what it does not know to the menu bar, which leaves it to the window, too."""
        if (_is_letter(event) or event.key() in MENU_KEYS) and not event.modifiers() & COMMANDING:
            super().keyPressEvent(event)
        else:
            event.accept()

    @override
    def initStyleOption(self, option: QStyleOptionMenuItem, action: QAction) -> None:
        """Else a key that ends in a sign, such as Ctrl+;, would begin with it."""
        super().initStyleOption(option, action)
        item: Any = option
        item.text = item.text.replace("\t", f"\t{LEFT_TO_RIGHT}")


class TickMenu(Menu):
    """Space ticks and the menu stays, so that several can be ticked; everything else closes it as usual."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.activeAction():
            self.activeAction().trigger()
        else:
            super().keyPressEvent(event)


def _is_letter(event: QKeyEvent) -> bool:
    """Whether a key stands for a character."""
    return event.key() < Qt.Key.Key_Escape  # the first that does not
