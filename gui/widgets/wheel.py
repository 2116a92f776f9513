"""The mouse wheel over a page: it scrolls the page on, whatever control comes below the mouse on the way."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class PageWheel(QObject):
    """Leaves the wheel to the page around a control for as long as that has not the keyboard."""

    def __init__(self, control: QWidget, part: QWidget | None = None) -> None:
        """`part` is what is below the mouse, if not the control itself."""
        super().__init__(control)
        self._control = control
        control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else the wheel itself would bring the keyboard
        (part or control).installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Wheel or self._control.hasFocus():
            return False
        event.ignore()
        return True
