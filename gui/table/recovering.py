"""Finds a large selection again after a refresh, or gives it up where rows in it have changed."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from core.errors import AppError
from gui import use_cases
from gui.operations import Operations
from gui.table.selection import Part
from gui.table.telling import Telling
from gui.table.view import TableView
from gui.tasks import Group
from gui.use_cases import Run


class Recovering(QObject):
    """Looks whether the rows of large parts of one view's selection are still the same, and where they are now."""

    def __init__(self, view: TableView, operations: Operations, telling: Telling) -> None:
        super().__init__(view)
        self._view, self._operations, self._telling, self._group = view, operations, telling, Group()
        self._is_announced = self._is_own = False
        """Whether a command has told what it did since the last refresh; and before the one that is looked into."""
        operations.announced.connect(self._on_announced)
        view.selection.doubted.connect(self._on_doubted)
        view.rows.refreshed.connect(self._on_refreshed)

    def _on_announced(self) -> None:
        self._is_announced = True

    def _on_doubted(self, parts: Sequence[Part]) -> None:
        self._is_own = self._is_announced
        runs = list[Run]()
        for part in (part for part in parts if part.is_large):
            first, last = part.ids[0], part.ids[-1]
            if first is None or last is None:
                self._let_go()
                return
            runs.append(Run(first, last, part.bottom - part.top + 1, part.since))
        self._group.renew()
        work = use_cases.find_runs(resource=self._view.rows.entity.name, query=self._view.rows.query, runs=runs)
        self._operations.read(work, done=self._on_found, failed=self._on_failed, group=self._group)

    def _on_refreshed(self) -> None:
        self._is_announced = False

    def _on_found(self, places: Sequence[int] | None) -> None:
        if not self._view.selection.is_doubted:
            return  # something else is selected by now
        if places is None:
            self._let_go()
        else:
            self._view.selection.take_up(places)

    def _on_failed(self, error: AppError) -> None:
        self._view.selection.let_go()
        self._operations.failed.emit(error)

    def _let_go(self) -> None:
        """Say so, unless it was the person who changed them: what they did is said already."""
        self._view.selection.let_go()
        if not self._is_own and not self._is_announced:
            self._telling.said(self.tr("The selection was given up: rows in it changed."))
