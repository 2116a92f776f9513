"""The text grammar of search, filter and sort: examples, exact places of mistakes, and any text at all."""

import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from enum import StrEnum
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Field, SQLModel

import core.models
from core.entities import Entity, _described, _family, discover
from core.errors import QueryError
from core.fields import Ui
from core.locale import PLAIN, DateOrder, Locale
from core.message_texts import MESSAGES
from core.query.ast import ALL, And, Compare, In, IsNull, Match, Node, Not, Or, Scalar, Search, Sort
from core.query.grammar import MAX_CONDITIONS, MAX_DEPTH, MAX_VALUE, parse, parse_sort, to_text, translated
from core.record import Base, Owned, OwnedPublic, Page, Update
from core.types import MAX_INTEGER
from core.words import Words, speak
from tests.core.locale.customs import AMERICAN


class Status(StrEnum):
    ON_SALE = "on sale"
    DRAFT = "draft"
    ENDED = "Over"
    HELD = "held_back"


class GrammarProductBase(Base):
    title: str = Field(max_length=255)
    price: Decimal = Field(max_digits=12, decimal_places=2)
    stock: int = 0
    released: date | None = None
    opens: time | None = None
    status: Status = Status.DRAFT
    weight: float | None = None
    is_active: bool = True
    picture: bytes | None = None
    pin: Annotated[str, Ui(secret=True)] = ""


class GrammarProduct(Owned, GrammarProductBase, table=True):
    pass


class GrammarProductCreate(GrammarProductBase):
    pass


class GrammarProductUpdate(Update, GrammarProductBase, init=False):
    pass


class GrammarProductPublic(GrammarProductBase, OwnedPublic):
    pass


class GrammarProductsPublic(Page[GrammarProductPublic]):
    pass


ITEMS = discover(core.models)["items"]
PRODUCTS = _described(_family(sys.modules[__name__], GrammarProduct), {"user": "users"})
SQLModel.metadata.remove(PRODUCTS.table)
"""No other test is to find it there."""

STEADY = settings(derandomize=True, deadline=None)
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 29, 22, 30, tzinfo=UTC)
"""Already the 30th in Berlin, the day after its clocks went forward."""
ID = UUID("01890a5d-ac96-774b-bcce-b302099a8057")


def ask(text: str, entity: Entity = PRODUCTS, zone: tzinfo = BERLIN) -> Node:
    return parse(text, entity, zone, NOW)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # pyright: ignore[reportArgumentType]


def within(field: str, start: Scalar, end: Scalar, last: str = "<=") -> And:
    return And((Compare(field, ">=", start), Compare(field, last, end)))  # pyright: ignore[reportArgumentType]


