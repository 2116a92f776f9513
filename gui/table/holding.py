"""What is pressed while it is not known yet what it is meant for: it waits until that is known."""

from collections import deque

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from typing_extensions import override


class Holding(QObject):
    """Holds back the keys of some widgets, commands and typing alike, and presses them in their order afterwards.

    Signals:
        given_up: the person does not wait, but presses Esc. What was held is forgotten.
    """

    given_up = Signal()

    def __init__(self, *watched: QWidget) -> None:
        super().__init__(watched[0])
        self._watched = watched
        self._keys = deque[QKeyEvent]()
        self.is_under_way = False
        """Whether keys are held back now."""

    def hold(self) -> None:
        """Hold back what is typed from now on."""
        if not self.is_under_way:
            self.is_under_way = True
            for widget in self._watched:
                widget.installEventFilter(self)

    def let_go(self) -> None:
        """It is known: press what was held, as far as that does not lead to where it is not known again."""
        self._stop()
        if not any(widget.hasFocus() for widget in self._watched):
            self._keys.clear()
        while self._keys and not self.is_under_way:
            receiver, key = _receiver(), self._keys.popleft()
            if receiver is not None:
                QApplication.sendEvent(receiver, key)

    def forget(self) -> bool:
        """Do nothing of what was held; whether there was anything."""
        had_any = bool(self._keys)
        self._keys.clear()
        return had_any

    def give_up(self) -> None:
        """It will not be known: forget what was held."""
        self._stop()
        self.forget()
        self.given_up.emit()

    def on_escape(self) -> None:
        """The person does not want what was pressed."""
        self.give_up()

    def _stop(self) -> None:
        self.is_under_way = False
        for widget in self._watched:
            widget.removeEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QKeyEvent) and kind == QEvent.Type.ShortcutOverride:
            event.accept()  # else the key would be a command at once
            return True
        if isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.on_escape()
            else:
                self._keys.append(event.clone())
            return True
        return False


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
    """Waits for other rows: Esc takes back what was pressed for them; where nothing was, it is the table's own."""

    @override
    def on_escape(self) -> None:
        self.forget()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        return not (is_escape and not self._keys) and super().eventFilter(watched, event)


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
