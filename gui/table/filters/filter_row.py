"""A row of boxes below the header of a table: what is typed into one filters by its column."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from core.fields import FieldFacts, Kind
from gui.table.filters.filter_box import FilterBox
from gui.table.view import TableView
from gui.theme import current, set_kind
from gui.widgets.bubble import Bubble

AIR: Final = 19
"""Pixels of its height that are not its texts'."""


class FilterRow(QWidget):
    """The boxes of one table, each above its column wherever that is.

    Signals:
        edited: a column's box (the field's name) holds another text now.
        left: the keyboard belongs to the table again.
        values_requested: the person wants to choose among this column's values (its number).
        shown: the row came or went.
        furnished: it has its boxes, which it gets when it comes for the first time.
    """

    edited = Signal(str, str)
    left = Signal()
    values_requested = Signal(int)
    shown = Signal()
    furnished = Signal()

    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._view, self._header = view, view.header
        set_kind(self, "filters")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.boxes: list[FilterBox] = []
        self.bubble = Bubble(view)
        for moved in (
            self._header.sectionResized,
            self._header.sectionMoved,
            self._header.geometriesChanged,
            view.frozen.changed,
            view.horizontalScrollBar().valueChanged,
        ):
            moved.connect(self.place)
        self._header.installEventFilter(self)
        view.font_changed.connect(self._fit_font)
        self.hide()

    def open(self, column: int) -> None:
        """Come, with the keyboard in a column's box."""
        if not self.boxes:
            self._furnish()
        self.setVisible(True)
        self._fit_font()
        self.place()
        self.raise_()
        self.enter(column)
        self.shown.emit()

    def close_row(self) -> None:
        """Go; what the boxes ask for stays asked for."""
        self.bubble.hide()
        self.hide()
        self._view.reserve(0)
        self.shown.emit()
        self.left.emit()

    def enter(self, column: int) -> None:
        """Give the keyboard, unless a refused cell keeps it, to a column's box, or to the next one that has any."""
        order = [each for each in self._view.column_order() if self.boxes[each].facts.sortable]
        if not order:
            return
        column = column if column in order else order[0]
        self._view.show_column(column)
        self.place()
        self.boxes[column].setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.boxes[column].hasFocus():
            self.boxes[column].selectAll()

    def column_with_keyboard(self) -> int | None:
        """The column whose box has the keyboard."""
        return next((at for at, box in enumerate(self.boxes) if box.hasFocus()), None)

    def refuse(self, column: int, position: int, length: int, message: str) -> None:
        """Mark what is wrong in a column's box."""
        self.boxes[column].refuse(position, length)
        self.bubble.say(message, self.boxes[column])

    def accept(self) -> None:
        """Nothing is wrong any more."""
        self.bubble.hide()
        for box in self.boxes:
            box.accept()

    def place(self) -> None:
        """Each box above its column."""
        if self.isHidden():
            return
        viewport, header = self._view.viewport().geometry(), self._header.geometry()
        height = self._height()
        self.setGeometry(viewport.left(), header.bottom() + 1 - height, viewport.width(), height)
        frozen, gap = self._view.frozen.columns, current().space.hair
        for column, box in enumerate(self.boxes):
            is_shown = box.facts.sortable and not self._header.isSectionHidden(column)
            box.setVisible(is_shown)
            width, side = self._view.columnWidth(column), 0 if column in frozen else gap
            box.setGeometry(self._view.x_of(column) + side, gap, max(0, width - 2 * side), height - 2 * gap)
            if column in frozen:
                box.raise_()
        self.raise_()

    def _furnish(self) -> None:
        self.boxes = [FilterBox(facts, self._hint(facts), self) for facts in self._view.rows.columns]
        for box in self.boxes:
            box.setVisible(box.facts.sortable)
            box.edited.connect(self.edited)
            box.installEventFilter(self)
        self.furnished.emit()

    def _height(self) -> int:
        return self._view.fontMetrics().height() + AIR

    def _fit_font(self) -> None:
        """As large as the table's own texts."""
        for box in self.boxes:
            box.setFont(self._view.font())
        if not self.isHidden():
            self._view.reserve(self._height())

    def _hint(self, facts: FieldFacts) -> str:
        match facts.kind:
            case Kind.INTEGER | Kind.DECIMAL | Kind.FLOAT:
                return self.tr("5, >5, 1..9")
            case Kind.DATE | Kind.MOMENT:
                return self.tr("2026-01, >today")
            case Kind.TIME:
                return "8:00..12:00"
            case Kind.BOOLEAN:
                return self.tr("yes, no")
            case _:
                return ""

    def _step(self, box: QObject, step: int) -> None:
        order = [each for each in self._view.column_order() if self.boxes[each].facts.sortable]
        places = [at for at, column in enumerate(order) if self.boxes[column] is box]
        if places:
            self.enter(order[(places[0] + step) % len(order)])

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._header:
            if event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
                self.place()
            return False
        if (
            not isinstance(event, QKeyEvent)
            or event.type() != QEvent.Type.KeyPress
            or not isinstance(watched, FilterBox)
        ):
            return False
        match event.key():
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                backwards = event.key() == Qt.Key.Key_Backtab or event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self._step(watched, -1 if backwards else 1)
            case Qt.Key.Key_Escape if watched.text():
                watched.clear_text()
            case Qt.Key.Key_Down if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.values_requested.emit(self.boxes.index(watched))
            case Qt.Key.Key_Escape | Qt.Key.Key_Down | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.left.emit()
            case _:
                return False
        return True
