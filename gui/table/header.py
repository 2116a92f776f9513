"""The header of a table: names, arrows and ordinals of the sort, painted in the table's colours."""

from collections.abc import Mapping
from math import ceil
from typing import Final, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QLocale, QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QStyle, QWidget
from typing_extensions import override

from gui.table.look import current_look

PADDING: Final = 8
ARROW: Final = 9
"""Pixels that an arrow takes."""
BESIDE_ARROW: Final = 4
"""Pixels between a name and its arrow, and as many more where an ordinal follows."""


class SortMark(NamedTuple):
    """How a column is sorted: its place among the sort's columns, and the way."""

    ordinal: int
    descending: bool


class ColumnHeader(QHeaderView):
    """The names of the columns, with how each is sorted."""

    def __init__(self, model: QAbstractItemModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._marks: Mapping[int, SortMark] = {}
        self._reserved = 0
        self.setModel(model)
        # Its own, empty selection: with the table's, each header asks for every row whether all of it is selected.
        self.setSelectionModel(QItemSelectionModel(model, self))
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)
        self.fit_font()

    def fit_font(self) -> None:
        """As high as its font needs."""
        self.setFixedHeight(self.fontMetrics().height() + 16 + self._reserved)

    def room_for(self, column: int) -> int:
        """How wide a column has to be for its name with the mark of a sort by several columns."""
        metrics = self._metrics()
        return ceil(metrics.horizontalAdvance(self._name(column)) + self._room_beside("9", metrics)) + 1

    def fitted(self, column: int) -> str:
        """As much of a column's name as has room."""
        metrics, mark = self._metrics(), self._marks.get(column)
        beside = 2 * PADDING if mark is None else self._room_beside(self._ordinal(mark), metrics)
        room = self.sectionSize(column) - beside
        return metrics.elidedText(self._name(column), Qt.TextElideMode.ElideRight, room)

    def reserve(self, height: int) -> None:
        """Leave this much room below the names for somebody else."""
        self._reserved = height
        self.setViewportMargins(0, 0, 0, height)
        self.fit_font()

    def show_sort(self, marks: Mapping[int, SortMark]) -> None:
        """Mark these columns as sorted, and no others."""
        self._marks = marks
        self.viewport().update()

    def sort_mark(self, column: int) -> SortMark | None:
        """How a column is marked."""
        return self._marks.get(column)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self._bold())

    def _name(self, column: int) -> str:
        return str(self.model().headerData(column, Qt.Orientation.Horizontal))

    def _ordinal(self, mark: SortMark) -> str:
        """Which sort key this is, where there are several."""
        return QLocale().toString(mark.ordinal) if len(self._marks) > 1 else ""

    def _room_beside(self, ordinal: str, metrics: QFontMetricsF) -> float:
        """Pixels of a sorted column that are not its name's."""
        return 2 * PADDING + BESIDE_ARROW + _mark_width(ordinal, metrics)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        look, mark = current_look(), self._marks.get(logicalIndex)
        painter.save()
        painter.fillRect(rect, look.header)
        painter.setPen(look.grid)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        side = rect.right() if not self.isRightToLeft() else rect.left()
        painter.drawLine(side, rect.top() + 6, side, rect.bottom() - 6)
        model = self.model()
        alignment = Qt.AlignmentFlag(
            model.headerData(logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        )
        painter.setFont(self._bold())
        painter.setPen(look.header_text)
        room = rect.adjusted(PADDING, 0, -PADDING, 0)
        if mark is not None:
            room = self._paint_mark(painter, room, mark)
        flags = QStyle.visualAlignment(self.layoutDirection(), alignment)
        painter.drawText(room, flags, self.fitted(logicalIndex))
        painter.restore()

    def _paint_mark(self, painter: QPainter, room: QRect, mark: SortMark) -> QRect:
        """The arrow, and which sort key this is where there are several; returns the room that is left."""
        ordinal = self._ordinal(mark)
        width = ceil(_mark_width(ordinal, self._metrics()))
        area = QRect(room.right() - width + 1, room.top(), width, room.height())
        rest = room.adjusted(0, 0, -width - BESIDE_ARROW, 0)
        if self.isRightToLeft():
            area.moveLeft(room.left())
            rest = room.adjusted(width + BESIDE_ARROW, 0, 0, 0)
        middle, tip = area.center().y(), -3 if not mark.descending else 3
        x = area.left() + ARROW / 2
        arrow = [QPointF(x - 4, middle - tip), QPointF(x + 4, middle - tip), QPointF(x, middle + tip)]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current_look().cursor)
        painter.drawPolygon(QPolygonF(arrow))
        painter.restore()
        if ordinal:
            painter.drawText(area.adjusted(ARROW + 2, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, ordinal)
        return rest


def _mark_width(ordinal: str, metrics: QFontMetricsF) -> float:
    return ARROW + (metrics.horizontalAdvance(ordinal) + BESIDE_ARROW if ordinal else 0)
