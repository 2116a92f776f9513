"""What the import and the export dialog have in common: a message, progress with the time left, and a way to stop."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget
from typing_extensions import override

from core.errors import AppError, CancelledError
from gui.dialogs.dialog import Dialog
from gui.dialogs.pace import Pace
from gui.errors import told
from gui.main_window import MainWindow
from gui.operations import Operations
from gui.tasks import Task
from gui.theme import current
from gui.widgets.button import Button
from gui.widgets.label import Label


class TransferDialog(Dialog):
    """A dialog around one task at a time; closing it stops the task.

    What a dialog is made of goes into `column`, then comes `add_footer`; `actions` are the buttons at the end.
    """

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.operations = operations
        self._task: Task | None = None
        self._pace = Pace()
        self.message = Label("", "body", self, wraps=True, selectable=True)
        self.under_way = QWidget(self)
        self.progress = QProgressBar(self.under_way)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.time_left = Label("", "muted", self.under_way)
        self.close_button = Button(self.tr("Close"), parent=self)
        self.close_button.clicked.connect(self.reject)

    def add_footer(self, *actions: Button) -> None:
        """Message, progress and buttons at the end; the last button is the way on."""
        row = QHBoxLayout(self.under_way)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current().space.medium)
        row.addWidget(self.progress, 1)
        row.addWidget(self.time_left)
        self.foot.addWidget(self.message)
        self.foot.addWidget(self.under_way)
        self.buttons.addWidget(self.close_button)
        self.buttons.addStretch()
        for button in actions:
            self.buttons.addWidget(button)
        self._show_progress(shown=False)
        self.say("")

    @property
    def is_busy(self) -> bool:
        """Whether a task is under way."""
        return self._task is not None

    def begin(self, task: Task, text: str = "") -> None:
        """Follow a task."""
        self._task, self._pace = task, Pace()
        self.say(text)
        self.progress.setRange(0, 0)
        self._show_progress(shown=True)
        self.close_button.setText(self.tr("Stop"))
        self.refresh()

    def end(self) -> None:
        """The task is over."""
        self._task = None
        self._show_progress(shown=False)
        self.close_button.setText(self.tr("Close"))
        self.say("")
        self.refresh()

    def refresh(self) -> None:
        """Enable what makes sense now."""

    def say(self, text: str, *, is_bad: bool = False) -> None:
        """Show a message."""
        self.message.set_kind("bad" if is_bad else "body")
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def report(self, text: str, *, can_undo: bool) -> None:
        """Say in the window what was done, with a way to take it back."""
        self.operations.say(text)
        window = self.parent()
        if isinstance(window, MainWindow):
            undo = (self.tr("Undo"), window.commands["edit.undo"].trigger)
            window.toast.say(text, undo if can_undo else None)

    def remembered(self, preference: str) -> str:
        """The folder of the last time."""
        window = self.parent()
        return str(getattr(window.preferences.values, preference)) if isinstance(window, MainWindow) else ""

    def remember(self, preference: str, path: Path) -> None:
        """Begin in this file's folder the next time."""
        window, folder = self.parent(), str(path.absolute().parent)
        if isinstance(window, MainWindow) and folder != self.remembered(preference):
            window.preferences.change(**{preference: folder})

    def on_step(self, done: int, total: int | None) -> None:
        """Show how far the task has come."""
        self.progress.setRange(0, total or 0)
        self.progress.setValue(done)
        self.time_left.setText(self._pace.left(done, total))

    def on_failed(self, error: AppError) -> None:
        """Say what went wrong, or that the person stopped it."""
        self.end()
        if isinstance(error, CancelledError):
            self.say(self.tr("Stopped; nothing was changed."))
        else:
            self.say(told(error), is_bad=True)

    def _show_progress(self, *, shown: bool) -> None:
        self.time_left.clear()
        self.under_way.setVisible(shown)

    @override
    def reject(self) -> None:
        if self._task is None:
            super().reject()
        else:
            self._task.cancel.cancel()
            self.say(self.tr("Stopping…"))
