"""The routes of any registered collection: list, create, read, update, delete, and what belongs to one record."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from core.context import Context
from core.entities import Entity
from core.http import bulk, journal, transfer
from core.http.answers import Routes, Service, Version, answer, body, record_answer, refusals, told_apart, typed
from core.http.door import Caller
from core.http.errors import parameter
from core.http.selection import Part, parting
from core.models.user import Message
from core.record import snake_case

Guarding = Callable[..., Awaitable[Context]]


def add_collection(router: APIRouter, service: Service) -> None:
    """All routes of a collection.

    They stand in the router itself: the framework looks through routers inside of routers twice at each level.
    """
    entity = service.entity
    routes = Routes(router, f"/{entity.name}", entity.name)
    add_whole(routes, service)
    name = one_of(entity)
    routes.add("/", _listing(service), methods=["GET"], response_model=entity.page, operation_id=f"read_{entity.name}")
    routes.add(
        "/",
        _creating(service),
        methods=["POST"],
        response_model=entity.public,
        operation_id=f"create_{name}",
        responses=refusals(413, 415),
    )
    routes.add(
        "/{id}",
        _reading(service),
        methods=["GET"],
        response_model=entity.public,
        operation_id=f"read_{name}",
        responses=refusals(404),
    )
    _add_changes(routes, service, name)


def add_whole(routes: Routes, service: Service) -> None:
    """The routes on many records at once and on what happened, in front of those that take an id in their place."""
    for part in (bulk, transfer, journal):
        part.add_routes(routes, service, one_of(service.entity))


def one_of(entity: Entity) -> str:
    """One record of a collection, in the names of operations: `order_line`."""
    return snake_case(entity.record.__name__)


def listing(service: Service, request: Request, context: Context, part: Part) -> Response:
    """A page of records, with a link to the next one where there may be more."""
    with parameter("cursor" if part.after else "sort"):
        found = service.list(context, part.selection, skip=part.skip, limit=part.limit, after=part.after)
    if not len(found.data) == part.limit > 0:
        return answer(found)
    return answer(found, part.next_link(request, service.place(context, part.selection, found.data[-1])))


def _add_changes(routes: Routes, service: Service, name: str) -> None:
    updating, public = _updating(service), service.entity.public
    for method, operation in (("PATCH", f"update_{name}"), ("PUT", f"put_{name}")):
        routes.add(
            "/{id}",
            updating,
            methods=[method],
            response_model=public,
            operation_id=operation,
            responses=refusals(404, 412, 413, 415),
        )
    routes.add(
        "/{id}",
        _deleting(service),
        methods=["DELETE"],
        response_model=Message,
        operation_id=f"delete_{name}",
        responses=refusals(404, 409, 412),
    )


def _listing(service: Service) -> Any:
    def read_many(
        request: Request, context: Caller, part: Annotated[Part, Depends(parting(service.entity))]
    ) -> Response:
        """The records that a search finds, newest first unless sorted, and how many there are."""
        return listing(service, request, context, part)

    return typed(read_many, part=Annotated[Part, Depends(parting(service.entity))])


def _creating(service: Service) -> Any:
    def create(context: Caller, data: Any) -> Response:
        """Add a record."""
        return record_answer(service.create(context, data))

    return typed(create, data=body(service.entity.create))


def _reading(service: Service) -> Any:
    def read(context: Caller, id: UUID) -> Response:
        """One record."""
        with told_apart(service, context, id):
            return record_answer(service.get(context, id))

    return read


def _updating(service: Service) -> Any:
    def update(context: Caller, id: UUID, data: Any, version: Version) -> Response:
        """Change the fields that are given."""
        with told_apart(service, context, id):
            return record_answer(service.update(context, id, data, version=version))

    return typed(update, data=body(service.entity.update))


def _deleting(service: Service) -> Any:
    def delete(context: Caller, id: UUID, version: Version) -> Message:
        """Delete a record, and first what cannot be without it."""
        with told_apart(service, context, id):
            service.delete(context, [id], version=version)
        return Message(message=f"{service.entity.singular} deleted successfully")

    return delete
