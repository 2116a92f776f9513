"""Where the data is, and its backups: which there are, one more, how to put one back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.errors import AppError
from core.paths import command_line
from gui import desk_cases
from gui.operations import Operations
from gui.theme import current
from gui.values import backup_line
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.copy_row import CopyRow
from gui.widgets.label import Label

if TYPE_CHECKING:
    from core.backup import BackupInfo

SHOWN = 5


class DataCard(Card):
    """Paths to copy, and backups for whoever may make them."""

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("DataCard", "Data and backups"), parent=parent)
        self._operations = operations
        self._is_backing_up = False
        self._may_back_up = operations.context.actor.is_superuser
        self._folder = ""
        self.database = CopyRow(self.tr("Database"), parent=self)
        self.folder = CopyRow(self.tr("Data folder"), parent=self)
        self.logs = CopyRow(self.tr("Log"), parent=self)
        self.open_button = Button(self.tr("&Open data folder"), "secondary", "folder-open", self)
        self.open_button.clicked.connect(self._open_folder)
        self.backup_button = Button(self.tr("&Back up now"), "secondary", "hard-drive", self)
        self.backup_button.clicked.connect(self.back_up)
        self.backup_button.setVisible(self._may_back_up)
        self.backups = Label("", "body", self, wraps=True, selectable=True)
        self.hint = Label("", "small", self, wraps=True, selectable=True)
        self.hint.hide()
        for part in (self.database, self.folder, self.logs):
            self.add(part)
        buttons = QHBoxLayout()
        buttons.setSpacing(current().space.small)
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.backup_button)
        buttons.addStretch()
        self.add(buttons)
        self.add(self.backups)
        self.add(self.hint)

    def refresh(self) -> None:
        """Read all of it again."""
        self._operations.read(desk_cases.place(), done=self._on_place)

    def back_up(self) -> None:
        """Make one more backup."""
        if self._is_backing_up:
            return
        self._is_backing_up = True  # the button stays enabled: else Qt would give the keyboard to what comes next
        self._operations.write(desk_cases.make_backup(), done=self._on_backed_up, failed=self._on_backup_failed)

    def _on_place(self, place: desk_cases.Place) -> None:
        self._folder = place.folder
        self.database.text.show_text(place.database)
        self.folder.text.show_text(place.folder)
        self.logs.text.show_text(place.logs)
        self.backup_button.setVisible(self._may_back_up and place.has_backups)
        if not place.has_backups:
            self.backups.setText(self.tr("The data is on a server; whoever runs it makes the backups."))
        elif self._may_back_up:
            self._operations.read(desk_cases.backups(), done=self._on_backups)

    def _on_backups(self, found: "list[BackupInfo]") -> None:
        lines = [backup_line(info) for info in found[:SHOWN]]
        none = self.tr("There is no backup yet. One is made by itself before each upgrade.")
        self.backups.setText("\n".join(lines) or none)
        if found:
            command = f'{command_line()} db restore "{found[0].path}"'
            text = self.tr("To put one back, close every window of this data and run: %1")
            self.hint.setText(text.replace("%1", command))
            self.hint.show()

    def _on_backed_up(self, made: "BackupInfo") -> None:
        self._is_backing_up = False
        self._operations.say(self.tr("Backup made: %1").replace("%1", made.path.name))
        self.refresh()

    def _on_backup_failed(self, error: AppError) -> None:
        self._is_backing_up = False
        self._operations.failed.emit(error)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder))
