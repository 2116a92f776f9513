"""Asks for one line: the number of a row, the name of a view."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from gui.dialogs.dialog import Dialog
from gui.widgets.button import Button
from gui.widgets.entries import Entries

WIDTH = 332
"""Pixels of its line at least."""
NAME = "line"


class AskLine(Dialog):
    """Stays open until what was typed makes sense: whoever asks listens to `answered`, and refuses or closes it.

    Signals:
        answered: the person typed this and means it.
    """

    answered = Signal(str)

    def __init__(self, title: str, label: str, action: str, parent: QWidget, *, text: str = "", help: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.entries = Entries(self)
        self.entries.add(NAME, label, help=help)
        self.entries.fill({NAME: text})
        self.button = Button(action, "primary", parent=self)
        self.button.setDefault(True)
        self.button.clicked.connect(self._on_button_clicked)
        self.close_button = Button(self.tr("Cancel"), parent=self)
        self.close_button.clicked.connect(self.reject)
        self.column.addStrut(WIDTH)
        self.column.addWidget(self.entries)
        self.buttons.addStretch()
        self.buttons.addWidget(self.close_button)
        self.buttons.addWidget(self.button)
        self.entries.enter()

    def refuse(self, problem: str) -> None:
        """Say what is wrong with what was typed."""
        self.entries.show_problem(NAME, problem)

    def _on_button_clicked(self) -> None:
        self.answered.emit(self.entries.text(NAME).strip())
