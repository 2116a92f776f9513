"""The grid of a table: where each row and column is, which columns stay at the edge, what is in view."""

from typing import Final

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget
from typing_extensions import override

from gui.table.frozen import FrozenColumns
from gui.table.header import ColumnHeader
from gui.table.model import TableModel

Index = QModelIndex | QPersistentModelIndex
ScrollHint = QAbstractItemView.ScrollHint
AIR: Final = 12
"""Pixels of a row's height that are not its text's."""


class TableGrid(QTableView):
    """Rows of one height in columns that can be frozen; tells its model what is looked at.

    Signals:
        font_changed: the texts are larger or smaller.
    """

    font_changed = Signal()

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self.header = ColumnHeader(model, self)
        self.setHorizontalHeader(self.header)
        for pressed in (self.header.sectionPressed, self.header.sectionEntered):
            pressed.disconnect()  # Qt would select the column and put the cursor into its first row in view
        self.setModel(model)
        # A header's selection model asks for every row whether all of it is selected: half a minute at a million rows.
        for header in (self.header, self.verticalHeader()):
            header.setSelectionModel(QItemSelectionModel(model, header))
        self._set_up()
        self.frozen = FrozenColumns(self)
        self.verticalScrollBar().valueChanged.connect(self.look)

    @property
    def row_height(self) -> int:
        """The height of every row."""
        return self.verticalHeader().defaultSectionSize()

    def column_order(self) -> list[int]:
        """The columns that are shown, as they stand."""
        header = self.header
        order = (header.logicalIndex(place) for place in range(header.count()))
        return [column for column in order if not header.isSectionHidden(column)]

    def scrolled_columns(self) -> list[int]:
        """The columns that are shown and not frozen."""
        return [column for column in self.column_order() if column not in self.frozen.columns]

    def scrolled_area(self) -> QRect:
        """The part of the viewport that scrolls."""
        area, frozen = self.viewport().rect(), self.frozen.width
        return area.adjusted(0, 0, -frozen, 0) if self.isRightToLeft() else area.adjusted(frozen, 0, 0, 0)

    def rows_within(self, area: QRect) -> range:
        """The rows in a part of the viewport."""
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        if first < 0:
            return range(0)
        return range(first, (self.rows.rowCount() if last < 0 else last + 1))

    def y_of(self, row: int) -> int:
        """Where a row begins in the viewport."""
        return self.rowViewportPosition(row)

    def x_of(self, column: int) -> int:
        """Where a column begins in the viewport."""
        return self.frozen.x_of(column) if column in self.frozen.columns else self.columnViewportPosition(column)

    def show_column(self, column: int) -> None:
        """Bring a column into view; of one that has no room, where it begins."""
        if column in self.frozen.columns:
            return
        bar, room, left = self.horizontalScrollBar(), self.scrolled_area(), self.columnViewportPosition(column)
        right = left + self.columnWidth(column) - 1
        before, after = room.left() - left, right - room.right()
        if self.isRightToLeft():
            before, after = after, before
        bar.setValue(bar.value() + max(0, after) - max(0, before + max(0, after)))

    def sees_cursor(self, size: QSize | None = None) -> bool:
        """Whether the cursor's cell is in view, or would be in a viewport of this size: all of its height."""
        cell = self.visualRect(self.currentIndex())
        seen = cell.intersected(QRect(QPoint(), size or self.viewport().size()))
        return seen.height() == cell.height() > 0

    def show_cursor(self) -> None:
        """Bring the cursor's cell back into view once columns or their room changed: there is as much to scroll now."""
        self.updateGeometries()  # which Qt would do a moment later
        self.scrollTo(self.currentIndex())

    def reserve(self, height: int) -> None:
        """Leave room below the names of the columns."""
        had_cursor = self.sees_cursor()
        for header in (self.header, self.frozen.header):
            header.reserve(height)
        self.updateGeometries()
        self.frozen.place()
        if had_cursor:
            self.show_cursor()
        self.look()

    def look(self) -> None:
        """Have read what is in view."""
        rows = self.rows_within(self.viewport().rect())
        self.rows.look_at(rows.start, max(rows.start, rows.stop - 1))

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.rows.entity.label)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(8)
        rows.setDefaultSectionSize(self.fontMetrics().height() + AIR)
        rows.hide()

    @override
    def visualRect(self, index: Index) -> QRect:
        if index.isValid() and index.column() in self.frozen.columns:
            x, width = self.frozen.x_of(index.column()), self.columnWidth(index.column())
            return QRect(x, self.y_of(index.row()), width, self.row_height)
        return super().visualRect(index)

    @override
    def indexAt(self, pos: QPoint) -> QModelIndex:
        column = self.frozen.column_at(pos.x())
        row = self.rowAt(pos.y())
        return super().indexAt(pos) if column is None or row < 0 else self.rows.index(row, column)

    @override
    def scrollTo(self, index: Index, hint: ScrollHint = ScrollHint.EnsureVisible) -> None:
        bar, before = self.horizontalScrollBar(), self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        if index.column() in self.frozen.columns:
            bar.setValue(before)
        elif index.isValid():
            self.show_column(index.column())

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx and self.frozen.columns:
            self.viewport().update()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.font_changed.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.frozen.place()
        self.look()
