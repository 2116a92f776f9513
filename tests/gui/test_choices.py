"""Choices are typed by their names, like everything else."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.form.record_pane import RecordPane
from tests.gui.person import User

SLOW_MS = 600
"""Longer than a list waits for the next letter of a name."""


def go_to(user: User, name: str) -> None:
    names = [facts.name for facts in user.page.model.columns]
    user.press("Ctrl+Home")
    user.press("Home")
    user.press("Right", times=names.index(name))


def shown(user: User, name: str) -> str:
    """What the first row says there."""
    names = [facts.name for facts in user.page.model.columns]
    return user.page.model.text(0, names.index(name))


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("s", "Sold out"),
        ("sold", "Sold out"),
        ("sold out", "Sold out"),
        ("SOLD OUT", "Sold out"),
        ("on", "On sale"),
        ("on sale", "On sale"),
        ("new", "New"),
    ],
)
def test_the_typed_name_is_chosen(gadgets: User, typed: str, chosen: str) -> None:
    go_to(gadgets, "status")
    gadgets.write(typed)
    assert QApplication.activePopupWidget() is None
    gadgets.press("Tab")
    assert shown(gadgets, "status") == chosen


@pytest.mark.parametrize("begins", ["", "F2"])
def test_a_name_is_typed_at_any_speed(gadgets: User, begins: str) -> None:
    go_to(gadgets, "status")
    if begins:
        gadgets.press(begins)
    for letter in ("s", "o", "l"):
        gadgets.write(letter)
        QTest.qWait(SLOW_MS)
    gadgets.press("Return")
    assert shown(gadgets, "status") == "Sold out"


def test_the_whole_name_is_chosen_before_a_longer_one(gadgets: User) -> None:
    """As 1 before 10 and 100."""
    go_to(gadgets, "status")
    gadgets.write("n")
    editor = gadgets.page.editing.open_editor
    assert editor is not None
    box = gadgets.focus
    box.insertItem(0, "Newer")  # pyright: ignore[reportAttributeAccessIssue]
    gadgets.write("ew")
    assert editor.editor.typed_text() == "New"
    gadgets.press("Esc")


@pytest.mark.parametrize("typed", ["sx", "sold  out", "out"])
def test_a_name_that_fits_nothing_is_told_and_can_be_mended(gadgets: User, typed: str) -> None:
    go_to(gadgets, "status")
    gadgets.write(typed)
    editor = gadgets.page.editing.open_editor
    assert editor is not None
    assert editor.editor.typed_text() == typed
    gadgets.press("Tab")
    assert (editor.bubble.isVisible(), editor.bubble.text()) == (True, "Status: must be one of New, On sale, Sold out")
    gadgets.press("Backspace", times=len(typed))
    gadgets.write("on")
    gadgets.press("Tab")
    assert shown(gadgets, "status") == "On sale"


def test_letters_taken_back_leave_nothing_chosen(gadgets: User) -> None:
    go_to(gadgets, "status")
    gadgets.write("s")
    gadgets.press("Backspace")
    gadgets.press("Return")
    editor = gadgets.page.editing.open_editor
    assert editor is not None
    assert editor.bubble.isVisible()
    gadgets.press("Esc")
    assert shown(gadgets, "status") == "New"


def test_an_arrow_ends_the_name_that_was_typed(gadgets: User) -> None:
    go_to(gadgets, "status")
    gadgets.write("n")
    gadgets.press("Down")
    gadgets.write("s")
    gadgets.press("Return")
    assert shown(gadgets, "status") == "Sold out"


def test_a_blank_before_any_letter_opens_the_list(gadgets: User) -> None:
    go_to(gadgets, "status")
    gadgets.press("F2")
    gadgets.press("Space")
    gadgets.press_in(gadgets.popup(), "Esc")
    gadgets.press("Esc")


def test_a_name_is_typed_in_the_form_too(gadgets: User) -> None:
    gadgets.press("Ctrl+N")
    form: RecordPane = gadgets.dialog(RecordPane)
    gadgets.write("Lamp")
    gadgets.focus_editor(form, "status")
    gadgets.write("sold out")
    gadgets.press("Shift+Backtab")
    gadgets.press("Tab")
    gadgets.write("on sale")
    gadgets.press("Ctrl+S")
    gadgets.wait_closed(form)
    gadgets.wait(lambda: gadgets.page.model.count == 6)
    assert shown(gadgets, "status") == "On sale"


def test_a_name_that_fits_nothing_is_told_in_the_form_and_brought_back(gadgets: User) -> None:
    gadgets.press("Ctrl+N")
    form: RecordPane = gadgets.dialog(RecordPane)
    gadgets.write("Lamp")
    gadgets.focus_editor(form, "status")
    gadgets.write("sx")
    gadgets.press("Ctrl+S")
    assert form.form.problems["status"].text() == "Must be one of New, On sale, Sold out"
    gadgets.write("sold")
    gadgets.press("Ctrl+S")
    gadgets.wait_closed(form)
    gadgets.wait(lambda: gadgets.page.model.count == 6)
    assert shown(gadgets, "status") == "Sold out"


def test_yes_and_no_are_typed_as_well(gadgets: User) -> None:
    go_to(gadgets, "active")
    gadgets.write("no")
    gadgets.press("Return")
    assert shown(gadgets, "active") == "✗"
