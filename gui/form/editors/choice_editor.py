"""The editor of one value out of a few: choices, and yes and no where there is a third, nothing."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget
from typing_extensions import override

from core.errors import FieldProblem
from core.fields import FieldFacts
from gui.form.editors.field_editor import FieldEditor
from gui.values import NULL, choice_label


class ChoiceEditor(FieldEditor):
    """A list to choose from; typing a letter jumps to what begins with it."""

    def __init__(self, facts: FieldFacts, parent: QWidget | None = None) -> None:
        super().__init__(facts, parent)
        self.box = QComboBox(self)
        self.box.setItemDelegate(QStyledItemDelegate(self.box))
        self._values: list[Any] = []
        self._is_missed = False
        """Whether what was typed begins none of the choices, and nothing was chosen since."""
        if facts.nullable or facts.required:
            self._add(NULL, None)
        if facts.choices is None:
            self._add(self.tr("Yes"), True)
            self._add(self.tr("No"), False)
        else:
            for member in facts.choices:
                self._add(choice_label(member), member)
        self.box.activated.connect(self._on_box_activated)
        self.hold(self.box)

    @override
    def value(self) -> Any:
        return self._values[self.box.currentIndex()]

    @override
    def set_value(self, value: Any, labels: Mapping[UUID, str]) -> None:
        self._is_missed = False
        self.box.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    @override
    def type_over(self, text: str) -> None:
        found = self.box.findText(text, Qt.MatchFlag.MatchStartsWith)
        self._is_missed = found < 0
        if not self._is_missed:
            self.box.setCurrentIndex(found)
        self._on_input_edited()

    @override
    def problem(self) -> FieldProblem | None:
        if not self._is_missed:
            return None
        choices = ", ".join(self.box.itemText(place) for place in range(self.box.count()))
        return FieldProblem(self.facts.name, "typed.choice", {"choices": choices})

    def _on_box_activated(self) -> None:
        self._is_missed = False
        self._on_input_edited()

    def _add(self, label: str, value: Any) -> None:
        self._values.append(value)
        self.box.addItem(label)
