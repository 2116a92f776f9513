"""What is given to both sides: mostly right, and one time in five wrong in one place."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeVar
from uuid import UUID

import hypothesis.strategies as st

Known = Mapping[str, Sequence[UUID]]
"""The ids of the records that are there, by collection."""
Body = dict[str, Any]
AnyT = TypeVar("AnyT")

COLLECTIONS: Final = ("gadgets", "categories", "parts")
RESOURCE: Final = st.sampled_from([*COLLECTIONS[:1] * 3, *COLLECTIONS[1:]])
UNKNOWN: Final = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
HALF: Final = "\ud800"
"""Half a character, which can be stored nowhere."""

REQUIRED: Final[Mapping[str, tuple[str, ...]]] = {
    "gadgets": ("name",),
    "categories": ("name",),
    "parts": ("label", "gadget_id"),
}
RIGHT: Final[Mapping[str, Mapping[str, Sequence[Any]]]] = {
    "gadgets": {
        "name": [f"g{number}" for number in range(20)] + ["Ä", "=1+1", 'a "b", c'],
        "stock": [0, 1, 2, 3, 5, "7", 2.0, -(2**63)],
        "notes": [None, "", "Ä", "two\nlines"],
        "price": [None, "1.50", 0, 20],
        "weight": [None, "1.5", 2],
        "rating": [None, 1.5, "2", 4],
        "status": ["new", "sold out"],
        "active": [True, False],
        "released": [None, "2026-01-02"],
        "opens": [None, "10:30"],
        "seen_at": [None, "2026-01-02T03:04:05Z", "2026-01-02T03:04:05.5+02:00"],
        "serial": [None, str(UNKNOWN)],
        "pin": [None, "12345678"],
    },
    "categories": {"name": [f"c{number}" for number in range(60)]},
    "parts": {"label": ["bolt", "nut", "Ä", ""]},
}
WRONG: Final[Mapping[str, Mapping[str, Sequence[Any]]]] = {
    "gadgets": {
        "name": [None, "", "LOUD", "a\0b", "x" * 256, 5],
        "stock": [2**63, 10**30, "x", "1_0", "", None, 1.5, []],
        "notes": ["n" * 2001, "a\0b", HALF, 5],
        "price": ["1.505", -1, "NaN", "1_0", "12345678901.00", {}],
        "rating": ["much", "Infinity"],
        "status": ["gone", None],
        "active": ["maybe", None],
        "released": ["2026-02-30", "x"],
        "opens": ["25:00", "x"],
        "seen_at": ["2026-01-02T03:04:05", "x"],
        "serial": ["x"],
        "pin": ["123456789"],
        "category_id": [str(UNKNOWN), "x"],
        "nothing": [1],
    },
    "categories": {"name": [None, "", "Tools", "x" * 81], "parent_id": [str(UNKNOWN)]},
    "parts": {"label": [None, "x" * 81], "gadget_id": [None, str(UNKNOWN)]},
}
REFERENCES: Final[Mapping[str, Mapping[str, str]]] = {
    "gadgets": {"category_id": "categories"},
    "categories": {"parent_id": "categories"},
    "parts": {"gadget_id": "gadgets"},
}
WHERES: Final[Mapping[str, Sequence[str]]] = {
    "gadgets": ["stock:>2", "notes:is:null", "-active:false", "category:tools", "name:g price:1..20", "owner:ann", ""],
    "categories": ["name:=c3", "parent:is:null", ""],
    "parts": ["label:bolt", "gadget:g1", ""],
}
FEW: Final[Mapping[str, Sequence[str]]] = {
    "gadgets": ["stock:3", "name:=g2", "price:20"],
    "categories": ["name:c1", "name:=Toys"],
    "parts": ["label:nut", "gadget:g2"],
}
"""Searches that find few."""
SORTS: Final[Mapping[str, Sequence[str]]] = {
    "gadgets": ["name", "-stock,name", "notes,-price", "category_id", ""],
    "categories": ["-name", ""],
    "parts": ["gadget_id,label", ""],
}
WRONG_WHERES: Final = ["stock:(", "nothing:1", "id:x", "pin:1", '"', "-", "version:>x or", "a\0b"]
WRONG_SORTS: Final = ["nothing", "id,id", "pin", ",", "-"]


def _gadgets(_known: Known) -> list[Body]:
    return [{"name": f"g{number}", "stock": number} for number in range(3)]


SEEDS: Final[Sequence[tuple[str, str, Callable[[Known], list[Body]]]]] = [
    ("categories", "boss", lambda _: [{"name": "Tools"}, {"name": "Toys"}]),
    ("gadgets", "ann", _gadgets),
    ("gadgets", "bob", lambda known: [{**made, "category_id": known["categories"][0]} for made in _gadgets(known)]),
    ("gadgets", "boss", lambda _: [{"name": "Ä", "notes": "Ä", "price": "1.50", "pin": "1234", "active": False}]),
    ("parts", "ann", lambda known: [{"label": "bolt", "gadget_id": known["gadgets"][0]}]),
]
"""The records at the beginning: their collection, whose they are, and what they are made from."""


@st.composite
def mostly(draw: st.DrawFn, right: st.SearchStrategy[AnyT], wrong: st.SearchStrategy[AnyT], times: int = 5) -> AnyT:
    """Once in so many times the other."""
    return draw(right if draw(st.integers(1, times)) < times else wrong)


@st.composite
def changes(draw: st.DrawFn, resource: str, known: Known) -> Body:
    """Some of the fields."""
    right = _right(resource, known)
    names = draw(st.lists(st.sampled_from(list(right)), min_size=1, max_size=4, unique=True))
    given = st.fixed_dictionaries({name: right[name] for name in names})
    return draw(mostly(given, _with_one_wrong(resource, given) | st.just({})))


def bodies(resource: str, known: Known) -> st.SearchStrategy[Body]:
    """What a record is made from."""
    return mostly(right_bodies(resource, known), wrong_bodies(resource, known))


@st.composite
def right_bodies(draw: st.DrawFn, resource: str, known: Known) -> Body:
    """What a record can be made from."""
    right = _right(resource, known)
    some = draw(st.lists(st.sampled_from(list(right)), max_size=4, unique=True))
    return {name: draw(right[name]) for name in dict.fromkeys((*REQUIRED[resource], *some))}


@st.composite
def wrong_bodies(draw: st.DrawFn, resource: str, known: Known) -> Body:
    """What no record can be made from: one field is wrong, or is required and left out."""
    right = draw(right_bodies(resource, known))
    if draw(st.booleans()):
        return draw(_with_one_wrong(resource, st.just(right)))
    left_out = draw(st.sampled_from(REQUIRED[resource]))
    return {name: value for name, value in right.items() if name != left_out}


@st.composite
def _with_one_wrong(draw: st.DrawFn, resource: str, given: st.SearchStrategy[Body]) -> Body:
    wrong = WRONG[resource]
    name = draw(st.sampled_from(list(wrong)))
    return {**draw(given), name: draw(st.sampled_from(wrong[name]))}


def _right(resource: str, known: Known) -> dict[str, st.SearchStrategy[Any]]:
    values: dict[str, st.SearchStrategy[Any]] = {name: st.sampled_from(some) for name, some in RIGHT[resource].items()}
    for name, other in REFERENCES[resource].items():
        nothing = [] if name in REQUIRED[resource] else [None]
        values[name] = st.sampled_from([*map(str, known[other]), *nothing] or [str(UNKNOWN)])
    return values


def wheres(resource: str) -> st.SearchStrategy[str]:
    """Searches."""
    return mostly(st.sampled_from(WHERES[resource]), st.sampled_from(WRONG_WHERES))


def few(resource: str) -> st.SearchStrategy[str]:
    """Searches that mostly leave something to work with."""
    return mostly(st.sampled_from(FEW[resource]), st.sampled_from([*WRONG_WHERES, ""]))


def queries(resource: str) -> st.SearchStrategy[tuple[str, str]]:
    """Searches, each with an order."""
    where, sort = st.sampled_from(WHERES[resource]), st.sampled_from(SORTS[resource])
    wrong = st.tuples(st.sampled_from(WRONG_WHERES), sort) | st.tuples(where, st.sampled_from(WRONG_SORTS))
    return mostly(st.tuples(where, sort), wrong)
