"""A second start on the same data directory brings the first window to the front."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.paths import DataFolder
from gui import one_window
from gui.application import bring_one_forward
from gui.dialogs.shortcuts import ShortcutsDialog
from gui.one_window import OneWindow
from gui.pages.gate import Gate
from tests.gui.conftest import close
from tests.gui.person import User

ROOT = Path(__file__).parents[2]
Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def items() -> list[str]:
    return ["Emma"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the application as a process of its own on a data directory."""
    started: list[subprocess.Popen[bytes]] = []

    def start_(*words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "gui", "--data-dir", str(tmp_path), *words]
        started.append(subprocess.Popen(command, cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}))
        return started[-1]

    yield start_
    for process in started:
        process.kill()
        process.wait()


def is_held_by(folder: Path, process: subprocess.Popen[bytes]) -> bool:
    lock = folder / "window" / "window.lock"
    return lock.exists() and lock.read_text().split()[0] == str(process.pid)


def test_a_second_start_calls_the_first_and_ends(qtbot: QtBot, tmp_path: Path, start: Start) -> None:
    first = OneWindow(DataFolder(tmp_path))
    assert not first.is_taken()
    with qtbot.waitSignal(first.called, timeout=60_000) as call:
        second = start("--page", "users")
    assert call.args == ["users"]
    assert second.wait(60) == 0
    assert not (tmp_path / "app.db").exists()
    first.release()


def test_a_directory_that_was_left_is_free(tmp_path: Path) -> None:
    first, second = OneWindow(DataFolder(tmp_path)), OneWindow(DataFolder(tmp_path))
    assert not first.is_taken()
    first.release()
    assert not second.is_taken()
    second.release()


def test_a_start_after_a_crash_has_the_directory_and_is_called_in_turn(
    qtbot: QtBot, tmp_path: Path, start: Start
) -> None:
    first = start()
    qtbot.waitUntil(lambda: is_held_by(tmp_path, first), timeout=60_000)
    first.send_signal(signal.SIGKILL)
    first.wait()
    second = start()
    qtbot.waitUntil(lambda: is_held_by(tmp_path, second), timeout=60_000)
    third = start()
    assert third.wait(60) == 0
    assert second.poll() is None
    assert not (tmp_path / "window" / "window.call").exists()


def test_nobody_waits_for_a_window_that_does_not_answer(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = "import sys; from pathlib import Path; from core.paths import DataFolder; "
    script += "from gui.one_window import OneWindow; held = OneWindow(DataFolder(Path(sys.argv[1]))); "
    script += "held.is_taken(); print('held', flush=True); sys.stdin.read()"
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, stdin=pipe, stdout=pipe) as hung:
        assert hung.stdout is not None
        assert hung.stdout.readline() == b"held\n"
        monkeypatch.setattr(one_window, "PATIENCE_MS", 200)
        assert not OneWindow(DataFolder(tmp_path)).is_taken()
        hung.kill()


def test_of_two_that_make_the_directory_one_gives_way(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = OneWindow(DataFolder(tmp_path / "new")), OneWindow(DataFolder(tmp_path / "new"))
    assert not first.is_taken()
    assert not second.is_taken()
    (tmp_path / "new").mkdir()
    first.hold()
    with qtbot.waitSignals([first.called, second.outrun]):
        second.hold()
    first.release()


def test_a_window_that_is_put_away_comes_back(user: User) -> None:
    user.window.showMinimized()
    user.wait(user.window.isMinimized)
    bring_one_forward()
    user.wait(user.window.isActiveWindow)
    assert not user.window.isMinimized()
    assert user.focus is user.page.view


def test_a_second_start_goes_to_the_page_it_names(user: User) -> None:
    bring_one_forward("users")
    assert user.window.shown_name == "users"
    user.press("F1")
    dialog = user.dialog(ShortcutsDialog)
    bring_one_forward("items")
    assert user.window.shown_name == "users", "what lies above the page comes first"
    user.press("Esc")
    user.wait_closed(dialog)
    bring_one_forward("usres")
    assert user.window.shown_name == "users"
    assert "There is no page “usres”. There are: dashboard, items" in user.window.banner.label.text()


def test_a_page_that_may_not_be_left_stays_also_when_another_is_named(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(user.page, "may_leave", lambda: False)
    bring_one_forward("users")
    assert user.window.shown_name == "items"


def test_a_window_that_filled_the_screen_fills_it_again(user: User) -> None:
    user.window.showMaximized()
    user.window.showMinimized()
    bring_one_forward()
    user.wait(user.window.isActiveWindow)
    assert user.window.isMaximized()


def test_a_dialog_has_the_keyboard_again(user: User) -> None:
    user.press("F1")
    dialog = user.dialog(ShortcutsDialog)
    user.window.showMinimized()
    bring_one_forward()
    user.wait(dialog.isActiveWindow)
    assert not user.window.isMinimized()
    user.press("Esc")
    user.wait_closed(dialog)


def test_who_has_to_sign_in_can_go_on_doing_so(open_desk: Callable[..., User], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTH_REQUIRED", "true")
    user = open_desk(waits=False)
    user.wait(lambda: isinstance(user.window.pages.currentWidget(), Gate))
    user.window.showMinimized()
    bring_one_forward()
    user.wait(user.window.isActiveWindow)
    gate = user.window.pages.currentWidget()
    assert gate is not None
    assert gate.isAncestorOf(user.focus)


def test_of_two_windows_the_one_that_is_left_comes(user: User, qtbot: QtBot) -> None:
    second = user.desk.open_second("items")
    user.wait(lambda: second.window.page is not None)
    user.window.close()
    user.wait(lambda: not user.window.isVisible())
    second.window.showMinimized()
    bring_one_forward()
    user.wait(second.window.isActiveWindow)
    assert not user.window.isVisible()
    close(qtbot, second)


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
