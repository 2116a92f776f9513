"""Puts together those who carry out the commands on blocks of cells."""

from typing import TYPE_CHECKING

from gui.table.blocks.copying import Copying
from gui.table.blocks.filling import Filling
from gui.table.blocks.giving import Giving
from gui.table.blocks.pasting import Pasting
from gui.table.blocks.replacing import Replacing
from gui.table.blocks.typing import Typing

if TYPE_CHECKING:
    from gui.table.page import TablePage


def block_parts(page: "TablePage") -> tuple[Copying, Pasting, Filling, Replacing]:
    """The parts of one page."""
    view, editing, operations, telling = page.view, page.editing, page.operations, page.telling
    typing = Typing(view, page.cells, telling)
    giving = Giving(view, page.cells, typing, page.history, operations, telling)
    filling = Filling(view, editing, page.cells, typing, giving, operations, telling)
    editing.filling_requested.connect(filling.with_current)
    return (
        Copying(view, editing, filling, page.waiting, operations, telling),
        Pasting(view, editing, typing, page.history, page.waiting, operations, telling),
        filling,
        Replacing(view, editing, operations, telling),
    )
