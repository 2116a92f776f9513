"""What is wrong, said with a sign before it, so that it does not depend on a colour alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.theme import current
from gui.widgets.icon_label import IconLabel
from gui.widgets.label import Label


class Problem(QWidget):
    """Out of sight while nothing is wrong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Label("", "bad", self, wraps=True)
        sign = IconLabel("circle-alert", "bad", current().size.small_icon, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(current().space.tight)
        layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._label, 1)
        self.hide()

    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def say(self, text: str) -> None:
        """Say what is wrong and what to do; nothing where it is empty."""
        self._label.setText(text)
        self.setVisible(bool(text))
