"""Stores rows, one step of the journal each, when the cursor leaves them; what cannot be stored stays marked."""

from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import AppError, ConflictError, InvalidError, NotFoundError
from core.messages import describe_problem
from gui import use_cases
from gui.operations import Operations
from gui.table.drafts import RowDraft
from gui.table.settling import Settling
from gui.table.view import TableView
from gui.use_cases import Loaded

WHOLE_ROW: Final = ""
READING_MS: Final = 4000
"""So long can be read what was done, before it is said again that a row is not saved."""


class RowSaving(QObject):
    """Writes the drafts of one table.

    Signals:
        added: a new row is stored as the record of this id.
        changed: the record of this id is stored as it was changed.
        created: the same, while the cursor still stood on it.
        deleted: somebody else deleted the record of this draft.
    """

    added = Signal(object)
    changed = Signal(object)
    created = Signal(object)
    deleted = Signal(object)

    def __init__(self, view: TableView, settling: Settling, operations: Operations) -> None:
        super().__init__(view)
        self._view, self._model, self._drafts = view, view.rows, view.rows.drafts
        self._settling, self._operations = settling, operations
        self._at: UUID | None = None
        self._said = self._announced = self._complaint = ""
        """What the status bar says, what was last done, and what was last said of a row here."""
        self._complained_of: UUID | None = None
        self._touched: dict[UUID, None] = {}
        """Rows that something was typed into together with others, and that the cursor did not leave yet."""
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.timeout.connect(self._on_read)
        operations.said.connect(self._on_said)
        operations.announced.connect(self._on_announced)
        view.cursor_moved.connect(self._on_cursor_moved)

    @property
    def waiting(self) -> RowDraft | None:
        """A row that could not be stored: the one that the person was told of last, else the oldest."""
        waiting = (draft for draft in self._drafts if draft.problems)
        return max(waiting, key=lambda draft: draft.id == self._complained_of, default=None)

    @property
    def is_on_draft(self) -> bool:
        """Whether the cursor is on a row that holds what is not stored."""
        here = self._cursor()
        return here is not None and self._drafts[here] is not None

    def typed(self, draft: RowDraft) -> None:
        """A cell was typed; a row that the cursor is not on is stored at once."""
        if draft.id != self._cursor():
            self.save(draft.id)
        else:
            self._at = draft.id  # which was not known yet if the cursor came before the row was read

    def touched(self, draft: RowDraft) -> None:
        """The same of one of several rows: they are stored once the cursor goes to another row."""
        if draft.id == self._cursor():
            self._at = draft.id
        else:
            self._touched[draft.id] = None

    def save_touched(self) -> None:
        """Store what was typed into several rows together, but for the row of the cursor."""
        here = self._cursor()
        for identity in tuple(self._touched):
            if identity != here:
                del self._touched[identity]
                self.save(identity)

    def save(self, identity: UUID, *, by_word: bool = False) -> None:
        """Store a row where anything was typed into it; what needs the person's word waits for that."""
        draft = self._drafts[identity]
        if draft is None or not draft.values or ((draft.needs_word or draft.is_held) and not by_word):
            return
        draft.needs_word = False
        if draft.sent:
            draft.is_wanted = True
            return
        draft.is_wanted = False
        problems = self.problems(draft)
        if problems:
            self._refuse(draft, problems)
            return
        draft.sent, draft.values, draft.problems = draft.values, {}, {}
        self._drafts.changed.emit(draft.id)
        _Write(self, draft, self._operations, self._model.entity.name).begin()

    def problems(self, draft: RowDraft) -> dict[str, str]:
        """What the model says is wrong with what was typed into a row, by field."""
        entity = self._model.entity
        try:
            (entity.new if draft.is_new else entity.change)(draft.values)
        except InvalidError as error:
            return self._worded(error)
        return {}

    def give_up(self, identity: UUID) -> bool:
        """Forget what was typed into a row; whether there was anything."""
        draft = self._drafts[identity]
        if draft is None or draft.sent:
            return False
        self._drafts.drop(draft)
        self._take_back(draft)
        return True

    def on_saved(self, draft: RowDraft, record: Any) -> None:
        """A row is stored; what was typed meanwhile is still to come."""
        self._take_back(draft)
        was_here = draft.id == self._cursor()
        later, was_new = dict(draft.values), draft.is_new
        self._drafts.done_with.emit(draft, () if was_new else tuple(later))
        self._model.put(record, draft.labels)
        draft.sent = {}
        draft.version, draft.before = record.version, _values(self._model.entity, record)
        if was_new or not later:
            self._drafts.drop(draft)
        if later:
            now = RowDraft(record.id, draft.version, later, before=draft.before, labels=draft.labels)
            self._drafts.keep(now)
            if draft.is_wanted:
                self.save(now.id)
            else:
                self.typed(now)
        (self.added if was_new else self.changed).emit(record.id)
        if was_new and was_here:
            self.created.emit(record.id)

    def on_failed(self, draft: RowDraft, error: AppError) -> None:
        """The database has its reasons; what was typed stays."""
        draft.values, draft.sent = {**draft.sent, **draft.values}, {}
        match error:
            case InvalidError():
                self._refuse(draft, self._worded(error))
            case NotFoundError() if not draft.is_new:
                self.deleted.emit(draft)
            case ConflictError():
                _Reload(self, draft, self._operations, self._model.entity.name).begin()
            case _:
                self.refuse(draft, str(error))

    def on_reloaded(self, draft: RowDraft, record: Loaded, reason: str = "") -> None:
        """After a conflict: to save again is to mean it."""
        draft.version, draft.before = record.version, record.values
        keys = self.tr("Ctrl+S keeps yours, Esc theirs.")
        self.ask_word(draft, reason or self.tr("Someone else changed this row."), keys)

    def refuse(self, draft: RowDraft, reason: str) -> None:
        """Keep a row that cannot be stored as it is, marked with the reason."""
        self._refuse(draft, {WHOLE_ROW: reason})

    def ask_word(self, draft: RowDraft, reason: str, keys: str) -> None:
        """The same, until the person says by these keys what is to become of the row."""
        draft.needs_word, draft.word = True, keys
        self.refuse(draft, reason)

    def _refuse(self, draft: RowDraft, problems: dict[str, str]) -> None:
        draft.problems = problems
        self._drafts.keep(draft)
        self._complain(draft)

    def _complain(self, draft: RowDraft) -> None:
        """Say that a row is not saved; who has gone on meanwhile cannot press there what it asks for."""
        if draft.id == self._cursor():
            self._complaint = self.tr("Row not saved: {reason}").format(reason=draft.reason)
        else:
            self._complaint = self.tr("Row not saved: {reason} (Ctrl+S leads to it)").format(reason=draft.cause)
        self._complained_of = draft.id
        self._operations.say(self._complaint)

    def _take_back(self, draft: RowDraft) -> None:
        """Say no longer that a row is not saved."""
        if draft.id == self._complained_of and self._said == self._complaint:
            self._operations.say("")
        if draft.id == self._complained_of:
            self._complained_of = None

    def _on_said(self, text: str) -> None:
        self._said = text

    def _on_announced(self, text: str) -> None:
        self._said = self._announced = text
        self._reading.start(READING_MS)

    def _on_read(self) -> None:
        """What was done is read: if nothing else was said since, say what waits where the cursor came to stand."""
        here = self._cursor()
        draft = None if here is None else self._drafts[here]
        if draft is not None and draft.problems and self._announced in self._said:
            self._complain(draft)

    def _worded(self, error: InvalidError) -> dict[str, str]:
        fields, found = self._model.entity.fields, dict[str, str]()
        shown = {facts.name for facts in self._model.columns}
        for problem in error.problems:
            label = fields[problem.field].label if problem.field in fields else None
            found[problem.field if problem.field in shown else WHOLE_ROW] = describe_problem(problem, label)
        return found

    def _cursor(self) -> UUID | None:
        index = self._view.currentIndex()
        return self._model.id_at(index.row()) if index.isValid() else None

    def _on_cursor_moved(self) -> None:
        if self._settling.is_under_way:
            return
        left, self._at = self._at, self._cursor()
        if left is None or left == self._at:
            return
        self.save(left)
        self.save_touched()
        drafts = (None if each is None else self._drafts[each] for each in (self._at, left))
        waiting = [draft for draft in drafts if draft is not None and draft.problems]
        is_told = self._said == self._complaint
        if waiting and (is_told or (waiting[0].id == self._at and not self._reading.isActive())):
            self._complain(waiting[0])


