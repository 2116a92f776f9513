"""What can be done with the records of a table: new, duplicate, open, delete, import, export."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from core.errors import AppError, NotFoundError
from core.services.selection import Selection
from gui import use_cases
from gui.actions import Handlers
from gui.form.panel import show_in_panel
from gui.form.record_pane import RecordPane
from gui.record_cases import find_ids
from gui.table.blocks.area import area_of, seen_rows
from gui.table.holding import TableHolding
from gui.table.whole_rows import WholeRows
from gui.tasks import Group
from gui.use_cases import Loaded

if TYPE_CHECKING:
    from core.context import Context
    from core.desk.drafts import Draft
    from core.services.contract import Core
    from gui.dialogs.import_dialog import ImportDialog
    from gui.table.page import TablePage

T = TypeVar("T")


class RecordCommands(QObject):
    """Carries out the record commands of one page."""

    def __init__(self, page: "TablePage") -> None:
        super().__init__(page)
        self._page = page
        self._operations, self._entity, self._opening = page.operations, page.entity, Group()
        self._rows = WholeRows(page)
        self._holding = TableHolding(page.view)
        """What is pressed while a form or a dialog is still to come: it is meant for that."""
        self._holding.given_up.connect(self._opening.renew)

    def handlers(self) -> Handlers:
        """The commands by id."""
        return {
            "record.new": self.new,
            "record.duplicate": self.duplicate,
            "record.open": self.open,
            "record.delete": self._rows.delete,
            "file.import": self.import_file,
            "file.export": self.export_file,
        }

    def new(self) -> None:
        """An empty form."""
        if self._page.editing.finish():
            self._show_new(None)

    def duplicate(self) -> None:
        """A form for a new record with the values of this one; of several selected records, copies at once."""
        area = area_of(self._page.view)
        new = self._rows.new_drafts(area)
        if area.rows + len(new) > 1:
            self._rows.duplicate(area)
        elif new:
            self._show_new(Loaded(new[0].id, 0, new[0].cells, new[0].labels))
        else:
            self._load(self._show_copy)

    def open(self) -> None:
        """The record under the cursor in a form; a space in a text that the cell does not take means none."""
        if not self._page.editing.blind.goes_on():
            self._load(self._show_record)

    def open_draft(self, draft: "Draft") -> None:
        """A form that was left with something typed, as it was left."""
        if draft.record_id is None:
            self.new()
            return
        work = use_cases.load_record(resource=self._entity.name, identity=draft.record_id)
        self._operations.in_turn(work, done=self._show_record, failed=partial(self._on_gone, draft))

    def import_file(self) -> None:
        """A file into this collection."""
        self._open_import(None)

    def import_dropped(self, path: Path) -> None:
        """A file that was dropped on the window, into this collection."""
        self._open_import(path)

    def export_file(self) -> None:
        """What the table shows, or what is selected of it, into a file."""
        selection = self._page.view.selection
        ranges = selection.ranges()
        if selection.is_all or sum(map(len, ranges)) < 2:
            self._show_export([])
            return
        chosen = seen_rows(self._page.model, ranges)
        if isinstance(chosen, Selection):
            self._await(self._operations.read, find_ids(resource=self._entity.name, chosen=chosen), self._show_export)
        else:
            self._show_export(chosen)

    def _open_import(self, path: Path | None) -> None:
        if path is None and self._opening.is_under_way:
            return  # it comes, perhaps with a file that was dropped
        self._await(self._operations.read, _import_dialog, partial(self._show_import, path))

    def _show_import(self, path: Path | None, dialog: "type[ImportDialog]") -> None:
        if QApplication.activeModalWidget() is not None:
            return  # something else was opened while the dialog was imported
        dialog(self._entity, self._operations, self._page.window(), path).open()

    def _show_export(self, selected: Sequence[UUID]) -> None:
        from gui.dialogs.export_dialog import ExportDialog, Shown

        if QApplication.activeModalWidget() is not None:
            return  # something else was opened while the records were looked up
        shown = Shown(
            query=self._page.query,
            count=self._page.model.count,
            columns=[self._page.model.columns[column].name for column in self._page.view.column_order()],
            selected=selected,
        )
        ExportDialog(self._entity, shown, self._operations, self._page.window()).open()

    def _on_gone(self, draft: "Draft", error: AppError) -> None:
        """The record of the form is there no longer: what was typed is a new one's."""
        if isinstance(error, NotFoundError):
            self._operations.drafts.keep(replace(draft, record_id=None, version=None))
            self.new()
        else:
            self._operations.failed.emit(error)

    def _await(self, ask: Callable[..., object], work: Callable[..., T], show: Callable[[T], object]) -> None:
        """Show what comes of this; what is pressed meanwhile goes there, and Esc has nothing come."""
        self._opening.renew()
        self._holding.hold()
        ask(work, done=partial(self._on_come, show), failed=self._on_not_come, group=self._opening)

    def _on_come(self, show: Callable[[T], object], result: T) -> None:
        self._holding.let_go(partial(show, result))

    def _on_not_come(self, error: AppError) -> None:
        self._holding.give_up()
        self._operations.failed.emit(error)

    def _load(self, done: Callable[[Loaded], None]) -> None:
        identity = self._page.view.cursor_id
        if identity is None or not self._page.editing.save_row():
            return
        work = use_cases.load_record(resource=self._entity.name, identity=identity)
        # Among the writes: what was typed into the row is stored first, so that the form has its newest version.
        self._await(self._operations.in_turn, work, done)

    def _show_record(self, record: Loaded) -> None:
        self._open_pane(RecordPane(self._entity, self._operations, self._page.window(), record))

    def _show_copy(self, record: Loaded) -> None:
        """A new record with what the row shows: what was typed into it and is not stored as well."""
        draft = self._page.model.drafts[record.id]
        if draft is not None:
            values, labels = {**record.values, **draft.cells}, {**record.labels, **draft.labels}
            record = replace(record, values=values, labels=labels)
        self._show_new(record)

    def _show_new(self, template: Loaded | None) -> None:
        pane = RecordPane(self._entity, self._operations, self._page.window())
        if template is None:
            pane.begin()
        else:
            pane.prefill(template.values, template.labels)
        self._open_pane(pane)

    def _open_pane(self, pane: RecordPane) -> None:
        pane.saved.connect(self._page.follow)
        show_in_panel(pane, self._page)


def _import_dialog(_core: "Core", _context: "Context") -> "type[ImportDialog]":
    """Worker thread: the readers of files take longer to import than a window may stand still."""
    from gui.dialogs.import_dialog import ImportDialog

    return ImportDialog
