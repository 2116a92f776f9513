"""Making an account for oneself: the first of all, who lets the others in, or one more."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.operations import Operations
from gui.pages.gate import Gate

if TYPE_CHECKING:
    from core.context import Context
    from core.services.contract import Core


class NewAccount(Gate):
    """Name, e-mail and a password twice."""

    def __init__(self, operations: Operations, parent: QWidget, *, first: bool) -> None:
        translate = QCoreApplication.translate
        self._first = first
        if first:
            title = translate("NewAccount", "Welcome")
            text = translate("NewAccount", "Nobody can sign in yet. Create the first account: it manages all others.")
        else:
            title, text = translate("NewAccount", "Create an account"), ""
        super().__init__(title, text, translate("NewAccount", "&Create account"), operations, parent)
        self.entries.add("full_name", self.tr("Full &name"))
        self.entries.add("email", self.tr("Ema&il"), required=True)
        at_least = self.tr("At least 8 characters")
        self.entries.add("password", self.tr("&Password"), help=at_least, secret=True, required=True)
        self.entries.add("again", self.tr("Password &again"), secret=True, required=True)
        if not first:
            self.offer(self.tr("&Sign in instead"))

    @override
    def _work(self) -> "Callable[[Core, Context], Context] | None":
        from gui import account_cases

        texts = self.entries.texts()
        if texts.pop("again") != texts["password"]:
            self.entries.forget_problems()
            self.entries.show_problem("again", self.tr("The two passwords are not the same. Type it again."))
            return None
        values = {**texts, "email": texts["email"].strip(), "full_name": texts["full_name"].strip() or None}
        if self._first:
            return account_cases.create_first_account(values=values)
        return account_cases.register(values=values)
