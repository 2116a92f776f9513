"""A small table of texts to look at: rows of a file as they stand there, or as they would be stored."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget
from typing_extensions import override

from gui.theme import current, set_kind, theme

WIDEST: Final = 260
LONGEST: Final = 200
"""Characters of a cell that are shown."""
_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX: Final = QModelIndex()


class CellGrid(QTableView):
    """Nothing in it can be changed; Tab leaves it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setModel(_Model([], [], {}, [], self))
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        set_kind(self, "framed")
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setDefaultSectionSize(current().size.control - current().space.tight)

    def show_cells(
        self,
        headers: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        bad: Mapping[tuple[int, int], str] | None = None,
        lines: Sequence[str] = (),
    ) -> None:
        """Show these rows; `bad` says what is wrong with which cell, `lines` stand before the rows."""
        before = self.model()
        self.setModel(_Model(headers, rows, bad or {}, lines, self))
        before.deleteLater()
        self.verticalHeader().setVisible(bool(lines))
        self.resizeColumnsToContents()
        for column in range(len(headers)):
            self.setColumnWidth(column, min(theme().grown(WIDEST), self.columnWidth(column) + current().space.medium))

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        return str(self.model().index(row, column).data())


class _Model(QAbstractTableModel):
    def __init__(
        self,
        headers: Sequence[str],
        rows: Sequence[Sequence[str]],
        bad: Mapping[tuple[int, int], str],
        lines: Sequence[str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._headers, self._rows, self._bad, self._lines = headers, rows, bad, lines

    @override
    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._headers)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        problem = self._bad.get((index.row(), index.column()))
        row = self._rows[index.row()]
        text = row[index.column()] if index.column() < len(row) else ""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"⚠ {problem}" if problem else text.replace("\n", " ")[:LONGEST]
            case Qt.ItemDataRole.ToolTipRole:
                return f"{text}\n{problem}" if problem else text[: LONGEST * 10]
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(current().color.bad.text) if problem else None
            case _:
                return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        names = self._headers if orientation == Qt.Orientation.Horizontal else self._lines
        return names[section] if section < len(names) else ""
