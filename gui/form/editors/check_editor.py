"""The editor of yes and no in a form."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from core.fields import FieldFacts
from gui.form.editors.field_editor import TICKED, FieldEditor


class CheckEditor(FieldEditor):
    """A box to tick."""

    def __init__(self, facts: FieldFacts, parent: QWidget | None = None) -> None:
        super().__init__(facts, parent)
        self.box = QCheckBox(facts.label, self)
        self.box.clicked.connect(self._on_input_edited)
        self.hold(self.box)

    @override
    def value(self) -> Any:
        return self.box.isChecked()

    @override
    def type_over(self, text: str) -> None:
        self.box.setChecked(text == TICKED)
        self._on_input_edited()

    @override
    def set_value(self, value: Any, labels: Mapping[UUID, str]) -> None:
        self.box.setChecked(bool(value))
