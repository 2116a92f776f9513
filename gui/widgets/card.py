"""An area with a thin border that holds what belongs together."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from gui.theme import current, set_kind
from gui.widgets.label import Label


class Card(QFrame):
    """A heading with a sentence below it, both optional, actions at the right of them, then what is added."""

    def __init__(self, title: str = "", text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "card")
        space = current().space
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(space.large + space.tight, space.large, space.large + space.tight, space.large)
        self.body.setSpacing(space.medium)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(space.small)
        self.title: Label | None = None
        if title:
            self.setAccessibleName(title)
            self.title = Label(title, "heading", self)
            head = QHBoxLayout()
            head.addWidget(self.title, 1)
            head.addLayout(self.buttons)
            self.body.addLayout(head)
        if text:
            self.body.addWidget(Label(text, "muted", self, wraps=True))

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Append a part below the others."""
        if isinstance(part, QWidget):
            self.body.addWidget(part, stretch)
        else:
            self.body.addLayout(part, stretch)
