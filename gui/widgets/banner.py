"""A line across a page that says something that stays until it is closed."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from gui.theme import current, set_kind
from gui.widgets.button import Button
from gui.widgets.icon_button import IconButton
from gui.widgets.icon_label import IconLabel
from gui.widgets.label import Label
from gui.widgets.margins import set_margins

Act = tuple[str, Callable[[], object]]
BannerTone = Literal["info", "good", "warn", "bad"]
ICONS: dict[BannerTone, str] = {
    "info": "info",
    "good": "circle-check",
    "warn": "triangle-alert",
    "bad": "circle-alert",
}


class Banner(QFrame):
    """Hidden while there is nothing to say.

    Signals:
        closed: the person has read it.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "banner")
        space = current().space
        self.icon = IconLabel("info", "info", parent=self)
        self.label = Label("", "body", self, wraps=True, selectable=True)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = Button("", "secondary", parent=self)
        self.button.clicked.connect(self._on_button_clicked)
        self._act: Act | None = None
        self._lasting: list[str] = []
        self._is_passing = False
        self.close_button = IconButton("x", self.tr("Close"), self)
        self.close_button.clicked.connect(self.clear)
        layout = QHBoxLayout(self)
        set_margins(layout, space.wide, space.small, space.medium, space.small)
        layout.setSpacing(space.medium)
        layout.addWidget(self.icon)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.button)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(self, text: str, tone: BannerTone = "bad", action: Act | None = None) -> None:
        """Show a message in place of the one before; `action` is a button's text with what it does."""
        self._is_passing = True
        self._show(text, tone, action)

    def warn(self, text: str) -> None:
        """Show a warning, beside those before, that stays on every page until it is closed."""
        if text not in self._lasting:
            self._lasting.append(text)
        self._show_lasting()

    def clear(self) -> None:
        """Say no more; a warning that a message hid is shown again."""
        if self._lasting and self._is_passing:
            self._show_lasting()
        elif not self.isHidden():
            self._lasting.clear()
            self.hide()
            self.closed.emit()

    def give_way(self) -> None:
        """Something newer is said elsewhere: an error is no news any more. The keyboard stays where it is."""
        if self.property("tone") == "bad":
            self._end_passing()

    def take_back(self, text: str) -> None:
        """What this message says is no longer so. The keyboard stays where it is, and so does any other message."""
        if self.label.text() == text:
            self._end_passing()

    def leave(self) -> None:
        """The page that the message is about goes; what lasts stays, and so does the keyboard."""
        self._end_passing()

    def _end_passing(self) -> None:
        if self._is_passing and not self.isHidden():
            if self._lasting:
                self._show_lasting()
            else:
                self.hide()

    def _show_lasting(self) -> None:
        self._is_passing = False
        self._show("\n".join(self._lasting), "warn", None)

    def _show(self, text: str, tone: BannerTone, action: Act | None) -> None:
        self.label.setText(text)
        self.icon.show_icon(ICONS[tone], tone)
        set_kind(self, tone, "tone")
        self._act = action
        self.button.setText(action[0] if action else "")
        self.button.setVisible(action is not None)
        self.setAccessibleName(text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _on_button_clicked(self) -> None:
        if self._act:
            self._act[1]()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)
