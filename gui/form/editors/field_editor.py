"""What every editor of one value offers, whatever it looks like."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from core.errors import FieldProblem
from core.fields import FieldFacts
from gui.theme import set_kind

TICKED: Final = "1"
MOST_TYPED: Final = 30_000
"""Characters of a text that can be typed into: more of them without a space make the window wait for seconds."""
NO_LIMIT: Final = 2**24 - 1
"""Pixels, as Qt has it."""


class FieldEditor(QWidget):
    """Edits one value of one field; holds whatever was typed, sensible or not.

    Signals:
        edited: the person changed something.
        settled: what `is_settling` waited for has come.
        refused: what was pasted or typed is not taken, though nobody asked for it yet (a `FieldProblem`).
    """

    edited = Signal()
    refused = Signal(object)
    settled = Signal()

    def __init__(self, facts: FieldFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = facts
        self.is_edited = False

    def value(self) -> Any:
        """What was typed, as the service takes it: it may break the model's rules."""
        raise NotImplementedError

    def set_value(self, value: Any, labels: Mapping[UUID, str]) -> None:
        """Show a stored value."""
        raise NotImplementedError

    def labels(self) -> Mapping[UUID, str]:
        """The name of the record that is referred to, where one was chosen."""
        return {}

    def typed_text(self) -> str:
        """What stands in the editor, so that `type_over` can bring it back."""
        match self.focusProxy():
            case QLineEdit() as line:
                return line.text()
            case QPlainTextEdit() as page:
                return page.toPlainText()
            case QComboBox() as box:
                return box.currentText()
            case QCheckBox() as tick:
                return TICKED if tick.isChecked() else ""
            case _:
                return ""

    def type_over(self, text: str) -> None:
        """Begin with this text in place of the value, as when somebody types into a cell."""

    def put(self, value: Any, labels: Mapping[UUID, str]) -> None:
        """Show a value as if the person had typed it."""
        self.set_value(value, labels)
        self.go_to_end()
        self._on_input_edited()

    def problem(self) -> FieldProblem | None:
        """What only the editor knows to be wrong."""
        return None

    def mark(self, *, bad: bool) -> None:
        """Show that something is wrong with it, or no longer."""
        set_kind(self.focusProxy() or self, "true" if bad else "", "bad")

    def wear(self, font: QFont) -> None:
        """Show what is typed in this font; below a style sheet Qt hands none down."""
        (self.focusProxy() or self).setFont(font)

    @property
    def is_settling(self) -> bool:
        """Whether something is being looked up that decides what the value is."""
        return False

    def select_all(self) -> None:
        """Mark everything, so that typing replaces it."""

    def go_to_end(self) -> None:
        """Put the cursor behind the last character, so that typing adds to what is there."""

    def hold(self, widget: QWidget) -> None:
        """Fill this editor with the widget that does the work."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(widget)
        widget.setAccessibleName(self.facts.label)
        self.setFocusProxy(widget)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _too_long(self) -> FieldProblem:
        return FieldProblem(self.facts.name, "typed.length", {"most": MOST_TYPED})

    def _on_input_edited(self) -> None:
        self.is_edited = True
        self.edited.emit()
