"""The commands of columns, and their menu: move, hide, freeze, width."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction

from gui.action_set import ActionSet
from gui.actions import COLUMN_MENU, Handlers
from gui.table.arranging.arrangement import Arrangement
from gui.table.columns import widths
from gui.table.insight.totals_row import TotalsRow
from gui.table.telling import Telling
from gui.table.view import TableView
from gui.widgets.menu import TickMenu

STEP: Final = 24
"""Pixels that a column becomes wider or narrower by key."""


class ColumnCommands(QObject):
    """Carries out the commands that concern the cursor's column of one table."""

    def __init__(
        self, view: TableView, arrangement: Arrangement, totals: TotalsRow, actions: ActionSet, telling: Telling
    ) -> None:
        super().__init__(view)
        self._view, self._arrangement, self._totals = view, arrangement, totals
        self._actions, self._telling = actions, telling
        for header in (view.header, view.frozen.header):
            header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.header.customContextMenuRequested.connect(self._on_header_menu)
        view.frozen.header.customContextMenuRequested.connect(self._on_frozen_header_menu)

    def handlers(self) -> Handlers:
        """The commands by id."""
        return {
            "column.menu": self.open_menu,
            "column.left": partial(self.move, -1),
            "column.right": partial(self.move, 1),
            "column.hide": self.hide,
            "column.show": self.choose_shown,
            "column.freeze": self.freeze,
            "column.wider": partial(self.widen, STEP),
            "column.narrower": partial(self.widen, -STEP),
            "column.fit": self.fit,
            "column.reset": self.reset,
        }

    def open_menu(self) -> None:
        """What can be done with the cursor's column."""
        self._popup(self._below())

    def move(self, step: int) -> None:
        """The column changes places with its neighbour; left is left."""
        self._arrangement.move(self._column, -step if self._view.isRightToLeft() else step)
        self._view.show_cursor()

    def hide(self) -> None:
        """Hide the column."""
        label = self._view.rows.columns[self._column].label
        if self._arrangement.hide(self._column):
            self._telling.said(self.tr("{label} is hidden.").format(label=label))

    def freeze(self) -> None:
        """Keep the columns up to this one in view, or let them go."""
        if not self._arrangement.freeze_up_to(self._column):
            said = self.tr("All columns scroll again.")
        elif self._view.frozen.columns == self._view.frozen.wanted:
            said = self.tr("The columns up to here stay in view.")
        else:
            said = self.tr("The columns up to here stay in view as far as there is room.")
        self._telling.said(said)
        self._view.show_cursor()

    def widen(self, by: int) -> None:
        """Make the column wider or narrower."""
        self._arrangement.resize(self._column, self._view.columnWidth(self._column) + by)
        self._view.show_cursor()

    def fit(self) -> None:
        """As wide as what is in it and below it."""
        wide = max(widths(self._view, 0)[self._column], self._totals.room_for(self._column))
        self._arrangement.resize(self._column, wide)
        self._view.show_cursor()

    def reset(self) -> None:
        """All columns as they come."""
        self._arrangement.reset()
        self._view.show_cursor()

    def choose_shown(self) -> None:
        """Tick the columns that are shown."""
        menu = TickMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column, facts in enumerate(self._view.rows.columns):
            action = QAction(facts.label.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(not self._view.isColumnHidden(column))
            action.setData(column)
            menu.addAction(action)
        menu.triggered.connect(self._on_column_ticked)
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self._below())

    @property
    def _column(self) -> int:
        column, order = self._view.currentIndex().column(), self._view.column_order()
        return column if column in order else order[0]

    def _below(self) -> QPoint:
        """Where a menu of the cursor's column begins on the screen."""
        self._view.show_column(self._column)
        return self._view.viewport().mapToGlobal(QPoint(self._view.x_of(self._column), 0))

    def _popup(self, place: QPoint) -> None:
        menu = self._actions.context_menu(self._view, COLUMN_MENU)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setActiveAction(menu.actions()[0])
        menu.popup(place)

    def _on_column_ticked(self, action: QAction) -> None:
        if action.isChecked():
            self._arrangement.show(action.data())
        elif not self._arrangement.hide(action.data()):
            action.setChecked(True)
            self._telling.refuse(self.tr("One column has to stay."))

    def _on_header_menu(self, place: QPoint) -> None:
        self._at(self._view.header.logicalIndexAt(place), self._view.header.mapToGlobal(place))

    def _on_frozen_header_menu(self, place: QPoint) -> None:
        header = self._view.frozen.header
        self._at(header.logicalIndexAt(place), header.mapToGlobal(place))

    def _at(self, column: int, place: QPoint) -> None:
        if column >= 0:
            self._view.put_cursor(max(0, self._view.currentIndex().row()), column)
            self._popup(place)
