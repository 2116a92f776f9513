"""What this program is, in which version of everything, to copy into a report."""

import platform

from PySide6.QtCore import QCoreApplication, Qt, qVersion
from PySide6.QtWidgets import QWidget

from core import app_info
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.copy_row import copy
from gui.widgets.label import Label


class About(Card):
    """Name, publisher and versions."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("About", "About"), parent=parent)
        self.add(Label(f"{app_info.NAME} {app_info.VERSION}", "strong", self))
        self.add(Label(app_info.PUBLISHER, "muted", self))
        self.versions = Label(self._versions(), "mono", self, wraps=True, selectable=True)
        self.versions.setAccessibleName(self.tr("Versions"))
        self.add(self.versions)
        self.copy_button = Button(self.tr("Copy versions"), "secondary", "copy", self)
        self.copy_button.clicked.connect(self._copy)
        self.body.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _versions(self) -> str:
        from core.database import sqlite_module

        return "\n".join(
            (
                f"{app_info.NAME} {app_info.VERSION}",
                f"Python {platform.python_version()}",
                f"Qt {qVersion()}",
                f"SQLite {sqlite_module().sqlite_version}",
                # Not `platform.platform()`: that runs another program to ask for the processor.
                f"{platform.system()} {platform.release()} {platform.machine()}",
            )
        )

    def _copy(self) -> None:
        copy(self.versions.text(), self)
