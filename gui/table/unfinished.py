"""Tells what was typed earlier and is not saved yet, and leads there: rows, however far down, and forms."""

from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QObject

from core.messages import worded
from gui import desk_cases
from gui.action_set import ActionSet
from gui.actions import COMMANDS, Handlers
from gui.key_bindings import keys_of, native

if TYPE_CHECKING:
    from core.desk.drafts import Draft
    from gui.table.drafts import RowDraft
    from gui.table.page import TablePage

COMMAND: Final = "go.unsaved"


class Unfinished(QObject):
    """Goes through the unsaved rows of one page, then through its unsaved forms, and round again."""

    def __init__(self, page: "TablePage", actions: ActionSet) -> None:
        super().__init__(page)
        self._page, self._actions, self._operations = page, actions, page.operations
        self._last: UUID | None = None
        self._reminder = ""
        self._reminded = frozenset[UUID]()
        """Of which rows it says that they are not saved."""
        page.keeping.found.connect(self._on_found)
        page.model.drafts.done_with.connect(self._on_done_with)

    def handlers(self) -> Handlers:
        """The commands by id."""
        return {COMMAND: self.go_on}

    def go_on(self) -> None:
        """To the next row or form with something typed that is not saved; first of all what is refused in a cell."""
        if not self._page.editing.finish():
            return
        self._page.telling.withdraw(self._reminder)  # it would lie over where it leads
        # Among the writes: a form that was just left is stored first.
        work = desk_cases.drafts(resource=self._page.entity.name, place="form")
        self._operations.in_turn(work, done=self._on_forms_found)

    def _on_forms_found(self, stored: "list[Draft]") -> None:
        box = self._operations.drafts
        rows = {draft.id: draft for draft in self._page.model.drafts}
        forms = {draft.id: draft for draft in (*box.free(stored), *box.held(self._page.entity.name, "form"))}
        waiting = [*rows, *forms]
        if not waiting:
            self._page.telling.said(self.tr("Everything here is saved."))
            return
        place = waiting.index(self._last) + 1 if self._last is not None and self._last in waiting else 0
        self._last = waiting[place % len(waiting)]
        if self._last in rows:
            self._page.leading.lead_to(rows[self._last])
            self._page.enter()
        else:
            self._page.records.open_draft(forms[self._last])

    def _on_found(self, rows: int, forms: int) -> None:
        texts = (
            (rows, self.tr("{count:row typed earlier is|rows typed earlier are} not saved yet.")),
            (forms, self.tr("{count:form filled in earlier is|forms filled in earlier are} not saved yet.")),
        )
        text = " ".join(worded(text, count=count) for count, text in texts if count)
        key = native(keys_of(COMMANDS[COMMAND], self._actions.keys)[:1])
        more = self.tr("{key} leads there.").format(key=key) if key else ""
        self._reminder = self._page.telling.remind(text, more, (self.tr("Go there"), self.go_on))

        self._reminded = frozenset(draft.id for draft in self._page.model.drafts)

    def _on_done_with(self, draft: "RowDraft") -> None:
        if draft.id in self._reminded:
            self._page.telling.withdraw(self._reminder)
