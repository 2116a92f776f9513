"""A message at the lower edge of the window that leaves by itself, with a way to take back what it reports."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from gui.theme import current, set_kind
from gui.widgets.label import Label
from gui.widgets.margins import set_margins

STAYS_MS: Final = 6000
WIDEST: Final = 560
Act = tuple[str, Callable[[], object]]


class Toast(QFrame):
    """Lies over its parent, yet never over what has the keyboard; one at a time, the newest wins.

    Stays while the mouse or the keyboard is on it.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        set_kind(self, "toast")
        space = current().space
        self.label = Label("", "body", self, wraps=True)
        self.button = QPushButton(self)
        self.button.clicked.connect(self._on_button_clicked)
        self._act: Act | None = None
        layout = QHBoxLayout(self)
        set_margins(layout, space.large, space.small, space.small, space.small)
        layout.setSpacing(space.medium)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.button)
        self._stay = QTimer(self)
        self._stay.setSingleShot(True)
        self._stay.setInterval(STAYS_MS)
        self._stay.timeout.connect(self._on_stay_ended)
        parent.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)
        self.hide()

    def say(self, text: str, action: Act | None = None) -> None:
        """Show a message for some seconds; `action` is a button's text with what it does."""
        self.label.setText(text)
        self._act = action
        self.button.setText(action[0] if action else "")
        self.button.setVisible(action is not None)
        self.place()
        self.show()
        self.raise_()
        self._stay.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def clear(self) -> None:
        """Say no more."""
        self._stay.stop()
        self.hide()

    def place(self) -> None:
        """Lie in the middle of the lower edge, no wider than need be; above what has the keyboard there."""
        space = current().space
        room = min(WIDEST, self._room.width() - 2 * space.wide)
        button = self.button.sizeHint().width() + space.medium if self._act else 0
        width = self.label.fontMetrics().horizontalAdvance(self.label.text()) + button + 2 * space.wide
        width = min(room, width)
        self.resize(width, self.heightForWidth(width))
        x = (self._room.width() - self.width()) // 2
        place = QRect(QPoint(x, self._room.height() - self.height() - space.wide), self.size())
        taken = self._place_of_keyboard()
        if place.intersects(taken):
            place.moveBottom(max(self.height(), taken.top() - space.small))
        self.move(place.topLeft())

    def _place_of_keyboard(self) -> QRect:
        """Where in the room what is typed or pressed goes: a control, or the current cell of a table."""
        widget = QApplication.focusWidget()
        if widget is None or not self._room.isAncestorOf(widget) or self.isAncestorOf(widget):
            return QRect()
        area = widget.rect()
        if isinstance(widget, QAbstractItemView):
            widget, area = widget.viewport(), widget.visualRect(widget.currentIndex())
        return QRect(widget.mapTo(self._room, area.topLeft()), area.size())

    def _on_focus_changed(self) -> None:
        if self.isVisible():
            self.place()

    def _on_button_clicked(self) -> None:
        act = self._act
        self.clear()
        if act:
            act[1]()

    def _on_stay_ended(self) -> None:
        if self.underMouse() or self.button.hasFocus():
            self._stay.start()
        else:
            self.clear()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return False

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._stay.stop()
        super().hideEvent(event)
