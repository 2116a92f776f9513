"""Who calls: the bearer of a token becomes the Context that every service method takes."""

import secrets
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import replace
from typing import Annotated, Any, Final, Protocol

from fastapi import Depends, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from fastapi.security import OAuth2PasswordBearer
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from typing_extensions import override

from core.bootstrap import SYSTEM, Application
from core.context import Actor, Context
from core.errors import AccessError, SignInError
from core.http.tokens import Tokens

PREFIX: Final = "/api/v1"
ANYBODY: Final = Context(actor=SYSTEM, source="http")
"""For what happens before it is known who calls."""

bearer = OAuth2PasswordBearer(tokenUrl=f"{PREFIX}/login/access-token", auto_error=False)
Bearer = Annotated[str | None, Depends(bearer)]


class Door(Protocol):
    """Lets callers in, or raises SignInError."""

    async def admit(self, token: str | None) -> None:
        """Let somebody in who wants to sign in or up."""
        ...

    async def context(self, token: str | None) -> Context:
        """The caller to act as."""
        ...


class LocalDoor:
    """Where nobody signs in: the local user, behind one token; None for no token at all."""

    def __init__(self, application: Application, token: str | None) -> None:
        self._context, self._token = application.context("http"), token

    async def admit(self, token: str | None) -> None:
        """Compare the token."""
        if self._token is None:
            return
        given = (token or "").encode("utf-8", "surrogateescape")
        if not given or not secrets.compare_digest(given, self._token.encode()):
            raise SignInError("sign_in.required")

    async def context(self, token: str | None) -> Context:
        """The local user."""
        await self.admit(token)
        return self._context


class SignedInDoor:
    """Where people sign in: the user that the token was made for."""

    def __init__(self, application: Application, tokens: Tokens) -> None:
        self._users, self._tokens = application.users, tokens

    async def admit(self, token: str | None) -> None:
        """Everybody may try."""

    async def context(self, token: str | None) -> Context:
        """The user, as the account is now."""
        if token is None:
            raise SignInError("sign_in.required")
        claim = self._tokens.read(token)
        user = await run_in_threadpool(self._users.holder, ANYBODY, claim.user, claim.stamp)
        return Context(actor=Actor(user.id, user.email, is_superuser=user.is_superuser), source="http")


async def caller(request: Request, token: Bearer) -> Context:
    """The one who calls, found out once, whose work ends when the request's time is up."""
    if not hasattr(request.state, "caller"):
        context = await door_of(request).context(token)
        request.state.caller = replace(context, cancel=request.state.cancel)
    return request.state.caller


Caller = Annotated[Context, Depends(caller)]


async def superuser(context: Caller) -> Context:
    """The one who calls, who has to be a superuser."""
    if not context.actor.is_superuser:
        raise AccessError("access.superuser")
    return context


Superuser = Annotated[Context, Depends(superuser)]


async def visitor(request: Request, token: Bearer) -> Context:
    """Somebody who is about to sign in or up."""
    await door_of(request).admit(token)
    return ANYBODY


Visitor = Annotated[Context, Depends(visitor)]


def door_of(request: Request) -> Door:
    """The application's door."""
    return request.app.state.door


class Guarded(APIRoute):
    """A route that lets its callers in before it reads what they send: the framework reads a whole body first."""

    @override
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle, asked = super().get_route_handler(), frozenset(_calls(self.dependant))

        async def run(request: Request) -> Response:
            await _let_in(request, asked)
            return await handle(request)

        return run


async def _let_in(request: Request, asked: frozenset[Any]) -> None:
    """Ask what a route's dependencies are going to ask about its caller."""
    token = await bearer(request)
    if visitor in asked:
        await visitor(request, token)
    if caller in asked:
        context = await caller(request, token)
        if superuser in asked:
            await superuser(context)


def _calls(dependant: Dependant) -> Iterator[Any]:
    """What a route depends on, and what that depends on."""
    for dependency in dependant.dependencies:
        yield dependency.call
        yield from _calls(dependency)
