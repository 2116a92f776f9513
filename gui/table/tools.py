"""Everything that a table offers besides moving, editing and records: blocks, filters, columns, views, summaries."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.action_set import ActionSet
from gui.actions import Handlers
from gui.table.arranging.arrangement import Arrangement
from gui.table.arranging.column_commands import ColumnCommands
from gui.table.arranging.kept_sort import KeptSort
from gui.table.arranging.saved_views import SavedViews
from gui.table.blocks.parts import block_parts
from gui.table.filters.filtering import Filtering
from gui.table.filters.finding import Finding
from gui.table.insight.selection_totals import SelectionTotals
from gui.table.insight.summaries import Summaries
from gui.table.insight.totals_row import TotalsRow

if TYPE_CHECKING:
    from gui.table.page import TablePage


class TableTools(QObject):
    """The tools of one page."""

    def __init__(self, page: "TablePage", actions: ActionSet) -> None:
        super().__init__(page)
        view, operations, telling = page.view, page.operations, page.telling
        self.filtering = Filtering(view, page.search, page.contents, page.waiting, operations, telling)
        self.arrangement = Arrangement(view, page.zoom, operations)
        KeptSort(view, page.asking, operations)
        self.views = SavedViews(view, page.search, page.asking, self.arrangement, operations, telling)
        self.totals = TotalsRow(view, self.arrangement, operations, page)
        self.summaries = Summaries(view, self.totals, self.filtering, operations, telling)
        self.selected = SelectionTotals(view, operations)
        self._waiting, self._editing, self._blocks = page.waiting, page.editing, block_parts(page)
        self._parts = (
            self.filtering,
            Finding(view, page.search, page.navigation, telling),
            ColumnCommands(view, self.arrangement, self.totals, actions, telling),
            self.views,
            self.summaries,
        )
        """What moves the cursor, the rows or the columns, or looks at them."""

    def handlers(self) -> Handlers:
        """The commands by id."""
        found: dict[str, Callable[[], object]] = {}
        for part in self._parts:
            found |= self._editing.before(part.handlers())
        for part in self._blocks:
            found |= self._waiting.after(part.handlers())
        return found
