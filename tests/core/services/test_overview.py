"""The numbers and the news on the first page: only what the actor may see, in the days of their clock."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from core.bootstrap import Application
from core.context import CancelToken, Context
from core.errors import CancelledError, UndoError
from core.models.item import ItemCreate, ItemUpdate
from core.services.overview import DAYS, _midnights
from tests.core.conftest import People


def add(shop: Application, context: Context, *titles: str) -> None:
    for title in titles:
        shop.service("items").create(context, ItemCreate(title=title))


def move(shop: Application, title: str, moment: datetime) -> None:
    table = shop.entities["items"].table
    with shop.database.write() as connection:
        connection.execute(update(table).where(table.c.title == title).values(created_at=moment))


def test_growth_counts_by_day_what_the_actor_may_see(shop: Application, people: People) -> None:
    add(shop, people.ann, "a", "b")
    add(shop, people.bob, "c", "old")
    now = datetime.now(UTC)
    move(shop, "b", now - timedelta(days=3))
    move(shop, "old", now - timedelta(days=DAYS))
    ann, all_of_it = (shop.overview.growth(who, "items") for who in (people.ann, people.boss))
    assert (ann.count, ann.added, ann.days[-1], ann.days[-4]) == (2, 2, 1, 1)
    assert (all_of_it.count, all_of_it.added, len(all_of_it.days)) == (4, 3, DAYS)
    assert all_of_it.days[-1] == 2


def test_a_day_is_the_persons_own(shop: Application, boss: Context) -> None:
    add(shop, boss, "late")
    east, west = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))
    noon_in_the_east = datetime.now(east).replace(hour=12)
    move(shop, "late", noon_in_the_east - timedelta(days=1))
    assert shop.overview.growth(replace(boss, time_zone=east), "items").days[-2:] == (1, 0)
    (place,) = (n for n, made in enumerate(shop.overview.growth(replace(boss, time_zone=west), "items").days) if made)
    behind = (datetime.now(west).date() - (noon_in_the_east - timedelta(days=1)).astimezone(west).date()).days
    assert place == DAYS - 1 - behind


def test_days_begin_at_midnight_also_where_the_clock_is_changed() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    context = Context(actor=None, time_zone=berlin)  # pyright: ignore[reportArgumentType]  # nobody acts
    begun = _midnights(datetime(2026, 3, 30, tzinfo=berlin).date(), 3, context)
    assert [moment.astimezone(berlin).hour for moment in begun] == [0, 0, 0]
    assert begun[2] - begun[1] == timedelta(hours=23)


def test_the_numbers_can_be_cancelled(shop: Application, boss: Context) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        shop.overview.growth(replace(boss, cancel=token), "items")


def test_the_news_say_what_can_be_taken_back(shop: Application, people: People) -> None:
    add(shop, people.ann, "hers")
    add(shop, people.boss, "first", "second")
    news = shop.overview.recent(people.boss, limit=3)
    assert [(change.step.params["name"], change.may_undo) for change in news] == [
        ("second", True),
        ("first", True),
        ("hers", False),
    ]
    assert [change.step.params["name"] for change in shop.overview.recent(people.ann)] == ["hers"]


def test_an_older_step_of_ones_own_can_be_taken_back(shop: Application, people: People) -> None:
    add(shop, people.boss, "first", "second")
    older = shop.overview.recent(people.boss, limit=2)[1].step
    shop.undo.undo(people.boss, older.id)
    assert [item.title for item in shop.service("items").list(people.boss).data] == ["second"]
    news = shop.overview.recent(people.boss, limit=3)
    assert [(change.step.kind, change.may_undo) for change in news] == [("undo", False), ("do", True), ("do", False)]
    assert shop.undo.redo(people.boss).id == older.id
    assert shop.service("items").count(people.boss) == 2


def test_an_older_step_that_was_built_upon_stays(shop: Application, people: People) -> None:
    items = shop.service("items")
    made = items.create(people.boss, ItemCreate(title="made"))
    step = shop.overview.recent(people.boss, limit=1)[0].step
    items.update(people.boss, made.id, ItemUpdate(title="changed"))
    with pytest.raises(UndoError):
        shop.undo.undo(people.boss, step.id)
    assert items.get(people.boss, made.id).title == "changed"


def test_nobody_takes_back_a_step_of_somebody_else(shop: Application, people: People) -> None:
    add(shop, people.ann, "hers")
    step = shop.overview.recent(people.ann)[0].step
    with pytest.raises(UndoError):
        shop.undo.undo(people.boss, step.id)
