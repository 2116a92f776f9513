"""What a clerk does with the cursor and with single cells."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Qt

from tests.gui.clerk import Clerk
from tests.gui.screen import BAD, Screen, read, written

MOVES: Final = (
    *("Up", "Down", "Left", "Right", "Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDown", "Tab"),
    *("Ctrl+Home", "Ctrl+End", "Shift+Tab", "Return", "Ctrl+Up", "Ctrl+Down"),
)
SELECTS: Final = (
    *("Shift+Up", "Shift+Down", "Shift+Left", "Shift+Right", "Shift+Down", "Shift+Right", "Shift+Space"),
    *("Ctrl+Space", "Shift+PgDown", "Ctrl+Shift+Home", "Ctrl+Shift+End", "Shift+Home"),
)
LONGEST: Final = 8
"""Values that are longer are not made longer still."""


class CellDeeds:
    """Each presses its keys and enters in the ledger what has to come of it."""

    def __init__(self, clerk: Clerk, fill: Callable[[Screen, Any], None]) -> None:
        self._clerk, self._ledger, self._fill = clerk, clerk.ledger, fill

    def move(self, _screen: Screen) -> None:
        self._clerk.go(self._clerk.chance.choice(MOVES))

    def select(self, _screen: Screen) -> None:
        if self._clerk.chance.random() < 0.05:
            self._clerk.go("Ctrl+A")
        else:
            self._clerk.go(self._clerk.chance.choice(SELECTS))

    def click(self, screen: Screen) -> None:
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        self._clerk.click_at(self._clerk.anywhere(screen), self._clerk.chance.choice((None, None, control, shift)))

    def type(self, screen: Screen) -> None:
        text = self._clerk.text(screen.name)
        self._clerk.write(text)
        self._confirm(screen, read(text, screen.name))

    def edit(self, screen: Screen) -> None:
        value = screen.values[screen.row][screen.name]
        if len(written(value)) > 8:
            return
        self._clerk.press("F2")
        if self._clerk.chance.random() < 0.3:
            self._confirm(screen, value, is_typed=False)
            return
        sign = self._clerk.chance.choice("0123456789")
        self._clerk.write(sign)
        self._confirm(screen, read(written(value) + sign, screen.name))

    def _confirm(self, screen: Screen, value: Any, *, is_typed: bool = True) -> None:
        """Keep what is in the editor, in one way or another."""
        key = screen.keys[screen.row]
        way = self._clerk.chance.choice(("Return", "Return", "Tab", "Backtab", "Esc", "Ctrl+S", "Ctrl+Return", "click"))
        if way == "Ctrl+Return" and len(screen.names) > 1:
            way = "Return"
        self._clerk.log.append(f"  typed {value!r}, {way}, {sorted(screen.selected)[:4]}")
        if way == "click":
            self._clerk.click_at(self._clerk.anywhere(screen), None)
        else:
            self._clerk.press(way)
        if value is BAD and way != "Esc":
            assert self._clerk.page.editing.open_editor is not None, self._clerk.story(
                "an editor closed on a wrong value"
            )
            self._clerk.press("Esc")
        elif is_typed and way != "Esc":
            self._ledger.type(key, screen.name, value)
        assert self._clerk.page.editing.open_editor is None, self._clerk.story("the editor is still open")
        if way == "Ctrl+S" and value is not BAD:
            self._ledger.save_row(self._clerk.cursor())
        if way == "Return" and value is not BAD and self._clerk.cursor() == key:
            self._ledger.save(key)
        if way == "Ctrl+Return" and value is not BAD:
            self._fill(screen, value)

    def insert(self, _screen: Screen) -> None:
        self._clerk.press("Ins")

    def save(self, _screen: Screen) -> None:
        self._clerk.press("Ctrl+S")
        self._ledger.save_row(self._clerk.cursor())

    def give_up(self, screen: Screen) -> None:
        is_in_table = self._clerk.page.view.is_in_use
        self._clerk.press("Esc")
        if is_in_table:
            self._ledger.give_up([screen.keys[screen.row]])

    def undo(self, screen: Screen) -> None:
        if self._ledger.steps:
            self._clerk.undo(screen)

    def redo(self, screen: Screen) -> None:
        if self._ledger.steps_again:
            self._clerk.redo(screen)

    def sort(self, screen: Screen) -> None:
        self._clerk.press("F8")
        self._maybe_saved(screen)

    def _maybe_saved(self, screen: Screen) -> None:
        """The cursor stands at the top until its record is found again, and so may have left its row."""
        self._clerk.settle()
        left = {self._ledger.key_of(draft.id) for draft in self._clerk.page.model.drafts}
        for key in (screen.keys[screen.row], *self._ledger.touched):
            if key not in left:
                self._ledger.save(key)

    def search(self, screen: Screen) -> None:
        self._clerk.press("Ctrl+F")
        self._clerk.press("Ctrl+A")
        text = self._clerk.chance.choice(("", "", "1", "2", "word 1", "5"))
        if text:
            self._clerk.write(text)
        else:
            self._clerk.press("Del")
        self._clerk.press("Return")
        self._clerk.settle()
        if self._clerk.page.view.is_in_use:
            self._clerk.page.view.setFocus()
        self._maybe_saved(screen)

    def search_nothing(self, _screen: Screen) -> None:
        self._clerk.page.search.clear()

    def refresh(self, _screen: Screen) -> None:
        self._clerk.press("F5")
