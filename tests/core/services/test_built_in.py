"""The accounts that nobody signs in to: the system is out of everybody's reach, the local user stays what it is."""

from collections.abc import Callable
from typing import Any

import pytest

from core.bootstrap import LOCAL, SYSTEM, Application
from core.context import LOCAL_ID, SYSTEM_ID, Context
from core.errors import AccessError, InvalidError, NotFoundError, SignInError
from core.models.item import ItemCreate
from core.models.user import UserCreate, UserUpdate
from core.passwords import Passwords
from core.query import ALL, Match, Query, Search

PASSWORD = "correct horse"


@pytest.fixture
def root(shop: Application, boss: Context) -> Context:
    """Somebody who signs in and manages users; the system is there, too."""
    shop.users.ensure_built_in(boss, SYSTEM, "System")
    user = shop.users.create(boss, UserCreate(email="root@example.org", password=PASSWORD, is_superuser=True))
    return shop.context_of(user.email)


def test_the_system_is_in_no_list(shop: Application, root: Context) -> None:
    there = [LOCAL.email, root.actor.email]
    assert sorted(user.email for user in shop.users.list(root).data) == there
    assert shop.users.count(root) == shop.overview.growth(root, "users").count == len(there)
    for where in (Search("system@"), Match("email", "system@")):
        assert shop.users.count(root, Query(where)) == 0
    with shop.users.stream(root, Query(), ["email"]) as parts:
        assert sorted(email for (emails,) in parts for email in emails) == there
    assert not shop.users.is_hidden(root, SYSTEM_ID)
    with pytest.raises(NotFoundError):
        shop.users.require(root, [SYSTEM_ID])
    with pytest.raises(NotFoundError):
        shop.history.of(root, "users", SYSTEM_ID)


def test_the_system_is_changed_by_nobody(shop: Application, root: Context) -> None:
    users, change = shop.users, UserUpdate(full_name="Other", is_active=False, password=PASSWORD)
    for call in (
        lambda: users.get(root, SYSTEM_ID),
        lambda: users.update(root, SYSTEM_ID, change),
        lambda: users.delete(root, [SYSTEM_ID]),
    ):
        with pytest.raises(NotFoundError):
            call()
    assert users.update_many(root, [SYSTEM_ID], change) == users.update_each(root, {SYSTEM_ID: change}) == 0
    block = users.paste(root, {"is_active": [False]}, [SYSTEM_ID])
    assert [problem.code for problem in block.problems] == ["conflict.deleted"]
    users.update_many(root, ALL, UserUpdate(full_name="All"))
    assert users.account(root, SYSTEM_ID).full_name == "System"


def test_what_belongs_to_the_system_says_so(shop: Application, root: Context) -> None:
    items = shop.service("items")
    items.create(Context(actor=SYSTEM), ItemCreate(title="the system's"))
    assert items.count(root, Query(Match("owner_id", "system@"))) == 1
    assert shop.users.labels(root, [SYSTEM_ID]) == {SYSTEM_ID: SYSTEM.email}


@pytest.mark.parametrize(("field", "value"), [("password", PASSWORD), ("is_active", False), ("is_superuser", False)])
@pytest.mark.parametrize("way", ["update", "update_many", "update_each", "paste"])
def test_the_local_user_stays_what_it_is(
    shop: Application, boss: Context, root: Context, field: str, value: object, way: str
) -> None:
    users, change = shop.users, UserUpdate(**{field: value})
    ways: dict[str, Callable[[Context], Any]] = {
        "update": lambda who: users.update(who, LOCAL_ID, change),
        "update_many": lambda who: users.update_many(who, [LOCAL_ID], change),
        "update_each": lambda who: users.update_each(who, {LOCAL_ID: change}),
        "paste": lambda who: users.paste(who, {field: [value]}, [LOCAL_ID]),
    }
    for who in (boss, root):
        with pytest.raises(InvalidError) as error:
            ways[way](who)
        assert [(problem.field, problem.code) for problem in error.value.problems] == [(field, "user.built_in")]
    assert users.get(root, LOCAL_ID).version == 1


def test_the_local_user_may_be_renamed_but_not_deleted(shop: Application, root: Context) -> None:
    assert shop.users.update(root, LOCAL_ID, UserUpdate(full_name="The desk")).full_name == "The desk"
    with pytest.raises(AccessError) as error:
        shop.users.delete(root, [LOCAL_ID])
    assert error.value.reason == "user.built_in.delete"


@pytest.mark.parametrize("built_in", [SYSTEM, LOCAL])
def test_a_password_that_one_was_given_in_earlier_times_lets_nobody_in(
    shop: Application, root: Context, built_in: Any
) -> None:
    table = shop.users.entity.table
    with shop.database.write() as connection:
        hashed = {"hashed_password": Passwords().hash(PASSWORD)}
        connection.execute(table.update().where(table.c.id == built_in.id).values(hashed))
    with pytest.raises(SignInError) as error:
        shop.users.authenticate(root, built_in.email, PASSWORD)
    assert error.value.reason == "sign_in.failed"
