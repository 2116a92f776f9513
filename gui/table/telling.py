"""Tells what was done to many cells or rows at once, and offers to take it back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from core.errors import AppError, FieldProblem, InvalidError
from core.messages import describe_problem
from gui.dialogs.block_report import BlockReport
from gui.operations import Operations
from gui.outcome import Outcome
from gui.table.view import TableView
from gui.widgets.toast import Act

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class Telling(QObject):
    """Speaks for one table."""

    def __init__(self, view: TableView, operations: Operations) -> None:
        super().__init__(view)
        self._view, self._operations = view, operations

    def done(self, text: str) -> None:
        """Say what was done; with a button that takes it back."""
        self._operations.announce(text)

    def done_to(self, count: int, text: str, nothing: str) -> None:
        """The same of so many rows; of none, that nothing was done, which nobody takes back."""
        if count:
            self.done(text)
        else:
            self.refuse(nothing)

    def remind(self, text: str, more: str, action: Act) -> str:
        """Say what waits for the person, with a way there; all that is said."""
        said = f"{text} {more}"
        self._operations.say(said)
        self._window.toast.say(text, action)
        return said

    def point_out(self, text: str) -> None:
        """Say what one would miss in the status bar alone."""
        self._operations.say(text)
        self._window.toast.say(text)

    def withdraw(self, text: str) -> None:
        """Say this no longer: it is not so any more."""
        if text and self._window.status.currentMessage() == text:
            self._window.status.clearMessage()
        if text and text.startswith(self._window.toast.label.text()):
            self._window.toast.clear()

    def refuse(self, text: str) -> None:
        """Say why nothing was done."""
        self._operations.refused.emit()
        self.point_out(text)

    def report(self, outcome: Outcome, command: str, note: str = "") -> BlockReport | None:
        """List why nothing was done, and ask for the rest; None where one line says it all."""
        if (problem := outcome.reason) is not None:
            self._refuse_for([problem])
            return None
        self._operations.refused.emit()
        report = BlockReport(outcome, command, self._view.rows.entity.fields, self._view.window(), note)
        report.open()
        return report

    def failed(self, error: AppError) -> None:
        """Say why nothing was done."""
        if isinstance(error, InvalidError) and error.problems:
            self._refuse_for(error.problems)
        else:
            self._operations.refused.emit()
            self._operations.failed.emit(error)

    def _refuse_for(self, problems: Sequence[FieldProblem]) -> None:
        fields = self._view.rows.entity.fields
        labels = [fields[each.field].label if each.field in fields else None for each in problems]
        reasons = dict.fromkeys(map(describe_problem, problems, labels))
        self.refuse(self.tr("Nothing changed. {reason}").format(reason="; ".join(reasons)))

    def said(self, text: str) -> None:
        """Say something that changed nothing."""
        self._operations.say(text)

    @property
    def _window(self) -> "MainWindow":
        return cast("MainWindow", self._view.window())
