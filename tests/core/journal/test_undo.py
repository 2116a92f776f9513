"""Undo and redo: own steps, newest first, across restarts, never over anything newer."""

import random
from collections.abc import Callable
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import URL, func, insert, select

from core.bootstrap import Application
from core.changes import MOST_NAMED
from core.context import LOCAL_ID, Context
from core.errors import AppError, UndoError
from core.journal.tables import ENTRY, STEP
from core.query import ALL, Query, Sort
from core.query.grammar import parse
from core.types import utc_now
from tests.core.conftest import People, shop_on
from tests.shop.gadget import GadgetCreate, GadgetUpdate


def make(shop: Application, context: Context, name: str = "Lamp") -> UUID:
    return shop.service("gadgets").create(context, GadgetCreate(name=name, pin="1234")).id


def name(shop: Application, context: Context, identity: UUID) -> str:
    return shop.service("gadgets").get(context, identity).name


def rename(shop: Application, context: Context, identity: UUID, to: str) -> None:
    shop.service("gadgets").update(context, identity, GadgetUpdate(name=to))


def refused(call: Callable[[], object], reason: str) -> None:
    with pytest.raises(UndoError) as error:
        call()
    assert error.value.reason == reason


def test_nothing_to_undo_or_redo(shop: Application, boss: Context) -> None:
    refused(lambda: shop.undo.undo(boss), "undo.nothing")
    refused(lambda: shop.undo.redo(boss), "redo.nothing")


def test_back_and_forth_through_a_chain(shop: Application, boss: Context) -> None:
    lamp = make(shop, boss, "a")
    for to in ("b", "c", "d"):
        rename(shop, boss, lamp, to)
    seen = []
    for _ in range(3):
        shop.undo.undo(boss)
        seen.append(name(shop, boss, lamp))
    shop.undo.undo(boss)
    assert shop.service("gadgets").count(boss) == 0
    for _ in range(4):
        shop.undo.redo(boss)
        seen.append(name(shop, boss, lamp))
    assert seen == ["c", "b", "a", "a", "b", "c", "d"]
    refused(lambda: shop.undo.redo(boss), "redo.nothing")


def test_a_deleted_record_comes_back_whole(shop: Application, boss: Context) -> None:
    lamp = make(shop, boss)
    before = shop.service("gadgets").get(boss, lamp)
    shop.service("gadgets").delete(boss, [lamp])
    shop.undo.undo(boss)
    after = shop.service("gadgets").get(boss, lamp)
    assert after.model_dump(exclude={"version", "updated_at"}) == before.model_dump(exclude={"version", "updated_at"})
    assert after.version > before.version
    assert shop.service("gadgets").locate(boss, shop_query("name:lamp", shop, boss), lamp) == 0


def make_many(shop: Application, context: Context) -> list[UUID]:
    """As many as are journalled by their first and last id, one after another."""
    gadgets = shop.service("gadgets")
    gadgets.create_many(context, (GadgetCreate(name=f"Lamp {number}") for number in range(MOST_NAMED + 1)))
    return [row.id for row in gadgets.list(context, Query(sort=(Sort("id"),)), limit=MOST_NAMED + 1).data]


def test_many_new_ones_go_and_come_back(shop: Application, boss: Context) -> None:
    made = make_many(shop, boss)
    with shop.database.read() as connection:
        assert connection.execute(select(func.count()).select_from(ENTRY)).scalar_one() == 0
    other = make(shop, boss, "other")
    shop.undo.undo(boss)
    shop.undo.undo(boss)
    assert shop.service("gadgets").count(boss) == 0
    shop.undo.redo(boss)
    shop.undo.redo(boss)
    assert {made[0], made[-1], other} <= shop.service("gadgets").labels(boss, [*made, other]).keys()
    history = shop.history.of(boss, "gadgets", made[500])
    assert [(entry.step.kind, entry.operation) for entry in history] == [
        ("redo", "insert"),
        ("undo", "delete"),
        ("do", "insert"),
    ]


@pytest.mark.parametrize("place", [0, 500, MOST_NAMED])
def test_many_new_ones_stay_where_one_was_changed_or_deleted_since(
    shop: Application, people: People, place: int
) -> None:
    made = make_many(shop, people.ann)
    rename(shop, people.boss, made[place], "newer")
    refused(lambda: shop.undo.undo(people.ann), "undo.newer")
    shop.undo.undo(people.boss)
    shop.service("gadgets").delete(people.boss, [made[place]])
    refused(lambda: shop.undo.undo(people.ann), "undo.newer")
    assert shop.service("gadgets").count(people.boss) == MOST_NAMED


