"""The pens and brushes that a table is painted with, made from the tokens of the look in use."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QColor, QPen

from gui.theme import current
from gui.theme.tokens import TableColors


@dataclass(frozen=True, slots=True)
class Look:
    """Every colour of a table, by what it says."""

    background: QColor
    zebra: QColor
    header: QColor
    selection: QColor
    draft_background: QColor
    invalid: QColor
    draft: QColor
    cursor: QColor
    cursor_idle: QColor
    text: QPen
    number: QPen
    header_text: QPen
    null: QPen
    invalid_text: QPen
    grid: QPen


def current_look() -> Look:
    """The colours in use."""
    return _look(current().color.table)


@lru_cache(maxsize=2)
def _look(table: TableColors) -> Look:
    return Look(
        background=QColor(table.background),
        zebra=QColor(table.zebra),
        header=QColor(table.header),
        selection=QColor(table.selection),
        draft_background=QColor(table.draft_background),
        invalid=QColor(table.invalid),
        draft=QColor(table.draft),
        text=QPen(QColor(table.text)),
        number=QPen(QColor(table.number)),
        header_text=QPen(QColor(table.header_text)),
        null=QPen(QColor(table.null)),
        invalid_text=QPen(QColor(table.invalid_text)),
        grid=QPen(QColor(table.grid)),
        cursor=QColor(table.cursor),
        cursor_idle=QColor(table.cursor_idle),
    )
