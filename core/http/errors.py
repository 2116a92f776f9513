"""The application's errors as answers of HTTP: the one place that knows their status, text and headers."""

import asyncio
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final, cast

from fastapi import FastAPI, Request
from fastapi.exception_handlers import http_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.errors import AppError, CancelledError, FieldProblem, InvalidError, QueryError
from core.logs import logger
from core.messages import MESSAGES, describe, describe_problem, problem_of

STATUSES: Final[Mapping[str, int]] = {
    "access": 403,
    "cancelled": 503,
    "conflict": 412,
    "database": 503,
    "http.content_type": 415,
    "http.host": 400,
    "http.origin": 403,
    "http.too_large": 413,
    "in_use": 409,
    "invalid": 422,
    "not_found": 404,
    "password": 400,
    "query": 422,
    "redo": 409,
    "sign_in": 400,
    "sign_in.required": 401,
    "sign_in.throttled": 429,
    "sign_in.throttled_long": 429,
    "sign_in.token": 403,
    "transfer": 400,
    "transfer.disk_full": 503,
    "transfer.unreadable": 503,
    "transfer.unwritable": 503,
    "undo": 409,
    "user.built_in": 422,
    "user.built_in.delete": 403,
    "user.delete_default": 400,
    "user.delete_self": 403,
    "user.email_taken": 409,
    "user.email_taken.create": 400,
    "user.email_taken.register": 400,
    "user.last_superuser": 403,
    "user.no_such": 404,
    "user.not_found": 404,
    "user.register_disabled": 400,
}
"""By code; a code that is missing has the status of the part before its last dot."""

FAILED: Final = 500
INVALID: Final = 422
NO_SUCH_METHOD: Final = 405

Details = list[dict[str, Any]]


def install(app: FastAPI) -> None:
    """Make every error that a route raises an answer."""
    app.add_exception_handler(AppError, _on_expected)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_refused)


class BrokenOffError(Exception):
    """An answer that was begun and cannot be completed: all that can be done is to hang up."""


class LastResort:
    """Around everything: an error that nobody expected goes to the log, and the client learns that there was one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def noting(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except AppError as error:
            await response(error)(scope, receive, send)
        except asyncio.CancelledError:  # the server ends, and waits no longer
            if not started:
                await response(CancelledError())(scope, receive, send)
        except ClientDisconnect:
            pass  # nobody is there to hear of it
        except BrokenOffError as broken:
            logger("http").warning("%s %s broke off: %s", scope["method"], scope["path"], broken.__cause__)
        except Exception:
            logger("http").exception("unexpected error in %s %s", scope["method"], scope["path"])
            if not started:
                await response(AppError("http.unexpected"))(scope, receive, send)


def response(error: AppError) -> JSONResponse:
    """The answer for an expected error."""
    if isinstance(error, InvalidError) and error.problems:
        plain = error.problems[0].code
        if plain.startswith("password."):
            return response(AppError(plain))
        return JSONResponse({"detail": problem_details(error.problems)}, INVALID)
    if "option" in error.params:
        details = {"loc": ["query", error.params["option"]], "msg": worded(error), "type": error.reason}
        return JSONResponse({"detail": [details]}, INVALID)
    status = status_of(error.reason)
    if status >= FAILED and error.reason != "cancelled":
        logger("http").error("%s", describe(error))
    return JSONResponse({"detail": worded(error)}, status, _headers(error))


def problem_details(problems: Iterable[FieldProblem], *place: str) -> Details:
    """Field problems in the form in which the framework tells of its own."""
    return [
        {
            "loc": [part for part in ("body", *place, problem.row, problem.field) if part not in {None, ""}],
            "msg": describe_problem(problem),
            "type": problem.code.removeprefix("pydantic:"),
        }
        for problem in problems
    ]


def worded(error: AppError) -> str:
    """The error in the words of the HTTP contract where it has some, else in everybody's; no place on this machine."""
    code = f"http.{error.reason}"
    if code not in MESSAGES and error.reason.startswith("database."):
        code = "http.database"
    return describe(AppError(code, **error.params)) if code in MESSAGES else describe(error)


def status_of(code: str) -> int:
    """The status for a code."""
    while code not in STATUSES:
        code, dot, _ = code.rpartition(".")
        if not dot:
            return FAILED
    return STATUSES[code]


@contextmanager
def parameter(name: str, part: str = "query") -> Generator[None]:
    """An expression inside that cannot be understood is the fault of this value of the request."""
    try:
        yield
    except QueryError as error:
        raise misplaced(part, name, describe(error), error.reason) from error


@contextmanager
def placed(name: str) -> Generator[None]:
    """What is wrong with values inside stands under this name in the body."""
    try:
        yield
    except InvalidError as error:
        raise RequestValidationError(problem_details(error.problems, name)) from error


def misplaced(part: str, name: str, text: str, code: str) -> RequestValidationError:
    """A value of the request that is refused: `part` is path, query, header or body."""
    return RequestValidationError([{"loc": (part, name), "msg": text, "type": code}])


async def _on_expected(_request: Request, error: Exception) -> JSONResponse:
    return response(cast("AppError", error))


async def _on_invalid(_request: Request, error: Exception) -> JSONResponse:
    found: Sequence[Any] = cast("RequestValidationError", error).errors()
    return JSONResponse({"detail": [_detail(details) for details in found]}, INVALID)


async def _on_refused(request: Request, error: Exception) -> Response:
    """What the framework refuses by itself, and could say better.

    A body that only the reader of JSON stumbles over is as invalid as any other; a method that a path does not have is
    answered with those that it has.
    """
    refused = cast("HTTPException", error)
    if isinstance(refused.__cause__, (RecursionError, ValueError)):
        kind = "json_too_deep" if isinstance(refused.__cause__, RecursionError) else "json_invalid"
        return await _on_invalid(request, RequestValidationError([{"loc": ("body",), "type": kind, "input": None}]))
    if refused.status_code == NO_SUCH_METHOD:
        paths: Mapping[str, Any] = request.app.openapi()["paths"]
        found = [what for path, what in paths.items() if compile_path(path)[0].match(request.url.path)]
        refused.headers = {"Allow": ", ".join(sorted({method.upper() for what in found for method in what}))}
    return await http_exception_handler(request, refused)


def _detail(details: Any) -> dict[str, Any]:
    """Place, words and kind of what is wrong, but never the value itself."""
    text = describe_problem(problem_of(details)) if "input" in details else details["msg"]
    return {"loc": list(details["loc"]), "msg": text, "type": details["type"]}


def _headers(error: AppError) -> dict[str, str]:
    match error.reason:
        case "sign_in.required":
            return {"WWW-Authenticate": "Bearer"}
        case "sign_in.throttled" | "sign_in.throttled_long":
            return {"Retry-After": str(error.params["seconds"])}
        case _:
            return {}
