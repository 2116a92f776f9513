"""From one cell that has what is searched for to the next, within what the search shows."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QObject

from core.query.ast import ALL, And, Match, Node, Not, Or, Search
from core.types import fold
from gui.actions import Handlers
from gui.table.navigation import Navigation
from gui.table.telling import Telling
from gui.table.view import TableView
from gui.widgets.search_box import SearchBox


class Wanted(NamedTuple):
    """A text that is searched for, and the only field in which it counts; without a text, any value there does.

    Without a field it counts where a search looks.
    """

    field: str | None
    text: str = ""


class Finding(QObject):
    """Carries out find next and find previous in one table; with nothing searched for, they begin a search."""

    def __init__(self, view: TableView, search: SearchBox, navigation: Navigation, telling: Telling) -> None:
        super().__init__(view)
        self._view, self._model, self._search = view, view.rows, search
        self._navigation, self._telling = navigation, telling

    def handlers(self) -> Handlers:
        """The commands by id."""
        return {"find.next": self.find_next, "find.previous": self.find_previous}

    def find_next(self) -> None:
        """To the next cell."""
        self._find(1)

    def find_previous(self) -> None:
        """To the one before."""
        self._find(-1)

    def _find(self, step: int) -> None:
        wanted, order = list(_wanted(self._model.query.where)), self._view.column_order()
        if not self._search.text() or self._model.query.where == ALL:
            self._search.enter()
        elif self._model.count and order:
            self._view.setFocus()
            self._go(wanted, order, step)

    def _go(self, wanted: list[Wanted], order: list[int], step: int) -> None:
        """Every row has what is searched for: the hit is in the rest of this row or in the next one."""
        index, count = self._view.currentIndex(), self._model.count
        row = min(max(0, index.row()), count - 1)
        place = order.index(index.column()) if index.column() in order else 0
        rest = order[place + 1 :] if step > 0 else order[:place][::-1]
        following = (row + step) % count
        places = [(row, column) for column in rest]
        places += [(following, column) for column in (order if step > 0 else order[::-1])]
        hit = next((each for each in places if self._is_hit(*each, wanted)), (following, max(0, index.column())))
        self._navigation.go(*hit)
        if hit[0] == following != row + step:
            self._telling.said(self.tr("On from the first row") if step > 0 else self.tr("On from the last row"))

    def _is_hit(self, row: int, column: int, wanted: list[Wanted]) -> bool:
        facts, text = self._model.columns[column], fold(self._model.text(row, column))
        place = (facts.name, None) if facts.searchable else (facts.name,)
        return any(each.field in place and each.text in text for each in wanted)


def _wanted(node: Node) -> Iterator[Wanted]:
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _wanted(part)
        case Search(text):
            yield Wanted(None, fold(text))
        case Match(field, pattern) if "*" not in pattern:
            yield Wanted(field, fold(pattern))
        case Not():
            return
        case _:
            if node.field is not None:
                yield Wanted(node.field)
