"""Ctrl+S: saves the row under the cursor; with nothing to save there, leads to a row that could not be saved."""

from functools import partial

from PySide6.QtCore import QObject

from gui import use_cases
from gui.actions import Handlers
from gui.operations import Operations
from gui.table.cell_editing import CellEditing
from gui.table.drafts import RowDraft
from gui.table.navigation import Navigation
from gui.table.row_saving import RowSaving
from gui.table.rows import WINDOW
from gui.table.telling import Telling
from gui.table.view import TableView
from gui.tasks import Group
from gui.use_cases import Place


class Leading(QObject):
    """Looks after the rows of one table that wait for the person, wherever the cursor is."""

    def __init__(
        self,
        view: TableView,
        navigation: Navigation,
        saving: RowSaving,
        editing: CellEditing,
        telling: Telling,
        operations: Operations,
    ) -> None:
        super().__init__(view)
        self._view, self._model, self._navigation = view, view.rows, navigation
        self._saving, self._editing = saving, editing
        self._telling, self._operations, self._group = telling, operations, Group()

    def handlers(self) -> Handlers:
        """The commands by id."""
        return {"record.save": self.save}

    def save(self) -> None:
        """Store the row under the cursor, for the person says so; else go to one that is not stored."""
        if not self._editing.finish():
            return
        here = self._model.draft_at(max(0, self._view.currentIndex().row()))
        waiting = self._saving.waiting
        if here is None and waiting is not None:
            self.lead_to(waiting)
        else:
            self._editing.save_row(by_word=True)
            self._saving.save_touched()

    def lead_to(self, draft: RowDraft) -> None:
        """Go to a row that is not stored; where the filter hides it, say so."""
        position = self._model.position_of(draft.id)
        if position is not None:
            self._navigation.go(position, self._column(draft))
            return
        self._group.renew()
        query, identity = self._model.query, draft.id
        work = use_cases.find_place(resource=self._model.entity.name, query=query, identity=identity, size=WINDOW)
        self._operations.read(work, done=partial(self._on_found, draft), group=self._group)

    def _column(self, draft: RowDraft) -> int:
        """Where the first thing is wrong; else the cursor's own column."""
        wrong = [at for at in self._view.column_order() if self._model.columns[at].name in draft.problems]
        return wrong[0] if wrong else max(0, self._view.currentIndex().column())

    def _on_found(self, draft: RowDraft, place: Place) -> None:
        if place.position is None:
            self._telling.refuse(self.tr("The row that is not saved does not fit the filter: Esc shows everything."))
        else:
            self._model.refresh(follow=draft.id)  # it is said of the row only once it is read
