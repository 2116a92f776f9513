"""The first step of an import: which file, how it is written, and what stands in it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.transfer import Manner, Preview
from core.transfer.formats import IMPORTED
from gui.dialogs.cell_grid import CellGrid
from gui.dialogs.drop_area import DropArea
from gui.dialogs.file_line import FileLine
from gui.dialogs.manner_choices import MannerChoices
from gui.theme import current
from gui.widgets.field import Field


class FileStep(QWidget):
    """Knows the file; reads nothing itself.

    Signals:
        file_chosen: look into this file, whose manner is not known yet.
        manner_changed: look into it again.
    """

    file_chosen = Signal(Path)
    manner_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file = FileLine(IMPORTED, self)
        self.manner = MannerChoices(self)
        self.grid = CellGrid(self.tr("The first rows of the file"), self)
        self.grid.hide()
        self.drop = DropArea(IMPORTED, self)
        self.drop.dropped.connect(self._on_dropped)
        self.file.path_chosen.connect(self.file_chosen)
        self.manner.changed.connect(self.manner_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(current().space.medium)
        layout.addWidget(Field(self.tr("&File"), self.file, parent=self))
        layout.addWidget(self.manner)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.drop, 1)

    def enter(self) -> None:
        """Take the keyboard."""
        self.file.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_preview(self, preview: Preview | None) -> None:
        """Show what was found in the file; None: nothing is known."""
        self.manner.show_preview(preview)
        self.grid.setVisible(preview is not None)
        self.drop.setVisible(preview is None)
        if preview:
            rows = [["" if cell is None else cell for cell in row] for row in preview.rows]
            self.grid.show_cells(list(preview.headers), rows)

    def chosen(self) -> Manner:
        """How the file is to be read."""
        return self.manner.chosen()

    def _on_dropped(self, path: Path) -> None:
        self.file.show_path(path)
        self.file_chosen.emit(path)
