"""The editor of text of any length and any number of lines."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QFont, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from core.fields import FieldFacts
from gui.form.editors.field_editor import MOST_TYPED, NO_LIMIT, FieldEditor
from gui.values import editable, typed

LINES = 4


class TextEditor(FieldEditor):
    """Several lines; Tab goes to the next field."""

    def __init__(self, facts: FieldFacts, parent: QWidget | None = None, *, lines: int = LINES) -> None:
        super().__init__(facts, parent)
        self.text = _Text(self)
        self.text.overflowed.connect(self._on_text_overflowed)
        self.text.setTabChangesFocus(True)
        self._lines, self._highest = lines, NO_LIMIT
        self._fit()
        self._filling = False
        self.text.textChanged.connect(self._on_text_changed)
        self.hold(self.text)

    def limit(self, height: int) -> None:
        """Be no higher than this; more lines are scrolled."""
        self._highest = height
        self._fit()

    @override
    def value(self) -> Any:
        return typed(self._raw(), self.facts)

    @override
    def typed_text(self) -> str:
        return self._raw()

    @override
    def set_value(self, value: Any, labels: Mapping[UUID, str]) -> None:
        self._filling = True  # QPlainTextEdit has no signal for what a person types alone
        text = editable(value)
        self.text.setReadOnly(len(text) > MOST_TYPED)
        self.text.setPlainText(text[:MOST_TYPED])
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

    @override
    def wear(self, font: QFont) -> None:
        super().wear(font)
        self._fit()

    def _fit(self) -> None:
        """As high as its lines, where there is room for them."""
        self.text.setFixedHeight(min(self.text.fontMetrics().lineSpacing() * self._lines + 16, self._highest))

    def _raw(self) -> str:
        """The text with its hard spaces, which `toPlainText` makes soft ones."""
        return self.text.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def _on_text_overflowed(self) -> None:
        self.refused.emit(self._too_long())

    def _on_text_changed(self) -> None:
        if not self._filling:
            self._on_input_edited()


class _Text(QPlainTextEdit):
    """Takes nothing that would make the window wait.

    Signals:
        overflowed: what was pasted is too long.
    """

    overflowed = Signal()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        if len(source.text()) + self.document().characterCount() > MOST_TYPED:
            self.overflowed.emit()
        else:
            super().insertFromMimeData(source)
