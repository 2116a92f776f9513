"""What a person typed into rows and has not stored yet: one draft a row, the new rows at the end among them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Signal

from gui.use_cases import Loaded


@dataclass(eq=False)
class RowDraft:
    """The cells typed into one row. `version` is that of the record when typing began, None for a new row."""

    id: UUID
    version: int | None = None
    values: dict[str, Any] = field(default_factory=dict[str, Any])
    sent: dict[str, Any] = field(default_factory=dict[str, Any])
    """What is on its way to the database."""
    before: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """The record as it was when typing began."""
    is_wanted: bool = False
    """Whether it is to be stored as soon as what was sent before is."""
    needs_word: bool = False
    """Whether it is stored only when the person says so: somebody else changed or deleted the record meanwhile."""
    is_held: bool = False
    """Whether a command is under way that decides what becomes of it; see `hold`."""
    labels: dict[UUID, str] = field(default_factory=dict[UUID, str])
    problems: dict[str, str] = field(default_factory=dict[str, str])
    """Why the row cannot be stored, by field; "" for what concerns the whole row."""
    word: str = ""
    """Which keys, pressed on the row, give that word."""

    def stand_on(self, record: Loaded) -> None:
        """This is the stored record, unless it is known already how it was when typing began."""
        self.before = self.before or record.values
        self.labels = {**record.labels, **self.labels}

    @property
    def is_new(self) -> bool:
        """Whether there is no such record yet."""
        return self.version is None

    @property
    def cells(self) -> Mapping[str, Any]:
        """Everything that was typed, on its way or not."""
        return {**self.sent, **self.values}

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.values and not self.sent

    @property
    def cause(self) -> str:
        """Why the row is not stored, in one line."""
        return "; ".join(dict.fromkeys(self.problems.values()))

    @property
    def reason(self) -> str:
        """The same for who is on the row, with what can be done there."""
        return f"{self.cause} {self.word}" if self.needs_word and self.word else self.cause


def hold(drafts: Iterable[RowDraft]) -> list[RowDraft]:
    """Let rows not be stored until `release`: the cursor may leave them before it is known what becomes of them."""
    held = [draft for draft in drafts if not draft.is_held]
    for draft in held:
        draft.is_held = True
    return held


def release(held: Iterable[RowDraft]) -> None:
    """These rows are stored again as others are."""
    for draft in held:
        draft.is_held = False


class Drafts(QObject):
    """The drafts of one table; the last of its new rows is always an empty one to type into.

    Signals:
        changed: a row (its id) looks different now.
        new_rows_changing: the new rows will be these (a list of ids), once this signal has been heard.
        new_rows_changed: they are.
        edited: what has to be kept for another day is no longer the same (a `RowDraft`).
        done_with: what was typed into a row (a `RowDraft`) is stored or given up, but for these fields.
    """

    changed = Signal(object)
    new_rows_changing = Signal(object)
    new_rows_changed = Signal()
    edited = Signal(object)
    done_with = Signal(object, object)

    def __init__(self, parent: QObject, *, may_create: bool) -> None:
        super().__init__(parent)
        self._drafts: dict[UUID, RowDraft] = {}
        self._begun: dict[UUID, int] = {}
        """In which order the new rows were begun: one that was given up comes back to its place."""
        self._may_create = may_create
        self.new_rows: list[UUID] = [uuid4()] if may_create else []

    def __getitem__(self, identity: UUID) -> RowDraft | None:
        return self._drafts.get(identity)

    def __iter__(self) -> Iterator[RowDraft]:
        return iter(tuple(self._drafts.values()))

    def __len__(self) -> int:
        return len(self._drafts)

    @property
    def has_new(self) -> bool:
        """Whether anything was typed into a new row."""
        return any(draft.is_new for draft in self)

    def of(self, identity: UUID, record: Loaded | None) -> RowDraft:
        """The draft of a row, a fresh one where nothing was typed into it yet; of a new one there is no record."""
        draft = self._drafts.get(identity)
        if draft is None:
            draft = RowDraft(identity, record and record.version)
            if record is not None:
                draft.stand_on(record)
        return draft

    def keep(self, draft: RowDraft) -> None:
        """Show what was typed; a new row that is no longer empty gets an empty one below it."""
        self._drafts[draft.id] = draft
        order = self._begun.setdefault(draft.id, len(self._begun)) if draft.is_new else 0
        if draft.is_new and draft.id not in self.new_rows:
            place = sum(self._begun.get(identity, order) < order for identity in self.new_rows)
            self._set_new_rows([*self.new_rows[:place], draft.id, *self.new_rows[place:]])
        elif self._may_create and self.new_rows[-1] == draft.id:
            self._set_new_rows([*self.new_rows, uuid4()])
        self.changed.emit(draft.id)
        self.edited.emit(draft)

    def drop(self, draft: RowDraft) -> None:
        """Forget what was typed into a row: it is stored, or given up."""
        if self._drafts.pop(draft.id, None) is None:
            return
        draft.values.clear()
        draft.sent.clear()
        if draft.id in self.new_rows:
            self._set_new_rows([identity for identity in self.new_rows if identity != draft.id])
        self.changed.emit(draft.id)
        self.edited.emit(draft)

    def _set_new_rows(self, rows: list[UUID]) -> None:
        self.new_rows_changing.emit(rows)
        self.new_rows = rows
        self.new_rows_changed.emit()
