"""Files imported step by step: found, mapped, tried, mended, taken back."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from gui.dialogs.import_dialog import ImportDialog
from tests.gui.person import User
from tests.screens.faults import faults

HEADER = "book_id,authors,original_title,title"
LONGEST_STALL = 0.25
"""Seconds that the event loop may stand still in a test; on a quiet machine it is a fifth of that."""


@pytest.fixture
def books(tmp_path: Path) -> Path:
    lines = [f'{n},Author {n},,"Book, number {n}"' for n in range(1, 1001)]
    path = tmp_path / "books.csv"
    path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    return path


def open_file(user: User, path: Path) -> ImportDialog:
    user.press("Ctrl+I")
    dialog: ImportDialog = user.dialog(ImportDialog)
    choose(user, dialog, path)
    return dialog


def choose(user: User, dialog: ImportDialog, path: Path) -> None:
    user.press("Ctrl+A")
    user.write(str(path))
    user.press("Tab")
    user.wait(lambda: not dialog.is_busy)


def go_to(user: User, widget: QWidget) -> None:
    for _ in range(40):
        if user.focus is widget:
            return
        user.press("Tab")
    raise AssertionError("cannot be reached by Tab")


def press_button(user: User, button: QWidget) -> None:
    go_to(user, button)
    user.press("Space")


def go_on(user: User, dialog: ImportDialog) -> None:
    """The way on, wherever the keyboard is, and wait for what it begins."""
    press_button(user, dialog.next)
    user.wait(lambda: not dialog.is_busy)


def check(user: User, dialog: ImportDialog) -> None:
    """From the file to what a try of it found."""
    go_on(user, dialog)
    go_on(user, dialog)
    assert dialog.page is dialog.check


def finish(user: User, dialog: ImportDialog, count: int) -> None:
    press_button(user, dialog.next)
    user.wait_closed(dialog)
    user.wait(lambda: user.page.model.count == count)


def test_columns_are_guessed_and_what_would_be_stored_is_shown(user: User, books: Path) -> None:
    dialog = open_file(user, books)
    assert (dialog.file.grid.text(0, 1), dialog.file.grid.text(0, 3)) == ("Author 1", "Book, number 1")
    assert user.focus is dialog.next
    user.press("Return")
    assert dialog.columns.mapping.chosen() == {"title": "title", "description": ""}
    assert user.focus is dialog.columns.mapping.boxes["title"]
    assert "Book, number 1" in dialog.columns.mapping.samples["title"].text()
    user.wait(lambda: dialog.columns.grid.model().rowCount())
    assert dialog.columns.grid.text(0, 0) == "Book, number 1"
    user.press("Esc")
    user.wait_closed(dialog)


def test_a_try_imports_nothing_and_an_import_can_be_undone(user: User, books: Path) -> None:
    dialog = open_file(user, books)
    check(user, dialog)
    assert dialog.check.summary.text() == "All 1,000 rows can be imported."
    assert dialog.check.detail.text() == "1,000 new"
    assert user.page.model.count == 0
    assert user.focus is dialog.next
    finish(user, dialog, 1000)
    user.wait(lambda: user.said == "Imported 1,000 rows.")
    assert user.window.toast.label.text() == "Imported 1,000 rows."
    user.press("Ctrl+Z")
    user.wait(user.page.contents.empty.isVisible)


def test_another_column_can_be_chosen(user: User, books: Path) -> None:
    dialog = open_file(user, books)
    go_on(user, dialog)
    user.press("Tab")
    user.press("A")
    assert dialog.columns.mapping.chosen()["description"] == "authors"
    user.wait(lambda: dialog.columns.grid.model().columnCount() == 2 and dialog.columns.grid.text(0, 1) == "Author 1")
    go_on(user, dialog)
    finish(user, dialog, 1000)
    user.wait(lambda: user.titles(1)[:1] == ["Author 1000"])


def test_the_reason_has_the_room_that_field_and_value_do_not_need(user: User, books: Path) -> None:
    books.write_text(books.read_text(encoding="utf-8").replace('"Book, number 9"', ""), encoding="utf-8")
    dialog = open_file(user, books)
    check(user, dialog)
    header = dialog.check.problems.horizontalHeader()
    line, field, value, reason = (header.sectionSize(section) for section in range(4))
    for section, width in enumerate((line, field, value)):
        assert width == max(dialog.check.problems.sizeHintForColumn(section), header.sectionSizeHint(section))
    assert reason == dialog.check.problems.viewport().width() - line - field - value


def test_bad_rows_are_listed_saved_mended_and_imported_again(user: User, books: Path, tmp_path: Path) -> None:
    text = books.read_text(encoding="utf-8").replace('Book, number 7"', "x" * 256 + '"').replace('"Book, number 9"', "")
    books.write_text(text, encoding="utf-8")
    dialog = open_file(user, books)
    check(user, dialog)
    assert dialog.check.summary.text() == "2 rows have errors, out of 1,000."
    listed = dialog.check.problems.texts()
    assert listed == [
        ("8", "Title", "x" * 200, "must have at most 255 characters"),
        ("10", "Title", "", "must not be empty"),
    ]
    assert not dialog.next.isEnabled()
    assert dialog.check.skip.text() == "&Leave them out and import the rest (998)"
    mended = tmp_path / "bad.csv"
    dialog.save_bad_rows(mended)
    user.wait(lambda: not dialog.is_busy)
    assert dialog.message.text() == "Saved 2 rows. Import the rest now; mend the file, and import it afterwards."
    assert dialog.check.skip.isChecked()
    assert user.focus is dialog.next
    finish(user, dialog, 998)
    lines = mended.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == HEADER + ",import_problem"
    assert lines[2] == "9,Author 9,,,Title: must not be empty"
    content = mended.read_text(encoding="utf-8-sig").replace("x" * 256, "Seven").replace(",,,", ",,Nine,")
    mended.write_text(content, encoding="utf-8")
    dialog = open_file(user, mended)
    assert dialog.columns.mapping.chosen() == {"title": "title", "description": ""}
    check(user, dialog)
    assert dialog.check.summary.text() == "All 2 rows can be imported."
    finish(user, dialog, 1000)


def test_the_columns_stay_as_chosen_when_the_mended_file_is_taken_next(user: User, books: Path, tmp_path: Path) -> None:
    books.write_text("nr,words\n1,One\n2,\n", encoding="utf-8")
    dialog = open_file(user, books)
    go_on(user, dialog)
    user.press("W")
    assert dialog.columns.mapping.chosen()["title"] == "words"
    go_on(user, dialog)
    mended = tmp_path / "bad.csv"
    dialog.save_bad_rows(mended)
    user.wait(lambda: not dialog.is_busy)
    mended.write_text("nr,words,import_problem\n2,Two,mended\n", encoding="utf-8")
    press_button(user, dialog.back)
    press_button(user, dialog.back)
    choose(user, dialog, mended)
    check(user, dialog)
    finish(user, dialog, 1)
    user.wait(lambda: user.titles() == ["Two"])


def test_what_was_chosen_is_found_again_for_the_mended_file(
    open_desk: Callable[..., User], shop: None, tmp_path: Path
) -> None:
    path, mended = tmp_path / "gadgets.csv", tmp_path / "mended.csv"
    path.write_text("what,cost,since\nLamp,1.25,2026-12-31\nSpade,dear,2026-12-31\n", encoding="utf-8")
    user = open_desk("--page", "gadgets", language="de")
    dialog = open_file(user, path)
    go_to(user, dialog.file.manner.customs)
    user.press("Down")
    chosen = dialog.file.manner.customs.currentText()
    assert chosen.startswith("Neutral")
    user.wait(lambda: not dialog.is_busy)
    go_on(user, dialog)
    user.press("W")
    go_to(user, dialog.columns.mapping.boxes["price"])
    user.press("C")
    go_to(user, dialog.columns.mapping.boxes["released"])
    user.press("S")
    go_to(user, dialog.columns.update_by)
    user.press("Down")
    mapping, key = dialog.columns.mapping.chosen(), dialog.columns.chosen_key()
    assert (mapping["name"], mapping["price"], mapping["released"], key) == ("what", "cost", "since", "name")
    go_on(user, dialog)
    dialog.save_bad_rows(mended)
    user.wait(lambda: not dialog.is_busy)
    mended.write_text(mended.read_text("utf-8-sig").replace("dear", "2.50"), "utf-8-sig")
    user.press("Esc")
    user.wait_closed(dialog)
    user.desk.window.close()
    user.wait(lambda: not user.window.isVisible())
    user = open_desk("--page", "gadgets", language="de")
    dialog = open_file(user, mended)
    assert dialog.file.manner.encoding.currentText() == "UTF-8 (BOM)"
    assert dialog.file.manner.customs.currentText() == chosen
    assert dialog.message.text() == "Diese Datei wird gelesen wie die letzte mit diesen Spalten."
    assert (dialog.columns.mapping.chosen(), dialog.columns.chosen_key()) == (mapping, key)
    check(user, dialog)
    finish(user, dialog, 1)
    user.wait(lambda: user.titles() == ["Spade"])


def test_a_file_with_other_columns_is_not_read_like_the_last(user: User, books: Path, tmp_path: Path) -> None:
    dialog = open_file(user, books)
    go_on(user, dialog)
    user.press("A")
    assert dialog.columns.mapping.chosen()["title"] == "authors"
    go_on(user, dialog)
    finish(user, dialog, 1000)
    other = tmp_path / "other.csv"
    other.write_text("authors,title\nSomebody,Something\n", encoding="utf-8")
    dialog = open_file(user, other)
    assert dialog.message.isHidden()
    assert dialog.columns.mapping.chosen()["title"] == "title"
    user.press("Esc")
    user.wait_closed(dialog)


def test_separator_and_encoding_are_found_and_can_be_changed(user: User, tmp_path: Path) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes("title;description\nMünchen;a,b\n".encode("cp1252"))
    dialog = open_file(user, path)
    manner = dialog.file.manner
    assert (manner.delimiter.currentData(), manner.encoding.currentData()) == (";", "cp1252")
    assert dialog.file.grid.text(0, 0) == "München"
    go_to(user, manner.delimiter)
    user.press("Up")
    user.wait(lambda: not dialog.is_busy)
    assert manner.delimiter.currentData() == ","
    user.wait(lambda: dialog.file.grid.model().headerData(0, Qt.Orientation.Horizontal) == "title;description")
    user.press("Esc")
    user.wait_closed(dialog)


def test_a_wrong_encoding_is_told_in_place_of_the_rows(user: User, tmp_path: Path) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes("title;description\nMünchen;a,b\n".encode("cp1252"))
    dialog = open_file(user, path)
    encoding = dialog.file.manner.encoding
    go_to(user, encoding)
    user.press("Home")
    user.wait(lambda: encoding.currentData() == "utf-8" and not dialog.is_busy)
    user.wait(dialog.file.problem.isVisible)
    told = dialog.file.problem.text()
    assert told.startswith("Line 2 is not valid utf-8. Choose another encoding")
    assert "command line" not in told
    assert not dialog.file.grid.isVisible()
    assert not dialog.next.isEnabled()
    user.press("Down", 2)
    user.wait(lambda: encoding.currentData() == "cp1252" and not dialog.is_busy)
    user.wait(dialog.file.grid.isVisible)
    assert not dialog.file.problem.isVisible()
    assert dialog.file.grid.text(0, 0) == "München"
    user.press("Esc")
    user.wait_closed(dialog)


def test_records_that_are_there_can_be_changed_instead(user: User, tmp_path: Path) -> None:
    path = tmp_path / "titles.csv"
    path.write_text("title,description\nOne,first\nTwo,second\n", encoding="utf-8")
    dialog = open_file(user, path)
    check(user, dialog)
    finish(user, dialog, 2)
    path.write_text("title,description\nOne,changed\nThree,new\n", encoding="utf-8")
    dialog = open_file(user, path)
    go_on(user, dialog)
    go_to(user, dialog.columns.update_by)
    user.press("Down")
    assert dialog.columns.chosen_key() == "title"
    go_on(user, dialog)
    assert dialog.check.detail.text() == "1 new · 1 changed"
    finish(user, dialog, 3)
    user.wait(lambda: set(zip(user.titles(), user.titles(1), strict=True)) >= {("One", "changed"), ("Three", "new")})


def test_a_file_is_dropped_on_the_window(user: User, books: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(books))])
    button, modifier = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, button, modifier)
    QApplication.sendEvent(user.window, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, button, modifier)
    QApplication.sendEvent(user.window, drop)
    dialog: ImportDialog = user.dialog(ImportDialog)
    user.wait(lambda: not dialog.is_busy)
    assert dialog.file.file.path == books
    assert dialog.file.grid.text(0, 1) == "Author 1"
    user.press("Esc")
    user.wait_closed(dialog)


def test_a_long_import_leaves_the_window_responsive_and_stops_at_once(user: User, tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_text("title\n" + "\n".join(f"Book {n}" for n in range(60_000)), encoding="utf-8")
    dialog = open_file(user, path)
    go_on(user, dialog)
    stalls = Stalls(user.window)
    go_on(user, dialog)
    assert stalls.end() < LONGEST_STALL
    press_button(user, dialog.next)
    user.wait(lambda: dialog.progress.value() > 0)
    begun = time.monotonic()
    user.press("Esc")
    user.wait(lambda: not dialog.is_busy)
    assert time.monotonic() - begun < 0.5 + LONGEST_STALL
    assert dialog.message.text() == "Stopped; nothing was changed."
    user.press("Esc")
    user.wait_closed(dialog)
    assert user.page.model.count == 0


class Stalls:
    """Measures the longest time that the event loop did not turn."""

    def __init__(self, parent: QWidget) -> None:
        self._last, self._longest = time.monotonic(), 0.0
        self._timer = QTimer(parent)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start(5)

    def end(self) -> float:
        self._timer.stop()
        return self._longest

    def _on_timer_timeout(self) -> None:
        now = time.monotonic()
        self._longest, self._last = max(self._longest, now - self._last), now


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.csv", b"title\n", "The file has no rows."),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00", "not a text file"),
        ("broken.csv", b'title\n"open\n', "The quotes in line"),
        ("twice.csv", b"title,title\na,b\n", "These columns are there twice"),
        ("list.pdf", b"%PDF", "Files of this kind are not supported"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(
    user: User, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    dialog = open_file(user, path)
    if dialog.next.isEnabled():
        go_on(user, dialog)
        go_on(user, dialog)
    assert message in dialog.message.text()
    user.press("Esc")
    user.wait_closed(dialog)
    assert user.page.model.count == 0


def test_a_file_that_is_not_there(user: User, tmp_path: Path) -> None:
    dialog = open_file(user, tmp_path / "nothing.csv")
    assert "There is no file" in dialog.message.text()
    assert not dialog.next.isEnabled()
    user.press("Esc")
    user.wait_closed(dialog)


def test_values_are_read_in_the_chosen_locale(open_desk: Callable[..., User], shop: None, tmp_path: Path) -> None:
    path = tmp_path / "gadgets.csv"
    path.write_text(
        "name;price;released;active\nLamp;1.234,50;31.12.2026;ja\nSpade;12,5;5/4/2026;nein\n", encoding="utf-8"
    )
    user = open_desk("--page", "gadgets", language="de")
    dialog = open_file(user, path)
    go_on(user, dialog)
    grid = dialog.columns.grid
    user.wait(lambda: grid.model().rowCount() == 2)
    assert [grid.text(0, column) for column in range(4)] == ["Lamp", "1234,50", "✓", "31.12.2026"]
    assert grid.text(1, 3).startswith("⚠ kann hier als zwei Daten gelesen werden")
    go_on(user, dialog)
    assert [row[:3] for row in dialog.check.problems.texts()] == [("3", "Released", "5/4/2026")]
    press_button(user, dialog.check.skip)
    finish(user, dialog, 1)


def test_how_a_file_is_written_can_be_read_in_full(open_desk: Callable[..., User], books: Path) -> None:
    user = open_desk(language="de")
    dialog = open_file(user, books)
    assert dialog.file.manner.customs.currentText().startswith("Deutsch (Deutschland)  1.234,50")
    user.wait(lambda: not faults(dialog))  # a button that says another thing now is laid out in the next turn


def test_a_required_field_without_a_column_is_said_once_and_holds_back(user: User, tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("nr,words\n1,One\n2,Two\n", encoding="utf-8")
    dialog = open_file(user, path)
    go_on(user, dialog)
    step = dialog.columns
    user.wait(step.problem.isVisible)
    assert step.problem.text() == "Choose the column of: Title."
    assert dialog.message.isHidden()
    assert not dialog.next.isEnabled()
    below = step.problem.mapTo(dialog, step.problem.rect().topLeft()).y()
    above = step.update_by.mapTo(dialog, step.update_by.rect().bottomLeft()).y()
    assert below - above < 60, "no hole where the rows would be"
    user.press("W")
    user.wait(dialog.next.isEnabled)
    assert step.problem.isHidden()
    go_on(user, dialog)
    finish(user, dialog, 2)


def test_a_dropped_file_outlives_the_key_for_another_one(user: User, books: Path) -> None:
    user.page.take_file(books)
    user.press("Ctrl+I")
    dialog: ImportDialog = user.dialog(ImportDialog)
    user.wait(lambda: not dialog.is_busy)
    assert dialog.file.file.path == books
    assert len([each for each in QApplication.topLevelWidgets() if isinstance(each, ImportDialog)]) == 1
    user.press("Esc")
    user.wait_closed(dialog)


@pytest.mark.parametrize("items", [["Emma", "Evelina", "Persuasion", "Sanditon"]])
@pytest.mark.parametrize("first", ["Ctrl+I", "Ctrl+E"])
def test_of_two_dialogs_asked_for_at_once_one_comes(user: User, monkeypatch: pytest.MonkeyPatch, first: str) -> None:
    monkeypatch.setattr("gui.table.blocks.area.MOST_SEEN", 1)  # of many records it is looked up first which they are
    user.press("Shift+Down", times=2)
    user.press(first)
    user.press("Ctrl+E")
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    opened = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
    assert len(opened) == 1
    user.wait(opened[0].isActiveWindow)
    user.press("Esc")
    user.wait_closed(opened[0])
