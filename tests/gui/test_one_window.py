"""A second start on the same data directory brings the first window to the front."""

import os
import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from core.paths import DataFolder
from gui.one_window import OneWindow

ROOT = Path(__file__).parents[2]


def test_a_second_start_calls_the_first_and_ends(qtbot: QtBot, tmp_path: Path) -> None:
    first = OneWindow(DataFolder(tmp_path))
    assert not first.is_taken()
    command = [sys.executable, "-m", "gui", "--data-dir", str(tmp_path)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with qtbot.waitSignal(first.called, timeout=60_000):
        second = subprocess.Popen(command, cwd=ROOT, env=environment)
    assert second.wait(60) == 0
    assert not (tmp_path / "app.db").exists()
    first.release()


def test_a_directory_that_was_left_is_free(tmp_path: Path) -> None:
    first, second = OneWindow(DataFolder(tmp_path)), OneWindow(DataFolder(tmp_path))
    assert not first.is_taken()
    first.release()
    assert not second.is_taken()
    second.release()


def test_a_window_that_ended_badly_holds_nothing(tmp_path: Path) -> None:
    script = "import os, sys; from pathlib import Path; from core.paths import DataFolder; "
    script += "from gui.one_window import OneWindow; held = OneWindow(DataFolder(Path(sys.argv[1]))); "
    script += "held.is_taken(); os._exit(1)"
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, check=False, timeout=60)
    assert (tmp_path / "window" / "window.lock").exists()
    after = OneWindow(DataFolder(tmp_path))
    assert not after.is_taken()
    after.release()


def test_nothing_is_made_where_there_is_no_directory(tmp_path: Path) -> None:
    assert not OneWindow(DataFolder(tmp_path / "none")).is_taken()
    assert not (tmp_path / "none").exists()