class _Write(QObject):
    """One row on its way to the database."""

    def __init__(self, saving: RowSaving, draft: RowDraft, operations: Operations, resource: str) -> None:
        super().__init__(saving)
        self._saving, self._draft, self._operations, self._resource = saving, draft, operations, resource

    def begin(self) -> None:
        draft, resource = self._draft, self._resource
        if draft.version is None:
            work = use_cases.create_record(resource=resource, values=draft.sent)
        else:
            work = use_cases.change_record(
                resource=resource, identity=draft.id, version=draft.version, values=draft.sent
            )
        self._operations.write(work, done=self._on_saved, failed=self._on_failed)

    def _on_saved(self, record: Any) -> None:
        self._saving.on_saved(self._draft, record)
        self.deleteLater()

    def _on_failed(self, error: AppError) -> None:
        self._saving.on_failed(self._draft, error)
        self.deleteLater()


class _Reload(QObject):
    """One record read again after a conflict."""

    def __init__(self, saving: RowSaving, draft: RowDraft, operations: Operations, resource: str) -> None:
        super().__init__(saving)
        self._saving, self._draft, self._operations, self._resource = saving, draft, operations, resource

    def begin(self) -> None:
        work = use_cases.load_record(resource=self._resource, identity=self._draft.id)
        self._operations.read(work, done=self._on_loaded, failed=self._on_failed)

    def _on_loaded(self, record: Loaded) -> None:
        self._saving.on_reloaded(self._draft, record)
        self.deleteLater()

    def _on_failed(self, error: AppError) -> None:
        self._saving.on_failed(self._draft, error)
        self.deleteLater()


def _values(entity: Any, record: Any) -> dict[str, Any]:
    return {facts.name: getattr(record, facts.name) for facts in entity.readable}
