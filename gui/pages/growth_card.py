"""How much there is of one collection, how it grew, and the way there."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.entities import Entity
from core.messages import worded
from gui.values import counted
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Label
from gui.widgets.sparkline import Sparkline

if TYPE_CHECKING:
    from core.services.overview import Growth

FEWEST: Final = 3
"""Days on which something was added that make a chart; with fewer it looks like a fault."""


class GrowthCard(Card):
    """One collection.

    Signals:
        opened: the person wants to see it (its resource).
    """

    opened = Signal(str)

    def __init__(self, entity: Entity, parent: QWidget) -> None:
        super().__init__(entity.label, parent=parent)
        self._entity = entity
        self.open_button = Button(self.tr("Open"), "link", parent=self)
        self.open_button.setAccessibleName(self.tr("Open %1").replace("%1", entity.label))
        self.open_button.clicked.connect(self._on_open_clicked)
        self.buttons.addWidget(self.open_button)
        self.number = Label("…", "number", self)
        self.added = Label("", "muted", self)
        self.line = Sparkline(self)
        numbers = QVBoxLayout()
        numbers.setSpacing(0)
        numbers.addWidget(self.number)
        numbers.addWidget(self.added)
        self.add(numbers)
        self.add(self.line)

    def show_growth(self, growth: "Growth") -> None:
        """Show the numbers."""
        self.number.setText(counted(growth.count))
        some, none = self.tr("+{added} in the last {days:day|days}"), self.tr("None added in the last {days:day|days}")
        text = worded(some if growth.added else none, added=growth.added, days=len(growth.days))
        self.added.setText(text)
        self.line.show_values(growth.days, text)
        self.line.setVisible(sum(map(bool, growth.days)) >= FEWEST)

    def _on_open_clicked(self) -> None:
        self.opened.emit(self._entity.name)
