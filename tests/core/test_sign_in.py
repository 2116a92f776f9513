"""Signing in to work with the data: one answer for unknown and wrong, slowed down, and the first account of all."""

import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import URL, Connection, event
from sqlmodel import SQLModel

from core.bootstrap import LOCAL, Application
from core.context import Context
from core.database import WRITER, Database
from core.errors import AccessError, ConflictError, DatabaseError, InvalidError, SignInError, UndoError
from core.messages import describe_step
from core.models.user import UpdatePassword, UserCreate, UserRegister, UserUpdate
from core.settings import Settings
from core.unit_of_work import Label

PASSWORD = "correct horse"


@pytest.fixture
def house(empty_url: URL) -> Iterator[Application]:
    """An application where people sign in, and nobody can yet."""
    settings = Settings(auth_required=True, sign_in_failures=3)
    with Application(settings, Database(empty_url, synchronous="NORMAL", creates=True)) as application:
        SQLModel.metadata.create_all(application.database.engine)
        yield application


def refused(house: Application, email: str, password: str) -> str:
    with pytest.raises(SignInError) as error:
        house.sign_in(email, password, "window")
    return str(error.value)


def test_whoever_knows_the_password_acts_as_the_user(house: Application) -> None:
    house.users.create(house.context(), UserCreate(email="ann@example.org", password=PASSWORD))
    context = house.sign_in("Ann@Example.org", PASSWORD, "window")
    assert (context.actor.email, context.actor.is_superuser, context.source) == ("ann@example.org", False, "window")


def test_the_step_of_the_first_account_names_it(house: Application) -> None:
    boss = house.create_first_account(UserRegister(email="boss@example.org", password=PASSWORD))
    step = house.history.steps(boss, limit=1)[0]
    assert describe_step(step.label, step.params) == "Create user “boss@example.org”"


def test_wrong_unknown_and_inactive(house: Application) -> None:
    ann = house.users.create(house.context(), UserCreate(email="ann@example.org", password=PASSWORD))
    wrong = refused(house, "ann@example.org", "wrong")
    assert wrong == refused(house, "nobody@example.org", PASSWORD) == "Incorrect email or password"
    house.users.update(house.context(), ann.id, UserUpdate(is_active=False))
    assert refused(house, "ann@example.org", PASSWORD) == "Inactive user"
    assert refused(house, "ann@example.org", "wrong") == "Incorrect email or password"


@pytest.mark.parametrize("email", ["ann@example.org", "nobody@example.org"])
def test_whoever_guesses_has_to_wait(house: Application, email: str) -> None:
    house.users.create(house.context(), UserCreate(email="ann@example.org", password=PASSWORD))
    for _ in range(3):
        assert refused(house, email, "wrong") == "Incorrect email or password"
    assert refused(house, email.upper(), PASSWORD).startswith("Too many attempts. Try again in")
    house.users.create(house.context(), UserCreate(email="bob@example.org", password=PASSWORD))
    assert house.sign_in("bob@example.org", PASSWORD).actor.email == "bob@example.org"


def test_the_right_password_forgets_the_wrong_ones(house: Application) -> None:
    house.users.create(house.context(), UserCreate(email="ann@example.org", password=PASSWORD))
    for _ in range(2):
        for _ in range(2):
            refused(house, "ann@example.org", "wrong")
        house.sign_in("ann@example.org", PASSWORD)


def test_no_password_that_is_right_makes_anybody_wait(house: Application) -> None:
    ann = house.users.create(house.context(), UserCreate(email="ann@example.org", password=PASSWORD))
    me = house.sign_in("ann@example.org", PASSWORD)
    same = UpdatePassword(current_password=PASSWORD, new_password=PASSWORD)
    other = UpdatePassword(current_password=PASSWORD, new_password="battery staple")
    for _ in range(4):
        with pytest.raises(InvalidError):
            house.change_password(me, same)
        with pytest.raises(ConflictError):
            house.change_password(me, other, version=77)
    house.sign_in("ann@example.org", PASSWORD)
    assert house.users.account(me, ann.id) == ann


