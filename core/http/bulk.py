"""Many records at once, each time as one step that one undo takes back."""

from collections.abc import Sequence
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import BaseModel, Field, create_model

from core.context import Context
from core.errors import FieldProblem, InvalidError
from core.http.answers import Count, Routes, Service, body, refusals, told_apart, typed
from core.http.door import Caller
from core.http.errors import placed
from core.http.selection import EXPRESSION, chosen, zone
from core.query import Node

MOST: Final = 10_000
"""Records in one request."""


class Chosen(BaseModel):
    """Which records: by their ids, or all that a search finds."""

    ids: Annotated[list[UUID], Field(max_length=MOST)] | None = None
    where: Annotated[str, Field(max_length=EXPRESSION)] | None = None
    time_zone: Annotated[str, Field(max_length=64)] = "UTC"

    def nodes(self, service: Service, context: Context) -> Node | Sequence[UUID]:
        """The choice as services take it. InvalidError where there is none, or two; NotFoundError for unknown ids."""
        if self.where is not None and self.ids is None:
            return chosen(service.entity, self.where, zone(self.time_zone, "body"), "body")
        if self.ids is None or self.where is not None:
            raise InvalidError([FieldProblem("ids", "choice")])
        with told_apart(service, context, *self.ids):
            service.require(context, self.ids)
        return self.ids


def add_routes(routes: Routes, service: Service, _name: str) -> None:
    """Create, update and delete many."""
    plural = service.entity.name
    title = service.entity.record.__name__
    some: Any = Annotated[list[body(service.entity.create)], Field(max_length=MOST)]
    records = create_model(f"{title}sCreate", data=(some, ...))
    changes = create_model(f"{title}sUpdate", __base__=Chosen, changes=(body(service.entity.update), ...))
    for verb, endpoint in (
        ("create", typed(_creating(service), body=records)),
        ("update", typed(_updating(service), body=changes)),
        ("delete", _deleting(service)),
    ):
        routes.add(
            f"/bulk/{verb}",
            endpoint,
            methods=["POST"],
            response_model=Count,
            operation_id=f"{verb}_{plural}_in_bulk",
            responses=refusals(404, 409, 413, 415),
        )


def _creating(service: Service) -> Any:
    def create_many(context: Caller, body: Any) -> Count:
        """Add many records, all or none."""
        with placed("data"):
            return Count(count=service.create_many(context, body.data, total=len(body.data)))

    return create_many


def _updating(service: Service) -> Any:
    def update_many(context: Caller, body: Any) -> Count:
        """Set the same values in many records."""
        nodes = body.nodes(service, context)
        with placed("changes"):
            return Count(count=service.update_many(context, nodes, body.changes))

    return update_many


def _deleting(service: Service) -> Any:
    def delete_many(context: Caller, body: Chosen) -> Count:
        """Delete many records, and first what cannot be without them."""
        return Count(count=service.delete(context, body.nodes(service, context)))

    return delete_many
