"""Signing in and out."""

from collections.abc import AsyncGenerator
from typing import Annotated, Final

import anyio
from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from core.http.answers import COMMON, record_answer, refusals
from core.http.door import Caller, Guarded, Visitor
from core.http.journal import App
from core.http.tokens import Tokens
from core.models.user import Message, Token, UserPublic
from core.record import NO_NUL

AT_ONCE: Final = 4
"""Requests that may wait for a password to be hashed on a thread; the others wait without one."""

NO_TOKEN: Final = {"security": [dict[str, list[str]]()]}
"""Where people sign in, no token is needed for this; where nobody does, the local one is."""

router = APIRouter(route_class=Guarded, prefix="/login", tags=["login"], responses=COMMON)


class SignIn(BaseModel):
    """The form of OAuth 2's password grant."""

    grant_type: Annotated[str, Field(pattern="^password$")] | None = None
    username: Annotated[str, Field(max_length=255, pattern=NO_NUL)]
    password: Annotated[str, Field(max_length=1000, json_schema_extra={"format": "password"})]
    scope: str = ""
    client_id: str | None = None
    client_secret: Annotated[str, Field(json_schema_extra={"format": "password"})] | None = None


async def hashing(request: Request) -> AsyncGenerator[None]:
    """While inside, one of the few that hash a password."""
    gate: anyio.Semaphore = request.app.state.hashing
    async with gate:
        yield


Hashing = Annotated[None, Depends(hashing)]


@router.post("/access-token", operation_id="login", responses=refusals(413, 415, 429), openapi_extra=NO_TOKEN)
def login(request: Request, app: App, _context: Visitor, form: Annotated[SignIn, Form()], _gate: Hashing) -> Token:
    """Sign in with e-mail and password."""
    tokens: Tokens = request.app.state.tokens
    user, stamp = app.authenticate(form.username, form.password, "http")
    return Token(access_token=tokens.issue(user.id, stamp))


@router.post("/test-token", response_model=UserPublic, operation_id="test_token")
def test_token(app: App, context: Caller) -> Response:
    """Who one is."""
    return record_answer(app.users.account(context, context.actor.id))


@router.post("/sign-out-everywhere", operation_id="sign_out_everywhere")
def sign_out_everywhere(app: App, context: Caller) -> Message:
    """End all of one's own tokens."""
    app.users.sign_out_everywhere(context)
    return Message(message="Signed out everywhere")
