"""What the window keeps for each person: their own, for collections that there are, out of the journal."""

import json
from dataclasses import asdict
from uuid import UUID

import pytest
from sqlalchemy import select, update

from core.bootstrap import Application
from core.context import Context
from core.desk.drafts import Draft, Exact
from core.desk.layouts import ColumnLayout
from core.desk.tables import DRAFT, LAYOUT
from core.desk.views import MAX_NAME, SavedView
from core.errors import InvalidError, NotFoundError
from core.query.ast import Sort
from core.types import new_id
from core.unit_of_work import Label
from tests.core.conftest import People


def test_a_view_comes_back_as_it_was_saved(shop: Application, people: People) -> None:
    columns = (ColumnLayout("title", 240, frozen=True), ColumnLayout("description", hidden=True))
    view = SavedView("items", "Große", 'title:"a\0b"', (Sort("title", descending=True),), columns)
    shop.views.keep(people.ann, view)
    assert shop.views.list(people.ann, "items") == [view]
    assert shop.views.list(people.bob, "items") == []
    assert shop.views.list(people.ann, "users") == []


def test_views_are_in_the_order_of_their_names_and_replaced_by_name_or_renamed(
    shop: Application, people: People
) -> None:
    for name in ("b", "Ä", "c"):
        shop.views.keep(people.ann, SavedView("items", name))
    again = SavedView("items", " b ", "new")
    shop.views.keep(people.ann, again)
    assert [(view.name, view.filter) for view in shop.views.list(people.ann, "items")] == [
        ("Ä", ""),
        ("b", "new"),
        ("c", ""),
    ]
    shop.views.keep(people.ann, SavedView("items", "d", "new", id=again.id))
    assert [view.name for view in shop.views.list(people.ann, "items")] == ["Ä", "c", "d"]


@pytest.mark.parametrize("name", ["", "  ", "a\0b", "x" * (MAX_NAME + 1)])
def test_a_view_needs_a_name(shop: Application, boss: Context, name: str) -> None:
    with pytest.raises(InvalidError) as error:
        shop.views.keep(boss, SavedView("items", name))
    assert error.value.problems[0].field == "name"
    assert shop.views.list(boss, "items") == []


def test_nobody_removes_what_is_somebody_elses(shop: Application, people: People) -> None:
    view = SavedView("items", "mine")
    shop.views.keep(people.ann, view)
    shop.views.remove(people.bob, view)
    assert shop.views.list(people.ann, "items") == [view]
    shop.views.remove(people.ann, view)
    assert shop.views.list(people.ann, "items") == []


def test_a_layout_is_replaced_and_forgotten(shop: Application, people: People) -> None:
    layout = (ColumnLayout("description", 90), ColumnLayout("title", hidden=True, frozen=True))
    shop.layouts.keep(people.ann, "items", (ColumnLayout("title"),))
    shop.layouts.keep(people.ann, "items", layout)
    assert shop.layouts.get(people.ann, "items") == layout
    assert shop.layouts.get(people.bob, "items") == ()
    shop.layouts.keep(people.ann, "items", ())
    assert shop.layouts.get(people.ann, "items") == ()


def test_a_sort_is_kept_beside_the_columns(shop: Application, people: People) -> None:
    layout, sort = (ColumnLayout("title", 90),), (Sort("title", descending=True), Sort("created_at"))
    shop.layouts.keep(people.ann, "items", layout)
    shop.layouts.keep_sort(people.ann, "items", sort)
    assert (shop.layouts.get(people.ann, "items"), shop.layouts.sort(people.ann, "items")) == (layout, sort)
    assert shop.layouts.sort(people.bob, "items") == ()
    shop.layouts.keep(people.ann, "items", ())
    assert shop.layouts.sort(people.ann, "items") == sort
    shop.layouts.keep_sort(people.ann, "items", (Sort("gone"),))
    assert shop.layouts.sort(people.ann, "items") == ()


def test_columns_that_an_older_version_kept_are_there(shop: Application, boss: Context) -> None:
    layout = (ColumnLayout("title", 90),)
    shop.layouts.keep(boss, "items", layout)
    with shop.units.write(boss, Label("test")) as unit:
        unit.connection.execute(update(LAYOUT).values(columns=json.dumps([asdict(each) for each in layout])))
    assert (shop.layouts.get(boss, "items"), shop.layouts.sort(boss, "items")) == (layout, ())


