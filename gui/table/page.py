"""The page of one collection: search box, table, and those who carry out its commands."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from core.changes import Change
from core.entities import Entity
from core.messages import worded
from core.query.ast import Query
from gui import use_cases
from gui.action_set import ActionSet
from gui.actions import TABLE_TOOLS, Handlers, Tools, When
from gui.operations import Operations
from gui.page import Page
from gui.table.asking import Asking
from gui.table.cell_editing import CellEditing
from gui.table.commands import RecordCommands
from gui.table.contents import Contents
from gui.table.draft_history import DraftHistory
from gui.table.draft_keeping import DraftKeeping
from gui.table.giving_up import GivingUp
from gui.table.going import Going
from gui.table.leading import Leading
from gui.table.model import TableModel
from gui.table.navigation import Navigation
from gui.table.orphans import Orphans
from gui.table.recovering import Recovering
from gui.table.retracing import Retracing
from gui.table.row_saving import RowSaving
from gui.table.selecting import Selecting
from gui.table.settling import Settling
from gui.table.telling import Telling
from gui.table.tools import TableTools
from gui.table.typed_cells import TypedCells
from gui.table.unfinished import Unfinished
from gui.table.unseen import Unseen
from gui.table.view import TableView
from gui.table.waiting import Waiting
from gui.table.zoom import Zoom
from gui.widgets.button import Button
from gui.widgets.page_header import PageHeader
from gui.widgets.search_box import SearchBox
from gui.widgets.toolbar import Toolbar


class TablePage(Page):
    """One collection. What can be done with it is in small classes beside; this puts them together."""

    TOOLS: ClassVar[Tools] = TABLE_TOOLS
    """The commands above the table."""

    def __init__(
        self, entity: Entity, operations: Operations, actions: ActionSet, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.entity, self.operations = entity, operations
        self._actions, self._is_outdated = actions, True
        self.model = TableModel(operations, entity, self)
        self.search = SearchBox(_example(entity), self)
        self.view = TableView(self.model, self)
        self.settling = Settling(self.view)
        self.waiting = Waiting(self.view, self.settling, operations, actions)
        self.asking = Asking(self.view, self.search, self.settling, self.waiting, operations)
        self.navigation = Navigation(self.view, self.settling, operations)
        self.saving = RowSaving(self.view, self.settling, operations)
        self.history = DraftHistory(self.model.drafts, operations)
        self.cells = TypedCells(self.view, self.saving, self.history, operations)
        self.editing = CellEditing(self.view, self.navigation, self.saving, self.cells, self.waiting, operations)
        retracing = Retracing(self.view, self.history, self.cells, self.navigation, self.editing, self.waiting)
        retracing.led.connect(self.follow)
        self.typed_steps = retracing
        self.telling = Telling(self.view, operations)
        self.records = RecordCommands(self)
        self.leading = Leading(self.view, self.navigation, self.saving, self.editing, self.telling, operations)
        self.contents = Contents(self.view, operations, actions, self)
        self.zoom = Zoom(self.view)
        self.tools = TableTools(self, actions)
        orphans = Orphans(self.view, self.navigation, self.saving, self.editing, operations)
        retracing.unseen.connect(orphans.look_for)
        self.keeping = DraftKeeping(self.model, orphans, self.saving, self.editing, operations)
        self._moving = (self.asking, self.navigation, Selecting(self.view), Going(self.view, self.navigation))
        """What moves the cursor or the rows: not while a cell is being typed."""
        self._parts = (
            Unfinished(self, actions),
            GivingUp(self.view, self.navigation, self.cells, self.search, operations),
            self.zoom,
            self.tools,
        )
        self._unseen = Unseen(self.model, self.saving, operations, self.telling)
        self._recovering = Recovering(self.view, operations, self.telling)
        self._build()
        self._connect()

    @property
    def query(self) -> Query:
        """What is asked for now."""
        return self.asking.query

    def follow(self, identity: UUID) -> None:
        """Read again with the cursor on this record."""
        self.model.refresh(follow=identity)
        self.waiting.for_record()
        self.contents.show_part(self.view)  # where it comes, and what is pressed waits for it
        self.state_changed.emit()

    def refresh(self) -> None:
        """Read again, the cursor on its record."""
        self.model.refresh(follow=self.settling.keep())

    def _look_anew(self) -> None:
        self.operations.read(use_cases.look_anew(), done=self._on_looked_anew)

    def _on_looked_anew(self, _nothing: None) -> None:
        self.refresh()

    def _build(self) -> None:
        header = PageHeader(self.entity.label, parent=self)
        header.add(self.search)
        self._new = Button(self.tr("New"), "primary", "plus", self).follow(self._actions["record.new"])
        header.add(self._new)
        self._toolbar = Toolbar(self.entity.label, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(header)
        layout.addWidget(self._toolbar)
        layout.addWidget(self.contents, 1)
        layout.addWidget(self.tools.totals)

    def _connect(self) -> None:
        self._actions.attach_to_table(self.view)
        for changed in (self.model.began, self.model.counted, self.model.refreshed, self.view.cursor_moved):
            changed.connect(self.state_changed)
            changed.connect(self.summary_changed)
        self.view.selectionModel().selectionChanged.connect(self.state_changed)
        self.view.menu_requested.connect(self._on_menu_requested)
        self.search.left.connect(self.contents.enter)
        self.contents.clear_requested.connect(self._on_clear_requested)
        self.contents.retry_requested.connect(self.refresh)
        self.model.outrun.connect(self.refresh)
        self.saving.created.connect(self.follow)
        self.editing.closed.connect(self.contents.choose)
        self.history.changed.connect(self.state_changed)
        self.model.drafts.new_rows_changed.connect(self.state_changed)
        self.tools.selected.changed.connect(self.summary_changed)
        self.operations.changes.changed.connect(self._on_core_changed)

    def _on_core_changed(self, changes: tuple[Change, ...]) -> None:
        """Refresh where rows of this collection changed, or names that it shows; out of view, once in view again."""
        shown = {self.entity.name, *(facts.reference for facts in self.model.columns)}
        if not any(change.resource in shown for change in changes):
            return
        if self.isVisible():
            self.refresh()
        else:
            self._is_outdated = True

    def _on_menu_requested(self, place: QPoint) -> None:
        menu = self._actions.context_menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _on_clear_requested(self) -> None:
        self.search.clear()
        self.enter()

    def _enter_search(self) -> None:
        self.search.enter()

    def _show_cell_menu(self) -> None:
        if self.editing.open_editor is not None:
            self.editing.open_editor.show_menu()
            return
        self.view.scrollTo(self.view.currentIndex())
        cell = self.view.visualRect(self.view.currentIndex())
        self._on_menu_requested(self.view.viewport().mapToGlobal(cell.bottomLeft()))

    def _go_to_new_row(self) -> None:
        if self.editing.go_to_new_row():
            self.contents.show_part(self.view)
            self.contents.enter()

    @override
    def complete(self) -> None:
        """What is done with the table as a whole, in the order of Tab between what comes before and the table."""
        before: QWidget = self._new
        self.setTabOrder(self.search.line, before)
        for command in self.TOOLS:
            if command is None:
                self._toolbar.add_line()
            else:
                button = self._toolbar.add_command(self._actions[command])
                self.setTabOrder(before, button)
                before = button
        self.setTabOrder(before, self.view)

    @override
    def handlers(self) -> Handlers:
        handlers: dict[str, Callable[[], object]] = {
            "view.search": self._enter_search,
            "view.refresh": self._look_anew,
            "cell.menu": self._show_cell_menu,
            "record.insert": self._go_to_new_row,
        }
        for part in self._parts:
            handlers |= part.handlers()
        for part in self._moving:
            handlers |= self.editing.before(part.handlers())
        for part in (self.editing, self.leading, self.records):
            handlers |= self.waiting.after(part.handlers())
        return handlers

    @override
    def state(self) -> When:
        state = When.OPEN | When.REACH
        if self.waiting.is_behind:
            state |= When.ROW | When.SELECTED  # they wait for that record
        elif 0 <= self.view.currentIndex().row() < self.model.count:
            state |= When.ROW
        ends = [self.view.currentIndex().row(), *(part.bottom() for part in self.view.selection.parts())]
        reaches_new = max(ends) >= self.model.count
        if self.view.selection.ranges() or (self.model.drafts.has_new and reaches_new):
            state |= When.SELECTED
        if self.entity.access.may_create(self.operations.context.actor):
            state |= When.CREATE
        if self.history.has_past:
            state |= When.UNDO
        if self.history.has_future:
            state |= When.REDO
        return state

    @override
    def summary(self) -> str:
        if not self.model.is_loaded:
            return ""
        count, row = self.model.count, self.view.currentIndex().row()
        if not count:
            return worded(self.tr("{count:row|rows}"), count=0)
        if not self.model.is_counted:
            return worded(self.tr("Row {row}, counting…"), row=row + 1)
        if row >= count:
            place = worded(self.tr("New row, {count:row|rows}"), count=count)
        else:
            place = worded(self.tr("Row {row} of {count}"), row=row + 1, count=count)
        return f"{self.tools.selected.text}  ·  {place}" if self.tools.selected.text else place

    @override
    def show_record(self, identity: UUID) -> None:
        self.follow(identity)

    @override
    def enter(self) -> None:
        self.contents.enter()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_outdated:
            self._is_outdated = False
            self.refresh()

    @override
    def take_file(self, path: Path) -> None:
        self.records.import_dropped(path)

    @override
    def next_pane(self) -> bool:
        if self.search.line.hasFocus():
            return False
        self._enter_search()
        return True

    @override
    def may_leave(self) -> bool:
        return self.editing.leave_row()

    @override
    def may_close(self) -> bool:
        return self.may_leave() or self.editing.is_keepable


def _example(entity: Entity) -> str:
    """A field by which people may search this collection, as they type it."""
    shown = [facts for facts in entity.readable if facts.name in entity.columns]
    return next((facts for facts in shown if facts.searchable), shown[0]).aliases[0]
