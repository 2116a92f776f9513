"""The table that one sees: its grid with cursor, selection and keyboard. Reads nothing itself."""

from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QToolTip, QWidget
from typing_extensions import override

from core.services.window import Row
from gui.table.columns import widths
from gui.table.composing import Composing
from gui.table.grid import AIR, TableGrid
from gui.table.model import TableModel
from gui.table.painter import PADDING, TablePainter
from gui.table.selection import Selection
from gui.typing_keys import types

_FOLLOWING: Final = QItemSelectionModel.SelectionFlag.ClearAndSelect


class TableView(TableGrid):
    """A grid with a cursor.

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
        super().__init__(model, parent)
        self.selection = Selection(self)
        self.painter = TablePainter(self)
        self.composing = Composing(self.viewport())
        self.are_columns_measured = self._is_measured_empty = False
        self._room = 0
        """How wide the table was when its columns were measured, in pixels."""
        self.gives_way = False
        """Whether something else takes its place right now, as it has no rows, or gives it back: nobody goes away."""
        self.growth = 1.0
        """How many times as wide as usual its texts are."""
        self.selectionModel().currentChanged.connect(self._on_current_changed)
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

    @property
    def is_in_use(self) -> bool:
        """Whether its rows can be worked in: nothing stands in their place, and nothing lies over them."""
        return self.isVisible() and self.focusProxy() is None

    def put_cursor(self, row: int, column: int | None = None) -> None:
        """Put the cursor on a cell and select it alone."""
        column = max(0, self.currentIndex().column()) if column is None else column
        index = self.rows.index(row, column)
        self.selectionModel().setCurrentIndex(index, _FOLLOWING)
        self.selection.begin_here()
        self.scrollTo(index)

    def measure_columns(self) -> None:
        """Wherever there is another room for them, and again for the first rows of a table that had none."""
        is_empty = not self.rows.count
        is_done = self.are_columns_measured and (is_empty or not self._is_measured_empty)
        if (is_done and self.width() == self._room) or not self.isVisible() or (is_empty and not self.rows.is_loaded):
            return
        self.are_columns_measured, self._is_measured_empty, self._room = False, is_empty, self.width()
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        for column, width in enumerate(widths(self, room)):
            self.setColumnWidth(column, width)
        self.are_columns_measured = True
        self.columns_measured.emit()

    def measure_again(self) -> None:
        """As wide as what is in view asks for now."""
        self.are_columns_measured = False
        self.measure_columns()

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
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Not QTableView's own, which lists every selected cell where something reads the screen to the person."""
        QAbstractItemView.selectionChanged(self, selected, deselected)
        if QAccessible.isActive():
            self._tell(QAccessible.Event.SelectionAdd, selected)
            self._tell(QAccessible.Event.SelectionRemove, deselected)
        self.viewport().update()

    def _tell(self, kind: QAccessible.Event, cells: QItemSelection) -> None:
        """Tell who reads the screen of the first of some cells, as Qt's tables do; a cell's number counts headers."""
        if not cells.isEmpty():
            first, across = cells.first().topLeft(), self.rows.columnCount() + 1
            event = QAccessibleEvent(self, kind)
            event.setChild((first.row() + 1) * across + first.column() + 1)
            QAccessible.updateAccessibility(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing begins to edit; every other key is a command, and what is none goes to the window."""
        if types(event):
            self.edit_requested.emit(event.text())
        else:
            event.ignore()

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Begin to edit with what several keys have made, as one key does."""
        self.composing.show_text(event.preeditString(), self.visualRect(self.currentIndex()))
        if event.commitString():
            self.edit_requested.emit(event.commitString())

    @override
    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        is_wanted = query == Qt.InputMethodQuery.ImEnabled
        return is_wanted or super().inputMethodQuery(query)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._keeps_keyboard():
            return
        index = self.indexAt(event.position().toPoint())
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if shift and index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.selection.extend_to(index.row(), index.column())
        else:
            super().mousePressEvent(event)
            if event.button() == Qt.MouseButton.LeftButton:
                self.selection.begin_here()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._keeps_keyboard():
            super().mouseMoveEvent(event)

    def _keeps_keyboard(self) -> bool:
        """Whether an editor here has the keyboard still after a click beside it: what is in it is refused."""
        return self.viewport().isAncestorOf(QApplication.focusWidget() or self)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._keeps_keyboard():
            return
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
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange} and hasattr(self, "painter"):
            self.painter.renew()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        had_cursor = self.sees_cursor(event.oldSize())
        super().resizeEvent(event)
        self.measure_columns()
        if had_cursor:
            self.show_cursor()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.measure_columns()  # rows that came while something else stood in this place

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.composing.hide()
        self.viewport().update()