EXAMPLES: list[tuple[str, Node]] = [
    ("", ALL),
    (" \t\n ", ALL),
    ("sea", Search("sea")),
    ("müller *x*", And((Search("müller"), Search("*x*")))),
    ('"free text"', Search("free text")),
    (r'"a \"b\" \\ \c"', Search(r'a "b" \ \c')),
    ("a b", And((Search("a"), Search("b")))),
    ("a and b AND c", And((Search("a"), Search("b"), Search("c")))),
    ("a b or c", Or((And((Search("a"), Search("b"))), Search("c")))),
    ("a OR b or c", Or((Search("a"), Search("b"), Search("c")))),
    ("a (b or c)", And((Search("a"), Or((Search("b"), Search("c")))))),
    ("((a)(b))c", And((Search("a"), Search("b"), Search("c")))),
    ("(a or b) or c", Or((Search("a"), Search("b"), Search("c")))),
    ('"or" "AND"', And((Search("or"), Search("AND")))),
    ("oracle android", And((Search("oracle"), Search("android")))),
    ("-a", Not(Search("a"))),
    ("--a", Search("a")),
    ("-(-(a b))", And((Search("a"), Search("b")))),
    ("-(a or b) c", And((Not(Or((Search("a"), Search("b")))), Search("c")))),
    ('-"a b"', Not(Search("a b"))),
    ("sci-fi", Search("sci-fi")),
    ("a - b", And((Search("a"), Search("-"), Search("b")))),
    ("Dune (1965)", And((Search("Dune"), Search("1965")))),
    ('10:30 5" x"y"', And((Search("10:30"), Search('5"'), Search('x"y"')))),
    ("is:null", IsNull()),
    ("IS:NULL", IsNull()),
    ("-released:is:null", Not(IsNull("released"))),
    ("(is:null)", IsNull()),
    # Text
    ("title:sea", Match("title", "sea")),
    ("TITLE:Sea", Match("title", "Sea")),
    ('title:"sea*"', Match("title", "sea*")),
    ("title:=sea", Compare("title", "=", "sea")),
    ('title:=""', Compare("title", "=", "")),
    ('title:""', Compare("title", "=", "")),
    ("title:>=m", Compare("title", ">=", "m")),
    ("title:a..m", within("title", "a", "m")),
    ('title:"a b".."c d"', within("title", "a b", "c d")),
    ("title:..m", Compare("title", "<=", "m")),
    ('title:"a"..', Compare("title", ">=", "a")),
    ("title:wait...", Match("title", "wait...")),
    ("title:a....b", Match("title", "a....b")),
    ('title:"a..b"', Match("title", "a..b")),
    ('title:"is:null"', Match("title", "is:null")),
    ('title:">5"', Match("title", ">5")),
    ("title:http://x", Match("title", "http://x")),
    ("title:a-b", Match("title", "a-b")),
    # References and ids
    ("owner:ann", Match("owner_id", "ann")),
    ("owner_id:ann", Match("owner_id", "ann")),
    ("owner:=ann", Compare("owner_id", "=", "ann")),
    ('owner:="ann b"', Compare("owner_id", "=", "ann b")),
    (f"owner:{ID}", Compare("owner_id", "=", ID)),
    (f"owner:={ID}", Compare("owner_id", "=", ID)),
    (f"id:{str(ID).upper()}", Compare("id", "=", ID)),
    # Numbers
    ("price:>50", Compare("price", ">", Decimal(50))),
    ("price:>=50.5", Compare("price", ">=", Decimal("50.5"))),
    ("price:50", Compare("price", "=", Decimal(50))),
    ("price:=.5000", Compare("price", "=", Decimal("0.5"))),
    ("price:10..20", within("price", Decimal(10), Decimal(20))),
    ("price:10..", Compare("price", ">=", Decimal(10))),
    ("price:..20", Compare("price", "<=", Decimal(20))),
    ("price:-5", Compare("price", "=", Decimal(-5))),
    ("price:-5..5", within("price", Decimal(-5), Decimal(5))),
    ("-price:<-5", Not(Compare("price", "<", Decimal(-5)))),
    ("price:00000000000000000000000000000000000001", Compare("price", "=", Decimal(1))),
    ("stock:+7", Compare("stock", "=", 7)),
    (f"stock:{MAX_INTEGER}", Compare("stock", "=", MAX_INTEGER)),
    (f"stock:{-MAX_INTEGER - 1}", Compare("stock", "=", -MAX_INTEGER - 1)),
    ("weight:1.5e3..2e4", within("weight", 1500.0, 20000.0)),
    ("weight:5..5", within("weight", 5.0, 5.0)),
    # Booleans, choices
    ("active:true", Compare("is_active", "=", True)),
    ("-active:No", Not(Compare("is_active", "=", False))),
    ('status:"on sale"', Compare("status", "=", Status.ON_SALE)),
    ("status:on_sale", Compare("status", "=", Status.ON_SALE)),
    ("status:=OVER", Compare("status", "=", Status.ENDED)),
    ("status:ended", Compare("status", "=", Status.ENDED)),
    ('status:"Held back"', Compare("status", "=", Status.HELD)),
    # Dates
    ("released:2026-01-15", Compare("released", "=", date(2026, 1, 15))),
    ("released:2024-02", within("released", date(2024, 2, 1), date(2024, 2, 29))),
    ("released:2026", within("released", date(2026, 1, 1), date(2026, 12, 31))),
    ("released:9999", within("released", date(9999, 1, 1), date(9999, 12, 31))),
    ("released:>2026-01", Compare("released", ">", date(2026, 1, 31))),
    ("released:>=2026-01", Compare("released", ">=", date(2026, 1, 1))),
    ("released:<2026-01", Compare("released", "<", date(2026, 1, 1))),
    ("released:<=2026-01", Compare("released", "<=", date(2026, 1, 31))),
    ("released:2025..2026-02", within("released", date(2025, 1, 1), date(2026, 2, 28))),
    ("released:2026..2026-02", within("released", date(2026, 1, 1), date(2026, 2, 28))),
    ("released:today", Compare("released", "=", date(2026, 3, 30))),
    ("released:Yesterday..tomorrow", within("released", date(2026, 3, 29), date(2026, 3, 31))),
    # Times
    ("opens:9:30", within("opens", time(9, 30), time(9, 30, 59, 999_999))),
    ("opens:>=09:30", Compare("opens", ">=", time(9, 30))),
    ("opens:>09:30:15", Compare("opens", ">", time(9, 30, 15, 999_999))),
    ("opens:09:30:15.5", Compare("opens", "=", time(9, 30, 15, 500_000))),
    # Moments: Berlin is one hour ahead of UTC in winter, two in summer
    ("created:2026-01", within("created_at", utc(2025, 12, 31, 23), utc(2026, 1, 31, 23), "<")),
    ("created:2026-01..2026-03", within("created_at", utc(2025, 12, 31, 23), utc(2026, 3, 31, 22), "<")),
    ("created:2026-03-29", within("created_at", utc(2026, 3, 28, 23), utc(2026, 3, 29, 22), "<")),
    ("created:>2026-01", Compare("created_at", ">=", utc(2026, 1, 31, 23))),
    ("created:>=2026-01", Compare("created_at", ">=", utc(2025, 12, 31, 23))),
    ("created:<2026-01", Compare("created_at", "<", utc(2025, 12, 31, 23))),
    ("created:<=2026-01", Compare("created_at", "<", utc(2026, 1, 31, 23))),
    ("created:today", within("created_at", utc(2026, 3, 29, 22), utc(2026, 3, 30, 22), "<")),
    ("created:yesterday", within("created_at", utc(2026, 3, 28, 23), utc(2026, 3, 29, 22), "<")),
    ("created:2026-01-15T10:30", within("created_at", utc(2026, 1, 15, 9, 30), utc(2026, 1, 15, 9, 31), "<")),
    (
        "created:2026-01-15t10:30:15z",
        within("created_at", utc(2026, 1, 15, 10, 30, 15), utc(2026, 1, 15, 10, 30, 16), "<"),
    ),
    ('created:<"2026-01-15 10:30+05:30"', Compare("created_at", "<", utc(2026, 1, 15, 5))),
    ("created:>=9999", Compare("created_at", ">=", utc(9998, 12, 31, 23))),
    ("created:<=9999", Compare("created_at", "<", datetime.max.replace(tzinfo=UTC))),
    ("created:>=0001", Compare("created_at", ">=", datetime.min.replace(tzinfo=UTC))),
]


