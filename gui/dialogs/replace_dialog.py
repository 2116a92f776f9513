"""Find and replace in the texts of a table, with a count of what it would change."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.entities import Entity
from core.errors import AppError
from core.fields import FieldFacts
from core.messages import describe_problem, worded
from core.query.ast import Node
from core.services.replacing import Found, Replacement
from core.services.selection import Chosen, Seen, Selection
from gui.dialogs.block_report import BlockReport
from gui.dialogs.dialog import Dialog
from gui.operations import Operations
from gui.outcome import Outcome
from gui.record_cases import count_matches, replace_texts
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
        self._is_wanted = False
        """Whether Enter was pressed before it was known what there is to replace."""
        for line in (self.old_line, self.new_line):
            line.returnPressed.connect(self._on_return_pressed)
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
        """Do it; where the model refuses some of the new texts, in the other rows, if that is wanted."""
        self.run.setEnabled(False)
        rows, fields = self._place()
        self._write(fields, rows)

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
        self.foot.addWidget(self.preview)
        self.buttons.addStretch()
        self.buttons.addWidget(close)
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
        self._is_wanted = False
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

    def _on_return_pressed(self) -> None:
        """Where there is something to replace, Qt presses the button; before that is known, it is done then."""
        if self._pause.isActive():
            self._pause.stop()
            self._count()
        self._is_wanted = self._group.is_under_way

    def _count(self) -> None:
        if not self.old_line.text():
            return
        rows, fields = self._place()
        work = count_matches(resource=self._where.entity.name, chosen=rows, fields=fields, wanted=self.wanted)
        self._operations.read(work, done=self._on_counted, failed=self._on_failed, group=self._group)

    def _on_counted(self, found: Found) -> None:
        text = (
            self.tr("{cells:cell|cells} in {rows:row|rows} would change") if found.cells else self.tr("Nothing found")
        )
        self.preview.setText(worded(text, cells=found.cells, rows=found.rows))
        self.run.setEnabled(found.cells > 0)
        if self._is_wanted and found.cells:
            self.replace()
        self._is_wanted = False

    def _write(self, fields: Sequence[str], chosen: Chosen, left: int = 0) -> None:
        """Replace in chosen rows, where so many others are left as they are."""
        work = replace_texts(resource=self._where.entity.name, chosen=chosen, fields=fields, wanted=self.wanted)
        done = partial(self._on_replaced, fields, left)
        self._operations.write(work, done=done, failed=self._on_failed, group=self._operations.commands)

    def _on_replaced(self, fields: Sequence[str], left: int, outcome: Outcome) -> None:
        if outcome.problems:
            self._refuse(fields, outcome)
            return
        if not outcome.written:
            self.preview.setText(self.tr("Nothing was replaced: the rows were gone already."))
            return
        text = worded(
            self.tr("Replaced “{old}” in {count:row|rows}"), old=_short(self.wanted.find), count=outcome.written
        )
        if left:
            text = worded(self.tr("{text}; left as they are: {bad}"), text=text, bad=left)
        self.replaced.emit(text)
        self.accept()

    def _refuse(self, fields: Sequence[str], outcome: Outcome) -> None:
        """Nothing is written yet: say why, and offer the rows that nothing is wrong with."""
        if (problem := outcome.reason) is not None:
            self._say_nothing_done(describe_problem(problem, self._where.entity.fields[problem.field].label))
            return
        report = BlockReport(outcome, "edit.replace", self._where.entity.fields, self)
        report.rest_wanted.connect(partial(self._write, fields, outcome.ids, outcome.bad))
        report.rejected.connect(partial(self.run.setEnabled, True))
        report.open()

    def _on_failed(self, error: AppError) -> None:
        self._say_nothing_done(str(error))

    def _say_nothing_done(self, reason: str) -> None:
        self.preview.set_kind("bad")
        self.preview.setText(self.tr("Nothing was replaced. {reason}").format(reason=reason))

    def _on_finished(self) -> None:
        self._pause.stop()
        self._group.renew()


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
