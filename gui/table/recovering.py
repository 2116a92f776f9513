"""Finds a large selection again after a refresh, or gives it up where rows in it have changed."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QObject

from gui import use_cases
from gui.operations import Operations
from gui.table.selection import Part
from gui.table.telling import Telling
from gui.table.view import TableView
from gui.tasks import Group


class Recovering(QObject):
    """Looks where the first and the last records of large parts of one view's selection are now."""

    def __init__(self, view: TableView, operations: Operations, telling: Telling) -> None:
        super().__init__(view)
        self._view, self._operations, self._telling, self._group = view, operations, telling, Group()
        view.selection.doubted.connect(self._on_doubted)

    def _on_doubted(self, parts: Sequence[Part]) -> None:
        self._group.renew()
        model, ids = self._view.rows, [each for part in parts if part.is_large for each in part.ids if each is not None]
        work = use_cases.find_positions(resource=model.entity.name, query=model.query, ids=ids)
        self._operations.read(work, done=self._on_found, group=self._group)

    def _on_found(self, places: Mapping[UUID, int | None]) -> None:
        if not self._view.selection.take_up(places):
            self._telling.said(self.tr("The selection was given up: rows in it changed."))
