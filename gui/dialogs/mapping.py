"""Which column of a file goes into which field: a line for each field, with a look at the column's cells."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from core.fields import FieldFacts
from core.transfer import Preview
from gui.theme import current
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.label import Label
from gui.widgets.margins import set_margins

SAMPLES: Final = 3
SAMPLE_LENGTH: Final = 300
BOX_WIDTH: Final = 220


class Mapping(QWidget):
    """A choice of column for each field; the first choice is none.

    Signals:
        changed: another column was chosen.
    """

    changed = Signal()

    def __init__(self, fields: Sequence[FieldFacts], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview: Preview | None = None
        self.boxes: dict[str, QComboBox] = {}
        self.samples: dict[str, ElidedLabel] = {}
        space = current().space
        layout = QGridLayout(self)
        set_margins(layout, 0, 0, space.small, 0)
        layout.setHorizontalSpacing(space.medium)
        layout.setVerticalSpacing(space.small)
        layout.setColumnStretch(2, 1)
        for row, facts in enumerate(fields):
            box, sample = self._box(facts), ElidedLabel("muted", self)
            label = Label(f"{facts.label} *" if facts.required else facts.label, "strong", self)
            label.setBuddy(box)
            layout.addWidget(label, row, 0)
            layout.addWidget(box, row, 1)
            layout.addWidget(sample, row, 2)
            self.boxes[facts.name], self.samples[facts.name] = box, sample
        layout.setRowStretch(len(fields), 1)

    def show_preview(self, preview: Preview, kept: dict[str, str] | None = None) -> None:
        """Offer the columns of a file, with the guess made, or those chosen before where the file has them."""
        self._preview = preview
        headers = list(preview.headers)
        known = kept if kept and set(kept.values()) - {""} <= set(headers) else preview.mapping
        for name, box in self.boxes.items():
            box.clear()
            box.addItems([self.tr("(not imported)"), *headers])
            column = known.get(name)
            box.setCurrentIndex(headers.index(column) + 1 if column else 0)
        self._show_samples()

    def chosen(self) -> dict[str, str]:
        """The column of each field, "" for fields that are left out."""
        return {name: box.currentText() if box.currentIndex() > 0 else "" for name, box in self.boxes.items()}

    def _box(self, facts: FieldFacts) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(facts.label)
        box.setFixedWidth(BOX_WIDTH)
        box.activated.connect(self._on_box_activated)
        return box

    def _sampled(self, column: str) -> str:
        """Some cells of a column, one after the other."""
        if self._preview is None:
            return ""
        place = list(self._preview.headers).index(column)
        cells = [row[place] for row in self._preview.rows if place < len(row)]
        return " · ".join([cell for cell in cells if cell][:SAMPLES])

    def _on_box_activated(self) -> None:
        self._show_samples()
        self.changed.emit()

    def _show_samples(self) -> None:
        for name, column in self.chosen().items():
            text = self._sampled(column).replace("\n", " ") if column else ""
            self.samples[name].show_text(text[:SAMPLE_LENGTH])
