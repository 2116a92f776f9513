"""What a table paints beside values: the cursor's frame, marks of rows that are not stored, the hint to type."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QStyle

from gui.table.drafts import RowDraft
from gui.table.look import Look

if TYPE_CHECKING:
    from gui.table.painter import Lane
    from gui.table.view import TableView

BAR: Final = 3
"""Width of the mark at the edge of a row that is not stored."""
CORNER: Final = 6


def paint_marks(
    painter: QPainter, view: "TableView", look: Look, row: int, draft: RowDraft, lanes: Sequence["Lane"]
) -> None:
    """A bar at the row's edge, a corner in each cell that was typed into, the ground of those that are wrong."""
    y, height = view.y_of(row), view.row_height
    for lane in lanes:
        name = view.rows.columns[lane.column].name
        if name in draft.problems:
            painter.fillRect(lane.x, y, lane.width - 1, height - 1, look.invalid)
        if name in draft.cells:
            _paint_corner(painter, view, look, QRect(lane.x, y, lane.width, height))
    color = look.invalid_text.color() if draft.problems else look.draft
    first = view.viewport().width() - BAR if view.isRightToLeft() else 0
    painter.fillRect(first, y, BAR, height - 1, color)


def paint_hint(painter: QPainter, view: "TableView", look: Look, rows: range, lanes: Sequence["Lane"]) -> None:
    """Say in the empty row at the end that one can type there, over the empty cells beside it if need be."""
    row = view.rows.rowCount() - 1
    if row not in rows or row < view.rows.count:
        return
    first, still = view.column_order()[0], view.frozen.columns
    if view.currentIndex().row() == row or (first in still) != (lanes[0].column in still):
        return
    place = view.frozen.area() if first in still else view.scrolled_area()
    if view.isRightToLeft():
        place.setRight(view.x_of(first) + view.columnWidth(first))
    else:
        place.setLeft(view.x_of(first))
    place = QRect(place.x() + 8, view.y_of(row), place.width() - 16, view.row_height)
    text = QCoreApplication.translate("TableView", "+ New row")
    painter.setPen(look.null)
    flags = QStyle.visualAlignment(view.layoutDirection(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(place, flags, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width()))


def paint_cursor(painter: QPainter, view: "TableView", look: Look, rows: range, lanes: Sequence["Lane"]) -> None:
    """A frame around the current cell, thinner and weaker while the keyboard is elsewhere."""
    index = view.currentIndex()
    if index.row() not in rows or all(lane.column != index.column() for lane in lanes):
        return
    cell, has_keyboard = view.visualRect(index), view.hasFocus()
    color, width = (look.cursor, 2) if has_keyboard else (look.cursor_idle, 1)
    x, y, right, bottom = cell.x(), cell.y(), cell.right() - width, cell.bottom() - width
    for edge in (
        QRect(x, y, cell.width() - 1, width),
        QRect(x, bottom, cell.width() - 1, width),
        QRect(x, y, width, cell.height() - 1),
        QRect(right, y, width, cell.height() - 1),
    ):
        painter.fillRect(edge, color)


def _paint_corner(painter: QPainter, view: "TableView", look: Look, cell: QRect) -> None:
    """A small triangle in the cell's upper outer corner."""
    left = view.isRightToLeft()
    x, way = (cell.left(), 1) if left else (cell.right(), -1)
    y = cell.top()
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.draft)
    painter.drawPolygon(QPolygonF([QPointF(x, y), QPointF(x + way * CORNER, y), QPointF(x, y + CORNER)]))
    painter.restore()
