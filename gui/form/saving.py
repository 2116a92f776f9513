"""Lies over a form while it is being saved: what is pressed meanwhile waits for what becomes of it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.holding import Holding


class Saving(QWidget):
    """Takes keyboard and mouse from a form, unseen. The keys go on afterwards, wherever the keyboard is by then."""

    def __init__(self, form: QWidget, is_save: Callable[[QKeyEvent], bool]) -> None:
        super().__init__(form)
        self._form, self._holding = form, SavingHolding(self, is_save)
        self._entered: QWidget | None = None
        """What had the keyboard before."""
        self.is_under_way = False
        self.is_refused = False
        """Whether keys go on in the form now that were pressed when it might have been saved."""
        self.setAccessibleName(self.tr("Saving…"))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.hide()

    def begin(self) -> None:
        """Have everything wait from now on."""
        if self.is_under_way:
            return
        self.is_under_way = True
        self._entered = self.window().focusWidget()
        form = self._form
        form.installEventFilter(self)
        self.setGeometry(form.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._holding.hold()

    def succeed(self, then: Callable[[], object]) -> None:
        """Do this, which closes the form; the keys go on where the keyboard is then."""
        self._end(then)

    def fail(self, then: Callable[[], object]) -> None:
        """Do this; the keys go on in the form."""
        self.is_refused = True
        self._end(then)
        self.is_refused = False

    def forget(self) -> None:
        """Do nothing of what waits still."""
        self._holding.forget()

    def _end(self, then: Callable[[], object]) -> None:
        if self.is_under_way:
            self._holding.let_go(partial(self._give_back, then))
        else:
            then()

    def _give_back(self, then: Callable[[], object]) -> None:
        self.is_under_way = False
        self._form.removeEventFilter(self)
        if self.hasFocus() and self._entered is not None:
            self._entered.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        then()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._form.rect())
        return super().eventFilter(watched, event)


class SavingHolding(Holding):
    """Waits for a form to be saved: Esc takes back what was pressed, and a save key held down is that one save."""

    def __init__(self, watched: QWidget, is_save: Callable[[QKeyEvent], bool]) -> None:
        super().__init__(watched)
        self._is_save = is_save

    @override
    def on_escape(self) -> None:
        self.forget()

    def _is_meant_already(self, key: QKeyEvent) -> bool:
        return not self.has_any and self._is_save(key)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._is_meant_already(event):
            return True
        return super().eventFilter(watched, event)
