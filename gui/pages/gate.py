"""What stands in place of all pages until somebody works here: a card in the middle with lines to fill in."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from core import app_info
from core.errors import AppError
from gui.operations import Operations
from gui.theme import current
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.entries import Entries
from gui.widgets.icon_label import Emblem
from gui.widgets.label import Label

if TYPE_CHECKING:
    from core.context import Context
    from core.services.contract import Core

WIDTH = 400


class Gate(QWidget):
    """Somebody fills in lines, and is let in.

    Signals:
        passed: this one works here from now on (a `Context`).
        turned: the person wants the other way in: an account instead of signing in, or the reverse.
    """

    passed = Signal(object)
    turned = Signal()

    def __init__(self, title: str, text: str, action: str, operations: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self._operations = operations
        self.entries = Entries(self)
        self.entries.submitted.connect(self.submit)
        self.button = Button(action, "primary", parent=self)
        self.button.clicked.connect(self.submit)
        self.other = Button("", "link", parent=self)
        self.other.clicked.connect(self.turned)
        self.other.hide()
        self._arrange(title, text)

    def offer(self, text: str) -> None:
        """Show the other way in."""
        self.other.setText(text)
        self.other.show()

    def submit(self) -> None:
        """Try to get in with what was filled in."""
        if not self.button.isEnabled():
            return
        work = self._work()
        if work is not None:
            self.entries.forget_problems()
            self.button.setEnabled(False)
            self._operations.write(work, done=self._on_passed, failed=self._on_refused)

    def _work(self) -> "Callable[[Core, Context], Context] | None":
        """What is asked of the core; None where something is wrong already, which is shown."""
        raise NotImplementedError

    def _on_passed(self, context: "Context") -> None:
        self.button.setEnabled(True)
        self.entries.clear()
        self.passed.emit(context)

    def _on_refused(self, error: AppError) -> None:
        self.button.setEnabled(True)
        self.entries.show_error(error)

    def _arrange(self, title: str, text: str) -> None:
        space = current().space
        card = Card(parent=self)
        card.setFixedWidth(WIDTH)
        card.body.setContentsMargins(space.page, space.page, space.page, space.wide)
        card.body.setSpacing(space.medium)
        card.add(self._brand())
        card.add(Label(title, "title", self, wraps=True))
        if text:
            card.add(Label(text, "muted", self, wraps=True))
        card.add(self.entries)
        card.body.addSpacing(space.tight)
        card.add(self.button)
        card.body.addWidget(self.other, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(card)
        row.addStretch()
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.addStretch(2)
        column.addLayout(row)
        column.addStretch(3)
        area = QScrollArea(self)  # for low windows
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def _brand(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(current().space.small)
        row.addWidget(Emblem(self))
        row.addWidget(Label(app_info.NAME, "strong", self), 1)
        return row

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.entries.enter()
