"""The HTTP interface beside the window: started and stopped by hand, with what another program needs to get in."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.errors import AppError
from gui import desk_cases
from gui.operations import Operations
from gui.theme import current
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.copy_row import CopyRow
from gui.widgets.label import Label
from gui.widgets.problem import Problem


class HttpCard(Card):
    """Says whether other programs can reach the data, and how."""

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        translate = QCoreApplication.translate
        text = translate("HttpCard", "Lets other programs on this computer read and change the data while you work.")
        super().__init__(translate("HttpCard", "HTTP interface"), text, parent)
        self._operations = operations
        self.state = Label("", "body", self)
        self.address = CopyRow(self.tr("Address"), parent=self)
        self.documentation = CopyRow(self.tr("Its documentation"), parent=self)
        self.token = CopyRow(self.tr("Token"), parent=self)
        self.problem = Problem(self)
        self.start_button = Button(self.tr("S&tart"), "secondary", "log-in", self)
        self.stop_button = Button(self.tr("S&top"), "secondary", "x", self)
        self.start_button.clicked.connect(self.start)
        self.stop_button.clicked.connect(self.stop)
        buttons = QHBoxLayout()
        buttons.setSpacing(current().space.medium)
        buttons.addWidget(self.start_button)
        buttons.addWidget(self.stop_button)
        buttons.addWidget(self.state, 1)
        for part in (self.address, self.documentation, self.token, self.problem):
            self.add(part)
        self.add(buttons)
        self._show(desk_cases.Served("", ""))

    def refresh(self) -> None:
        """Look again whether it runs."""
        self._operations.read(desk_cases.served(), done=self._show)

    def start(self) -> None:
        """Let other programs in."""
        self._wait(self.tr("Starting…"))
        self._operations.write(desk_cases.start_serving(), done=self._on_started, failed=self._on_failed)

    def stop(self) -> None:
        """Let no other program in any more."""
        self._wait(self.tr("Stopping…"))
        self._operations.write(desk_cases.stop_serving(), done=self._on_stopped, failed=self._on_failed)

    def _wait(self, text: str) -> None:
        self.problem.say("")
        self.start_button.setEnabled(False)
        self.stop_button.setEnabled(False)
        self.state.setText(text)

    def _show(self, served: desk_cases.Served) -> None:
        runs = bool(served.address)
        self.address.text.setText(served.address)
        self.documentation.text.setText(f"{served.address}/docs")
        self.token.text.setText(served.token)
        self.address.setVisible(runs)
        self.documentation.setVisible(runs)
        self.token.setVisible(bool(served.token))
        self.state.setText(self.tr("Running") if runs else self.tr("Not running"))
        self.start_button.setVisible(not runs)
        self.stop_button.setVisible(runs)
        self.start_button.setEnabled(True)
        self.stop_button.setEnabled(True)

    def _on_started(self, served: desk_cases.Served) -> None:
        self._show(served)
        self.stop_button.setFocus()

    def _on_stopped(self, served: desk_cases.Served) -> None:
        self._show(served)
        self.start_button.setFocus()

    def _on_failed(self, error: AppError) -> None:
        self._show(desk_cases.Served("", ""))
        self.problem.say(str(error))
