"""The backups that could take the place of a database that cannot be opened, to choose one."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from gui.dialogs.dialog import Dialog
from gui.placement import begin_with
from gui.values import backup_line
from gui.widgets.button import Button
from gui.widgets.label import Label

if TYPE_CHECKING:
    from core.backup import BackupInfo


class RestoreDialog(Dialog):
    """The newest backup is chosen at first; Enter puts it back.

    Signals:
        chosen: the file of the backup that the person wants back.
    """

    chosen = Signal(Path)

    def __init__(self, backups: "Sequence[BackupInfo]", parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Restore a backup"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Backups"))
        for info in backups:
            QListWidgetItem(backup_line(info), self.list).setData(Qt.ItemDataRole.UserRole, info.path)
        self.list.setCurrentRow(0)
        self.list.itemDoubleClicked.connect(self._accept)
        self.restore = Button(self.tr("&Restore"), "primary", parent=self)
        self.restore.setDefault(True)
        self.restore.setEnabled(bool(backups))
        self.restore.clicked.connect(self._accept)
        leave = Button(self.tr("Cancel"), parent=self)
        leave.clicked.connect(self.reject)
        self._arrange(leave, is_empty=not backups)
        begin_with(self, 560, 360)

    def _arrange(self, leave: Button, *, is_empty: bool) -> None:
        some = self.tr("The backup takes the place of the database. What is there now is kept among the backups.")
        none = self.tr("There is no backup that is intact.")
        self.column.addWidget(Label(self.tr("Which backup should be restored?"), "heading", self, wraps=True))
        self.column.addWidget(Label(none if is_empty else some, "muted", self, wraps=True))
        self.column.addWidget(self.list, 1)
        self.buttons.addStretch()
        self.buttons.addWidget(leave)
        self.buttons.addWidget(self.restore)
        (leave if is_empty else self.list).setFocus()

    def _accept(self) -> None:
        item = self.list.currentItem()
        path: Path = item.data(Qt.ItemDataRole.UserRole)
        self.accept()
        self.chosen.emit(path)
