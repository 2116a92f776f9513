"""Says in the status bar that work is under way: soon that it is, after a second how far, with a way to stop it."""

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QToolButton, QWidget

from gui.tasks import Step, Task, Tasks

SHOW_AFTER: Final = 100
"""Milliseconds until something is said."""
STOP_AFTER: Final = 1000
"""Milliseconds until a bar and a button to stop appear."""


class Activity(QWidget):
    """Follows every task; empty while nothing takes long."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._under_way: dict[Task, None] = {}
        self.label = QLabel(self)
        self.bar = QProgressBar(self)
        self.bar.setMaximumWidth(160)
        self.bar.setTextVisible(False)
        self.stop = QToolButton(self)
        self.stop.setText(self.tr("Cancel"))
        self.stop.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)  # level with the others
        self.stop.clicked.connect(self._on_stop_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        for widget in (self.label, self.bar, self.stop):
            layout.addWidget(widget)
        self._soon = self._timer(SHOW_AFTER)
        self._later = self._timer(STOP_AFTER)
        self._show()
        tasks.started.connect(self._on_task_started)
        tasks.ended.connect(self._on_task_ended)
        tasks.step_done.connect(self._on_step_done)

    def _timer(self, interval: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(self._show)
        return timer

    def _on_task_started(self, task: Task) -> None:
        if not self._under_way:
            self._soon.start()
            self._later.start()
        self._under_way[task] = None

    def _on_task_ended(self, task: Task) -> None:
        self._under_way.pop(task, None)
        if not self._under_way:
            self._soon.stop()
            self._later.stop()
            self.bar.setRange(0, 0)
            self._show()

    def _on_step_done(self, step: Step) -> None:
        self.bar.setRange(0, step.total or 0)
        self.bar.setValue(step.done)

    def _on_stop_clicked(self) -> None:
        for task in tuple(self._under_way):
            task.cancel.cancel()

    def _show(self) -> None:
        writing = any(task.lane == "write" for task in self._under_way)
        busy = bool(self._under_way)
        self.label.setText(self.tr("Working…") if writing else self.tr("Loading…"))
        self.label.setVisible(busy and not self._soon.isActive())
        self.bar.setVisible(busy and not self._later.isActive())
        self.stop.setVisible(busy and not self._later.isActive())
