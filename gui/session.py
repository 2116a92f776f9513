"""Who works in the window: lets people in through a gate, gives them their pages, and clears all of it behind them."""

from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from core.context import Actor, Context
from gui.actions import When
from gui.main_window import MainWindow

if TYPE_CHECKING:
    from core.services.contract import Core
    from gui.pages.gate import Gate

VISITOR: Final = Context(actor=Actor(UUID(int=0), ""), source="window")
"""Somebody who may see nothing yet."""


class Session(QObject):
    """One core, and the one who works with it.

    Signals:
        entered: somebody works here; the pages are known, none is shown yet.
        gate_shown: somebody is asked to sign in or to make an account.
    """

    entered = Signal()
    gate_shown = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._operations = window, window.operations
        self._core: Core | None = None
        self._gate: Gate | None = None
        window.commands.handle({"file.sign_out": self.sign_out})

    def begin(self, core: "Core", context: Context | None, *, needs_account: bool) -> None:
        """Work as this one, or ask who wants to."""
        self._core = core
        if context is not None:
            self._enter(context)
        else:
            self._ask(needs_account=needs_account)

    def sign_out(self) -> None:
        """Nobody works here any more; nothing of what was seen stays."""
        if self._core is not None and self._window.departure.is_clear(self.sign_out):
            self._window.forget()
            self._window.declare("session", When.ALWAYS)
            self._ask(needs_account=False)

    def _ask(self, *, needs_account: bool) -> None:
        assert self._core is not None
        self._operations.attach(self._core, VISITOR)
        if needs_account:
            self._ask_for_account(first=True)
        else:
            self._ask_to_sign_in()

    def _ask_to_sign_in(self) -> None:
        from gui.pages.sign_in import SignIn

        gate = SignIn(self._operations, self._window)
        gate.turned.connect(self._on_account_wanted)
        self._show(gate)

    def _ask_for_account(self, *, first: bool) -> None:
        from gui.pages.new_account import NewAccount

        gate = NewAccount(self._operations, self._window, first=first)
        gate.turned.connect(self._ask_to_sign_in)
        self._show(gate)

    def _show(self, gate: "Gate") -> None:
        gate.passed.connect(self._enter)
        before, self._gate = self._gate, gate
        self._window.show_alone(gate)
        if before is not None:
            before.deleteLater()
        self.gate_shown.emit()

    def _enter(self, context: Context) -> None:
        from gui.account_button import AccountButton
        from gui.page_registry import page_specs

        assert self._core is not None
        self._operations.attach(self._core, context)
        for spec in page_specs(self._core.entities, context.actor):
            self._window.add_page(spec)
        if self._core.settings.auth_required:
            self._window.declare("session", When.SIGNED_IN)
        self._window.sidebar.set_account(AccountButton(self._window))
        self.entered.emit()
        if self._gate is not None:
            self._gate.deleteLater()
            self._gate = None

    def _on_account_wanted(self) -> None:
        self._ask_for_account(first=False)
