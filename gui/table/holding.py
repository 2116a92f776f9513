"""What waits for where the cursor of a table goes, or for what the table will show."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.holding import Holding
from gui.table.view import TableView
from gui.typing_keys import commands, types

CLICKS: Final = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class TableHolding(Holding):
    """Waits in a table, or what stands in its place without rows: who clicks there does not wait any longer."""

    def __init__(self, view: TableView) -> None:
        super().__init__(view, view.viewport())
        self._view = view

    @override
    def is_here(self, focus: QWidget) -> bool:
        room = self._view.parentWidget()
        stands_in = room is not None and room.isAncestorOf(focus) and not self._view.isAncestorOf(focus)
        return super().is_here(focus) or stands_in

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress:
            self.give_up()
        return super().eventFilter(watched, event)


class CursorHolding(TableHolding):
    """Waits for where the cursor goes: who clicks, or takes the keyboard elsewhere, does not wait for that."""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if _is_leaving(event) and not self._view.gives_way:
            self.give_up()
        return super().eventFilter(watched, event)


class RowsHolding(CursorHolding):
    """Waits for what a table will show: Esc takes back what was pressed for that; where nothing was, it is the table's.

    What has nothing to do with the rows (another order, another page, help) waits only behind what does. A click waits
    likewise, as what it means when it comes; where nothing waits, it ends the waiting.

    Signals:
        taken_back: what was pressed is not done, for Esc was pressed; True where what was typed before it waits still.
    """

    taken_back = Signal(bool)

    def __init__(
        self,
        view: TableView,
        is_for_rows: Callable[[QKeyEvent], bool],
        goes_to: Callable[[QPoint], Callable[[], object]],
    ) -> None:
        super().__init__(view)
        self._is_for_rows, self._goes_to = is_for_rows, goes_to
        self.types_first = False
        """Whether what comes first is typed into a cell."""

    @override
    def on_escape(self) -> None:
        """One thing at a time: a command that was to be done with what was typed, then that and all else."""
        is_command = self._take_back_command()
        is_typed = is_command and ((self.has_first and self.types_first) or any(map(_types, self._keys)))
        if not is_typed:
            self.forget()
        self.taken_back.emit(is_typed)

    def _take_back_command(self) -> bool:
        """Forget the commands that were pressed last; whether there were any."""
        before = len(self._keys)
        while self._keys and isinstance(key := self._keys[-1], QKeyEvent) and commands(key):
            self._keys.pop()
        return len(self._keys) < before

    def _holds(self, key: QKeyEvent) -> bool:
        """Whether a key waits that nothing waits before."""
        return key.key() != Qt.Key.Key_Escape and self._is_for_rows(key)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() in CLICKS and self.has_any:
            self._keys.append(self._goes_to(event.position().toPoint()))
            return True
        if isinstance(event, QKeyEvent) and not self.has_any and not self._holds(event):
            return False
        return super().eventFilter(watched, event)


def _types(held: object) -> bool:
    return isinstance(held, QInputMethodEvent) or (isinstance(held, QKeyEvent) and types(held))


def _is_leaving(event: QEvent) -> bool:
    """Whether the keyboard goes elsewhere within the window."""
    return (
        isinstance(event, QFocusEvent)
        and event.type() == QEvent.Type.FocusOut
        and event.reason() != Qt.FocusReason.ActiveWindowFocusReason
    )
