"""What another process writes is told from what this one does, whether it goes by the journal or not."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from core.bootstrap import Application
from core.context import Context
from core.database import sqlite_module, sqlite_url
from core.desk.drafts import Draft
from core.errors import NotFoundError
from core.query import Query
from core.unit_of_work import Label
from tests.core.conftest import shop_on
from tests.shop.gadget import GadgetCreate

RAISE = "UPDATE gadget SET stock = stock + 1"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Application]:
    with shop_on(sqlite_url(tmp_path / "shop.db"), tmp_path) as app:
        yield app


def run(shop: Application, sql: str) -> None:
    """Write as a program does that knows nothing of the journal."""
    with closing(sqlite_module().connect(str(shop.database.url.database))) as connection, connection:
        connection.execute(sql)


def keep(shop: Application, context: Context) -> None:
    shop.drafts.keep(context, Draft("gadgets", {"name": "desk"}))


def create(shop: Application, context: Context) -> None:
    shop.service("gadgets").create(context, GadgetCreate(name="lamp"))


def fail(shop: Application, context: Context) -> None:
    with suppress(NotFoundError), shop.units.write(context, Label("create")):
        create(shop, context)
        shop.service("nothing")


def undo(shop: Application, context: Context) -> None:
    shop.undo.undo(context)


Write = Callable[[Application, Context], None]


@pytest.mark.parametrize("own", [keep, create, fail])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_write_past_the_journal_is_noticed_beside_one_of_this_process(
    shop: Application, boss: Context, own: Write, is_first: bool
) -> None:
    create(shop, boss)
    before = shop.others_version()
    for _ in range(3):
        if is_first:
            run(shop, RAISE)
        own(shop, boss)
        if not is_first:
            run(shop, RAISE)
        assert (after := shop.others_version()) != before
        assert (before := shop.others_version()) == after, "once is enough"


def test_what_this_process_writes_alone_is_never_noticed(shop: Application, boss: Context) -> None:
    before = shop.others_version()
    for own in (keep, create, undo, keep, keep, fail, create):
        own(shop, boss)
        shop.service("gadgets").window(boss, Query(), 0, 10)
        assert shop.others_version() == before


def test_a_look_while_something_is_written_here_waits_for_nothing_and_misses_nothing(
    shop: Application, boss: Context
) -> None:
    create(shop, boss)
    before = shop.others_version()
    with shop.units.write(boss, Label("create")):
        create(shop, boss)
        looks = list[int]()
        looking = threading.Thread(target=lambda: looks.append(shop.others_version()))
        looking.start()
        looking.join(5)
        assert looks == [before]
    assert shop.others_version() == before
    run(shop, RAISE)
    with shop.units.write(boss, Label("create")):
        create(shop, boss)
    assert shop.others_version() != before


def test_many_writes_at_once_hide_none_of_another_process(shop: Application, boss: Context) -> None:
    create(shop, boss)
    done = threading.Event()

    def type_on() -> None:
        while not done.is_set():
            keep(shop, boss)

    typing = threading.Thread(target=type_on)
    seen = shop.others_version()
    typing.start()
    try:
        assert {shop.others_version() for _ in range(50)} == {seen}
        for _ in range(20):
            run(shop, RAISE)
            newest = next(new for new in iter(shop.others_version, None) if new != seen)
            seen = newest
    finally:
        done.set()
        typing.join()
