"""A missing system library is named with its package, before Qt would end the program."""

import subprocess
import sys

import pytest

from gui import system_libraries
from gui.system_libraries import Package, advice, candidates, complaint, missing

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Only Linux leaves these libraries to its user")


@linux
def test_nothing_is_said_where_qt_runs() -> None:
    assert complaint({"QT_QPA_PLATFORM": "offscreen"}) == ""


@linux
def test_a_library_the_loader_cannot_open_is_missing() -> None:
    absent = {"libabsent.so.9": Package("libabsent9", "absent-libs")}
    assert missing({**absent, "libc.so.6": Package("libc6", "glibc")}) == absent


@linux
def test_without_a_screen_it_says_so() -> None:
    assert "DISPLAY" in complaint({})


@linux
def test_a_missing_library_is_the_complaint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(system_libraries.ALWAYS, "libabsent.so.9", Package("libabsent9", "absent-libs"))
    text = complaint({"QT_QPA_PLATFORM": "offscreen"})
    assert "libabsent.so.9" in text
    assert "libabsent9" in text or "absent-libs" in text


@linux
def test_one_complete_platform_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = {"libabsent.so.9": Package("libabsent9", "absent-libs")}
    monkeypatch.setitem(system_libraries.PLATFORMS, "wayland", absent)
    assert complaint({"QT_QPA_PLATFORM": "wayland;offscreen"}) == ""
    assert "libabsent.so.9" in complaint({"QT_QPA_PLATFORM": "wayland"})


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"DISPLAY": ":0"}, ["xcb"]),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ["wayland", "xcb"]),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen:size=800x600"}, ["offscreen"]),
        ({}, []),
    ],
)
def test_candidates_are_what_qt_would_try(environment: dict[str, str], expected: list[str]) -> None:
    assert candidates(environment) == expected


def test_each_package_is_named_once() -> None:
    shared = Package("libglib2.0-0", "glib2")
    text = advice({"libglib-2.0.so.0": shared, "libgthread-2.0.so.0": shared})
    assert "libglib-2.0.so.0, libgthread-2.0.so.0" in text
    assert text.count("libglib2.0-0") + text.count("glib2 ") <= 2


def test_it_needs_no_qt_to_run() -> None:
    code = "import sys, gui.system_libraries; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
