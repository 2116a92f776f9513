"""The window's fixtures notice what they are there to notice: each planted fault fails its test."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

CONFTEST = """
import pytest
from tests.gui.conftest import no_warnings_logged, nothing_left_behind, qapp

KEPT = []

@pytest.fixture(autouse=True)
def a_clean_start():  # the name puts it before the others, so that it ends after them
    yield
    for thing in KEPT:
        thing.deleteLater() if hasattr(thing, "deleteLater") else thing.set()
    KEPT.clear()

@pytest.fixture
def kept():
    return KEPT
"""
PLANTED = """
import logging
import threading
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QWidget

def test_nothing(qtbot):
    pass

def test_slot(qtbot, kept):
    kept.append(QTimer())
    kept[0].setSingleShot(True)
    kept[0].timeout.connect(lambda: 1 / 0)
    with qtbot.waitSignal(kept[0].timeout):
        kept[0].start(0)

def test_qt_warning(qtbot):
    qWarning("planted")

def test_thread(qtbot, kept):
    kept.append(threading.Event())
    threading.Thread(target=kept[0].wait, daemon=True).start()

def test_log(qtbot):
    logging.getLogger("rowdesk.planted").warning("planted")

def test_timer(qtbot, kept):
    kept.append(QTimer())
    kept[0].start(1000)

def test_window(qtbot, kept):
    kept.append(QWidget())
    kept[0].show()

def test_window_to_the_collector(qtbot):
    window = QWidget()
    window.itself = window
    window.show()

def test_nothing_again(qtbot):
    pass
"""


@pytest.fixture(scope="module")
def blamed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is said of each planted test that does not pass."""
    folder = tmp_path_factory.mktemp("planted")
    (folder / "conftest.py").write_text(CONFTEST)
    (folder / "test_planted.py").write_text(PLANTED)
    command = [sys.executable, "-m", "pytest", "-q", "-c", str(ROOT / "pyproject.toml"), "-p", "no:cacheprovider"]
    done = subprocess.run([*command, str(folder)], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    lines = re.findall(r"^(?:FAILED|ERROR) \S+::test_(\w+)(.*)$", done.stdout, re.MULTILINE)
    assert lines, done.stdout + done.stderr
    return dict(lines)


@pytest.mark.parametrize("fault", ["slot", "qt_warning", "thread", "log", "timer", "window", "window_to_the_collector"])
def test_a_planted_fault_fails_its_test(blamed: dict[str, str], fault: str) -> None:
    assert fault in blamed


def test_a_test_without_a_fault_passes(blamed: dict[str, str]) -> None:
    assert not {"nothing", "nothing_again"} & blamed.keys()
