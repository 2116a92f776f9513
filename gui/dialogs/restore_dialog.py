"""The backups that could take the place of a database that cannot be opened, to choose one."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from gui.theme import current
from gui.values import backup_line
from gui.widgets.button import Button
from gui.widgets.label import Label

if TYPE_CHECKING:
    from core.backup import BackupInfo


class RestoreDialog(QDialog):
    """The newest backup is chosen at first; Enter puts it back.

    Signals:
        chosen: the file of the backup that the person wants back.
    """

    chosen = Signal(Path)

    def __init__(self, backups: "Sequence[BackupInfo]", parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Restore a backup"))
        self.resize(560, 360)
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

    def _arrange(self, leave: Button, *, is_empty: bool) -> None:
        space = current().space
        some = self.tr("The backup takes the place of the database. What is there now is kept among the backups.")
        none = self.tr("There is no backup that is intact.")
        buttons = QHBoxLayout()
        buttons.setSpacing(space.small)
        buttons.addStretch()
        buttons.addWidget(leave)
        buttons.addWidget(self.restore)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.wide, space.wide, space.wide, space.large)
        layout.setSpacing(space.medium)
        layout.addWidget(Label(self.tr("Which backup should be restored?"), "heading", self, wraps=True))
        layout.addWidget(Label(none if is_empty else some, "muted", self, wraps=True))
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        (leave if is_empty else self.list).setFocus()

    def _accept(self) -> None:
        item = self.list.currentItem()
        path: Path = item.data(Qt.ItemDataRole.UserRole)
        self.accept()
        self.chosen.emit(path)
