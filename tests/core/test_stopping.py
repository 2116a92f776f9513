"""A write that is stopped leaves nothing behind; once it is being committed, nobody stops it."""

import threading
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, text

from core.bootstrap import Application
from core.context import CancelToken, Context
from core.errors import CancelledError
from core.query import ALL, Query
from core.services.replacing import Replacement
from core.transfer.importing import import_file
from core.unit_of_work import Label
from tests.shop.gadget import GadgetCreate, GadgetUpdate

NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) SELECT max(i) FROM n"
ENDLESS = f"UPDATE gadget SET stock = ({NUMBERS})"
SOON = 0.2
State = tuple[list[str], list[int]]


@pytest.fixture(autouse=True)
def lamp(shop: Application, boss: Context) -> None:
    shop.service("gadgets").create(boss, GadgetCreate(name="Lamp", pin="1234"))


def rename(shop: Application, context: Context, to: str = "Desk") -> int:
    return shop.service("gadgets").update_many(context, ALL, GadgetUpdate(name=to))


def rename_without_end(shop: Application, context: Context) -> None:
    """In a savepoint, as most is written."""
    with shop.units.write(context, Label("update")):
        rename(shop, context)
        with shop.units.write(context, Label("update")) as unit:
            unit.connection.execute(text(ENDLESS))


def rename_and_stop(shop: Application, context: Context) -> None:
    with shop.units.write(context, Label("update")):
        rename(shop, context)
        context.cancel.cancel()


def state(shop: Application) -> State:
    """What the gadgets are called, and the steps of the journal."""
    with shop.database.read() as connection:
        names = connection.scalars(text("SELECT name FROM gadget ORDER BY id")).all()
        return list(names), list(connection.scalars(text("SELECT id FROM journal_step ORDER BY id")))


@contextmanager
def stopped(shop: Application, boss: Context, moment: str, begins: str = "", *, after: float = 0) -> Generator[Context]:
    """A context whose work is cancelled so many seconds after the engine comes to this, with a statement like that."""
    cancel, timers = CancelToken(), list[threading.Timer]()

    def begin(*arguments: Any) -> None:
        if not timers and (not begins or arguments[2].startswith(begins)):
            timers.append(threading.Timer(after, cancel.cancel))
            timers[0].start()
            if not after:
                timers[0].join()

    event.listen(shop.database.engine, moment, begin)
    try:
        yield boss.with_progress(boss.progress, cancel)
    finally:
        event.remove(shop.database.engine, moment, begin)
    assert cancel.cancelled


def test_the_statement_under_way_is_interrupted_and_all_is_taken_back(shop: Application, boss: Context) -> None:
    before, told = state(shop), list[object]()
    shop.changes.subscribe(told.append)
    with stopped(shop, boss, "before_cursor_execute", ENDLESS, after=SOON) as context, pytest.raises(CancelledError):
        rename_without_end(shop, context)
    assert (state(shop), told, shop.units.own_steps(before[1][-1])) == (before, [], set())
    assert (rename(shop, boss), state(shop)[0], len(told)) == (1, ["Desk"], 1)


def test_what_is_stopped_behind_its_last_statement_is_taken_back_as_well(shop: Application, boss: Context) -> None:
    before = state(shop)
    with pytest.raises(CancelledError):
        rename_and_stop(shop, boss)
    assert (state(shop), shop.units.own_steps(before[1][-1])) == (before, set())


def test_what_is_being_committed_is_not_stopped(shop: Application, boss: Context) -> None:
    told = list[object]()
    shop.changes.subscribe(told.append)
    with stopped(shop, boss, "commit") as context:
        assert rename(shop, context) == 1
    assert (state(shop)[0], len(told)) == (["Desk"], 1)


def test_who_is_stopped_while_another_writes_never_begins(shop: Application, boss: Context) -> None:
    before, cancel = state(shop), CancelToken()
    with ThreadPoolExecutor(1) as pool:
        with shop.units.write(boss, Label("update")):
            waiting = pool.submit(rename, shop, boss.with_progress(boss.progress, cancel))
            time.sleep(SOON)
            cancel.cancel()
        assert isinstance(waiting.exception(), CancelledError)
    assert state(shop) == before


def paste(shop: Application, context: Context) -> object:
    return shop.service("gadgets").paste(context, {"name": ["Desk", "Chair"]}, [gadget(shop), None])


def replace(shop: Application, context: Context) -> object:
    return shop.service("gadgets").replace(context, ALL, ["name"], Replacement("Lamp", "Desk"))


def duplicate(shop: Application, context: Context) -> object:
    return shop.service("gadgets").duplicate(context, [gadget(shop)])


def delete(shop: Application, context: Context) -> object:
    return shop.service("gadgets").delete(context, ALL)


def bring_in(shop: Application, context: Context) -> object:
    path = shop.settings.data_dir / "gadgets.csv"
    path.write_text("name\nDesk\n", encoding="utf-8")
    return import_file(context, shop.service("gadgets"), path)


def gadget(shop: Application) -> Any:
    return shop.service("gadgets").window(shop.context(), Query(ALL), 0, 1).rows[0].id


@pytest.mark.parametrize(
    ("change", "moment"),
    [
        (rename, "UPDATE gadget"),
        (paste, "UPDATE gadget"),
        (replace, "UPDATE gadget"),
        (duplicate, "INSERT INTO journal_change"),
        (bring_in, "INSERT INTO journal_change"),
        (delete, "DELETE FROM gadget"),
    ],
)
def test_every_change_is_stopped_as_a_whole_and_can_be_made_later(
    shop: Application, boss: Context, change: Callable[[Application, Context], object], moment: str
) -> None:
    before = state(shop)
    with stopped(shop, boss, "after_cursor_execute", moment) as context, pytest.raises(CancelledError):
        change(shop, context)
    assert state(shop) == before
    change(shop, boss)
    assert state(shop)[0] != before[0]
    for turn in (shop.undo.undo, shop.undo.redo):
        before = state(shop)
        with (
            stopped(shop, boss, "after_cursor_execute", "UPDATE journal_step") as context,
            pytest.raises(CancelledError),
        ):
            turn(context)
        assert state(shop) == before
        turn(boss)
        assert state(shop)[0] != before[0]
