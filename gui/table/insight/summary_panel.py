"""What is in one column at a glance, in the side panel: counts, bounds, and parts that can be clicked into a filter."""

from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.fields import FieldFacts
from core.query.ast import Node
from core.services.summary import Summary
from gui.table.insight.glance import glanced
from gui.theme import current, set_kind
from gui.values import counted, shown
from gui.widgets.label import Label
from gui.widgets.sided_lines import SidedLines, add_line

_CONDITION: Final = int(Qt.ItemDataRole.UserRole) + 1


class SummaryPanel(QWidget):
    """The summary of one column.

    Signals:
        chosen: the person wants to see only this part (a condition).
    """

    chosen = Signal(object)

    def __init__(self, facts: FieldFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = facts
        self._shown_numbers: dict[str, str] = {}
        space = current().space
        self.note = Label(self.tr("Looking at the column…"), "muted", self, wraps=True)
        self._numbers = QFormLayout()
        self._numbers.setHorizontalSpacing(space.wide)
        self._numbers.setVerticalSpacing(space.tight)
        self.bars = QListWidget(self)
        set_kind(self.bars, "quiet")
        self.bars.setItemDelegate(SidedLines(self.bars))
        self.bars.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.bars.itemActivated.connect(self._on_item_chosen)
        self.bars.itemClicked.connect(self._on_item_chosen)
        self.hint = Label(self.tr("Enter or a click filters by a line."), "small", self, wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.large, 0, space.large, space.large)
        layout.setSpacing(space.medium)
        layout.addWidget(self.note)
        layout.addLayout(self._numbers)
        layout.addWidget(self.bars, 1)
        layout.addWidget(self.hint)
        self.bars.setAccessibleName(self.note.text())
        self.hint.hide()
        self.setFocusProxy(self.bars)

    def show_summary(self, summary: Summary) -> None:
        """Show what was found."""
        self.note.hide()
        while self._numbers.rowCount():
            self._numbers.removeRow(0)
        self._shown_numbers = dict(self._facts_of(summary))
        for name, value in self._shown_numbers.items():
            number = Label(value, "strong", self, selectable=True)
            self._numbers.addRow(Label(name, "muted", self), number)
        self.bars.clear()
        most = max([*(bar.count for bar in summary.bars), *(facet.count for facet in summary.top), 1])
        for bar in summary.bars:
            self._add(self._span(bar.lower, bar.upper), bar.count, most, bar.where)
        for facet in summary.top:
            labels = {} if facet.label is None else {facet.value: facet.label}
            text = self.tr("(empty)") if facet.value is None else shown(facet.value, self.facts, labels)
            self._add(text, facet.count, most, facet.where)
        self.bars.setAccessibleName(self.tr("Histogram") if summary.bars else self.tr("Most frequent values"))
        self.hint.setVisible(self.bars.count() > 0)
        self.bars.setCurrentRow(0)

    def fail(self, reason: str) -> None:
        """Say why there is none."""
        self.note.setText(reason)
        self.bars.setAccessibleName(reason)
        self.note.show()

    def number(self, name: str) -> str:
        """What stands beside a name."""
        return self._shown_numbers.get(name, "")

    def _facts_of(self, summary: Summary) -> list[tuple[str, str]]:
        total = summary.total
        found = [
            (self.tr("Rows"), counted(summary.rows)),
            (self.tr("Distinct"), counted(summary.distinct)),
            (self.tr("Empty"), counted(summary.nulls)),
        ]
        values = (
            (self.tr("Least"), total.minimum),
            (self.tr("Greatest"), total.maximum),
            (self.tr("Mean"), glanced(total.mean)),
            (self.tr("Sum"), glanced(total.sum)),
        )
        return [*found, *((name, self._shown(value)) for name, value in values if value is not None)]

    def _span(self, lower: Any, upper: Any) -> str:
        if glanced(lower) != glanced(upper):
            lower, upper = glanced(lower), glanced(upper)
        if lower is None and upper is None:
            return self.tr("All")
        if lower is None:
            return self.tr("below {value}").format(value=self._shown(upper))
        if upper is None:
            return self.tr("from {value}").format(value=self._shown(lower))
        return self.tr("{lower} to {upper}").format(lower=self._shown(lower), upper=self._shown(upper))

    def _shown(self, value: Any) -> str:
        return shown(value, self.facts, {})

    def _add(self, text: str, count: int, most: int, condition: Node) -> None:
        add_line(self.bars, text, counted(count), count / most).setData(_CONDITION, condition)

    def _on_item_chosen(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_CONDITION))
