"""The import of a file in three steps: the file, its columns, a try of all of it; then the import itself."""

from functools import cached_property
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from core.context import Context
from core.entities import Entity
from core.errors import AppError, CancelledError
from core.messages import worded
from core.services.contract import Core
from core.transfer import ImportReport, Manner, Preview, Sample
from gui import transfer_cases
from gui.dialogs.check_step import KEPT, CheckStep
from gui.dialogs.columns_step import ColumnsStep
from gui.dialogs.file_step import FileStep
from gui.dialogs.known_imports import KnownImports
from gui.dialogs.manner_choices import offered_locales
from gui.dialogs.step_bar import StepBar
from gui.dialogs.transfer_dialog import TransferDialog
from gui.errors import told
from gui.operations import Operations
from gui.placement import begin_with
from gui.tasks import Group
from gui.transfer_cases import Plan, Trial
from gui.widgets.button import Button
from gui.widgets.column import Column

WIDTH: Final = 860
HEIGHT: Final = 680


class ImportDialog(TransferDialog):
    """Reads a file into one collection."""

    def __init__(self, entity: Entity, operations: Operations, parent: QWidget, path: Path | None = None) -> None:
        super().__init__(operations, parent)
        self.setWindowTitle(self.tr("Import into {label}").format(label=entity.label))
        self._entity, self._path = entity, Path()
        self._preview: Preview | None = None
        self._trial: Trial | None = None
        self._known = KnownImports(parent, entity.name)
        self._looks, self._samples = Group(), Group()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._make_columns)
        self.steps = StepBar([self.tr("File"), self.tr("Columns"), self.tr("Check")], self)
        self.file = FileStep(self)
        self.file.file.folder = self.remembered("import_folder")
        self.pages = QStackedWidget(self)
        self.pages.addWidget(Column(self.file, self))
        self.back = Button(self.tr("&Back"), parent=self)
        self.next = Button(self.tr("&Next"), "primary", parent=self)
        self.next.setDefault(True)
        self.column.addWidget(self.steps)
        self.column.addWidget(self.pages, 1)
        self.add_footer(self.back, self.next)
        self._connect()
        begin_with(self, WIDTH, HEIGHT)
        self._show(self.file)
        if path is not None:
            self.file.file.show_path(path)
            self._on_file_chosen(path)

    @cached_property
    def columns(self) -> ColumnsStep:
        """The second step, made when there is a file."""
        step = ColumnsStep(self._entity, self)
        step.changed.connect(self._sample)
        self.pages.addWidget(Column(step, self))
        return step

    @cached_property
    def check(self) -> CheckStep:
        """The third step, made when it is wanted."""
        step = CheckStep(self._entity, self)
        step.skip_changed.connect(self.refresh)
        step.save_requested.connect(self.save_bad_rows)
        self.pages.addWidget(Column(step, self))
        return step

    @property
    def plan(self) -> Plan:
        """Everything that is chosen."""
        mapping, key = self.columns.mapping.chosen(), self.columns.chosen_key()
        if key is not None and key not in mapping:
            mapping[key] = key
        return Plan(
            resource=self._entity.name,
            path=self._path,
            manner=self.file.chosen(),
            mapping=mapping,
            update_by=key,
        )

    @property
    def page(self) -> QWidget:
        """The step in view."""
        column = self.pages.currentWidget()
        assert isinstance(column, Column)
        return column.inside

    @override
    def refresh(self) -> None:
        page = self.page
        self.pages.setEnabled(not self.is_busy or page is self.file)
        self.back.setVisible(page is not self.file)
        self.back.setEnabled(not self.is_busy)
        is_last = isinstance(page, CheckStep)
        self.next.setText(self.tr("&Import") if is_last else self.tr("&Next"))
        may = self._may() if is_last else not (self.file if page is self.file else self.columns).is_refused
        self.next.setEnabled(not self.is_busy and self._preview is not None and may)

    def _connect(self) -> None:
        self.file.file_chosen.connect(self._on_file_chosen)
        self.file.manner_changed.connect(self._on_manner_changed)
        self.back.clicked.connect(self._on_back_clicked)
        self.next.clicked.connect(self._on_next_clicked)

    def _may(self) -> bool:
        """Whether an import would write anything at all."""
        report = self._trial.report if self._trial else None
        return report is not None and (not report.skipped or self.check.skip.isChecked())

    def _show(self, page: FileStep | ColumnsStep | CheckStep) -> None:
        step = {FileStep: 0, ColumnsStep: 1, CheckStep: 2}[type(page)]  # none is made before the one before it
        self.pages.setCurrentIndex(step)
        self.steps.show_step(step)
        self.say("")
        self.refresh()
        page.enter()

    def _on_file_chosen(self, path: Path) -> None:
        """Another file: nothing that was found out about the one before counts."""
        self._path, self._preview = path, None
        self.file.show_preview(None)
        self._look({})

    def _on_manner_changed(self) -> None:
        self._look(self.file.chosen())

    def _look(self, manner: Manner) -> None:
        work = transfer_cases.preview_file(resource=self._entity.name, path=self._path, manner=manner)

        def look(core: Core, context: Context) -> Preview:
            offered_locales(QLocale())  # remembered for the window, whose thread it would hold up
            return work(core, context)

        self._looks.renew()
        self._later.start(0)
        read = self.operations.read
        self.begin(read(look, done=self._on_preview, failed=self._on_look_failed, group=self._looks))

    def _on_look_failed(self, error: AppError) -> None:
        """A file that cannot be read shows no rows: those of the try before would be taken for its own."""
        is_new = self._preview is None and "encoding" not in error.params
        if is_new or isinstance(error, CancelledError):
            self.on_failed(error)
        else:
            self.end()
            self.file.show_error(error)
            self.refresh()

    def _make_columns(self) -> None:
        """The second step while the worker reads, so that it need not be made together with what is shown then."""
        self.columns.ensurePolished()

    def _on_preview(self, preview: Preview) -> None:
        self.end()
        kept = self.columns.mapping.chosen() if self._preview or self._trial else None
        is_other = self._preview is None or list(self._preview.headers) != list(preview.headers)
        known = self._known.like(preview) if is_other else None
        self._preview = preview
        self.remember("import_folder", self._path)
        self.file.show_preview(preview)
        self.columns.show_preview(preview, kept)
        if known:
            self.file.manner.choose_locale(known.locale)
            self.columns.show_preview(preview, {**preview.mapping, **known.mapping}, known.update_by)
            self.say(self.tr("This file is read as the last one with these columns was."))
        self.refresh()
        if not self.file.manner.isAncestorOf(self.focusWidget() or self):
            self.next.setFocus()

    def _sample(self) -> None:
        self._samples.renew()
        work = transfer_cases.sample_file(self.plan)
        self.operations.read(work, done=self._on_sample, failed=self._on_sample_failed, group=self._samples)

    def _on_sample(self, sample: Sample) -> None:
        self.columns.show_sample(sample)
        self.refresh()

    def _on_sample_failed(self, error: AppError) -> None:
        self.columns.show_error(error)
        if self.message.text() == told(error):
            self.say("")  # once is enough
        self.refresh()

    def _on_back_clicked(self) -> None:
        self._show(self.columns if isinstance(self.page, CheckStep) else self.file)

    def _on_next_clicked(self) -> None:
        page = self.page
        if page is self.file:
            self._sample()
            self._show(self.columns)
        elif isinstance(page, ColumnsStep):
            self._try()
        else:
            self._import()

    def _try(self) -> None:
        self._trial = None
        self.check.show_trial(None, self._path)
        self._show(self.check)
        work = transfer_cases.try_file(self.plan, kept=KEPT)
        task = self.operations.write(work, done=self._on_trial, failed=self._on_trial_failed, progressed=self.on_step)
        self.begin(task, self.tr("Checking every row; nothing is stored yet."))

    def _on_trial(self, trial: Trial) -> None:
        self._trial = trial
        if self._preview:
            self._known.remember(self._preview, self.plan)
        self.end()
        self.check.show_trial(trial, self._path)
        self.refresh()
        (self.check.problems if trial.report.skipped else self.next).setFocus()

    def _on_trial_failed(self, error: AppError) -> None:
        self.end()
        self._show(self.columns)
        if not self.columns.tells(error):
            self.on_failed(error)

    def _import(self) -> None:
        work = transfer_cases.import_records(self.plan, skip=self.check.skip.isChecked())
        task = self.operations.write(work, done=self._on_imported, failed=self.on_failed, progressed=self.on_step)
        self.begin(task, self.tr("Importing…"))

    def _on_imported(self, report: ImportReport) -> None:
        """Done; where rows were refused after all, because the data changed since the try, nothing was."""
        self.end()
        if report.skipped and not self.check.skip.isChecked():
            self._try()
            return
        written = report.added + report.updated
        text = worded(self.tr("Imported {count:row|rows}."), count=written)
        self.report(text, can_undo=report.undoable)
        self.accept()

    def save_bad_rows(self, target: Path) -> None:
        """Write the bad rows into this file."""
        if self._trial is not None:
            work = transfer_cases.save_bad_rows(trial=self._trial, plan=self.plan, target=target)
            self.begin(self.operations.read(work, done=self._on_saved, failed=self.on_failed))

    def _on_saved(self, count: int) -> None:
        self.end()
        text = worded(self.tr("Saved {count:row|rows}."), count=count)
        is_next = self.check.leave_out()
        now = self.tr("Import the rest now; mend the file, and import it afterwards.")
        then = self.tr("Mend the file, then go back and choose it.")
        self.say(f"{text} {now if is_next else then}")
        (self.next if is_next else self.check.save).setFocus()
