"""Going to a row by its number."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject

from gui.actions import Handlers
from gui.table.navigation import Navigation
from gui.table.view import TableView
from gui.values import counted

if TYPE_CHECKING:
    from gui.dialogs.ask_line import AskLine


class Going(QObject):
    """Asks for a row's number and puts the cursor there."""

    def __init__(self, view: TableView, navigation: Navigation) -> None:
        super().__init__(view)
        self._view, self._navigation = view, navigation
        self._dialog: AskLine | None = None

    def handlers(self) -> Handlers:
        """The commands by id."""
        return {"go.row": self.ask}

    def ask(self) -> None:
        """Ask for the number."""
        from gui.dialogs.ask_line import AskLine

        count = self._view.rows.count
        if not count:
            return
        self._dialog = AskLine(
            self.tr("Go to row"),
            self.tr("&Row number"),
            self.tr("&Go"),
            self._view.window(),
            text=str(min(count, self._view.currentIndex().row() + 1)),
            help=self.tr("From 1 to {count}").format(count=counted(count)),
        )
        self._dialog.answered.connect(self._on_answered)
        self._dialog.open()

    def _on_answered(self, text: str) -> None:
        number, is_number = QLocale().toLongLong(text)
        count = self._view.rows.count
        if self._dialog is None:
            return
        if is_number and 1 <= number <= count:
            self._dialog.accept()
            self._dialog = None
            self._navigation.to_row(number - 1)
        else:
            self._dialog.refuse(self.tr("Type a whole number from 1 to {count}.").format(count=counted(count)))
