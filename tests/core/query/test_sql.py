"""What the query tree means, the same on SQLite and PostgreSQL."""

import itertools
import random
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

from core.app_info import DOMAIN
from core.bootstrap import Application
from core.context import Context
from core.errors import QueryError
from core.query import And, Compare, In, IsNull, Match, Node, Not, Or, Query, Search, Sort
from core.query.grammar import MAX_CONDITIONS, MAX_DEPTH, parse
from core.resource import Resource
from tests.core.conftest import People, shop_on
from tests.shop import gadget
from tests.shop.category import CategoryCreate
from tests.shop.gadget import Gadget, GadgetCreate, Status
from tests.shop.part import PartCreate

ROWS = (
    GadgetCreate(name="MüLLER", notes="100% wool", price=Decimal("9.99"), stock=3, released=date(2026, 1, 31)),
    GadgetCreate(name="Ärmel", notes="under_score", price=Decimal("10.00"), status=Status.SOLD, active=False),
    GadgetCreate(name="arm", notes=None, price=None, rating=0.5, seen_at=datetime(2026, 1, 31, 23, 30, tzinfo=UTC)),
    GadgetCreate(name="Straße", notes="back\\slash", price=Decimal("100.00"), stock=-1),
    GadgetCreate(name="zebra", notes="漢字 *star*", price=Decimal("-0.00")),
)


@pytest.fixture
def names(shop: Application, boss: Context) -> Any:
    shop.service("gadgets").create_many(boss, ROWS)

    def found(where: Node | str, *sort: Sort) -> list[str]:
        service = shop.service("gadgets")
        node = parse(where, service.entity, boss.time_zone) if isinstance(where, str) else where
        rows = service.list(boss, Query(node, sort or (Sort("id"),))).data
        assert service.count(boss, Query(node)) == len(rows)
        return [row.name for row in rows]

    return found


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (Match("name", "muller"), ["MüLLER"]),
        (Match("name", "STRASSE"), ["Straße"]),
        (Match("name", "ar*"), ["Ärmel", "arm"]),
        (Match("name", "*m"), ["arm"]),
        (Match("notes", "0%"), ["MüLLER"]),
        (Match("notes", "r_s"), ["Ärmel"]),
        (Match("notes", "k\\s"), ["Straße"]),
        (Search("漢"), ["zebra"]),
        (Compare("name", "=", "ärmel"), ["Ärmel"]),
        (Compare("name", "<", "b"), ["Ärmel", "arm"]),
        (Compare("price", ">", Decimal("9.99")), ["Ärmel", "Straße"]),
        (Compare("price", "=", Decimal(0)), ["zebra"]),
        (Compare("active", "=", value=False), ["Ärmel"]),
        (Compare("status", "=", Status.SOLD), ["Ärmel"]),
        (Compare("stock", "<=", -1), ["Straße"]),
        (In("stock", (3, -1)), ["MüLLER", "Straße"]),
        (IsNull("price"), ["arm"]),
        (Not(Compare("price", ">", Decimal("9.99"))), ["MüLLER", "arm", "zebra"]),
        (Not(Match("notes", "wool")), ["Ärmel", "arm", "Straße", "zebra"]),
        (And(()), [row.name for row in ROWS]),
        (Or(()), []),
        (Or((Match("name", "arm"), Compare("stock", "=", 3))), ["MüLLER", "Ärmel", "arm"]),
        ("released:2026-01", ["MüLLER"]),
        ("seen:2026-01-31 or stock:>2", ["MüLLER", "arm"]),
        ("price:9.99..10 -active:false", ["MüLLER"]),
        ('name:"a*" -name:arm', []),
        ("owner:local", [row.name for row in ROWS]),
        ("owner:nobody", []),
        (f"owner:=LOCAL@{DOMAIN}", [row.name for row in ROWS]),
        (f"-owner:=local@{DOMAIN}", []),
        ("owner:=local", []),
    ],
)
def test_conditions(names: Any, where: Node | str, expected: list[str]) -> None:
    assert names(where) == expected


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (" or ".join(["zebra", *["nowhere"] * (MAX_CONDITIONS - 1)]), ["zebra"]),
        (" ".join(["zebra"] * MAX_CONDITIONS), ["zebra"]),
        ("-(" + " or ".join(["r"] * MAX_CONDITIONS) + ")", []),
        ("-(" + " ".join(["-zebra"] * MAX_CONDITIONS) + ")", ["zebra"]),
        (" or ".join(["is:null"] * MAX_CONDITIONS), [row.name for row in ROWS]),
        (("-(" + "nowhere or " * 24) * MAX_DEPTH + "zebra" + ")" * MAX_DEPTH, ["zebra"]),
        (("(zebra zebra -(" + "nowhere or " * 40) * (MAX_DEPTH // 2) + "zebra" + "))" * (MAX_DEPTH // 2), ["zebra"]),
    ],
    ids=["or", "and", "not-or", "not-and", "null", "nested", "nested-and-or"],
)
def test_as_many_words_as_the_grammar_takes_are_not_too_many_for_a_database(
    names: Any, where: str, found: list[str]
) -> None:
    assert names(where) == found