def shop_query(text: str, shop: Application, context: Context) -> Query:
    return Query(parse(text, shop.service("gadgets").entity, context.time_zone))


def test_something_new_ends_redo(shop: Application, boss: Context) -> None:
    lamp = make(shop, boss, "a")
    rename(shop, boss, lamp, "b")
    shop.undo.undo(boss)
    rename(shop, boss, lamp, "x")
    refused(lambda: shop.undo.redo(boss), "redo.nothing")
    shop.undo.undo(boss)
    assert name(shop, boss, lamp) == "a"


def test_steps_survive_a_restart(empty_url: URL) -> None:
    with shop_on(empty_url) as first:
        lamp = make(first, first.context(), "a")
        rename(first, first.context(), lamp, "b")
        first.undo.undo(first.context())
    with shop_on(empty_url) as second:
        boss = second.context()
        second.undo.redo(boss)
        assert name(second, boss, lamp) == "b"
        second.undo.undo(boss)
        second.undo.undo(boss)
        assert second.service("gadgets").count(boss) == 0


def test_everyone_undoes_their_own(shop: Application, people: People) -> None:
    hers, his = make(shop, people.ann), make(shop, people.bob)
    shop.undo.undo(people.ann)
    assert name(shop, people.bob, his) == "Lamp"
    with pytest.raises(AppError):
        name(shop, people.ann, hers)
    refused(lambda: shop.undo.undo(people.ann), "undo.nothing")


def test_what_somebody_changed_since_is_not_overwritten(shop: Application, people: People) -> None:
    lamp = make(shop, people.ann, "a")
    rename(shop, people.ann, lamp, "b")
    rename(shop, people.boss, lamp, "c")
    refused(lambda: shop.undo.undo(people.ann), "undo.newer")
    assert name(shop, people.ann, lamp) == "c"
    shop.undo.undo(people.boss)
    shop.undo.undo(people.ann)
    assert name(shop, people.ann, lamp) == "a"


def test_a_step_that_cannot_be_taken_back_is_passed_by(shop: Application, people: People) -> None:
    lamp, other = make(shop, people.ann, "a"), make(shop, people.ann, "other")
    rename(shop, people.ann, other, "second")
    rename(shop, people.ann, lamp, "b")
    rename(shop, people.boss, lamp, "c")
    with pytest.raises(UndoError, match=r"^Change gadget “a”: .* passes it by\.$"):
        shop.undo.undo(people.ann)
    following = shop.undo.state(people.ann).undo
    assert following is not None
    assert following.params["name"] == "other"
    shop.undo.undo(people.ann)
    assert (name(shop, people.ann, lamp), name(shop, people.ann, other)) == ("c", "other")
    shop.undo.redo(people.ann)
    shop.undo.undo(people.boss)
    shop.undo.undo(people.ann)  # nothing stands in its way any more
    assert (name(shop, people.ann, lamp), name(shop, people.ann, other)) == ("a", "second")


def test_another_field_changed_since_is_kept(shop: Application, people: People) -> None:
    lamp = make(shop, people.ann, "a")
    rename(shop, people.ann, lamp, "b")
    shop.service("gadgets").update(people.boss, lamp, GadgetUpdate(stock=9))
    shop.undo.undo(people.ann)
    record = shop.service("gadgets").get(people.ann, lamp)
    assert (record.name, record.stock) == ("a", 9)
    refused(lambda: shop.undo.undo(people.ann), "undo.newer")


def test_redo_does_not_overwrite_either(shop: Application, people: People) -> None:
    lamp = make(shop, people.ann, "a")
    rename(shop, people.ann, lamp, "b")
    shop.undo.undo(people.ann)
    rename(shop, people.boss, lamp, "c")
    refused(lambda: shop.undo.redo(people.ann), "undo.newer")
    assert name(shop, people.ann, lamp) == "c"


def test_a_row_deleted_behind_the_journal_s_back(shop: Application, boss: Context) -> None:
    lamp = make(shop, boss, "a")
    rename(shop, boss, lamp, "b")
    with shop.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM gadget")
    refused(lambda: shop.undo.undo(boss), "undo.newer")


