"""What is pressed while it is not known yet what it is meant for: it waits until that is known."""

from collections import deque
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid
from typing_extensions import override

MODIFIERS: Final = frozenset(
    (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock)
)
"""Keys that do nothing by themselves."""


class Holding(QObject):
    """Holds back the keys of some widgets, commands and typing alike, and presses them in their order afterwards.

    Signals:
        given_up: the person does not wait, but presses Esc. What was held is forgotten.
        done: what was held has been pressed.
    """

    given_up = Signal()
    done = Signal()

    def __init__(self, *watched: QWidget) -> None:
        super().__init__(watched[0])
        self._watched = watched
        self._keys = deque[QKeyEvent | QInputMethodEvent | Callable[[], object]]()
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

        What follows a command that opens a form or a dialog is for that, and what is left then for the table again.
        What was held is forgotten where the person has taken the keyboard elsewhere meanwhile, which a dialog that
        nobody called for does not say of them.
        """
        self._stop()
        first, self._first = instead or self._first, None
        focus = QApplication.focusWidget()
        if not _is_interrupted() and (focus is None or not self.is_here(focus)):
            self._keys.clear()
        if first is not None:
            first()
        self._press()

    def is_here(self, focus: QWidget) -> bool:
        """Whether the keyboard is still where keys are held."""
        return any(widget is focus or widget.isAncestorOf(focus) for widget in self._watched)

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
                self.setParent(QApplication.instance())  # the dialog that was watched may be deleted before
                return
            key = self._keys.popleft()
            if isinstance(key, QEvent):
                QApplication.sendEvent(receiver, key)
            else:
                key()
        if not self._keys:
            self.done.emit()

    def _on_focus_changed(self) -> None:
        if self._is_between:
            self._press()
            self._go_home()

    def _go_home(self) -> None:
        if isValid(self._watched[0]):
            self.setParent(self._watched[0])
        elif not self._is_between:
            self.deleteLater()

    def _stops(self, key: QKeyEvent) -> bool:
        """Whether a key stops what everything waits for: it does not wait itself."""
        sequence = QKeySequence(key.keyCombination())
        actions = (action for action in self._watched[0].window().actions() if action.data() == "edit.stop")
        return any(action.isEnabled() and sequence in action.shortcuts() for action in actions)

    def _stop(self) -> None:
        self.is_under_way = False
        for widget in self._watched:
            widget.removeEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QKeyEvent) and (event.key() in MODIFIERS or self._stops(event)):
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
        if isinstance(event, QInputMethodEvent):
            if event.commitString():
                self._keys.append(event.clone())
            return True
        return False


def _is_interrupted() -> bool:
    """Whether a dialog is there that nobody called for."""
    return not getattr(QApplication.activeModalWidget(), "is_called", True)


def _receiver() -> QWidget | None:
    """Where a key goes that is pressed now; None while the keyboard is on its way to a dialog, or back from one.

    A dialog that nobody called for gets none: it is answered by who has seen it.
    """
    if _is_interrupted():
        return None
    popup, dialog = QApplication.activePopupWidget(), QApplication.activeModalWidget()
    if popup is not None:
        return popup.focusWidget() or popup
    focus = QApplication.focusWidget()
    is_there = focus is not None and focus.isVisible() and dialog in {None, focus.window()}
    return focus if is_there else None