def test_a_database_that_does_not_answer_makes_nobody_wait(house: Application) -> None:
    house.users.create(house.context(), UserCreate(email="ann@example.org", password=PASSWORD))
    with house.database.write() as connection:
        connection.exec_driver_sql('ALTER TABLE "user" RENAME TO away')
    for _ in range(4):
        with pytest.raises(DatabaseError):
            house.sign_in("ann@example.org", PASSWORD)
    with house.database.write() as connection:
        connection.exec_driver_sql('ALTER TABLE away RENAME TO "user"')
    house.sign_in("ann@example.org", PASSWORD)


def test_a_new_password_from_a_superuser_ends_the_wait(house: Application) -> None:
    ann = house.users.create(house.context(), UserCreate(email="ann@example.org", password=PASSWORD))
    for _ in range(3):
        refused(house, "ann@example.org", "wrong")
    house.users.update(house.context(), ann.id, UserUpdate(full_name="Ann"))
    assert refused(house, "ann@example.org", PASSWORD).startswith("Too many attempts.")
    house.users.update(house.context(), ann.id, UserUpdate(password="battery staple"))
    assert refused(house, "ann@example.org", PASSWORD) == "Incorrect email or password"
    house.sign_in("ann@example.org", "battery staple")


def test_the_first_account_is_a_superuser_and_there_is_only_one_first(house: Application) -> None:
    assert house.needs_first_account()
    data = UserRegister(email="root@example.org", password=PASSWORD, full_name="Root")
    context = house.create_first_account(data, "window")
    assert (context.actor.email, context.actor.is_superuser) == ("root@example.org", True)
    assert not house.needs_first_account()
    assert house.sign_in("root@example.org", PASSWORD).actor == context.actor
    with pytest.raises(AccessError):
        house.create_first_account(UserRegister(email="second@example.org", password=PASSWORD))
    assert house.users.by_email(context, "second@example.org") is None


def test_without_sign_in_there_is_no_first_account(shop: Application) -> None:
    assert not shop.needs_first_account()
    with pytest.raises(AccessError):
        shop.create_first_account(UserRegister(email="root@example.org", password=PASSWORD))


@pytest.mark.parametrize("change", [UserUpdate(is_superuser=False), UserUpdate(is_active=False)])
def test_the_last_superuser_cannot_lock_everybody_out(house: Application, change: UserUpdate) -> None:
    root = house.create_first_account(UserRegister(email="root@example.org", password=PASSWORD))
    users, me = house.users, root.actor.id
    for attempt in (
        lambda: users.update(root, me, change),
        lambda: users.update_many(root, [me], change),
        lambda: users.update_each(root, {me: change}),
    ):
        with pytest.raises(AccessError) as error:
            attempt()
        assert error.value.reason == "user.last_superuser"
    assert users.account(root, me).is_superuser
    assert users.account(root, me).is_active
    second = UserCreate(email="second@example.org", password=PASSWORD, is_superuser=True)
    users.create(root, second)
    users.update(root, me, change)
    assert house.history.steps(root, limit=1)[0].params["name"] == "root@example.org"


@pytest.mark.parametrize(("made", "then"), [(True, "undo.access"), (False, "undo.newer")])
def test_no_undo_leaves_nobody_who_manages_users(house: Application, *, made: bool, then: str) -> None:
    """What was refused is passed by: the second undo comes to the step before, and is refused as well."""
    boss = house.create_first_account(UserRegister(email="boss@example.org", password=PASSWORD))
    users = house.users
    ann = users.create(boss, UserCreate(email="ann@example.org", password=PASSWORD, is_superuser=made))
    if not made:
        users.update(boss, ann.id, UserUpdate(is_superuser=True))
    users.update(house.context_of(ann.email), boss.actor.id, UserUpdate(is_superuser=False))
    with pytest.raises(AccessError) as error:
        house.undo.undo(boss)
    assert error.value.reason == "user.last_superuser"
    assert users.account(boss, ann.id).is_superuser
    with pytest.raises(UndoError) as refused:
        house.undo.undo(house.as_now(boss))
    assert refused.value.reason == then
    users.update(house.context(), boss.actor.id, UserUpdate(is_active=False))
    with pytest.raises(SignInError, match="Your account was deactivated"):
        house.as_now(boss)


