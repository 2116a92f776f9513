"""Which fields go into a file: a list to tick."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.fields import FieldFacts
from gui.theme import current, theme
from gui.widgets.button import Button


class FieldChoice(QWidget):
    """All fields are chosen at first but those that are left out; Space ticks one.

    Signals:
        changed: others are chosen.
    """

    changed = Signal()

    def __init__(self, fields: Sequence[FieldFacts], shown: Sequence[str], parent: QWidget | None = None) -> None:
        """`shown` are the names of those chosen at first, in their order; the others come behind them."""
        super().__init__(parent)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Columns"))
        by_name = {facts.name: facts for facts in fields}
        for name in (*shown, *(name for name in by_name if name not in shown)):
            item = QListWidgetItem(by_name[name].label, self.list)
            item.setSizeHint(QSize(0, theme().grown(current().size.control - current().space.tight)))
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name in shown else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
        self.list.itemChanged.connect(self.changed)
        self.all = Button(self.tr("&All"), "link", parent=self)
        self.all.clicked.connect(self._on_all_clicked)
        self.none = Button(self.tr("&None"), "link", parent=self)
        self.none.clicked.connect(self._on_none_clicked)
        buttons = QHBoxLayout()
        buttons.setSpacing(current().space.tight)
        buttons.addWidget(self.all)
        buttons.addWidget(self.none)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(current().space.tight)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        self.setFocusProxy(self.list)

    def chosen(self) -> list[str]:
        """The names of the ticked fields, in their order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        checked = Qt.CheckState.Checked
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == checked]

    def _on_all_clicked(self) -> None:
        self._tick_all(Qt.CheckState.Checked)

    def _on_none_clicked(self) -> None:
        self._tick_all(Qt.CheckState.Unchecked)

    def _tick_all(self, state: Qt.CheckState) -> None:
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(state)
