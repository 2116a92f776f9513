"""Hashing a password takes long: nobody waits for it to write, and what changes meanwhile is not overlooked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.bcrypt import BcryptHasher
from sqlmodel import SQLModel

from core.bootstrap import Application
from core.context import Context
from core.database import Database, sqlite_url
from core.errors import CancelledError, ConflictError, InvalidError, SignInError
from core.models.user import UpdatePassword, UserCreate, UserPublic, UserRegister, UserUpdate
from core.settings import Settings
from core.transfer import import_file

PASSWORD, OTHER, THIRD = "correct horse", "another horse", "a third horse"
EMAILS = ("bob@example.org", "eve@example.org")
Work = Callable[[Application, Context, UserPublic], object]


@pytest.fixture
def ann(shop: Application, boss: Context) -> UserPublic:
    return shop.users.create(boss, UserCreate(email="ann@example.org", password=PASSWORD))


def new_users() -> list[UserCreate]:
    return [UserCreate(email=email, password=OTHER) for email in EMAILS]


def file_of(folder: Path, *rows: str) -> Path:
    (folder / "users.csv").write_text("\n".join(("email,password", *rows)) + "\n", encoding="utf-8")
    return folder / "users.csv"


def import_new(shop: Application, boss: Context, _ann: UserPublic, folder: Path) -> object:
    return import_file(boss, shop.users, file_of(folder, *(f"{email},{OTHER}" for email in EMAILS)))


def import_changes(shop: Application, boss: Context, _ann: UserPublic, folder: Path) -> object:
    file = file_of(folder, f"ann@example.org,{OTHER}", f"bob@example.org,{OTHER}")
    return import_file(boss, shop.users, file, update_by="email")


def upgrade(shop: Application, boss: Context, ann: UserPublic) -> object:
    weaken(shop)
    return shop.users.authenticate(boss, ann.email, PASSWORD)


def weaken(shop: Application) -> None:
    """Store the password as older programs did."""
    with shop.database.write() as connection:
        stored = BcryptHasher(rounds=4).hash(PASSWORD)
        connection.execute(shop.users.entity.table.update().values(hashed_password=stored))


WAYS: dict[str, Work] = {
    "create": lambda shop, boss, _ann: shop.users.create(boss, new_users()[0]),
    "create_many": lambda shop, boss, _ann: shop.users.create_many(boss, iter(new_users())),
    "create_block": lambda shop, boss, _ann: shop.users.create_block(
        boss, {"email": EMAILS, "password": [OTHER, OTHER]}, 2
    ),
    "update": lambda shop, boss, ann: shop.users.update(boss, ann.id, UserUpdate(password=OTHER)),
    "update_many": lambda shop, boss, ann: shop.users.update_many(boss, [ann.id], UserUpdate(password=OTHER)),
    "update_each": lambda shop, boss, ann: shop.users.update_each(boss, {ann.id: UserUpdate(password=OTHER)}),
    "paste": lambda shop, boss, ann: shop.users.paste(
        boss, {"email": [ann.email, EMAILS[0]], "password": [OTHER, OTHER]}, [ann.id, None]
    ),
    "register": lambda shop, boss, _ann: shop.users.register(boss, UserRegister(email=EMAILS[0], password=OTHER)),
    "own": lambda shop, _boss, ann: shop.change_password(
        shop.context_of(ann.email), UpdatePassword(current_password=PASSWORD, new_password=OTHER)
    ),
    "sign_in": upgrade,
}


class Watch:
    """Whether a transaction was open each time that a password was hashed or compared."""

    def __init__(self, shop: Application, patch: pytest.MonkeyPatch) -> None:
        self._shop = shop
        self.was_open: list[bool] = []
        for name in ("hash", "verify"):
            patch.setattr(PasswordHash, name, self._watched(getattr(PasswordHash, name)))

    def _watched(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: Any) -> Any:
            self.was_open.append(self._shop.units.is_open)
            return method(*arguments)

        return watched


@pytest.mark.parametrize("way", WAYS)
def test_no_password_is_hashed_inside_a_transaction(
    shop: Application, boss: Context, ann: UserPublic, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    watch = Watch(shop, monkeypatch)
    WAYS[way](shop, boss, ann)
    assert watch.was_open
    assert not any(watch.was_open)


@pytest.mark.parametrize("way", [import_new, import_changes])
def test_no_import_hashes_inside_its_transaction(
    shop: Application,
    boss: Context,
    ann: UserPublic,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    way: Callable[..., object],
) -> None:
    watch = Watch(shop, monkeypatch)
    way(shop, boss, ann, tmp_path)
    assert watch.was_open == [False, False]
    monkeypatch.undo()
    table = shop.users.entity.table
    with shop.database.read() as connection:
        stored = connection.scalars(table.select().with_only_columns(table.c.hashed_password)).all()
    assert len(set(stored)) == len(stored)  # two who have the same password have no hash in common
    assert shop.users.authenticate(boss, "bob@example.org", OTHER)


def test_what_is_no_password_is_not_hashed(
    shop: Application, boss: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Watch(shop, monkeypatch)
    report = import_file(boss, shop.users, file_of(tmp_path, *(f"{email},short" for email in EMAILS)))
    assert [(problem.row, problem.field) for problem in report.problems] == [(2, "password"), (3, "password")]
    assert watch.was_open == []


@pytest.mark.parametrize("emails", [("new@example.org", "NEW@example.org"), ("new@example.org", "ANN@example.org")])
def test_nothing_is_hashed_for_users_who_cannot_be(
    shop: Application, boss: Context, ann: UserPublic, monkeypatch: pytest.MonkeyPatch, emails: tuple[str, str]
) -> None:
    watch = Watch(shop, monkeypatch)
    with pytest.raises(InvalidError) as error:
        shop.users.create_many(boss, [UserCreate(email=email, password=OTHER) for email in emails])
    assert [(problem.row, problem.field, problem.code) for problem in error.value.problems] == [
        (1, "email", "duplicate")
    ]
    assert watch.was_open == []


def test_hashing_for_an_import_can_be_cancelled(shop: Application, boss: Context, tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []

    def follow(done: int, total: int | None) -> None:
        told.append((done, total))
        boss.cancel.cancel()

    with pytest.raises(CancelledError):
        import_new(shop, boss.with_progress(follow, boss.cancel), shop.users.account(boss, boss.actor.id), tmp_path)
    assert told == [(0, 2)]


def test_the_first_account_is_not_made_while_others_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(data_dir=tmp_path, auth_required=True)
    with Application(settings, Database(sqlite_url(tmp_path / "app.db"), synchronous="NORMAL", creates=True)) as house:
        SQLModel.metadata.create_all(house.database.engine)
        watch = Watch(house, monkeypatch)
        house.create_first_account(UserRegister(email="root@example.org", password=PASSWORD))
        assert watch.was_open == [False]


def meanwhile(monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> None:
    """Do this once, after the next password was compared and before anybody knows the outcome."""
    verify = PasswordHash.verify

    def compared(hashes: PasswordHash, password: Any, stored: str) -> bool:
        monkeypatch.setattr(PasswordHash, "verify", verify)
        right = verify(hashes, password, stored)
        work()
        return right

    monkeypatch.setattr(PasswordHash, "verify", compared)


@pytest.mark.parametrize("older", [False, True])
def test_no_sign_in_outlives_the_password_that_it_was_made_with(
    shop: Application, boss: Context, ann: UserPublic, monkeypatch: pytest.MonkeyPatch, older: bool
) -> None:
    if older:
        weaken(shop)
    meanwhile(monkeypatch, lambda: shop.users.update(boss, ann.id, UserUpdate(password=OTHER)))
    with pytest.raises(SignInError) as error:
        shop.users.authenticate(boss, ann.email, PASSWORD)
    assert error.value.reason == "sign_in.failed"
    assert shop.users.authenticate(boss, ann.email, OTHER).user.id == ann.id


def test_a_token_belongs_to_the_password_that_was_looked_at(shop: Application, boss: Context, ann: UserPublic) -> None:
    """It carries what was true when the password was read, not what is true when the token is made."""
    signed_in = shop.authenticate(ann.email, PASSWORD)
    shop.users.update(boss, ann.id, UserUpdate(password=OTHER))
    with pytest.raises(SignInError):
        shop.users.holder(boss, ann.id, signed_in.stamp)


def test_signing_in_beside_signing_out_everywhere_comes_after_it(
    shop: Application, boss: Context, ann: UserPublic, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, lambda: shop.users.sign_out_everywhere(shop.context_of(ann.email)))
    signed_in = shop.users.authenticate(boss, ann.email, PASSWORD)
    assert shop.users.holder(boss, ann.id, signed_in.stamp) == signed_in.user


def test_whoever_leaves_while_signing_in_is_unknown(
    shop: Application, boss: Context, ann: UserPublic, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, lambda: shop.users.delete(boss, [ann.id]))
    with pytest.raises(SignInError) as error:
        shop.users.authenticate(boss, ann.email, PASSWORD)
    assert error.value.reason == "sign_in.failed"


def test_of_two_new_passwords_at_once_the_first_one_stays(
    shop: Application, boss: Context, ann: UserPublic, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, lambda: shop.users.update(boss, ann.id, UserUpdate(password=OTHER)))
    change = UpdatePassword(current_password=PASSWORD, new_password=THIRD)
    with pytest.raises(ConflictError):
        shop.users.change_password(shop.context_of(ann.email), change)
    assert shop.users.authenticate(boss, ann.email, OTHER)
