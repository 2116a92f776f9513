"""Lines of a list with something in grey at their far end, a count or a meaning, and a bar as long as their share."""

from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from gui.theme import current

SIDE: Final = int(Qt.ItemDataRole.UserRole) + 7
SHARE: Final = SIDE + 1
HEIGHT: Final = 30
AIR: Final = 6
"""Pixels above and below a large text together."""
SHORTEST: Final = 3
"""Pixels of a bar, however small the share."""
_Index = QModelIndex | QPersistentModelIndex


def line_height(metrics: QFontMetrics) -> int:
    """How high a line is: enough for its text, however large that is."""
    return max(HEIGHT, metrics.height() + AIR)


def add_line(to: QListWidget, text: str, side: str, share: float | None = None) -> QListWidgetItem:
    """Append a line; it is spoken as a whole. `share` is that of the longest bar, None where there are no bars."""
    item = QListWidgetItem(text, to)
    item.setData(SIDE, side)
    item.setData(SHARE, share)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text}, {side}" if side else text)
    return item


class SidedLines(QStyledItemDelegate):
    """Draws such lines."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        view: Any = option
        return QSize(0, line_height(view.fontMetrics))

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        """The text ends before what stands at the far end."""
        super().initStyleOption(option, index)
        view: Any = option
        taken = view.fontMetrics.horizontalAdvance(index.data(SIDE) or "") + 3 * current().space.small
        if index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            taken += current().space.wide
        view.text = view.fontMetrics.elidedText(view.text, Qt.TextElideMode.ElideRight, view.rect.width() - taken)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view: Any = option
        space, color = current().space, current().color
        share: float | None = index.data(SHARE)
        painter.save()
        if share is not None:
            self._paint_bar(painter, view, share)
        super().paint(painter, QStyleOptionViewItem(option), index)
        painter.setPen(QColor(color.muted))
        align = QStyle.visualAlignment(view.direction, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        # Qt writes the text itself a little above the middle.
        painter.drawText(view.rect.adjusted(space.small, -1, -space.small, -1), align, index.data(SIDE) or "")
        painter.restore()

    def _paint_bar(self, painter: QPainter, view: Any, share: float) -> None:
        area = QRect(view.rect).adjusted(0, 1, 0, -1)
        length = max(SHORTEST, round(area.width() * share))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current().color.accent_soft))
        radius = current().radius.small
        bar = QRect(area.left(), area.top(), length, area.height())
        painter.drawRoundedRect(QStyle.visualRect(view.direction, area, bar), radius, radius)
