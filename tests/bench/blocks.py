"""Blocks of cells by key: ten columns of ten thousand of a million rows copied, pasted, cleared, undone."""

import json
import sys
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QGuiApplication
from typing_extensions import override

from tests.bench.report import Figure, alone
from tests.bench.sales import data_dir
from tests.bench.stalls import wait
from tests.bench.table import MAIN, SIZES, measured
from tests.bench.table_ours import Bench, options_on

TABLE: Final = max((size for size in SIZES if size <= MAIN), default=min(SIZES))
ROWS: Final = min(10_000, TABLE // 2)
COLUMNS: Final = 10


def figures() -> list[Figure]:
    """Every number to reach."""
    found = measured("tests.bench.blocks", str(data_dir(TABLE)))
    size = f"{ROWS} x {COLUMNS} cells of {TABLE:,} rows"
    limits = {"copy": 2000, "paste": 2000, "undo paste": 2000, "paste as new rows": 2000, "clear": 1000}
    return [
        *(alone(f"block: {name} {size}", found[name] * 1000, "ms", at_most=limit) for name, limit in limits.items()),
        *(
            alone(f"block: {name}, longest stall", found[f"stall {name}"], "ms", at_most=50)
            for name in ("copy", "paste", "paste as new rows", "clear")
        ),
    ]


class Blocks(Bench):
    """The blocks of one table; what is written is undone."""

    @override
    def run(self, *, sorts: bool = False, writes: bool = True) -> dict[str, float]:
        self.open()
        self._timed("copy", self.copy)
        self._timed("paste", self.paste)
        self._timed("undo paste", self.undo)
        self.copy_whole()
        self._timed("paste as new rows", self.paste_rows)
        self.undo()
        self._timed("clear", self.clear)
        self.undo()
        QGuiApplication.clipboard().clear()  # what Python put there must not outlive it
        self._window.close()
        wait(lambda: not self._window.isVisible())
        return self.found

    def copy(self) -> None:
        """The first columns of the first rows, to the clipboard."""
        self._copied(COLUMNS)

    def copy_whole(self) -> None:
        """The same rows with all columns, so that they can be new ones."""
        self._copied(len(self.page.model.columns))

    def paste(self) -> None:
        """The block over the rows after it."""
        self.press("Ctrl+Home")
        self.page.view.put_cursor(ROWS, 0)
        self._written("Ctrl+V")

    def paste_rows(self) -> None:
        """The block as new rows."""
        self._written("Ctrl+Shift+V")

    def clear(self) -> None:
        """The one column that may be empty, in as many rows."""
        self.page.view.put_cursor(0, 3)
        self.page.view.selection.extend_to(ROWS - 1, 3)
        self._written("Del")

    def undo(self) -> None:
        """Take the last step back."""
        self._settle()
        self._written("Ctrl+Z")

    def _copied(self, columns: int) -> None:
        self._settle()
        self.page.view.put_cursor(0, 0)
        self.page.view.selection.extend_to(ROWS - 1, columns - 1)
        QGuiApplication.clipboard().clear()
        self.press("Ctrl+C")
        wait(QGuiApplication.clipboard().text)

    def _timed(self, name: str, part: Callable[[], None]) -> None:
        """How long a part takes, and the longest stall meanwhile."""
        self._settle()
        self.stalls.begin()
        began = time.perf_counter()
        part()
        self.found[name] = time.perf_counter() - began
        self.found[f"stall {name}"] = self.stalls.longest_ms()


if __name__ == "__main__":
    print(json.dumps(Blocks(options_on(sys.argv[1])).run()))