def test_people_s_order_of_text(names: Any) -> None:
    assert names(And(), Sort("name")) == ["arm", "Ärmel", "MüLLER", "Straße", "zebra"]
    assert names(And(), Sort("name", descending=True)) == ["zebra", "Straße", "MüLLER", "Ärmel", "arm"]


def test_nulls_come_last_either_way(names: Any) -> None:
    assert names(And(), Sort("price"))[-1] == "arm"
    assert names(And(), Sort("price", descending=True))[-1] == "arm"


def test_exact_decimals_add_up(names: Any) -> None:
    assert names(Compare("price", "=", Decimal("9.99"))) == ["MüLLER"]


@pytest.mark.parametrize("field", ["pin", "nothing", "hashed_password", "name_key"])
def test_hidden_fields_are_unknown(shop: Application, boss: Context, field: str) -> None:
    for query in (Query(IsNull(field)), Query(Match(field, "x")), Query(sort=(Sort(field),))):
        with pytest.raises(QueryError):
            shop.service("gadgets").count(boss, query) if query.sort == () else shop.service("gadgets").list(
                boss, query
            )


def test_a_filter_reveals_nothing_of_hidden_parents(shop: Application, people: People) -> None:
    shop.service("gadgets").create(people.ann, GadgetCreate(name="hers"))
    assert shop.service("gadgets").count(people.ann, Query(Match("owner_id", "ann"))) == 1
    assert shop.users.count(people.bob, Query(Match("email", "ann"))) == 0


SORTS = [
    tuple(Sort(field, descending) for field, descending in zip(fields, directions, strict=True))
    for fields in (
        ("name",),
        ("price", "name"),
        ("category_id",),
        ("stock", "rating"),
        ("owner_id", "id"),
        ("seen_at",),
    )
    for directions in itertools.product((False, True), repeat=len(fields))
]


def test_every_row_is_found_where_the_window_shows_it(shop: Application, people: People) -> None:
    chance = random.Random(7)
    boss = people.boss
    category = shop.service("categories").create(boss, CategoryCreate(name="Tools"))
    for person in (people.ann, boss):
        shop.service("gadgets").create_many(
            person,
            (
                GadgetCreate(
                    name=chance.choice(["a", "Ä", "b", "ß"]),
                    price=chance.choice([None, Decimal(1), Decimal("1.5")]),
                    stock=chance.randrange(3),
                    rating=chance.choice([None, 0.5, 1e300]),
                    category_id=chance.choice([None, category.id]),
                    seen_at=chance.choice([None, datetime(2026, 1, 1, tzinfo=UTC)]),
                )
                for _ in range(20)
            ),
        )
    service = shop.service("gadgets")
    for sort, where in itertools.product(SORTS, (And(), Not(Match("name", "a")))):
        query = Query(where, sort)
        count = service.count(boss, query)
        whole = service.window(boss, query, 0, 100).rows
        assert len(whole) == count
        parts = [row for start in range(0, count, 7) for row in service.window(boss, query, start, 7).rows]
        assert tuple(parts) == whole
        for position in chance.sample(range(count), 5):
            assert service.locate(boss, query, whole[position].id) == position
    anything = service.list(boss).data[0].id
    assert service.locate(boss, Query(Compare("stock", ">", 99)), anything) is None
    assert service.window(boss, Query(), 1000, 10).rows == ()


@pytest.mark.parametrize(
    ("name", "where", "count"),
    [
        (Gadget.price, "gadget:1.5", 1),
        (Gadget.price, "gadget:=1.50", 1),
        (Gadget.price, "gadget:1.505", 0),
        (Gadget.price, "-gadget:ann", 1),
        (Gadget.seen_at, "gadget:=ann", 0),
        (Gadget.seen_at, "gadget:2026-01", 1),
        (Gadget.id, "gadget:ann", 0),
    ],
)
def test_a_reference_to_what_has_no_text_for_a_name(
    empty_url: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: Any, where: str, count: int
) -> None:
    monkeypatch.setattr(gadget, "resource", Resource(Gadget, row_label=name), raising=False)
    with shop_on(empty_url, tmp_path) as shop:
        boss, parts = shop.context(), shop.service("parts")
        data = GadgetCreate(name="a", price=Decimal("1.50"), seen_at=datetime(2026, 1, 31, tzinfo=UTC))
        parts.create(boss, PartCreate(label="b", gadget_id=shop.service("gadgets").create(boss, data).id))
        assert parts.count(boss, Query(parse(where, parts.entity, UTC))) == count
