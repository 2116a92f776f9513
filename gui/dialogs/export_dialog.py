"""The export of a collection: which rows, which columns, in which form, into which file."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget
from typing_extensions import override

from core.entities import Entity
from core.errors import AppError
from core.messages import worded
from core.query.ast import ALL, Query
from core.transfer.formats import EXPORTED
from gui import transfer_cases
from gui.dialogs.field_choice import FieldChoice
from gui.dialogs.file_line import FileLine
from gui.dialogs.overwrite import OverwriteQuestion
from gui.dialogs.transfer_dialog import TransferDialog
from gui.operations import Operations
from gui.placement import begin_with
from gui.theme import current
from gui.values import counted
from gui.widgets.button import Button
from gui.widgets.field import Field
from gui.widgets.segmented import Segmented

WIDTH: Final = 600
HEIGHT: Final = 620
FORMS: Final = ((".csv", "CSV"), (".xlsx", "XLSX"), (".json", "JSON"), (".jsonl", "JSONL"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a table shows: its rows with their number, its columns, and the selected records where some are."""

    query: Query
    count: int
    columns: Sequence[str]
    selected: Sequence[UUID] = ()


class ExportDialog(TransferDialog):
    """Writes rows of one collection into a file, whose suffix says the form."""

    def __init__(self, entity: Entity, shown: Shown, operations: Operations, parent: QWidget) -> None:
        super().__init__(operations, parent)
        self.setWindowTitle(self.tr("Export {label}").format(label=entity.label))
        self._entity, self._shown = entity, shown
        self.form = Segmented(self.tr("Format"), FORMS, self)
        self.form.choose(FORMS[0][0])
        self.file = FileLine(EXPORTED, self, is_saving=True)
        self.file.folder = self.remembered("export_folder")
        self.fields = FieldChoice(entity.readable, shown.columns, self)
        self.everything, self.view, self.selection = (QRadioButton(self) for _ in range(3))
        self.start = Button(self.tr("&Export"), "primary", "file-down", self)
        self.start.setDefault(True)
        space = current().space
        self.column.setSpacing(space.large)
        rows = Field(self.tr("Rows"), self._rows(), parent=self)
        rows.setVisible(shown.query.where != ALL or len(shown.selected) > 1)
        self.column.addWidget(rows)
        self.column.addWidget(Field(self.tr("&Columns"), self.fields, parent=self), 1)
        self.column.addWidget(Field(self.tr("F&ormat"), self.form, parent=self))
        self.column.addWidget(Field(self.tr("&File"), self.file, parent=self))
        self.add_footer(self.start)
        self._order()
        self.form.chosen.connect(self._on_form_chosen)
        self.file.line.textChanged.connect(self._on_path_changed)
        self.fields.changed.connect(self.refresh)
        self.start.clicked.connect(self._on_start_clicked)
        self.refresh()
        begin_with(self, WIDTH, HEIGHT)
        self.file.setFocus()

    @property
    def query(self) -> Query:
        """The rows that are chosen, or among which the selected ones are."""
        if self.selection.isChecked():
            return self._shown.query
        return self._shown.query if self.view.isChecked() else Query(sort=self._shown.query.sort)

    @override
    def refresh(self) -> None:
        self.start.setEnabled(self.file.path is not None and bool(self.fields.chosen()) and not self.is_busy)
        for part in (self.file, self.form, self.fields, self.everything, self.view, self.selection):
            part.setEnabled(not self.is_busy)

    @override
    def on_failed(self, error: AppError) -> None:
        super().on_failed(error)
        self.file.setFocus()

    def _order(self) -> None:
        """Tab goes through the parts as they stand, not as they were made."""
        rows = (self.selection, self.view, self.everything)
        fields = (self.fields.list, self.fields.all, self.fields.none)
        below = (*self.form.buttons, self.file.line, self.file.browse, self.close_button, self.start)
        for before, after in pairwise((*rows, *fields, *below)):
            self.setTabOrder(before, after)

    def _rows(self) -> QWidget:
        """The choice of rows; what is no choice is not offered."""
        box = QWidget(self)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(current().space.tight)
        group = QButtonGroup(box)
        is_filtered = self._shown.query.where != ALL
        self.everything.setText(self.tr("A&ll records"))
        self.view.setText(self.tr("&What the search finds: {count}").format(count=counted(self._shown.count)))
        self.selection.setText(self.tr("The &selected: {count}").format(count=counted(len(self._shown.selected))))
        for button in (self.selection, self.view, self.everything):
            group.addButton(button)
            layout.addWidget(button)
        self.view.setVisible(is_filtered)
        self.selection.setVisible(len(self._shown.selected) > 1)
        first = self.view if is_filtered else self.everything
        (self.selection if len(self._shown.selected) > 1 else first).setChecked(True)
        box.setFocusProxy(first)
        return box

    def _on_form_chosen(self, suffix: str) -> None:
        """The name of the file follows the form."""
        path = self.file.path
        if path is not None:
            self.file.show_path(
                path.with_suffix(suffix) if path.suffix.lower() in EXPORTED else Path(f"{path}{suffix}")
            )

    def _on_path_changed(self) -> None:
        """The form follows the name of the file."""
        path = self.file.path
        if path is not None and path.suffix.lower() in EXPORTED:
            self.form.choose(path.suffix.lower())
        self.refresh()

    def _target(self) -> Path:
        """The file as it is named, with the form's suffix where it has none of its own."""
        path = self.file.path or Path()
        return path if path.suffix else path.with_name(path.name + self.form.value)

    def _on_start_clicked(self) -> None:
        target = self._target()
        self.file.show_path(target)
        # Not Path.is_file: it raises for a name that no file can have, of which the export tells.
        if os.path.isfile(target) and target != self.file.agreed:  # noqa: PTH113
            OverwriteQuestion(target, self._export, self).open()
        else:
            self._export()

    def _export(self) -> None:
        work = transfer_cases.export_records(
            resource=self._entity.name,
            path=self._target(),
            query=self.query,
            fields=self.fields.chosen(),
            only=self._shown.selected if self.selection.isChecked() else None,
        )
        task = self.operations.read(work, done=self._on_exported, failed=self.on_failed, progressed=self.on_step)
        self.begin(task, self.tr("Exporting…"))

    def _on_exported(self, count: int) -> None:
        self.end()
        self.remember("export_folder", self._target())
        text = worded(self.tr("Exported {count:row|rows} to {path}"), count=count, path=self.file.path)
        self.report(text, can_undo=False)
        self.accept()
