"""How records leave and which versions callers expect: JSON, entity tags, and the models that only HTTP has."""

import re
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, TypeVar, cast
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request
from pydantic import BaseModel, BeforeValidator
from starlette.responses import Response

from core.context import Context
from core.digits import read_integer
from core.errors import AccessError, NotFoundError
from core.fields import unwrap
from core.record import Base, Public
from core.services.crud import CrudService, Versions

Service = CrudService[Any, Any, Any]
EndpointT = TypeVar("EndpointT", bound=Callable[..., Any])

NEITHER: Final = "neither"
"""Put in the place of what is no boolean, date or time in JSON: the model refuses it with its own words."""
NUMBER: Final = re.compile(r"\s*[+-]?[\d.]+\s*")
TAG: Final = re.compile(r'"(0|[1-9]\d{0,17})"|(?:W/)?"[!#-~\x80-\xff]*"', re.ASCII)
"""An entity tag, with the version if it is one of ours: a weak one is none."""


class Failure(BaseModel):
    """Why a request was refused."""

    detail: str


class Count(BaseModel):
    """How many records were written."""

    count: int


class Health(BaseModel):
    """Whether the database can be worked with."""

    status: Literal["ok", "unavailable"]
    database: str


_REASONS: Final[Mapping[int, str]] = {
    400: "The request cannot be understood",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not there",
    409: "Not possible as things are",
    412: "Changed since it was read",
    413: "The body is too large",
    415: "The body is of another kind",
    429: "Too many tries",
    503: "The database does not answer",
}


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The answers of a route besides the good one, for its description."""
    return {status: {"model": Failure, "description": _REASONS[status]} for status in statuses}


COMMON: Final = refusals(400, 401, 403, 503)
"""The refusals of every route behind the door."""


class Routes:
    """Adds the routes of one collection to a router, with what is common to them."""

    def __init__(self, router: APIRouter, prefix: str, tag: str, *guards: Callable[..., Any]) -> None:
        self._router, self._prefix, self._tag = router, prefix, tag
        self._guards = [Depends(guard) for guard in guards]

    def add(
        self, path: str, endpoint: Callable[..., Any], *, responses: Any = MappingProxyType({}), **options: Any
    ) -> None:
        """Add a route."""
        self._router.add_api_route(
            self._prefix + path,
            endpoint,
            tags=[self._tag] if self._tag else None,
            dependencies=self._guards,
            responses={**COMMON, **responses},
            **options,
        )


def typed(endpoint: EndpointT, **annotations: Any) -> EndpointT:
    """The endpoint with the annotations of parameters that are known only at run time."""
    endpoint.__annotations__.update(annotations)
    return endpoint


def body(model: type[Base]) -> Any:
    """The model as a body of JSON."""
    return Annotated[model, written_out(model)]


def written_out(model: type[Base]) -> BeforeValidator:
    """In JSON, booleans and times are written as such; elsewhere 1 and "yes" may stand for them, and seconds."""
    kinds = {name: unwrap(field.annotation) for name, field in model.model_fields.items()}
    checks = {name: _IS_WRITTEN[kind] for name, kind in kinds.items() if kind in _IS_WRITTEN}

    def check(values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        given = cast("dict[str, Any]", values)
        wrong = [
            name for name, is_written in checks.items() if given.get(name) is not None and not is_written(given[name])
        ]
        return {**given, **dict.fromkeys(wrong, NEITHER)}

    return BeforeValidator(check)


PLAIN_DIGITS: Final = BeforeValidator(read_integer)
"""For whole numbers of a query: written as those in a body are. Behind their bounds, or these are not described."""


def _is_boolean(value: Any) -> bool:
    return isinstance(value, bool)


def _is_time(value: Any) -> bool:
    return isinstance(value, str) and NUMBER.fullmatch(value) is None


_IS_WRITTEN: Final[Mapping[Any, Callable[[Any], bool]]] = {
    bool: _is_boolean,
    date: _is_time,
    datetime: _is_time,
    time: _is_time,
}


def answer(model: BaseModel, headers: Mapping[str, str] | None = None) -> Response:
    """A model as JSON: it was checked when it was made, so it is not checked again."""
    content = model.__pydantic_serializer__.to_json(model)
    return Response(content, headers=headers, media_type="application/json")


def record_answer(record: Public) -> Response:
    """A record with its version as entity tag."""
    return answer(record, {"ETag": f'"{record.version}"'})


@contextmanager
def told_apart(service: Service, context: Context, *identities: UUID) -> Generator[None]:
    """What is there but out of sight is forbidden rather than not found, as the HTTP contract has it."""
    try:
        yield
    except NotFoundError as error:
        if service.is_hidden(context, *identities):
            raise AccessError(singular=service.entity.singular) from error
        raise


async def expected_versions(
    request: Request,
    if_match: Annotated[
        str | None, Header(description='The ETag that the record had when it was read, such as "3".', max_length=1000)
    ] = None,
) -> Versions:
    """The versions in If-Match, a list of strong tags (RFC 9110, 13.1.1); None where any will do."""
    given = ",".join(request.headers.getlist("if-match"))
    if if_match is None or given.strip() == "*":
        return None
    if TAG.sub("", given).strip(" \t,"):
        return ()
    return [int(version) for version in TAG.findall(given) if version]


Version = Annotated[Versions, Depends(expected_versions)]
