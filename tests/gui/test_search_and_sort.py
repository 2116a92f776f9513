"""Searching and sorting by the keyboard."""

import pytest
from PySide6.QtCore import QPoint

from gui.table.header import SortMark
from tests.gui.person import User


@pytest.fixture
def items() -> list[str]:
    return ["Emma", "Persuasion", "Sanditon", "émile"]


def search(user: User, text: str) -> None:
    user.press("Ctrl+F")
    user.write(text)


def test_words_find_rows_whatever_their_case_and_accents(user: User) -> None:
    search(user, "EMI")
    user.wait(lambda: user.shows("émile"))
    assert user.window.status.summary.text() == "Row 1 of 1"


def test_a_bad_expression_is_marked_and_the_last_result_stays(user: User) -> None:
    search(user, "title:e")
    user.wait(lambda: user.shows("Emma", "Persuasion", "émile") or len(user.titles()) == 3)
    shown = user.titles()
    user.write(" price:>5")
    box = user.page.search
    places = [widget.mapTo(user.window, QPoint()) for widget in (box.line, user.page.view)]
    user.wait(box.message.isVisible)
    user.wait(lambda: not user.window.operations.tasks.is_busy)
    assert [widget.mapTo(user.window, QPoint()) for widget in (box.line, user.page.view)] == places, "it has moved"
    assert "There is no field “price”" in box.message.text()
    assert "title" in box.message.text()
    assert user.titles() == shown
    user.press("Backspace", times=9)
    user.wait(box.message.isHidden)


def test_escape_empties_the_search_then_leaves_it(user: User) -> None:
    search(user, "emma")
    user.wait(lambda: user.shows("Emma"))
    user.press("Esc")
    user.wait(lambda: len(user.titles()) == 4)
    user.press("Esc")
    assert user.focus is user.page.view


def test_no_matches_offers_to_clear_the_search(user: User) -> None:
    search(user, "nobody wrote this")
    user.wait(user.page.contents.nothing.isVisible)
    user.press("Return")
    assert user.focus.parent() is user.page.contents.nothing
    user.press("Space")
    user.wait(lambda: len(user.titles()) == 4)
    assert user.focus is user.page.view


def test_f8_sorts_up_down_and_not_with_the_cursor_on_its_record(user: User) -> None:
    user.press("Down", times=2)
    assert user.cell == "Sanditon"
    header = user.page.view.header
    user.press("F8")
    user.wait(lambda: user.shows("émile", "Emma", "Persuasion", "Sanditon"))
    assert header.sort_mark(0) == SortMark(1, descending=False)
    user.wait(lambda: user.cell == "Sanditon")
    user.press("F8")
    user.wait(lambda: user.shows("Sanditon", "Persuasion", "Emma", "émile"))
    assert header.sort_mark(0) == SortMark(1, descending=True)
    assert user.cell == "Sanditon"
    user.press("F8")
    user.wait(lambda: user.shows("Emma", "Persuasion", "Sanditon", "émile"))
    assert header.sort_mark(0) is None
    user.wait(lambda: user.cell == "Sanditon")


def test_the_newest_search_wins(user: User) -> None:
    user.press("Ctrl+F")
    for text in ("emma", "persuasion", "sanditon"):
        user.page.search.line.setText(text)
        user.press("Return")
        user.press("Ctrl+F")
    user.wait(lambda: user.shows("Sanditon"))
    assert user.page.model.query == user.page.query
