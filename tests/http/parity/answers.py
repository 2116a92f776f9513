"""What a service's results and errors come to in the terms of HTTP, by the contract; and what HTTP answers."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from httpx import Response
from pydantic_core import to_jsonable_python

from core.errors import (
    AccessError,
    AppError,
    ConflictError,
    FieldProblem,
    InvalidError,
    NotFoundError,
    QueryError,
    TransferError,
    UndoError,
)
from core.messages import describe_problem

OK: Final = 200
INVALID: Final = 422
FORBIDDEN: Final = "Not enough permissions"

Problems = list[tuple[str, str]]


class Answer(NamedTuple):
    """A status, and what is said: the body, or why not: the text, or the places in the request, each with its text."""

    status: int
    said: Any


class MisplacedError(Exception):
    """An expression in this place of the request cannot be understood."""

    def __init__(self, place: str, error: QueryError) -> None:
        self.answer = Answer(INVALID, [(place, str(error))])


@contextmanager
def read_from(place: str) -> Generator[None]:
    """What cannot be understood inside stands in this place of the request."""
    try:
        yield
    except QueryError as error:
        raise MisplacedError(place, error) from error


def refusal(error: AppError, singular: str, place: str, *, is_hidden: bool) -> Answer:
    """What the contract says of an error.

    `place` is where in the request the values stand; what is not found may be there, but not for the one who asks.
    """
    match error:
        case InvalidError():
            return Answer(INVALID, placed(error.problems, place))
        case NotFoundError():
            text = str(error) if error.reason == "not_found.ids" else f"{singular} not found"
            return Answer(403, FORBIDDEN) if is_hidden else Answer(404, text)
        case AccessError():
            return Answer(403, FORBIDDEN)
        case ConflictError() if error.reason == "in_use":
            return Answer(409, str(error))
        case ConflictError():
            return Answer(412, f"{singular} was changed by someone else")
        case UndoError():
            return Answer(409, str(error))
        case TransferError() if "option" in error.params:
            return Answer(INVALID, [(f"query.{error.params['option']}", str(error))])
        case TransferError() if error.reason == "transfer.encoding":
            line, encoding = error.params["line"], error.params["encoding"]
            return Answer(400, f"Line {line} is not valid {encoding}. Send the file in UTF-8.")
        case TransferError():
            return Answer(400, str(error))
        case _:
            raise error


def placed(problems: Sequence[FieldProblem], place: str) -> Problems:
    """Problems by their places in the request."""
    places = [
        (place, *(part for part in (problem.row, problem.field) if part not in {None, ""})) for problem in problems
    ]
    texts = [describe_problem(problem) for problem in problems]
    return sorted((".".join(map(str, where)), text) for where, text in zip(places, texts, strict=True))


def answered(response: Response) -> Answer:
    """What HTTP says."""
    if response.status_code != OK:
        detail = response.json()["detail"]
        if response.status_code != INVALID:
            return Answer(response.status_code, detail)
        return Answer(INVALID, sorted((".".join(map(str, found["loc"])), found["msg"]) for found in detail))
    if "Content-Disposition" in response.headers:
        return Answer(OK, [response.headers["Content-Disposition"], response.headers["Content-Type"], response.content])
    tag = response.headers.get("ETag")
    return Answer(OK, response.json() if tag is None else {**response.json(), "ETag": tag})


def record(found: Any) -> dict[str, Any]:
    """A record as it is answered."""
    return {**found.model_dump(mode="json"), "ETag": f'"{found.version}"'}


def plain(value: Any) -> Any:
    """A value of the core as JSON has it."""
    return to_jsonable_python(value)
