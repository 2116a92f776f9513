"""Keys pressed after a command that opens a form or a dialog, while that is still to come: they are meant for it."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from gui.dialogs.dialog import Dialog
from gui.dialogs.import_dialog import ImportDialog
from gui.form.record_pane import RecordPane
from gui.table import commands
from tests.gui.late import PATIENCE, late
from tests.gui.person import User


@pytest.fixture
def items() -> list[str]:
    return ["Persuasion", "Sanditon"]


@pytest.fixture
def gate(user: User, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """No record is read for a form before this is set."""
    gate = late(monkeypatch, "load_record")
    yield gate
    gate.set()


@pytest.mark.parametrize("opens", ["Space", "Ctrl+Shift+D"])
def test_keys_go_into_the_form(user: User, gate: threading.Event, opens: str) -> None:
    user.press(opens)
    user.press("Ctrl+A")
    user.write("Emma")
    user.press("Tab")
    user.write("novel")
    assert user.page.editing.open_editor is None
    gate.set()
    form = user.dialog(RecordPane)
    texts = [form.form.editors[name].typed_text() for name in ("title", "description")]
    assert texts == ["Emma", "novel"]
    assert user.titles() == ["Persuasion", "Sanditon"]


def test_escape_has_no_form_come(user: User, gate: threading.Event) -> None:
    user.press("Space")
    user.write("lost")
    user.press("Escape")
    user.write("Emma")
    gate.set()
    user.press("Return")
    user.wait(lambda: user.shows("Emma", "Sanditon") and not user.desk.operations.tasks.is_busy)
    assert not user.window.panel.isVisible()


def test_who_clicks_elsewhere_is_shown_no_form(user: User, gate: threading.Event) -> None:
    user.press("Space")
    user.write("lost")
    view = user.page.view
    user.click(view.viewport(), view.visualRect(view.rows.index(1, 0)).center())
    user.write("Lady Susan")
    gate.set()
    user.press("Return")
    user.wait(lambda: user.shows("Persuasion", "Lady Susan") and not user.desk.operations.tasks.is_busy)
    assert not user.window.panel.isVisible()


def test_keys_go_into_the_dialog(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    real = commands._import_dialog  # pyright: ignore[reportPrivateUsage]
    monkeypatch.setattr(commands, "_import_dialog", lambda core, context: (gate.wait(PATIENCE), real(core, context))[1])
    user.press("Ctrl+I")
    user.write("books.csv")
    gate.set()
    dialog = user.dialog(ImportDialog)
    user.wait(lambda: dialog.focusWidget() is not None)
    user.wait(lambda: dialog.focusWidget().text() == "books.csv")  # pyright: ignore[reportAttributeAccessIssue, reportOptionalMemberAccess]
    dialog.reject()


@pytest.mark.parametrize("opens", ["Ctrl+H", "Ctrl+G"])
def test_keys_pressed_while_a_dialog_is_made_go_into_it(user: User, opens: str) -> None:
    user.press(opens)
    table = user.focus
    QTest.keyClicks(table, "abc")  # as the window system does, which knows of no dialog yet
    dialog = user.dialog(Dialog)
    assert dialog.findChildren(QLineEdit)[0].text() == "abc"
    assert user.page.editing.open_editor is None
    user.press("Esc")
    user.wait_closed(dialog)


def test_escape_has_no_dialog_come(user: User) -> None:
    user.press("Ctrl+H")
    user.press("Esc")
    QTest.qWait(100)
    assert not user.page.view.window().findChildren(Dialog)
    user.write("Emma")
    user.press("Return")
    user.wait(lambda: user.shows("Emma", "Sanditon"))
