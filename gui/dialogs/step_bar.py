"""The steps of a dialog in a row: those done, the one shown, those to come."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.theme import current
from gui.values import counted
from gui.widgets.badge import Badge
from gui.widgets.label import Label
from gui.widgets.line import Line


class StepBar(QWidget):
    """Shows where one is; it takes nobody there."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = list(names)
        self._badges: list[Badge] = []
        self._labels: list[Label] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, current().space.medium)
        layout.setSpacing(current().space.small)
        for number, name in enumerate(names, 1):
            if number > 1:
                layout.addWidget(Line(self), 1, Qt.AlignmentFlag.AlignVCenter)
            badge, label = Badge(counted(number), "neutral", self), Label(name, "muted", self)
            layout.addWidget(badge)
            layout.addWidget(label)
            self._badges.append(badge)
            self._labels.append(label)

    def show_step(self, position: int) -> None:
        """This one is shown now."""
        for place, (badge, label) in enumerate(zip(self._badges, self._labels, strict=True)):
            text = "✓" if place < position else counted(place + 1)
            badge.show_as(text, "good" if place < position else "info" if place == position else "neutral")
            label.set_kind("strong" if place == position else "muted")
        text = self.tr("Step {number} of {count}: {name}")
        count = counted(len(self._names))
        self.setAccessibleName(text.format(number=counted(position + 1), count=count, name=self._names[position]))
