"""The sort of a table, kept for the person as the columns are."""

from PySide6.QtCore import QObject

from core.query.ast import Sort
from gui import arrangement_cases
from gui.operations import Operations
from gui.table.asking import Asking
from gui.table.view import TableView


class KeptSort(QObject):
    """Sorts one table as it was sorted last, unless the person sorted it before that was known."""

    def __init__(self, view: TableView, asking: Asking, operations: Operations) -> None:
        super().__init__(view)
        self._resource, self._asking, self._operations = view.rows.entity.name, asking, operations
        self._kept: tuple[Sort, ...] | None = None
        asking.sorted.connect(self._on_sorted)
        operations.read(arrangement_cases.sort(resource=self._resource), done=self._on_loaded)

    def _on_loaded(self, sort: tuple[Sort, ...]) -> None:
        if self._kept is None and sort:
            self._kept = sort
            self._asking.ask(sort=sort)

    def _on_sorted(self) -> None:
        sort = self._asking.query.sort
        if sort != self._kept:
            self._kept = sort
            self._operations.in_turn(arrangement_cases.keep_sort(resource=self._resource, sort=sort), done=_kept)


def _kept(_nothing: None) -> None:
    """Nothing is to be said: the table is sorted already."""
