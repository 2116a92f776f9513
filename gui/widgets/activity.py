"""Says in the status bar that work is under way: soon that it is, after a second how far, with a way to stop it."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QToolButton, QWidget
from shiboken6 import isValid

from gui.tasks import Step, Task, Tasks

SHOW_AFTER: Final = 100
"""Milliseconds until something is said."""
STOP_AFTER: Final = 1000
"""Milliseconds until a bar and a button to stop appear."""


class Activity(QWidget):
    """Follows every task; empty while nothing takes long.

    Signals:
        stoppable_changed: whether there is something now that the person may stop.
        left: the button to stop goes with the keyboard, and what had that before is gone as well.
    """

    stoppable_changed = Signal(bool)
    left = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._under_way: dict[Task, None] = {}
        self._is_stoppable = False
        self._before: QWidget | None = None
        """What had the keyboard when the button appeared."""
        self.label = QLabel(self)
        self.bar = QProgressBar(self)
        self.bar.setMaximumWidth(160)
        self.bar.setTextVisible(False)
        self.stop = QToolButton(self)
        self.stop.setText(self.tr("Cancel"))
        self.stop.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)  # level with the others
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

    def follow(self, action: QAction) -> None:
        """The command that the button stands for; its key is in the tool tip."""
        self._action = action
        self.stop.clicked.connect(action.trigger)
        action.changed.connect(self._on_action_changed)
        self._on_action_changed()

    def stop_all(self) -> None:
        """Ask everything to stop that may be stopped."""
        for task in tuple(self._under_way):
            if task.can_stop:
                task.cancel.cancel()

    def _timer(self, interval: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(self._show)
        return timer

    def _on_action_changed(self) -> None:
        keys = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.stop.setToolTip(keys)
        self.stop.setAccessibleDescription(keys)

    def _on_task_started(self, task: Task) -> None:
        if not self._under_way:
            self._soon.start()
            self._later.start()
        self._under_way[task] = None
        self._show()

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

    def _show(self) -> None:
        writing = any(task.lane == "write" for task in self._under_way)
        is_said = bool(self._under_way) and not self._soon.isActive()
        is_long = bool(self._under_way) and not self._later.isActive()
        is_stoppable = is_said and any(task.can_stop for task in self._under_way)
        self.label.setText(self.tr("Working…") if writing else self.tr("Loading…"))
        self.label.setVisible(is_said)
        self.bar.setVisible(is_long)
        self._show_stop(is_long and is_stoppable)
        if is_stoppable != self._is_stoppable:
            self._is_stoppable = is_stoppable
            self.stoppable_changed.emit(is_stoppable)

    def _show_stop(self, is_shown: bool) -> None:
        if is_shown and self.stop.isHidden():
            self._before = QApplication.focusWidget()
        if not is_shown and self.stop.hasFocus():
            self._give_back()  # else Qt gives the keyboard to whatever comes next
        self.stop.setVisible(is_shown)

    def _give_back(self) -> None:
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()
