"""Which editor a field gets."""

from PySide6.QtWidgets import QWidget

from core.fields import FieldFacts, Kind
from gui.form.editors.check_editor import CheckEditor
from gui.form.editors.choice_editor import ChoiceEditor
from gui.form.editors.clock_editor import ClockEditor
from gui.form.editors.field_editor import FieldEditor
from gui.form.editors.line_editor import LineEditor
from gui.form.editors.reference_editor import ReferenceEditor
from gui.form.editors.text_editor import TextEditor
from gui.operations import Operations


def editor_for(facts: FieldFacts, operations: Operations, parent: QWidget, *, in_cell: bool = False) -> FieldEditor:
    """An editor that suits the field's kind and the place."""
    match facts.kind:
        case Kind.REFERENCE:
            return ReferenceEditor(facts, operations, parent, is_alone=in_cell)
        case Kind.CHOICE:
            return ChoiceEditor(facts, parent, is_alone=in_cell)
        case Kind.BOOLEAN if in_cell or facts.nullable or facts.required:
            return ChoiceEditor(facts, parent, is_alone=in_cell)
        case Kind.BOOLEAN:
            return CheckEditor(facts, parent)
        case Kind.LONG_TEXT if not facts.secret:
            return TextEditor(facts, parent)
        case Kind.DATE | Kind.TIME | Kind.MOMENT:
            return ClockEditor(facts, parent)
        case _:
            return LineEditor(facts, parent)
