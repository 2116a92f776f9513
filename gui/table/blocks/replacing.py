"""Opens find and replace on what is selected, or on everything that the filter shows."""

from PySide6.QtCore import QObject

from core.fields import Kind
from core.query.ast import In, Not, every
from gui.actions import Handlers
from gui.operations import Operations
from gui.table.blocks.area import apart, area_of, held_drafts
from gui.table.cell_editing import CellEditing
from gui.table.telling import Telling
from gui.table.view import TableView

TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT})


class Replacing(QObject):
    """Carries out find and replace in one table."""

    def __init__(self, view: TableView, editing: CellEditing, operations: Operations, telling: Telling) -> None:
        super().__init__(view)
        self._view, self._model, self._editing = view, view.rows, editing
        self._operations, self._telling = operations, telling

    def handlers(self) -> Handlers:
        """The commands by id."""
        return {"edit.replace": self.open}

    def open(self) -> None:
        """Ask what to replace."""
        from gui.dialogs.replace_dialog import ReplaceDialog, Where

        texts = [facts for facts in self._model.columns if facts.kind in TEXTS and facts.updatable]
        if not texts:
            self._telling.refuse(self.tr("There is no text here that can be changed."))
            return
        if not self._editing.save_row():
            return
        area, held = area_of(self._view), held_drafts(self._view)
        chosen = [self._model.columns[column] for column in area.columns]
        hidden = tuple(draft.id for draft in held if not draft.is_new)
        shown = self._model.query.where
        where = Where(
            self._model.entity,
            every(shown, Not(In("id", hidden))) if hidden else shown,  # never what stands below what is seen
            apart(self._view, area).chosen,
            [facts for facts in chosen if facts in texts] if area.rows > 1 else [],
            texts,
            self._model.count - len(hidden),
            len(held),
        )
        dialog = ReplaceDialog(where, self._operations, self._view.window())
        dialog.replaced.connect(self._telling.done)
        dialog.open()
