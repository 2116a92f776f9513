"""The search and the boxes of columns are one text."""

import pytest

import core.models
import tests.shop
from core.entities import discover
from core.query.names import FieldNames
from gui.table.filters.terms import boxes, terms_of, with_box

NAMES = FieldNames(discover(core.models, tests.shop)["gadgets"])


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
    assert composed.text[composed.start : composed.stop] == "price:>2"


def test_a_thousand_characters() -> None:
    text = " ".join(f"name:{number}" for number in range(100))
    assert len(terms_of(text, NAMES)) == 100
    assert with_box(text, "price", "5", NAMES).text == f"{text} price:5"
