"""How wide the columns of a table should be, measured on the rows in view."""

from collections.abc import Sequence
from heapq import nlargest
from typing import TYPE_CHECKING

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
"""Pixels where texts are no larger than usual."""
PADDING = 24
LONGEST = 120
"""Characters of a text that are measured."""


def widths(view: "TableView", room: int) -> list[int]:
    """A width for each column; the texts get the room that is left, or give what is missing.

    Where texts are larger than usual, the columns may take as much more than the room, so that as much can be read.
    """
    model, metrics, first = view.rows, view.fontMetrics(), max(0, view.rowAt(0))
    growth = max(1.0, view.growth)
    widest, least_text, room = (round(each * growth) for each in (WIDEST, LEAST_TEXT, room))
    read = [texts for row in range(first, first + SAMPLED) if (texts := view.painter.texts.shown(row))]
    read = read if model.count else [[placeholder(facts) for facts in model.columns]]
    longest = [_longest([row[column] for row in read], metrics) for column in range(len(model.columns))]
    wanted = [max(view.header.room_for(column), text + PADDING) for column, text in enumerate(longest)]
    found = [max(NARROWEST, min(widest, width)) for width in wanted]
    texted = [column for column, facts in enumerate(model.columns) if facts.kind in TEXTS]
    spare = room - sum(found)
    for column in texted:
        found[column] = max(min(found[column], least_text), found[column] + spare // len(texted))
    return found


def _longest(texts: Sequence[str], metrics: QFontMetrics) -> int:
    longest = nlargest(MEASURED, {text[:LONGEST] for text in texts}, key=len)
    return max(map(metrics.horizontalAdvance, longest), default=0)
