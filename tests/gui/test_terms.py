"""The search and the boxes of columns are one text."""

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

import core.models
import tests.shop
from core.entities import discover
from core.errors import QueryError
from core.query.grammar import parse
from core.query.names import FieldNames
from gui.table.filters.terms import boxes, terms_of, with_box

GADGETS = discover(core.models, tests.shop)["gadgets"]
NAMES = FieldNames(GADGETS)
PIECES = [
    "a",
    "5",
    '"',
    "\\",
    "(",
    ")",
    "-",
    ">",
    "<=",
    "=",
    "*",
    ":",
    ".",
    "..",
    " ",
    " or ",
    " and ",
    "is:null",
    "10:30",
]
TYPED = st.lists(st.sampled_from(PIECES), max_size=10).map("".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("free words", {}),
        ("price:>5", {"price": ">5"}),
        ("free price:>5 name:a", {"price": ">5", "name": "a"}),
        ("price:>5 price:<9", {"price": ">5 <9"}),
        ('name:"a b"', {"name": '"a b"'}),
        ("(name:a or name:b) x", {"name": "a or b"}),
        ("name:a or name:b", {"name": "a or b"}),
        ("name:a or price:5", {}),
        ("-name:a and -price:is:null", {"name": "-a", "price": "-is:null"}),
        ("(name:a price:5)", {}),
        ("nothing:a", {}),
        ("pin:1234", {}),
        ("(name:a", {}),
        ("active:yes", {"active": "yes"}),
        ("opens:10:30", {"opens": "10:30"}),
    ],
)
def test_what_stands_in_the_boxes(text: str, expected: dict[str, str]) -> None:
    assert boxes(text, NAMES) == expected


@pytest.mark.parametrize(
    ("text", "box", "expected"),
    [
        ("", ">5", "price:>5"),
        ("", "> 5", "price:>5"),
        ("words", "1..5", "words price:1..5"),
        ("price:1 name:a", "2", "price:2 name:a"),
        ("name:a price:1 x", "", "name:a x"),
        ("a or b", "5", "(a or b) price:5"),
        ("", "1 or 2", "(price:1 or price:2)"),
        ("price:1 or price:2", "3", "price:3"),
        ("", "-5", "-price:5"),
        ("", "is:null", "price:is:null"),
        ("", ">", "price:>"),
        ("", "(1 or 2) <9", "(price:1 or price:2) price:<9"),
    ],
)
def test_a_box_changes_its_terms_alone(text: str, box: str, expected: str) -> None:
    assert with_box(text, "price", box, NAMES).text == expected


def test_where_the_changed_terms_stand_is_known() -> None:
    composed = with_box("name:a price:1 x", "price", ">2", NAMES)
    assert composed.text[composed.start :].startswith("price:>2")


def test_a_thousand_characters() -> None:
    text = " ".join(f"name:{number}" for number in range(100))
    assert len(terms_of(text, NAMES)) == 100
    assert with_box(text, "price", "5", NAMES).text == f"{text} price:5"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(name:a", "price:12 (name:a"),
        ("name:b) name:a", "name:b price:12 ) name:a"),
        ("price:1 (name:a", "price:12 (name:a"),
        ('name:b "a', 'name:b price:12 "a'),
        ('a or "b', 'price:12 (a or "b)'),
        ('name:b" price:"5"', 'name:b" price:12'),
        ('name:"(" or name:b', '(name:"(" or name:b) price:12'),
    ],
)
def test_what_is_wrong_in_the_search_gathers_no_terms(text: str, expected: str) -> None:
    once = with_box(with_box(text, "price", "1", NAMES).text, "price", "12", NAMES).text
    assert once == expected


def makes_sense(text: str) -> bool:
    try:
        parse(text, GADGETS, UTC)
    except QueryError:
        return False
    return True


@given(box=TYPED, field=st.sampled_from(["name", "stock", "opens"]), other=TYPED)
def test_whatever_makes_sense_in_a_box_is_replaced_by_what_is_typed_next(box: str, field: str, other: str) -> None:
    beside = with_box("free", "notes", other, NAMES).text
    before = beside if makes_sense(with_box("", "notes", other, NAMES).text) else 'free notes:"b c"'
    if makes_sense(with_box("", field, box, NAMES).text):
        after = with_box(before, field, box, NAMES).text
        assert makes_sense(after)
        assert with_box(after, field, "12", NAMES).text == with_box(before, field, "12", NAMES).text


@given(box=TYPED)
def test_each_character_of_a_box_has_its_place(box: str) -> None:
    composed = with_box("free", "name", box, NAMES)
    assert all(composed.text[at] == box[place] for place, at in composed.places.items())
    assert {place for place, character in enumerate(box) if not character.isspace()} <= composed.places.keys()
