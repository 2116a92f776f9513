"""The real window as a process of its own: each page and dialog opened for the first time, a file in and out."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from gui.__main__ import arguments
from gui.application import Desk, qt_application
from gui.dialogs.chooser import Chooser
from gui.lean_imports import import_plainly
from tests.bench.stalls import Stalls, wait

QUIET_MS = 150
WARMING_MS = 1500
"""What a person takes at least to look at the first page before going on."""
COMMANDS = ("record.open", "record.new", "go.anywhere", "help.commands", "help.shortcuts", "go.row", "views.save")
FURTHER = ("edit.replace", "column.menu", "filter.row", "view.totals", "column.summary", "filter.values")
OUTPUT = "out.xlsx"


class Bench:
    """One window on a data directory, and the longest stall of its event loop during each thing done."""

    def __init__(self, folder: Path, file: Path) -> None:
        self._app = qt_application()
        self._file, self._out = file, folder / OUTPUT
        self.stalls, self.found = Stalls(), dict[str, float]()
        self._desk = Desk(arguments(["--data-dir", str(folder), "--page", "dashboard", "--language", "C"]))
        self._window = self._desk.window
        self._window.resize(1280, 800)
        self._window.show()
        self._window.activateWindow()
        wait(lambda: self._window.page is not None)
        self.rest()
        QTest.qWait(WARMING_MS)

    def run(self) -> dict[str, float]:
        """Everything, in order."""
        self.measure("an idle loop", self.rest)
        for page in ("items", "users", "settings", "dashboard", "items"):
            name = f"page {page}" if f"page {page}" not in self.found else f"page {page}, again"
            self.measure(name, lambda page=page: self._window.show_page(page))
        for command in (*COMMANDS, *FURTHER):
            self.measure(command, self._window.commands[command].trigger)
            self.close_all()
        self.measure("import: opening", self._window.commands["file.import"].trigger)
        self.transfer()
        self._window.close()
        wait(lambda: not self._window.isVisible())
        return self.found

    def transfer(self) -> None:
        """A file goes in, step by step, and everything comes out again."""
        from gui.dialogs.export_dialog import ExportDialog
        from gui.dialogs.import_dialog import ImportDialog

        dialog = self.dialog(ImportDialog)
        self.measure("import: looking at the file", lambda: dialog.file.drop.dropped.emit(self._file))
        self.measure("import: columns", dialog.next.click)
        self.measure("import: trying every row", dialog.next.click)
        self.measure("import: storing", dialog.next.click)
        self.measure("export: opening", self._window.commands["file.export"].trigger)
        export = self.dialog(ExportDialog)
        export.file.show_path(self._out)
        self.measure("export: writing", export.start.click)

    def measure(self, name: str, part: Callable[[], Any]) -> None:
        """Do something, let it finish, and note the longest stall meanwhile."""
        self.stalls.begin()
        part()
        self.rest()
        self.found[name] = self.stalls.longest_ms()

    def rest(self) -> None:
        """Let everything be read, written and shown."""
        wait(lambda: not self._desk.operations.tasks.is_busy)
        QTest.qWait(QUIET_MS)
        wait(lambda: not self._desk.operations.tasks.is_busy)

    def dialog(self, kind: type[Any]) -> Any:
        """The open dialog of this kind."""
        return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())

    def close_all(self) -> None:
        """Close what a command opened."""
        popup = QApplication.activePopupWidget()
        widgets: list[QWidget] = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
        for widget in (*widgets, *([popup] if popup else [])):
            widget.close()
        for chooser in self._window.findChildren(Chooser):
            chooser.close_sheet()
        self._window.panel.close_panel()
        self._window.activateWindow()
        if self._window.page is not None:
            self._window.page.enter()
        self.rest()


if __name__ == "__main__":
    import_plainly()
    print(json.dumps(Bench(Path(sys.argv[1]), Path(sys.argv[2])).run()))
