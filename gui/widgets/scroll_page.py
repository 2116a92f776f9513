"""What pages with more than fits the window are laid out in: a column that scrolls, as wide as is good to read."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from gui.theme import current
from gui.widgets.card import Card


class ScrollPage(QScrollArea):
    """Add parts to `column`; what has the keyboard is scrolled into view."""

    def __init__(self, widest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = current().space
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        inside = _Inside(self)
        inside.setAutoFillBackground(False)
        row = QHBoxLayout(inside)
        row.setContentsMargins(space.wide, space.wide, space.wide, space.wide)
        self.middle = QWidget(inside)
        self.middle.setMaximumWidth(widest)
        self.column = QVBoxLayout(self.middle)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(space.wide)
        row.addWidget(self.middle, 1, Qt.AlignmentFlag.AlignTop)
        self.setWidget(inside)

    @override
    def minimumSizeHint(self) -> QSize:
        """As wide as its widest card needs: it scrolls up and down, not to the side."""
        cards = (each for each in self.middle.findChildren(Card) if not each.isHidden())
        widest = max((each.minimumSizeHint().width() for each in cards), default=0)
        around = 2 * current().space.wide + self.verticalScrollBar().sizeHint().width()
        return QSize(widest + around, super().minimumSizeHint().height())


class _Inside(QWidget):
    """As high as its width makes it: the least height of a layout is that of wrapped texts at their narrowest."""

    def __init__(self, page: ScrollPage) -> None:
        super().__init__(page)
        self._page = page

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._page.updateGeometry()  # else nobody would ask it again how wide it must be
        return super().event(event)

    @override
    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(hint.width(), 0) if self.hasHeightForWidth() else hint
