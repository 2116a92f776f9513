"""The second step of an import: the column of each field, and the first rows as they would be stored."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from core.entities import Entity
from core.errors import AppError
from core.fields import FieldFacts, Kind
from core.messages import describe_problem
from core.transfer import Preview, Sample
from core.transfer.matching import importable
from core.transfer.preview import SampledRow
from gui.dialogs.cell_grid import CellGrid
from gui.dialogs.mapping import Mapping
from gui.errors import told
from gui.theme import current
from gui.values import counted, shown
from gui.widgets.field import Field
from gui.widgets.label import Label
from gui.widgets.problem import Problem

UNSUITABLE: Final = frozenset({Kind.LONG_TEXT, Kind.BOOLEAN, Kind.FLOAT, Kind.BYTES, Kind.CHOICE})
"""Kinds that tell no record from another."""
HIGHEST: Final = 320
"""Pixels of the choices; with more fields they are scrolled."""


class ColumnsStep(QWidget):
    """Shows what it is told to; reads nothing itself.

    Signals:
        changed: another choice was made.
    """

    changed = Signal()

    def __init__(self, entity: Entity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entity = entity
        self._preview: Preview | None = None
        self.mapping = Mapping(list(importable(entity).values()), self)
        self.update_by = QComboBox(self)
        self.grid = CellGrid(self.tr("The first rows as they would be stored"), self)
        self.problem = Problem(self)
        self.mapping.changed.connect(self._on_mapping_changed)
        self.update_by.activated.connect(self.changed)
        area = ScrollArea(self)
        area.setWidget(self.mapping)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(current().space.medium)
        layout.addWidget(area)
        layout.addWidget(Field(self.tr("&Records that are there already"), self.update_by, parent=self))
        layout.addWidget(Label(self.tr("As it would be stored"), "strong", self))
        layout.addWidget(self.problem)
        layout.addWidget(self.grid, 1)
        layout.addStretch()  # takes the room of the rows where there are none to show

    def enter(self) -> None:
        """Take the keyboard."""
        next(iter(self.mapping.boxes.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_preview(self, preview: Preview, kept: dict[str, str] | None = None, key: str | None = None) -> None:
        """Offer the columns of a file; the choice of before stays where there is no other and the file allows it."""
        self._preview = preview
        self.mapping.show_preview(preview, kept)
        self._offer_keys(key or self.chosen_key())

    @property
    def is_refused(self) -> bool:
        """Whether nothing could be stored like this, as it says."""
        return not self.problem.isHidden()

    def chosen_key(self) -> str | None:
        """The field by which rows change records that are there; None where all are new."""
        return self.update_by.currentData()

    def show_sample(self, sample: Sample) -> None:
        """Show the first rows; a cell that is refused says why."""
        self.problem.say("")
        self.grid.show()
        rows = [[_text(facts, row, sample) for facts in sample.fields] for row in sample.rows]
        bad = {
            (position, column): describe_problem(problem)
            for position, row in enumerate(sample.rows)
            for problem in row.problems
            if (column := _column(sample.fields, problem.field)) is not None
        }
        headers = [facts.label for facts in sample.fields]
        self.grid.show_cells(headers, rows, bad=bad, lines=[counted(row.line) for row in sample.rows])

    def show_error(self, error: AppError) -> None:
        """Say why nothing could be stored like this."""
        self.problem.say(self._told(error))
        self.grid.hide()

    def tells(self, error: AppError) -> bool:
        """Whether it says so already."""
        return self.is_refused and self.problem.text() == self._told(error)

    def _told(self, error: AppError) -> str:
        """Fields that need a column are named as they stand here."""
        labels = error.params.get("labels")
        return told(error) if labels is None else self.tr("Choose the column of: {labels}.").format(labels=labels)

    def _offer_keys(self, kept: str | None) -> None:
        """Every column that can tell one record from another: by the fields that have one, and by the id."""
        mapped = {name for name, column in self.mapping.chosen().items() if column}
        headers = set(self._preview.headers) if self._preview else set[str]()
        self.update_by.clear()
        self.update_by.addItem(self.tr("Stay as they are: every row is a new record"), None)
        for facts in self._entity.readable:
            if facts.kind not in UNSUITABLE and (facts.name in mapped or (facts.name == "id" and "id" in headers)):
                text = self.tr("Change the record with the same value of “{label}”")
                self.update_by.addItem(text.format(label=facts.label), facts.name)
        self.update_by.setCurrentIndex(max(0, self.update_by.findData(kept)))

    def _on_mapping_changed(self) -> None:
        self._offer_keys(self.chosen_key())
        self.changed.emit()


class ScrollArea(QScrollArea):
    """As high as what is in it, up to what leaves room for the rest of the step."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    @override
    def sizeHint(self) -> QSize:
        inside = self.widget()
        hint = inside.sizeHint() if inside else super().sizeHint()
        return QSize(hint.width(), min(HIGHEST, hint.height()))


def _text(facts: FieldFacts, row: SampledRow, sample: Sample) -> str:
    return shown(row.values[facts.name], facts, sample.labels) if facts.name in row.values else ""


def _column(fields: Sequence[FieldFacts], name: str) -> int | None:
    """Where a problem is shown: at its field; one of the row as a whole, or of a field without column, at the first."""
    names = [facts.name for facts in fields]
    return names.index(name) if name in names else (0 if names else None)
