"""Random keys and clicks in a small table: nothing fails, and the database holds just what the table shows."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from core.bootstrap import Application
from core.context import Context
from core.query.ast import Query, Sort
from tests.gui.person import User

Core = tuple[Application, Context]

MOVES = (
    *("Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDown", "Ctrl+Home", "Ctrl+End", "Tab", "Shift+Tab"),
    *("Return", "Shift+Down", "Shift+Right", "Ctrl+Down", "Ctrl+Shift+End", "Ctrl+A", "Ctrl+Space", "Shift+Space"),
)
OTHERS = ("F2", "Esc", "F5", "F8", "Shift+F8", "Ins", "Ctrl+S", "Ctrl++", "Ctrl+-", "Ctrl+0", "F6", "Backspace", "Del")
WRITES = ("Ctrl+Del", "Ctrl+Z", "Ctrl+Y")
LETTERS = "abcdefghijklmnop 0123456789"
ROWS = 30


@pytest.fixture
def items() -> list[str]:
    return [f"Item {number:02}" for number in range(ROWS)]


class Monkey:
    """Presses what comes to mind."""

    def __init__(self, user: User, seed: int) -> None:
        self._user, self._chance, self._page = user, random.Random(seed), user.page
        self._keeper = QTimer(user.window)
        self._keeper.timeout.connect(self._close_dialogs)  # some wait for an answer before a key press is over
        self._keeper.start(100)

    def rest(self) -> None:
        """Press no more."""
        self._keeper.stop()

    def act(self) -> None:
        """One key, click, or word."""
        roll = self._chance.random()
        if roll < 0.55:
            self._press(self._chance.choice(MOVES))
        elif roll < 0.75:
            self._press(self._chance.choice(OTHERS))
        elif roll < 0.78:
            self._press(self._chance.choice(WRITES))
        elif roll < 0.9:
            self._press(self._chance.choice(LETTERS))
        elif roll < 0.95:
            self._click()
        else:
            QApplication.processEvents()
        self._close_dialogs()
        if self._user.window.page is not self._page:
            self._user.window.show_page("items")

    def _press(self, keys: str) -> None:
        widget = self._widget()
        if len(keys) == 1:
            QTest.keyClicks(widget, keys)
            return
        combination = QKeySequence.fromString(keys)[0]  # pyright: ignore[reportIndexIssue]  # the stubs lack it
        QTest.keyClick(widget, combination.key(), combination.keyboardModifiers())

    def _click(self) -> None:
        viewport = self._page.view.viewport()
        if not self._page.view.is_in_use:
            return
        spot = QPoint(self._chance.randrange(viewport.width()), self._chance.randrange(viewport.height()))
        modifiers = (
            *(Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier),
            Qt.KeyboardModifier.ControlModifier,
        )
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, self._chance.choice(modifiers), spot)

    def _widget(self) -> QWidget:
        return QApplication.focusWidget() or self._page.view

    def _close_dialogs(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.reject()


def run(user: User, core: Core, seed: int, actions: int) -> None:
    """Let a monkey work, then hold what the table shows against the database."""
    application, context = core
    monkey = Monkey(user, seed)
    for _ in range(actions):
        monkey.act()
    user.wait(lambda: not user.desk.operations.tasks.is_busy)  # what was pressed last may wait for the rows
    monkey.rest()
    page = user.page
    editor = page.editing.open_editor
    if editor is not None:
        editor.cancel()
    for draft in page.model.drafts:
        user.wait(lambda draft=draft: not draft.sent)
        page.cells.let_go([draft])
    page.search.clear()
    page.asking.ask(sort=())
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    page.refresh()
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    stored = application.service("items").window(context, Query(sort=(Sort("id", descending=True),)), 0, 1000)
    rows = [page.model.row(position) for position in range(page.model.count)]
    assert [row.id for row in rows if row] == [row.id for row in stored.rows]
    assert [row.values for row in rows if row] == [row.values for row in stored.rows]


def test_a_few_hundred_random_keys(user: User, core: Core) -> None:
    tester = QAbstractItemModelTester(user.page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    run(user, core, seed=1, actions=400)
    assert tester.model() is user.page.model


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_ten_thousand_random_keys(user: User, core: Core, seed: int) -> None:
    run(user, core, seed, actions=10_000)


def test_each_row_typed_is_stored_as_typed(user: User, core: Core) -> None:
    """Words typed into random cells, mixed with moves, against a plain dictionary of what was typed."""
    application, context = core
    chance, view, model = random.Random(7), user.page.view, user.page.model
    known: dict[Any, list[Any]] = {}
    for position in range(ROWS):
        row = model.row(position)
        assert row is not None
        known[row.id] = [row.values[0], row.values[1]]
    steps: list[Callable[[], None]] = [
        lambda: user.press(chance.choice(("Up", "Down", "PgUp", "PgDown", "Ctrl+Home", "Ctrl+End"))),
        lambda: user.press(chance.choice(("Tab", "Return", "Shift+Tab", "F5"))),
    ]
    for number in range(60):
        chance.choice(steps)()
        user.press("Home")
        column = chance.randrange(2)
        user.press("Right", times=column)
        identity = model.id_at(view.currentIndex().row())
        if identity not in known:
            continue
        word = f"Word {number}"
        user.write(word)
        user.press(chance.choice(("Tab", "Return")))
        known[identity][column] = word
    user.press("Ctrl+S")
    user.wait(lambda: not user.desk.operations.tasks.is_writing and not len(model.drafts))
    stored = application.service("items").window(context, Query(), 0, 1000)
    assert {row.id: list(row.values[:2]) for row in stored.rows} == known


class Bookkeeper:
    """Types, pastes and clears in a sorted table, and keeps a plain account of what each record should hold."""

    def __init__(self, user: User, seed: int) -> None:
        self._user, self._chance, self._model = user, random.Random(seed), user.page.model
        rows = [self._model.row(position) for position in range(ROWS)]
        self.known: dict[Any, list[Any]] = {row.id: list(row.values[:2]) for row in rows if row is not None}

    def act(self, number: int) -> None:
        """Go to a record and do one thing to it."""
        self._user.press(self._chance.choice(("Up", "Down", "PgUp", "PgDown", "Ctrl+Home", "Ctrl+End")))
        self._user.press("Home")
        position = self._user.page.view.currentIndex().row()
        identity = self._model.id_at(position)
        if identity not in self.known:
            return
        deeds = (self._retitle, self._retitle_and_describe, self._describe, self._clear)
        self._chance.choice(deeds)(self.known[identity], number)

    def _retitle(self, own: list[Any], number: int) -> None:
        own[0] = f"{self._chance.choice(LETTERS).strip()}{number}"
        self._user.write(own[0])
        self._user.press("Tab")

    def _retitle_and_describe(self, own: list[Any], number: int) -> None:
        self._retitle(own, number)
        own[1] = self._paste(number)

    def _describe(self, own: list[Any], number: int) -> None:
        self._user.press("Right")
        own[1] = self._paste(number)

    def _clear(self, own: list[Any], _number: int) -> None:
        self._user.press("Right")
        self._user.press("Del")
        own[1] = None

    def _paste(self, number: int) -> str:
        text = f"for {number}"
        QGuiApplication.clipboard().setText(text)
        self._user.press("Ctrl+V")
        return text


@pytest.mark.parametrize(
    ("seed", "actions"), [(1, 25), *[pytest.param(seed, 200, marks=pytest.mark.slow) for seed in range(2, 8)]]
)
def test_each_record_holds_what_it_was_given(user: User, core: Core, seed: int, actions: int) -> None:
    """Saving a row moves it, for the table is sorted by what is typed; nothing may go into another one for that."""
    application, context = core
    user.press("Ctrl+Home")
    user.press("F8")
    user.wait(lambda: user.page.model.query.sort and not user.desk.operations.tasks.is_busy)
    bookkeeper = Bookkeeper(user, seed)
    for number in range(actions):
        bookkeeper.act(number)
        user.wait(lambda: not user.desk.operations.tasks.is_busy)
    user.press("Ctrl+S")
    user.wait(lambda: not user.desk.operations.tasks.is_busy and not len(user.page.model.drafts))
    stored = application.service("items").window(context, Query(), 0, 1000)
    assert {row.id: list(row.values[:2]) for row in stored.rows} == bookkeeper.known
