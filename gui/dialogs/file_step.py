"""The first step of an import: which file, how it is written, and what stands in it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import AppError
from core.transfer import Manner, Preview
from core.transfer.formats import IMPORTED
from gui.dialogs.cell_grid import CellGrid
from gui.dialogs.drop_area import DropArea
from gui.dialogs.file_line import FileLine
from gui.dialogs.manner_choices import MannerChoices
from gui.errors import told
from gui.theme import current
from gui.widgets.field import Field
from gui.widgets.problem import Problem


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
        self.problem = Problem(self)
        self.drop = DropArea(IMPORTED, self)
        self.drop.dropped.connect(self._on_dropped)
        self.file.path_chosen.connect(self.file_chosen)
        self.manner.changed.connect(self.manner_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(current().space.medium)
        layout.addWidget(Field(self.tr("&File"), self.file, parent=self))
        layout.addWidget(self.manner)
        layout.addWidget(self.problem)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.drop, 1)
        layout.addStretch()  # takes the room of the rows where there are none to show

    def enter(self) -> None:
        """Take the keyboard."""
        self.file.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_preview(self, preview: Preview | None) -> None:
        """Show what was found in the file; None: nothing is known."""
        self.manner.show_preview(preview)
        self.problem.say("")
        self.grid.setVisible(preview is not None)
        self.drop.setVisible(preview is None)
        if preview:
            rows = [["" if cell is None else cell for cell in row] for row in preview.rows]
            self.grid.show_cells(list(preview.headers), rows)

    @property
    def is_refused(self) -> bool:
        """Whether the file cannot be read like this, as it says."""
        return not self.problem.isHidden()

    def show_error(self, error: AppError) -> None:
        """Say in place of the rows why the file cannot be read like this."""
        if "encoding" in error.params:
            self.manner.offer_encoding(str(error.params["encoding"]))
        self.problem.say(told(error))
        self.grid.hide()

    def chosen(self) -> Manner:
        """How the file is to be read."""
        return self.manner.chosen()

    def _on_dropped(self, path: Path) -> None:
        self.file.show_path(path)
        self.file_chosen.emit(path)
