"""Reading and writing any collection: values, permissions, references, conflicts, steps and events."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import event

from core.bootstrap import Application
from core.changes import Change
from core.context import CancelToken, Context
from core.errors import (
    AccessError,
    CancelledError,
    ConflictError,
    DatabaseError,
    InvalidError,
    NotFoundError,
)
from core.query import ALL, Compare, IsNull, Match, Query, Sort
from core.types import new_id
from core.unit_of_work import Label
from tests.core.conftest import People
from tests.shop.category import CategoryCreate, CategoryUpdate
from tests.shop.gadget import GadgetCreate, GadgetUpdate, Status
from tests.shop.part import PartCreate

FULL: dict[str, Any] = {
    "name": "Ärmel = \"x\" 'y' 漢字 😀",
    "notes": "two\nlines\r\nand  spaces ",
    "price": Decimal("9999999999.99"),
    "weight": Decimal("-0.000001"),
    "stock": -(2**63),
    "rating": 0.1 + 0.2,
    "active": False,
    "released": date(1, 1, 1),
    "opens": time(23, 59, 59, 999999),
    "seen_at": datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=timezone(timedelta(hours=9))),
    "status": Status.SOLD,
    "serial": uuid4(),
    "pin": "1234",
}


def gadget(shop: Application, context: Context, name: str = "Lamp", **values: Any) -> Any:
    return shop.service("gadgets").create(context, GadgetCreate(name=name, **values))


def test_every_kind_of_value_comes_back_as_it_was_given(shop: Application, boss: Context) -> None:
    created = shop.service("gadgets").create(boss, GadgetCreate(**FULL))
    read = shop.service("gadgets").get(boss, created.id)
    for name, value in FULL.items():
        if name != "pin":
            assert getattr(read, name) == value, name
    assert read.seen_at.tzinfo is UTC
    assert read == created


def test_created_records_carry_id_times_version_and_owner(shop: Application, boss: Context) -> None:
    first, second = gadget(shop, boss), gadget(shop, boss)
    assert first.id.version == 7
    assert first.id < second.id
    assert first.version == 1
    assert first.owner_id == boss.actor.id
    assert abs(datetime.now(UTC) - first.created_at) < timedelta(minutes=1)


def test_an_update_changes_only_what_is_set(shop: Application, boss: Context) -> None:
    lamp = gadget(shop, boss, price=Decimal("10.50"), notes="old")
    changed = shop.service("gadgets").update(boss, lamp.id, GadgetUpdate(notes=None))
    assert (changed.notes, changed.price, changed.name, changed.version) == (None, Decimal("10.50"), "Lamp", 2)
    assert changed.updated_at > lamp.updated_at


def test_an_update_without_effect_leaves_no_trace(shop: Application, boss: Context) -> None:
    lamp = gadget(shop, boss)
    before = shop.undo.state(boss)
    assert shop.service("gadgets").update(boss, lamp.id, GadgetUpdate(name="Lamp")) == lamp
    assert shop.undo.state(boss) == before


def test_a_bulk_change_keeps_only_what_really_changes(shop: Application, boss: Context) -> None:
    gadgets = shop.service("gadgets")
    lamp, chair = gadget(shop, boss), gadget(shop, boss, "Chair")
    before = shop.undo.state(boss)
    same = {"name": ["Lamp", "Chair"], "stock": [lamp.stock, chair.stock]}
    assert gadgets.paste(boss, same, [lamp.id, chair.id]).written == 0
    assert gadgets.update_each(boss, {lamp.id: GadgetUpdate(name="Lamp")}) == 0
    assert shop.undo.state(boss) == before
    assert gadgets.paste(boss, {"name": ["Lamp", "Stool"]}, [lamp.id, chair.id]).written == 1
    assert (gadgets.get(boss, lamp.id).version, gadgets.get(boss, chair.id).version) == (1, 2)
    shop.undo.undo(boss)
    assert gadgets.get(boss, chair.id).name == "Chair"


def test_deleting_by_a_condition_leaves_alone_what_only_meets_it_afterwards(shop: Application, boss: Context) -> None:
    categories = shop.service("categories")
    root = categories.create(boss, CategoryCreate(name="Root"))
    child = categories.create(boss, CategoryCreate(name="Child", parent_id=root.id))
    leaf = categories.create(boss, CategoryCreate(name="Leaf", parent_id=child.id))
    assert categories.delete(boss, IsNull("parent_id")) == 1
    assert [row.name for row in categories.list(boss, Query(sort=(Sort("name"),))).data] == ["Child", "Leaf"]
    assert categories.get(boss, child.id).parent_id is None
    assert categories.get(boss, leaf.id).parent_id == child.id
    shop.undo.undo(boss)
    assert categories.get(boss, child.id).parent_id == root.id


def test_what_ends_the_whole_transaction_is_told_not_the_savepoint_that_went_with_it(
    shop: Application, boss: Context
) -> None:
    if not shop.database.is_sqlite:
        pytest.skip("PostgreSQL keeps its savepoints")

    def write() -> None:
        with shop.units.write(boss, Label("create")) as unit, shop.units.write(boss, Label("create")):
            driver: Any = unit.connection.connection.driver_connection
            driver.execute("ROLLBACK")  # as SQLite does by itself where the disk is full
            raise DatabaseError("database.full", path="", detail="")

    with pytest.raises(DatabaseError) as caught:
        write()
    assert caught.value.reason == "database.full"


def test_an_outdated_version_is_refused(shop: Application, boss: Context) -> None:
    lamp = gadget(shop, boss)
    shop.service("gadgets").update(boss, lamp.id, GadgetUpdate(stock=1), version=1)
    with pytest.raises(ConflictError):
        shop.service("gadgets").update(boss, lamp.id, GadgetUpdate(stock=2), version=1)
    assert shop.service("gadgets").get(boss, lamp.id).stock == 1


def test_a_record_that_is_not_there(shop: Application, boss: Context) -> None:
    gadgets = shop.service("gadgets")
    for call in (
        lambda: gadgets.get(boss, new_id()),
        lambda: gadgets.update(boss, new_id(), GadgetUpdate(stock=1)),
        lambda: gadgets.delete(boss, [new_id()]),
    ):
        with pytest.raises(NotFoundError):
            call()


def test_lists_are_newest_first_with_the_whole_count(shop: Application, boss: Context) -> None:
    for number in range(5):
        gadget(shop, boss, f"g{number}")
    page = shop.service("gadgets").list(boss, skip=1, limit=2)
    assert [row.name for row in page.data] == ["g3", "g2"]
    assert page.count == 5


def test_owners_see_and_touch_only_their_own(shop: Application, people: People) -> None:
    gadgets = shop.service("gadgets")
    hers = gadget(shop, people.ann, "hers")
    gadget(shop, people.bob, "his")
    assert [row.name for row in gadgets.list(people.ann).data] == ["hers"]
    assert gadgets.count(people.boss) == 2
    with pytest.raises(NotFoundError):
        gadgets.get(people.bob, hers.id)
    with pytest.raises(NotFoundError):
        gadgets.update(people.bob, hers.id, GadgetUpdate(stock=1))
    with pytest.raises(NotFoundError):
        gadgets.delete(people.bob, [hers.id])
    assert gadgets.update_many(people.bob, ALL, GadgetUpdate(stock=7)) == 1
    assert gadgets.update_each(people.bob, {hers.id: GadgetUpdate(stock=7)}) == 0
    assert gadgets.delete(people.bob, ALL) == 1
    assert gadgets.get(people.boss, hers.id).stock == 0


def test_without_owner_everyone_reads_and_superusers_write(shop: Application, people: People) -> None:
    categories = shop.service("categories")
    with pytest.raises(AccessError):
        categories.create(people.ann, CategoryCreate(name="Tools"))
    tools = categories.create(people.boss, CategoryCreate(name="Tools"))
    assert categories.get(people.ann, tools.id).name == "Tools"
    for call in (
        lambda: categories.update(people.ann, tools.id, CategoryUpdate(name="x")),
        lambda: categories.update_many(people.ann, [tools.id], CategoryUpdate(name="x")),
        lambda: categories.update_each(people.ann, {tools.id: CategoryUpdate(name="x")}),
        lambda: categories.delete(people.ann, [tools.id]),
        lambda: categories.delete(people.ann, ALL),
        lambda: categories.create_many(people.ann, [CategoryCreate(name="y")]),
    ):
        with pytest.raises(AccessError):
            call()
    assert categories.get(people.boss, tools.id).version == 1


def test_a_reference_must_point_to_a_record_the_actor_may_see(shop: Application, people: People) -> None:
    with pytest.raises(InvalidError) as error:
        gadget(shop, people.ann, category_id=new_id())
    assert [(problem.field, problem.code) for problem in error.value.problems] == [("category_id", "reference.missing")]
    his = gadget(shop, people.bob)
    with pytest.raises(InvalidError):
        shop.service("parts").create(people.ann, PartCreate(label="bolt", gadget_id=his.id))
    assert shop.service("parts").create(people.bob, PartCreate(label="bolt", gadget_id=his.id))


def test_a_taken_unique_value_names_its_field(shop: Application, boss: Context) -> None:
    categories = shop.service("categories")
    categories.create(boss, CategoryCreate(name="Tools"))
    with pytest.raises(InvalidError) as error:
        categories.create(boss, CategoryCreate(name="Tools"))
    assert [(problem.field, problem.code) for problem in error.value.problems] == [("name", "duplicate")]
    assert "Name" in str(error.value)


def test_deleting_takes_children_along_and_empties_optional_references(shop: Application, boss: Context) -> None:
    categories, gadgets, parts = (shop.service(name) for name in ("categories", "gadgets", "parts"))
    outer = categories.create(boss, CategoryCreate(name="outer"))
    inner = categories.create(boss, CategoryCreate(name="inner", parent_id=outer.id))
    lamp = gadget(shop, boss, category_id=outer.id)
    parts.create(boss, PartCreate(label="bolt", gadget_id=lamp.id))
    assert categories.delete(boss, [outer.id]) == 1
    assert categories.get(boss, inner.id).parent_id is None
    assert gadgets.get(boss, lamp.id).category_id is None
    assert gadgets.delete(boss, [lamp.id]) == 1
    assert parts.count(boss) == 0
    shop.undo.undo(boss)
    shop.undo.undo(boss)
    assert categories.get(boss, inner.id).parent_id == outer.id
    assert gadgets.get(boss, lamp.id).category_id == outer.id
    assert parts.count(boss) == 1


def test_deleting_stops_at_somebody_elses_child(shop: Application, people: People) -> None:
    lamp = gadget(shop, people.ann)
    shop.service("parts").create(people.boss, PartCreate(label="bolt", gadget_id=lamp.id))
    with pytest.raises(AccessError):
        shop.service("gadgets").delete(people.ann, [lamp.id])
    assert shop.service("gadgets").count(people.ann) == 1


def test_many_are_one_step(shop: Application, boss: Context) -> None:
    gadgets = shop.service("gadgets")
    assert gadgets.create_many(boss, (GadgetCreate(name=f"g{n}", stock=n) for n in range(300))) == 300
    assert gadgets.update_many(boss, Compare("stock", ">=", 100), GadgetUpdate(notes="many")) == 200
    assert gadgets.update_many(boss, Compare("stock", ">=", 100), GadgetUpdate(notes="many")) == 0
    assert gadgets.count(boss, Query(Match("notes", "man"))) == 200
    assert gadgets.delete(boss, Compare("stock", "<", 50)) == 50
    for expected in (300, 300, 0):
        shop.undo.undo(boss)
        assert gadgets.count(boss) == expected


def test_own_values_for_each_row(shop: Application, boss: Context) -> None:
    gadgets = shop.service("gadgets")
    first, second, third = (gadget(shop, boss, name) for name in ("one", "two", "six"))
    changes = {first.id: GadgetUpdate(name="ONE"), second.id: GadgetUpdate(stock=5), third.id: GadgetUpdate()}
    assert gadgets.update_each(boss, changes) == 2
    assert gadgets.get(boss, first.id).name == "ONE"
    assert gadgets.get(boss, second.id).stock == 5
    assert gadgets.count(boss, Query(Match("name", "one"))) == 1
    shop.undo.undo(boss)
    assert gadgets.get(boss, first.id).name == "one"
    assert gadgets.get(boss, second.id).stock == 0


def test_refused_rows_of_many_are_named_by_position(shop: Application, boss: Context) -> None:
    categories = shop.service("categories")
    categories.create(boss, CategoryCreate(name="n3"))
    names = [f"n{number}" for number in range(6)] + ["n1"]
    block = categories.create_block(boss, {"name": [*names, ""], "parent_id": [None] * 7 + [new_id()]}, 8)
    assert block.written == 5
    assert [(problem.row, problem.field, problem.code) for problem in block.problems] == [
        (3, "name", "duplicate"),
        (6, "name", "duplicate"),
        (7, "name", "pydantic:string_too_short"),
    ]
    with pytest.raises(InvalidError) as error:
        categories.create_many(boss, [CategoryCreate(name=name) for name in ("new", "n1", "n2", "new")])
    assert [(problem.row, problem.field) for problem in error.value.problems] == [
        (1, "name"),
        (2, "name"),
        (3, "name"),
    ]
    assert categories.count(boss) == 6


def test_many_without_the_record_they_refer_to_are_refused_together(shop: Application, boss: Context) -> None:
    said: list[str] = []
    event.listen(shop.database.engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    with pytest.raises(InvalidError) as error:
        shop.service("parts").create_many(boss, [PartCreate(label="a", gadget_id=new_id()) for _ in range(400)])
    assert [problem.row for problem in error.value.problems] == list(range(400))
    assert len(said) < 20


def test_cancelling_leaves_nothing(shop: Application, boss: Context) -> None:
    cancel = CancelToken()

    def rows() -> Iterator[GadgetCreate]:
        for number in range(12_000):
            if number == 7_000:
                cancel.cancel()
            yield GadgetCreate(name=f"g{number}")

    with pytest.raises(CancelledError):
        shop.service("gadgets").create_many(boss.with_progress(boss.progress, cancel), rows())
    assert shop.service("gadgets").count(boss) == 0
    assert shop.undo.state(boss).undo is None


def test_progress_counts_rows(shop: Application, boss: Context) -> None:
    seen: list[tuple[int, int | None]] = []
    context = boss.with_progress(lambda done, total: seen.append((done, total)), CancelToken())
    shop.service("gadgets").create_many(context, (GadgetCreate(name="x") for _ in range(6000)), total=6000)
    assert seen == [(5000, 6000), (6000, 6000)]


def test_listeners_hear_of_commits_only(shop: Application, boss: Context) -> None:
    heard: list[tuple[Change, ...]] = []
    end = shop.changes.subscribe(heard.append)
    lamp = gadget(shop, boss)
    assert heard == [(Change("gadgets", frozenset({lamp.id})),)]
    with pytest.raises(RuntimeError), shop.units.write(boss, Label("mixed")):  # noqa: PT012
        gadget(shop, boss)
        raise RuntimeError
    assert len(heard) == 1
    end()
    gadget(shop, boss)
    assert len(heard) == 1


def test_units_join_into_one_step_and_fail_alone(shop: Application, boss: Context) -> None:
    gadgets, categories = shop.service("gadgets"), shop.service("categories")
    categories.create(boss, CategoryCreate(name="taken"))
    with shop.units.write(boss, Label("mixed")):
        kept = gadget(shop, boss, "kept")
        with pytest.raises(InvalidError):
            categories.create(boss, CategoryCreate(name="taken"))
        gadgets.update(boss, kept.id, GadgetUpdate(stock=3))
    assert gadgets.get(boss, kept.id).stock == 3
    state = shop.undo.state(boss).undo
    assert state is not None
    assert state.label == "mixed"
    shop.undo.undo(boss)
    assert gadgets.count(boss) == 0
    shop.undo.redo(boss)
    assert gadgets.get(boss, kept.id).stock == 3


def test_labels_name_parents_the_actor_may_see(shop: Application, people: People) -> None:
    gadget(shop, people.ann)
    window = shop.service("gadgets").window(people.boss, Query(), 0, 10)
    assert set(window.labels.values()) == {"ann@example.org"}
    assert shop.users.labels(people.bob, [people.ann.actor.id]) == {}


def test_sorting_by_a_reference_goes_by_its_name(shop: Application, people: People) -> None:
    for context in (people.bob, people.boss, people.ann):
        gadget(shop, context, context.actor.email)
    names = [
        row.values[0] for row in shop.service("gadgets").window(people.boss, Query(sort=(Sort("owner_id"),)), 0, 9).rows
    ]
    assert names == sorted(names)


def test_secrets_are_in_no_output(shop: Application, boss: Context) -> None:
    created = gadget(shop, boss, pin="98765432")
    window = shop.service("gadgets").window(boss, Query(), 0, 1)
    entries = shop.history.of(boss, "gadgets", created.id)
    assert "98765432" not in repr(window) + repr(entries)
