"""No page and no dialog cuts off a text, lays one over another or leaves one untranslated; Qt complains of nothing."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QMenu, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from gui.theme import theme
from tests.screens.data import PEOPLE, fill
from tests.screens.faults import faults
from tests.screens.kinds import fill_shop, in_shop, kinds
from tests.screens.million import fill_million, million
from tests.screens.stops import INSIDE, failures, gates
from tests.screens.tour import Tour
from tests.screens.words import untranslated

SMALLEST = QSize(1024, 700)
USUAL = QSize(1280, 800)
WAYS = [
    ("some", "light", "english", USUAL, 100),
    ("some", "dark", "pseudo", SMALLEST, 100),
    ("none", "light", "mirrored", USUAL, 100),
    ("some", "dark", "english", USUAL, 200),
]
PAGES = {"dashboard", "items", "users", "settings-whole", "form", "form-page", "form-refused", "form-user"}
DIALOGS = {
    "file-import",
    "import-3-bad",
    "file-export",
    "paste-report",
    "crash",
    "user-password",
    "help-shortcuts",
    "loss",
}
REST = {
    "menu-edit",
    "menu-column",
    "cell-menu",
    "go-anywhere",
    "views-choose",
    "table-values",
    "table-summary",
    "banner-toast",
    "failure-newer",
}
"""What is to be seen where there are some records."""
SELECTED = {"table-selected", "table-all"}
"""Pictures of a selection, which say what is selected."""


def sums_up(tour: Tour) -> bool:
    """Whether the status bar says what is selected."""
    said = tour.table.tools.selected.text
    return bool(said) and said in tour.window.status.summary.text()


@pytest.mark.parametrize(("rows", "look", "language", "size", "text"), WAYS, ids=[f"{way[2]}-{way[4]}" for way in WAYS])
def test_every_page_and_dialog(
    qapp: QApplication, tmp_path: Path, rows: str, look: str, language: str, size: QSize, text: int
) -> None:
    """`text`: how large, in percent of the usual."""
    fill(tmp_path, rows)
    found: dict[str, list[str]] = {}
    with Tour(tmp_path, look, language, size, text=text) as tour:
        for name, widget in (stop for part in INSIDE for stop in part(tour)):
            widget.grab()
            # A menu of large text that is higher than the screen is scrolled, as all programs have it.
            found[name] = [] if isinstance(widget, QMenu) and text > 100 else faults(widget)
            found[name] += untranslated(widget) if language == "pseudo" else []
            assert name not in SELECTED or sums_up(tour)
    assert rows == "none" or set(found) >= PAGES | DIALOGS | REST
    assert [name for name in found if not re.fullmatch(r"[a-z0-9-]+", name)] == [], "no name for a file"
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_pictures_of_a_failure_show_the_words_and_buttons_of_the_window(qapp: QApplication, tmp_path: Path) -> None:
    fill(tmp_path, "none")
    with Tour(tmp_path, "light", "english", USUAL) as tour:
        failure = tour.window.failure
        shown = {name: (failure.message.text(), failure.restore.isVisible()) for name, _ in failures(tour)}
    assert shown["failure-damaged"][1]
    assert not shown["failure-newer"][1]
    assert "Restore a backup" in shown["failure-damaged"][0]
    assert [text for text, _ in shown.values() if "`" in text] == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [("none", {"first-account", "first-account-refused"}), ("some", {"sign-in", "sign-in-refused", "sign-up"})],
)
def test_every_gate(qapp: QApplication, tmp_path: Path, rows: str, expected: set[str]) -> None:
    fill(tmp_path, rows)
    found: dict[str, list[str]] = {}
    with Tour(tmp_path, "dark", "pseudo", SMALLEST, signs_in=True) as tour:
        for name, widget in gates(tour):
            widget.grab()
            found[name] = faults(widget) + untranslated(widget)
    assert expected <= set(found)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(("look", "language"), [("dark", "english"), ("light", "mirrored")])
def test_every_editor(qapp: QApplication, tmp_path: Path, look: str, language: str) -> None:
    fill_shop(tmp_path)
    found: dict[str, list[str]] = {}
    with in_shop(), Tour(tmp_path, look, language, USUAL) as tour:
        for name, widget in kinds(tour):
            widget.grab()
            found[name] = faults(widget)
            assert name not in SELECTED or sums_up(tour)
    assert set(found) >= {
        "table-ten",
        "table-all",
        "table-loading",
        "editor-notes",
        "editor-status-list",
        "row-refused",
    }
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_a_table_of_very_many_rows_is_seen_at_its_end(qapp: QApplication, tmp_path: Path) -> None:
    fill_million(tmp_path, rows=10_000)
    with Tour(tmp_path, "light", "english", USUAL) as tour:
        ((name, widget),) = million(tour)
        assert (name, faults(widget)) == ("table-million", [])
        assert tour.window.status.summary.text() == "Row 10,000 of 10,000"


def test_text_that_nobody_could_translate_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    for text in ("[Šåvé~]", "[Ñéw [Üšér~]~~~]", "Save", "[Ñéw~] user", PEOPLE[0], "Ctrl+S", "12", "2026-12-31"):
        QLabel(text, window)
    QLineEdit(window).setPlaceholderText("Search")
    menu = QMenu(window)
    menu.addAction("Open")
    window.show()
    assert untranslated(window) == [
        "not translated: 'Save'",
        "not translated: '[Ñéw~] user'",
        "not translated: 'Search'",
    ]
    assert untranslated(menu) == ["not translated: 'Open'"]


def test_faults_are_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    narrow = QLabel("a text that needs more room than this", window)
    narrow.setGeometry(10, 10, 60, 20)
    wrapped = QLabel("several words that need several lines " * 3, window)
    wrapped.setWordWrap(True)
    wrapped.setGeometry(10, 40, 100, 20)
    over = QPushButton("Over", window)
    over.setGeometry(200, 100, 80, 32)
    under = QPushButton("Under", window)
    under.setGeometry(220, 110, 80, 32)
    outside = QLabel("outside", window)
    outside.setGeometry(280, 180, 80, 20)
    chosen = QComboBox(window)
    chosen.addItem("a choice that is longer than its box")
    chosen.setGeometry(10, 150, 90, 32)
    table = QTableWidget(1, 1, window)
    table.setHorizontalHeaderLabels(["the name of a column"])
    table.setColumnWidth(0, 30)
    table.setGeometry(120, 40, 60, 60)
    icon = QPushButton(theme().icon("plus"), "", window)
    icon.setIconSize(QSize(4, 4))
    small = QLabel("fine print", window)
    font = small.font()
    font.setPointSizeF(5)
    small.setFont(font)
    window.show()
    found = "\n".join(faults(window))
    assert "'a choice that is longer than its box'" in found
    assert "cut at the side" in found
    assert "cut at the bottom" in found
    assert "'Over'" in found
    assert "'Under'" in found
    assert "sticks out" in found
    assert "header 'the name of a column'" in found
    assert "an icon of 4 pixels" in found
    assert "smaller than all else" in found


def test_a_menu_that_does_not_fit_a_small_screen_is_found(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    for number in range(60):
        menu.addAction(f"Command {number}")
    assert any("higher than a small screen" in fault for fault in faults(menu))
