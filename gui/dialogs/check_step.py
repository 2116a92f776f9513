"""The last step of an import: what a try of the whole file found, and what is to become of bad rows."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from core.entities import Entity
from core.messages import worded
from core.transfer import mending_suffix
from gui.dialogs.file_dialog import FileDialog
from gui.dialogs.problem_list import ProblemList
from gui.theme import current
from gui.transfer_cases import Trial
from gui.values import counted
from gui.widgets.button import Button
from gui.widgets.empty_state import EmptyState
from gui.widgets.icon_label import IconLabel
from gui.widgets.label import Label

KEPT = 100_000
"""Bad rows that are listed and saved; a file with more has another trouble than single rows."""


class CheckStep(QWidget):
    """Shows a trial.

    Signals:
        skip_changed: bad rows are to be left out, or no longer.
        save_requested: the bad rows are wanted as this file.
    """

    skip_changed = Signal()
    save_requested = Signal(Path)

    def __init__(self, entity: Entity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = Path()
        space = current().space
        self.icon = IconLabel("circle-check", "good", parent=self)
        self.summary = Label("", "strong", self, wraps=True)
        self.detail = Label("", "muted", self, wraps=True)
        self.good = EmptyState("", icon="circle-check", parent=self)
        self.problems = ProblemList(entity.fields, self)
        self.skip = QCheckBox(self)
        self.skip.clicked.connect(self.skip_changed)
        self.save = Button(self.tr("&Save bad rows…"), icon="save", parent=self)
        self.save.clicked.connect(self._on_save_clicked)
        head = QHBoxLayout()
        head.setSpacing(space.small)
        head.addWidget(self.icon)
        head.addWidget(self.summary, 1)
        below = QHBoxLayout()
        below.setSpacing(space.medium)
        below.addWidget(self.skip, 1)
        below.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space.medium)
        layout.addLayout(head)
        layout.addWidget(self.detail)
        layout.addWidget(self.good, 1)
        layout.addWidget(self.problems, 1)
        layout.addLayout(below)
        layout.addStretch()
        self.show_trial(None, self._source)

    def enter(self) -> None:
        """Take the keyboard."""
        self.problems.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_out(self) -> bool:
        """Have the bad rows left out, where there are others."""
        if self.skip.isEnabled():
            self.skip.setChecked(True)
            self.skip_changed.emit()
        return self.skip.isEnabled()

    def show_trial(self, trial: Trial | None, source: Path) -> None:
        """Show what was found in a file; None: nothing yet."""
        self._source = source
        bad = trial.report.skipped if trial else 0
        for widget in (self.icon, self.summary, self.detail, self.problems, self.skip, self.save):
            widget.setVisible(bad > 0)
        self.good.setVisible(trial is not None and not bad)
        self.detail.clear()
        self.summary.clear()
        self.skip.setChecked(False)
        if trial is None:
            return
        if bad:
            self._show_bad(trial)
        else:
            self._show_good(trial)

    def _show_good(self, trial: Trial) -> None:
        report = trial.report
        self.summary.setText(
            self.tr("The row can be imported.")
            if report.rows == 1
            else worded(self.tr("All {count:row|rows} can be imported."), count=report.rows)
        )
        unchanged = report.rows - report.added - report.updated
        parts = [
            (report.added, self.tr("{count} new")),
            (report.updated, self.tr("{count} changed")),
            (unchanged, self.tr("{count} unchanged")),
        ]
        self.detail.setText(" · ".join(text.format(count=counted(count)) for count, text in parts if count))
        self.good.title.setText(self.summary.text())
        self.good.explain(self.detail.text())

    def _show_bad(self, trial: Trial) -> None:
        report = trial.report
        self.icon.show_icon("circle-alert", "bad")
        text = self.tr("{count:row has|rows have} errors, out of {rows}.")
        self.summary.setText(worded(text, count=report.skipped, rows=report.rows))
        self.detail.setText(
            self.tr("Save these rows as a file, mend them there, then import that file; the columns stay as chosen.")
        )
        rest = report.rows - report.skipped
        self.skip.setText(self.tr("&Leave them out and import the rest ({count})").format(count=counted(rest)))
        self.skip.setEnabled(rest > 0)
        self.problems.show_problems(report.problems, trial.cells)

    def _on_save_clicked(self) -> None:
        suffix = mending_suffix(self._source)
        dialog = FileDialog(self, f"{suffix.removeprefix('.').upper()} (*{suffix})", is_saving=True)
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        name = self.tr("{name} to mend").format(name=self._source.stem)
        dialog.selectFile(str(self._source.with_name(name + suffix)))
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.open()

    def _on_file_selected(self, path: str) -> None:
        self.save_requested.emit(Path(path))
