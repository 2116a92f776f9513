"""The editor of one value out of a few: choices, and yes and no where there is a third, nothing."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLabel, QStyledItemDelegate, QWidget
from typing_extensions import override

from core.errors import FieldProblem
from core.fields import FieldFacts
from gui.form.editors.field_editor import FieldEditor
from gui.values import NULL, choice_label

_COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class ChoiceEditor(FieldEditor):
    """A list to choose from by its names: what is typed chooses what begins with it, and stands there if nothing does.

    Not Qt's own search by letters, which forgets after a moment what was typed, and opens the list at a blank.
    """

    def __init__(self, facts: FieldFacts, parent: QWidget | None = None, *, is_alone: bool = False) -> None:
        super().__init__(facts, parent)
        self.box = QComboBox(self)
        self.box.setItemDelegate(QStyledItemDelegate(self.box))
        self._values: list[Any] = []
        self._typed = ""
        """What further letters add to."""
        if facts.nullable or facts.required:
            self._add(NULL, None)
        if facts.choices is None:
            self._add(self.tr("Yes"), True)
            self._add(self.tr("No"), False)
        else:
            for member in facts.choices:
                self._add(choice_label(member), member)
        self.box.activated.connect(self._on_box_activated)
        self.box.installEventFilter(self)
        self.hold(self.box)
        if is_alone:
            self._label()

    @override
    def value(self) -> Any:
        """What is chosen; where what was typed fits nothing, the text: nothing is stored in its place unseen."""
        return self.typed_text() if self._is_missed else self._values[self.box.currentIndex()]

    @override
    def set_value(self, value: Any, labels: Mapping[UUID, str]) -> None:
        self._typed = ""
        self.box.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    @override
    def typed_text(self) -> str:
        return self.box.placeholderText() if self._is_missed else self.box.currentText()

    @override
    def type_over(self, text: str) -> None:
        self._typed = text
        self.box.setPlaceholderText(text)
        self.box.setCurrentIndex(self._place_of(text))
        self._on_input_edited()

    @override
    def select_all(self) -> None:
        self._typed = ""

    @override
    def problem(self) -> FieldProblem | None:
        if not self._is_missed:
            return None
        choices = ", ".join(self.box.itemText(place) for place in range(self.box.count()))
        return FieldProblem(self.facts.name, "typed.choice", {"choices": choices})

    @property
    def _is_missed(self) -> bool:
        """Whether what was typed begins none of the choices, and nothing was chosen since."""
        return self.box.currentIndex() < 0

    def _place_of(self, text: str) -> int:
        """Of the choice with this name, or else the first that begins with it; nothing typed is no value."""
        if not text:
            return self._values.index(None) if None in self._values else -1
        whole = self.box.findText(text, Qt.MatchFlag.MatchFixedString)
        return whole if whole >= 0 else self.box.findText(text, Qt.MatchFlag.MatchStartsWith)

    def _on_box_activated(self) -> None:
        self._typed = ""
        self._on_input_edited()

    def _label(self) -> None:
        """Where no label is seen, have one: of a list, Qt on Linux tells a screen reader no other name."""
        label = QLabel(self.facts.label.replace("&", "&&"), self)
        label.setBuddy(self.box)
        label.hide()

    def _add(self, label: str, value: Any) -> None:
        self._values.append(value)
        self.box.addItem(label)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._typed = ""
        return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._on_key(event)

    def _on_key(self, event: QKeyEvent) -> bool:
        """Whether the list is kept from it: what is a part of a name, and commands, which it takes for letters."""
        text = event.text() if self._typed else event.text().strip()  # a blank before any letter opens the list
        if event.text() and event.modifiers() & _COMMAND:
            event.ignore()
        elif self._typed and event.key() == Qt.Key.Key_Backspace:
            self.type_over(self._typed[:-1])
        elif text and text.isprintable():
            self.type_over(self._typed + text)
        else:
            return False
        return True
