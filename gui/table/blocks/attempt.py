"""One block of cells on its way into the table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from core.errors import AppError
from core.fields import FieldFacts
from core.messages import worded
from core.services.selection import Seen
from gui import block_cases
from gui.locale import local
from gui.operations import Operations
from gui.outcome import Outcome
from gui.table.blocks.targets import Line
from gui.table.drafts import RowDraft, hold, release
from gui.table.telling import Telling
from gui.table.view import TableView


@dataclass(frozen=True, slots=True)
class Block:
    """What is pasted where: texts row by row, the fields that take them, the rows that are there already."""

    texts: Sequence[Line]
    fields: Sequence[FieldFacts]
    places: Sequence[int]
    """Where each field's text is in its row."""
    rows: Seen
    """The records that take the first of the texts, as they were seen when it was asked for."""
    left_out: Sequence[str] = ()
    """What does not fit or cannot be changed, by name."""
    typed: Mapping[UUID, Mapping[str, str]] = field(default_factory=dict[UUID, Mapping[str, str]])
    """What goes, by field, into rows that hold what is not stored."""


class Attempt(QObject):
    """One block on its way into the table; the rows that take a part of it and are not stored stay as they are.

    Signals:
        written: the block is stored but for those rows, by the change of this number (0 where it changed nothing).
    """

    written = Signal(int)

    def __init__(
        self, view: TableView, block: Block, ids: Sequence[UUID], operations: Operations, telling: Telling
    ) -> None:
        super().__init__(view)
        self._view, self._entity, self._block, self._ids = view, view.rows.entity, block, ids
        self._operations, self._telling = operations, telling
        self._held = list[RowDraft]()
        self._change = 0

    def begin(self) -> None:
        """Write all of it, or nothing where anything is wrong."""
        drafts = (self._view.rows.drafts[identity] for identity in self._block.typed)
        self._held = hold(draft for draft in drafts if draft is not None)
        self._write()

    def _write(self, but: Outcome | None = None) -> None:
        block = self._block
        work = block_cases.paste_cells(
            resource=self._entity.name,
            texts=block.texts,
            fields=block.fields,
            places=block.places,
            rows=self._ids,
            locale=local(),
            but=but,
        )
        self._operations.write(work, done=self._on_pasted, failed=self._on_failed, group=self._operations.commands)
        self._change = self._operations.asked

    def _on_pasted(self, pasted: Outcome) -> None:
        if not pasted.problems:
            self._on_written(pasted)
            return
        names = ", ".join(self._block.left_out)
        note = self.tr("Left out: {names}").format(names=names) if names else ""
        report = self._telling.report(pasted, "edit.paste", note)
        if report is None:
            self._end()
        else:
            report.rest_wanted.connect(partial(self._write, pasted))
            report.rejected.connect(self._end)

    def _on_written(self, pasted: Outcome) -> None:
        self._end()
        self.written.emit(self._change if pasted.written else 0)
        written = pasted.written + len(self._block.typed)
        text = worded(self.tr("Pasted {count:row|rows}"), count=written)
        if self._block.left_out:
            text = self.tr("{text}; left out: {names}").format(text=text, names=", ".join(self._block.left_out))
        if written:
            self._telling.done(text)
        else:
            self._telling.said(self.tr("Nothing changed."))

    def _on_failed(self, error: AppError) -> None:
        self._telling.failed(error)
        self._end()

    def _end(self) -> None:
        release(self._held)
        self.deleteLater()
