"""What is wrong with cells or rows that were to be changed at once, and the choice to change the rest or nothing."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from core.errors import FieldProblem
from core.fields import FieldFacts
from core.messages import describe_problem, worded
from gui.actions import COMMANDS, command_short
from gui.dialogs.dialog import Dialog
from gui.outcome import Outcome
from gui.placement import begin_with
from gui.values import counted
from gui.widgets.button import Button
from gui.widgets.label import Label
from gui.widgets.sections import share_out

ROW, COLUMN, VALUE, PROBLEM = range(4)
NAMES: Final = 0.3
"""The most of the width that the names of rows take."""


class BlockReport(Dialog):
    """Nothing is written yet.

    Signals:
        rest_wanted: what nothing is wrong with should be written.
    """

    rest_wanted = Signal()

    is_called = False

    def __init__(
        self, outcome: Outcome, command: str, fields: Mapping[str, FieldFacts], parent: QWidget, note: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(command_short(COMMANDS[command]))
        begin_with(self, 720, 420)
        self._outcome, self._fields = outcome, fields
        self._row_title = self.tr("Row pasted") if command == "edit.paste" else self.tr("Row")
        text = self.tr("Not possible in {bad:row|rows} out of {rows}. Nothing has been changed yet.")
        self.title = Label(worded(text, bad=outcome.bad, rows=outcome.rows), "heading", self, wraps=True)
        self.note = Label(note, "muted", self, wraps=True)
        self.note.setVisible(bool(note))
        self.list = self._listed()
        rows, cells = self.tr("Do the &rest ({count:row|rows})"), self.tr("Do the &rest ({count:cell|cells})")
        self.rest = Button(worded(rows if outcome.ids else cells, count=outcome.rest), parent=self)
        self.rest.setVisible(outcome.rest > 0)
        self.rest.clicked.connect(self._on_rest_clicked)
        self.nothing = Button(self.tr("Do &nothing"), "primary", parent=self)
        self.nothing.clicked.connect(self.reject)
        for part in (self.title, self.note, self.list):
            self.column.addWidget(part)
        self.buttons.addStretch()
        self.buttons.addWidget(self.rest)
        self.buttons.addWidget(self.nothing)
        self.nothing.setDefault(True)

    def _listed(self) -> QTreeWidget:
        shown, problems = QTreeWidget(self), self._outcome.problems
        shown.setAccessibleName(self.tr("Problems"))
        shown.setRootIsDecorated(False)
        shown.setUniformRowHeights(True)
        rows = self.tr("Name") if self._outcome.names else self._row_title
        shown.setHeaderLabels([rows, self.tr("Column"), self.tr("Value"), self.tr("Problem")])
        shown.addTopLevelItems([self._item(problem) for problem in problems])
        if self._outcome.wrong > len(problems):
            more = self.tr("and {count} more").format(count=counted(self._outcome.wrong - len(problems)))
            shown.addTopLevelItem(QTreeWidgetItem(["", "", "", more]))
        shown.setColumnHidden(COLUMN, not any(problem.field for problem in problems))
        shown.setColumnHidden(VALUE, not self._outcome.texts)
        header = shown.header()
        share_out(header)
        if self._outcome.names:
            widest = max(shown.sizeHintForColumn(ROW), header.sectionSizeHint(ROW))
            header.resizeSection(ROW, min(widest, round(NAMES * self.width())))
        header.setSectionResizeMode(PROBLEM, QHeaderView.ResizeMode.Stretch)
        return shown

    def _item(self, problem: FieldProblem) -> QTreeWidgetItem:
        row, facts = problem.row or 0, self._fields.get(problem.field)
        name = self._outcome.names.get(row, "") or counted(row + 1)
        value = self._outcome.texts.get((row, problem.field), "")
        label = facts.label if facts else problem.field
        return QTreeWidgetItem([_line(name), label, _line(value), describe_problem(problem)])

    def _on_rest_clicked(self) -> None:
        self.accept()
        self.rest_wanted.emit()


def _line(text: str) -> str:
    """A text in one line, with signs that no font has made visible."""
    return "".join(sign if sign.isprintable() else "·" for sign in text)
