"""Blocks of cells: all or nothing, or all that is right; one step, one undo; what is wrong is told by row and field."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from typing_extensions import override

from core.bootstrap import Application
from core.context import Context
from core.errors import AccessError, InvalidError
from core.query import ALL, Compare, Query, Sort
from core.services.cells import CellService
from core.services.checking import LEFT_OUT
from core.services.replacing import Found, Replacement, replaced
from core.services.selection import Selection
from core.types import new_id
from tests.core.conftest import People
from tests.shop.category import CategoryCreate
from tests.shop.gadget import GadgetCreate, GadgetPublic, GadgetUpdate
from tests.shop.part import PartCreate

IN_ORDER = Query(ALL, (Sort("id"),))


@pytest.fixture
def gadgets(shop: Application, boss: Context) -> Application:
    """Six gadgets."""
    shop.service("gadgets").create_many(
        boss, (GadgetCreate(name=f"g{n}", stock=n, price=Decimal(n), notes=f"Müller {n}") for n in range(6))
    )
    return shop


def rows(shop: Application, context: Context) -> list[Any]:
    page = shop.service("gadgets").list(context, IN_ORDER)
    return list(page.data)


def test_a_block_changes_rows_and_adds_those_beyond_the_end(gadgets: Application, boss: Context) -> None:
    before, steps = rows(gadgets, boss), gadgets.history.steps(boss)
    columns = {"name": ["x", "y", "z"], "stock": [10, LEFT_OUT, 30], "price": [None, Decimal("1.50"), LEFT_OUT]}
    block = gadgets.service("gadgets").paste(boss, columns, [before[0].id, before[1].id, None], [1, None])
    assert (block.written, block.problems) == (3, ())
    after = rows(gadgets, boss)
    assert [(row.name, row.stock, row.price) for row in (*after[:2], after[-1])] == [
        ("x", 10, None),
        ("y", 1, Decimal("1.50")),
        ("z", 30, None),
    ]
    assert len(gadgets.history.steps(boss)) == len(steps) + 1
    gadgets.undo.undo(boss)
    assert [(row.name, row.stock, row.price) for row in rows(gadgets, boss)] == [
        (row.name, row.stock, row.price) for row in before
    ]


class Shelf(CellService[GadgetCreate, GadgetUpdate, GadgetPublic]):
    """Gadgets that go into their place once they are sold out."""

    category_id: UUID | None = None

    @override
    def _update_values(self, context: Context, changes: GadgetUpdate) -> dict[str, Any]:
        values = super()._update_values(context, changes)
        return {**values, "category_id": self.category_id} if changes.stock == 0 else values


@pytest.mark.parametrize("stocks", [(0, 7), (7, 0), (0, 0), (7, 7)])
def test_what_a_service_stores_besides_may_differ_from_row_to_row(
    gadgets: Application, boss: Context, stocks: tuple[int, int]
) -> None:
    before, steps = rows(gadgets, boss)[:2], len(gadgets.history.steps(boss))
    shelf = Shelf(gadgets.service("gadgets").entity, gadgets.entities, gadgets.units)
    shelf.category_id = place = gadgets.service("categories").create(boss, CategoryCreate(name="Shelf")).id
    block = shelf.paste(boss, {"stock": list(stocks)}, [row.id for row in before])
    assert (block.written, block.problems) == (2, ())
    after = [(row.stock, row.category_id) for row in rows(gadgets, boss)[:2]]
    assert after == [(stock, None if stock else place) for stock in stocks]
    assert len(gadgets.history.steps(boss)) == steps + 2
    shelf.category_id = new_id()
    block = shelf.paste(boss, {"stock": list(stocks)}, [row.id for row in before])
    assert [(problem.field, problem.row) for problem in block.problems] == [
        ("category_id", row) for row, stock in enumerate(stocks) if not stock
    ]


def bad_block(shop: Application, context: Context) -> tuple[dict[str, list[Any]], list[Any], list[Any]]:
    """Rows that are wrong in every way but the first and the last, with what is to be said of them."""
    there = rows(shop, context)
    shop.service("gadgets").update(context, there[2].id, GadgetUpdate(stock=22))
    columns = {
        "name": ["fine", "SHOUTED", "late", "gone", "lost", "fine too", ""],
        "stock": [1, "many", 2, 3, 4, 5, 6],
        "category_id": [None, None, None, None, new_id(), LEFT_OUT, None],
    }
    ids = [there[0].id, there[1].id, there[2].id, new_id(), there[4].id, None, None]
    return columns, ids, [1, 1, 1, 1, 1]


def test_all_that_is_wrong_is_told_and_nothing_written(gadgets: Application, boss: Context) -> None:
    columns, ids, versions = bad_block(gadgets, boss)
    before = rows(gadgets, boss)
    block = gadgets.service("gadgets").paste(boss, columns, ids, versions)
    assert block.written == 0
    assert {(problem.row, problem.field, problem.code) for problem in block.problems} == {
        (1, "name", "pydantic:value_error"),
        (1, "stock", "pydantic:int_parsing"),
        (2, "", "conflict"),
        (3, "", "conflict.deleted"),
        (4, "category_id", "reference.missing"),
        (6, "name", "pydantic:string_too_short"),
    }
    assert rows(gadgets, boss) == before


def test_the_rest_is_written_where_that_is_wanted(gadgets: Application, boss: Context) -> None:
    columns, ids, versions = bad_block(gadgets, boss)
    block = gadgets.service("gadgets").paste(boss, columns, ids, versions, partly=True)
    assert (block.written, len(block.problems)) == (2, 6)
    assert [row.name for row in rows(gadgets, boss)] == ["fine", "g1", "g2", "g3", "g4", "g5", "fine too"]
    gadgets.undo.undo(boss)
    assert [row.name for row in rows(gadgets, boss)] == ["g0", "g1", "g2", "g3", "g4", "g5"]


def test_what_must_be_unique_is_told_by_row(shop: Application, boss: Context) -> None:
    categories = shop.service("categories")
    ids = [categories.create(boss, CategoryCreate(name=name)).id for name in "abc"]
    block = categories.paste(boss, {"name": ["x", "c", "z"]}, [ids[0], ids[1], None])
    assert [(problem.row, problem.field, problem.code) for problem in block.problems] == [(1, "name", "duplicate")]
    assert {row.name for row in categories.list(boss).data} == set("abc")


def test_no_field_is_pasted_that_nobody_may_change(gadgets: Application, people: People) -> None:
    there = rows(gadgets, people.boss)
    with pytest.raises(InvalidError):
        gadgets.service("gadgets").paste(people.boss, {"version": [7]}, [there[0].id])
    block = gadgets.service("gadgets").paste(people.ann, {"stock": [7]}, [there[0].id])
    assert [problem.code for problem in block.problems] == ["conflict.deleted"]
    with pytest.raises(AccessError):
        gadgets.service("categories").paste(people.ann, {"name": ["x"]}, [None])


@pytest.mark.parametrize(
    ("given", "clashing"),
    [
        ("xxx", [1, 2]),
        ("bxx", [0, 2]),
        ("cbx", [0]),
        ("abc", []),
        ("bac", [0, 1]),
        ("bcx", [0, 1]),
        ("dxy", [0]),
    ],
)
def test_what_must_be_unique_is_told_of_many_rows_at_once(
    shop: Application, boss: Context, given: str, clashing: list[int]
) -> None:
    """The three records a, b and c get these names, beside a fourth."""
    categories = shop.service("categories")
    ids = [categories.create(boss, CategoryCreate(name=name)).id for name in "abcd"]
    block = categories.paste(boss, {"name": list(given)}, ids[:3])
    assert [(problem.row, problem.code) for problem in block.problems] == [(row, "duplicate") for row in clashing]


def test_rows_that_say_the_same_are_told_the_same(gadgets: Application, boss: Context) -> None:
    ids = [row.id for row in rows(gadgets, boss)]
    block = gadgets.service("gadgets").paste(boss, {"name": ["", "fine", "", ""]}, ids[:4])
    assert [(problem.row, problem.code) for problem in block.problems] == [
        (row, "pydantic:string_too_short") for row in (0, 2, 3)
    ]


def test_rows_are_duplicated_in_one_step(gadgets: Application, boss: Context) -> None:
    service = gadgets.service("gadgets")
    assert service.duplicate(boss, Selection(IN_ORDER, (range(1, 3),))).written == 2
    after = rows(gadgets, boss)
    assert [(row.name, row.price, row.version) for row in after[6:]] == [("g1", Decimal(1), 1), ("g2", Decimal(2), 1)]
    step = gadgets.undo.state(boss).undo
    assert step is not None
    assert (step.label, step.params["count"]) == ("create_many", 2)
    gadgets.undo.undo(boss)
    assert len(rows(gadgets, boss)) == 6
    categories = gadgets.service("categories")
    only = categories.create(boss, CategoryCreate(name="only"))
    block = categories.duplicate(boss, [only.id])
    assert (block.written, [problem.code for problem in block.problems], block.ids) == (0, ["duplicate"], [only.id])
    assert categories.count(boss) == 1


def test_what_keeps_records_from_being_deleted_is_told_by_row(gadgets: Application, people: People) -> None:
    service, parts = gadgets.service("gadgets"), gadgets.service("parts")
    ids = [service.create(people.ann, GadgetCreate(name=f"a{number}")).id for number in range(5)]
    for row in (1, 4):
        parts.create(people.boss, PartCreate(label="bulb", gadget_id=ids[row]))
    kept = service.kept(people.ann, ids)
    assert [(problem.row, problem.code, problem.params["singular"]) for problem in kept] == [
        (1, "access", "Part"),
        (4, "access", "Part"),
    ]
    assert service.kept(people.boss, ids) == ()
    assert service.count(people.ann) == 5


def test_what_somebody_may_never_delete_is_told_of_all_rows(shop: Application, people: People) -> None:
    categories = shop.service("categories")
    ids = [categories.create(people.boss, CategoryCreate(name=name)).id for name in "abc"]
    assert [(problem.row, problem.code) for problem in categories.kept(people.ann, ids)] == [
        (row, "access") for row in range(3)
    ]


def test_text_is_replaced_in_chosen_rows_and_fields(gadgets: Application, boss: Context) -> None:
    service, fields = gadgets.service("gadgets"), ["name", "notes"]
    wanted = Replacement("MULLER", "Meier")
    assert service.count_matches(boss, ALL, fields, wanted) == Found(6, 6)
    assert service.count_matches(boss, ALL, fields, Replacement("MULLER", "Meier", exact=True)) == Found(0, 0)
    assert service.replace(boss, Compare("stock", "<", 2), fields, wanted).written == 2
    assert [row.notes for row in rows(gadgets, boss)] == ["Meier 0", "Meier 1", *(f"Müller {n}" for n in range(2, 6))]
    gadgets.undo.undo(boss)
    block = service.replace(boss, ALL, fields, Replacement("g3", "", whole=True))
    assert [(problem.field, problem.code) for problem in block.problems] == [("name", "pydantic:string_too_short")]
    for name, find in (("pin", "x"), ("stock", "x"), ("name", "")):
        with pytest.raises(InvalidError):
            service.replace(boss, ALL, [name], Replacement(find, "y"))


@pytest.mark.parametrize(
    ("text", "find", "after"),
    [
        ("Straße STRASSE", "strasse", "x x"),
        ("Straße", "s", "xtraße"),
        ("mu\u0308ller", "MÜ", "xller"),
        ("aaa", "aa", "xa"),
        ("50% *", "% *", "50x"),
        ("ﬁn", "f", "ﬁn"),
        ("abc", "d", "abc"),
    ],
)
def test_text_is_found_whatever_its_case_and_accents(text: str, find: str, after: str) -> None:
    assert replaced(text, Replacement(find, "x")) == after
