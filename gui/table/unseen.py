"""Says of a row just stored that the filter does not show it.

The row goes at once, rather than staying until one looks away as in Airtable: a table shows what its query finds, here
and in every window that watches it, and where each row stands is the database's to say. So it is said where it went.
"""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject

from core.query.ast import ALL
from gui import use_cases
from gui.operations import Operations
from gui.table.model import TableModel
from gui.table.row_saving import RowSaving
from gui.table.telling import Telling


class Unseen(QObject):
    """Looks for each row stored from one table in what the table shows."""

    def __init__(self, model: TableModel, saving: RowSaving, operations: Operations, telling: Telling) -> None:
        super().__init__(saving)
        self._saving = saving
        self._model, self._operations, self._telling = model, operations, telling
        self._told = ""
        model.began.connect(self._on_began)
        saving.added.connect(self._on_added)
        saving.changed.connect(self._on_changed)

    def _on_added(self, identity: UUID) -> None:
        self._look(identity, self._on_added_looked)

    def _on_changed(self, identity: UUID) -> None:
        self._look(identity, self._on_changed_looked)

    def _look(self, identity: UUID, done: Callable[[bool], None]) -> None:
        where = self._model.query.where
        if where != ALL:
            work = use_cases.is_among(resource=self._model.entity.name, where=where, identity=identity)
            self._operations.read(work, done=done)

    def _on_added_looked(self, is_shown: bool) -> None:
        if is_shown:
            return
        if self._saving.is_on_draft:  # which is what Esc would give up
            self._told = self.tr("Saved. The new row does not fit the filter.")
        else:
            self._told = self.tr("Saved. The new row does not fit the filter: Esc shows everything.")
        self._telling.point_out(self._told)

    def _on_changed_looked(self, is_shown: bool) -> None:
        """In the status bar alone: whoever works through a list of what is to be done means it, row after row."""
        if not is_shown:
            self._told = self.tr(
                "Saved. The row no longer fits the filter: Esc shows everything, Ctrl+Z takes it back."
            )
            self._telling.said(self._told)

    def _on_began(self) -> None:
        """Another filter is there."""
        self._telling.withdraw(self._told)
