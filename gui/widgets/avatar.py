"""A person as the first letters of their name."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from gui.theme import set_kind


class Avatar(QLabel):
    """A round field with at most two letters; as large as the style sheet says."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "avatar")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.show_name(name)

    def show_name(self, name: str) -> None:
        """Stand for somebody else."""
        words = name.replace("@", " ").replace(".", " ").split()
        self.setText("".join(word[0] for word in words[:2]).upper())
