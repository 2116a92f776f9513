"""The top of every page: its title, a line below, and what can be done with all of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.theme import current, set_kind
from gui.widgets.label import Label


class PageHeader(QFrame):
    """Title and subtitle at the left, actions at the right.

    Across the page with a line below; `in_column`: the first part of a column, which it scrolls away with.
    """

    def __init__(
        self, title: str, subtitle: str = "", parent: QWidget | None = None, *, in_column: bool = False
    ) -> None:
        super().__init__(parent)
        space = current().space
        self.title = Label(title, "title", self)
        self.subtitle = Label(parent=self, kind="muted")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.title)
        texts.addWidget(self.subtitle)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(space.small)
        layout = QHBoxLayout(self)
        if in_column:
            layout.setContentsMargins(0, 0, 0, 0)
        else:
            set_kind(self, "header")
            layout.setContentsMargins(space.wide, space.large, space.wide, space.large)
        layout.setSpacing(space.large)
        layout.addLayout(texts, 1)
        layout.addLayout(self.buttons)
        self.say(subtitle)

    def say(self, subtitle: str) -> None:
        """Another line below the title; none where it is empty."""
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))

    def add(self, widget: QWidget) -> None:
        """Append an action at the right."""
        self.buttons.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
