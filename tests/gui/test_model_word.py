"""Qt's own examiner watches small tables while rows come, go, move and change, here and from elsewhere."""

import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QDialog

from core.bootstrap import Application
from core.changes import MANY, Change
from core.context import Context
from core.errors import NotFoundError
from core.query.ast import Query
from tests.gui.person import User

Core = tuple[Application, Context]
MOST: Final = 50
LONG: Final = [pytest.param(seed, 1000, marks=pytest.mark.slow) for seed in range(10, 20)]


class Turmoil:
    """Changes a table of items in every way there is, and waits for nothing in between."""

    def __init__(self, user: User, core: Core, seed: int) -> None:
        self._user, self._chance, (application, self._context) = user, random.Random(seed), core
        self._service = application.service("items")
        self._new = self._service.entity.new
        self._number = 0
        self._deeds: tuple[Callable[[], Any], ...] = (
            *(self._add_elsewhere, self._delete_elsewhere, self._change_elsewhere, self._look),
            *(self._type, self._type_new, self._paste, self._select, self._search, self._turn),
            *(self._key("Ctrl+Del"), self._key("Ctrl+Z"), self._key("Ctrl+Y"), self._key("F8"), self._key("F5")),
            *(self._key("Ctrl+D"), self._key("Del"), self._key("Esc"), self._key("Ctrl+S"), self._key("Ctrl+End")),
        )

    def act(self) -> None:
        """One thing, and perhaps some time for it to be done."""
        self._chance.choice(self._deeds)()
        for _ in range(self._chance.randrange(4)):
            QApplication.processEvents()

    def _key(self, keys: str) -> Callable[[], None]:
        return lambda: self._press(keys)

    def _press(self, keys: str) -> None:
        if QApplication.activeWindow() is None:  # a report was closed, and there is no window manager
            self._user.window.activateWindow()
            self._user.wait(QApplication.focusWidget)
        self._user.page.contents.enter()
        self._user.press(keys)

    def _word(self) -> str:
        self._number += 1
        return f"{self._chance.choice('abc')}{self._number}"

    def rest(self) -> None:
        """Give up what is not stored, and show everything as it comes."""
        page = self._user.page
        for dialog in self._user.window.findChildren(QDialog):
            dialog.reject()
        if page.editing.open_editor is not None:
            page.editing.open_editor.cancel()
        self._user.wait(lambda: not self._user.desk.operations.tasks.is_busy)
        for draft in page.model.drafts:
            page.cells.let_go([draft])
        page.search.clear()
        page.asking.ask(sort=())

    def ids(self) -> list[Any]:
        """The records that are stored, as they come."""
        return [row.id for row in self._service.window(self._context, Query(), 0, 1000).rows]

    def _add_elsewhere(self) -> None:
        count = self._chance.choice((1, 1, 2, 10))
        if len(self.ids()) + count <= MOST:
            self._service.create_many(self._context, [self._new({"title": self._word()}) for _ in range(count)])

    def _delete_elsewhere(self) -> None:
        ids = self.ids()
        most = len(ids) if self._chance.random() < 0.2 else min(2, len(ids))
        if most:
            with suppress(NotFoundError):
                self._service.delete(self._context, self._chance.sample(ids, self._chance.randint(1, most)))

    def _change_elsewhere(self) -> None:
        ids = self.ids()
        if ids:
            chosen = self._chance.sample(ids, self._chance.randrange(1, len(ids) + 1))
            with suppress(NotFoundError):  # the window deleted one of them meanwhile
                self._service.update_many(self._context, chosen, self._service.entity.change({"title": self._word()}))

    def _look(self) -> None:
        """Notice at once what was written elsewhere."""
        self._user.desk.operations.changes.changed.emit((Change("items", MANY),))

    def _type(self) -> None:
        if self._user.page.view.is_in_use:
            self._press(self._chance.choice(("Up", "Down", "Right", "Left")))
            self._user.write(self._word())
            self._user.press(self._chance.choice(("Return", "Tab", "Esc")))

    def _type_new(self) -> None:
        self._press("Ins")
        self._user.write(self._word())
        self._user.press(self._chance.choice(("Return", "Tab")))

    def _paste(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._word()}\n{self._word()}\n")
        self._press(self._chance.choice(("Ctrl+V", "Ctrl+Shift+V")))

    def _select(self) -> None:
        self._press(self._chance.choice(("Shift+Down", "Shift+Up", "Ctrl+A", "Ctrl+Space", "Shift+Space")))

    def _search(self) -> None:
        self._user.page.search.put(self._chance.choice(("", "", "a", "b", "zzz")))

    def _turn(self) -> None:
        self._user.page.asking.sort_by(self._chance.randrange(len(self._user.page.model.columns)))


@pytest.mark.parametrize(("seed", "actions"), [(1, 150), *LONG])
def test_the_model_keeps_its_word_in_turmoil(user: User, core: Core, seed: int, actions: int) -> None:
    page = user.page
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    turmoil = Turmoil(user, core, seed)
    for _ in range(actions):
        turmoil.act()
    turmoil.rest()
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    page.refresh()
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert [page.model.id_at(row) for row in range(page.model.count)] == turmoil.ids()
    assert tester.model() is page.model
