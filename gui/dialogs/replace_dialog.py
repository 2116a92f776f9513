"""Find and replace in the texts of a table, with a count of what it would change."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.entities import Entity
from core.errors import AppError
from core.fields import FieldFacts
from core.messages import describe_problem, worded
from core.query.ast import Node
from core.services.blocks import Block
from core.services.replacing import Found, Replacement
from core.services.selection import Chosen, Seen, Selection
from gui import block_cases
from gui.dialogs.dialog import Dialog
from gui.operations import Operations
from gui.tasks import Group
from gui.theme import current
from gui.widgets.button import Button
from gui.widgets.field import Field
from gui.widgets.label import Label
from gui.widgets.segmented import Segmented

PAUSE_MS: Final = 200
WIDTH: Final = 412
"""Pixels that there are at least for what is in it."""
LONGEST: Final = 40
"""Characters of what was looked for, where it is said what was done."""
SELECTED: Final = "selected"
ALL: Final = "all"


@dataclass(frozen=True, slots=True)
class Where:
    """What can be searched: the selected rows and their text columns, if any, or everything that a filter shows."""

    entity: Entity
    shown: Node
    rows: Seen
    selected: Sequence[FieldFacts]
    texts: Sequence[FieldFacts]
    count: int
    """How many rows the filter shows."""
    unsaved: int = 0
    """How many rows hold what is not stored, and so are left out."""


class ReplaceDialog(Dialog):
    """One step of the journal, counted before it is done.

    Signals:
        replaced: it is done; says what.
    """

    replaced = Signal(str)

    def __init__(self, where: Where, operations: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Find and Replace"))
        self._where, self._operations, self._group = where, operations, Group()
        self.old_line, self.new_line = QLineEdit(self), QLineEdit(self)
        self.old_line.setClearButtonEnabled(True)
        self.exact = QCheckBox(self.tr("Match &case and accents"), self)
        self.whole = QCheckBox(self.tr("&Whole cells only"), self)
        choices = [(ALL, self._rows(self.tr("Everything shown"), where.count))]
        if where.selected:
            rows = where.rows
            selected = sum(map(len, rows.ranges)) if isinstance(rows, Selection) else len(rows)
            choices.insert(0, (SELECTED, self._rows(self.tr("Selection"), selected)))
        self.scope = Segmented(self.tr("Search in"), choices, self)
        self.scope.choose(choices[0][0])
        self.columns = Label("", "small", self, wraps=True)
        self.preview = Label("", "muted", self, wraps=True)
        self.run = Button(self.tr("&Replace all"), "primary", parent=self)
        self.run.clicked.connect(self.replace)
        self.rest = Button(self.tr("Replace the &others"), parent=self)
        self.rest.setAutoDefault(False)
        self.rest.hide()
        self.rest.clicked.connect(self.replace_rest)
        self._found = Found(0, 0)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._count)
        for changed in (self.old_line.textChanged, self.new_line.textChanged, self.exact.toggled, self.whole.toggled):
            changed.connect(self._on_changed)
        self.scope.chosen.connect(self._on_changed)
        self.finished.connect(self._on_finished)
        self._arrange()
        self._on_changed()

    def replace(self) -> None:
        """Do it, or nothing where the model refuses a new text."""
        self.run.setEnabled(False)
        self._write(partly=False)

    def replace_rest(self) -> None:
        """Do it in the rows that nothing is wrong with."""
        self.rest.setEnabled(False)
        self._write(partly=True)

    @property
    def wanted(self) -> Replacement:
        """What is to be replaced by what."""
        whole, exact = self.whole.isChecked(), self.exact.isChecked()
        return Replacement(self.old_line.text(), self.new_line.text(), whole=whole, exact=exact)

    def _arrange(self) -> None:
        options = QHBoxLayout()
        options.addWidget(self.exact)
        options.addWidget(self.whole)
        options.addStretch()
        close = Button(self.tr("Close"), parent=self)
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        self.buttons.addWidget(self.preview, 1)
        self.buttons.addWidget(close)
        self.buttons.addWidget(self.rest)
        self.buttons.addWidget(self.run)
        places, title = QVBoxLayout(), Label(self.tr("&Search in"), "strong", self)
        title.setBuddy(self.scope)
        places.setSpacing(current().space.tight)
        for part in (title, self.scope, self.columns):
            places.addWidget(part)
        self.column.addStrut(WIDTH)
        self.column.addWidget(Field(self.tr("&Find"), self.old_line, parent=self))
        self.column.addWidget(Field(self.tr("Re&place with"), self.new_line, parent=self))
        self.column.addLayout(options)
        self.column.addLayout(places)
        self.run.setDefault(True)
        self.old_line.setFocus()

    def _rows(self, name: str, count: int) -> str:
        return worded(self.tr("{name} ({count:row|rows})"), name=name, count=count)

    def _place(self) -> tuple[Chosen, list[str]]:
        if self.scope.value == SELECTED:
            return self._where.rows, [facts.name for facts in self._where.selected]
        return self._where.shown, [facts.name for facts in self._where.texts]

    def _on_changed(self) -> None:
        self.run.setEnabled(False)
        self.rest.hide()
        labels = [self._where.entity.fields[name].label for name in self._place()[1]]
        text = self.tr("Columns: {names}").format(names=", ".join(labels))
        if self._where.unsaved:
            left_out = self.tr("{count:row that is not saved is|rows that are not saved are} left out.")
            text = f"{text}. {worded(left_out, count=self._where.unsaved)}"
        self.columns.setText(text)
        self.preview.set_kind("muted")
        self.preview.setText("" if self.old_line.text() else self.tr("Type what to look for."))
        self._group.renew()
        self._pause.start()

    def _count(self) -> None:
        if not self.old_line.text():
            return
        rows, fields = self._place()
        work = block_cases.count_matches(
            resource=self._where.entity.name, chosen=rows, fields=fields, wanted=self.wanted
        )
        self._operations.read(work, done=self._on_counted, failed=self._on_failed, group=self._group)

    def _on_counted(self, found: Found) -> None:
        self._found = found
        text = (
            self.tr("{cells:cell|cells} in {rows:row|rows} would change") if found.cells else self.tr("Nothing found")
        )
        self.preview.setText(worded(text, cells=found.cells, rows=found.rows))
        self.run.setEnabled(found.cells > 0)

    def _write(self, *, partly: bool) -> None:
        rows, fields = self._place()
        work = block_cases.replace_texts(
            resource=self._where.entity.name,
            chosen=rows,
            fields=fields,
            wanted=self.wanted,
            partly=partly,
        )
        self._operations.write(work, done=self._on_replaced, failed=self._on_failed, group=self._operations.commands)

    def _on_replaced(self, block: Block) -> None:
        bad = len({problem.row for problem in block.problems})
        if bad and not block.written:
            self._refuse(block, bad)
            return
        if not block.written:
            self.preview.setText(self.tr("Nothing was replaced: the rows were gone already."))
            return
        text = worded(
            self.tr("Replaced “{old}” in {count:row|rows}"), old=_short(self.wanted.find), count=block.written
        )
        if bad:
            text = worded(self.tr("{text}; left as they are: {bad}"), text=text, bad=bad)
        self.replaced.emit(text)
        self.accept()

    def _refuse(self, block: Block, bad: int) -> None:
        """Nothing is written yet: say why, and offer the rows that nothing is wrong with."""
        reasons = {problem.field: describe_problem(problem, self._label(problem.field)) for problem in block.problems}
        text = self.tr("Nothing was replaced: {bad} of {rows:row|rows} cannot be changed. {reasons}")
        self.preview.set_kind("bad")
        self.preview.setText(worded(text, bad=bad, rows=self._found.rows, reasons="; ".join(reasons.values())))
        self.rest.setEnabled(True)
        self.rest.setVisible(bad < self._found.rows)

    def _label(self, name: str) -> str:
        facts = self._where.entity.fields.get(name)
        return name if facts is None else facts.label

    def _on_failed(self, error: AppError) -> None:
        self.preview.set_kind("bad")
        self.preview.setText(self.tr("Nothing was replaced. {reason}").format(reason=str(error)))

    def _on_finished(self) -> None:
        self._pause.stop()
        self._group.renew()


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
