"""Some lines to fill in, one below the other, each with what is wrong with it: small forms that are no record's."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.errors import AppError, FieldProblem, InvalidError
from gui.errors import told
from gui.theme import current
from gui.widgets.field import Field
from gui.widgets.problem import Problem
from gui.widgets.reveal import Reveal


class Entries(QWidget):
    """Lines by name.

    Signals:
        submitted: Return was pressed in one of them.
        edited: something was typed.
    """

    submitted = Signal()
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self.lines: dict[str, QLineEdit] = {}
        self.general = Problem(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current().space.medium)
        self._column.addWidget(self.general)

    def add(self, name: str, label: str, *, help: str = "", secret: bool = False, required: bool = False) -> QLineEdit:
        """Append a line."""
        line = QLineEdit(self)
        line.setMaxLength(1000)
        line.textEdited.connect(self._on_line_edited)
        line.returnPressed.connect(self.submitted)
        self.fields[name] = Field(label, line, help, self, required=required)
        if secret:
            Reveal(line)
        self.lines[name] = line
        self._column.addWidget(self.fields[name])
        return line

    def text(self, name: str) -> str:
        """What stands in a line."""
        return self.lines[name].text()

    def texts(self) -> dict[str, str]:
        """What stands in each line."""
        return {name: line.text() for name, line in self.lines.items()}

    def fill(self, texts: Mapping[str, str]) -> None:
        """Put these texts into their lines."""
        for name, text in texts.items():
            self.lines[name].setText(text)

    def clear(self) -> None:
        """Empty every line and forget what was wrong."""
        self.forget_problems()
        for line in self.lines.values():
            line.clear()

    def enter(self) -> None:
        """Put the keyboard into the first line that is empty, or else into the first."""
        empty = (line for line in self.lines.values() if not line.text())
        first = next(empty, next(iter(self.lines.values())))
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        first.selectAll()

    def show_error(self, error: AppError, place: str = "") -> None:
        """Say what is wrong: at the lines that are to blame, or in `place`, or above all lines."""
        self.forget_problems()
        if isinstance(error, InvalidError) and error.problems:
            self.show_problems(error.problems)
        elif place:
            self.show_problem(place, told(error))
        else:
            self.general.say(told(error))

    def show_problems(self, problems: Iterable[FieldProblem]) -> None:
        """Say what is wrong with the lines; the first bad one gets the keyboard."""
        from core.messages import describe_problem

        found = list(problems)
        for problem in reversed(found):
            text = describe_problem(problem)
            if problem.field in self.fields:
                self.show_problem(problem.field, text[:1].upper() + text[1:])
            else:
                self.general.say(text)

    def show_problem(self, name: str, text: str) -> None:
        """Say what is wrong with one line, which gets the keyboard."""
        self.fields[name].show_problem(text)
        self.lines[name].setFocus(Qt.FocusReason.OtherFocusReason)
        self.lines[name].selectAll()

    def forget_problems(self) -> None:
        """Say nothing."""
        self.general.say("")
        for field in self.fields.values():
            field.show_problem("")

    def _on_line_edited(self) -> None:
        for name, line in self.lines.items():
            if line is self.sender():
                self.fields[name].show_problem("")
        self.edited.emit()
