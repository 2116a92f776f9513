"""The fields of one record one below the other, each with its label, its help and what is wrong with it."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from core.entities import Entity
from core.errors import FieldProblem
from core.fields import FieldFacts
from core.messages import describe_problem
from gui.form.editors import FieldEditor, editor_for
from gui.form.editors.check_editor import CheckEditor
from gui.operations import Operations
from gui.theme import current
from gui.values import TEXTS
from gui.widgets.label import Label
from gui.widgets.problem import Problem

EDITOR_WIDTH: Final = 240


class RecordForm(QWidget):
    """Editors for the fields of a collection that a person fills in.

    Signals:
        edited: the person typed something.
    """

    edited = Signal()

    def __init__(self, entity: Entity, operations: Operations, parent: QWidget | None = None, *, is_new: bool) -> None:
        super().__init__(parent)
        self._entity, self._is_new = entity, is_new
        fields = [facts for facts in entity.fields.values() if (facts.creatable if is_new else facts.updatable)]
        self.editors: dict[str, FieldEditor] = {}
        self.problems: dict[str, Problem] = {}
        self._layout = QGridLayout(self)
        space = current().space
        self._layout.setContentsMargins(space.large, space.small, space.large, space.medium)
        self._layout.setHorizontalSpacing(space.large)
        self._layout.setVerticalSpacing(space.tight)
        self._layout.setColumnStretch(1, 1)
        self.general = Problem(self)
        self.general.setContentsMargins(0, 0, 0, space.small)
        self._layout.addWidget(self.general, 0, 0, 1, 2)
        for facts in sorted(fields, key=lambda facts: facts.order):
            self._add(facts, operations)
        self._layout.setRowStretch(self._layout.rowCount(), 1)

    def fill(self, values: Mapping[str, Any], labels: Mapping[UUID, str]) -> None:
        """Show a record's values, which counts as nothing typed."""
        for name, editor in self.editors.items():
            editor.set_value(values.get(name), labels)
            editor.is_edited = False

    def become_new(self) -> None:
        """What stands here is a new record's from now on."""
        self._is_new = True

    def forget_typing(self) -> None:
        """What stands here counts as nothing typed."""
        for editor in self.editors.values():
            editor.is_edited = False

    @property
    def is_edited(self) -> bool:
        """Whether anything was typed since the form was filled."""
        return any(editor.is_edited for editor in self.editors.values())

    @property
    def typed_secrets(self) -> list[str]:
        """The labels of the fields with something typed that is never kept for another day."""
        return [editor.facts.label for editor in self.editors.values() if editor.is_edited and editor.facts.secret]

    def values(self) -> dict[str, Any]:
        """What goes to the service: of a new record all that was filled in, of an old one what was changed."""
        if not self._is_new:
            return {name: editor.value() for name, editor in self.editors.items() if editor.is_edited}
        given = {name: editor.value() for name, editor in self.editors.items()}
        return {name: value for name, value in given.items() if not self._is_left_out(name, value)}

    @property
    def settling(self) -> FieldEditor | None:
        """An editor that still looks up what its value is."""
        return next((editor for editor in self.editors.values() if editor.is_settling), None)

    def own_problems(self) -> list[FieldProblem]:
        """What the editors know to be wrong before any model looks at it."""
        return [problem for editor in self.editors.values() if (problem := editor.problem())]

    def show_problems(self, problems: Iterable[FieldProblem]) -> None:
        """Put each message at its field, those without one at the top; the first bad field gets the keyboard."""
        self.clear_problems()
        found = list(problems)
        for problem in found:
            line = self.problems.get(problem.field, self.general)
            facts = self._entity.fields.get(problem.field) if line is self.general else None
            label = facts.label if facts else None
            text = describe_problem(problem, label)
            line.say(text if line is self.general else text[:1].upper() + text[1:])
        bad = {problem.field for problem in found}
        for name in bad & self.editors.keys():
            self.editors[name].mark(bad=True)
        first = next((editor for name, editor in self.editors.items() if name in bad), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            first.select_all()

    def show_error(self, text: str) -> None:
        """Say above the fields what is wrong with all of it."""
        self.general.say(text)

    def clear_problems(self) -> None:
        """Forget every message."""
        for line in (self.general, *self.problems.values()):
            line.say("")
        for editor in self.editors.values():
            editor.mark(bad=False)

    def enter(self) -> None:
        """Put the keyboard into the first field."""
        for editor in self.editors.values():
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
            editor.select_all()
            return

    def _add(self, facts: FieldFacts, operations: Operations) -> None:
        """The label stands above its editor, so that the form fits into a narrow panel."""
        editor = editor_for(facts, operations, self)
        editor.setMinimumWidth(EDITOR_WIDTH)
        editor.edited.connect(self._on_editor_edited)
        editor.refused.connect(self._on_editor_refused)
        row = self._layout.rowCount()
        if not isinstance(editor, CheckEditor):
            self._layout.addWidget(self._label(facts, editor), row, 0, 1, 2)
        self._layout.addWidget(editor, row + 1, 0, 1, 2)
        kept = self.tr("Left empty, it stays as it is.") if facts.secret and not self._is_new else ""
        if hint := " ".join(filter(None, (facts.help, kept))):
            self._layout.addWidget(Label(hint, "small", self, wraps=True), row + 2, 0, 1, 2)
        problem = Problem(self)
        self._layout.addWidget(problem, row + 3, 0, 1, 2)
        self._layout.setRowMinimumHeight(row + 4, 6)
        self.editors[facts.name], self.problems[facts.name] = editor, problem

    def _label(self, facts: FieldFacts, editor: FieldEditor) -> QLabel:
        unit = f" ({facts.unit})" if facts.unit else ""
        mark = " *" if self._is_required(facts) else ""
        label = Label(f"{facts.label}{unit}{mark}", "strong", self)
        label.setBuddy(editor.focusProxy() or editor)
        if mark:
            label.setToolTip(self.tr("Required"))
        return label

    def _is_required(self, facts: FieldFacts) -> bool:
        return facts.required if self._is_new else not facts.nullable and facts.default is None and not facts.secret

    def _is_left_out(self, name: str, value: Any) -> bool:
        """An empty field of a new record is one not given, so that its default counts, or that it is found missing."""
        facts = self.editors[name].facts
        return (value is None and not facts.nullable) or (value == "" and facts.required and facts.kind in TEXTS)

    def _on_editor_refused(self, problem: FieldProblem) -> None:
        text = describe_problem(problem)
        self.problems[problem.field].say(text[:1].upper() + text[1:])

    def _on_editor_edited(self) -> None:
        sender = self.sender()
        if isinstance(sender, FieldEditor):
            self.problems[sender.facts.name].say("")
            sender.mark(bad=False)
        self.edited.emit()
