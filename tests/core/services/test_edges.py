"""Jumps to the edges of blocks of filled cells: as a spreadsheet makes them, at the price of a few rows."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event

from core.bootstrap import Application
from core.context import Context
from core.query import ALL, NONE, Compare, IsNull, Node, Not, Query, Sort
from core.services import result
from tests.shop.category import CategoryCreate
from tests.shop.gadget import GadgetCreate

ROWS = 60
FIELDS: tuple[str, ...] = ("price", "category_id", "seen_at", "notes", "name")
ORDERS = (
    (),
    (Sort("id", descending=True),),
    (Sort("name"),),
    (Sort("price", descending=True), Sort("name")),
    (Sort("category_id"), Sort("stock", descending=True)),
    (Sort("seen_at"), Sort("id", descending=True)),
)
FILTERS: tuple[Node, ...] = (ALL, Not(IsNull("price")), Compare("stock", ">", 0), NONE)


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What begins at thousands of rows begins at a few here."""
    monkeypatch.setattr(result, "NEAR", 10)
    monkeypatch.setattr(result, "STRIDE", 7)


def fill(shop: Application, context: Context, count: int, seed: int = 8) -> None:
    """Gadgets with gaps of all lengths; nothing is ever noted of one."""
    chance = random.Random(seed)
    tools = shop.service("categories").create(context, CategoryCreate(name="Tools"))
    gap = dict.fromkeys(FIELDS, False)

    def some(field: str, value: Any) -> Any:
        gap[field] ^= chance.random() < 0.3
        return None if gap[field] else value

    shop.service("gadgets").create_many(
        context,
        (
            GadgetCreate(
                name=chance.choice("abc"),
                price=some("price", Decimal(chance.randrange(3))),
                stock=chance.randrange(3),
                category_id=some("category_id", tools.id),
                seen_at=some("seen_at", datetime(2026, 1, 1 + chance.randrange(3), tzinfo=UTC)),
            )
            for _ in range(count)
        ),
    )


def jump(filled: list[bool], place: int, step: int) -> int:
    """Where a spreadsheet jumps to."""
    end = len(filled) - 1 if step > 0 else 0
    if place == end:
        return place
    is_run = filled[place] and filled[place + step]
    while place != end:
        if is_run and not filled[place + step]:
            return place
        place += step
        if not is_run and filled[place]:
            return place
    return place


def test_jumps_end_where_those_of_a_spreadsheet_do(shop: Application, boss: Context) -> None:
    fill(shop, boss, ROWS)
    service = shop.service("gadgets")
    for query in (Query(where, sort) for where in FILTERS for sort in ORDERS):
        records = service.list(boss, query).data
        for is_prepared in (False, True):
            if is_prepared:
                service.prepare(boss, query)
            for field in FIELDS:
                filled = [getattr(record, field) is not None for record in records]
                for place in random.Random(field).sample(range(len(records)), min(3, len(records))):
                    for forward in (True, False):
                        found = service.edge(boss, query, place, field, forward=forward)
                        expected = jump(filled, place, 1 if forward else -1)
                        assert found == expected, (query, is_prepared, field, place, forward)


def test_a_jump_from_behind_the_last_row_stays_within_the_rows(shop: Application, boss: Context) -> None:
    fill(shop, boss, 5)
    assert shop.service("gadgets").edge(boss, Query(), 7, "name", forward=True) == 4
    assert shop.service("gadgets").edge(boss, Query(), 5, "name", forward=False) == 0
    assert shop.service("gadgets").edge(boss, Query(NONE), 0, "name", forward=True) == 0


@contextmanager
def said(shop: Application) -> Iterator[list[str]]:
    """What the database is asked for rows."""
    found: list[str] = []

    def after(_connection: Any, _cursor: Any, statement: str, *_given: Any) -> None:
        if statement.startswith("SELECT"):
            found.append(statement)

    event.listen(shop.database.engine, "after_cursor_execute", after)
    yield found
    event.remove(shop.database.engine, "after_cursor_execute", after)


@pytest.mark.parametrize("forward", [True, False])
def test_a_long_way_brings_as_few_rows_as_a_short_one(shop: Application, boss: Context, forward: bool) -> None:
    service, statements = shop.service("gadgets"), dict[int, list[str]]()
    for count in (40, 2500):
        service.create_many(boss, (GadgetCreate(name=f"g{number}") for number in range(count)))
        last = service.count(boss) - 1
        with said(shop) as statements[count]:
            found = service.edge(boss, Query(), 0 if forward else last, "notes", forward=forward)
        assert found == (last if forward else 0)
    assert len(statements[2500]) <= len(statements[40])
    assert all("LIMIT" in statement for statement in statements[2500] if "FROM gadget" in statement)
