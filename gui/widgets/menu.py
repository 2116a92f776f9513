"""A menu whose keys read from left to right, as they are pressed, also where the desktop reads from right to left."""

from typing import Any

from PySide6.QtGui import QAction
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
