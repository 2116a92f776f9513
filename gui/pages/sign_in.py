"""Signing in."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from core.errors import AppError
from gui.operations import Operations
from gui.pages.gate import Gate

if TYPE_CHECKING:
    from core.context import Context
    from core.services.contract import Core


class SignIn(Gate):
    """Email and password; what is wrong is said at the password, which may be typed again at once."""

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        translate = QCoreApplication.translate
        title, action = translate("SignIn", "Sign in"), translate("SignIn", "&Sign in")
        super().__init__(title, "", action, operations, parent)
        self.entries.add("email", self.tr("Ema&il"))
        self.entries.add("password", self.tr("&Password"), secret=True)
        self.offer(self.tr("&Create an account"))

    @override
    def _work(self) -> "Callable[[Core, Context], Context] | None":
        from gui import account_cases

        for name in ("email", "password"):
            if not self.entries.text(name):
                self.entries.show_problem(name, self.tr("Fill this in."))
                return None
        return account_cases.sign_in(email=self.entries.text("email").strip(), password=self.entries.text("password"))

    @override
    def _on_refused(self, error: AppError) -> None:
        self.button.setEnabled(True)
        self.entries.show_error(error, "password")
