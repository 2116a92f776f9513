"""One's own account: name and e-mail, password, and the end of it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from core.errors import AppError
from gui import account_cases
from gui.operations import Operations
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.entries import Entries
from gui.widgets.label import Label
from gui.widgets.question import Question

if TYPE_CHECKING:
    from core.desk.drafts import Draft
    from core.models.user import UserPublic


class ProfileCard(Card):
    """Name and e-mail. What is typed and not saved is kept as a draft."""

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("ProfileCard", "Profile"), parent=parent)
        self._operations = operations
        self._stored: dict[str, str] = {}
        self._draft: Draft | None = None
        self.entries = Entries(self)
        self.entries.add("full_name", self.tr("Full &name"))
        self.entries.add("email", self.tr("Ema&il"), required=True)
        self.save_button = Button(self.tr("&Save profile"), "secondary", "save", self)
        self.save_button.clicked.connect(self.save)
        self.entries.submitted.connect(self.save)
        restored = self.tr("What you typed before is here again. It is not saved yet.")
        self.note = Label(restored, "warn", self, wraps=True)
        self.note.hide()
        self.add(self.note)
        self.add(self.entries)
        self.body.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeft)
        operations.drafts.wanted.connect(self.keep)

    def refresh(self) -> None:
        """Read the account again; what was typed and not saved stays."""
        self._operations.read(account_cases.own_profile(), done=self._on_read)

    def keep(self) -> None:
        """Keep what was typed for another day."""
        typed = {name: text for name, text in self.entries.texts().items() if text != self._stored.get(name)}
        if self._draft is not None and typed != self._draft.texts:
            self._draft = replace(self._draft, texts=typed)
            self._operations.drafts.keep(self._draft)

    def save(self) -> None:
        """Store what was typed."""
        self._operations.say("")  # what was saved before would stand beside why this is not
        texts = {name: text.strip() for name, text in self.entries.texts().items()}
        values = {**texts, "full_name": texts["full_name"] or None}
        self.save_button.setEnabled(False)
        self._operations.write(
            account_cases.change_profile(values=values), done=self._on_saved, failed=self._on_refused
        )

    def _on_read(self, profile: "account_cases.Profile") -> None:
        self._show(profile.account)
        if self._draft is None:
            self._draft = profile.draft
            self.entries.fill(profile.draft.texts)
            self.note.setVisible(bool(profile.draft.texts))

    def _show(self, account: "UserPublic") -> None:
        fresh = {"full_name": account.full_name or "", "email": account.email}
        shown = self.entries.texts()
        self.entries.fill({name: text for name, text in fresh.items() if shown[name] == self._stored.get(name, "")})
        self._stored = fresh

    def _on_saved(self, account: "UserPublic") -> None:
        self.save_button.setEnabled(True)
        self.note.hide()
        self.entries.forget_problems()
        self._stored = self.entries.texts()
        self._show(account)
        self.keep()
        self._operations.say(self.tr("Profile saved."))

    def _on_refused(self, error: AppError) -> None:
        self.save_button.setEnabled(True)
        self.entries.show_error(error)


class PasswordCard(Card):
    """Another password for oneself."""

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("PasswordCard", "Password"), parent=parent)
        self._operations = operations
        self.entries = Entries(self)
        self.entries.add("current_password", self.tr("&Current password"), secret=True)
        at_least = self.tr("At least 8 characters")
        self.entries.add("new_password", self.tr("Ne&w password"), help=at_least, secret=True)
        self.entries.add("again", self.tr("New password &again"), secret=True)
        self.save_button = Button(self.tr("Change &password"), "secondary", "key-round", self)
        self.save_button.clicked.connect(self.save)
        self.entries.submitted.connect(self.save)
        self.add(self.entries)
        self.body.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeft)

    def save(self) -> None:
        """Store the new password."""
        self._operations.say("")  # what was saved before would stand beside why this is not
        self.entries.forget_problems()
        values = self.entries.texts()
        if values.pop("again") != values["new_password"]:
            self.entries.show_problem("again", self.tr("The two passwords are not the same. Type it again."))
            return
        self.save_button.setEnabled(False)
        self._operations.write(
            account_cases.change_password(values=values), done=self._on_saved, failed=self._on_refused
        )

    def _on_saved(self, _nothing: None) -> None:
        self.save_button.setEnabled(True)
        self.entries.clear()
        self._operations.say(self.tr("Password changed."))

    def _on_refused(self, error: AppError) -> None:
        self.save_button.setEnabled(True)
        self.entries.show_error(error, "current_password")


class DeleteAccount(Card):
    """The end of one's own account.

    Signals:
        deleted: it is gone.
    """

    deleted = Signal()

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        translate = QCoreApplication.translate
        text = translate("DeleteAccount", "Your account and everything you own are deleted. You cannot undo this.")
        super().__init__(translate("DeleteAccount", "Delete account"), text, parent)
        self._operations = operations
        self.button = Button(self.tr("Delete my account…"), "danger", "trash-2", self)
        self.button.clicked.connect(self.ask)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def ask(self) -> None:
        """Make sure first: this is one of the few things that its doer cannot take back."""
        question = Question(self.window())
        question.setText(self.tr("Delete your account and everything you own?"))
        question.setStandardButtons(QMessageBox.StandardButton.Cancel)
        delete = question.addButton(self.tr("&Delete"), QMessageBox.ButtonRole.DestructiveRole)
        question.setDefaultButton(QMessageBox.StandardButton.Cancel)
        delete.clicked.connect(self._delete)
        question.open()

    def _delete(self) -> None:
        self._operations.write(account_cases.delete_own_account(), done=self._on_deleted)

    def _on_deleted(self, _nothing: None) -> None:
        self.deleted.emit()
