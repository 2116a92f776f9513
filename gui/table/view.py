"""The grid of cells: where each one is, what is in view. Reads nothing itself; tells its model what is looked at."""

from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QToolTip, QWidget
from typing_extensions import override

from core.services.window import Row
from gui.table.columns import widths
from gui.table.frozen import FrozenColumns
from gui.table.header import ColumnHeader
from gui.table.model import TableModel
from gui.table.painter import PADDING, TablePainter
from gui.table.selection import Selection

Index = QModelIndex | QPersistentModelIndex
ScrollHint = QAbstractItemView.ScrollHint
AIR: Final = 12
"""Pixels of a row's height that are not its text's."""
_TEXT_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_FOLLOWING = QItemSelectionModel.SelectionFlag.ClearAndSelect


class TableView(QTableView):
    """A table with a cursor.

    Signals:
        edit_requested: change the cell under the cursor, beginning with this text (None: with what is there).
        cursor_moved: the cursor stands elsewhere.
        menu_requested: show the menu of the cell at this place on the screen.
        columns_measured: the columns are as wide as their texts ask for.
    """

    edit_requested = Signal(object)
    cursor_moved = Signal()
    menu_requested = Signal(object)
    columns_measured = Signal()

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self.are_columns_measured = False
        self.header = ColumnHeader(model, self)
        self.setHorizontalHeader(self.header)
        self.setModel(model)
        # A header's selection model asks for every row whether all of it is selected: half a minute at a million rows.
        for header in (self.header, self.verticalHeader()):
            header.setSelectionModel(QItemSelectionModel(model, header))
        self._set_up()
        self.frozen = FrozenColumns(self)
        self.selection = Selection(self)
        self.painter = TablePainter(self)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.verticalScrollBar().valueChanged.connect(self.look)
        model.dataChanged.connect(self._on_data_changed)

    @property
    def cursor_row(self) -> Row | None:
        """The record under the cursor, None where there is none or it is not read yet."""
        index = self.currentIndex()
        return self.rows.row(index.row()) if index.isValid() else None

    @property
    def cursor_id(self) -> UUID | None:
        """The id of the record under the cursor."""
        row = self.cursor_row
        return None if row is None else row.id

    def put_cursor(self, row: int, column: int | None = None) -> None:
        """Put the cursor on a cell and select it alone."""
        column = max(0, self.currentIndex().column()) if column is None else column
        index = self.rows.index(row, column)
        self.selectionModel().setCurrentIndex(index, _FOLLOWING)
        self.scrollTo(index)

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

    def measure_columns(self) -> None:
        """Once, when there are rows and the table has its place in the window."""
        if self.are_columns_measured or not self.rows.count or not self.isVisible():
            return
        self.are_columns_measured = True
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        for column, width in enumerate(widths(self.rows, self.fontMetrics(), room)):
            self.setColumnWidth(column, width)
        self.columns_measured.emit()

    def measure_again(self) -> None:
        """As wide as what is in view asks for now."""
        self.are_columns_measured = False
        self.measure_columns()

    def look(self) -> None:
        """Have read what is in view."""
        rows = self.rows_within(self.viewport().rect())
        self.rows.look_at(rows.start, max(rows.start, rows.stop - 1))

    def fit_font(self) -> None:
        """Rows, header and painting as the font asks for."""
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + AIR)
        self.header.setFont(self.font())
        self.header.fit_font()
        self.frozen.header.setFont(self.font())
        self.painter.renew()
        self.updateGeometries()
        self.frozen.place()
        self.viewport().update()

    def reserve(self, height: int) -> None:
        """Leave room below the names of the columns."""
        for header in (self.header, self.frozen.header):
            header.reserve(height)
        self.updateGeometries()
        self.frozen.place()
        self.look()

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

    def _on_current_changed(self) -> None:
        self.viewport().update()
        self.cursor_moved.emit()

    def _on_data_changed(self) -> None:
        self.painter.texts.forget()
        self.viewport().update()

    def _show_tip(self, event: QHelpEvent) -> None:
        """What is wrong with a row, or the whole of a text that is cut off."""
        index = self.indexAt(event.pos())
        reason = index.data(Qt.ItemDataRole.ToolTipRole) if index.isValid() else None
        text = str(index.data() or "") if index.isValid() else ""
        room = self.columnWidth(max(0, index.column())) - 2 * PADDING
        if reason or self.fontMetrics().horizontalAdvance(text[:1000]) > room:
            QToolTip.showText(event.globalPos(), reason or text[:1000], self)
        else:
            QToolTip.hideText()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Not QTableView's own, which asks its model seven things a cell."""
        painter = QPainter(self.viewport())
        self.painter.paint(painter, event.rect())
        painter.end()

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
        elif hidden := self.frozen.width - self.columnViewportPosition(index.column()):
            bar.setValue(bar.value() - max(0, hidden))

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx and self.frozen.columns:
            self.viewport().update()

    @override
    def selectionChanged(self, selected: Any, deselected: Any) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing begins to edit; every other key is a command, and what is none goes to the window."""
        text = event.text()
        if text and text.isprintable() and not text.isspace() and not event.modifiers() & _TEXT_KEYS:
            self.edit_requested.emit(text)
        else:
            event.ignore()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if shift and index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.selection.extend_to(index.row(), index.column())
        else:
            super().mousePressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self.edit_requested.emit(None)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(event.globalPos())

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.measure_columns()
        self.look()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange} and hasattr(self, "painter"):
            self.painter.renew()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
