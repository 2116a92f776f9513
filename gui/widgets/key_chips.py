"""Keys drawn as keys, in the column of a list that has the keys of commands."""

from collections.abc import Iterable
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from gui.theme import current

BETWEEN: Final = ", "
ROOM: Final = 6
"""Pixels between the keys of two rows."""
NARROWEST: Final = 240
"""Pixels of a column of keys."""
_Index = QModelIndex | QPersistentModelIndex


def chips_width(text: str, metrics: QFontMetrics) -> int:
    """How much room keys need."""
    space = current().space
    keys = text.split(BETWEEN) if text else []
    return sum(metrics.horizontalAdvance(key) + 2 * space.small + space.tight for key in keys)


def keys_column(texts: Iterable[str], metrics: QFontMetrics) -> int:
    """How wide a column is that none of these keys is cut in."""
    return max(NARROWEST, *(chips_width(text, metrics) + current().space.medium for text in texts))


def chip_height(metrics: QFontMetrics) -> int:
    """How high a key is drawn."""
    return metrics.height() + current().space.tight


def draw_chips(painter: QPainter, text: str, place: QRect, area: QRect, direction: Qt.LayoutDirection) -> None:
    """Draw keys side by side from the beginning of a place; mirrored within the area where that is the direction."""
    tokens = current()
    space, color, metrics = tokens.space, tokens.color, painter.fontMetrics()
    left, height = place.left(), chip_height(metrics)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # of each key's own text: Ctrl stands before its partner
    for key in text.split(BETWEEN) if text else ():
        width = metrics.horizontalAdvance(key) + 2 * space.small
        chip = QRect(left, place.center().y() - height // 2 + 1, width, height)
        chip = QStyle.visualRect(direction, area, chip)
        painter.setPen(QPen(QColor(color.line), 1))
        painter.setBrush(QColor(color.sunken))
        painter.drawRoundedRect(QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), tokens.radius.small, tokens.radius.small)
        painter.setPen(QColor(color.muted))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, key)
        left += width + space.tight
    painter.restore()


class KeyChips(QStyledItemDelegate):
    """Draws the keys of a column."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        option.text = ""  # pyright: ignore[reportAttributeAccessIssue]  # the stubs lack it

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """High enough that the keys of two rows do not touch."""
        view: Any = option
        return super().sizeHint(option, index).expandedTo(QSize(0, chip_height(view.fontMetrics) + ROOM))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        view: Any = option
        painter.setFont(view.font)
        inside = view.rect.adjusted(current().space.small, -2, 0, -2)  # in line with the text, which Qt writes higher
        draw_chips(painter, index.data() or "", inside, view.rect, view.direction)
