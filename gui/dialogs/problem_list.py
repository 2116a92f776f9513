"""The rows of a file that cannot be imported: line, field, value, reason."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget
from typing_extensions import override

from core.errors import FieldProblem
from core.fields import FieldFacts
from core.messages import describe_problem
from gui.theme import current, set_kind
from gui.values import counted
from gui.widgets.sections import share_out

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX: Final = QModelIndex()


class ProblemList(QTableView):
    """One line a problem, however many there are."""

    def __init__(self, fields: Mapping[str, FieldFacts], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = fields
        self.setAccessibleName(self.tr("Rows with errors"))
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(current().size.control - current().space.tight)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        set_kind(self, "framed")
        self.show_problems([], {})

    def show_problems(self, problems: Sequence[FieldProblem], cells: Mapping[tuple[int, str], str]) -> None:
        """List these in place of the ones before; `cells` are what stands in the file, by line and field."""
        before = self.model()
        self.setModel(_Model(self._fields, problems, cells, self))
        if before is not None:  # pyright: ignore[reportUnnecessaryComparison]  # there is none at first
            before.deleteLater()
        share_out(self.horizontalHeader())

    def texts(self) -> list[tuple[str, ...]]:
        """What it says, line by line."""
        model = self.model()
        columns = range(model.columnCount())
        return [tuple(str(model.index(row, at).data()) for at in columns) for row in range(model.rowCount())]


class _Model(QAbstractTableModel):
    def __init__(
        self,
        fields: Mapping[str, FieldFacts],
        problems: Sequence[FieldProblem],
        cells: Mapping[tuple[int, str], str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._fields, self._problems, self._cells = fields, problems, cells
        self._headers = (self.tr("Line"), self.tr("Field"), self.tr("Value"), self.tr("Reason"))

    @override
    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._problems)

    @override
    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._headers)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        problem = self._problems[index.row()]
        facts = self._fields.get(problem.field)
        match index.column():
            case 0:
                return "" if problem.row is None else counted(problem.row)
            case 1:
                return facts.label if facts else problem.field
            case 2:
                return self._cells.get((problem.row or 0, problem.field), "")
            case _:
                return describe_problem(problem)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self._headers[section]
