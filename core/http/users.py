"""The routes of users, which differ from those of other collections: one's own account, and what superusers do."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from core.bootstrap import Application
from core.errors import AccessError, AppError, ConflictError, InvalidError, NotFoundError
from core.http.answers import COMMON, Routes, Version, record_answer, refusals, written_out
from core.http.collections import add_whole, listing
from core.http.door import Caller, Superuser, Visitor, superuser
from core.http.login import NO_TOKEN, Hashing
from core.http.selection import Part, parting
from core.http.threads import Route
from core.models.user import (
    Message,
    UpdatePassword,
    UserCreate,
    UserPublic,
    UserRegister,
    UsersPublic,
    UserUpdate,
    UserUpdateMe,
)

NewUser = Annotated[UserCreate, written_out(UserCreate)]
UserChange = Annotated[UserUpdate, written_out(UserUpdate)]
CHANGING = refusals(404, 409, 412, 413, 415)


def router_of(application: Application) -> APIRouter:
    """All routes of users."""
    router = APIRouter(route_class=Route, prefix="/users", tags=["users"], responses=COMMON)
    _add_me(router, application)
    add_whole(Routes(router, "", "", superuser), application.users)
    _add_all(router, application)
    _add_one(router, application)
    return router


def _add_me(router: APIRouter, application: Application) -> None:
    users, signing_in = application.users, application.settings.auth_required

    @router.get("/me", response_model=UserPublic, operation_id="read_user_me")
    def read_user_me(context: Caller) -> Response:  # pyright: ignore[reportUnusedFunction]
        """Oneself."""
        return record_answer(users.account(context, context.actor.id))

    @router.patch("/me", response_model=UserPublic, operation_id="update_user_me", responses=CHANGING)
    def update_user_me(  # pyright: ignore[reportUnusedFunction]
        context: Caller, data: UserUpdateMe, version: Version
    ) -> Response:
        """Change one's own name and e-mail."""
        with _taken("user.email_taken"):
            return record_answer(users.update_me(context, data, version=version))

    @router.delete("/me", operation_id="delete_user_me", responses=refusals(409, 412))
    def delete_user_me(context: Caller, version: Version) -> Message:  # pyright: ignore[reportUnusedFunction]
        """Delete one's own account and what it owns."""
        _require(signing_in, "user.delete_default")
        users.delete_me(context, version=version)
        return Message(message="User deleted successfully")

    @router.patch("/me/password", operation_id="update_password_me", responses=refusals(412, 413, 415, 429))
    def update_password_me(  # pyright: ignore[reportUnusedFunction]
        context: Caller, data: UpdatePassword, version: Version, _gate: Hashing
    ) -> Message:
        """Change one's own password, which ends all tokens."""
        _require(signing_in, "password.disabled")
        application.change_password(context, data, version=version)
        return Message(message="Password updated successfully")

    @router.post(
        "/signup",
        response_model=UserPublic,
        operation_id="register_user",
        responses=refusals(413, 415),
        openapi_extra=NO_TOKEN,
    )
    def register_user(  # pyright: ignore[reportUnusedFunction]
        context: Visitor, data: UserRegister, _gate: Hashing
    ) -> Response:
        """Make an account for oneself."""
        _require(signing_in, "user.register_disabled")
        with _taken("user.email_taken.register"):
            return record_answer(users.register(context, data))


def _add_all(router: APIRouter, application: Application) -> None:
    users = application.users

    @router.get("/", response_model=UsersPublic, operation_id="read_users")
    def read_users(  # pyright: ignore[reportUnusedFunction]
        request: Request, context: Superuser, part: Annotated[Part, Depends(parting(users.entity))]
    ) -> Response:
        """The users that a search finds, newest first unless sorted, and how many there are."""
        return listing(users, request, context, part)

    @router.post("/", response_model=UserPublic, operation_id="create_user", responses=refusals(413, 415))
    def create_user(  # pyright: ignore[reportUnusedFunction]
        context: Superuser, data: NewUser, _gate: Hashing
    ) -> Response:
        """Add a user."""
        with _taken("user.email_taken.create"):
            return record_answer(users.create(context, data))


def _add_one(router: APIRouter, application: Application) -> None:
    users = application.users

    @router.get("/{user_id}", response_model=UserPublic, operation_id="read_user", responses=refusals(404))
    def read_user(context: Caller, user_id: UUID) -> Response:  # pyright: ignore[reportUnusedFunction]
        """A user: oneself, or anybody for superusers."""
        if user_id != context.actor.id and not context.actor.is_superuser:
            raise AccessError("access.superuser")
        return record_answer(users.get(context, user_id))

    @router.patch("/{user_id}", response_model=UserPublic, operation_id="update_user", responses=CHANGING)
    def update_user(  # pyright: ignore[reportUnusedFunction]
        context: Superuser, user_id: UUID, data: UserChange, version: Version, _gate: Hashing
    ) -> Response:
        """Change the fields that are given."""
        try:
            with _taken("user.email_taken"):
                return record_answer(users.update(context, user_id, data, version=version))
        except NotFoundError as error:
            raise NotFoundError("user.no_such") from error

    @router.delete("/{user_id}", operation_id="delete_user", responses=CHANGING)
    def delete_user(  # pyright: ignore[reportUnusedFunction]
        context: Superuser, user_id: UUID, version: Version
    ) -> Message:
        """Delete a user and what they own."""
        users.delete(context, [user_id], version=version)
        return Message(message="User deleted successfully")


def _require(condition: bool, code: str) -> None:
    if not condition:
        raise AppError(code)


@contextmanager
def _taken(code: str) -> Generator[None]:
    """An e-mail that somebody else has is told in the words of the HTTP contract."""
    try:
        yield
    except InvalidError as error:
        if [(problem.field, problem.code) for problem in error.problems] != [("email", "duplicate")]:
            raise
        raise ConflictError(code) from error
