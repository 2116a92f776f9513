"""Esc: gives up one thing at a time, first what was typed into the row, then the selection, then the search."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from gui.actions import Handlers
from gui.operations import Operations
from gui.table.navigation import Navigation
from gui.table.typed_cells import TypedCells
from gui.table.view import TableView
from gui.widgets.search_box import SearchBox


class GivingUp(QObject):
    """Carries out Esc in one table; a cell's editor takes its own."""

    def __init__(
        self,
        view: TableView,
        navigation: Navigation,
        cells: TypedCells,
        search: SearchBox,
        operations: Operations,
    ) -> None:
        super().__init__(view)
        self._view, self._navigation, self._cells = view, navigation, cells
        self._search, self._operations = search, operations

    def handlers(self) -> Handlers:
        """The commands by id."""
        return {"edit.cancel": self.give_up}

    def give_up(self) -> None:
        """The innermost thing that there is to give up; with nothing left, the window decides."""
        index = self._view.currentIndex()
        identity = self._view.rows.id_at(index.row()) if index.isValid() else None
        draft = None if identity is None else self._view.rows.drafts[identity]
        if draft is not None and self._cells.let_go([draft]).cells:
            if draft.is_new:  # not on another row like it, where the next Esc would give up that one
                self._navigation.go(self._view.rows.rowCount() - 1, index.column())
            self._operations.offer(self.tr("What was typed is given up. Undo: Ctrl+Z"))
            return
        if not self._view.selection.is_single:
            self._view.selection.collapse()
        elif self._search.text():
            self._search.clear()
        else:
            key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
            self._view.window().keyPressEvent(key)  # sent as an event, it would be this very shortcut again
