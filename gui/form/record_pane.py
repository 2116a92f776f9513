"""One record to fill in, wherever it is shown: saved by Ctrl+S, left by Esc; what was typed is kept as a draft."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from core.entities import Entity
from core.errors import AppError, ConflictError, FieldProblem, InvalidError, NotFoundError
from core.words import inside
from gui import use_cases
from gui.form.form_draft import FormDraft
from gui.form.record_form import RecordForm
from gui.form.saving import Saving
from gui.operations import Operations
from gui.tasks import Task
from gui.theme import current
from gui.use_cases import Loaded
from gui.widgets.button import Button
from gui.widgets.label import Label

CONTROL: Final = Qt.KeyboardModifier.ControlModifier
SAVE_KEYS: Final = {Qt.Key.Key_S, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class RecordPane(QWidget):
    """A new record, or one that is there.

    Signals:
        saved: the record of this id is stored.
        left: the person is done with it.
    """

    saved = Signal(object)
    left = Signal()

    def __init__(self, entity: Entity, operations: Operations, parent: QWidget, record: Loaded | None = None) -> None:
        super().__init__(parent)
        self._entity, self._operations, self._record = entity, operations, record
        singular = inside(entity.singular)
        self.title = (self.tr("New {noun}") if record is None else self.tr("Edit {noun}")).format(noun=singular)
        self.form = RecordForm(entity, operations, self, is_new=record is None)
        self.note = Label("", "warn", self, wraps=True)
        self.note.hide()
        self.save_button = Button(self.tr("&Save"), "primary", "save", self)
        self.discard_button = Button(self.tr("&Discard changes"), "ghost", parent=self)
        self.discard_button.setEnabled(False)
        self.save_button.clicked.connect(self.save)
        self.discard_button.clicked.connect(self.discard)
        self.draft = FormDraft(entity, self.form, operations, record)
        self.draft.restored.connect(self._on_restored)
        self.form.edited.connect(self._on_edited)
        self._arrange()
        self._saving = Saving(self, self._is_save)
        self._task: Task | None = None
        operations.tasks.ended.connect(self._on_task_ended)
        if record is not None:
            self.form.fill(record.values, record.labels)
            self.draft.look_for()

    def begin(self) -> None:
        """Begin a new record: with what was typed and not saved before, if there is something."""
        self.prefill({}, {})
        self.draft.look_for()

    def enter(self) -> None:
        """Put the keyboard into the first field."""
        self.form.enter()

    def leave(self) -> None:
        """Be done; what was typed is kept for the next time. A form that is being saved is done by itself."""
        if self._saving.is_under_way:
            return
        kept, secrets = self.draft.keep(), ", ".join(self.form.typed_secrets)
        said = [
            self.tr("What you typed is kept and will be here again.") if kept else "",
            self.tr("Not kept: {fields}.").format(fields=secrets) if secrets else "",
        ]
        if any(said):
            self._operations.say(" ".join(filter(None, said)))
        self.left.emit()

    def give_way(self) -> None:
        """Something else is shown in its place: what was typed is kept, for as long as it is not saved."""
        self.draft.keep()
        if self._task is not None and self._task in self._operations.tasks.writes:
            self.draft.forget_after(self._task)

    def discard(self) -> None:
        """Forget what was typed."""
        self.draft.forget()
        self.form.forget_typing()
        self.left.emit()

    def prefill(self, values: Mapping[str, Any], labels: Mapping[UUID, str]) -> None:
        """Begin a new record with these values."""
        defaults = {facts.name: facts.default for facts in self._entity.fields.values()}
        self.form.fill({**defaults, **values}, labels)

    def save(self) -> None:
        """Store what was typed; on refusal the form stays as it is, with the reasons at the fields."""
        if not self._saving.is_under_way:
            self._store()

    def _store(self) -> None:
        settling = self.form.settling
        if settling is not None:
            self._saving.begin()
            settling.settled.connect(self._store, Qt.ConnectionType.SingleShotConnection)
            return
        problems = self._problems()
        if problems:
            self._saving.fail(partial(self.form.show_problems, problems))
            return
        values = self.form.values()
        if self._record is not None and not values:
            self._saving.succeed(self.leave)
            return
        self.form.clear_problems()
        self._saving.begin()
        commands = self._operations.commands
        work = self._work(values)
        self._task = self._operations.write(work, done=self._on_saved, failed=self._on_failed, group=commands)

    def _on_task_ended(self, task: Task) -> None:
        """A fault of the program is told by others; the form goes on."""
        if task is self._task and task.error is not None and not isinstance(task.error, AppError):
            self._saving.fail(self.form.clear_problems)

    def _problems(self) -> list[FieldProblem]:
        """What the editors cannot read, and with it at once what the model says about everything else."""
        own = self.form.own_problems()
        if not own:
            return []
        unread = {problem.field for problem in own}
        values = {name: value for name, value in self.form.values().items() if name not in unread}
        check = self._entity.new if self._record is None else self._entity.change
        try:
            check(values)
        except InvalidError as error:
            own += [problem for problem in error.problems if problem.field not in unread]
        order = list(self.form.editors)
        return sorted(own, key=lambda problem: order.index(problem.field) if problem.field in order else -1)

    def _work(self, values: dict[str, Any]) -> Any:
        resource, record = self._entity.name, self._record
        if record is None:
            return use_cases.create_record(resource=resource, values=values)
        return use_cases.change_record(resource=resource, identity=record.id, version=record.version, values=values)

    def _on_saved(self, record: Any) -> None:
        self._saving.succeed(partial(self._close, record))

    def _close(self, record: Any) -> None:
        self.form.forget_typing()
        self.draft.forget()
        self.left.emit()
        self.saved.emit(record.id)  # last: a page that came back into view reads again, and follows this one
        text = self.tr("{noun} added") if self._record is None else self.tr("{noun} changed")
        self._operations.announce(text.format(noun=self._entity.singular))

    def _on_failed(self, error: AppError) -> None:
        self._saving.fail(partial(self._refuse, error))

    def _refuse(self, error: AppError) -> None:
        if isinstance(error, InvalidError):
            self.form.show_problems(error.problems)
            return
        if isinstance(error, NotFoundError) and self._record is not None:
            self._become_new()
            return
        self.form.show_error(str(error))
        if isinstance(error, ConflictError) and self._record is not None:
            work = use_cases.load_record(resource=self._entity.name, identity=self._record.id)
            self._operations.read(work, done=self._on_reloaded)

    def _become_new(self) -> None:
        """Somebody deleted the record meanwhile: what stands in the form can be added again."""
        self._record = None
        self.form.become_new()
        self.draft.become_new()
        self.form.show_error(self.tr("Someone else deleted this record meanwhile. Save again to add it anew."))

    def _on_reloaded(self, record: Loaded) -> None:
        """After a conflict: what was typed stays, all else is as the other one left it, and saving works again."""
        self._record = record
        for name, editor in self.form.editors.items():
            if not editor.is_edited:
                editor.set_value(record.values.get(name), record.labels)
        self.form.show_error(self.tr("Someone else changed this record meanwhile. Save again to keep what you typed."))

    def _on_edited(self) -> None:
        self.discard_button.setEnabled(True)

    def _on_restored(self, text: str) -> None:
        self.discard_button.setEnabled(True)
        self._say(text)

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.show()

    def _is_save(self, event: QKeyEvent) -> bool:
        return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == CONTROL and event.key() in SAVE_KEYS

    def _is_command(self, event: QKeyEvent) -> bool:
        key = QKeySequence(event.keyCombination())
        return any(key in action.shortcuts() for action in self.window().actions())

    def _arrange(self) -> None:
        space = current().space
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.form)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        self.form.setAutoFillBackground(False)
        self.area = area
        buttons = QHBoxLayout()
        buttons.setContentsMargins(space.large, space.medium, space.large, space.large)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.discard_button)
        buttons.addStretch()
        self.note.setContentsMargins(space.large, space.small, space.large, space.tight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.note)
        layout.addWidget(area, 1)
        layout.addLayout(buttons)

    @override
    def event(self, event: QEvent) -> bool:
        """In a form, Ctrl+S saves the form, whatever else it does in the window."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if self._is_save(event):
                event.accept()
                return True
            if self._saving.is_refused and self._is_command(event):
                self._saving.forget()  # it was meant for the saved record, and so is what follows
                event.accept()
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_save(event):
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
