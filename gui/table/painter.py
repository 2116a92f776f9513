"""Paints the cells of a table in one pass over what is in view."""

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle

from gui.table.cell_texts import CellTexts
from gui.table.look import Look, current_look
from gui.table.marks import paint_cursor, paint_hint, paint_marks
from gui.values import NO, NULL

if TYPE_CHECKING:
    from gui.table.view import TableView

PADDING: Final = 8
"""Pixels between a cell's edge and its text."""
QUIET: Final = (NULL, NO)
"""What stands for nothing, and so stays behind what is there."""
_LEFT, _RIGHT, _MIDDLE = range(3)
"""Where texts lie in a column; flags of Qt are slow to compare for every cell."""


class Lane(NamedTuple):
    """A column in view: where it is and how its texts lie."""

    column: int
    x: int
    width: int
    side: int


class TablePainter:
    """Everything inside the viewport of one table."""

    def __init__(self, view: "TableView") -> None:
        self._view, self._model = view, view.rows
        self.look: Look
        self.texts: CellTexts
        self.renew()

    def renew(self) -> None:
        """The font or the colours are others now."""
        self.look = current_look()
        self._font = QFont(self._view.font())
        # Scripts that need it are shaped all the same; for the others it takes a quarter of the time of a text.
        self._font.setStyleStrategy(self._font.styleStrategy() | QFont.StyleStrategy.PreferNoShaping)
        metrics = QFontMetrics(self._font)  # in whole pixels, as rows are
        self._baseline = (self._view.row_height - metrics.height()) // 2 + metrics.ascent()
        self.texts = CellTexts(self._model, QFontMetricsF(self._font))

    def paint(self, painter: QPainter, exposed: QRect) -> None:
        """Paint what an exposed part shows: the columns that scroll, then those that stay."""
        view = self._view
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setFont(self._font)
        painter.fillRect(exposed, self.look.background)
        rows, still = view.rows_within(exposed), view.frozen.columns
        for columns, area in ((view.scrolled_columns(), view.scrolled_area()), (still, view.frozen.area())):
            lanes = self._lanes(columns, area & exposed)
            if rows and lanes:
                painter.save()
                if still:
                    painter.setClipRect(area & exposed)
                self._paint_area(painter, rows, lanes)
                painter.restore()
        if still:
            area = view.frozen.area()
            edge = area.left() if view.isRightToLeft() else area.right()
            painter.fillRect(QRect(edge, area.top(), 1, area.height()), self.look.cursor_idle)

    def _lanes(self, columns: Sequence[int], area: QRect) -> list[Lane]:
        view, direction = self._view, self._view.layoutDirection()
        lanes: list[Lane] = []
        for column in columns:
            x, width = view.x_of(column), view.columnWidth(column)
            if width and x <= area.right() and x + width > area.left():
                lanes.append(Lane(column, x, width, _side(direction, self._model.alignments[column])))
        return lanes

    def _paint_area(self, painter: QPainter, rows: range, lanes: Sequence[Lane]) -> None:
        drafts = {row: draft for row in rows if (draft := self._model.draft_at(row)) is not None}
        left, right = min(lane.x for lane in lanes), max(lane.x + lane.width for lane in lanes)
        for row in rows:
            if row in drafts or row % 2:
                color = self.look.draft_background if row in drafts else self.look.zebra
                painter.fillRect(left, self._view.y_of(row), right - left, self._view.row_height, color)
        self._paint_selection(painter, rows, lanes)
        self._paint_grid(painter, rows, lanes, left, right)
        self._paint_texts(painter, [row for row in rows if row not in drafts], lanes)
        for row, draft in drafts.items():
            paint_marks(painter, self._view, self.look, row, draft, lanes)
            self._paint_row(painter, row, self.texts.shown(row) or (), lanes, draft.problems)
        paint_hint(painter, self._view, self.look, rows, lanes)
        paint_cursor(painter, self._view, self.look, rows, lanes)

    def _paint_selection(self, painter: QPainter, rows: range, lanes: Sequence[Lane]) -> None:
        view, height = self._view, self._view.row_height
        if view.selection.is_single:
            return
        for part in view.selection.parts():
            top, bottom = max(part.top(), rows.start), min(part.bottom() + 1, rows.stop)
            for lane in lanes if top < bottom else ():
                if part.left() <= lane.column <= part.right():
                    area = QRect(lane.x, view.y_of(top), lane.width, (bottom - top) * height)
                    painter.fillRect(area, self.look.selection)

    def _paint_grid(self, painter: QPainter, rows: range, lanes: Sequence[Lane], left: int, right: int) -> None:
        height, top = self._view.row_height, self._view.y_of(rows.start)
        bottom = top + len(rows) * height
        lines = [QRect(left, y, right - left, 1) for y in range(top + height - 1, bottom, height)]
        edge = 0 if self._view.isRightToLeft() else -1
        for lane in lanes:
            x = lane.x if edge == 0 else lane.x + lane.width - 1
            lines.append(QRect(x, top, 1, bottom - top))
        # Rectangles of one pixel are filled in half the time in which a pen draws lines.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look.grid.brush())
        painter.drawRects(lines)

    def _paint_texts(self, painter: QPainter, rows: Sequence[int], lanes: Sequence[Lane]) -> None:
        for row in rows:
            texts = self.texts.row(row)
            if texts is not None:
                self._paint_row(painter, row, texts, lanes, ())

    def _paint_row(
        self, painter: QPainter, row: int, texts: Sequence[str], lanes: Sequence[Lane], bad: Container[str]
    ) -> None:
        view = self._view
        baseline = view.y_of(row) + self._baseline
        look, fitted, draw = self.look, self.texts.fitted, painter.drawText
        pen = None
        for column, x, width, side in lanes:
            text = texts[column]
            if not text:
                continue
            wanted = look.null if text in QUIET else look.text
            if bad and self._model.columns[column].name in bad:
                wanted = look.invalid_text
            if wanted is not pen:
                pen = wanted
                painter.setPen(pen)
            text, room = fitted(text, width - 2 * PADDING)
            start = x + PADDING
            if side != _LEFT:
                start = x + width - PADDING - room if side == _RIGHT else x + (width - room) // 2
            draw(start, baseline, text)


def _side(direction: Qt.LayoutDirection, alignment: int) -> int:
    flags = QStyle.visualAlignment(direction, Qt.AlignmentFlag(alignment))
    if flags & Qt.AlignmentFlag.AlignHCenter:
        return _MIDDLE
    return _RIGHT if flags & Qt.AlignmentFlag.AlignRight else _LEFT
