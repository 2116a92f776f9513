"""A whole number, typed or stepped by the arrow keys."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSpinBox, QWidget
from typing_extensions import override

from gui.theme import current
from gui.widgets.wheel import PageWheel


class NumberBox(QSpinBox):
    """As high as other fields and its text as far from the edge: the style sheet does not reach the line inside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        air = current().space.small
        self.lineEdit().setTextMargins(air, 0, air, 0)
        PageWheel(self)

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        line = self.fontMetrics().height() + current().space.medium
        return QSize(hint.width() + 2 * current().space.small, max(current().size.control, line))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
