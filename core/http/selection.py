"""Which records a request means, in which order, and which part of them: where, search, sort, skip, limit, cursor."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import tzinfo
from typing import Annotated, Final
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fastapi import Depends, Query, Request

from core.entities import Entity
from core.http.answers import PLAIN_DIGITS
from core.http.cursors import LONGEST, Cursors
from core.http.errors import misplaced, parameter
from core.query import Node, Search, every
from core.query import Query as Selection
from core.query.grammar import parse, parse_sort
from core.record import NO_NUL
from core.services.reading import Place
from core.types import MAX_INTEGER

MOST: Final = 10_000
"""Records in one answer."""
EXPRESSION: Final = 10_000
"""Characters of an expression."""

Where = Annotated[
    str, Query(max_length=EXPRESSION, description='A search such as `title:"sea*" created:2026-01..2026-03`.')
]
Words = Annotated[str, Query(max_length=EXPRESSION, pattern=NO_NUL, description="Text that any text field contains.")]
Order = Annotated[
    str, Query(max_length=EXPRESSION, description="Fields, a minus in front for descending: `title,-id`.")
]
Zone = Annotated[str, Query(max_length=64, description="Whose days `where` means, such as Europe/Berlin.")]
Cursor = Annotated[
    str | None,
    Query(
        max_length=LONGEST,
        description="What the Link header gave, which holds its place whatever is written meanwhile. "
        "Or the id of a record, to go on from where that is now.",
    ),
]


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the selected records."""

    selection: Selection
    skip: int
    limit: int
    after: UUID | Place | None

    def next_link(self, request: Request, last: Place) -> dict[str, str]:
        """The header that leads to the records behind the last one."""
        kept = [(name, value) for name, value in request.query_params.multi_items() if name not in {"cursor", "skip"}]
        query = urlencode([*kept, ("cursor", cursors_of(request).written(last))])
        return {"Link": f'<{request.url.path}?{query}>; rel="next"'}


def selecting(entity: Entity) -> Callable[..., Awaitable[Selection]]:
    """A dependency: the records of a collection that a request means."""

    async def selection(where: Where = "", search: Words = "", sort: Order = "", time_zone: Zone = "UTC") -> Selection:
        with parameter("sort"):
            order = parse_sort(sort, entity)
        found = chosen(entity, where, zone(time_zone))
        return Selection(every(found, Search(search)) if search else found, order)

    return selection


def parting(entity: Entity) -> Callable[..., Awaitable[Part]]:
    """A dependency: the part of them that fits into one answer."""

    async def part(
        request: Request,
        selection: Annotated[Selection, Depends(selecting(entity))],
        skip: Annotated[int, Query(ge=0, le=MAX_INTEGER), PLAIN_DIGITS] = 0,
        limit: Annotated[int, Query(ge=0, le=MOST), PLAIN_DIGITS] = 100,
        cursor: Cursor = None,
    ) -> Part:
        return Part(selection, skip, limit, None if cursor is None else cursors_of(request).read(cursor))

    return part


def cursors_of(request: Request) -> Cursors:
    """The application's cursors."""
    return request.app.state.cursors


def chosen(entity: Entity, where: str, time_zone: tzinfo, part: str = "query") -> Node:
    """The records that an expression chooses; what is wrong with it is its fault, in this part of the request."""
    with parameter("where", part):
        return parse(where, entity, time_zone)


def zone(name: str, part: str = "query") -> ZoneInfo:
    """The time zone of this name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise misplaced(part, "time_zone", "is not a time zone such as Europe/Berlin", "time_zone") from error
