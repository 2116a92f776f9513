"""A line below a table with the sums of its number columns, over everything that the filter shows."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QLineF, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QToolTip, QWidget
from typing_extensions import override

from core.errors import AppError
from core.messages import worded
from core.services.totals import NUMBERS, Total
from gui import insight_cases
from gui.operations import Operations
from gui.table.arranging.arrangement import Arrangement
from gui.table.insight.glance import glanced
from gui.table.painter import PADDING
from gui.table.view import TableView
from gui.tasks import Group
from gui.theme import current
from gui.values import shown

AIR: Final = 17
"""Pixels of its height that are not its texts'."""


class TotalsRow(QWidget):
    """Asks again whenever the table shows something else; each total stands below its column.

    Signals:
        arrived: totals are here.
    """

    arrived = Signal()

    def __init__(self, view: TableView, arrangement: Arrangement, operations: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self._view, self._model, self._arrangement = view, view.rows, arrangement
        self._operations, self._group = operations, Group()
        self._is_coming = False
        self.totals: dict[str, Total] = {}
        self._note = ""
        view.font_changed.connect(self._fit_font)
        view.columns_measured.connect(self._make_room)
        self._fit_font()
        self.setAccessibleName(self.tr("Totals"))
        for moved in (view.header.sectionResized, view.header.sectionMoved, view.horizontalScrollBar().valueChanged):
            moved.connect(self._on_moved)
        for changed in (self._model.began, self._model.refreshed):
            changed.connect(self._ask)
        self.hide()

    def toggle(self) -> None:
        """Come or go. The columns make room for the first totals; those of other rows find what room there is."""
        self._is_coming = self.isHidden()
        self.setVisible(self._is_coming)
        self._ask()

    def text(self, column: int) -> str:
        """What stands below a column."""
        facts = self._model.columns[column]
        total = self.totals.get(facts.name)
        if total is not None:
            return "" if total.sum is None else f"Σ {shown(glanced(total.sum), facts, {})}"
        first = next((each for each in self._view.column_order() if not self._is_number(each)), None)
        return self._note if column == first else ""

    def room_for(self, column: int) -> int:
        """How wide a column has to be for what stands below it."""
        text = "" if self.isHidden() else self.text(column)
        return QFontMetrics(self._font()).horizontalAdvance(text) + 2 * PADDING if text else 0

    def fitted(self, column: int) -> str:
        """As much of it as has room: of a number all or nothing, for a part of it would read as another number."""
        text, metrics = self.text(column), QFontMetrics(self._font())
        room = self._view.columnWidth(column) - 2 * PADDING
        if not self._is_number(column):
            return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        forms = (text, text.removeprefix("Σ "), "…" if text else "")
        return next((form for form in forms if metrics.horizontalAdvance(form) <= room), "")

    def _font(self) -> QFont:
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _fit_font(self) -> None:
        self.setFixedHeight(self._view.fontMetrics().height() + AIR)

    def _offset(self) -> int:
        """How far to the right the table's viewport begins."""
        return self.mapFromGlobal(self._view.viewport().mapToGlobal(QPoint(0, 0))).x()

    def _show_tip(self, event: QHelpEvent) -> None:
        """The whole of a total that has no room."""
        x = event.pos().x() - self._offset()
        column = self._view.frozen.column_at(x)
        column = self._view.columnAt(x) if column is None else column
        if column >= 0 and self.fitted(column) != self.text(column):
            QToolTip.showText(event.globalPos(), self.text(column), self)
        else:
            QToolTip.hideText()

    def _is_number(self, column: int) -> bool:
        return self._model.columns[column].kind in NUMBERS

    def _ask(self) -> None:
        self._group.renew()
        if self.isHidden():
            return
        self._note = self.tr("Adding up…")
        fields = [facts.name for facts in self._model.columns if facts.kind in NUMBERS]
        work = insight_cases.total(resource=self._model.entity.name, query=self._model.query, fields=fields)
        self._operations.read(work, done=self._on_totals, failed=self._on_failed, group=self._group)
        self.update()

    def _on_totals(self, totals: Sequence[Total]) -> None:
        self.totals = {total.field: total for total in totals}
        self._note = worded(self.tr("{count:row|rows}"), count=self._model.count) if self._model.is_counted else ""
        spoken = [f"{self._model.columns[each].label} {self.text(each)}" for each in self._view.column_order()]
        self.setAccessibleDescription(", ".join(text for text in spoken if not text.endswith(" ")))
        if self._is_coming:
            self._is_coming = False
            self._make_room()
        self.update()
        self.arrived.emit()

    def _make_room(self) -> None:
        for column in self._view.column_order():
            self._arrangement.make_room(column, self.room_for(column))

    def _on_failed(self, error: AppError) -> None:
        self._note = str(error)
        self.update()

    def _on_moved(self) -> None:
        self.update()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, color = QPainter(self), current().color
        painter.fillRect(self.rect(), QColor(color.table.total))
        painter.setPen(QColor(color.line))
        painter.drawLine(QLineF(0, 0.5, self.width(), 0.5))
        painter.setFont(self._font())
        painter.setPen(QColor(color.table.header_text))
        offset = self._offset()
        scrolled = self._view.scrolled_area().translated(offset, 0)
        painter.setClipRect(QRect(scrolled.left(), 0, scrolled.width(), self.height()))
        for column in self._view.scrolled_columns():
            self._paint(painter, column, offset)
        painter.setClipping(False)
        for column in self._view.frozen.columns:
            self._paint(painter, column, offset)
        painter.end()

    def _paint(self, painter: QPainter, column: int, offset: int) -> None:
        area = QRect(self._view.x_of(column) + offset, 0, self._view.columnWidth(column), self.height())
        room = area.adjusted(PADDING, 0, -PADDING, 0)
        align = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag(self._model.alignments[column]))
        painter.drawText(room, align, self.fitted(column))
