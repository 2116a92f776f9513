"""Alt with a letter leads to one place: no letter stands twice among what is visible at the same time."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.pages.settings import SettingsPage
from tests.screens.data import fill
from tests.screens.letters import twice
from tests.screens.stops import INSIDE, Stops, gates, pages, tables
from tests.screens.tour import Tour

USUAL = QSize(1280, 800)


@pytest.mark.parametrize("language", ["english", "german"])
@pytest.mark.parametrize(("rows", "parts"), [("some", INSIDE), ("none", (pages, tables))], ids=["some", "none"])
def test_no_letter_stands_twice(
    qapp: QApplication, tmp_path: Path, rows: str, parts: tuple[Callable[[Tour], Stops], ...], language: str
) -> None:
    fill(tmp_path, rows)
    found: list[str] = []
    with Tour(tmp_path, "light", language, USUAL) as tour:
        for name, widget in (stop for part in parts for stop in part(tour)):
            found += [f"{name}: {clash}" for clash in twice(widget.window())]
        found += twice(settings_of_everybody(tour))
        found += [clash for menu in tour.window.findChildren(QMenu) for clash in twice(menu)]
    assert found == []


@pytest.mark.parametrize("language", ["english", "german"])
@pytest.mark.parametrize("rows", ["some", "none"])
def test_no_letter_stands_twice_where_people_sign_in(
    qapp: QApplication, tmp_path: Path, rows: str, language: str
) -> None:
    fill(tmp_path, rows)
    found: list[str] = []
    with Tour(tmp_path, "light", language, USUAL, signs_in=True) as tour:
        for name, widget in gates(tour):
            found += [f"{name}: {clash}" for clash in twice(widget.window())]
    assert found == []


def test_a_letter_that_stands_twice_is_found(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.menuBar().addMenu("&File")
    inside = QWidget(window)
    window.setCentralWidget(inside)
    label, line = QLabel("&Find", inside), QLineEdit(inside)
    label.setBuddy(line)
    hidden = QPushButton("&Format", inside)
    hidden.hide()
    QPushButton("&Save", inside)
    QPushButton("Fish && Sons", inside)
    QLabel("&Sum without a line", inside)
    window.show()
    assert twice(window) == ["Alt+F: &File, &Find"]


def settings_of_everybody(tour: Tour) -> QWidget:
    """The window with all cards of the settings: which of them somebody sees depends on who it is."""
    tour.go("settings")
    page = tour.window.page
    assert isinstance(page, SettingsPage)
    for part in (page.password, page.data, page.data.backup_button, page.http, page.delete):
        part.show()
    return tour.window
