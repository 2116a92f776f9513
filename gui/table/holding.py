"""What waits for where the cursor of a table goes, or for what the table will show."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea
from typing_extensions import override

from gui.holding import Holding

CLICKS: Final = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class CursorHolding(Holding):
    """Waits for where the cursor goes: who clicks, or takes the keyboard elsewhere, does not wait for that."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view, view.viewport())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress or _is_leaving(event):
            self.give_up()
        return super().eventFilter(watched, event)


class RowsHolding(CursorHolding):
    """Waits for what a table will show: Esc takes back what was pressed for that; where nothing was, it is the table's.

    What has nothing to do with the rows (another order, another page, help) waits only behind what does. A click waits
    likewise, as what it means when it comes; where nothing waits, it ends the waiting.

    Signals:
        taken_back: nothing waits any more, for Esc was pressed.
    """

    taken_back = Signal()

    def __init__(
        self,
        view: QAbstractScrollArea,
        is_for_rows: Callable[[QKeyEvent], bool],
        goes_to: Callable[[QPoint], Callable[[], object]],
    ) -> None:
        super().__init__(view)
        self._is_for_rows, self._goes_to = is_for_rows, goes_to

    @override
    def on_escape(self) -> None:
        self.forget()
        self.taken_back.emit()

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


def _is_leaving(event: QEvent) -> bool:
    """Whether the keyboard goes elsewhere within the window."""
    return (
        isinstance(event, QFocusEvent)
        and event.type() == QEvent.Type.FocusOut
        and event.reason() != Qt.FocusReason.ActiveWindowFocusReason
    )
