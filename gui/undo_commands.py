"""Undo and redo: what they would do is in their menu texts, what they did in the status bar."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from core.messages import describe_step
from core.words import inside
from gui.actions import COMMANDS, When
from gui.main_window import MainWindow

if TYPE_CHECKING:
    from core.journal.undo import StepInfo, UndoState


class UndoCommands(QObject):
    """Carries out undo and redo for a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._operations = window, window.operations
        self._operations.undo_state_changed.connect(self._on_state_changed)
        self._operations.announced.connect(self._on_announced)
        self._operations.writing.connect(self._on_writing)
        window.commands.handle({"edit.undo": self.undo, "edit.redo": self.redo})

    def undo(self) -> None:
        """Take back the last step."""
        from gui import use_cases

        if self._window.may_leave():
            self._operations.say("")  # what was said of the step before would stand beside why this one cannot be
            self._operations.write(use_cases.undo(), done=self._on_undone, group=self._operations.commands)

    def redo(self) -> None:
        """Bring back the step undone last."""
        from gui import use_cases

        if self._window.may_leave():
            self._operations.say("")  # what was said of the step before would stand beside why this one cannot be
            self._operations.write(use_cases.redo(), done=self._on_redone, group=self._operations.commands)

    def _on_undone(self, step: "StepInfo") -> None:
        self._operations.say(self.tr("Undone: {what}. Redo: Ctrl+Y").format(what=_worded(step)))

    def _on_redone(self, step: "StepInfo") -> None:
        self._operations.say(self.tr("Done again: {what}. Undo: Ctrl+Z").format(what=_worded(step)))

    def _on_announced(self, text: str) -> None:
        self._operations.say(self.tr("{what}. Undo: Ctrl+Z").format(what=text))
        self._window.toast.say(text, (self.tr("Undo"), self.undo))

    def _on_writing(self) -> None:
        """Until it is known what undo would do next, its keys are not lost: they wait behind what is being written."""
        self._window.toast.clear()  # its Undo would take back the newer change
        self._window.declare("undo", When.UNDO | When.REDO)

    def _on_state_changed(self, state: "UndoState") -> None:
        for name, step in (("edit.undo", state.undo), ("edit.redo", state.redo)):
            text = QCoreApplication.translate("Command", COMMANDS[name].text)
            what = "" if step is None else _worded(step).replace("&", "&&")
            self._window.commands[name].setText(f"{text} {what}".rstrip())
        undo = When.UNDO if state.undo else When.ALWAYS
        self._window.declare("undo", undo | (When.REDO if state.redo else When.ALWAYS))


def _worded(step: "StepInfo") -> str:
    return inside(describe_step(step.label, step.params))
