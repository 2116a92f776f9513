"""Facets, summaries and totals: counts that are those of the filters they offer, exact, within access."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from core.bootstrap import Application
from core.context import Context
from core.errors import ConflictError, QueryError
from core.query import ALL, Compare, IsNull, Query, Sort
from core.query.grammar import parse, to_text
from core.services import selection
from core.services.selection import Selection
from core.types import MAX_INTEGER, fold
from tests.core.conftest import People
from tests.shop.category import CategoryCreate
from tests.shop.gadget import GadgetCreate, GadgetUpdate, Status

NAMES = ["Ä", "a", "b", "b", "c"]


@pytest.fixture
def gadgets(shop: Application, boss: Context) -> Application:
    """Fifty gadgets of which most fields are told by their number."""
    tools = shop.service("categories").create(boss, CategoryCreate(name="Tools"))
    shop.service("gadgets").create_many(
        boss,
        (
            GadgetCreate(
                name=NAMES[n % 5],
                price=None if n % 10 == 0 else Decimal(n) / 4,
                weight=Decimal("0.000001") * n,
                stock=n * n - 100,
                rating=n / 7,
                active=n % 3 == 0,
                released=date(2026, 1, 1) + timedelta(days=n * 3),
                opens=time(n % 24, n),
                seen_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=n * 5),
                status=Status.SOLD if n < 5 else Status.NEW,
                pin="1234",
                category_id=tools.id if n % 2 else None,
            )
            for n in range(50)
        ),
    )
    return shop


def test_values_come_with_the_count_of_their_filter(gadgets: Application, boss: Context) -> None:
    service = gadgets.service("gadgets")
    names = service.facets(boss, Query(), "name")
    assert [(facet.count, facet.value) for facet in names[2:]] == [(10, "c")]
    assert sorted(facet.count for facet in names) == [10, 20, 20]
    for field in ("name", "price", "status", "active", "category_id", "released", "weight", "rating", "stock"):
        for facet in service.facets(boss, Query(), field):
            assert service.count(boss, Query(facet.where)) == facet.count, (field, facet)


def test_values_of_what_a_query_shows_that_contain_a_text(gadgets: Application, boss: Context) -> None:
    service, sold = gadgets.service("gadgets"), Query(Compare("status", "=", Status.SOLD))
    assert [(facet.value, facet.count) for facet in service.facets(boss, sold, "name", "B")] == [("b", 2)]
    assert [facet.value for facet in service.facets(boss, Query(), "status", "SOLD")] == [Status.SOLD]
    assert [(facet.label, facet.count) for facet in service.facets(boss, Query(), "category_id", "too")] == [
        ("Tools", 25)
    ]
    assert [facet.label for facet in service.facets(boss, Query(), "category_id")] in ([None, "Tools"], ["Tools", None])
    assert len(service.facets(boss, Query(), "stock", limit=7)) == 7


def test_a_summary_counts_and_divides(gadgets: Application, boss: Context) -> None:
    service = gadgets.service("gadgets")
    price = service.summary(boss, Query(), "price")
    assert (price.rows, price.nulls, price.distinct) == (50, 5, 45)
    assert (price.total.minimum, price.total.maximum) == (Decimal("0.25"), Decimal("12.25"))
    assert price.total.sum == sum(Decimal(n) / 4 for n in range(50) if n % 10)
    for field in ("price", "stock", "weight", "rating", "released", "opens", "seen_at"):
        summary = service.summary(boss, Query(), field)
        assert 2 <= len(summary.bars) <= 22, field
        assert sum(bar.count for bar in summary.bars) == summary.total.count
        for bar in summary.bars:
            assert service.count(boss, Query(bar.where)) == bar.count, (field, bar)
    name = service.summary(boss, Query(), "name")
    assert (name.distinct, name.bars) == (3, ())
    assert [facet.count for facet in name.top] == [20, 20, 10]


def test_a_summary_of_nothing_and_of_one_value(gadgets: Application, boss: Context) -> None:
    service = gadgets.service("gadgets")
    nothing = service.summary(boss, Query(Compare("stock", ">", 10**6)), "price")
    assert (nothing.rows, nothing.total.sum, nothing.bars, nothing.top) == (0, None, (), ())
    one = service.summary(boss, Query(Compare("stock", "=", -100)), "stock")
    assert [bar.count for bar in one.bars] == [1]
    assert service.count(boss, Query(one.bars[0].where)) == 50


def test_sums_are_exact_beyond_what_64_bits_hold(shop: Application, boss: Context) -> None:
    service = shop.service("gadgets")
    greatest = Decimal("9999999999.99")
    for sign in (1, 1, -1):
        service.create(
            boss,
            GadgetCreate(
                name="x", stock=sign * MAX_INTEGER, price=greatest, weight=sign * Decimal("999999999999.999999")
            ),
        )
    stock, price, weight = service.totals(boss, Query(), ["stock", "price", "weight"])
    assert (stock.sum, stock.minimum, stock.maximum) == (MAX_INTEGER, -MAX_INTEGER, MAX_INTEGER)
    assert (price.sum, price.mean) == (greatest * 3, greatest)
    assert weight.sum == Decimal("999999999999.999999")
    (stock,) = service.totals(boss, Query(Compare("stock", ">", 0)), ["stock"])
    assert stock.sum == 2 * MAX_INTEGER


@pytest.mark.parametrize("named", [1000, 3])
def test_a_selection_of_any_size_is_summed(
    gadgets: Application, boss: Context, named: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selection, "NAMED", named)
    service, query = gadgets.service("gadgets"), Query(ALL, (Sort("name"), Sort("price")))
    rows = service.window(boss, query, 0, 100).rows
    place = [facts.name for facts in service.entity.readable].index("stock")
    for ranges in ((range(3, 30),), (range(2), range(10, 13), range(49, 50)), (range(50),), (range(4, 4),), ()):
        told = service.selection_summary(boss, Selection(query, ranges), ["stock", "name"])
        expected = [rows[at].values[place] for part in ranges for at in part]
        assert told.rows == len(expected)
        assert (told.totals[0].sum, told.totals[0].count) == (sum(expected) if expected else None, len(expected))
        assert told.totals[1].count == len(expected)
    told = service.selection_summary(boss, [row.id for row in rows[:5]], ["stock"])
    assert told.totals[0].sum == sum(row.values[place] for row in rows[:5])


@pytest.mark.parametrize("key", ["id", "stock", "name", "price"])
@pytest.mark.parametrize("descending", [False, True])
def test_a_range_holds_the_rows_between_its_ends_whatever_they_are_ordered_by(
    gadgets: Application, boss: Context, monkeypatch: pytest.MonkeyPatch, key: str, *, descending: bool
) -> None:
    monkeypatch.setattr(selection, "NAMED", 0)
    service, query = gadgets.service("gadgets"), Query(ALL, (Sort(key, descending=descending),))
    rows = service.window(boss, query, 0, 100).rows
    assert service.update_many(boss, Selection(query, (range(3, 30),)), GadgetUpdate(notes="chosen")) == 27
    place = [facts.name for facts in service.entity.readable].index("notes")
    now = {row.id: row.values[place] for row in service.window(boss, query, 0, 100).rows}
    assert [now[row.id] == "chosen" for row in rows] == [at in range(3, 30) for at in range(len(rows))]


def test_a_selection_that_has_moved_is_not_worked_on(gadgets: Application, boss: Context) -> None:
    service, query = gadgets.service("gadgets"), Query(ALL, (Sort("stock"),))
    rows = service.window(boss, query, 0, 50).rows
    chosen = Selection(query, (range(10, 20),), ((rows[10].id, rows[19].id),))
    assert service.update_many(boss, chosen, GadgetUpdate(notes="chosen")) == 10
    service.create(boss, GadgetCreate(name="new", stock=-1000))
    with pytest.raises(ConflictError):
        service.update_many(boss, chosen, GadgetUpdate(notes="again"))
    assert service.delete(boss, Selection(query, (range(1), range(5, 7)))) == 3
    left = {row.id for row in service.window(boss, query, 0, 50).rows}
    assert {rows[4].id, rows[5].id} & left == set()


def test_secrets_do_not_exist_and_others_rows_do_not_count(gadgets: Application, people: People) -> None:
    service = gadgets.service("gadgets")
    calls: list[Any] = [
        lambda field: service.facets(people.boss, Query(), field),
        lambda field: service.summary(people.boss, Query(), field),
        lambda field: service.totals(people.boss, Query(), [field]),
        lambda field: service.selection_summary(people.boss, [], [field]),
    ]
    for call in calls:
        for field in ("pin", "no_such"):
            with pytest.raises(QueryError) as raised:
                call(field)
            assert raised.value.reason == "query.unknown_field"
    service.create(people.ann, GadgetCreate(name="own", stock=7))
    assert [facet.count for facet in service.facets(people.ann, Query(), "name")] == [1]
    assert service.totals(people.ann, Query(), ["stock"])[0].sum == 7
    assert service.summary(people.ann, Query(), "price").nulls == 1
    assert service.facets(people.ann, Query(), "price")[0].where == IsNull("price")
    everybody = [row.id for row in service.window(people.boss, Query(), 0, 100).rows]
    assert service.selection_summary(people.ann, everybody, ["stock"]).rows == 1


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("Bad", ["Badezimmer"]),
        ("Bad", ["BÄD", "bad"]),
        ("a*b", ["axb"]),
        ("01890a5d-ac96-774b-bcce-b302099a8057", []),
        ("x" * 80, []),
    ],
)
def test_a_referred_record_is_found_alone_as_the_filter_is_written(
    shop: Application, boss: Context, name: str, others: list[str]
) -> None:
    categories, service = shop.service("categories"), shop.service("gadgets")
    made = [categories.create(boss, CategoryCreate(name=each)) for each in (name, *others)]
    rows = [service.create(boss, GadgetCreate(name=each.name, category_id=each.id)) for each in made]
    found = next(facet for facet in service.facets(boss, Query(), "category_id") if facet.value == made[0].id)
    text = to_text(found.where, service.entity, UTC)
    assert [row.id for row in service.list(boss, Query(parse(text, service.entity, UTC))).data] == [rows[0].id]
    folded = {fold(each) for each in others}
    is_by_name = fold(name) not in folded and "-" not in name
    assert (name in text) == is_by_name
