"""What was typed into records that others have taken away meanwhile.

That of a deleted one becomes a new row, to be added again or let go; where the record comes back, it is typed into that
again. One that is no longer what is asked for stays in view for as long as the cursor is on it.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from PySide6.QtCore import QObject

from core.errors import AppError, NotFoundError
from gui import use_cases
from gui.operations import Operations
from gui.table.cell_editing import CellEditing
from gui.table.drafts import RowDraft
from gui.table.navigation import Navigation
from gui.table.row_saving import RowSaving
from gui.table.view import TableView
from gui.use_cases import Loaded


class _Origin(NamedTuple):
    """The deleted record that a new row was made of, and what was stored of it."""

    id: UUID
    stored: Mapping[str, Any]


class Orphans(QObject):
    """Looks after the drafts of one table whose records are gone, an open editor among them."""

    def __init__(
        self, view: TableView, navigation: Navigation, saving: RowSaving, editing: CellEditing, operations: Operations
    ) -> None:
        super().__init__(view)
        self._view, self._model, self._drafts = view, view.rows, view.rows.drafts
        self._navigation, self._saving, self._editing = navigation, saving, editing
        self._operations = operations
        self._origins: dict[UUID, _Origin] = {}
        """By the ids of the new rows."""
        saving.deleted.connect(self.adopt)
        self._model.is_typed_into = self._is_typed_into
        self._model.detained.connect(self._on_model_detained)
        for renewed in (self._model.began, self._model.refreshed):
            renewed.connect(self._on_model_renewed)
        for changed in (view.cursor_moved, self._drafts.changed, editing.closed):
            changed.connect(self._on_typing_changed)

    def adopt(self, draft: RowDraft) -> None:
        """Make a new row of what was in a deleted record and what was typed; an open editor goes on there."""
        editor, fields = self._editing.open_editor, self._model.entity.fields
        is_open, is_here = editor is not None and editor.draft is draft, self._view.cursor_id == draft.id
        if not is_open and self._drafts[draft.id] is not draft:
            return  # it was adopted already
        kept = {name: value for name, value in draft.before.items() if fields[name].creatable}
        again = RowDraft(uuid4(), None, {**kept, **draft.cells}, labels=draft.labels)
        self._origins[again.id] = _Origin(draft.id, kept)
        self._drafts.drop(draft)
        self._drafts.done_with.emit(draft, ())
        self._saving.ask_word(again, *self._reason())
        row = self._model.position_of(again.id)
        if is_open and editor is not None:
            editor.draft = again
        if row is not None and (is_open or is_here):
            self._navigation.go(row, self._view.currentIndex().column())
        if is_open and editor is not None:
            editor.place()
            editor.warn(again.reason)

    def look_for(self, draft: RowDraft) -> None:
        """See whether the record of a draft is still there, though the table does not show it."""
        self._look(draft.id, partial(self.on_found, draft), partial(self.adopt, draft))

    def _look(self, identity: UUID, found: Callable[[Loaded], None], gone: Callable[[], None]) -> None:
        _Look(self, found, gone, self._operations).begin(self._model.entity.name, identity)

    def on_found(self, draft: RowDraft, record: Loaded) -> None:
        """It is, but no longer what was asked for."""
        draft.stand_on(record)
        if self._model.detained_for != draft.id or draft.sent or draft.version == record.version:
            return
        reason = self.tr("Someone else changed this row: it no longer fits the filter.")
        if not draft.is_empty:
            self._saving.on_reloaded(draft, record, reason)
        editor = self._editing.open_editor
        if editor is not None and editor.draft is draft:
            editor.warn(draft.reason or reason)

    def _go_home(self, draft: RowDraft, origin: _Origin, record: Loaded) -> None:
        """The record of a new row is back: what was typed goes into it, unless something was by now."""
        if self._drafts[draft.id] is not draft or draft.sent or self._drafts[origin.id] is not None:
            return
        typed = {name: value for name, value in draft.values.items() if origin.stored.get(name) != value}
        home = RowDraft(origin.id, record.version, typed, labels=draft.labels)
        home.stand_on(record)
        editor = self._editing.open_editor
        is_here = self._model.id_at(self._view.currentIndex().row()) == draft.id
        is_open = editor is not None and editor.draft is draft
        if typed:
            self._drafts.keep(home)
        row = self._model.position_of(home.id)
        if is_open and editor is not None:
            editor.draft = home
        if row is not None and (is_open or is_here):
            self._navigation.go(row, self._view.currentIndex().column())
        self._saving.give_up(draft.id)
        self._drafts.done_with.emit(draft, ())
        if is_open and editor is not None:
            editor.bubble.hide()
            editor.place()
        if row is None and (is_open or is_here):
            self._model.refresh(follow=home.id)
        elif typed:
            self._saving.typed(home)
        self._operations.offer(self.tr("The deleted row is back: what you typed is in it."))

    def _reason(self) -> tuple[str, str]:
        """What has happened, and the keys that go on from there."""
        if self._model.entity.access.may_create(self._operations.context.actor):
            return self.tr("This row was deleted meanwhile."), self.tr("Ctrl+S adds it again, Esc lets it go.")
        return self.tr("This row was deleted meanwhile, and you may not add it again."), self.tr("Esc lets it go.")

    def _is_typed_into(self, identity: UUID) -> bool:
        editor, draft = self._editing.open_editor, self._drafts[identity]
        return (draft is not None and not draft.is_held) or (editor is not None and editor.draft.id == identity)

    def _on_model_detained(self, identity: UUID) -> None:
        editor = self._editing.open_editor
        draft = self._drafts[identity] or (None if editor is None else editor.draft)
        if draft is not None:
            self.look_for(draft)

    def _on_typing_changed(self) -> None:
        """The rows that were kept for one that was typed into may go."""
        kept_for = self._model.detained_for
        if kept_for is not None and not (self._view.cursor_id == kept_for and self._is_typed_into(kept_for)):
            self._model.detained_for = None
            self._model.refresh(follow=self._view.cursor_id)

    def _on_model_renewed(self) -> None:
        """What is left alone until the person says something leads nowhere once its record is gone."""
        editor = self._editing.open_editor
        open_draft = () if editor is None else (editor.draft,)
        for draft in {*open_draft, *(each for each in self._drafts if each.problems and not each.is_held)}:
            if not draft.is_new and self._model.position_of(draft.id) is None:
                self.look_for(draft)
        for identity, origin in self._origins.items():
            if (new := self._drafts[identity]) is not None and not new.is_held:
                self._look(origin.id, partial(self._go_home, new, origin), _stay)


def _stay() -> None:
    """The record is still gone."""


class _Look(QObject):
    """One look at a record that the table may not show."""

    def __init__(
        self, orphans: Orphans, found: Callable[[Loaded], None], gone: Callable[[], None], operations: Operations
    ) -> None:
        super().__init__(orphans)
        self._found, self._gone, self._operations = found, gone, operations

    def begin(self, resource: str, identity: UUID) -> None:
        work = use_cases.load_record(resource=resource, identity=identity)
        self._operations.read(work, done=self._on_loaded, failed=self._on_failed)

    def _on_loaded(self, record: Loaded) -> None:
        self._found(record)
        self.deleteLater()

    def _on_failed(self, error: AppError) -> None:
        if isinstance(error, NotFoundError):
            self._gone()
        else:
            self._operations.failed.emit(error)
        self.deleteLater()
