"""What a clerk does with blocks of cells and with whole rows."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtGui import QGuiApplication

from gui.dialogs.block_report import BlockReport
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
            ((row, name),) = screen.selected
            self._clerk.typed_at(screen, row, name, blank[name])
            return
        self._clerk.prepared(screen)
        begun = [row for row in screen.new if screen.keys[row] in self._ledger.typed]
        cells = [(row, name) for row in (*screen.rows, *begun) for name in screen.in_row(row)]
        wrong = [
            (row, name)
            for row, name in cells
            if blank[name] is BAD and (row in screen.rows or screen.values[row][name] is not None)
        ]
        fitting = [(row, name) for row, name in cells if blank[name] is not BAD]
        if wrong and not self._takes_rest(f"{wrong} should not be emptied", may_be=bool(fitting)):
            return
        with self._ledger.together():
            for row, name in fitting:
                if row in begun:
                    self._clerk.typed_at(screen, row, name, blank[name])
            own = {row: [name for at, name in fitting if at == row] for row in screen.rows}
            self._clerk.written(screen, {row: {name: blank[name] for name in names} for row, names in own.items()})

    def fill_down(self, screen: Screen) -> None:
        self._clerk.press("Ctrl+D")
        first, *others = [*screen.rows, *screen.new]
        if not others:
            self._filled_from_above(screen)
            return
        values = screen.values[first] if screen.rows else self._ledger.typed.get(screen.keys[first], {})
        self._clerk.prepared(screen)
        with self._ledger.together():
            for row in (row for row in others if row in screen.new):
                for name in (name for name in screen.in_row(row) if name in values):
                    self._clerk.typed_at(screen, row, name, self._clerk.fitting(name, values[name]))
            changes = {row: {name: values[name] for name in screen.in_row(row)} for row in screen.rows}
            self._clerk.written(screen, changes)

    def from_above(self, screen: Screen) -> None:
        self._clerk.press("Ctrl+'")
        self._filled_from_above(screen)

    def _filled_from_above(self, screen: Screen) -> None:
        if screen.row > 0:
            value = screen.values[screen.row - 1][screen.name]
            self._clerk.typed_at(screen, screen.row, screen.name, self._clerk.fitting(screen.name, value))

    def fill_all(self, screen: Screen) -> None:
        if screen.names == [screen.name]:
            self._clerk.press("Ctrl+Return")
            self.fill_with(screen, screen.values[screen.row][screen.name])

    def fill_with(self, screen: Screen, value: Any) -> None:
        if len(screen.selected) == 1:
            ((row, name),) = screen.selected
            self._clerk.typed_at(screen, row, name, self._clerk.fitting(name, value))
            return
        value = self._clerk.fitting(screen.name, value)
        key = screen.keys[screen.row]
        if screen.row < screen.count:
            self._ledger.take_out(key, screen.name)
        self._clerk.prepared(screen)
        changes = {row: {screen.name: value} for row in screen.rows}
        if _is_refused(changes):
            return
        with self._ledger.together((key, screen.name)):
            for row in screen.new:
                self._clerk.typed_at(screen, row, screen.name, value)
            if screen.rows:
                self._clerk.written(screen, changes)

    def paste(self, screen: Screen) -> None:
        texts = self._block(screen)
        self._clerk.press("Ctrl+V")
        is_one = [len(line) for line in texts] == [1]
        if is_one and len(screen.selected) == 1 and screen.new:
            ((row, name),) = screen.selected
            self._clerk.typed_at(screen, row, name, read(texts[0][0], name))
            return
        names = screen.names if is_one else NAMES[NAMES.index(screen.names[0]) :]
        held = [row for row, key in enumerate(screen.keys) if row >= screen.count and key in self._ledger.typed]
        chosen = [*screen.rows, *(row for row in screen.new if row in held)]
        if not chosen:
            lines = [texts[0] * len(names)] if is_one else texts
            self._pasted(screen, [dict(zip(names, line, strict=False)) for line in lines], [], {})
            return
        if is_one:
            places, lines = chosen, [dict.fromkeys(screen.in_row(row), texts[0][0]) for row in chosen]
        else:
            times = len(chosen) // len(texts) if len(chosen) % len(texts) == 0 else 1
            lines = [dict(zip(names, line, strict=False)) for line in texts] * times
            is_apart = len(chosen) == len(lines) and screen.bands > 1
            places = chosen if is_apart else range(chosen[0], chosen[0] + len(lines))
        typed = {row: line for row, line in zip(places, lines, strict=True) if row in held}
        others = [(row, line) for row, line in zip(places, lines, strict=True) if row not in held]
        self._pasted(screen, [line for _, line in others], [row for row, _ in others if row < screen.count], typed)

    def paste_rows(self, screen: Screen) -> None:
        texts = self._block(screen)
        self._clerk.press("Ctrl+Shift+V")
        first = NAMES.index(screen.names[0]) if self._clerk.page.view.is_in_use and len(texts[0]) < len(NAMES) else 0
        self._pasted(screen, [dict(zip(NAMES[first:], line, strict=False)) for line in texts], [], {})

    def _pasted(
        self, screen: Screen, lines: Sequence[dict[str, str]], places: Sequence[int], typed: dict[int, dict[str, str]]
    ) -> None:
        """All of it or nothing; where some cells are wrong, perhaps the others. What goes into rows not stored is
        right, or nothing is pasted."""
        into = {
            row: {name: read(text, name) for name, text in line.items() if text or name != "stock"}
            for row, line in typed.items()
        }
        if any(BAD in cells.values() for cells in into.values()):
            return
        if lines:
            self._clerk.prepared(screen)
        rows, bad, rest = list[tuple[Key, Cells]](), 0, 0
        for number, line in enumerate(lines):
            values = {name: read(text, name) for name, text in line.items()}
            key = screen.keys[places[number]] if number < len(places) else None
            if key is None and line.get("stock") == "":
                del values["stock"]
            fitting = {name: value for name, value in values.items() if value is not BAD}
            is_hopeless = key is None and "name" not in fitting
            bad += is_hopeless or len(fitting) < len(values)
            if not is_hopeless:
                rows.append((key, fitting))
                rest += len(fitting)
        if bad and not self._takes_rest(f"{bad} of {lines} should not go in", may_be=rest > 0):
            return
        self._clerk.leave()
        with self._ledger.together():
            for row, cells in into.items():
                for name, value in cells.items():
                    self._clerk.typed_at(screen, row, name, value)
            changes = {key: cells for key, cells in rows if key is not None}
            self._ledger.write(changes, [cells for key, cells in rows if key is None])

    def _takes_rest(self, what: str, *, may_be: bool) -> bool:
        """Answer the report of what is wrong; where nothing can be done, a line may say why."""
        self._clerk.settle()
        shown = [each for each in self._clerk.page.window().findChildren(BlockReport) if each.isVisible()]
        if not shown and not may_be and self._clerk.user.said.startswith("Nothing changed. "):
            return False
        assert shown, self._clerk.story(what)
        dialog = shown[0]
        wants_rest = may_be and self._clerk.chance.random() < 0.5
        (dialog.rest if wants_rest else dialog.nothing).click()
        self._clerk.user.wait_closed(dialog)
        return wants_rest

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
        rows, new = screen.rows, [row for row in screen.new if screen.keys[row] in self._ledger.typed]
        if len(rows) > 8 and screen.count - len(rows) < 5 and self._clerk.chance.random() < 0.8:
            return
        self._clerk.press("Ctrl+Del")
        self._ledger.delete(screen.keys[row] for row in [*rows, *new])

    def duplicate(self, screen: Screen) -> None:
        if len(screen.rows) < 2 or screen.row >= screen.count or screen.count > MOST:
            return
        self._clerk.press("Ctrl+Shift+D")
        if any(screen.keys[row] in self._ledger.typed for row in screen.new):
            return
        self._clerk.saved(screen)
        self._ledger.add([self._ledger.stored[screen.keys[row]] for row in screen.rows])


def _is_refused(changes: dict[int, Cells]) -> bool:
    """Whether a cell does not take its value: nothing is done then, to unsaved rows either."""
    return any(BAD in cells.values() for cells in changes.values())
