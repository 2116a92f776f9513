"""How wide the columns of a list of problems are: the row, the field and the value before what is wrong."""

from typing import Final

from PySide6.QtWidgets import QAbstractItemView, QHeaderView

SHARES: Final = (0.09, 0.19, 0.21)
"""The most of the width of the window; all the rest is left to what is wrong."""


def share_out(header: QHeaderView) -> None:
    """Give each column what its words need, up to its share; its name is never cut."""
    view = header.parent()
    assert isinstance(view, QAbstractItemView)
    for section, share in enumerate(SHARES):
        words = min(view.sizeHintForColumn(section), round(share * header.window().width()))
        header.resizeSection(section, max(words, header.sectionSizeHint(section)))
