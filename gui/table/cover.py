"""What lies over the rows of a table while there are none to show; the names of its columns stay in view."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.table.view import TableView
from gui.widgets.empty_state import EmptyState


class Cover(EmptyState):
    """As long as it is shown, whoever gives the keyboard to the table gives it to the way on that is offered here."""

    def __init__(self, view: TableView, text: str, hint: str, icon: str, parent: QWidget) -> None:
        super().__init__(text, hint, icon, parent)
        self._view, self._room = view, parent
        self.setAutoFillBackground(True)
        self.hide()

    def _place(self) -> None:
        rows = self._view.viewport()
        self.setGeometry(QRect(rows.mapTo(self._room, QPoint()), rows.size()))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view.viewport():
            if event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
                self._place()
            return False
        return super().eventFilter(watched, event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._view.viewport().installEventFilter(self)
        self._view.setFocusProxy(self)
        self._place()
        self.raise_()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._view.viewport().removeEventFilter(self)
        self._view.setFocusProxy(None)  # pyright: ignore[reportArgumentType]  # the stubs ask for a widget
