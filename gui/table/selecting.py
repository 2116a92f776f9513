"""Selecting by key: columns, rows, everything."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from gui.actions import Handlers
from gui.table.holding import CursorHolding
from gui.table.view import TableView


class Selecting(QObject):
    """Carries out the commands that select without moving the cursor of one view.

    Everything is all that is asked for. Until it is known which rows those are, what is typed for them is held back.
    """

    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._selection, self._rows, self._holding = view.selection, view.rows, CursorHolding(view)
        for known in (view.rows.began, view.rows.counted, view.rows.refreshed):
            known.connect(self._on_rows_known)
        view.rows.failed.connect(self._holding.give_up)

    def handlers(self) -> Handlers:
        """The commands by id."""
        return {
            "select.column": partial(self._select_whole, self._selection.select_columns),
            "select.row": self._selection.select_rows,
            "select.all": partial(self._select_whole, self._selection.select_all),
        }

    def _select_whole(self, select: Callable[[], None]) -> None:
        select()
        if self._rows.is_awaited:
            self._holding.hold(partial(self._select_whole, select))  # again, when more is known of them

    def _on_rows_known(self) -> None:
        if self._holding.is_under_way:
            self._holding.let_go()
