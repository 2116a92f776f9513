"""Windows of long results: the same rows at the same places whatever is known of the order, and as others write."""

import random
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import text

from core.bootstrap import Application
from core.context import CancelToken, Context
from core.database import sqlite_module
from core.desk.drafts import Draft
from core.errors import CancelledError, InvalidError
from core.query import ALL, Compare, Match, Node, Not, Query, Search, Sort
from core.services import orders, result
from core.services.orders import IdList, Prepared, PreparedOrders, Stamp
from core.services.selection import Selection
from core.types import new_id, new_ids
from core.unit_of_work import Label
from tests.core.conftest import People, shop_on
from tests.shop.category import CategoryCreate, CategoryUpdate
from tests.shop.gadget import GadgetCreate, GadgetUpdate

ROWS = 120
ORDERS = (
    (),
    (Sort("id"),),
    (Sort("name"),),
    (Sort("price", descending=True), Sort("name")),
    (Sort("price"), Sort("id", descending=True)),
    (Sort("category_id"), Sort("stock")),
    (Sort("updated_at", descending=True),),
)
FILTERS: tuple[Node, ...] = (Not(Match("name", "a")), Search("b"))


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What begins at thousands of rows begins at a few here."""
    monkeypatch.setattr(result, "NEAR", 10)
    monkeypatch.setattr(result, "STRIDE", 7)
    monkeypatch.setattr(result, "PIECE", 5)
    monkeypatch.setattr(result, "_FETCHED", 6 * orders.WIDTH)
    monkeypatch.setattr(orders, "_PROBES", 3)


@pytest.fixture
def gadgets(shop: Application, boss: Context) -> Application:
    """Some gadgets, many of them alike."""
    chance = random.Random(5)
    tools = shop.service("categories").create(boss, CategoryCreate(name="Tools"))
    toys = shop.service("categories").create(boss, CategoryCreate(name="Toys"))
    shop.service("gadgets").create_many(boss, (odd(chance, tools.id, toys.id) for _ in range(ROWS)))
    return shop


def odd(chance: random.Random, *categories: UUID) -> GadgetCreate:
    return GadgetCreate(
        name=chance.choice(["a", "Ä", "b", "ß", "bc"]),
        price=chance.choice([None, Decimal(1), Decimal("1.5")]),
        stock=chance.randrange(3),
        category_id=chance.choice([None, *categories]),
        seen_at=chance.choice([None, datetime(2026, 1, 1, tzinfo=UTC)]),
    )


def truth(shop: Application, context: Context, query: Query) -> list[UUID]:
    """The ids of the whole result, with nothing remembered."""
    shop_orders, shop.units.orders = shop.units.orders, PreparedOrders()
    try:
        return [row.id for row in shop.service("gadgets").window(context, query, 0, 10_000).rows]
    finally:
        shop.units.orders = shop_orders


def check(shop: Application, context: Context, query: Query) -> None:
    """Every window and every place is as it would be with nothing remembered."""
    service, whole = shop.service("gadgets"), truth(shop, context, query)
    assert service.count(context, query) == len(whole)
    for start in range(0, len(whole) + 9, 27):
        window = service.window(context, query, start, 9)
        assert window.exact
        assert [row.id for row in window.rows] == whole[start : start + 9]
    for position in range(0, len(whole), 41):
        assert service.locate(context, query, whole[position]) == position
    assert service.ids(context, Selection(query, (range(3, 20), range(100, 110)))) == whole[3:20] + whole[100:110]


def results() -> list[Query]:
    whole = [Query(ALL, sort) for sort in ORDERS]
    return [*whole, *(Query(where, sort) for where in FILTERS for sort in ORDERS[:4])]


def test_a_prepared_order_has_the_rows_where_they_are(gadgets: Application, boss: Context) -> None:
    for query in results():
        check(gadgets, boss, query)
        gadgets.service("gadgets").prepare(boss, query)
        check(gadgets, boss, query)


def test_an_ordinary_user_sees_windows_of_their_own_rows(gadgets: Application, people: People) -> None:
    for context in (people.ann, people.bob):
        gadgets.service("gadgets").create_many(context, (GadgetCreate(name=f"own {n % 4}") for n in range(30)))
    query = Query(ALL, (Sort("name"),))
    for context in (people.boss, people.ann, people.bob):
        gadgets.service("gadgets").prepare(context, query)
    assert len(truth(gadgets, people.ann, query)) == 30
    for context in (people.boss, people.ann, people.bob):
        check(gadgets, context, query)


def test_a_few_writes_are_followed(gadgets: Application, boss: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    service, chance = gadgets.service("gadgets"), random.Random(6)
    queries = [*results()[:5], Query(FILTERS[0], (Sort("name"),)), Query(FILTERS[1])]
    for query in queries:
        service.prepare(boss, query)
    monkeypatch.setattr(result.Result, "_list", None)
    monkeypatch.setattr(result.Result, "_anchors", None)
    for number in range(12):
        some = chance.sample(truth(gadgets, boss, Query()), 3)
        match number % 6:
            case 0:
                service.create_many(boss, (odd(chance) for _ in range(4)))
            case 1:
                service.update(boss, some[0], GadgetUpdate(name=f"ab{number}", price=None))
            case 2:
                service.delete(boss, some)
            case 3:
                gadgets.undo.undo(boss)
            case 4:
                service.update_many(boss, some, GadgetUpdate(notes="said"))
            case _:
                service.delete(boss, [service.create(boss, odd(chance)).id])
        for query in queries:
            check(gadgets, boss, query)


def test_a_new_name_of_a_referred_record_makes_an_order_by_it_old(gadgets: Application, boss: Context) -> None:
    query, service = Query(ALL, (Sort("category_id"),)), gadgets.service("gadgets")
    service.prepare(boss, query)
    (toys, *_) = gadgets.service("categories").list(boss).data
    gadgets.service("categories").update(boss, toys.id, CategoryUpdate(name="A"))
    assert not service.window(boss, query, 0, 5).exact
    service.prepare(boss, query)
    check(gadgets, boss, query)


def test_after_many_writes_the_old_order_serves_until_it_is_prepared_again(gadgets: Application, boss: Context) -> None:
    service, query = gadgets.service("gadgets"), Query(ALL, (Sort("name"), Sort("stock")))
    service.prepare(boss, query)
    before = truth(gadgets, boss, query)
    service.update_many(boss, Compare("name", "=", "b"), GadgetUpdate(name="zz"))
    gone = before[60:63]
    service.delete(boss, gone)
    window = service.window(boss, query, 55, 20)
    assert not window.exact
    assert [row.id for row in window.rows] == [row for row in before[55:75] if row not in gone]
    assert service.count(boss, query) == ROWS - 3
    service.prepare(boss, query)
    check(gadgets, boss, query)


def test_changes_of_other_fields_leave_an_order_as_it_is(gadgets: Application, boss: Context) -> None:
    service, query = gadgets.service("gadgets"), Query(ALL, (Sort("name"),))
    service.prepare(boss, query)
    service.update_many(boss, ALL, GadgetUpdate(notes="new"))
    window = service.window(boss, query, 50, 3)
    assert window.exact
    assert {row.version for row in window.rows} == {2}
    check(gadgets, boss, query)


def test_an_order_by_what_every_change_writes_gets_old_by_any(gadgets: Application, boss: Context) -> None:
    service, query = gadgets.service("gadgets"), Query(ALL, (Sort("updated_at"),))
    service.prepare(boss, query)
    service.update_many(boss, ALL, GadgetUpdate(notes="new"))
    assert not service.window(boss, query, 50, 3).exact


def test_what_is_written_past_the_journal_is_noticed(gadgets: Application, boss: Context) -> None:
    if not gadgets.database.is_sqlite:
        pytest.skip("PostgreSQL tells of no writes but those of the journal")
    service = gadgets.service("gadgets")
    for sort in ((), (Sort("name"),)):
        query = Query(ALL, sort)
        service.prepare(boss, query)
        count = service.count(boss, query)
        with gadgets.database.write() as connection:
            connection.execute(text("DELETE FROM gadget WHERE id = (SELECT max(id) FROM gadget)"))
        assert service.count(boss, query) == count - 1
        service.prepare(boss, query)
        check(gadgets, boss, query)


def test_what_is_written_past_the_journal_beside_a_write_of_this_process_is_noticed(
    gadgets: Application, boss: Context
) -> None:
    if not gadgets.database.is_sqlite:
        pytest.skip("PostgreSQL tells of no writes but those of the journal")
    service, query = gadgets.service("gadgets"), Query(ALL, (Sort("name"),))
    service.prepare(boss, query)
    count, version = service.count(boss, query), gadgets.others_version()
    with closing(sqlite_module().connect(str(gadgets.database.url.database))) as connection, connection:
        connection.execute("DELETE FROM gadget WHERE id = (SELECT max(id) FROM gadget)")
    service.create(boss, GadgetCreate(name="lamp"))
    assert gadgets.others_version() != version
    assert service.count(boss, query) == count
    service.prepare(boss, query)
    check(gadgets, boss, query)


def test_nothing_of_an_open_unit_is_remembered(gadgets: Application, boss: Context) -> None:
    service, query = gadgets.service("gadgets"), Query(ALL, (Sort("name"),))
    service.prepare(boss, query)
    whole = truth(gadgets, boss, query)
    with gadgets.units.write(boss, Label("delete_many")) as unit:
        service.delete(boss, whole[:5])
        assert service.count(boss, query) == ROWS - 5
        service.prepare(boss, query)
        assert [row.id for row in service.window(boss, query, 0, 9).rows] == whole[5:14]
        unit.connection.rollback()
    check(gadgets, boss, query)


def test_a_long_list_lies_in_a_scratch_file(
    gadgets: Application, boss: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(result, "IN_MEMORY", 100)
    monkeypatch.setattr(result, "_STREAMED", 30)
    service, query = gadgets.service("gadgets"), Query(ALL, (Sort("name"),))
    done: list[int] = []
    service.prepare(boss.with_progress(lambda so_far, _: done.append(so_far), CancelToken()), query)
    check(gadgets, boss, query)
    assert done == sorted(done)
    assert len(done) > 5
    service.update(boss, truth(gadgets, boss, query)[0], GadgetUpdate(name="zz"))
    assert not service.window(boss, query, 0, 5).exact
    service.prepare(boss, Query(Compare("name", "=", "nothing"), (Sort("name"),)))


@pytest.mark.parametrize("sort", ["id", "name"])
def test_preparing_stops_when_asked_to(gadgets: Application, boss: Context, sort: str) -> None:
    service, query, cancel = gadgets.service("gadgets"), Query(ALL, (Sort(sort),)), CancelToken()

    def stop(_done: int, _total: int | None) -> None:
        cancel.cancel()

    with pytest.raises(CancelledError):
        service.prepare(boss.with_progress(stop, cancel), query)
    check(gadgets, boss, query)


def test_few_rows_need_no_order(shop: Application, boss: Context) -> None:
    shop.service("gadgets").create_many(boss, (GadgetCreate(name=str(n)) for n in range(9)))
    shop.service("gadgets").prepare(boss, Query())
    check(shop, boss, Query())
    assert shop.service("gadgets").locate(boss, Query(), new_id()) is None


class TestOrders:
    def test_ids_are_found_where_they_begin_only(self) -> None:
        first, second = b"\1" * 15 + b"\2", b"\1" * 14 + b"\2\1"
        order = IdList(first + second)
        assert (order.find(first), order.find(second), order.find(b"\3" * 16)) == (0, 1, None)
        assert order.find(b"\2\1" + b"\1" * 14) is None

    @pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 50])
    def test_rows_are_put_into_their_places(self, count: int) -> None:
        ids = new_ids(count * 2 + 1)
        order = IdList(b"".join(ids[1::2]))
        for identity in ids[0::2]:
            order = order.inserted(identity, lambda probes, new=identity: sum(probe < new for probe in probes))
        assert order.at(0, 1000) == ids
        assert order.without(ids[::3]).at(0, 1000) == [one for at, one in enumerate(ids) if at % 3]

    def test_what_was_used_longest_ago_makes_room(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(orders, "MOST_BYTES", 16 * 10)
        kept = PreparedOrders()
        for name, length in (("a", 4), ("b", 4), ("a", 0), ("c", 4)):
            if not kept.get(name):
                kept.put(name, Prepared(IdList(bytes(16 * length)), Stamp(1, 1)))
        assert [kept.get(name) is None for name in "abc"] == [False, True, False]

    def test_an_older_order_never_takes_the_place_of_a_newer_one(self) -> None:
        kept, newer = PreparedOrders(), Prepared(IdList(b""), Stamp(2, 1))
        kept.put("a", newer)
        kept.put("a", Prepared(IdList(b""), Stamp(1, 1)))
        assert kept.get("a") is newer


def test_the_version_of_others_tells_of_their_writes_but_not_of_what_failed(shop: Application, boss: Context) -> None:
    other = shop_on(shop.database.url)
    try:
        versions = [shop.others_version()]
        lamp = other.service("gadgets").create(boss, GadgetCreate(name="lamp"))
        versions.append(shop.others_version())
        other.service("gadgets").update(boss, lamp.id, GadgetUpdate(stock=1))
        versions.append(shop.others_version())
        other.undo.undo(boss)
        versions.append(shop.others_version())
        assert len(set(versions)) == 4
        with pytest.raises(InvalidError):
            other.service("gadgets").create(boss, GadgetCreate(name="x", category_id=new_id()))
        assert shop.others_version() == versions[-1] == shop.others_version()
    finally:
        other.close()


def test_the_version_of_others_is_silent_about_what_this_process_writes(shop: Application, boss: Context) -> None:
    other = shop_on(shop.database.url)
    try:
        before = shop.others_version()
        lamp = shop.service("gadgets").create(boss, GadgetCreate(name="lamp"))
        assert shop.others_version() == before
        shop.undo.undo(boss)
        shop.drafts.keep(boss, Draft("gadgets", {"name": "desk"}))
        assert shop.others_version() == before
        shop.undo.redo(boss)
        other.service("gadgets").update(boss, lamp.id, GadgetUpdate(stock=1))
        shop.service("gadgets").create(boss, GadgetCreate(name="desk"))
        assert shop.others_version() != before, "a write of somebody else between two of this process"
    finally:
        other.close()