def test_a_column_that_is_gone_is_left_out(shop: Application, boss: Context) -> None:
    shop.layouts.keep(boss, "items", (ColumnLayout("gone"), ColumnLayout("title", -3)))
    shop.views.keep(boss, SavedView("items", "old", sort=(Sort("gone"),), columns=(ColumnLayout("gone"),)))
    assert shop.layouts.get(boss, "items") == (ColumnLayout("title"),)
    (view,) = shop.views.list(boss, "items")
    assert (view.sort, view.columns) == ((), ())


def test_a_draft_is_kept_as_typed(shop: Application, people: People) -> None:
    draft = Draft("items", {"title": "12,5\0", "description": ""}, UUID(int=77), 3)
    shop.drafts.keep(people.ann, draft)
    assert shop.drafts.list(people.ann, "items") == [draft]
    assert shop.drafts.list(people.bob, "items") == []


def test_a_value_and_a_text_are_told_apart_in_what_is_stored(shop: Application, boss: Context) -> None:
    shop.drafts.keep(boss, Draft("gadgets", {"released": Exact("2026-04-03"), "price": "12 or so"}))
    with shop.units.read(boss) as connection:
        stored = connection.scalars(select(DRAFT.c.texts)).one()
    assert json.loads(stored) == {"released": {"exact": "2026-04-03"}, "price": "12 or so"}
    (draft,) = shop.drafts.list(boss, "gadgets")
    kinds = {name: type(text) for name, text in draft.texts.items()}
    assert (draft.texts["released"], kinds) == ("2026-04-03", {"released": Exact, "price": str})


def test_one_draft_for_a_record_and_many_for_new_ones(shop: Application, boss: Context) -> None:
    record = new_id()
    shop.drafts.keep(boss, Draft("items", {"title": "first"}, record, 1))
    shop.drafts.keep(boss, Draft("items", {"title": "second"}, record, 2))
    new = Draft("items", {"title": "new"})
    shop.drafts.keep(boss, new)
    shop.drafts.keep(boss, Draft("items", {"title": "another"}))
    shop.drafts.keep(boss, Draft("items", {"title": "new, longer"}, id=new.id))
    kept = shop.drafts.list(boss, "items")
    assert [draft.texts["title"] for draft in kept] == ["new, longer", "another", "second"]
    shop.drafts.remove(boss, new)
    shop.drafts.keep(boss, Draft("items", {}, record, 2))
    assert [draft.texts["title"] for draft in shop.drafts.list(boss, "items")] == ["another"]


def test_a_draft_waits_for_the_place_where_it_was_typed(shop: Application, boss: Context) -> None:
    record = new_id()
    in_form, in_table = Draft("items", {"title": "a"}, record, 1), Draft("items", {"title": "b"}, record, 1, "table")
    shop.drafts.keep(boss, in_form)
    shop.drafts.keep(boss, in_table)
    assert shop.drafts.list(boss, "items") == [in_form]
    assert shop.drafts.list(boss, "items", "table") == [in_table]
    shop.drafts.remove(boss, in_table)
    assert shop.drafts.list(boss, "items") == [in_form]


def test_no_password_is_kept_in_a_draft(shop: Application, boss: Context) -> None:
    shop.drafts.keep(boss, Draft("users", {"email": "a@example.org", "password": "correct horse"}))
    (draft,) = shop.drafts.list(boss, "users")
    assert draft.texts == {"email": "a@example.org"}


def test_a_collection_must_be_there(shop: Application, boss: Context) -> None:
    for ask in (shop.views.list, shop.layouts.get, shop.drafts.list):
        with pytest.raises(NotFoundError):
            ask(boss, "planets")


def test_nothing_of_it_is_a_step_to_undo(shop: Application, boss: Context) -> None:
    before = shop.history.steps(boss)
    shop.views.keep(boss, SavedView("items", "mine"))
    shop.layouts.keep(boss, "items", (ColumnLayout("title"),))
    shop.drafts.keep(boss, Draft("items", {"title": "x"}))
    assert shop.history.steps(boss) == before
