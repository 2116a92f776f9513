"""How wide the columns of a list of problems are: the row, the field and the value before what is wrong."""

from typing import Final

from PySide6.QtWidgets import QHeaderView

SHARES: Final = (0.09, 0.19, 0.21)
"""Of the width of the window; the rest is left to what is wrong."""


def share_out(header: QHeaderView) -> None:
    """Give each column its share, and more where its name needs that."""
    for section, share in enumerate(SHARES):
        header.resizeSection(section, max(round(share * header.window().width()), header.sectionSizeHint(section)))
