"""What is typed while it is not known yet where the cursor goes: it is meant for there, and waits until it is known."""

from collections import deque

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from gui.table.view import TableView


class Holding(QObject):
    """Holds back the keys of one view, commands and typing alike, and presses them in their order afterwards.

    Signals:
        given_up: the person does not wait: Esc, a click, or the keyboard is elsewhere. What was held is forgotten.
    """

    given_up = Signal()

    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._view = view
        self._keys = deque[QKeyEvent]()
        self.is_under_way = False
        """Whether keys are held back now."""

    def hold(self) -> None:
        """Hold back what is typed from now on."""
        if not self.is_under_way:
            self.is_under_way = True
            for watched in (self._view, self._view.viewport()):
                watched.installEventFilter(self)

    def let_go(self) -> None:
        """The cursor is where it goes: press what was held, as far as that does not move it away again."""
        self._stop()
        if not self._view.hasFocus():
            self._keys.clear()
        while self._keys and not self.is_under_way:
            receiver, key = _receiver(), self._keys.popleft()
            if receiver is not None:
                QApplication.sendEvent(receiver, key)

    def give_up(self) -> None:
        """The cursor stays: forget what was held."""
        self._stop()
        self._keys.clear()
        self.given_up.emit()

    def _stop(self) -> None:
        self.is_under_way = False
        for watched in (self._view, self._view.viewport()):
            watched.removeEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QKeyEvent) and kind == QEvent.Type.ShortcutOverride:
            event.accept()  # else the key would be a command at once
            return True
        if isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.give_up()
            else:
                self._keys.append(event.clone())
            return True
        if kind == QEvent.Type.MouseButtonPress or _is_leaving(event):
            self.give_up()
        return False


def _is_leaving(event: QEvent) -> bool:
    """Whether the keyboard goes elsewhere within the window."""
    return (
        isinstance(event, QFocusEvent)
        and event.type() == QEvent.Type.FocusOut
        and event.reason() != Qt.FocusReason.ActiveWindowFocusReason
    )


def _receiver() -> QWidget | None:
    """Where a key goes that is pressed now; None while a dialog is about to have the keyboard."""
    popup, dialog = QApplication.activePopupWidget(), QApplication.activeModalWidget()
    if popup is not None:
        return popup.focusWidget() or popup
    focus = QApplication.focusWidget()
    return focus if focus is None or dialog is None or focus.window() is dialog else None
