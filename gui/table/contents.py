"""What stands in the place of a table that has nothing to show: not read yet, unreadable, empty, nothing found."""

from functools import cached_property
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from core.entities import Entity
from core.errors import AppError
from core.query.ast import ALL
from core.words import inside
from gui.action_set import ActionSet
from gui.operations import Operations
from gui.table.cover import Cover
from gui.table.view import TableView
from gui.widgets.empty_state import EmptyState

KEYS: Final = ("record.insert", "edit.paste", "edit.paste_rows", "edit.cancel")
"""Commands whose keys do the same where there is no row yet."""
PATIENCE_MS: Final = 150
"""Rows that come sooner need no word that they are on their way."""


class Contents(QStackedWidget):
    """The table, or in its place why there is none and what can be done.

    Signals:
        clear_requested: the search that finds nothing should go.
        retry_requested: reading should be tried again.
    """

    clear_requested = Signal()
    retry_requested = Signal()

    def __init__(self, view: TableView, operations: Operations, actions: ActionSet, parent: QWidget) -> None:
        super().__init__(parent)
        self.keeps_table = False
        """Whether the table stays although it is empty: somebody filters in it."""
        self._view, self._model, self._operations = view, view.rows, operations
        self._actions = actions
        self.addWidget(view)
        self._shown: QWidget = view
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._say_loading)
        self._model.began.connect(self.choose)
        self._model.counted.connect(self.choose)
        self._model.refreshed.connect(self.choose)
        self._model.failed.connect(self._on_failed)
        self._model.drafts.new_rows_changed.connect(self.choose)

    @cached_property
    def loading(self) -> EmptyState:
        """In place of rows that are on their way."""
        made = EmptyState(self.tr("Loading…"), icon="loader", parent=self)
        self.addWidget(made)
        return made

    @cached_property
    def empty(self) -> EmptyState:
        """In place of a collection without records."""
        noun = inside(self._model.entity.label)
        may_create = self._model.entity.access.may_create(self._operations.context.actor)
        hint = self.tr("Add the first one by hand, or bring them in from a file.") if may_create else ""
        made = EmptyState(self.tr("No {noun} yet").format(noun=noun), hint, "inbox", self)
        if may_create:
            made.add_button(self.tr("&New"), icon="plus").follow(self._actions["record.new"])
            made.add_button(self.tr("&Import…"), icon="file-down").follow(self._actions["file.import"])
        else:
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            made.setAccessibleName(made.title.text())
        self._offer_keys(made)
        self.addWidget(made)
        return made

    @cached_property
    def nothing(self) -> Cover:
        """In place of the rows of a result without any; what is filtered by stays in view."""
        made = Cover(self._view, self.tr("No matches"), self.tr("Nothing fits this search."), "search-x", self)
        made.add_button(self.tr("&Clear search"), "secondary").clicked.connect(self.clear_requested)
        self._offer_keys(made)
        return made

    @cached_property
    def unread(self) -> EmptyState:
        """In place of rows that could not be read."""
        made = EmptyState(self.tr("The rows could not be read"), icon="circle-alert", parent=self)
        made.add_button(self.tr("Re&try"), icon="refresh-cw").clicked.connect(self.retry_requested)
        self.addWidget(made)
        return made

    def choose(self) -> None:
        """Show what there is to show."""
        self._patience.stop()
        if self._model.count or self._model.drafts.has_new or self._is_typed_in():
            self.show_part(self._view)
        elif self._model.query.where != ALL:
            self.show_part(self.nothing)
        else:
            self.show_part(self._view if self.keeps_table else self.empty)

    def show_part(self, part: QWidget) -> None:
        """Show one part in place of the others; the keyboard goes with it."""
        if part is self._shown:
            return
        had_keyboard, before = self._has_keyboard(), self._shown
        self._shown, self._view.gives_way = part, True
        if isinstance(before, Cover):
            before.hide()
        if isinstance(part, Cover):
            self.setCurrentWidget(self._view)
            part.show()
        else:
            self.setCurrentWidget(part)
        if had_keyboard:
            self.enter()
        self._view.gives_way = False

    def enter(self) -> None:
        """Give the keyboard to what is shown."""
        self._shown.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._model.is_loaded:
            self._patience.start(PATIENCE_MS)

    def _offer_keys(self, made: EmptyState) -> None:
        made.typed.connect(self._on_typed)
        for widget in (made, *made.buttons):
            widget.addActions([self._actions[name] for name in KEYS])

    def _has_keyboard(self) -> bool:
        """Whether what is shown has it: a box above the columns is no part of that."""
        area = self._view.viewport() if self._shown is self._view else self._shown
        return self._view.hasFocus() or area.isAncestorOf(self.window().focusWidget() or self)

    def _is_typed_in(self) -> bool:
        """Whether somebody types into a cell: the editor stays, whatever becomes of the rows."""
        return self._view.viewport().isAncestorOf(self.window().focusWidget() or self)

    def _say_loading(self) -> None:
        if not self._model.is_loaded and self._shown is self._view:
            self.show_part(self.loading)

    def _on_typed(self) -> None:
        self._operations.say(self.tr("There is no row here to type into."))

    def _on_failed(self, error: AppError) -> None:
        """Rows that are there stay; where none ever came, the reason stands in their place."""
        self._patience.stop()
        if self._model.is_loaded:
            self._operations.failed.emit(error)
            return
        self.unread.explain(str(error))
        self.show_part(self.unread)


def noun_of(entity: Entity, count: int) -> str:
    """What so many records are called in the middle of a sentence."""
    return inside(entity.singular if count == 1 else entity.label)
