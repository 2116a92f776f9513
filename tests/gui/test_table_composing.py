"""Text that an input method makes of several keys, an accent and its letter or a word in Chinese, typed into cells."""

import sys
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QInputMethodQueryEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.gui.late import late
from tests.gui.person import User


@pytest.fixture
def items() -> list[str]:
    return ["Persuasion", "Sanditon"]


def send(event: QInputMethodEvent | QInputMethodQueryEvent | QKeyEvent) -> None:
    """As the platform does: to whatever has the keyboard."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QCoreApplication.sendEvent(focus, event)


def compose(text: str) -> None:
    """Show what the keys have made so far."""
    send(QInputMethodEvent(text, []))


def enter(text: str) -> None:
    """Type what the keys have made."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    send(event)


def test_the_table_takes_what_an_input_method_makes(user: User) -> None:
    query = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled | Qt.InputMethodQuery.ImCursorRectangle)
    send(query)
    assert query.value(Qt.InputMethodQuery.ImEnabled) is True
    view = user.page.view
    cell = view.visualRect(view.currentIndex()).translated(view.viewport().pos())
    assert query.value(Qt.InputMethodQuery.ImCursorRectangle) == cell


def test_an_accent_and_its_letter_begin_to_edit(user: User) -> None:
    enter("É")
    user.write("mile")
    user.press("Return")
    user.wait(lambda: user.shows("Émile", "Sanditon"))


def test_a_word_is_seen_over_its_cell_while_it_is_put_together(user: User) -> None:
    view = user.page.view
    for text in ("k", "か", "かんじ"):
        compose(text)
        assert view.composing.isVisible()
        assert view.composing.text() == text
        assert view.hasFocus()
    assert view.composing.geometry().topLeft() == view.visualRect(view.currentIndex()).topLeft()
    enter("漢字")
    assert not view.composing.isVisible()
    compose("で")
    enter("です")
    user.press("Return")
    user.wait(lambda: user.shows("漢字です", "Sanditon"))


def test_a_word_that_is_broken_off_changes_nothing(user: User) -> None:
    compose("かん")
    compose("")
    assert not user.page.view.composing.isVisible()
    compose("かん")
    user.page.search.setFocus()
    assert not user.page.view.composing.isVisible()
    user.page.view.setFocus()
    user.press("F2")
    user.press("Return")
    assert user.shows("Persuasion", "Sanditon")


def test_a_column_that_cannot_be_changed_says_so(user: User) -> None:
    while user.page.view.rows.columns[user.page.view.currentIndex().column()].updatable:
        user.press("Right")
    enter("é")
    assert user.said.endswith("cannot be changed.")


def test_what_is_entered_waits_for_its_record_in_its_turn(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    gate: threading.Event = late(monkeypatch, "create_record")
    user.press("Ctrl+N")
    user.write("Emma")
    user.press("Ctrl+S")
    enter("É")
    user.write("m")
    enter("ï")
    user.write("le")
    user.press("Return")
    gate.set()
    user.wait(lambda: user.shows("Émïle", "Persuasion", "Sanditon"))


@pytest.mark.skipif(sys.platform == "darwin", reason="there the Option key types")
def test_a_character_of_alt_gr_begins_to_edit_and_one_of_alt_does_not(user: User) -> None:
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    for modifiers, text in ((alt, "x"), (control, "x"), (control | alt, "@")):
        send(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, modifiers, text))
    user.write("home")
    user.press("Return")
    user.wait(lambda: user.shows("@home", "Sanditon"))
