"""A new password for somebody else's account."""

from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from core.errors import AppError
from gui import use_cases
from gui.dialogs.dialog import Dialog
from gui.operations import Operations
from gui.theme import current
from gui.widgets.button import Button
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.entries import Entries

WIDTH: Final = 332
"""Pixels of its lines at least."""


class NewPassword(Dialog):
    """The password twice; whoever was signed in with the old one is signed out elsewhere."""

    def __init__(self, identity: UUID, version: int, email: str, operations: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New password"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._identity, self._version, self._operations = identity, version, operations
        whose = ElidedLabel("muted", self)
        whose.show_text(self.tr("For %1").replace("%1", email))
        self.entries = Entries(self)
        at_least = self.tr("At least 8 characters")
        self.entries.add("password", self.tr("&Password"), help=at_least, secret=True, required=True)
        self.entries.add("again", self.tr("Password &again"), secret=True, required=True)
        self.save_button = Button(self.tr("&Save"), "primary", parent=self)
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.save)
        cancel = Button(self.tr("Cancel"), parent=self)
        cancel.clicked.connect(self.reject)
        self.column.addStrut(WIDTH)
        self.column.setSpacing(current().space.large)
        self.column.addWidget(whose)
        self.column.addWidget(self.entries)
        self.buttons.addStretch()
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(self.save_button)
        self.entries.enter()

    def save(self) -> None:
        """Store the password."""
        self.entries.forget_problems()
        password = self.entries.text("password")
        if self.entries.text("again") != password:
            self.entries.show_problem("again", self.tr("The two passwords are not the same. Type it again."))
            return
        self.save_button.setEnabled(False)
        work = use_cases.change_record(
            resource="users", identity=self._identity, version=self._version, values={"password": password}
        )
        self._operations.write(work, done=self._on_saved, failed=self._on_refused)

    def _on_saved(self, _user: Any) -> None:
        self._operations.say(self.tr("Password changed."))
        self.accept()

    def _on_refused(self, error: AppError) -> None:
        self.save_button.setEnabled(True)
        self.entries.show_error(error)
