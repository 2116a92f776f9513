"""What is wrong with a pasted block, cell by cell, and the choice to paste the rest or nothing."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from core.errors import FieldProblem
from core.fields import FieldFacts
from core.messages import describe_problem, worded
from gui.block_cases import Pasted
from gui.dialogs.dialog import Dialog
from gui.placement import begin_with
from gui.values import counted
from gui.widgets.button import Button
from gui.widgets.label import Label
from gui.widgets.sections import share_out

MOST_LISTED: Final = 5000


class PasteReport(Dialog):
    """Nothing is written yet.

    Signals:
        rest_wanted: the cells that nothing is wrong with should be pasted.
    """

    rest_wanted = Signal()

    def __init__(
        self, pasted: Pasted, left_out: Sequence[str], fields: Mapping[str, FieldFacts], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Paste"))
        begin_with(self, 720, 420)
        self._pasted, self._fields = pasted, fields
        bad = len({problem.row for problem in pasted.problems})
        text = self.tr("{bad:row|rows} out of {rows} cannot be pasted unchanged. Nothing has been changed yet.")
        self.title = Label(worded(text, bad=bad, rows=pasted.rows), "heading", self, wraps=True)
        self.note = Label("", "muted", self, wraps=True)
        self.note.setText(self.tr("Left out: {names}").format(names=", ".join(left_out)))
        self.note.setVisible(bool(left_out))
        self.list = self._listed(pasted.problems)
        self.rest = Button(worded(self.tr("&Paste the rest ({count:cell|cells})"), count=pasted.rest), parent=self)
        self.rest.setVisible(pasted.rest > 0)
        self.rest.clicked.connect(self._on_rest_clicked)
        self.nothing = Button(self.tr("Paste &nothing"), "primary", parent=self)
        self.nothing.clicked.connect(self.reject)
        for part in (self.title, self.note, self.list):
            self.column.addWidget(part)
        self.buttons.addStretch()
        self.buttons.addWidget(self.rest)
        self.buttons.addWidget(self.nothing)
        self.nothing.setDefault(True)

    def _listed(self, problems: Sequence[FieldProblem]) -> QTreeWidget:
        shown = QTreeWidget(self)
        shown.setAccessibleName(self.tr("Problems"))
        shown.setRootIsDecorated(False)
        shown.setUniformRowHeights(True)
        shown.setHeaderLabels([self.tr("Row"), self.tr("Column"), self.tr("Value"), self.tr("Problem")])
        shown.addTopLevelItems([self._item(problem) for problem in problems[:MOST_LISTED]])
        if len(problems) > MOST_LISTED:
            more = self.tr("and {count} more").format(count=counted(len(problems) - MOST_LISTED))
            shown.addTopLevelItem(QTreeWidgetItem(["", "", "", more]))
        share_out(shown.header())
        shown.header().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        return shown

    def _item(self, problem: FieldProblem) -> QTreeWidgetItem:
        row, facts = problem.row or 0, self._fields.get(problem.field)
        value = self._pasted.texts.get((row, problem.field), "")
        label = facts.label if facts else problem.field
        return QTreeWidgetItem([counted(row + 1), label, _line(value), describe_problem(problem)])

    def _on_rest_clicked(self) -> None:
        self.accept()
        self.rest_wanted.emit()


def _line(text: str) -> str:
    """A text in one line, with signs that no font has made visible."""
    return "".join(sign if sign.isprintable() else "·" for sign in text)
