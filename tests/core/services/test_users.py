"""Accounts: signing in, one's own account, and who may not be removed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from core.bootstrap import Application
from core.context import Actor, Context
from core.errors import AccessError, InvalidError, NotFoundError, SignInError, UndoError
from core.models.item import ItemCreate
from core.models.user import UpdatePassword, UserCreate, UserPublic, UserRegister, UserUpdate, UserUpdateMe
from core.unit_of_work import Label

PASSWORD, OTHER = "correct horse", "another horse"


@pytest.fixture
def ann(shop: Application, boss: Context) -> UserPublic:
    return shop.users.create(boss, UserCreate(email="Ann@Example.org", password=PASSWORD, full_name="Ann"))


def acting(user: UserPublic) -> Context:
    return Context(actor=Actor(user.id, user.email, is_superuser=user.is_superuser))


def test_signing_in_by_e_mail_in_any_case(shop: Application, boss: Context, ann: UserPublic) -> None:
    assert shop.users.authenticate(boss, "ann@EXAMPLE.org", PASSWORD).user == ann


@pytest.mark.parametrize(("email", "password"), [("ann@example.org", "wrong one"), ("nobody@example.org", PASSWORD)])
def test_wrong_and_unknown_are_told_alike(
    shop: Application, boss: Context, ann: UserPublic, email: str, password: str
) -> None:
    with pytest.raises(SignInError) as error:
        shop.users.authenticate(boss, email, password)
    assert str(error.value) == "Incorrect email or password"


def test_the_local_user_cannot_sign_in(shop: Application, boss: Context) -> None:
    with pytest.raises(SignInError):
        shop.users.authenticate(boss, boss.actor.email, "!")


def test_an_inactive_account_is_told_so_after_the_right_password(
    shop: Application, boss: Context, ann: UserPublic
) -> None:
    shop.users.update(boss, ann.id, UserUpdate(is_active=False))
    with pytest.raises(SignInError) as error:
        shop.users.authenticate(boss, ann.email, PASSWORD)
    assert error.value.reason == "sign_in.inactive"


@pytest.mark.parametrize("password", [PASSWORD, "é" * 50])
def test_a_bcrypt_hash_is_upgraded_on_signing_in(
    shop: Application, boss: Context, ann: UserPublic, password: str
) -> None:
    from pwdlib.hashers.bcrypt import BcryptHasher

    table, made_of = shop.users.entity.table, password.encode()[:72]  # all that bcrypt ever looked at
    with shop.database.write() as connection:
        connection.execute(table.update().values(hashed_password=BcryptHasher(rounds=4).hash(made_of)))
    for wrong in ("w" * 100, "wrong\0", "\ud800"):
        with pytest.raises(SignInError):
            shop.users.authenticate(boss, ann.email, wrong)
    shop.users.authenticate(boss, ann.email, password)
    with shop.database.read() as connection:
        stored = connection.execute(table.select().where(table.c.id == ann.id)).one().hashed_password
    assert stored.startswith("$argon2")
    shop.users.authenticate(boss, ann.email, password)
    with pytest.raises(SignInError):
        shop.users.authenticate(boss, ann.email, password + "?")


def test_who_has_an_old_hash_cannot_be_told_from_who_is_not_there(
    shop: Application, boss: Context, ann: UserPublic, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pwdlib.hashers.argon2 import Argon2Hasher
    from pwdlib.hashers.bcrypt import BcryptHasher

    work: list[str] = []
    for hasher in (Argon2Hasher, BcryptHasher):
        verify: Any = hasher.verify

        def noting(*given: Any, verify: Any = verify, name: str = hasher.__name__) -> bool:
            work.append(name)
            return verify(*given)

        monkeypatch.setattr(hasher, "verify", noting)

    def done(email: str) -> list[str]:
        work.clear()
        with pytest.raises(SignInError):
            shop.users.authenticate(boss, email, "wrong horse")
        return sorted(work)

    shop.users.create(boss, UserCreate(email="bob@example.org", password=PASSWORD))
    assert [done(email) for email in (ann.email, "bob@example.org", "nobody@example.org")] == [["Argon2Hasher"]] * 3
    table = shop.users.entity.table
    old = {"hashed_password": BcryptHasher(rounds=4).hash(PASSWORD)}
    with shop.database.write() as connection:
        connection.execute(table.update().where(table.c.id == ann.id).values(old))
    both = ["Argon2Hasher", "BcryptHasher"]
    assert [done(email) for email in (ann.email, "bob@example.org", "nobody@example.org")] == [both] * 3
    shop.users.authenticate(boss, ann.email, PASSWORD)
    assert done("nobody@example.org") == ["Argon2Hasher"]


def test_an_e_mail_belongs_to_one_account(shop: Application, boss: Context, ann: UserPublic) -> None:
    with pytest.raises(InvalidError) as error:
        shop.users.create(boss, UserCreate(email="ann@example.org", password=PASSWORD))
    assert [problem.field for problem in error.value.problems] == ["email"]
    with pytest.raises(InvalidError):
        shop.users.register(boss, UserRegister(email="ANN@example.org", password=PASSWORD))


def test_registering_makes_an_ordinary_account(shop: Application, boss: Context) -> None:
    new = shop.users.register(boss, UserRegister(email="new@example.org", password=PASSWORD))
    assert (new.is_active, new.is_superuser) == (True, False)
    assert shop.users.authenticate(boss, "new@example.org", PASSWORD).user == new


def test_one_s_own_name_and_e_mail(shop: Application, ann: UserPublic) -> None:
    changed = shop.users.update_me(acting(ann), UserUpdateMe(full_name="Anna"))
    assert (changed.full_name, changed.email) == ("Anna", ann.email)


def test_one_s_own_password(shop: Application, boss: Context, ann: UserPublic) -> None:
    me = acting(ann)
    for current, new, field in (
        ("wrong one", "new password", "current_password"),
        (PASSWORD, PASSWORD, "new_password"),
    ):
        with pytest.raises(InvalidError) as error:
            shop.users.change_password(me, UpdatePassword(current_password=current, new_password=new))
        assert [problem.field for problem in error.value.problems] == [field]
    shop.users.change_password(me, UpdatePassword(current_password=PASSWORD, new_password="new password"))
    assert shop.users.authenticate(boss, ann.email, "new password")
    with pytest.raises(SignInError):
        shop.users.authenticate(boss, ann.email, PASSWORD)


def test_undo_passes_by_what_one_changed_in_one_s_own_account(
    shop: Application, boss: Context, ann: UserPublic
) -> None:
    me, items = acting(ann), shop.service("items")
    items.create(me, ItemCreate(title="older"))
    shop.users.update_me(me, UserUpdateMe(full_name="Anna"))
    shop.users.change_password(me, UpdatePassword(current_password=PASSWORD, new_password="new password"))
    items.create(me, ItemCreate(title="newer"))
    for left in (1, 0):
        shop.undo.undo(me)
        assert items.count(me) == left
    assert shop.undo.state(me).undo is None
    shop.undo.redo(me)
    shop.undo.redo(me)
    assert items.count(me) == 2
    assert shop.users.authenticate(boss, ann.email, "new password").user.full_name == "Anna"
    assert [step.kind for step in shop.history.steps(me)][-3:] == ["final", "final", "do"]


def by_update(shop: Application, who: Context, user: UUID, change: UserUpdate) -> object:
    return shop.users.update(who, user, change)


def by_update_many(shop: Application, who: Context, user: UUID, change: UserUpdate) -> object:
    return shop.users.update_many(who, [who.actor.id, user], change)


def by_update_each(shop: Application, who: Context, user: UUID, change: UserUpdate) -> object:
    return shop.users.update_each(who, {user: change})


def by_pasting(shop: Application, who: Context, user: UUID, change: UserUpdate) -> object:
    with shop.units.write(who, Label("import")):  # as a file does
        return shop.users.paste(who, {name: [value] for name, value in change.changes().items()}, [user])


@pytest.mark.parametrize("way", [by_update, by_update_many, by_update_each, by_pasting])
@pytest.mark.parametrize(
    ("whose", "change"),
    [("own", UserUpdate(full_name="Root")), ("own", UserUpdate(password=OTHER)), ("ann", UserUpdate(password=OTHER))],
)
def test_no_way_of_setting_a_password_or_changing_oneself_is_undone(
    shop: Application, boss: Context, ann: UserPublic, way: Callable[..., object], whose: str, change: UserUpdate
) -> None:
    root = shop.users.create(boss, UserCreate(email="root@example.org", password=PASSWORD, is_superuser=True))
    me, user = acting(root), root if whose == "own" else ann
    way(shop, me, user.id, change)
    assert shop.undo.state(me).undo is None
    with pytest.raises(UndoError):
        shop.undo.undo(me)
    if "password" in change.changes():
        shop.users.authenticate(boss, user.email, OTHER)
    else:
        assert shop.users.get(boss, user.id).full_name == "Root"


def test_what_is_changed_in_the_accounts_of_others_is_undone(shop: Application, boss: Context, ann: UserPublic) -> None:
    shop.users.update_many(boss, [ann.id], UserUpdate(full_name="Annie", is_superuser=True))
    shop.undo.undo(boss)
    assert shop.users.get(boss, ann.id).full_name == "Ann"


def test_nobody_undoes_over_what_another_one_changed_in_the_own_account(
    shop: Application, boss: Context, ann: UserPublic
) -> None:
    shop.users.update(boss, ann.id, UserUpdate(full_name="Annie"))
    shop.users.update_me(acting(ann), UserUpdateMe(full_name="Anna"))
    with pytest.raises(UndoError) as error:
        shop.undo.undo(boss)
    assert error.value.reason == "undo.newer"


def test_nobody_gets_rights_back_by_undoing(shop: Application, boss: Context, ann: UserPublic) -> None:
    shop.users.update(boss, ann.id, UserUpdate(is_superuser=True))
    shop.users.create(boss, UserCreate(email="bob@example.org", password=PASSWORD, is_superuser=True))
    shop.users.update(shop.context_of(ann.email), ann.id, UserUpdate(is_superuser=False))
    with pytest.raises(UndoError) as error:
        shop.undo.undo(shop.context_of(ann.email))
    assert error.value.reason == "undo.nothing"


def test_ordinary_users_see_and_change_only_themselves_by_their_own_door(
    shop: Application, boss: Context, ann: UserPublic
) -> None:
    me = acting(ann)
    assert [user.id for user in shop.users.list(me).data] == [ann.id]
    with pytest.raises(NotFoundError):
        shop.users.get(me, boss.actor.id)
    for call in (
        lambda: shop.users.update(me, ann.id, UserUpdate(is_superuser=True)),
        lambda: shop.users.delete(me, [ann.id]),
        lambda: shop.users.create(me, UserCreate(email="x@example.org", password=PASSWORD)),
    ):
        with pytest.raises(AccessError):
            call()


def test_leaving_takes_one_s_items_along(shop: Application, boss: Context, ann: UserPublic) -> None:
    shop.service("items").create(acting(ann), ItemCreate(title="hers"))
    shop.users.delete_me(acting(ann))
    assert shop.service("items").count(boss) == 0
    assert shop.users.by_email(boss, ann.email) is None


def test_superusers_do_not_delete_themselves(shop: Application, boss: Context, ann: UserPublic) -> None:
    from core.query import ALL

    for call in (
        lambda: shop.users.delete_me(boss),
        lambda: shop.users.delete(boss, [boss.actor.id]),
        lambda: shop.users.delete(boss, ALL),
    ):
        with pytest.raises(AccessError) as error:
            call()
        assert error.value.reason == "user.delete_self"
    assert shop.users.count(boss) == 2


def test_whether_anyone_can_sign_in(shop: Application, boss: Context) -> None:
    assert not shop.users.can_anyone_sign_in(boss)
    shop.users.create(boss, UserCreate(email="ann@example.org", password=PASSWORD))
    assert shop.users.can_anyone_sign_in(boss)
