"""What stands in place of what is not there: why it is empty, and the way on."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from gui.blind_typing import LETTER_MS, BlindTyping
from gui.theme import current, set_kind
from gui.typing_keys import commands, types
from gui.widgets.button import Button, ButtonKind
from gui.widgets.icon_label import IconLabel
from gui.widgets.label import Label

WIDTH = 400
"""Pixels that the hint takes where there is room."""
ARROWS: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class EmptyState(QWidget):
    """An icon, a sentence, a hint and some buttons, in the middle.

    Who types a text, not seeing that there is nothing to type into, presses no button by a space in it.

    Signals:
        typed: a letter was pressed.
    """

    typed = Signal()

    def __init__(self, text: str, hint: str = "", icon: str = "inbox", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = current().space
        self.emblem = QFrame(self)
        set_kind(self.emblem, "emblem")
        inside = QHBoxLayout(self.emblem)
        inside.addWidget(IconLabel(icon, "accent", current().size.large_icon - space.small, self.emblem))
        self.title = Label(text, "heading", self)
        self.hint = Label("", "muted", self, wraps=True)
        self.hint.setMaximumWidth(WIDTH)
        self.hint.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.buttons: list[Button] = []
        self._blind = BlindTyping(LETTER_MS)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(space.small)
        layout = QVBoxLayout(self)
        layout.setSpacing(space.small)
        layout.addStretch(2)
        layout.addWidget(self.emblem, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(space.small)
        layout.addWidget(self.title, 0, Qt.AlignmentFlag.AlignHCenter)
        middle = QHBoxLayout()  # an alignment in the column would give it the height of one line
        middle.addStretch()
        middle.addWidget(self.hint, 1)
        middle.addStretch()
        layout.addLayout(middle)
        layout.addSpacing(space.small)
        row = QHBoxLayout()
        row.addStretch()
        row.addLayout(self._buttons)
        row.addStretch()
        layout.addLayout(row)
        layout.addStretch(3)
        self.explain(hint)

    def explain(self, hint: str) -> None:
        """Say why in place of what was said before."""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def add_button(self, text: str, kind: ButtonKind | None = None, icon: str = "") -> Button:
        """A way on; the first is the primary one."""
        first = not self.buttons
        button = Button(text, kind or ("primary" if first else "secondary"), icon, self)
        button.installEventFilter(self)
        self._buttons.addWidget(button)
        self.buttons.append(button)
        self.setFocusProxy(self.focusProxy() or button)
        return button

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """An arrow goes nowhere: Qt's buttons take it for Tab, and held in rows that went it would leave the page."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in ARROWS:
            return True
        is_space = event.key() == Qt.Key.Key_Space and not commands(event)
        if not types(event) and not (is_space and self._blind.is_under_way):
            return False
        self._blind.begin()
        self.typed.emit()
        return True
