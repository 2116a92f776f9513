"""What is pressed while it is not known yet what it is meant for: it waits until that is known."""

from collections import deque
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from typing_extensions import override

MODIFIERS: Final = frozenset(
    (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock)
)
"""Keys that do nothing by themselves."""
CLICKS: Final = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class Holding(QObject):
    """Holds back the keys of some widgets, commands and typing alike, and presses them in their order afterwards.

    Signals:
        given_up: the person does not wait, but presses Esc. What was held is forgotten.
    """

    given_up = Signal()

    def __init__(self, *watched: QWidget) -> None:
        super().__init__(watched[0])
        self._watched = watched
        self._keys = deque[QKeyEvent | Callable[[], object]]()
        self._first: Callable[[], object] | None = None
        self.is_under_way = False
        """Whether keys are held back now."""
        self._is_between = False
        """Whether what was held goes on once something has the keyboard."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    def hold(self, first: Callable[[], object] | None = None) -> None:
        """Hold back what is typed from now on; what is to be done first comes before it."""
        self._first = first or self._first
        if not self.is_under_way:
            self.is_under_way = True
            for widget in self._watched:
                widget.installEventFilter(self)

    def then(self, act: Callable[[], object]) -> None:
        """Do this behind what is held already."""
        self._keys.append(act)

    def let_go(self, instead: Callable[[], object] | None = None) -> None:
        """It is known: do what was held, with this in place of what comes first, until something is not known again.

        What follows a command that asks something is for its dialog, and what is left then for the table again.
        """
        self._stop()
        first, self._first = instead or self._first, None
        if first is not None:
            first()
        focus = QApplication.focusWidget()
        if not any(widget is focus or widget.isAncestorOf(focus) for widget in self._watched if focus):
            self._keys.clear()
        self._press()

    def forget(self) -> bool:
        """Do nothing of what was held; whether there was anything."""
        had_any = self.has_any
        self._keys.clear()
        self._first = None
        return had_any

    @property
    def has_any(self) -> bool:
        """Whether anything is held back."""
        return bool(self._keys) or self.has_first

    @property
    def has_first(self) -> bool:
        """Whether something was begun already that is not known how to do."""
        return self._first is not None

    def give_up(self) -> None:
        """It will not be known: forget what was held."""
        self._stop()
        self.forget()
        self.given_up.emit()

    def on_escape(self) -> None:
        """The person does not want what was pressed."""
        self.give_up()

    def _press(self) -> None:
        """Do what was held, each where the keyboard is by then; while that is on its way to or from a dialog, wait."""
        self._is_between = False
        while self._keys and not self.is_under_way:
            receiver = _receiver()
            if receiver is None:
                self._is_between = True
                return
            key = self._keys.popleft()
            if isinstance(key, QKeyEvent):
                QApplication.sendEvent(receiver, key)
            else:
                key()

    def _on_focus_changed(self) -> None:
        if self._is_between:
            self._press()

    def _stop(self) -> None:
        self.is_under_way = False
        for widget in self._watched:
            widget.removeEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QKeyEvent) and event.key() in MODIFIERS:
            return False
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


def _receiver() -> QWidget | None:
    """Where a key goes that is pressed now; None while the keyboard is on its way to a dialog, or back from one."""
    popup, dialog = QApplication.activePopupWidget(), QApplication.activeModalWidget()
    if popup is not None:
        return popup.focusWidget() or popup
    focus = QApplication.focusWidget()
    is_there = focus is not None and focus.isVisible() and dialog in {None, focus.window()}
    return focus if is_there else None
