"""What a table is asked for: the search and the sort, changed by key, by the search box and by the header."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from core.errors import QueryError
from core.query.ast import ALL, Node, Query, Sort
from core.query.grammar import parse
from gui.actions import Handlers
from gui.locale import local
from gui.operations import Operations
from gui.table.header import SortMark
from gui.table.settling import Settling
from gui.table.view import TableView
from gui.table.waiting import Waiting
from gui.widgets.search_box import SearchBox


class Asking(QObject):
    """The query of one table. What is pressed in it before the rows searched for stand waits for them.

    Signals:
        sorted: the order is another one.
    """

    sorted = Signal()

    def __init__(
        self, view: TableView, search: SearchBox, settling: Settling, waiting: Waiting, operations: Operations
    ) -> None:
        super().__init__(view)
        self._view, self._model, self._search = view, view.rows, search
        self._settling, self._waiting, self._operations = settling, waiting, operations
        self._where: Node = ALL
        self._sort: tuple[Sort, ...] = ()
        search.searched.connect(self._on_searched)
        view.header.sectionClicked.connect(self.sort_by)

    def handlers(self) -> Handlers:
        """The commands by id."""
        return {"view.sort": self._sort_at_cursor, "sort.add": self._add_at_cursor}

    @property
    def query(self) -> Query:
        """What is asked for now."""
        return Query(self._where, self._sort)

    def sort_by(self, column: int) -> None:
        """Sort by this column upwards, then downwards, then not."""
        facts = self._model.columns[column]
        if facts.sortable:
            alone = self._sort[0] if len(self._sort) == 1 and self._sort[0].field == facts.name else None
            self.ask(sort=_turned((alone,) if alone else (), facts.name))

    def add_sort(self, column: int) -> None:
        """Sort also by this column: upwards, then downwards, then not; the other keys stay before it."""
        facts = self._model.columns[column]
        if facts.sortable:
            self.ask(sort=_turned(self._sort, facts.name))

    def ask(self, *, where: Node | None = None, sort: tuple[Sort, ...] | None = None) -> None:
        """Ask for something else; the cursor stays on its record."""
        self._where = self._where if where is None else where
        if sort is not None:
            self._sort = sort
            self._show_sort()
            self.sorted.emit()
        if self.query != self._model.asked:
            self._waiting.for_rows()
            self._model.show(self.query, follow=self._settling.follow())

    def _show_sort(self) -> None:
        names = [facts.name for facts in self._model.columns]
        marks = {
            names.index(key.field): SortMark(ordinal, key.descending)
            for ordinal, key in enumerate(self._sort, 1)
            if key.field in names
        }
        for header in (self._view.header, self._view.frozen.header):
            header.show_sort(marks)

    def _on_searched(self, text: str) -> None:
        try:
            where = parse(text, self._model.entity, self._operations.context.time_zone, locale=local())
        except QueryError as error:
            self._search.mark(error.position, error.length, str(error))
            return
        self._search.unmark()
        self.ask(where=where)

    def _sort_at_cursor(self) -> None:
        self.sort_by(max(0, self._view.currentIndex().column()))

    def _add_at_cursor(self) -> None:
        self.add_sort(max(0, self._view.currentIndex().column()))


def _turned(sort: tuple[Sort, ...], name: str) -> tuple[Sort, ...]:
    """An order in which one key is turned: not there, upwards, downwards, not there."""
    present = next((key for key in sort if key.field == name), None)
    if present is None:
        return (*sort, Sort(name))
    if present.descending:
        return tuple(key for key in sort if key is not present)
    return tuple(replace(key, descending=True) if key is present else key for key in sort)