@pytest.mark.parametrize(("text", "node"), EXAMPLES)
def test_a_text_means_its_tree(text: str, node: Node) -> None:
    assert ask(text) == node
    assert ask(to_text(node, PRODUCTS, BERLIN)) == node


def test_the_example_of_the_documentation() -> None:
    text = 'price:>50 owner:ann created:2026-01..2026-03 title:"sea*" -active:false "free text"'
    assert ask(text, zone=UTC) == And(
        (
            Compare("price", ">", Decimal(50)),
            Match("owner_id", "ann"),
            Compare("created_at", ">=", utc(2026, 1, 1)),
            Compare("created_at", "<", utc(2026, 4, 1)),
            Match("title", "sea*"),
            Not(Compare("is_active", "=", False)),
            Search("free text"),
        )
    )


KNOWN = "title, price, stock, released, opens, status, weight, active, owner, id, created, updated, version"

ERRORS: list[tuple[str, str, int, int]] = [
    ("a nope:5", "query.field", 2, 4),
    ("-(nope:5)", "query.field", 2, 4),
    ("pin:1234", "query.field", 0, 3),
    ("picture:x", "query.field_closed", 0, 7),
    ("a Picture:is:null", "query.field_closed", 2, 7),
    ('a "b c', "query.quote_unclosed", 2, 4),
    ('title:"b c', "query.quote_unclosed", 6, 4),
    ('title:a.."b', "query.quote_unclosed", 9, 2),
    ('"a\\"', "query.quote_unclosed", 0, 4),
    ("a (b (c)", "query.parenthesis_unclosed", 2, 1),
    ("a (", "query.parenthesis_unclosed", 2, 1),
    ("a ) b", "query.parenthesis_unopened", 2, 1),
    (")", "query.parenthesis_unopened", 0, 1),
    ("a ( )", "query.group_empty", 2, 3),
    ("a or", "query.after", 2, 2),
    ("a or or b", "query.after", 2, 2),
    ("(a or) b", "query.after", 3, 2),
    ("a AND", "query.after", 2, 3),
    ("a and or b", "query.after", 2, 3),
    ("or a", "query.before", 0, 2),
    ("a (and b)", "query.before", 3, 3),
    ("a title:", "query.value_missing", 2, 6),
    ("title: sea", "query.value_missing", 0, 6),
    ("title:>= b", "query.value_missing", 0, 8),
    ("title:(a)", "query.value_missing", 0, 6),
    ("price:..", "query.value_missing", 0, 8),
    ('a ""', "query.empty", 2, 2),
    ("is:nul", "query.is", 0, 6),
    ("title:is:empty", "query.is", 6, 8),
    ("price:>abc", "query.value.decimal", 7, 3),
    ('price:"1 2"', "query.value.decimal", 6, 5),
    ("price:10..x", "query.value.decimal", 10, 1),
    ("price:10..20..30", "query.value.decimal", 10, 6),
    ("price:12,50", "query.value.decimal", 6, 5),
    ("price:1.234", "query.value.places", 6, 5),
    ("price:" + "9" * 5000, "query.too_long", 6, 5000),
    ("price:" + "9" * 20, "query.value.too_large", 6, 20),
    ("price:92233720368547758.08", "query.value.too_large", 6, 20),
    ("stock:1.5", "query.value.integer", 6, 3),
    ("stock:٣", "query.value.integer", 6, 1),
    ("stock:9223372036854775808", "query.value.too_large", 6, 19),
    ("stock:<-9223372036854775809", "query.value.too_large", 7, 20),
    ("weight:1e999", "query.value.too_large", 7, 5),
    ("weight:nan", "query.value.float", 7, 3),
    ("active:maybe", "query.value.boolean", 7, 5),
    ("active:>true", "query.operator", 7, 1),
    ("status:gone", "query.value.choice", 7, 4),
    ("status:draft..over", "query.operator", 12, 2),
    ("owner:>=ann", "query.operator", 6, 2),
    ('owner:=""', "query.value.reference", 7, 2),
    ('owner:""', "query.value.reference", 6, 2),
    ("id:0189", "query.value.id", 3, 4),
    ("released:2026-02-30", "query.value.date", 9, 10),
    ("released:0000", "query.value.date", 9, 4),
    ("released:2026-1", "query.value.date", 9, 6),
    ("opens:25:00", "query.value.time", 6, 5),
    ("created:soon", "query.value.moment", 8, 4),
    ("created:2026-01-15T10:61", "query.value.moment", 8, 16),
    ("created:2026-01-15T10:30+99:00", "query.value.moment", 8, 22),
    ("price:20..10", "query.range", 6, 6),
    ("title:m..A", "query.range", 6, 4),
    ('title:"m".."a"', "query.range", 6, 8),
    ("created:2026..2025", "query.range", 8, 10),
    ("released:2026-02..2026-01", "query.range", 9, 16),
    ("a\x00b", "query.character", 1, 1),
    ("ab\ud800", "query.character", 2, 1),
    ("(" * 10_000, "query.depth", MAX_DEPTH, 1),
    ("-(" * 10_000, "query.depth", MAX_DEPTH * 2, 1),
    ("a " * (MAX_CONDITIONS + 1), "query.conditions", MAX_CONDITIONS * 2, 1),
    ("x" * (MAX_VALUE + 1), "query.too_long", 0, MAX_VALUE + 1),
]


