"""A process that is asked to end from outside: in silence while it starts, and with nothing lost once it runs."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from core.bootstrap import open_application
from core.models.item import ItemCreate
from core.settings import load_settings

AT_THE_TABLE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from gui import application
from gui.__main__ import arguments
from gui.table.view import TableView

def look():
    view = QApplication.focusWidget()
    if isinstance(view, TableView) and view.rows.is_counted and view.cursor_id:
        timer.stop()
        go_on(view)

application.qt_application()
timer = QTimer()
timer.timeout.connect(look)
timer.start(20)
"""
RUN = """
sys.exit(application.run(arguments(sys.argv[1:])))
"""
TYPING = f"""{AT_THE_TABLE}
def go_on(view):
    for letter in "Lady Susan":
        QTest.keyClicks(QApplication.focusWidget(), letter)
    print("typed", flush=True)
{RUN}"""
COPYING = f"""{AT_THE_TABLE}
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

def go_on(view):
    QGuiApplication.clipboard().dataChanged.connect(view.window().close)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
{RUN}"""
STARTING = """
import os, signal, sys
import gui.__main__
gui.__main__.complaint = lambda: os.kill(os.getpid(), signal.SIGINT)
gui.__main__.main([])
"""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows asks in another way")


def started(code: str, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *words]
    return subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_running_window_closes_and_saves_what_is_being_typed(tmp_path: Path, name: str) -> None:
    with open_application(load_settings(data_dir=tmp_path)) as application:
        context, service = application.context(), application.service("items")
        item = service.create(context, ItemCreate(title="Emma"))
    with started(TYPING, "--data-dir", str(tmp_path), "--page", "items", "--language", "C") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "typed\n"
        process.send_signal(signal.Signals[name])
        _out, complaints = process.communicate(timeout=60)
    assert (process.returncode, complaints) == (0, "")
    with open_application(load_settings(data_dir=tmp_path)) as application:
        assert application.service("items").get(application.context(), item.id).title == "Lady Susan"


def test_a_window_in_which_something_was_copied_ends_well(tmp_path: Path) -> None:
    with open_application(load_settings(data_dir=tmp_path)) as application:
        application.service("items").create(application.context(), ItemCreate(title="Emma"))
    with started(COPYING, "--data-dir", str(tmp_path), "--page", "items", "--language", "C") as process:
        _out, complaints = process.communicate(timeout=60)
    assert (process.returncode, complaints) == (0, "")


def test_a_start_that_is_broken_off_says_nothing() -> None:
    with started(STARTING) as process:
        _out, complaints = process.communicate(timeout=60)
    assert (process.returncode, complaints) == (-signal.SIGINT, "")
