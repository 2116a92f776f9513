"""Deletes and duplicates many records of a table at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.errors import AppError
from core.messages import worded
from core.services.selection import Chosen
from gui.outcome import Outcome
from gui.record_cases import delete_records, duplicate_rows
from gui.table.blocks.area import Area, area_of, seen_rows
from gui.table.contents import noun_of
from gui.table.drafts import RowDraft, hold, release

if TYPE_CHECKING:
    from gui.table.page import TablePage


class WholeRows(QObject):
    """Works on the selected rows of one page; where some of them are refused, on the others, if somebody wants that."""

    def __init__(self, page: "TablePage") -> None:
        super().__init__(page)
        self._page, self._operations, self._entity = page, page.operations, page.entity

    def delete(self) -> None:
        """Delete the selected records; no question, for it can be undone."""
        if not self._page.editing.finish():
            return
        model, selection = self._page.model, self._page.view.selection
        new = self.new_drafts(area_of(self._page.view))
        if ranges := selection.ranges():
            chosen = model.query.where if selection.is_all else seen_rows(model, ranges)
            cursor = self._page.view.currentIndex().row()
            top = min(part.start for part in ranges) if any(cursor in part for part in ranges) else None
            self._delete(_Deletion(top, cursor, [*self._typed_in(ranges), *new]), chosen)
        elif new:
            self._page.cells.let_go(new)
            self._tell(len(new), self.tr("Deleted {count} {noun}"), "")

    def duplicate(self, area: Area) -> None:
        """Add a copy of each record of an area, unless a row of it is not saved."""
        new = self.new_drafts(area)
        if new:
            self._refuse_unsaved(new[0])
        elif self._page.editing.save_row() and not self._is_unsaved(area.ranges):
            self._duplicate(area.chosen)

    def new_drafts(self, area: Area) -> list[RowDraft]:
        """What was typed into the rows of an area that are not stored."""
        return [draft for identity in area.new if (draft := self._page.model.drafts[identity]) is not None]

    def _typed_in(self, ranges: Sequence[range]) -> list[RowDraft]:
        """What was typed into the stored rows at some positions."""
        model = self._page.model
        places = [(draft, model.position_of(draft.id)) for draft in model.drafts if not draft.is_new]
        return [draft for draft, place in places if place is not None and any(place in part for part in ranges)]

    def _is_unsaved(self, ranges: Sequence[range]) -> bool:
        """Whether some rows hold what is not stored and so could not be copied; says so where they do."""
        unsaved = next((draft for draft in self._typed_in(ranges) if draft.values), None)
        if unsaved is not None:
            self._refuse_unsaved(unsaved)
        return unsaved is not None

    def _refuse_unsaved(self, draft: RowDraft) -> None:
        text = self.tr("Nothing was duplicated: a selected row is not saved ({reason}).")
        self._page.telling.refuse(text.format(reason=draft.reason))

    def _delete(self, deletion: "_Deletion", chosen: Chosen) -> None:
        """Delete records, and with them what was typed into rows."""
        held, change = hold(deletion.typed), self._operations.asked + 1
        work = delete_records(resource=self._entity.name, chosen=chosen)
        done, failed = partial(self._on_deleted, deletion, held, change), partial(self._on_not_deleted, held)
        self._operations.write(work, done=done, failed=failed, group=self._operations.commands)

    def _on_deleted(self, deletion: "_Deletion", held: Sequence[RowDraft], change: int, outcome: Outcome) -> None:
        release(held)
        if outcome.problems:
            report = self._page.telling.report(outcome, "record.delete")
            if report is not None:
                gone = frozenset(outcome.ids)
                typed = [draft for draft in deletion.typed if draft.is_new or draft.id in gone]
                report.rest_wanted.connect(partial(self._delete, replace(deletion, typed=typed), outcome.ids))
            return
        step = self._page.cells.let_go(deletion.typed)
        if outcome.written:
            self._page.history.join(step, change)
        self._page.view.selection.collapse()  # else it would be looked for, and said to be gone
        if deletion.top is not None and self._page.view.currentIndex().row() == deletion.cursor:
            self._page.navigation.to_row(deletion.top)
        count = outcome.written + sum(draft.is_new for draft in deletion.typed)
        text, nothing = self.tr("Deleted {count} {noun}"), self.tr("Nothing was deleted: the rows were gone already.")
        self._tell(count, text, nothing)

    def _on_not_deleted(self, held: Sequence[RowDraft], error: AppError) -> None:
        release(held)
        self._page.telling.failed(error)

    def _duplicate(self, chosen: Chosen) -> None:
        work = duplicate_rows(resource=self._entity.name, chosen=chosen)
        done, failed = self._on_duplicated, self._page.telling.failed
        self._operations.write(work, done=done, failed=failed, group=self._operations.commands)

    def _on_duplicated(self, outcome: Outcome) -> None:
        if outcome.problems:
            report = self._page.telling.report(outcome, "record.duplicate")
            if report is not None:
                report.rest_wanted.connect(partial(self._duplicate, outcome.ids))
            return
        text, nothing = self.tr("Added {count} {noun}"), self.tr("Nothing was added: the rows were gone already.")
        self._tell(outcome.written, text, nothing)

    def _tell(self, count: int, text: str, nothing: str) -> None:
        self._page.telling.done_to(count, worded(text, count=count, noun=noun_of(self._entity, count)), nothing)


@dataclass(frozen=True, slots=True)
class _Deletion:
    """Records on their way out: the first one's position and the cursor's, what was typed and goes with them."""

    top: int | None
    """None where the cursor is on none of them, and stays."""
    cursor: int
    typed: Sequence[RowDraft]