@pytest.mark.parametrize(("text", "code", "position", "length"), ERRORS)
def test_a_mistake_is_marked(text: str, code: str, position: int, length: int) -> None:
    with pytest.raises(QueryError) as caught:
        ask(text)
    assert (caught.value.reason, caught.value.position, caught.value.length) == (code, position, length)
    assert code in MESSAGES


def test_an_unknown_field_lists_the_known_ones_and_no_secret() -> None:
    with pytest.raises(QueryError) as caught:
        ask("nope:1")
    assert caught.value.params["known"] == KNOWN


def test_a_wrong_choice_lists_the_right_ones() -> None:
    with pytest.raises(QueryError) as caught:
        ask("status:gone")
    assert caught.value.params["choices"] == "on sale, draft, Over, held_back"


def test_the_limits_themselves_are_allowed() -> None:
    assert ask("-" * 10_001 + "a") == Not(Search("a"))
    assert isinstance(ask("a " * MAX_CONDITIONS), And)
    assert isinstance(ask("(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH), Search)


SORTS = [
    ("", ()),
    ("  ", ()),
    ("title", (Sort("title"),)),
    ("title,-created", (Sort("title"), Sort("created_at", descending=True))),
    (" -OWNER , price ", (Sort("owner_id", descending=True), Sort("price"))),
]


@pytest.mark.parametrize(("text", "sort"), SORTS)
def test_an_order(text: str, sort: tuple[Sort, ...]) -> None:
    assert parse_sort(text, PRODUCTS) == sort


@pytest.mark.parametrize(
    ("text", "code", "position", "length"),
    [
        ("title, -nope", "query.field", 8, 4),
        ("pin", "query.field", 0, 3),
        ("-picture", "query.field_closed", 1, 7),
        ("title,,price", "query.sort_empty", 6, 1),
        ("title,", "query.sort_empty", 5, 1),
        ("-", "query.sort_empty", 0, 1),
        ("created,-created_at", "query.sort_twice", 9, 10),
        ("a\x00", "query.character", 1, 1),
    ],
)
def test_a_mistake_in_an_order_is_marked(text: str, code: str, position: int, length: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse_sort(text, PRODUCTS)
    assert (caught.value.reason, caught.value.position, caught.value.length) == (code, position, length)


WRITTEN = [
    ("created:2026-01", BERLIN, "created:>=2026-01-01 created:<2026-02-01"),
    ("created:<2026-01-15T10:30", BERLIN, "created:<2026-01-15T10:30"),
    ("created:<2026-10-25T01:30Z", BERLIN, "created:<2026-10-25T01:30:00.000000Z"),
    ('-(a "or" title:x) owner:ann', BERLIN, '-(a "or" title:x) owner:ann'),
    ("a (b or (c d)) or price:5", BERLIN, "a (b or c d) or price:5"),
    ('status:ON_SALE title:="a b"', BERLIN, 'status:"on sale" title:="a b"'),
    ("-active:yes is:null opens:<=09:30", BERLIN, "-active:true is:null opens:<=09:30"),
]


@pytest.mark.parametrize(("text", "zone", "written"), WRITTEN)
def test_a_tree_is_written_as_a_person_would(text: str, zone: tzinfo, written: str) -> None:
    assert to_text(ask(text, zone=zone), PRODUCTS, zone) == written


def test_values_of_a_list_are_written_as_alternatives() -> None:
    node = And((Search("x"), In("status", (Status.DRAFT, Status.ON_SALE))))
    assert to_text(node, PRODUCTS, UTC) == 'x (status:draft or status:"on sale")'


def test_what_has_no_words_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be said"):
        to_text(Or(), PRODUCTS, UTC)


ZONES = st.sampled_from(
    [UTC, BERLIN, ZoneInfo("America/Havana"), ZoneInfo("Pacific/Apia"), timezone(timedelta(hours=-11, minutes=-30))]
)
SIGNS = list('()-":.<>=*\\ ')
NAMES = [f"{name}:" for name in KNOWN.split(", ")]
PARTS = f".. or and is:null 5 2026 -01 T10:30 Z today draft true a é {ID}".split()
PIECES = st.sampled_from([*SIGNS, *NAMES, *PARTS])
TEXTS = st.text() | st.lists(PIECES).map("".join) | st.text(st.characters(codec=None))


def mark(read: Callable[[], object], text: str) -> tuple[int, int] | None:
    """The place of the mistake, which must lie within the text."""
    try:
        read()
    except QueryError as error:
        place = error.position, error.position + error.length
    else:
        return None
    assert 0 <= place[0] < place[1] <= len(text)
    return place


@STEADY
@given(TEXTS, ZONES)
def test_any_text_is_a_filter_or_a_query_error(text: str, zone: tzinfo) -> None:
    if mark(lambda: parse(text, PRODUCTS, zone, NOW), text) is None:
        node = parse(text, PRODUCTS, zone, NOW)
        assert parse(to_text(node, PRODUCTS, zone), PRODUCTS, zone, NOW) == node


@STEADY
@given(TEXTS)
def test_any_text_is_an_order_or_a_query_error(text: str) -> None:
    mark(lambda: parse_sort(text, PRODUCTS), text)


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=20)
ORDERED = st.sampled_from(["=", ">", ">=", "<", "<="])
HALF_OPEN = st.sampled_from([">=", "<"])
LEAVES: st.SearchStrategy[Node] = st.one_of(
    st.builds(Search, WORDS),
    st.builds(Match, st.just("title"), WORDS),
    st.builds(Match, st.just("owner_id"), WORDS),
    st.builds(IsNull, st.sampled_from([None, "title", "owner_id", "created_at"])),
    st.builds(Compare, st.just("title"), ORDERED, WORDS | st.just("")),
    st.builds(Compare, st.just("stock"), ORDERED, st.integers(-MAX_INTEGER - 1, MAX_INTEGER)),
    st.builds(Compare, st.just("price"), ORDERED, st.decimals(-(10**10), 10**10, places=2)),
    st.builds(Compare, st.just("weight"), ORDERED, st.floats(allow_nan=False, allow_infinity=False)),
    st.builds(Compare, st.just("is_active"), st.just("="), st.booleans()),
    st.builds(Compare, st.just("status"), st.just("="), st.sampled_from(Status)),
    st.builds(Compare, st.sampled_from(["id", "owner_id"]), st.just("="), st.uuids()),
    st.builds(Compare, st.just("released"), ORDERED, st.dates()),
    st.builds(Compare, st.just("opens"), HALF_OPEN, st.times()),
    st.builds(Compare, st.just("created_at"), HALF_OPEN, st.datetimes(timezones=st.just(UTC))),
)


def _flat(kind: type[And] | type[Or], parts: list[Node]) -> Node:
    return kind(tuple(inner for part in parts for inner in (part.parts if isinstance(part, kind) else (part,))))


def _grown(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(nodes, min_size=2, max_size=4)
    return st.one_of(
        several.map(lambda parts: _flat(And, parts)),
        several.map(lambda parts: _flat(Or, parts)),
        nodes.map(lambda node: node.part if isinstance(node, Not) else Not(node)),
    )


@STEADY
@given(st.recursive(LEAVES, _grown, max_leaves=12), ZONES)
def test_every_tree_survives_being_written(node: Node, zone: tzinfo) -> None:
    assert parse(to_text(node, PRODUCTS, zone), PRODUCTS, zone, NOW) == node


GERMAN = Locale(
    name="de_DE",
    decimal=",",
    group=".",
    date_order=DateOrder.DAY_FIRST,
    date_separator=".",
    date_format="{day:02}.{month:02}.{year:04}",
    yes=("ja", "wahr"),
    no=("nein", "falsch"),
)
IN_GERMAN = [
    ("price:3,00", "price:3.00"),
    ("price:>2,5", "price:>2.5"),
    ("price:>1.000", "price:>1000"),
    ("price:1.5", "price:1.5"),
    ("price:1,5..2,5", "price:1.5..2.5"),
    ("stock:10..20", "stock:10..20"),
    ("stock:>1.234", "stock:>1234"),
    ("weight:-1,5e-7", "weight:-1.5e-7"),
    ("released:31.12.2026", "released:2026-12-31"),
    ("released:1.1.2026..31.1.2026", "released:2026-01"),
    ("released:2026-01..2026-03", "released:2026-01..2026-03"),
    ("released:12.2026", "released:2026-12"),
    ("released:11.2026..1/2027", "released:2026-11..2027-01"),
    ('created:>="12. 2026"', "created:>=2026-12"),
    ("released:2026.12", "released:2026-12"),
    ("released:>today", "released:>today"),
    ("opens:<=9:30", "opens:<=09:30"),
    ('created:"31.12.2026 10:30"', "created:2026-12-31T10:30"),
    ('created:>"31.12.2026 10:30:15"', "created:>2026-12-31T10:30:15"),
    ("created:31.12.2026", "created:2026-12-31"),
    ("created:>=2026-01-15T10:30+02:00", "created:>=2026-01-15T08:30Z"),
    ("active:ja -active:nein", "active:true -active:false"),
    ('title:1,5 "2,5" 3,5', 'title:"1,5" "2,5" "3,5"'),
]


@pytest.mark.parametrize(("text", "plain"), IN_GERMAN)
def test_values_are_read_as_cells_read_them(text: str, plain: str) -> None:
    assert parse(text, PRODUCTS, BERLIN, NOW, locale=GERMAN) == ask(plain)


@pytest.mark.parametrize("text", ["released:12/2026", "released:12.2026", "released:12-2026"])
def test_a_month_is_read_whatever_stands_before_its_year(text: str) -> None:
    assert parse(text, PRODUCTS, BERLIN, NOW, locale=AMERICAN) == ask("released:2026-12")


@pytest.fixture
def german_words() -> Iterator[None]:
    speak(Words(names={"Held back": "Zurückgehalten"}))
    yield
    speak(Words())


def test_a_choice_is_read_as_it_is_shown_and_kept_as_it_is_stored(german_words: None) -> None:
    text = "status:zurückgehalten -status:Over"
    assert parse(text, PRODUCTS, BERLIN, NOW, locale=GERMAN) == ask("status:held_back -status:Over")
    assert translated(text, PRODUCTS, GERMAN, PLAIN) == "status:held_back -status:Over"
    with pytest.raises(QueryError, match="Draft, Over, Zurückgehalten"):
        parse("status:gone", PRODUCTS, BERLIN, NOW, locale=GERMAN)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("price:1,5,5", "such as 12,50, >12,50 or 10..20"),
        ("weight:x", "such as 12,5, >12,5"),
        ("released:13.2026", "such as 2026, 2026-01"),
        ("released:31.13.2026", "such as 2026, 2026-01, 31.01.2026 or today"),
        ("created:soon", 'such as 2026, 2026-01, "31.01.2026 10:30" or today'),
        ("active:maybe", "must be ja or nein"),
    ],
)
def test_a_mistake_is_explained_in_the_form_of_the_locale(text: str, says: str) -> None:
    with pytest.raises(QueryError, match=re.escape(says)):
        parse(text, PRODUCTS, BERLIN, NOW, locale=GERMAN)


@pytest.mark.parametrize(
    ("text", "german"),
    [
        ("weight:>1.234 stock:5 x", "weight:>1,234 stock:5 x"),
        ("released:today..2026-12-31", "released:today..31.12.2026"),
        ("created:2026-01 -active:true", "created:2026-01 -active:ja"),
        ("created:2026-01-15T10:30..2026-02", 'created:"15.01.2026 10:30"..2026-02'),
        ('(title:"a 1.5" or price:"1.5")', '(title:"a 1.5" or price:1,5)'),
        ("price:1.5 or", "price:1.5 or"),
    ],
)
def test_a_filter_is_translated_with_its_words_as_they_are(text: str, german: str) -> None:
    assert translated(text, PRODUCTS, PLAIN, GERMAN) == german
    assert translated(german, PRODUCTS, GERMAN, PLAIN) == text.replace('price:"1.5"', "price:1.5")


def test_the_shipped_items_have_the_same_grammar() -> None:
    assert ask("description:is:null updated:>=2026", ITEMS, UTC) == And(
        (IsNull("description"), Compare("updated_at", ">=", utc(2026, 1, 1)))
    )
