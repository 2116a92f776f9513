"""The editor of one value out of a few: choices, and yes and no where there is a third, nothing."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget
from typing_extensions import override

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
        if facts.nullable or facts.required:
            self._add(NULL, None)
        if facts.choices is None:
            self._add(self.tr("Yes"), True)
            self._add(self.tr("No"), False)
        else:
            for member in facts.choices:
                self._add(choice_label(member), member)
        self.box.activated.connect(self._on_input_edited)
        self.hold(self.box)

    @override
    def value(self) -> Any:
        return self._values[self.box.currentIndex()]

    @override
    def set_value(self, value: Any, labels: Mapping[UUID, str]) -> None:
        self.box.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    @override
    def type_over(self, text: str) -> None:
        found = self.box.findText(text, Qt.MatchFlag.MatchStartsWith)
        if found >= 0:
            self.box.setCurrentIndex(found)
            self._on_input_edited()

    def _add(self, label: str, value: Any) -> None:
        self._values.append(value)
        self.box.addItem(label)
