"""A line for the path of a file, with a button that opens the system's file dialog."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from gui.dialogs.file_dialog import FileDialog
from gui.theme import current
from gui.widgets.button import Button


class FileLine(QWidget):
    """A path, typed or chosen.

    Signals:
        path_chosen: the person is done with it.
    """

    path_chosen = Signal(Path)

    def __init__(self, suffixes: tuple[str, ...], parent: QWidget | None = None, *, is_saving: bool = False) -> None:
        super().__init__(parent)
        self._suffixes, self._is_saving = suffixes, is_saving
        self.folder = ""
        """Where the system's dialog opens while no file is named."""
        self.agreed: Path | None = None
        """The file of which the system's dialog asked already whether it may be replaced."""
        self.line = QLineEdit(self)
        self.line.setAccessibleName(self.tr("File"))
        self.line.setPlaceholderText(", ".join(suffixes))
        self.browse = Button(self.tr("B&rowse…"), icon="folder-open", parent=self)
        self.browse.setAutoDefault(False)  # Enter in the line is about the file named there
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.browse)
        layout.setSpacing(current().space.small)
        self.setFocusProxy(self.line)
        self.line.editingFinished.connect(self._on_editing_finished)
        self.browse.clicked.connect(self._on_browse_clicked)

    @property
    def path(self) -> Path | None:
        """The file, None while there is none."""
        text = self.line.text().strip()
        return Path(text).expanduser() if text else None

    def show_path(self, path: Path) -> None:
        """Show a file as chosen without telling anybody."""
        self.line.setText(str(path))

    def _on_editing_finished(self) -> None:
        if self.line.isModified() and self.path is not None:
            self.line.setModified(False)
            self.path_chosen.emit(self.path)

    def _on_browse_clicked(self) -> None:
        dialog = FileDialog(self, self._filter(), is_saving=self._is_saving)
        dialog.setDefaultSuffix(self._suffixes[0].removeprefix("."))
        if self.path is not None:
            dialog.selectFile(str(self.path))
        elif self.folder:
            dialog.setDirectory(self.folder)
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.open()

    def _filter(self) -> str:
        every = self.tr("All of these ({patterns})").format(patterns=" ".join(f"*{name}" for name in self._suffixes))
        single = [f"{name.removeprefix('.').upper()} (*{name})" for name in self._suffixes]
        return ";;".join(single if self._is_saving else [every, *single])

    def _on_file_selected(self, path: str) -> None:
        self.agreed = Path(path) if self._is_saving else None
        self.line.setText(path)
        self.path_chosen.emit(Path(path))
