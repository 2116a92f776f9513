"""A table worked in at random holds, key by key, what a plain account of it says."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from core import bootstrap
from core.bootstrap import Application
from core.context import Context
from core.settings import load_settings
from tests.gui.clerk import Clerk
from tests.gui.clerk_blocks import BlockDeeds
from tests.gui.clerk_cells import CellDeeds
from tests.gui.person import User
from tests.gui.screen import Screen

Core = tuple[Application, Context]
Deed = Callable[[Screen], None]
LONG: Final = [pytest.param(seed, 10_000, marks=pytest.mark.slow) for seed in range(100, 120)]


@pytest.fixture
def core(shop: None, data_dir: Path) -> Iterator[Core]:
    """The same gadgets from outside the window."""
    with bootstrap.open_application(load_settings(data_dir=data_dir)) as application:
        yield application, application.context()


class Work:
    """What a clerk does, each deed so often; what is done with blocks mostly with a selection."""

    def __init__(self, clerk: Clerk) -> None:
        self._clerk = clerk
        self._blocks = blocks = BlockDeeds(clerk)
        self._cells = cells = CellDeeds(clerk, blocks.fill_with)
        self._with_cells: dict[Deed, int] = {
            cells.move: 30,
            cells.select: 10,
            cells.click: 6,
            cells.type: 22,
            cells.edit: 6,
            cells.insert: 3,
            cells.save: 2,
            cells.give_up: 2,
            cells.undo: 8,
            cells.redo: 5,
            cells.sort: 3,
            cells.search: 3,
            cells.refresh: 2,
        }
        self._with_blocks: dict[Deed, int] = {
            blocks.copy: 5,
            blocks.cut: 3,
            blocks.paste: 8,
            blocks.paste_rows: 3,
            blocks.fill_down: 6,
            blocks.fill_all: 4,
            blocks.from_above: 3,
            blocks.clear: 4,
            blocks.clear_to_null: 2,
            blocks.delete: 3,
            blocks.duplicate: 3,
        }

    def go_on(self) -> None:
        """One thing more, and what becomes of it."""
        clerk, all_deeds = self._clerk, {**self._with_cells, **self._with_blocks}
        (deed,) = clerk.chance.choices(list(all_deeds), list(all_deeds.values()))
        if not clerk.page.view.is_in_use:
            deed = clerk.chance.choice((self._cells.insert, self._blocks.paste_rows, self._cells.search_nothing))
        elif deed in self._with_blocks:
            for _ in range(clerk.chance.randrange(4)):
                self._cells.select(clerk.screen())
            clerk.check()
            if not clerk.page.view.is_in_use:  # a new row was left that does not fit the search
                return
        screen = clerk.screen()
        clerk.log.append(f"{deed.__name__} at {screen.row}, {screen.name}, of {screen.count}")
        deed(screen)
        clerk.check()


@pytest.mark.parametrize(("seed", "keys"), [(1, 500), *LONG])
def test_the_database_holds_what_was_typed(gadgets: User, core: Core, seed: int, keys: int) -> None:
    clerk = Clerk(gadgets, core, seed)
    work = Work(clerk)
    while clerk.pressed < keys:
        work.go_on()
    clerk.finish()
