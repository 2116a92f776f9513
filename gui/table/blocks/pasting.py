"""Pastes blocks from spreadsheets: over cells, beyond the end as new rows, or all as new rows."""

from collections.abc import Sequence
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from core.errors import AppError, ConflictError
from core.fields import FieldFacts
from core.messages import worded
from core.services.selection import Selection
from core.transfer.clipboard import cells_of
from gui import block_cases
from gui.actions import Handlers
from gui.block_cases import Cells
from gui.locale import local
from gui.operations import Operations
from gui.record_cases import find_ids
from gui.table.blocks.area import Area, area_of, seen_rows
from gui.table.blocks.attempt import Attempt, Block
from gui.table.blocks.targets import Line, Target, target
from gui.table.blocks.typing import Typing
from gui.table.cell_editing import CellEditing
from gui.table.draft_history import DraftHistory, TypedStep
from gui.table.drafts import RowDraft, hold, release
from gui.table.telling import Telling
from gui.table.view import TableView
from gui.table.waiting import Waiting
from gui.values import TEXTS

MOST_CHARACTERS: Final = 200_000_000
"""Longer texts are a file's matter."""
AT_ONCE: Final = 50_000
"""Characters that are taken apart without making the window wait; longer texts are a worker's."""


class Pasting(QObject):
    """Carries out the commands that paste into one table."""

    def __init__(
        self,
        view: TableView,
        editing: CellEditing,
        typing: Typing,
        history: DraftHistory,
        waiting: Waiting,
        operations: Operations,
        telling: Telling,
    ) -> None:
        super().__init__(view)
        self._view, self._model, self._editing, self._typing = view, view.rows, editing, typing
        self._history = history
        self._waiting, self._operations, self._telling = waiting, operations, telling
        self._area, self._as_rows = Area((), ()), False

    def handlers(self) -> Handlers:
        """The commands by id."""
        return {"edit.paste": self.paste, "edit.paste_rows": partial(self.paste, as_rows=True)}

    def paste(self, *, as_rows: bool = False) -> None:
        """What is in the clipboard, from the cursor or the upper left corner of the selection on."""
        if self._operations.copies.is_under_way:
            self._waiting.hold(partial(self.paste, as_rows=as_rows))
            return
        text, area = QGuiApplication.clipboard().text(), area_of(self._view)
        if not area.columns or not self._view.is_in_use:  # no row yet
            area, as_rows = Area((), tuple(self._view.column_order())), True
        if not text or not self._editing.finish():
            return
        if len(text) > MOST_CHARACTERS:
            self._telling.refuse(self.tr("This is too much for the clipboard: save it as a file and import it."))
            return
        if len(text) > AT_ONCE:
            self._area, self._as_rows = area, as_rows
            work, group = block_cases.read_block(text=text), self._operations.commands
            self._operations.read(work, done=self._on_read, group=group)
        else:
            self._paste(cells_of(text), area, as_rows=as_rows)

    def _on_read(self, texts: list[list[str]]) -> None:
        if not self._as_rows and seen_rows(self._model, self._area.ranges) != self._area.chosen:
            self._telling.failed(ConflictError("conflict.moved", singular=self._model.entity.singular))
            return
        self._paste(texts, self._area, as_rows=self._as_rows)

    def _paste(self, texts: list[list[str]], area: Area, *, as_rows: bool) -> None:
        if not as_rows and area.is_single and area.new and [len(row) for row in texts] == [1]:
            block = self._cell(texts[0][0], area)
        else:
            block = self._block(texts, area, as_rows=as_rows)
        if block is None:
            return
        if block.typed:
            work = block_cases.read_cells(resource=self._model.entity.name, rows=block.typed, locale=local())
            drafts = (self._model.drafts[identity] for identity in block.typed)
            held = hold(draft for draft in drafts if draft is not None)
            done, failed = partial(self._on_cells_read, block, held), partial(self._on_cells_not_read, held)
            self._operations.read(work, done=done, failed=failed, group=self._operations.commands)
        else:
            self._go_on(block, Cells({}, {}))

    def _on_cells_not_read(self, held: Sequence[RowDraft], error: AppError) -> None:
        release(held)
        self._telling.failed(error)

    def _on_cells_read(self, block: Block, held: Sequence[RowDraft], cells: Cells) -> None:
        """Into rows that are not stored goes what they take, or nothing is pasted."""
        release(held)
        fields = self._model.entity.fields
        values = [(fields[name], value) for row in cells.rows.values() for name, value in row.items()]
        if not all(self._typing.may_hold(facts, value) for facts, value in values):
            return
        if block.texts:
            self._go_on(block, cells)
            return
        step = self._type_in(cells)
        if len(step.cells) > 1:
            self._telling.done(worded(self.tr("Pasted {count:row|rows}"), count=len(step.drafts)))

    def _go_on(self, block: Block, cells: Cells) -> None:
        """With the values for rows that hold what is not stored."""
        if isinstance(block.rows, Selection):  # found before the row is saved, which may move it
            work = find_ids(resource=self._model.entity.name, chosen=block.rows)
            self._operations.read(work, done=partial(self._write, block, cells), group=self._operations.commands)
        else:
            self._write(block, cells, block.rows)

    def _write(self, block: Block, cells: Cells, ids: Sequence[UUID]) -> None:
        if self._editing.finish() and (self._view.cursor_row is None or self._editing.save_row()):
            attempt = Attempt(self._view, block, ids, self._operations, self._telling)
            attempt.written.connect(partial(self._on_written, cells))
            attempt.begin()

    def _cell(self, text: str, area: Area) -> Block | None:
        """One text into one cell of a new row: as if it was typed there."""
        facts, identity = self._model.columns[area.columns[0]], next(iter(area.new))
        if not self._typing.may_change(facts, self._model.count):
            return None
        return Block((), (), (), (), typed={identity: {facts.name: text}})

    def _type_in(self, cells: Cells) -> TypedStep:
        names = [facts.name for facts in self._model.columns]
        with self._history.together() as step:
            for identity, values in cells.rows.items():
                if (row := self._model.position_of(identity)) is None:
                    continue
                for name, value in values.items():
                    self._typing.put(self._model.index(row, names.index(name)), value, cells.labels)
        return step

    def _on_written(self, cells: Cells, change: int) -> None:
        """What the database takes is in: now the rows that hold what is not stored, in one with it."""
        step = self._type_in(cells)
        if change:
            self._history.join(step, change)

    def _said(self, identity: UUID, columns: Sequence[FieldFacts], line: Line) -> dict[str, str]:
        """What a line says for the fields of a row that holds what is not stored."""
        draft = self._model.drafts[identity]
        is_new = draft is None or draft.is_new
        said = [(facts, text) for facts, text in zip(columns, line, strict=False) if text is not None]
        return {facts.name: text for facts, text in said if (_is_said(text, facts) if is_new else facts.updatable)}

    def _block(self, texts: list[list[str]], area: Area, *, as_rows: bool) -> Block | None:
        """The block with its place; None, with the reason said, where it has none."""
        order, width = self._view.column_order(), max(map(len, texts))
        first = order.index(area.columns[0]) if not as_rows or width < len(order) else 0
        columns = [self._model.columns[column] for column in order[first : first + width]]
        if width == 1 and len(texts) == 1 and not as_rows:
            columns = [self._model.columns[column] for column in area.columns]
        labels, unknown = [facts.label.casefold() for facts in columns], list[str]()
        if as_rows and len(texts) > 1 and (named := self._named(texts[0])):
            unknown = [text.strip() for place, text in enumerate(texts[0]) if place not in named]
            columns, width = list(named.values()), len(named)
            texts = [[text for place, text in enumerate(line) if place in named] for line in texts[1:]]
        elif len(texts) > 1 and [text.strip().casefold() for text in texts[0]] == labels:
            texts = texts[1:]
        goal = Target(texts) if as_rows else target(self._view, texts, area)
        lines, present, is_adding = goal.lines, goal.present, goal.is_adding
        takes = [facts for facts in columns if (facts.updatable or not present) and (facts.creatable or not is_adding)]
        left_out = [*(facts.label for facts in columns if facts not in takes), *filter(None, unknown)]
        if not takes and lines:
            self._telling.refuse(self.tr("{names} cannot be changed.").format(names=", ".join(left_out)))
            return None
        if width > len(columns):
            left_out.append(worded(self.tr("{count:column|columns} beyond the last one"), count=width - len(columns)))
        if is_adding and not self._model.entity.access.may_create(self._operations.context.actor):
            if not present:
                self._telling.refuse(self.tr("You may not add records here."))
                return None
            self._telling.refuse(self.tr("You may not add records here; only the rows that are there are pasted."))
            lines = lines[: sum(map(len, present))]
        places = [columns.index(facts) for facts in takes]
        typed = {identity: self._said(identity, columns, line) for identity, line in goal.typed.items()}
        return Block(lines, takes, places, seen_rows(self._model, present), left_out, typed)

    def _named(self, line: Sequence[str]) -> dict[int, FieldFacts]:
        """The columns that a line of headers names, by their places in it; none where it is no such line.

        It is one where it names nothing but columns, or several of them and more than it names otherwise.
        """
        creatable = [facts for facts in self._model.columns if facts.creatable]
        names = {name.casefold(): facts for facts in creatable for name in (facts.name, facts.label)}
        found = {place: facts for place, text in enumerate(line) if (facts := names.get(text.strip().casefold()))}
        is_whole, is_most = len(found) == len(line), len(found) > max(1, len(line) // 2)
        is_clear = len({facts.name for facts in found.values()}) == len(found)
        return found if is_clear and (is_whole or is_most) else {}


def _is_said(text: str, facts: FieldFacts) -> bool:
    """Whether a text is for a field of a new row; nothing leaves a value that has to be as it is."""
    return facts.creatable and (text.strip() != "" or facts.nullable or facts.kind in TEXTS)
