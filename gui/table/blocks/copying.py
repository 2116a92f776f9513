"""Copies selected cells to the clipboard, however many: read on a worker, with progress."""

from functools import partial
from typing import Final

from PySide6.QtCore import QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication

from core.errors import AppError
from core.messages import worded
from gui import copy_cases
from gui.actions import Handlers
from gui.copy_cases import Copied
from gui.locale import local
from gui.operations import Operations
from gui.table.blocks.area import Area, apart, area_of, typed_in
from gui.table.blocks.filling import Filling
from gui.table.cell_editing import CellEditing
from gui.table.telling import Telling
from gui.table.view import TableView
from gui.table.waiting import Waiting
from gui.widgets.menu import Menu

TABS: Final = "tabs"


class Copying(QObject):
    """Carries out the commands that copy from one table."""

    def __init__(
        self,
        view: TableView,
        editing: CellEditing,
        filling: Filling,
        waiting: Waiting,
        operations: Operations,
        telling: Telling,
    ) -> None:
        super().__init__(view)
        self._view, self._model, self._editing, self._filling = view, view.rows, editing, filling
        self._waiting, self._operations, self._telling = waiting, operations, telling

    def handlers(self) -> Handlers:
        """The commands by id."""
        return {
            "edit.copy": self.copy,
            "edit.cut": self.cut,
            "edit.copy_headed": self.copy_headed,
            "edit.copy_as": self.choose_form,
        }

    def copy(self) -> None:
        """Copy the selected cells as spreadsheets do."""
        self._copy(TABS)

    def copy_headed(self) -> None:
        """Copy them with the names of the columns."""
        self._copy(TABS, headed=True)

    def cut(self) -> None:
        """Copy them, then empty them."""
        if self._filling.prepare(area_of(self._view)):
            self._copy(TABS, then_clear=True)

    def choose_form(self) -> None:
        """Ask in which form to copy them."""
        menu = Menu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        forms = (("csv", "&CSV"), ("json", "&JSON"), ("markdown", "&Markdown"), ("sql", "&SQL"))
        for form, name in forms:
            action = QAction(name, menu)
            action.setData(form)
            menu.addAction(action)
        menu.triggered.connect(self._on_form_chosen)
        self._view.scrollTo(self._view.currentIndex())
        cell = self._view.visualRect(self._view.currentIndex())
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self._view.viewport().mapToGlobal(QPoint(cell.left(), cell.bottom())))

    def _on_form_chosen(self, action: QAction) -> None:
        self._copy(action.data())

    def _copy(self, form: str, *, headed: bool = False, then_clear: bool = False) -> None:
        area = area_of(self._view)
        if not area.columns or not self._editing.finish():
            return
        copies = self._operations.copies
        copies.renew()
        work = copy_cases.copy_cells(
            resource=self._model.entity.name,
            chosen=area.chosen,
            bands=area.bands,
            columns=area.columns,
            names=[facts.name for facts in self._model.columns],
            typed=typed_in(self._view, area),
            form=form,
            headed=headed,
            locale=local(),
        )
        done = partial(self._on_cut, apart(self._view, area)) if then_clear else self._put
        group = self._operations.commands if then_clear else copies
        self._operations.read(work, done=done, failed=self._on_not_copied, group=group)

    def _on_not_copied(self, error: AppError) -> None:
        """What was pressed since then was meant for this copy: with the one before, it would be something else."""
        self._operations.failed.emit(error)
        self._waiting.drop()

    def _put(self, copied: Copied) -> None:
        data = QMimeData()
        data.setData("text/plain", copied.text)
        if copied.html:
            data.setHtml(copied.html)
        QGuiApplication.clipboard().setMimeData(data)
        rows, total = copied.rows, copied.total
        if copied.rows < copied.total:
            text = self.tr("Copied the first {rows} of {total:row|rows}; Ctrl+E saves all of them as a file")
            self._telling.refuse(worded(text, rows=rows, total=total))
        else:
            self._telling.said(worded(self.tr("Copied {rows:row|rows}"), rows=rows))

    def _on_cut(self, area: Area, copied: Copied) -> None:
        self._put(copied)
        if copied.rows == copied.total:
            self._filling.clear_area(area)
