"""The box of one column in a filter row."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.fields import FieldFacts
from gui.theme import set_kind
from gui.widgets.marked_line import MarkedLine


class FilterBox(MarkedLine):
    """Takes what the search's grammar says about a column, without its name.

    Signals:
        edited: the person changed it (the field's name, the text).
    """

    edited = Signal(str, str)

    def __init__(self, facts: FieldFacts, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.facts = facts
        set_kind(self, "filter")
        self.setAccessibleName(self.tr("Filter by {label}").format(label=facts.label))
        self.setPlaceholderText(hint)
        self.textEdited.connect(self._on_text_edited)

    def show_text(self, text: str) -> None:
        """Show what the search says; nobody typed it here."""
        if text != self.text():
            self.setText(text)

    def clear_text(self) -> None:
        """The person wants no filter here."""
        self.clear()
        self.edited.emit(self.facts.name, "")

    def refuse(self, position: int, length: int) -> None:
        """Mark what is wrong."""
        set_kind(self, "true", "bad")
        self.underline(max(0, position), length)

    def accept(self) -> None:
        """Nothing is wrong."""
        set_kind(self, "", "bad")
        self.underline(0, 0)

    def _on_text_edited(self, text: str) -> None:
        self.edited.emit(self.facts.name, text)
