"""Asks for one line: the number of a row, the name of a view."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gui.theme import current
from gui.widgets.button import Button
from gui.widgets.entries import Entries

WIDTH = 380
NAME = "line"


class AskLine(QDialog):
    """Stays open until what was typed makes sense: whoever asks listens to `answered`, and refuses or closes it.

    Signals:
        answered: the person typed this and means it.
    """

    answered = Signal(str)

    def __init__(self, title: str, label: str, action: str, parent: QWidget, *, text: str = "", help: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self.entries = Entries(self)
        self.entries.add(NAME, label, help=help)
        self.entries.fill({NAME: text})
        self.button = Button(action, "primary", parent=self)
        self.button.setDefault(True)
        self.button.clicked.connect(self._on_button_clicked)
        self.close_button = Button(self.tr("Cancel"), parent=self)
        self.close_button.clicked.connect(self.reject)
        self._arrange()
        self.entries.enter()

    def refuse(self, problem: str) -> None:
        """Say what is wrong with what was typed."""
        self.entries.show_problem(NAME, problem)

    def _arrange(self) -> None:
        space = current().space
        buttons = QHBoxLayout()
        buttons.setSpacing(space.small)
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.wide, space.wide, space.wide, space.large)
        layout.setSpacing(space.wide)
        layout.addWidget(self.entries)
        layout.addLayout(buttons)
        self.setMinimumWidth(WIDTH)

    def _on_button_clicked(self) -> None:
        self.answered.emit(self.entries.text(NAME).strip())
