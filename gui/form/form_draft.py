"""Keeps what is typed into a form and not saved yet, and brings it back when the form is opened again."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from core.desk.drafts import Exact
from core.entities import Entity
from core.errors import FieldProblem
from core.fields import Kind
from gui import desk_cases
from gui.form.editors import FieldEditor
from gui.form.record_form import RecordForm
from gui.kept_texts import kept_text, kept_value
from gui.operations import Operations
from gui.typing_pause import TypingPause
from gui.use_cases import Loaded

if TYPE_CHECKING:
    from core.desk.drafts import Draft
    from gui.held_drafts import Key
    from gui.tasks import Task


class FormDraft(QObject):
    """The draft of one form.

    Signals:
        restored: what was typed before is in the form again (a text that says so).
    """

    restored = Signal(str)

    def __init__(self, entity: Entity, form: RecordForm, operations: Operations, record: Loaded | None) -> None:
        super().__init__(form)
        self._entity, self._form, self._operations, self._record = entity, form, operations, record
        self._box = operations.drafts
        self._id: UUID | None = None
        self._asked: frozenset[Key] = frozenset()
        """What other windows held when it was asked what there is."""
        self._is_pending = False
        self._pause = TypingPause(self)
        self._pause.due.connect(self.keep)
        form.edited.connect(self._on_edited)
        self._box.wanted.connect(self.keep)
        self._box.forgotten_elsewhere.connect(self._on_forgotten_elsewhere)

    def look_for(self) -> None:
        """Bring back what was typed before, if it was neither saved nor discarded."""
        self._asked = self._box.elsewhere()
        # Among the writes: a draft that was just left is stored first.
        self._operations.in_turn(desk_cases.drafts(resource=self._entity.name, place="form"), done=self._on_found)

    def keep(self) -> bool:
        """Store what is typed now; False where nothing is that may be stored."""
        self._pause.stop()
        texts = self._texts()
        if self._is_pending:
            self._is_pending = False
            self._box.keep(self._draft(texts), self) if texts else self.forget()
        return bool(texts)

    def become_new(self) -> None:
        """What is typed is a new record's from now on."""
        self.forget()
        self._record, self._is_pending = None, True
        self.keep()

    def forget(self) -> None:
        """Nothing is to be kept any more."""
        self._pause.stop()
        self._is_pending = False
        if self._id is not None:
            self._box.forget(self._draft({}))
            self._id = None

    def forget_after(self, task: "Task") -> None:
        """Nothing is to be kept once this task has stored what was typed, even if the form is gone by then."""
        if self._id is not None:
            self._box.forget_after(task, self._draft({}))

    def _texts(self) -> dict[str, str]:
        """What was typed and may be stored, by field."""
        editors = {name: editor for name, editor in self._form.editors.items() if not editor.facts.secret}
        return {name: _text(editor) for name, editor in editors.items() if editor.is_edited}

    def _draft(self, texts: dict[str, str]) -> "Draft":
        from core.desk.drafts import Draft
        from core.types import new_id

        self._id = self._id or new_id()
        record, version = (None, None) if self._record is None else (self._record.id, self._record.version)
        return Draft(self._entity.name, texts, record, version, id=self._id)

    def _on_edited(self) -> None:
        self._is_pending = True
        self._pause.wait()

    def _on_forgotten_elsewhere(self, key: "Key") -> None:
        if self._id is not None and self._box.key(self._draft({})) == key:
            self._is_pending = True
            self.keep()

    def _on_found(self, stored: "list[Draft]") -> None:
        wanted = None if self._record is None else self._record.id
        drafts = [*self._box.held(self._entity.name, "form"), *self._box.free(stored, self._asked)]
        found = next((draft for draft in drafts if draft.record_id == wanted), None)
        if found is None or self._form.is_edited:
            return
        self._id = found.id
        self._box.hold(found, self)
        for name, text in found.texts.items():
            if name in self._form.editors:
                _bring_back(text, self._form.editors[name])
        self._pause.stop()
        self._is_pending = False
        self.restored.emit(self._said(found))

    def _said(self, draft: "Draft") -> str:
        is_changed = self._record is not None and draft.version != self._record.version
        changed = self.tr("What you typed before is here again; the record was changed meanwhile.")
        said = changed if is_changed else self.tr("What you typed before is here again. It is not saved yet.")
        secrets = [editor.facts.label for editor in self._form.editors.values() if editor.facts.secret]
        return f"{said} {self.tr('Not kept: {fields}.').format(fields=', '.join(secrets))}" if secrets else said


def _text(editor: FieldEditor) -> str:
    """What was typed; of a reference the name, or the part of one, that is looked up again."""
    is_text = editor.facts.kind is Kind.REFERENCE or editor.problem() is not None
    return editor.typed_text() if is_text else kept_text(editor.value())


def _bring_back(text: str, editor: FieldEditor) -> None:
    value = kept_value(text, editor.facts) if isinstance(text, Exact) else None
    if value is None or isinstance(value, FieldProblem):
        editor.type_over(text)
    else:
        editor.put(value, {})
