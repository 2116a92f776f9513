"""What is refused before any route is asked: foreign hosts and origins, bodies of another kind or size; the log."""

import asyncio
import math
import re
import time
from collections.abc import AsyncGenerator, Callable, Generator, Iterable, Mapping
from contextlib import asynccontextmanager, contextmanager
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.context import CancelToken
from core.errors import AppError, CancelledError
from core.http.connection import LEAVING
from core.logs import logger
from core.messages import describe

SLOW: Final = 408
TOO_LARGE: Final = 413
STOPPED: Final = 503
HOST: Final = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^\[\]:@/]*))(?::\d*)?", re.IGNORECASE)
"""A Host header: the name, in brackets for IPv6, and the port."""
READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
LOCAL_HOSTS: Final = ("127.0.0.1", "localhost", "::1")
FORM_PATH: Final = "/login/access-token"
IMPORT_PATH: Final = "/import"
FORM: Final = "application/x-www-form-urlencoded"
JSON: Final = "application/json"
BODY_BYTES: Final = 10_000_000
"""The largest body, but for imports."""
IMPORT_BYTES: Final = 500_000_000
TIME_LIMIT: Final = 300.0
"""Seconds after which work for a request is asked to stop."""
IMPORTS: Final = 10
"""How many times as long the file of an import may take as any other body."""


class Guard:
    """Answers only under its own names, and writes only for pages of its own and programs that are no pages."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str], patience: float, underway: "Underway") -> None:
        self._app, self._hosts = app, frozenset(host.lower() for host in hosts)
        self._patience, self._underway = patience, underway

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            self._check_host(headers)
            if scope["method"] not in READING:
                _check_origin(headers)
                _check_content_type(scope["path"], headers)
                receive = self._bounded(scope["path"], headers, receive)
            with self._underway.limited(scope):
                await self._app(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _bounded(self, path: str, headers: Headers, receive: Receive) -> Receive:
        """The body, which has to be of a size and there in time."""
        most, seconds = (IMPORT_BYTES, IMPORTS) if path.endswith(IMPORT_PATH) else (BODY_BYTES, 1)
        if int(headers.get("content-length", "0")) > most:
            raise AppError("http.too_large", limit=most)
        return _small(_timely(receive, self._patience * seconds, self._underway), most)

    def _check_host(self, headers: Headers) -> None:
        if _name(headers.get("host", "")) not in self._hosts:
            raise AppError("http.host")


class Underway:
    """The work that requests wait for, and the bodies that it waits for."""

    def __init__(self) -> None:
        self._tokens: set[CancelToken] = set()
        self._bodies: set[asyncio.Timeout] = set()
        self._end = math.inf

    @contextmanager
    def limited(self, scope: Scope) -> Generator[None]:
        """While inside, the request's own token to cancel its work, which it does when the time is up."""
        scope.setdefault("state", {})["cancel"] = cancel = CancelToken()
        self._tokens.add(cancel)
        timer = asyncio.get_running_loop().call_later(TIME_LIMIT, cancel.cancel)
        try:
            yield
        finally:
            timer.cancel()
            self._tokens.remove(cancel)

    @asynccontextmanager
    async def awaited(self, end: float) -> AsyncGenerator[None]:
        """While inside, a part of a body is waited for, until this time of the loop's. AppError where it is over."""
        try:
            async with asyncio.timeout_at(min(end, self._end)) as timeout:
                self._bodies.add(timeout)
                try:
                    yield
                finally:
                    self._bodies.remove(timeout)
        except TimeoutError as error:
            raise (CancelledError() if end > self._end else AppError("http.slow")) from error

    def hurry(self) -> None:
        """The server is about to stop: what is not there by now has to come soon."""
        self._end = asyncio.get_running_loop().time() + LEAVING
        for timeout in self._bodies:
            timeout.reschedule(min(timeout.when() or self._end, self._end))

    def stop(self) -> None:
        """Ask all of it to stop."""
        for token in self._tokens:
            token.cancel()


class Methods:
    """Refuses methods that a path without parameters does not have, before it is taken for an id in the same place.

    HEAD is GET of which the server sends no body.
    """

    def __init__(self, app: ASGIApp, describe: Callable[[], dict[str, Any]]) -> None:
        self._app, self._describe = app, describe

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        known = self._plain.get(scope["path"]) if scope["type"] == "http" else None
        if known is None or scope["method"] in known:
            await self._app(scope, receive, send)
            return
        refusal = JSONResponse({"detail": "Method Not Allowed"}, 405, {"Allow": ", ".join(sorted(known))})
        await refusal(scope, receive, send)

    @cached_property
    def _plain(self) -> dict[str, set[str]]:
        """The methods of paths without parameters."""
        paths: Mapping[str, Any] = self._describe()["paths"]
        return {path: {method.upper() for method in found} for path, found in paths.items() if "{" not in path}


class Redirects:
    """Leads on by paths alone: how its callers speak to a proxy in front, which may know TLS, is not known here."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def leading(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if "location" in headers:
                    headers["location"] = urlsplit(headers["location"])._replace(scheme="", netloc="").geturl()
            await send(message)

        await self._app(scope, receive, leading)


class RequestLog:
    """One line for each request: method, path, status and time; no query, no header, no body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 0

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            took = (time.perf_counter() - begun) * 1000
            path = scope["path"].encode("unicode_escape").decode("ascii")[:500]
            logger("http").info("%s %s %d %.0f ms", scope["method"], path, status, took)


def _name(host: str) -> str:
    """The name in a Host header, without the port and the brackets of IPv6; none where it is no such header."""
    found = HOST.fullmatch(host)
    return (found[1] or found[2]).lower() if found else ""


def _timely(receive: Receive, seconds: float, underway: Underway) -> Receive:
    """The body, which has to be there in so many seconds."""
    loop = asyncio.get_running_loop()
    end, there = loop.time() + seconds, False

    async def receiving() -> Message:
        nonlocal there
        if there:
            return await receive()
        try:
            async with underway.awaited(end):
                message = await receive()
        except CancelledError as error:
            raise _ended(STOPPED, error) from error
        except AppError as error:
            raise _ended(SLOW, error) from error
        there = not message.get("more_body", False)
        return message

    return receiving


def _small(receive: Receive, most: int) -> Receive:
    """The body, which has to have no more bytes than these."""
    size = 0

    async def receiving() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > most:
            raise _ended(TOO_LARGE, AppError("http.too_large", limit=most))
        return message

    return receiving


def _ended(status: int, error: AppError) -> HTTPException:
    """A refusal in the middle of a body. Of this kind alone, the framework does not make "cannot be parsed"."""
    return HTTPException(status, describe(error), {"Connection": "close"})


def _check_origin(headers: Headers) -> None:
    origin, site = headers.get("origin"), headers.get("sec-fetch-site", "none")
    own = {f"{scheme}://{headers['host'].lower()}" for scheme in ("http", "https")}
    if (origin is not None and origin.lower() not in own) or site not in {"none", "same-origin"}:
        raise AppError("http.origin")


def _check_content_type(path: str, headers: Headers) -> None:
    if headers.get("content-length", "0") == "0" and "transfer-encoding" not in headers:
        return
    if path.endswith(IMPORT_PATH):
        return
    expected = FORM if path.endswith(FORM_PATH) else JSON
    if headers.get("content-type", "").partition(";")[0].strip().lower() != expected:
        raise AppError("http.content_type", expected=expected)
