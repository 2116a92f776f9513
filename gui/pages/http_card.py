"""The HTTP interface beside the window: started and stopped by hand, with what another program needs to get in."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QSignalBlocker, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from core.errors import AppError
from gui import desk_cases
from gui.operations import Operations
from gui.tasks import Group
from gui.theme import current
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.copy_row import CopyRow
from gui.widgets.label import Label
from gui.widgets.number_box import NumberBox
from gui.widgets.problem import Problem

if TYPE_CHECKING:
    from gui.operations import Work
    from gui.preferences import PreferencesInUse

LOOKING: Final = 1000
"""Milliseconds between two looks at whether it runs still."""
LAST_PORT: Final = 65535


class HttpCard(Card):
    """Says whether other programs can reach the data, and how; notices when it ends by itself."""

    def __init__(self, operations: Operations, preferences: "PreferencesInUse", parent: QWidget) -> None:
        translate = QCoreApplication.translate
        text = translate("HttpCard", "Lets other programs on this computer read and change the data while you work.")
        super().__init__(translate("HttpCard", "HTTP interface"), text, parent)
        self._operations, self._preferences = operations, preferences
        self._waits = self._runs = False
        self._looks = Group()
        self._watch = QTimer(self)
        self._watch.setSingleShot(True)
        self._watch.setInterval(LOOKING)
        self._watch.timeout.connect(self._on_due)
        self.state = Label("", "body", self)
        self.address = CopyRow(self.tr("Address"), parent=self)
        self.documentation = CopyRow(self.tr("Its documentation"), parent=self)
        self.token = CopyRow(self.tr("Token"), parent=self)
        self.problem = Problem(self)
        self.port = NumberBox(self)
        self.start_button = Button(self.tr("S&tart"), "secondary", "log-in", self)
        self.stop_button = Button(self.tr("S&top"), "secondary", "x", self)
        self.start_button.clicked.connect(self.start)
        self.stop_button.clicked.connect(self.stop)
        for part in (self.address, self.documentation, self.token, self.problem, self._port_row()):
            self.add(part)
        self._add_buttons()
        self._show(desk_cases.Served("", "", 0))

    def _port_row(self) -> QWidget:
        """Out of sight until it is known which port that is."""
        self._place = QWidget(self)
        name, effect = self.tr("Port"), self.tr("Applies when it is started next")
        self.port.setRange(0, LAST_PORT)
        self.port.setSpecialValueText(self.tr("Any free one"))
        self.port.setKeyboardTracking(False)
        self.port.setAccessibleName(name)
        self.port.setAccessibleDescription(effect)
        self.port.valueChanged.connect(self._on_port_changed)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Label(name, "strong", self._place))
        texts.addWidget(Label(effect, "small", self._place, wraps=True))
        row = QHBoxLayout(self._place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current().space.large)
        row.addLayout(texts, 1)
        row.addWidget(self.port)
        self._place.hide()
        return self._place

    def _add_buttons(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(current().space.medium)
        buttons.addWidget(self.start_button)
        buttons.addWidget(self.stop_button)
        buttons.addWidget(self.state, 1)
        self.add(buttons)

    def refresh(self) -> None:
        """Look again whether it runs."""
        self._operations.read(desk_cases.served(), done=self._on_looked, group=self._looks)

    def start(self) -> None:
        """Let other programs in."""
        self.port.interpretText()
        self._do(self.tr("Starting…"), desk_cases.start_serving(port=self._preferences.values.http_port))

    def stop(self) -> None:
        """Let no other program in any more."""
        self._do(self.tr("Stopping…"), desk_cases.stop_serving())

    def _do(self, text: str, work: "Work[desk_cases.Served]") -> None:
        """One thing at a time. The button stays what it is, or the keyboard would go elsewhere."""
        if not self._waits:
            self._waits = True
            self._looks.renew()
            self.problem.say("")
            self.state.setText(text)
            self._operations.write(work, done=self._on_done, failed=self._on_failed)

    def _show(self, served: desk_cases.Served) -> None:
        self._runs = bool(served.address)
        self.address.text.show_text(served.address)
        self.documentation.text.show_text(f"{served.address}/docs")
        self.token.text.show_text(served.token)
        self.state.setText(self.tr("Running") if self._runs else self.tr("Not running"))
        parts = {
            self.address: self._runs,
            self.documentation: self._runs,
            self.token: bool(served.token),
            self.start_button: not self._runs,
            self.stop_button: self._runs,
        }
        for part in (part for part, stays in parts.items() if stays):
            part.show()
        for part in (part for part, stays in parts.items() if not stays):
            if _has_keyboard(part):
                (self.stop_button if self._runs else self.start_button).setFocus()
            part.hide()
        if self._runs:
            self._watch.start()

    def _on_due(self) -> None:
        """A page that is out of sight looks when it is shown again."""
        if self.isVisible():
            self.refresh()

    def _on_looked(self, served: desk_cases.Served) -> None:
        if self._place.isHidden():
            self._offer(served.port)
        if self._waits:
            return
        has_ended = self._runs and not served.address
        self._show(served)
        if has_ended:
            self.problem.say(self.tr("It has ended by itself. Start it again; the log may say why."))

    def _offer(self, port: int) -> None:
        """Show the port that a person chose, or the settings' one."""
        chosen = self._preferences.values.http_port
        blocker = QSignalBlocker(self.port)
        self.port.setValue(port if chosen is None else chosen)
        blocker.unblock()
        self._place.show()

    def _on_port_changed(self, port: int) -> None:
        self._preferences.change(http_port=port)

    def _on_done(self, served: desk_cases.Served) -> None:
        self._waits = False
        self._looks.renew()  # what was seen before is not so any more
        self._show(served)

    def _on_failed(self, error: AppError) -> None:
        self._on_done(desk_cases.Served("", "", 0))
        self.problem.say(str(error))


def _has_keyboard(part: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (part is focused or part.isAncestorOf(focused))
