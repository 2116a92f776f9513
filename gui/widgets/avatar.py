"""A person as the first letters of their name."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from gui.theme import set_kind

SIZE = 32


class Avatar(QLabel):
    """A round field with at most two letters."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "avatar")
        self.setFixedSize(SIZE, SIZE)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.show_name(name)

    def show_name(self, name: str) -> None:
        """Stand for somebody else."""
        words = name.replace("@", " ").replace(".", " ").split()
        self.setText("".join(word[0] for word in words[:2]).upper())
