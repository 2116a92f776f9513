"""Tokens that were ended stay ended: whatever the way in which accounts are written, back or forth."""

from collections.abc import Callable

import pytest

from core.bootstrap import Application
from core.context import Context
from core.errors import SignInError
from core.models.user import UpdatePassword, UserCreate, UserPublic, UserUpdate
from tests.core.conftest import person

PASSWORD, OTHER = "correct horse", "another horse"
Change = Callable[[Application, Context, UserPublic], object]


class Tokens:
    """The tokens that one user ever had."""

    def __init__(self, shop: Application, boss: Context, user: UserPublic) -> None:
        self._shop, self._boss, self._user = shop, boss, user
        self._issued: list[int] = []
        self.issue()

    def issue(self) -> None:
        """One more, made now."""
        self._issued.append(self._shop.users.token_stamp(self._boss, self._user.id))

    @property
    def valid(self) -> list[bool]:
        """Which of them still let their holder in."""
        return [self._lets_in(stamp) for stamp in self._issued]

    def _lets_in(self, stamp: int) -> bool:
        try:
            self._shop.users.holder(self._boss, self._user.id, stamp)
        except SignInError:
            return False
        return True


def account(shop: Application, email: str, *, active: bool = True) -> UserPublic:
    """An account that is made without the time that hashing a password takes."""
    boss = shop.context()
    made = shop.users.get(boss, person(shop, email).actor.id)
    return made if active else shop.users.update(boss, made.id, UserUpdate(is_active=False))


@pytest.mark.parametrize("wanted", [(True, False), (False, True)])
@pytest.mark.parametrize("way", ["paste", "update_each"])
def test_in_a_block_the_tokens_of_each_deactivated_account_end(
    shop: Application, boss: Context, wanted: tuple[bool, bool], way: str
) -> None:
    people = [account(shop, f"{name}@example.org") for name in "ab"]
    tokens = [Tokens(shop, boss, one) for one in people]
    if way == "paste":
        block = shop.users.paste(boss, {"is_active": list(wanted)}, [one.id for one in people])
        assert block.problems == ()
    else:
        changes = {one.id: UserUpdate(is_active=active) for one, active in zip(people, wanted, strict=True)}
        shop.users.update_each(boss, changes)
    assert [shop.users.get(boss, one.id).is_active for one in people] == list(wanted)
    for one, active in zip(people, wanted, strict=True):
        if not active:
            shop.users.update(boss, one.id, UserUpdate(is_active=True))
    assert [token.valid for token in tokens] == [[active] for active in wanted]


def test_what_says_nothing_new_ends_no_token(shop: Application, boss: Context) -> None:
    ann = account(shop, "ann@example.org")
    tokens = Tokens(shop, boss, ann)
    shop.users.update(boss, ann.id, UserUpdate(full_name="Ann", is_active=True))
    shop.users.paste(boss, {"is_active": [True], "full_name": ["Anna"]}, [ann.id])
    shop.undo.undo(boss)
    shop.undo.undo(boss)
    assert tokens.valid == [True]


def deactivate(shop: Application, boss: Context, user: UserPublic) -> object:
    return shop.users.update(boss, user.id, UserUpdate(is_active=False))


def deactivate_by_pasting(shop: Application, boss: Context, user: UserPublic) -> object:
    return shop.users.paste(boss, {"is_active": [False]}, [user.id])


def delete(shop: Application, boss: Context, user: UserPublic) -> object:
    return shop.users.delete(boss, [user.id])


@pytest.mark.parametrize("change", [deactivate, deactivate_by_pasting, delete])
def test_no_undo_or_redo_makes_an_ended_token_valid(shop: Application, boss: Context, change: Change) -> None:
    ann = account(shop, "ann@example.org")
    tokens = Tokens(shop, boss, ann)
    change(shop, boss, ann)
    shop.undo.undo(boss)
    assert tokens.valid == [False]
    tokens.issue()
    assert tokens.valid == [False, True]
    shop.undo.redo(boss)
    shop.undo.undo(boss)
    assert tokens.valid == [False, False]


def test_undoing_an_activation_ends_what_it_let_in(shop: Application, boss: Context) -> None:
    ann = account(shop, "ann@example.org", active=False)
    shop.users.update(boss, ann.id, UserUpdate(is_active=True))
    tokens = Tokens(shop, boss, ann)
    shop.undo.undo(boss)
    assert tokens.valid == [False]
    shop.undo.redo(boss)
    assert tokens.valid == [False]


def test_signed_out_everywhere_stays_signed_out(shop: Application, boss: Context) -> None:
    root = UserCreate(email="root@example.org", password=PASSWORD, is_superuser=True)
    user = shop.users.create(boss, root)
    me = shop.context_of(user.email)
    tokens = Tokens(shop, boss, user)
    shop.users.update(me, user.id, UserUpdate(password=OTHER))
    tokens.issue()
    shop.users.sign_out_everywhere(me)
    shop.users.update(me, user.id, UserUpdate(full_name="Root"))
    assert (tokens.valid, shop.undo.state(me).undo) == ([False, False], None)


def test_a_password_of_one_s_own_choice_ends_tokens_for_good(shop: Application, boss: Context) -> None:
    user = shop.users.create(boss, UserCreate(email="ann@example.org", password=PASSWORD))
    me = shop.context_of(user.email)
    tokens = Tokens(shop, boss, user)
    shop.users.change_password(me, UpdatePassword(current_password=PASSWORD, new_password=OTHER))
    assert (tokens.valid, shop.undo.state(me).undo) == ([False], None)
