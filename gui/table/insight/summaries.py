"""Opens the summary of the cursor's column in the side panel and keeps it up to date."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from shiboken6 import isValid

from core.errors import AppError
from core.query.ast import Node
from core.services.summary import Summary
from gui import insight_cases
from gui.actions import Handlers
from gui.form.record_pane import RecordPane
from gui.operations import Operations
from gui.table.filters.filtering import Filtering
from gui.table.insight.summary_panel import SummaryPanel
from gui.table.insight.totals_row import TotalsRow
from gui.table.telling import Telling
from gui.table.view import TableView
from gui.tasks import Group

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class Summaries(QObject):
    """Carries out the commands that look at columns of one table as a whole."""

    def __init__(
        self, view: TableView, totals: TotalsRow, filtering: Filtering, operations: Operations, telling: Telling
    ) -> None:
        super().__init__(view)
        self._view, self._model, self._totals, self._filtering = view, view.rows, totals, filtering
        self._operations, self._telling, self._group = operations, telling, Group()
        self._listens = False
        self.panel: SummaryPanel | None = None
        """What the side panel shows, if it is a summary of this table."""
        for changed in (self._model.began, self._model.refreshed):
            changed.connect(self._ask)
        view.cursor_moved.connect(self._on_cursor_moved)

    def handlers(self) -> Handlers:
        """The commands by id."""
        return {"column.summary": self.toggle, "view.totals": self._totals.toggle}

    def toggle(self) -> None:
        """Show the summary of the cursor's column, or close it where it is shown."""
        if self._shown is not None:
            self.close_panel()
        else:
            self._open()
            if self._shown is not None:
                self._shown.bars.setFocus()

    def close_panel(self) -> None:
        """Stop looking."""
        self._group.renew()
        if self._shown is not None:
            self._window.panel.close_panel()
            self._view.setFocus()
        self.panel = None

    @property
    def _window(self) -> "MainWindow":
        return cast("MainWindow", self._view.window())

    @property
    def _shown(self) -> SummaryPanel | None:
        """The panel, as long as nobody else has put something in its place."""
        panel = self.panel
        return panel if panel is not None and isValid(panel) and self._window.panel.content is panel else None

    def _open(self) -> None:
        facts = self._model.columns[max(0, self._view.currentIndex().column())]
        if not facts.sortable:
            self._telling.refuse(self.tr("There is nothing to say about {label}.").format(label=facts.label))
            return
        self._listen()
        if isinstance(self._window.panel.content, RecordPane):
            self._window.panel.content.give_way()
        self.panel = SummaryPanel(facts)
        self.panel.chosen.connect(self._on_part_chosen)
        self._window.panel.open(facts.label, self.panel)
        self._ask()

    def _listen(self) -> None:
        """The panel is the window's: hear when it should go."""
        if not self._listens:
            self._listens = True
            self._window.panel.close_requested.connect(self.close_panel)
            self._window.page_shown.connect(self._on_page_shown)

    def _on_page_shown(self) -> None:
        if self._shown is not None and not self._view.isVisible():
            self._window.panel.close_panel()

    def _ask(self) -> None:
        self._group.renew()
        if self._shown is not None and self._model.is_loaded:
            field = self._shown.facts.name
            work = insight_cases.summarize(resource=self._model.entity.name, query=self._model.query, field=field)
            self._operations.read(work, done=self._on_summary, failed=self._on_failed, group=self._group)

    def _on_summary(self, summary: Summary) -> None:
        if self._shown is not None and self._shown.facts.name == summary.field:
            self._shown.show_summary(summary)

    def _on_failed(self, error: AppError) -> None:
        if self._shown is not None:
            self._shown.fail(str(error))

    def _on_cursor_moved(self) -> None:
        """The panel follows the cursor to another column."""
        column = self._view.currentIndex().column()
        if self._shown is not None and column >= 0 and self._view.hasFocus():
            facts = self._model.columns[column]
            if facts is not self._shown.facts and facts.sortable:
                self._open()

    def _on_part_chosen(self, condition: Node) -> None:
        if self._shown is not None:
            self._filtering.by_condition(self._shown.facts.name, condition)
