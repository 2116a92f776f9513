"""Selecting by key: columns, rows, everything."""

from PySide6.QtCore import QObject

from gui.actions import Handlers
from gui.table.view import TableView


class Selecting(QObject):
    """Carries out the commands that select without moving the cursor of one view."""

    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._selection = view.selection

    def handlers(self) -> Handlers:
        """The commands by id."""
        return {
            "select.column": self._selection.select_columns,
            "select.row": self._selection.select_rows,
            "select.all": self._selection.select_all,
        }