def test_no_redo_does_either(house: Application) -> None:
    boss = house.create_first_account(UserRegister(email="boss@example.org", password=PASSWORD))
    users, me = house.users, boss.actor.id
    ann = users.create(house.context(), UserCreate(email="ann@example.org", password=PASSWORD, is_superuser=True))
    users.update(boss, ann.id, UserUpdate(is_superuser=False))
    house.undo.undo(boss)
    users.update(house.context(), me, UserUpdate(is_superuser=False))
    with pytest.raises(AccessError) as error:
        house.undo.redo(boss)
    assert error.value.reason == "user.last_superuser"
    assert users.account(boss, ann.id).is_superuser


def test_without_sign_in_the_first_superuser_is_undone_like_anything_else(shop: Application) -> None:
    local = shop.context()
    ann = shop.users.create(local, UserCreate(email="ann@example.org", password=PASSWORD))
    shop.users.update(local, ann.id, UserUpdate(is_superuser=True))
    shop.undo.undo(local)
    assert not shop.users.account(local, ann.id).is_superuser


def test_a_sign_in_holds_through_what_is_done_in_it_but_not_through_another_password(house: Application) -> None:
    boss = house.create_first_account(UserRegister(email="boss@example.org", password=PASSWORD))
    users, me = house.users, boss.actor.id
    here, there = (house.sign_in("boss@example.org", PASSWORD, "window") for _ in range(2))
    users.change_password(here, UpdatePassword(current_password=PASSWORD, new_password="another pass 22"))
    users.update(here, me, UserUpdate(password="another pass 23"))
    assert house.as_now(here) == here
    for other in (boss, there):
        with pytest.raises(SignInError, match="Your password or your access was changed elsewhere"):
            house.as_now(other)
    users.update(house.context(), me, UserUpdate(password="another pass 24"))
    users.update(here, me, UserUpdate(full_name="Boss"))
    with pytest.raises(SignInError):
        house.as_now(here)
    assert house.as_now(house.context_of("boss@example.org"))


def test_whoever_acts_has_the_rights_of_now(house: Application) -> None:
    boss = house.create_first_account(UserRegister(email="boss@example.org", password=PASSWORD), "window")
    system = house.context()
    ann = house.users.create(system, UserCreate(email="ann@example.org", password=PASSWORD, is_superuser=True))
    assert house.as_now(boss) == boss
    house.users.update(system, boss.actor.id, UserUpdate(is_superuser=False))
    assert (house.as_now(boss).actor.is_superuser, house.as_now(boss).source) == (False, "window")
    acting = house.context_of(ann.email)
    house.users.update(system, boss.actor.id, UserUpdate(is_superuser=True))
    house.users.delete(system, [ann.id])
    assert not house.as_now(acting).actor.is_superuser
    assert house.as_now(system) == system


def test_two_that_start_at_once_share_the_local_user(empty_url: URL) -> None:
    """The second one looks for the user before the first one has committed it, and gets to write after that."""
    waiting = threading.Event()

    def about_to_begin(_connection: Connection, options: Mapping[str, object]) -> None:
        if options.get(WRITER):
            waiting.set()

    with (
        Application(Settings(), Database(empty_url, creates=True)) as first,
        Application(Settings(), Database(empty_url, creates=True)) as second,
        ThreadPoolExecutor(1) as pool,
    ):
        SQLModel.metadata.create_all(first.database.engine)
        event.listen(second.database.engine, "set_connection_execution_options", about_to_begin)
        with first.units.write(Context(actor=LOCAL), Label("create")):
            mine = first.context()
            other = pool.submit(second.context)
            assert waiting.wait(30)
        assert other.result().actor == mine.actor
        assert first.users.count(mine) == 1
