"""A word in a rounded field: a state, a count."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gui.theme import set_kind

BadgeTone = Literal["neutral", "info", "good", "warn", "bad"]


class Badge(QLabel):
    """As wide as its word."""

    def __init__(self, text: str, tone: BadgeTone = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_kind(self, "badge")
        set_kind(self, tone, "tone")

    def show_as(self, text: str, tone: BadgeTone) -> None:
        """Take another word."""
        self.setText(text)
        set_kind(self, tone, "tone")
