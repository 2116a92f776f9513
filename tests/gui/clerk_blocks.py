"""What a clerk does with blocks of cells and with whole rows."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtGui import QGuiApplication

from gui.dialogs.paste_report import PasteReport
from tests.gui.clerk import Clerk
from tests.gui.ledger import Cells, Key
from tests.gui.screen import BAD, NAMES, Screen, read, written

MOST: Final = 40
"""So many rows are enough."""
FEW: Final = 5


class BlockDeeds:
    """Each presses its keys and enters in the ledger what has to come of it."""

    def __init__(self, clerk: Clerk) -> None:
        self._clerk, self._ledger = clerk, clerk.ledger

    def copy(self, screen: Screen) -> None:
        QGuiApplication.clipboard().setText("nothing")
        self._clerk.press("Ctrl+C")
        self._clerk.settle()
        self._check_copied(screen)

    def _check_copied(self, screen: Screen) -> None:
        typed = [row for row in screen.new if screen.keys[row] in self._ledger.typed]
        rows = [*screen.rows, *typed] or screen.new
        lines = [
            "\t".join(written(screen.values[row][n]) if (row, n) in screen.selected else "" for n in screen.names)
            for row in rows
        ]
        found = QGuiApplication.clipboard().text()
        assert found == "\n".join([*lines, ""] if lines[-1] == "" else lines), self._clerk.story(
            f"copied {found!r}, not {lines}"
        )

    def cut(self, screen: Screen) -> None:
        self._clerk.press("Ctrl+X")
        self._clerk.settle()
        self._check_copied(screen)
        self._cleared(screen, null=False)

    def clear(self, screen: Screen) -> None:
        self._clerk.press("Del")
        self._cleared(screen, null=False)

    def clear_to_null(self, screen: Screen) -> None:
        self._clerk.press("Alt+Del")
        self._cleared(screen, null=True)

    def _cleared(self, screen: Screen, *, null: bool) -> None:
        blank = {"name": BAD, "notes": None, "price": None, "stock": BAD if null else 0}
        if len(screen.selected) == 1:
            self._clerk.typed_at(screen, screen.row, screen.name, blank[screen.name])
            return
        self._clerk.prepared(screen)
        with self._ledger.together():
            for row in screen.new:
                if screen.keys[row] in self._ledger.typed:
                    for name in screen.in_row(row):
                        self._clerk.typed_at(screen, row, name, blank[name])
            changes = {row: {name: blank[name] for name in screen.in_row(row)} for row in screen.rows}
            self._clerk.written(screen, changes)

    def fill_down(self, screen: Screen) -> None:
        self._clerk.press("Ctrl+D")
        if len(screen.rows) <= 1:
            self._filled_from_above(screen)
            return
        self._clerk.saved(screen)
        first = screen.values[screen.rows[0]]
        self._clerk.written(screen, {row: {name: first[name] for name in screen.in_row(row)} for row in screen.rows})

    def from_above(self, screen: Screen) -> None:
        self._clerk.press("Ctrl+'")
        self._filled_from_above(screen)

    def _filled_from_above(self, screen: Screen) -> None:
        if screen.row > 0:
            value = screen.values[screen.row - 1][screen.name]
            self._clerk.typed_at(screen, screen.row, screen.name, self._clerk.fitting(screen.name, value))

    def fill_all(self, screen: Screen) -> None:
        if len(screen.names) == 1:
            self._clerk.press("Ctrl+Return")
            self.fill_with(screen, screen.values[screen.row][screen.name])

    def fill_with(self, screen: Screen, value: Any) -> None:
        value = self._clerk.fitting(screen.name, value)
        if len(screen.selected) == 1:
            self._clerk.typed_at(screen, screen.row, screen.name, value)
            return
        key = screen.keys[screen.row]
        if screen.row < screen.count:
            self._ledger.take_out(key, screen.name)
        self._clerk.prepared(screen)
        with self._ledger.together((key, screen.name)):
            for row in screen.new:
                self._clerk.typed_at(screen, row, screen.name, value)
            if screen.rows:
                self._clerk.written(screen, {row: {screen.name: value} for row in screen.rows})

    def paste(self, screen: Screen) -> None:
        texts = self._block(screen)
        self._clerk.press("Ctrl+V")
        is_one = [len(line) for line in texts] == [1]
        if is_one and len(screen.selected) == 1 and screen.new:
            self._clerk.typed_at(screen, screen.row, screen.name, read(texts[0][0], screen.name))
            return
        names = screen.names if is_one else NAMES[NAMES.index(screen.names[0]) :]
        if not screen.rows:
            self._pasted_at_end(screen, [texts[0] * len(names)] if is_one else texts, names)
            return
        places = screen.rows
        if is_one:
            lines = [dict.fromkeys(screen.in_row(row), texts[0][0]) for row in places]
        else:
            times = len(places) // len(texts) if len(places) % len(texts) == 0 else 1
            lines = [dict(zip(names, line, strict=False)) for line in texts] * times
        if len(places) != len(lines) or places[-1] - places[0] + 1 == len(places):
            places = list(range(places[0], min(places[0] + len(lines), screen.count)))
        self._clerk.saved(screen)
        self._pasted(screen, lines, places)

    def paste_rows(self, screen: Screen) -> None:
        texts = self._block(screen)
        self._clerk.press("Ctrl+Shift+V")
        first = NAMES.index(screen.names[0]) if self._clerk.page.view.isVisible() and len(texts[0]) < len(NAMES) else 0
        self._clerk.saved(screen)
        self._pasted(screen, [dict(zip(NAMES[first:], line, strict=False)) for line in texts], [])

    def _pasted_at_end(self, screen: Screen, texts: list[list[str]], names: Sequence[str]) -> None:
        """The first line into a new row that something was typed into already, the others as rows of their own."""
        row = screen.new[0]
        if screen.keys[row] in self._ledger.typed:
            said = {name: text for name, text in zip(names, texts[0], strict=False) if text or name != "stock"}
            values = {name: read(text, name) for name, text in said.items()}
            if BAD in values.values():
                return
            if row != screen.row:
                self._clerk.saved(screen)  # the cursor goes to the row that takes the first line
            with self._ledger.together():
                for name, value in values.items():
                    self._clerk.typed_at(screen, row, name, value)
            texts = texts[1:]
            if not texts:
                return
            self._ledger.save_row(screen.keys[row])
        self._clerk.saved(screen)
        self._pasted(screen, [dict(zip(names, line, strict=False)) for line in texts], [])

    def _pasted(self, screen: Screen, lines: Sequence[dict[str, str]], places: Sequence[int]) -> None:
        """All of it or nothing; where some lines are wrong, perhaps the others."""
        changes, added, bad = dict[Key, Cells](), list[Cells](), 0
        for number, line in enumerate(lines):
            values = {name: read(text, name) for name, text in line.items()}
            is_there = number < len(places)
            if not is_there and line.get("stock") == "":
                del values["stock"]
            if BAD in values.values() or (not is_there and "name" not in values):
                bad += 1
            elif is_there:
                changes[screen.keys[places[number]]] = values
            else:
                added.append(values)
        if bad:
            self._clerk.settle()
            shown = [each for each in self._clerk.page.window().findChildren(PasteReport) if each.isVisible()]
            assert shown, self._clerk.story(f"{bad} of {lines} should not go in")
            dialog = shown[0]
            wants_rest = self._clerk.chance.random() < 0.5 and bad < len(lines)
            (dialog.rest if wants_rest else dialog.nothing).click()
            self._clerk.user.wait_closed(dialog)
            if not wants_rest:
                return
        self._ledger.leave_all_but(self._clerk.cursor())
        self._ledger.write(changes, added)

    def _block(self, screen: Screen) -> list[list[str]]:
        """What is pasted: a block of one's own, or what was copied before."""
        board, found = QGuiApplication.clipboard(), QGuiApplication.clipboard().text()
        if found and self._clerk.chance.random() < 0.4 and len(found.split("\n")) < 8:
            return [line.split("\t") for line in found.removesuffix("\n").split("\n")]
        height, width = self._clerk.chance.choice((1, 1, 2, 3)), self._clerk.chance.choice((1, 1, 2, 3, 4))
        first = NAMES.index(screen.names[0])
        names = [NAMES[min(3, first + place)] for place in range(width)]
        if screen.count > MOST:
            height = 1
        texts = [
            [self._clerk.text(name) if self._clerk.chance.random() < 0.95 else "" for name in names]
            for _ in range(height)
        ]
        if texts == [[""]]:
            texts = [["1"]]
        board.setText("".join("\t".join(line) + "\n" for line in texts))
        return texts

    def delete(self, screen: Screen) -> None:
        rows = screen.rows
        if len(rows) > 8 and screen.count - len(rows) < 5 and self._clerk.chance.random() < 0.8:
            return
        self._clerk.press("Ctrl+Del")
        if rows:
            self._ledger.delete(screen.keys[row] for row in rows)

    def duplicate(self, screen: Screen) -> None:
        if len(screen.rows) < 2 or screen.row >= screen.count or screen.count > MOST:
            return
        self._clerk.press("Ctrl+Shift+D")
        self._clerk.saved(screen)
        self._ledger.add([self._ledger.stored[screen.keys[row]] for row in screen.rows])
