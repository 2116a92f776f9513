"""Somebody who works in a table at random and keeps a ledger of it, against which everything is held."""

import random
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog

from core.bootstrap import Application
from core.context import Context
from core.query.ast import Query
from tests.gui.ledger import Cells, Key, Ledger
from tests.gui.person import User
from tests.gui.screen import BAD, EMPTY, NAMES, NULLABLE, Screen, look


class Clerk:
    """Hands, eyes and memory: what is done with them is in the modules beside."""

    def __init__(self, user: User, core: tuple[Application, Context], seed: int) -> None:
        self.user, self.chance, self.page = user, random.Random(seed), user.page
        application, self._context = core
        self._service = application.service("gadgets")
        readable = [facts.name for facts in self._service.entity.readable]
        self._places = {name: readable.index(name) for name in NAMES}
        self._columns = {facts.name: number for number, facts in enumerate(self.page.model.columns)}
        self._clear_view()
        self.ledger = Ledger(self._found(), EMPTY, "name")
        self.log: list[str] = []
        self.pressed = 0
        """Keys and clicks so far."""
        self._number = 0

    def screen(self) -> Screen:
        """What is to be seen now."""
        return look(self.page, self.ledger)

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.user.wait(lambda: not self.user.desk.operations.tasks.is_busy)
        QApplication.processEvents()
        self.user.wait(lambda: not self.user.desk.operations.tasks.is_busy)

    def check(self) -> None:
        """Hold what is stored, what is shown and what is only typed yet against the ledger."""
        self.settle()
        opened = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
        assert not opened, self.story(f"{opened} opened")
        self.leave()
        differences = self.ledger.compare(self._found())
        assert not differences, self.story(differences)
        screen = self.screen()
        nothing: Cells = dict.fromkeys(NAMES)
        for key, values in zip(screen.keys, screen.values, strict=True):
            wanted = {**self.ledger.stored.get(key, nothing), **self.ledger.typed.get(key, {})}
            assert dict(values) == wanted, self.story(f"{key} shows {values}, not {wanted}")
        kept = {self.ledger.key_of(draft.id): dict(draft.cells) for draft in self.page.model.drafts}
        assert kept == self.ledger.typed, self.story(f"typed: {kept}, not {self.ledger.typed}")

    def finish(self) -> None:
        """Store what can be stored, take back everything, and do it all again."""
        self.press("Ctrl+S")
        self.ledger.save_row(self.cursor())
        self.check()
        for turn, left in ((self.undo, lambda: self.ledger.steps), (self.redo, lambda: self.ledger.steps_again)):
            while left():
                turn(self.screen())
                self.settle()
                self.leave()
            self.check()

    def undo(self, screen: Screen) -> None:
        """Take back the last step."""
        self.press("Ctrl+Z")
        self.ledger.undo()

    def redo(self, screen: Screen) -> None:
        """Do the step again that was taken back last."""
        self.press(self.chance.choice(("Ctrl+Y", "Ctrl+Shift+Z")))
        self.ledger.redo()

    def typed_at(self, screen: Screen, row: int, name: str, value: Any) -> None:
        """Into one cell, unless it does not take that."""
        if value is not BAD:
            self.ledger.type(screen.keys[row], name, value)

    def leave(self) -> None:
        """Rows that the cursor has left are stored."""
        waiting = {self.ledger.key_of(draft.id) for draft in self.page.model.drafts}
        self.ledger.leave_all_but(self.cursor(), waiting)
        for key in self.ledger.touched:
            if key not in waiting:  # the cursor was elsewhere for a moment, while other rows were searched for
                self.ledger.save(key)

    def written(self, screen: Screen, changes: dict[int, Cells]) -> None:
        """In one step."""
        self.leave()
        self.ledger.write({screen.keys[row]: cells for row, cells in changes.items()})

    def prepared(self, screen: Screen) -> None:
        """What is done to many cells stores first what was typed into the row of the cursor."""
        if screen.row < screen.count:
            self.saved(screen)

    def saved(self, screen: Screen) -> None:
        """The row of the cursor is stored."""
        if 0 <= screen.row < len(screen.keys):
            self.ledger.save(screen.keys[screen.row])

    def fitting(self, name: str, value: Any) -> Any:
        """A value, if a field takes it."""
        return BAD if value is None and name not in NULLABLE else value

    def text(self, name: str) -> str:
        """Something to type into a field, mostly right."""
        self._number += 1
        match name:
            case "name" | "notes":
                return self.chance.choice((f"word {self._number}", f"{self._number % 7}", f"w{self._number % 5}"))
            case "price":
                return self.chance.choice((f"{self._number}.25", f"{self._number % 9}.75", "dear"))
            case _:
                return self.chance.choice((str(self._number), str(self._number % 5), "many"))

    def anywhere(self, screen: Screen) -> QPoint:
        """A cell in view."""
        view = self.page.view
        top, bottom = view.rowAt(0), view.rowAt(view.viewport().height() - 1)
        row = self.chance.randrange(top, len(screen.keys) if bottom < 0 else bottom)
        column = self._columns[self.chance.choice(NAMES)]
        return view.visualRect(self.page.model.index(row, column)).center()

    def click_at(self, place: QPoint, modifier: Qt.KeyboardModifier | None) -> None:
        """Click into the table."""
        self.pressed += 1
        self.user.click(self.page.view.viewport(), place, modifier)

    def press(self, keys: str) -> None:
        """Press keys where the keyboard is."""
        self.log.append(f"  {keys} in {QApplication.focusWidget()}")
        self.pressed += 1
        self.user.press(keys)

    def write(self, text: str) -> None:
        """Type where the keyboard is."""
        self.pressed += len(text)
        self.user.write(text)

    def go(self, keys: str) -> None:
        """Press keys that move the cursor; the row it left is stored even if the next keys lead back to it."""
        self.press(keys)
        self.settle()
        self.leave()

    def cursor(self) -> Key:
        """The record under the cursor."""
        index = self.page.view.currentIndex()
        return self.ledger.key_of(self.page.model.id_at(index.row())) if index.isValid() else None

    def _found(self) -> dict[Key, Cells]:
        window = self._service.window(self._context, Query(), 0, 10_000)
        return {row.id: {name: row.values[place] for name, place in self._places.items()} for row in window.rows}

    def _clear_view(self) -> None:
        """Hide the columns that nobody works in here."""
        for name, column in self._columns.items():
            if name not in NAMES:
                self.page.view.put_cursor(0, column)
                self.user.press("Shift+F7")
        self.page.view.put_cursor(0, 0)

    def story(self, what: str) -> str:
        """What was done before something went wrong."""
        return "\n".join([what, f"said: {self.user.said}", "after:", *self.log[-40:]])
