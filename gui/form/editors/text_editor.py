"""The editor of text of any length and any number of lines."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from core.fields import FieldFacts
from gui.form.editors.field_editor import FieldEditor
from gui.values import editable, typed

LINES = 4


class TextEditor(FieldEditor):
    """Several lines; Tab goes to the next field."""

    def __init__(self, facts: FieldFacts, parent: QWidget | None = None, *, lines: int = LINES) -> None:
        super().__init__(facts, parent)
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * lines + 16)
        self._filling = False
        self.text.textChanged.connect(self._on_text_changed)
        self.hold(self.text)

    @override
    def value(self) -> Any:
        return typed(self.text.toPlainText(), self.facts)

    @override
    def set_value(self, value: Any, labels: Mapping[UUID, str]) -> None:
        self._filling = True  # QPlainTextEdit has no signal for what a person types alone
        self.text.setPlainText(editable(value))
        self._filling = False

    @override
    def type_over(self, text: str) -> None:
        self.text.setPlainText(text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)

    @override
    def go_to_end(self) -> None:
        self.text.moveCursor(QTextCursor.MoveOperation.End)

    @override
    def select_all(self) -> None:
        self.text.selectAll()

    def _on_text_changed(self) -> None:
        if not self._filling:
            self._on_input_edited()
