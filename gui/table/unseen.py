"""Says of a row just added that the filter does not show it."""

from uuid import UUID

from PySide6.QtCore import QObject

from core.query.ast import ALL, Query
from gui import use_cases
from gui.operations import Operations
from gui.table.model import TableModel
from gui.table.row_saving import RowSaving
from gui.table.rows import WINDOW
from gui.table.telling import Telling
from gui.use_cases import Place


class Unseen(QObject):
    """Looks for each new row of one table in what the table shows."""

    def __init__(self, model: TableModel, saving: RowSaving, operations: Operations, telling: Telling) -> None:
        super().__init__(saving)
        self._model, self._operations, self._telling = model, operations, telling
        saving.added.connect(self._on_added)

    def _on_added(self, identity: UUID) -> None:
        query = Query(self._model.query.where)
        if query.where != ALL:
            work = use_cases.find_place(resource=self._model.entity.name, query=query, identity=identity, size=WINDOW)
            self._operations.read(work, done=self._on_looked)

    def _on_looked(self, place: Place) -> None:
        if place.position is None:
            self._telling.refuse(self.tr("Saved. The new row does not fit the filter: Esc shows everything."))
