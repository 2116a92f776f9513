"""Moving the cursor by key: cells, rows, screens, edges, runs of Tabs, and the same extending the selection."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject

from core.errors import AppError
from gui import use_cases
from gui.actions import Handlers
from gui.operations import Operations
from gui.table.holding import CursorHolding
from gui.table.settling import Settling
from gui.table.view import TableView
from gui.tasks import Group

Step = tuple[int, int]
ARROWS: Final[dict[str, Step]] = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}


class Navigation(QObject):
    """Carries out the commands that move the cursor of one view.

    Where a command leads is not always known at once: an edge has to be found, the last row waits for the rows to be
    counted. What is typed meanwhile is held back.
    """

    def __init__(self, view: TableView, settling: Settling, operations: Operations) -> None:
        super().__init__(view)
        self._view, self._rows, self._settling = view, view.rows, settling
        self._operations, self._edges, self._holding = operations, Group(), CursorHolding(view)
        self._run: int | None = None
        self._is_tabbing = False
        for known in (view.rows.counted, view.rows.found, view.rows.refreshed):
            known.connect(self._on_rows_known)
        view.rows.failed.connect(self._holding.give_up)
        self._holding.given_up.connect(self._edges.renew)
        view.selectionModel().currentChanged.connect(self._on_current_changed)

    def handlers(self) -> Handlers:
        """The commands by id."""
        found: dict[str, Callable[[], object]] = {
            "cell.enter": self.enter,
            "cell.next": partial(self.tab, 1),
            "cell.previous": partial(self.tab, -1),
        }
        for name, (rows, columns) in ARROWS.items():
            found[f"cell.{name}"] = partial(self.move, rows, columns)
            found[f"select.{name}"] = partial(self.move, rows, columns, extend=True)
            found[f"cell.edge_{name}"] = partial(self.to_edge, rows, columns)
            found[f"select.edge_{name}"] = partial(self.to_edge, rows, columns, extend=True)
        for prefix, extend in (("cell", False), ("select", True)):
            found[f"{prefix}.page_up"] = partial(self.page, -1, extend=extend)
            found[f"{prefix}.page_down"] = partial(self.page, 1, extend=extend)
            found[f"{prefix}.row_start"] = partial(self.to_column, 0, extend=extend)
            found[f"{prefix}.row_end"] = partial(self.to_column, -1, extend=extend)
            found[f"{prefix}.table_start"] = partial(self.to_corner, last=False, extend=extend)
            found[f"{prefix}.table_end"] = partial(self.to_corner, last=True, extend=extend)
        return found

    def move(self, rows: int, columns: int, *, extend: bool = False) -> bool:
        """By so many cells, never out of the table; whether there was somewhere to go."""
        index, order = self._view.currentIndex(), self._view.column_order()
        if not index.isValid() or not order:
            return self._begin()
        way = -columns if self._view.isRightToLeft() else columns
        place = self._place(order) + way
        row = index.row() + rows
        if not 0 <= place < len(order) or not 0 <= row < self._rows.rowCount():
            return False
        self.go(row, order[place], extend=extend)
        return True

    def go(self, row: int, column: int, *, extend: bool = False) -> None:
        """To a cell, by the person's will."""
        self._settling.moved()
        if extend:
            self._view.selection.extend_to(row, column)
            self._view.scrollTo(self._rows.index(row, column))
        else:
            self._view.put_cursor(row, column)

    def enter(self) -> bool:
        """Down, after a run of Tabs to the column in which it began; whether there was somewhere to go."""
        column, self._run = self._run, None
        index = self._view.currentIndex()
        if not index.isValid() or index.row() + 1 >= self._rows.rowCount():
            return False
        self.go(index.row() + 1, index.column() if column is None else column)
        return True

    def tab(self, step: int) -> None:
        """To the next or previous cell, over the end of a row into the next one."""
        order, index = self._view.column_order(), self._view.currentIndex()
        if not index.isValid() or not order:
            return
        run = self._view.currentIndex().column() if self._run is None else self._run
        line, place = divmod(self._place(order) + step, len(order))
        row = index.row() + line
        if 0 <= row < self._rows.rowCount():
            self._is_tabbing = True
            self.go(row, order[place])
            self._is_tabbing = False
            self._run = run

    def page(self, step: int, *, extend: bool = False) -> None:
        """By a screen, the view going along."""
        view = self._view
        index, shown = view.currentIndex(), max(1, view.verticalScrollBar().pageStep() - 1)
        last = self._rows.rowCount() - 1
        if index.isValid() and last >= 0:
            bar = view.verticalScrollBar()
            target = max(0, min(last, index.row() + step * shown))
            bar.setValue(bar.value() + target - index.row())
            self.go(target, index.column(), extend=extend)

    def to_column(self, place: int, *, extend: bool = False) -> None:
        """To the first or the last column."""
        order, row = self._view.column_order(), self._view.currentIndex().row()
        if row >= 0 and order:
            self.go(row, order[place], extend=extend)

    def to_corner(self, *, last: bool, extend: bool = False) -> None:
        """To the first cell of the first record, or the last one of the last."""
        order = self._view.column_order()
        if order and self._rows.rowCount():
            row = max(0, self._rows.count - 1) if last else 0
            self.go(row, order[-1 if last else 0], extend=extend)
        if last and self._rows.is_counting:
            self._holding.hold(partial(self.to_corner, last=True, extend=extend))

    def to_row(self, row: int) -> None:
        """To a record by its position."""
        if self._rows.count:
            self.go(max(0, min(row, self._rows.count - 1)), max(0, self._view.currentIndex().column()))

    def to_edge(self, rows: int, columns: int, *, extend: bool = False) -> None:
        """To the edge of the block of filled (or empty) cells, as spreadsheets do."""
        index = self._view.currentIndex()
        if not index.isValid():
            return
        if columns:
            self._to_side(columns, extend=extend)
            return
        facts = self._rows.columns[index.column()]
        again = partial(self.to_edge, rows, columns, extend=extend)
        if facts.nullable and self._rows.count > 1:
            self._find_edge(index.row(), rows, facts.name, extend=extend)
            self._holding.hold(again)
            return
        self._go_row(self._rows.count - 1 if rows > 0 else 0, extend=extend)
        if rows > 0 and self._rows.is_counting:
            self._holding.hold(again)

    def _find_edge(self, row: int, step: int, field: str, *, extend: bool) -> None:
        self._edges.renew()
        done = self._on_extending_edge if extend else self._on_edge
        work = use_cases.find_edge(
            resource=self._rows.entity.name, query=self._rows.query, start=row, step=step, field=field
        )
        self._operations.read(work, done=done, failed=self._on_unfound, group=self._edges)

    def _to_side(self, step: int, *, extend: bool) -> None:
        order, row = self._view.column_order(), self._view.currentIndex().row()
        place = self._place(order)
        filled = [self._rows.value(row, column) is not None for column in order]
        way = -step if self._view.isRightToLeft() else step
        self.go(row, order[edge(filled, place, way)], extend=extend)

    def _go_row(self, row: int, *, extend: bool) -> None:
        self.go(max(0, row), self._view.currentIndex().column(), extend=extend)

    def _on_edge(self, row: int) -> None:
        self._arrive(row, extend=False)

    def _on_extending_edge(self, row: int) -> None:
        self._arrive(row, extend=True)

    def _arrive(self, row: int, *, extend: bool) -> None:
        self._holding.let_go(partial(self._go_row, min(row, self._rows.count - 1), extend=extend))

    def _on_unfound(self, error: AppError) -> None:
        self._holding.give_up()
        self._operations.failed.emit(error)

    def _begin(self) -> bool:
        if self._rows.rowCount():
            self.go(0, next(iter(self._view.column_order()), 0))
        return bool(self._rows.rowCount())

    def _place(self, order: list[int]) -> int:
        column = self._view.currentIndex().column()
        return order.index(column) if column in order else 0

    def _on_rows_known(self) -> None:
        self._edges.renew()
        if self._holding.is_under_way:
            self._holding.let_go()

    def _on_current_changed(self) -> None:
        if not self._is_tabbing:
            self._run = None


def edge(filled: list[bool], place: int, step: int) -> int:
    """Where a jump ends: at the last filled cell of a run, else at the next filled one, else at the end."""
    end = len(filled) - 1 if step > 0 else 0
    if place == end:
        return place
    if filled[place] and filled[place + step]:
        while place != end and filled[place + step]:
            place += step
        return place
    place += step
    while place != end and not filled[place]:
        place += step
    return place
