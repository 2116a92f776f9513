"""What is pressed in a table waits until the table shows what it is meant for."""

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from gui.action_set import ActionSet
from gui.actions import Handlers
from gui.operations import Operations
from gui.table.holding import RowsHolding
from gui.table.settling import Settling
from gui.table.view import TableView
from gui.tasks import Task

FREE: Final = ("view.", "sort.", "go.", "help.", "file.quit")
"""How the ids of commands begin that have nothing to do with which rows are there."""


class Waiting(QObject):
    """Knows whether one table is behind: other rows were asked for, the row under the cursor is not read, a large
    selection is not found again, a command of one's own has changed what is not read again yet, or the cursor is to go
    to another record once the rows are."""

    def __init__(self, view: TableView, settling: Settling, operations: Operations, actions: ActionSet) -> None:
        super().__init__(view)
        self._view, self._model, self._settling = view, view.rows, settling
        self._operations, self._actions = operations, actions
        self._holding = RowsHolding(view, self._is_for_rows, self._goes_to)
        self._is_behind = self._is_for_record = False
        rows = view.rows
        for sought in (rows.found, rows.refreshed):
            sought.connect(self._on_sought)
        for known in (rows.began, rows.counted, rows.found, rows.refreshed, rows.dataChanged, operations.tasks.ended):
            known.connect(self._on_known, Qt.ConnectionType.QueuedConnection)  # once everybody knows of it
        rows.failed.connect(self._on_failed)
        self._holding.taken_back.connect(self._on_taken_back)
        self._holding.taken_back.connect(self._on_known, Qt.ConnectionType.QueuedConnection)
        operations.tasks.ended.connect(self._on_task_ended)

    @property
    def is_under_way(self) -> bool:
        """Whether what is pressed waits now."""
        return self._holding.is_under_way

    @property
    def is_looking_up(self) -> bool:
        """Whether a command will change something that it is looked up for yet."""
        return self._operations.commands.is_reading

    @property
    def is_behind(self) -> bool:
        """Whether the rows of now, and the cursor where it belongs among them, are still to come."""
        return self._is_behind and not self._model.is_settled

    def for_rows(self) -> None:
        """Other rows were asked for: everything that is pressed is meant for them.

        Moving about waits for the first of them alone; what acts on a record waits until the cursor is on its own.
        """
        self._holding.hold()

    def for_cursor(self) -> None:
        """The rows are read again to put the cursor elsewhere: what acts on a record is meant for that one."""
        self._is_behind = not self._model.is_settled

    def for_record(self) -> None:
        """The cursor is to go to a certain record, for which alone everything is meant that acts on one."""
        self._is_for_record = True
        self.for_cursor()

    def when_ready(self, act: Callable[[], object], *, types: bool = False, is_here: bool = True) -> None:
        """Do this now, or once the table is no longer behind; what is pressed afterwards waits too.

        `types` says that it begins what is typed into a cell, `is_here` that it is meant for where the cursor is.
        """
        if self._is_ready():
            if is_here:
                self._settling.moved()
            act()
        else:
            self.hold(act, types=types, is_here=is_here)

    def hold(self, first: Callable[[], object], *, types: bool = False, is_here: bool = True) -> None:
        """Do this, and what is pressed afterwards, when anything more is known."""
        self._view.scrollTo(self._view.currentIndex())  # only what is in view is read
        again = partial(self.when_ready, first, types=types, is_here=is_here)
        if self._holding.is_under_way and self._holding.has_first:
            self._holding.then(again)
        else:
            self._holding.types_first = types
            self._holding.hold(again)

    def drop(self) -> None:
        """Do nothing of what waits, and say so."""
        if self._holding.forget():
            self._on_taken_back(is_typed=False)

    def after(self, handlers: Handlers) -> Handlers:
        """Commands that act on rows, each when the table is ready for it."""
        return {command: partial(self.when_ready, act) for command, act in handlers.items()}

    def _is_ready(self) -> bool:
        self._is_behind = self.is_behind
        if not self._model.is_shown or self._settling.is_awaiting or self._view.selection.is_doubted:
            return False
        row = self._view.currentIndex().row()
        is_read = not 0 <= row < self._model.count or self._model.row(row) is not None
        return is_read and not self._is_behind and not self._operations.commands.is_under_way

    def _is_for_rows(self, key: QKeyEvent) -> bool:
        command = self._actions.of_window(QKeySequence(key.keyCombination()))
        return not command.startswith(FREE)

    def _on_task_ended(self, task: Task) -> None:
        """What a command changed is announced before the command ends: the rows are being read again by now."""
        if task.group is self._operations.commands:
            self.for_cursor()

    def _goes_to(self, place: QPoint) -> Callable[[], object]:
        """What a click there means: the cell of that record, wherever it is by then."""
        index = self._view.indexAt(place)
        return partial(self._go, self._model.id_at(index.row()), index.column())

    def _go(self, identity: UUID | None, column: int) -> None:
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)  # what was typed before is kept
        row = None if identity is None else self._model.position_of(identity)
        if row is None:
            self._holding.forget()
            self._operations.say(self.tr("The row that was clicked is elsewhere now: click again."))
            return
        if not self._view.hasFocus():  # an editor keeps the keyboard: what is in it is refused
            self._holding.forget()
            return
        self._settling.moved()
        self._view.put_cursor(row, column)

    def _on_sought(self, position: int | None) -> None:
        """What was meant for a record that these rows do not have is done to no other."""
        if self._is_for_record and position is None and self._holding.forget():
            self._operations.say(self.tr("The record is not among these rows: what you pressed was not done."))
        self._is_for_record = False

    def _on_known(self) -> None:
        if self._holding.is_under_way and (self._is_ready() if self._holding.has_first else self._model.is_shown):
            self._holding.let_go()

    def _on_taken_back(self, is_typed: bool) -> None:
        if is_typed:
            self._operations.say(self.tr("Nothing was changed. What you typed is kept."))
        else:
            self._operations.say(self.tr("Nothing was changed: what you pressed was not done."))

    def _on_failed(self) -> None:
        self._is_behind = False
        self._settling.moved()
        self._holding.give_up()
