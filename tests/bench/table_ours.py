"""The table of the real window, as a process of its own: opened, scrolled, sorted, searched and written to by key."""

import json
import os
import random
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import core.bootstrap
from core.query.ast import Sort
from gui.__main__ import arguments
from gui.application import Desk, qt_application
from gui.table.page import TablePage
from gui.table.rows import WINDOW
from gui.transfer_cases import Plan, import_records
from tests.bench.sales import open_sales
from tests.bench.stalls import Stalls, p95, resident_mb, wait
from tests.bench.viewport import SIZE, fit

JUMPS = 200
FRAMES = 300
SET = 100_000
MOST_WINDOWS = 10_000
FRAME = 1 / 60


class Bench:
    """One window on one data directory, and what was measured in it."""

    def __init__(self, options: Namespace) -> None:
        self._app = qt_application()
        self.found: dict[str, float] = {}
        self.stalls = Stalls()
        self._desk = Desk(options)
        self._window = self._desk.window
        self._window.resize(SIZE.width() + 240, SIZE.height() + 200)
        self._window.show()
        self._window.activateWindow()
        wait(lambda: self._window.page is not None)
        wait(lambda: not self._desk.operations.tasks.is_busy)

    def run(self, *, sorts: bool, writes: bool) -> dict[str, float]:
        """Everything asked for, in order; every window is as large as the peer's where it counts."""
        self.stall("stall of an idle loop", self.idle)
        self.stall("stall open", self.open)
        self.stall("stall last", self.last)
        self.stall("stall jump", self.jump)
        self.stall("stall scroll", lambda: self.hold("PgDown", "scroll"))
        self.stall("stall held arrow key", lambda: self.hold("Down", "arrow"))
        self.memory()
        if sorts:
            self.stall("stall select all", self.select_all)
            self.stall("stall copy of everything", self.copy_all)
            self.stall("stall sort", self.sort)
            self.stall("stall filter", self.filter)
            self.stall("stall filter taken back", self.filter_again)
        if writes:
            self.stall("stall bulk edit", self.set_many)
            self.stall("stall import", self.import_rows)
            self.found["memory after all"] = resident_mb() - self._empty
        self._window.close()
        wait(lambda: not self._window.isVisible())
        return self.found

    def stall(self, name: str, part: Callable[[], None]) -> None:
        """Run a part, and note the longest stall of the event loop meanwhile."""
        self.stalls.begin()
        part()
        self.found[name] = self.stalls.longest_ms()

    def idle(self) -> None:
        """Two seconds of nothing: what the machine itself makes the loop wait."""
        end = time.perf_counter() + 2
        wait(lambda: time.perf_counter() > end)

    def open(self) -> None:
        """From asking for the page to its rows on the screen; then to the exact count."""
        self._empty = resident_mb()
        began = time.perf_counter()
        self._window.show_page("sales")
        wait(lambda: self.page.model.row(0))
        self.page.view.viewport().repaint()
        self.found["open"] = time.perf_counter() - began
        wait(lambda: self.page.model.is_counted)
        self.found["counted"] = time.perf_counter() - began
        self._settle()
        fit(self.page.view)

    def last(self) -> None:
        """Ctrl+End on a table just opened."""
        began = time.perf_counter()
        self.press("Ctrl+End")
        wait(lambda: self.page.view.cursor_row)
        self.page.view.viewport().repaint()
        self.found["last"] = time.perf_counter() - began

    def jump(self) -> None:
        """Full repaints after jumps anywhere, and the time until the rows are there of a jump to rows not read yet."""
        paints, arrivals = [], []
        for _ in range(JUMPS):
            paint, arrival = self._jump()
            paints.append(paint)
            arrivals += [] if arrival is None else [arrival]
        self.found["jump"], self.found["jump rows"] = p95(paints), p95(arrivals)

    def hold(self, key: str, name: str) -> None:
        """A key as the keyboard repeats it: the time of each repaint, and frames in a row with a row not read yet."""
        self.press("Ctrl+Home")
        self._settle()
        times, blank, worst = list[float](), 0, 0
        for frame in range(min(FRAMES, self.page.model.count // 20)):
            began = time.perf_counter()
            if frame % 2 == 0:
                self.press(key)
            painted = time.thread_time()
            self.page.view.viewport().repaint()
            times.append(time.thread_time() - painted)
            wait(lambda end=began + FRAME: time.perf_counter() >= end)
            blank = 0 if self._is_filled() else blank + 1
            worst = max(worst, blank)
        self.found[name], self.found[f"{name} blank frames"] = p95(times), worst

    def memory(self) -> None:
        """What the table holds once all rows were read, or MOST_WINDOWS of a larger table in even steps."""
        model = self.page.model
        for row in range(0, model.count, max(WINDOW, model.count // MOST_WINDOWS)):
            self.page.view.verticalScrollBar().setValue(row)
            wait(self._is_filled)
        self.found["memory"] = resident_mb() - self._empty

    def select_all(self) -> None:
        """Ctrl+A, painted."""
        began = time.perf_counter()
        self.press("Ctrl+A")
        self.page.view.viewport().repaint()
        self.found["select all"] = time.perf_counter() - began
        self.press("Ctrl+Home")

    def sort(self) -> None:
        """F8 in an unindexed column: to the first rows in order, to any row quickly, and jumps then."""
        self.press("Ctrl+Home")
        self._settle()
        for _ in range(4):
            self.press("Right")
        began = time.perf_counter()
        self.press("F8")
        wait(lambda: self.page.model.query.sort == (Sort("price"),))
        self.page.view.viewport().repaint()
        self.found["sort"] = time.perf_counter() - began
        self._settle()
        self.found["sort built"] = time.perf_counter() - began
        self.found["sort jump rows"] = p95([arrival for _ in range(30) if (arrival := self._jump()[1]) is not None])
        self.press("F8", 2)
        self._settle()

    def filter(self) -> None:
        """A part of a text typed into the search box: to the first rows, and to their exact count."""
        began = time.perf_counter()
        self.page.search.put('customer:"er 77"')
        wait(lambda: self.page.model.query == self.page.query)
        self.page.view.viewport().repaint()
        shown = time.perf_counter()
        self.found["filter"] = shown - began
        wait(lambda: self.page.model.is_counted)
        self.found["filter counted"] = time.perf_counter() - shown
        self.page.search.clear()
        self._settle()

    def filter_again(self) -> None:
        """Another letter while the rows of the last search are counted: to the first rows of the new one."""
        self.page.search.put('customer:"er 7"')
        wait(lambda: self.page.model.query == self.page.query)
        began = time.perf_counter()
        self.page.search.put('customer:"er 77"')
        wait(lambda: self.page.model.query == self.page.query)
        self.page.view.viewport().repaint()
        self.found["filter again"] = time.perf_counter() - began
        self.page.search.clear()
        self._settle()

    def copy_all(self) -> None:
        """Ctrl+A, Ctrl+C: as many cells as are ever copied."""
        self.press("Ctrl+A")
        self.found["copy all"] = self._written("Ctrl+C")
        QGuiApplication.clipboard().clear()  # what Python put there must not outlive it
        self.press("Ctrl+Home")

    def set_many(self) -> None:
        """One value typed into the selected cells of many rows, and its undo, by key."""
        view, column = self.page.view, [facts.name for facts in self.page.model.columns].index("note")
        view.put_cursor(0, column)
        view.selection.extend_to(min(SET, self.page.model.count) - 1, column)
        for letter in "one value":
            QTest.keyClicks(QApplication.focusWidget() or view, letter)
        self.found["set"] = self._written("Ctrl+Return")
        self._settle()
        self.press("Ctrl+Home")
        self.found["undo"] = self._written("Ctrl+Z")
        self._settle()

    def import_rows(self) -> None:
        """Fifty thousand rows from a file, while the table is on the screen."""
        file = Path(self._desk.start.folder.path) / "import.csv"
        lines = (f"Import {n},Bern,lamp no. {n},1.50,2026-01-01,2026-01-01 10:00Z" for n in range(50_000))
        file.write_text("customer,city,product,price,sold_on,seen_at\n" + "\n".join(lines), encoding="utf-8")
        mapping = {name: name for name in ("customer", "city", "product", "price", "sold_on", "seen_at")}
        done = list[object]()
        plan = Plan(resource="sales", path=file, manner={}, mapping=mapping)
        work = import_records(plan, skip=False)
        began = time.perf_counter()
        self._desk.operations.write(work, done=done.append)
        wait(lambda: done)
        self.found["import"] = time.perf_counter() - began
        self.press("Ctrl+Z")
        self._settle()
        file.unlink()

    @property
    def page(self) -> TablePage:
        """The table in view."""
        page = self._window.page
        assert isinstance(page, TablePage)
        return page

    def press(self, keys: str, times: int = 1) -> None:
        """Press a key where the keyboard is."""
        combination = QKeySequence.fromString(keys)[0]  # pyright: ignore[reportIndexIssue]  # the stubs lack it
        for _ in range(times):
            widget = QApplication.focusWidget() or self.page.view
            QTest.keyClick(widget, combination.key(), combination.keyboardModifiers())

    def _jump(self) -> tuple[float, float | None]:
        """Seconds of the repaint, and until the rows were there; None where they were before."""
        view = self.page.view
        target = random.randrange(max(1, view.verticalScrollBar().maximum() + 1))
        began = time.perf_counter()
        view.verticalScrollBar().setValue(target)
        was_there = self._is_filled()
        wait(self._is_filled)
        arrival = None if was_there else time.perf_counter() - began
        view.painter.texts.forget()
        began = time.thread_time()
        view.viewport().repaint()
        return time.thread_time() - began, arrival

    def _written(self, keys: str) -> float:
        """Seconds from a key to the word that it is done, and what can be done then."""
        status = self._window.status
        status.clearMessage()
        began = time.perf_counter()
        self.press(keys)
        wait(lambda: "Ctrl+" in status.currentMessage())
        return time.perf_counter() - began

    def _is_filled(self) -> bool:
        view = self.page.view
        rows = view.rows_within(view.viewport().rect())
        return all(self.page.model.row(row) is not None for row in rows if row < self.page.model.count)

    def _settle(self) -> None:
        wait(lambda: not self._desk.operations.tasks.is_busy)


def options_on(folder: str, url: str = "") -> Namespace:
    """The options of a window on a data directory, or on a server, with the benchmark's collections."""
    random.seed(1)
    core.bootstrap.open_application = open_sales
    os.environ["DATABASE_URL"] = url
    return arguments(["--data-dir", folder, "--page", "items", "--safe-mode"])


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--url", default="")
    parser.add_argument("--sorts", action="store_true")
    parser.add_argument("--writes", action="store_true")
    chosen = parser.parse_args()
    print(json.dumps(Bench(options_on(chosen.folder, chosen.url)).run(sorts=chosen.sorts, writes=chosen.writes)))
