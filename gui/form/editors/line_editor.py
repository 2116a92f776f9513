"""The editor of a value that is written on one line: text, numbers, ids; `clock_editor` builds on it."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from core.errors import FieldProblem
from core.fields import FieldFacts
from gui.form.editors.field_editor import MOST_TYPED, FieldEditor
from gui.values import NUMBERS, editable, placeholder, typed
from gui.widgets.reveal import Reveal

NUMBER_WIDTH: Final = 240


class LineEditor(FieldEditor):
    """A line of text, read by the field's kind; a secret one shows dots and never its old value."""

    def __init__(self, facts: FieldFacts, parent: QWidget | None = None) -> None:
        super().__init__(facts, parent)
        self.line = QLineEdit(self)
        self.line.setMaxLength(MOST_TYPED)
        self._is_cut = False
        self.line.inputRejected.connect(self._on_line_input_rejected)
        self.line.setPlaceholderText(placeholder(facts))
        if facts.secret:
            Reveal(self.line)
        if facts.kind in NUMBERS:
            self.line.setMaximumWidth(NUMBER_WIDTH)
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.line.textEdited.connect(self._on_input_edited)
        self.hold(self.line)

    @override
    def value(self) -> Any:
        """The typed value; where none can be read, the text, so that nothing is stored in its place unseen."""
        found = typed(self.line.text(), self.facts)
        return self.line.text() if isinstance(found, FieldProblem) else found

    @override
    def problem(self) -> FieldProblem | None:
        if self._is_cut and len(self.line.text()) == MOST_TYPED:
            return self._too_long()
        found = typed(self.line.text(), self.facts)
        return found if isinstance(found, FieldProblem) else None

    @override
    def set_value(self, value: Any, labels: Mapping[UUID, str]) -> None:
        text = "" if self.facts.secret else editable(value)
        self.line.setReadOnly(len(text) > MOST_TYPED)
        self.line.setText(text)
        self.line.setCursorPosition(0)

    @override
    def type_over(self, text: str) -> None:
        self.line.setText(text)
        self._on_input_edited()

    @override
    def go_to_end(self) -> None:
        self.line.end(False)

    @override
    def select_all(self) -> None:
        self.line.selectAll()

    def _on_line_input_rejected(self) -> None:
        """The line keeps as much as it takes; that is not what the person wanted."""
        self._is_cut = True
        self.refused.emit(self._too_long())
