"""Tries the whole window on throw-away data: create, edit, undo and delete on every collection, through the widgets."""

import json
import os
import platform
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any, Final, NoReturn

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer, qVersion
from PySide6.QtGui import QKeyEvent

from gui.application import Desk, qt_application
from gui.errors import ExceptionHooks

PATIENCE_MS: Final = 15_000
IGNORED: Final = ("DATABASE_URL", "AUTH_REQUIRED", "DATA_DIR", "DATABASE_NAME")


class SelfTestError(Exception):
    """A step that did not end as it should."""


def run_self_test(options: Namespace) -> int:
    """Go through everything; prints one JSON line, returns the exit code."""
    for name in IGNORED:
        os.environ.pop(name, None)
    with tempfile.TemporaryDirectory(prefix="self-test-", ignore_cleanup_errors=True) as folder:
        options.data_dir, options.page, options.safe_mode = Path(folder), None, False
        report = Driver(options).run()
    sys.stdout.write(json.dumps(report) + "\n")
    sys.stdout.flush()
    return 1 if "reason" in report else 0


class Driver:
    """Works the window as a person would, and waits for what they would see."""

    def __init__(self, options: Namespace) -> None:
        self._application = qt_application()
        self._started: float = options.started
        self._report: dict[str, Any] = {"python": platform.python_version(), "qt": qVersion(), "steps": 0}
        self._trouble: list[str] = []
        self.desk = Desk(options)
        self._hooks = ExceptionHooks(self.desk.presenter, self.desk.start.folder.crashes)
        self.desk.presenter.crashed.connect(self._on_crashed)
        self.desk.presenter.noticed.connect(self._trouble.append)
        self.desk.start.failed.connect(self._on_start_failed)
        self.desk.window.painted.connect(self._on_painted)

    def run(self) -> dict[str, Any]:
        """What was found; `reason` says what went wrong, where something did."""
        try:
            self._go_through()
        except SelfTestError as error:
            self._report["reason"] = str(error)
        finally:
            if not self.desk.window.close():  # it has something unsaved or saves something: nobody is there to ask
                self.desk.window.closing.emit()  # and whoever works for it ends before it is deleted
            self._hooks.remove()
            self.desk.delete()
        return self._report

    def wait(self, condition: Callable[[], object], what: str) -> None:
        """Let the window work until the condition holds; SelfTestError where it never does."""
        deadline = perf_counter() + PATIENCE_MS / 1000
        while not condition():
            if self._trouble:
                raise SelfTestError(f"{what}: {'; '.join(self._trouble)}")
            if perf_counter() > deadline:
                raise SelfTestError(f"{what}: nothing happened")
            loop = QEventLoop()
            QTimer.singleShot(2, loop.quit)
            loop.exec()
        self._report["steps"] += 1

    def do(self, command: str) -> None:
        """Carry out a command of the menu."""
        action = self.desk.window.commands[command]
        self.wait(action.isEnabled, f"{command} is not possible")
        action.trigger()

    def fail(self, reason: str) -> NoReturn:
        """End the test."""
        raise SelfTestError(reason)

    def press_return(self, widget: Any) -> None:
        """Press Enter in a widget."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
            QCoreApplication.sendEvent(widget, event)

    def _go_through(self) -> None:
        window = self.desk.window
        window.show()
        self.wait(lambda: window.page is not None, "the window did not open")
        from core.database import sqlite_module
        from gui.self_test_steps import CollectionTest, by_dependence

        self._report["sqlite"] = sqlite_module().sqlite_version
        names = list(self.desk.operations.entities)
        self._report["resources"] = names
        window.show_page(names[0])
        first = CollectionTest(self, names[0])
        self.wait(lambda: first.page.model.is_loaded, "no rows were read")
        self._report["first_rows_ms"] = self._elapsed()
        tests = [CollectionTest(self, name) for name in by_dependence(self.desk.operations.entities)]
        for test in tests:
            test.create()
            test.edit()
            test.undo()
        for test in reversed(tests):
            test.delete()
        window.close()  # which it does when everything is written
        self.wait(lambda: not window.isVisible(), "the window did not close")

    def _elapsed(self) -> int:
        return round((perf_counter() - self._started) * 1000)

    def _on_painted(self) -> None:
        self._report["first_paint_ms"] = self._elapsed()

    def _on_crashed(self, report: str) -> None:
        self._trouble.append(report)

    def _on_start_failed(self) -> None:
        self._trouble.append(self.desk.window.failure.message.text())
