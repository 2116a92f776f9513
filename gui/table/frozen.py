"""Columns that stay at the edge of a table while the others scroll below them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Signal

from gui.table.columns import NARROWEST
from gui.table.header import ColumnHeader

if TYPE_CHECKING:
    from gui.table.grid import TableGrid


class FrozenColumns(QObject):
    """The first columns of one view, with a header of their own over the view's.

    Signals:
        changed: other columns stay now.
    """

    changed = Signal()

    def __init__(self, view: "TableGrid") -> None:
        super().__init__(view)
        self._view, self._header = view, view.header
        self.wanted: tuple[int, ...] = ()
        """The columns that should stay, in their order."""
        self.columns: tuple[int, ...] = ()
        """Those of them that do: the others scroll until there is room for them."""
        self._told: tuple[int, ...] = ()
        """Those of which it was said last that they do."""
        self.header = ColumnHeader(view.rows, view)
        self.header.hide()
        self._header.sectionResized.connect(self._on_section_resized)
        self._header.geometriesChanged.connect(self.place)
        self.header.sectionResized.connect(self._on_own_section_resized)
        self.header.sectionClicked.connect(self._header.sectionClicked)

    def freeze(self, columns: Sequence[int]) -> None:
        """From now on these columns stay, in this order, as far as there is room; with none, all scroll."""
        self.wanted = self.columns = ()
        for place, column in enumerate(columns):
            self._header.moveSection(self._header.visualIndex(column), place)
            self.header.moveSection(self.header.visualIndex(column), place)
        self.wanted = tuple(columns)
        self.place()
        self._view.viewport().update()

    @property
    def width(self) -> int:
        """Pixels that the frozen columns take."""
        return sum(self._header.sectionSize(column) for column in self.columns)

    def area(self) -> QRect:
        """The part of the viewport in which they are."""
        viewport, width = self._view.viewport(), self.width
        return QRect(viewport.width() - width if self._view.isRightToLeft() else 0, 0, width, viewport.height())

    def x_of(self, column: int) -> int:
        """Where a frozen column begins in the viewport."""
        before = sum(self._header.sectionSize(each) for each in self.columns[: self.columns.index(column)])
        if self._view.isRightToLeft():
            return self._view.viewport().width() - before - self._header.sectionSize(column)
        return before

    def column_at(self, x: int) -> int | None:
        """The frozen column at a place in the viewport."""
        for column in self.columns:
            if self.x_of(column) <= x < self.x_of(column) + self._header.sectionSize(column):
                return column
        return None

    def place(self) -> None:
        """Lie over the view's header, with the columns that there is room for."""
        self.columns = ()  # a name that is shown again says how wide it was, which nobody wants
        fitting = self._fitting()
        for column in range(self.header.count()):
            self.header.setSectionHidden(column, column not in fitting)
        self.columns = fitting
        self._lie()
        if self.columns != self._told:
            self._told = self.columns
            self._view.viewport().update()
            self.changed.emit()

    def _fitting(self) -> tuple[int, ...]:
        """As many of the wanted ones as leave room for a narrow one that scrolls."""
        room, count = self._view.viewport().width() - NARROWEST, 0
        for column in self.wanted:
            room -= self._header.sectionSize(column)
            if room < 0:
                break
            count += 1
        return self.wanted[:count]

    def _lie(self) -> None:
        self.header.setVisible(bool(self.columns))
        if not self.columns:
            return
        for column in self.columns:
            self.header.resizeSection(column, self._header.sectionSize(column))
        area, above = self.area(), self._header.geometry()
        left = self._view.viewport().geometry().left() + area.left()
        self.header.setGeometry(left, above.top(), area.width(), above.height())

    def _on_section_resized(self) -> None:
        if self.wanted:
            self.place()
            self._view.viewport().update()

    def _on_own_section_resized(self, column: int, _old: int, new: int) -> None:
        if column in self.columns and self._header.sectionSize(column) != new:
            self._header.resizeSection(column, new)
