"""What is special about users: passwords, signing in, one's own account, and who may not be removed."""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final, NamedTuple
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import ColumnElement, select, update
from typing_extensions import override

from core.context import BUILT_IN, LOCAL_ID, Actor, Context
from core.entities import Entities, Entity
from core.errors import AccessError, AppError, ConflictError, FieldProblem, InvalidError, SignInError
from core.journal.touched import sets
from core.models.user import (
    Password,
    UpdatePassword,
    User,
    UserCreate,
    UserPublic,
    UserRegister,
    UserUpdate,
    UserUpdateMe,
)
from core.passwords import UNUSABLE, Passwords, is_old
from core.services.blocks import clashes
from core.services.cells import CellService
from core.services.checking import Checked, Columns
from core.services.crud import Versions
from core.services.rows import delete_rows, insert_rows, never_before, update_rows
from core.types import fold
from core.unit_of_work import Unit, UnitOfWork

_OF_LOCAL: Final = ("password", "is_active", "is_superuser")
_PASSWORD: Final[TypeAdapter[str]] = TypeAdapter(Password)


class SignedIn(NamedTuple):
    """Whoever gave the right password, and what a token carries that was made for them at that time."""

    user: UserPublic
    stamp: int


class UserService(CellService[UserCreate, UserUpdate, UserPublic]):
    """Users. Besides the generic: sign in, register, one's own account, and the accounts that nobody signs in to."""

    record = User
    batch = 500
    slow = ("password",)

    def __init__(self, entity: Entity, entities: Entities, units: UnitOfWork) -> None:
        super().__init__(entity, entities, units)
        self._passwords = Passwords()

    def authenticate(self, context: Context, email: str, password: str) -> SignedIn:
        """The user with this e-mail and password. SignInError, after the same time, for unknown and for wrong."""
        table = self.entity.table
        columns = table.c.id, table.c.hashed_password, table.c.token_stamp
        statement = select(*columns).where(table.c.email_key == fold(email), table.c.id.not_in(BUILT_IN))
        with self.units.read(context) as connection:
            found = connection.execute(statement).first()
            older = connection.scalar(select(table.c.hashed_password).where(is_old(table.c.hashed_password)).limit(1))
        right, better = self._passwords.verify(password, found.hashed_password if found else None, older)
        if found is None or not right:
            raise SignInError("sign_in.failed")
        if better is not None:
            same = self._is(found.id), table.c.hashed_password == found.hashed_password
            with self.units.write(context, self._label("sign_in")) as unit:
                unit.connection.execute(update(table).where(*same).values(hashed_password=better))
        user = self._anybody(context, self._is(found.id) & (table.c.token_stamp == found.token_stamp))
        if user is None:  # while the password was looked at, somebody gave the account another one, or ended its tokens
            return self.authenticate(context, email, password)
        if not user.is_active:
            raise SignInError("sign_in.inactive")
        return SignedIn(user, found.token_stamp)

    def account(self, context: Context, identity: UUID) -> UserPublic:
        """The user with this id, whoever asks: for signing in and for acting as somebody."""
        user = self._anybody(context, self._is(identity))
        if user is None:
            raise AppError("not_found", singular=self.entity.singular)
        return user

    def token_stamp(self, context: Context, identity: UUID) -> int:
        """What a token made for this user now carries. It is another one once all of the user's tokens are to end."""
        stamp = self._stamp(context, identity)
        if stamp is None:
            raise AppError("not_found", singular=self.entity.singular)
        return stamp

    def _stamp(self, context: Context, identity: UUID) -> int | None:
        stamp = select(self.entity.table.c.token_stamp).where(self._is(identity))
        with self.units.read(context) as connection:
            return connection.scalar(stamp)

    def tried(self, context: Context, email: str) -> tuple[str, int | None]:
        """What wrong passwords are counted for: the account, there or not, as long as it has the password of now."""
        key, table = fold(email), self.entity.table
        with self.units.read(context) as connection:
            return key, connection.scalar(select(table.c.token_stamp).where(table.c.email_key == key))

    def holder(self, context: Context, identity: UUID, stamp: int) -> UserPublic:
        """The user for whom a token was made. AppError where the user is gone, SignInError for one who may not act."""
        user = self.account(context, identity)
        if not user.is_active:
            raise SignInError("sign_in.inactive")
        if self.token_stamp(context, identity) != stamp:
            raise SignInError("sign_in.token")
        return user

    def sign_out_everywhere(self, context: Context) -> None:
        """End all of one's own tokens, for good: whatever ends tokens, no undo or redo makes them valid again."""
        table = self.entity.table
        with self.units.write(context, self._label("sign_out")) as unit:
            mine = update(table).where(self._is(context.actor.id))
            unit.connection.execute(mine.values(token_stamp=never_before(table.c.token_stamp)))

    def by_email(self, context: Context, email: str) -> UserPublic | None:
        """The user with this e-mail, whoever asks, without regard to case."""
        return self._anybody(context, self.entity.table.c.email_key == fold(email))

    def as_now(self, context: Context) -> Context:
        """The same asker with the rights of now; none for one who is gone, SignInError for one who may not act."""
        user = self._anybody(context, self._is(context.actor.id))
        if user is not None and not user.is_active:
            raise SignInError("sign_in.deactivated")
        if user is not None and context.stamps and self._stamp(context, user.id) not in context.stamps:
            raise SignInError("sign_in.changed")
        is_superuser = user is not None and user.is_superuser
        return replace(context, actor=replace(context.actor, is_superuser=is_superuser))

    def register(self, context: Context, data: UserRegister) -> UserPublic:
        """A new ordinary account for somebody who has none yet."""
        values = self._creation_values(context, [UserCreate(**data.model_dump())])
        with self.units.write(context, self._label("create", name=data.email)) as unit:
            (identity,) = insert_rows(unit, self.entity.table, values, {})
            return self.account(context, UUID(bytes=identity))

    def update_me(self, context: Context, changes: UserUpdateMe, *, version: Versions = None) -> UserPublic:
        """Change one's own name and e-mail."""
        me = context.actor.id
        with self._writing_mine(context, "update") as unit:
            self._require_version(self.account(context, me), version)
            if values := changes.changes():
                update_rows(unit, self.entity.table, self._is(me), values)
            return self.account(context, me)

    def change_password(self, context: Context, change: UpdatePassword, *, version: Versions = None) -> None:
        """Change one's own password.

        InvalidError for a wrong current one and for a new one that is the same; ConflictError where somebody else
        sets one at the same time.
        """
        table, me = self.entity.table, self._is(context.actor.id)
        with self.units.read(context) as connection:
            stored = connection.execute(select(table.c.hashed_password).where(me)).scalar_one_or_none()
        if not self._passwords.verify(change.current_password, stored)[0]:
            raise InvalidError([FieldProblem("current_password", "password.incorrect")])
        if change.current_password == change.new_password:
            raise InvalidError([FieldProblem("new_password", "password.same")])
        hashed = self._passwords.hash(change.new_password)
        with self._writing_mine(context, "set_password") as unit:
            self._require_version(self.account(context, context.actor.id), version)
            if not update_rows(unit, table, me & (table.c.hashed_password == stored), {"hashed_password": hashed}):
                raise ConflictError(singular=self.entity.singular)

    @contextmanager
    def _writing_mine(self, context: Context, label: str) -> Generator[Unit]:
        named = self._label(label, name=context.actor.email)
        with self.units.write(context, named) as unit, self.guarding(unit):
            yield unit

    def delete_me(self, context: Context, *, version: Versions = None) -> None:
        """Remove one's own account and what it owns. AccessError for superusers."""
        if context.actor.is_superuser:
            raise AccessError("user.delete_self")
        with self.units.write(context, self._label("delete", name=context.actor.email)) as unit:
            self._require_version(self.account(context, context.actor.id), version)
            delete_rows(unit, self._compiler(context), self._is(context.actor.id))

    def ensure_built_in(self, context: Context, actor: Actor, full_name: str) -> Actor:
        """Make sure that an actor nobody signs in as has its row, for records to belong to; returns it as it is now."""
        user = self._anybody(context, self._is(actor.id)) or self._add_built_in(context, actor, full_name)
        return replace(actor, email=user.email)

    def _add_built_in(self, context: Context, actor: Actor, full_name: str) -> UserPublic:
        values = {
            "id": actor.id,
            "email": actor.email,
            "email_key": fold(actor.email),
            "full_name": full_name,
            "full_name_key": fold(full_name),
            "is_active": True,
            "is_superuser": True,
            "hashed_password": UNUSABLE,
        }
        with self.units.write(context, self._label("create")) as unit:
            if found := self._anybody(context, self._is(actor.id)):  # another process was here first
                return found
            stamp = {"created_at": unit.now, "updated_at": unit.now, "version": 1}
            unit.connection.execute(self.entity.table.insert().values({**values, **stamp}))
            return self.account(context, actor.id)

    def _anybody(self, context: Context, condition: ColumnElement[bool]) -> UserPublic | None:
        """The user that a condition holds for, whoever asks."""
        with self.units.read(context) as connection:
            row = connection.execute(select(*self._public).where(condition)).mappings().first()
        return None if row is None else self._model(row)

    def can_anyone_sign_in(self, context: Context) -> bool:
        """Whether there is an account with a password at all."""
        return self._any(context)

    @override
    def create_many(self, context: Context, data: Iterable[UserCreate], *, total: int | None = None) -> int:
        self._require_create(context)
        users = list(data)
        self._require_unused(context, [fold(user.email) for user in users])
        with self.preparing(context, {"password": [user.password for user in users]}):
            return super().create_many(context, users, total=total)

    def _require_unused(self, context: Context, keys: Sequence[str]) -> None:
        """InvalidError at once where hashing would be in vain: the database would refuse such an e-mail only then."""
        with self.units.read(context) as connection:
            problems = clashes(connection, self.entity.table, Checked({"email_key": keys}, range(len(keys))))
        if problems:
            raise InvalidError([replace(problem, field="email") for problem in problems])

    @override
    @contextmanager
    def preparing(self, context: Context, columns: Columns) -> Generator[None]:
        """Hashes the passwords; inside a transaction, where that is too late, nothing."""
        passwords = [] if self.units.is_open else [value for value in columns.get("password", ()) if _fits(value)]
        if not passwords:
            yield
            return
        with self._passwords.made_ahead(_followed(context, passwords)):
            yield

    @override
    @contextmanager
    def guarding(self, unit: Unit) -> Generator[None]:
        """AccessError where nobody would be left who can sign in and manage users; InvalidError where the local user
        would not be what it is made as.

        A step is final that sets anybody's password, so that no undo brings an old one back, or that changes the
        account of whoever makes it: most people may not do so here, and could not undo it.
        What somebody who is signed in does to the own account does not end that sign-in.
        """
        # Whoever works without signing in can always make another one, and is not to be stuck at having made the first.
        may_undo = unit.kind != "do" and unit.context.actor.id in BUILT_IN
        before, lost = self._has_superuser(unit.context), self._lost_by_local(unit)
        with self._staying_signed_in(unit.context):
            yield
        if fresh := [FieldProblem(field, "user.built_in") for field in self._lost_by_local(unit) if field not in lost]:
            raise InvalidError(fresh)
        if before and not may_undo and not self._has_superuser(unit.context):
            raise AccessError("user.last_superuser")
        final = sets(unit.step_id, self.entity.table, "hashed_password", unit.context.actor.id)
        if unit.kind == "do" and unit.connection.execute(final).first() is not None:
            unit.kind = "final"

    @contextmanager
    def _staying_signed_in(self, context: Context) -> Generator[None]:
        """The stamp that the account gets inside, before anybody else can see it, is one that the sign-in holds for."""
        me = context.actor.id
        holds = bool(context.stamps) and self._stamp(context, me) in context.stamps
        yield
        if holds and (stamp := self._stamp(context, me)) is not None:
            context.stamps.add(stamp)

    def _lost_by_local(self, unit: Unit) -> list[str]:
        """The fields by which the local user is not what it is made as."""
        table = self.entity.table
        columns = (table.c.hashed_password != UNUSABLE), ~table.c.is_active, ~table.c.is_superuser
        found = unit.connection.execute(select(*columns).where(self._is(LOCAL_ID))).first() or ()
        return [field for field, is_lost in zip(_OF_LOCAL, found, strict=False) if is_lost]

    def _has_superuser(self, context: Context) -> bool:
        return self._any(context, self.entity.table.c.is_superuser)

    def _any(self, context: Context, *conditions: ColumnElement[bool]) -> bool:
        """Whether somebody who can sign in is like this."""
        table = self.entity.table
        can = table.c.hashed_password != UNUSABLE, table.c.is_active, table.c.id.not_in(BUILT_IN)
        with self.units.read(context) as connection:
            return connection.execute(select(table.c.id).where(*can, *conditions).limit(1)).first() is not None

    @override
    def _creation_values(self, context: Context, data: Sequence[UserCreate]) -> list[Mapping[str, Any]]:
        del context
        return [{**user.__dict__, "hashed_password": self._passwords.hash(user.password)} for user in data]

    @override
    def _update_values(self, context: Context, changes: UserUpdate) -> dict[str, Any]:
        del context
        values = changes.changes()
        password = values.pop("password", None)
        return values if password is None else {**values, "hashed_password": self._passwords.hash(password)}

    @override
    def _check_delete(self, context: Context, where: ColumnElement[bool]) -> None:
        mine, local = (
            select(self.entity.table.c.id).where(where, self._is(one)) for one in (context.actor.id, LOCAL_ID)
        )
        with self.units.read(context) as connection:
            if connection.execute(mine).first():
                raise AccessError("user.delete_self")
            if connection.execute(local).first():
                raise AccessError("user.built_in.delete")


def _fits(password: Any) -> bool:
    """Whether it is one that the model takes."""
    try:
        return bool(_PASSWORD.validate_python(password))
    except ValidationError:
        return False


def _followed(context: Context, passwords: Sequence[str]) -> Iterator[str]:
    for done, password in enumerate(passwords):
        context.cancel.raise_if_cancelled()
        context.progress(done, len(passwords))
        yield password
