"""What a table asks the core for: the newest request wins, what nobody waits for any more is interrupted."""

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from core.context import Context
from core.errors import AppError
from core.query.ast import Query
from core.services.contract import Core
from core.services.window import Window
from gui import use_cases
from gui.operations import Operations
from gui.table.rows import WINDOW
from gui.tasks import Group
from gui.use_cases import Glance, Place

T = TypeVar("T")

AHEAD: Final = 2
"""Windows read ahead in the direction of travel; one is kept ready behind."""


class Reading(QObject):
    """Asks for the rows of one collection, a query at a time.

    Signals:
        began: the first rows of another query are here (a `Window`); how many there are follows.
        counted: how many rows there are.
        found: where the record to follow is (a `Place`).
        renewed: the same query, read again (a `Glance`).
        arrived: some rows more (a `Window`).
        outrun: what was read stood on an order that has changed since; now it can be read anew.
        failed: reading did not work (an `AppError`).
    """

    began = Signal(object)
    counted = Signal(int)
    found = Signal(object)
    renewed = Signal(object)
    arrived = Signal(object)
    outrun = Signal()
    failed = Signal(object)

    def __init__(self, operations: Operations, resource: str, parent: QObject) -> None:
        super().__init__(parent)
        self._operations, self._resource = operations, resource
        self.query = Query()
        """What was asked for last."""
        self.is_settled = True
        """Whether the rows asked for are here, and the record to follow is found."""
        self._results, self._windows, self._orders = Group(), Group(), Group()
        self._is_exact = True
        self._asked: set[int] = set()
        self._soon = deque[int]()
        self._follow: UUID | None = None
        self._is_counted = False
        self._top = 0

    @property
    def sought(self) -> UUID | None:
        """The record to follow, until it is found."""
        return None if self.is_settled else self._follow

    def begin(self, query: Query, *, follow: UUID | None, is_counted: bool) -> None:
        """Another query: its first rows, then how many there are, and then the rest.

        One after the other: the database goes through the whole table for each, and nothing is wanted sooner than rows.
        """
        self._renew(query)
        self._follow, self._is_counted = follow, is_counted
        first = use_cases.read_window(resource=self._resource, query=query, start=0, size=WINDOW)
        self._read(first, self._on_first)

    def renew(self, query: Query, near: range, *, follow: UUID | None) -> None:
        """The same query again: what is in view is replaced at once, when all of it is here."""
        self._renew(query)
        self._follow = follow
        work = use_cases.glance(resource=self._resource, query=query, size=WINDOW, near=near, follow=follow)
        self._read(work, self._on_glance)

    def windows(self, first: int, last: int) -> tuple[Sequence[int], Sequence[int]]:
        """The windows that rows in view need, and those that will be needed soon."""
        forward = first >= self._top
        self._top = first
        shown = range(first // WINDOW, last // WINDOW + 1)
        below = range(shown.stop, shown.stop + (AHEAD if forward else 1))
        above = range(shown.start - 1, shown.start - 1 - (1 if forward else AHEAD), -1)
        return shown, [*below, *above] if forward else [*above, *below]

    def want(self, query: Query, needed: Sequence[int], soon: Sequence[int]) -> None:
        """Read these windows at once, then others one at a time, and none besides any more."""
        if self._asked - {*needed, *soon}:
            self.forget()
        self._soon = deque(soon)
        for number in needed:
            self._ask(query, number)
        self._ask_soon(query)

    def forget(self) -> None:
        """Windows asked for are not wanted any more."""
        self._windows.renew()
        self._asked.clear()
        self._soon.clear()

    def close(self) -> None:
        """Read no more."""
        self._results.renew()
        self.forget()

    def _ask(self, query: Query, number: int) -> None:
        if number not in self._asked:
            self._asked.add(number)
            work = use_cases.read_window(resource=self._resource, query=query, start=number * WINDOW, size=WINDOW)
            done = partial(self._on_window, query)
            self._operations.read(work, done=done, failed=self._on_failed, group=self._windows)

    def _ask_soon(self, query: Query) -> None:
        """What nobody sees yet waits until all that is seen is there: workers share the interpreter."""
        if self._soon and not self._asked:
            self._ask(query, self._soon.popleft())

    def _renew(self, query: Query) -> None:
        self.query, self.is_settled = query, False
        self._results.renew()
        self._orders.renew()
        self._is_exact = True

    def _prepare(self) -> None:
        """In the background, have any row found at once; where nothing is to be done, that is over at once."""
        work = use_cases.prepare_rows(resource=self._resource, query=self.query)
        self._operations.read(work, done=self._on_prepared, failed=self._on_unprepared, group=self._orders)

    def _on_prepared(self, _done: None) -> None:
        if not self._is_exact:
            self._is_exact = True
            self.outrun.emit()

    def _on_unprepared(self, _error: AppError) -> None:
        """Rows are found all the same, only slower; what is really wrong, reading them will say."""

    def _read(self, work: Callable[[Core, Context], T], done: Callable[[T], None]) -> None:
        self._operations.read(work, done=done, failed=self._on_failed, group=self._results)

    def _on_first(self, window: Window) -> None:
        self.forget()
        self.is_settled = self._follow is None
        self.began.emit(window)
        if self._follow is not None:
            query, follow = self.query, self._follow
            seek = use_cases.find_place(resource=self._resource, query=query, identity=follow, size=WINDOW)
            self._read(seek, self._on_found)
        if len(window.rows) < WINDOW:
            self._on_counted(len(window.rows))
        elif self._is_counted:
            self._go_on()
        else:
            self._read(use_cases.count_rows(resource=self._resource, query=self.query), self._on_counted)

    def _on_counted(self, count: int) -> None:
        self.counted.emit(count)
        self._go_on()

    def _go_on(self) -> None:
        if self._follow is None:
            self._prepare()

    def _on_found(self, place: Place) -> None:
        self.is_settled = True
        self.found.emit(place)

    def _on_glance(self, glance: Glance) -> None:
        self.forget()
        self._is_exact = all(window.exact for window in glance.windows)
        self.is_settled = True
        self.renewed.emit(glance)
        self._prepare()

    def _on_window(self, query: Query, window: Window) -> None:
        self._asked.discard(window.start // WINDOW)
        if not window.exact and self._is_exact:
            self._is_exact = False
            self._prepare()
        self.arrived.emit(window)
        self._ask_soon(query)

    def _on_failed(self, error: AppError) -> None:
        self.forget()
        self.failed.emit(error)