def test_undoing_a_user_somebody_refers_to_is_refused(shop: Application, people: People) -> None:
    from core.models.user import UserCreate

    shop.users.create(people.boss, UserCreate(email="new@example.org", password="long enough"))
    new = shop.context_of("new@example.org")
    make(shop, new)
    refused(lambda: shop.undo.undo(people.boss), "undo.blocked")
    assert shop.users.by_email(people.boss, "new@example.org") is not None


def test_an_upgrade_is_a_border(shop: Application, boss: Context) -> None:
    make(shop, boss)
    upgrade = {"at": utc_now(), "actor_id": LOCAL_ID, "actor_email": "", "source": "script", "kind": "upgrade"}
    with shop.database.write() as connection:
        connection.execute(insert(STEP).values({**upgrade, "label": "upgrade", "params": "{}"}))
    refused(lambda: shop.undo.undo(boss), "undo.nothing")
    make(shop, boss, "after")
    shop.undo.undo(boss)
    refused(lambda: shop.undo.undo(boss), "undo.nothing")


def test_secrets_come_back_too(shop: Application, boss: Context) -> None:
    lamp = make(shop, boss)
    shop.service("gadgets").delete(boss, [lamp])
    shop.undo.undo(boss)
    with shop.database.read() as connection:
        assert connection.exec_driver_sql("SELECT pin FROM gadget").scalar() == "1234"


def test_state_names_what_would_happen(shop: Application, boss: Context) -> None:
    make(shop, boss, "Lamp")
    shop.service("gadgets").delete(boss, ALL)
    shop.undo.undo(boss)
    state = shop.undo.state(boss)
    assert state.undo is not None
    assert (state.undo.label, state.undo.params["name"]) == ("create", "Lamp")
    assert state.redo is not None
    assert (state.redo.label, state.redo.params["count"]) == ("delete_many", 1)


@pytest.mark.parametrize("seed", range(3))
def test_two_people_on_one_field_never_overwrite_each_other(shop: Application, people: People, seed: int) -> None:
    """Undo is possible exactly while the field is as the step left it, redo while it is as it was before."""
    chance = random.Random(seed)
    lamp = make(shop, people.ann, "v0")
    boss, other = people.boss, shop.context_of("ann@example.org")
    value, made = "v0", 0
    past: dict[UUID, list[tuple[str, str]]] = {boss.actor.id: [], other.actor.id: []}
    future: dict[UUID, list[tuple[str, str]]] = {boss.actor.id: [], other.actor.id: []}
    for _ in range(40):
        who = chance.choice((boss, other))
        mine, undone = past[who.actor.id], future[who.actor.id]
        match chance.choice(("edit", "undo", "redo", "undo", "redo")):
            case "edit":
                made += 1
                rename(shop, who, lamp, f"v{made}")
                mine.append((value, f"v{made}"))
                undone.clear()
                value = f"v{made}"
            case "undo" if mine and mine[-1][1] == value:
                shop.undo.undo(who)
                undone.append(mine.pop())
                value = undone[-1][0]
            case "redo" if undone and undone[-1][0] == value:
                shop.undo.redo(who)
                mine.append(undone.pop())
                value = mine[-1][1]
            case "undo" if mine:
                refused(partial(shop.undo.undo, who), "undo.newer")
            case "redo" if undone:
                refused(partial(shop.undo.redo, who), "undo.newer")
            case _:
                pass
        assert name(shop, boss, lamp) == value


def test_the_rows_of_a_step_are_known_where_they_are_few(shop: Application, boss: Context) -> None:
    gadgets, table = shop.service("gadgets"), shop.entities["gadgets"].table
    ids = {make(shop, boss, f"Lamp {number}") for number in range(3)}
    gadgets.delete(boss, list(ids))
    step = shop.undo.undo(boss).id
    assert set(shop.undo.rows(boss, step, table)) == ids
    assert shop.undo.rows(boss, step, shop.entities["categories"].table) == []
    gadgets.create_many(boss, (GadgetCreate(name=f"Lamp {n}", pin="1234") for n in range(MOST_NAMED + 1)))
    gadgets.update_many(boss, ALL, GadgetUpdate(name="Many"))
    assert shop.undo.rows(boss, shop.undo.undo(boss).id, table) == []
