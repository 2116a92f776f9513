"""The question before a file is written in place of another one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from gui.widgets.question import Question


class OverwriteQuestion(Question):
    """Whether the file that is there already may go; Enter and Esc leave it."""

    def __init__(self, path: Path, replace: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._replace = replace
        self.setText(self.tr("{file} exists already. Replace it?").format(file=path.name))
        self.setInformativeText(str(path.parent))
        self.replace = self.addButton(self.tr("&Replace"), QMessageBox.ButtonRole.DestructiveRole)
        self.keep = self.addButton(self.tr("&No"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.keep)
        self.setEscapeButton(self.keep)
        self.finished.connect(self._on_finished)

    def _on_finished(self) -> None:
        if self.clickedButton() is self.replace:
            self._replace()
