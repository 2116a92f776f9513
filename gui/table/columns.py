"""How wide the columns of a table should be, measured on a few rows."""

from heapq import nlargest

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from gui.table.model import TableModel
from gui.values import TEXTS

SAMPLED = 50
MEASURED = 8
"""Texts of a column, the longest ones, whose width is asked for."""
NARROWEST, WIDEST = 72, 360
LEAST_TEXT = 160
PADDING = 24
LONGEST = 120
"""Characters of a text that are measured."""


def widths(model: TableModel, metrics: QFontMetrics, room: int) -> list[int]:
    """A width for each column; the texts get the room that is left, or give what is missing."""
    rows = [row for row in range(min(SAMPLED, model.count)) if model.row(row) is not None]
    found = [_width(model, column, rows, metrics) for column in range(len(model.columns))]
    texts = [column for column, facts in enumerate(model.columns) if facts.kind in TEXTS]
    spare = room - sum(found)
    for column in texts:
        found[column] = max(min(found[column], LEAST_TEXT), found[column] + spare // len(texts))
    return found


def _width(model: TableModel, column: int, rows: list[int], metrics: QFontMetrics) -> int:
    texts = [model.text(row, column)[:LONGEST] for row in rows]
    header = str(model.headerData(column, Qt.Orientation.Horizontal))
    longest = nlargest(MEASURED, set(texts), key=len)
    widest = max([metrics.horizontalAdvance(header) + PADDING, *map(metrics.horizontalAdvance, longest)])
    return max(NARROWEST, min(WIDEST, widest + PADDING))
