"""How wide the columns of a table should be, measured on the rows in view."""

from collections.abc import Sequence
from heapq import nlargest
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from gui.values import TEXTS, placeholder

if TYPE_CHECKING:
    from gui.table.view import TableView

SAMPLED = 30
"""Rows; the view has painted their texts or will."""
MEASURED = 8
"""Texts of a column, the longest ones, whose width is asked for."""
NARROWEST, WIDEST = 72, 360
LEAST_TEXT = 160
PADDING = 24
LONGEST = 120
"""Characters of a text that are measured."""


def widths(view: "TableView", room: int) -> list[int]:
    """A width for each column; the texts get the room that is left, or give what is missing."""
    model, metrics, first = view.rows, view.fontMetrics(), max(0, view.rowAt(0))
    read = [texts for row in range(first, first + SAMPLED) if (texts := view.painter.texts.shown(row))]
    read = read if model.count else [[placeholder(facts) for facts in model.columns]]
    names = [str(model.headerData(column, Qt.Orientation.Horizontal)) for column in range(len(model.columns))]
    found = [_width(name, [row[column] for row in read], metrics) for column, name in enumerate(names)]
    texted = [column for column, facts in enumerate(model.columns) if facts.kind in TEXTS]
    spare = room - sum(found)
    for column in texted:
        found[column] = max(min(found[column], LEAST_TEXT), found[column] + spare // len(texted))
    return found


def _width(name: str, texts: Sequence[str], metrics: QFontMetrics) -> int:
    longest = nlargest(MEASURED, {text[:LONGEST] for text in texts}, key=len)
    widest = max([metrics.horizontalAdvance(name) + PADDING, *map(metrics.horizontalAdvance, longest)])
    return max(NARROWEST, min(WIDEST, widest + PADDING))
