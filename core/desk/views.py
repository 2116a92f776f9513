"""The views of a collection that a person saved under a name: what was searched for, in which order, which columns."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, insert, select

from core.context import Context
from core.desk.layouts import ColumnLayout, columns_of, sort_of
from core.desk.store import DeskStore
from core.desk.tables import VIEW
from core.entities import Entity
from core.errors import FieldProblem, InvalidError
from core.query.ast import Sort
from core.types import fold, new_id, utc_now

MAX_NAME: Final = 120


@dataclass(frozen=True, slots=True)
class SavedView:
    """One view; `filter` is the text of the search box, its values in ISO's form."""

    resource: str
    name: str
    filter: str = ""
    sort: tuple[Sort, ...] = ()
    columns: tuple[ColumnLayout, ...] = ()
    id: UUID = field(default_factory=new_id)


class Views(DeskStore):
    """The saved views of each collection."""

    table = VIEW

    def list(self, context: Context, resource: str) -> list[SavedView]:
        """The person's views, in the order of their names."""
        entity = self._entity(resource)
        with self._units.read(context) as connection:
            rows = connection.execute(select(VIEW).where(self._own(context, resource))).all()
        views = [_shown(entity, row.id, row.name, json.loads(row.shown)) for row in rows]
        return sorted(views, key=lambda view: fold(view.name))

    def keep(self, context: Context, view: SavedView) -> None:
        """Save a view, new or again; one of the same name gives way. InvalidError for a name that is no name."""
        own, name = self._own(context, view.resource), _checked_name(view.name)
        shown = {
            "filter": view.filter,
            "sort": [asdict(key) for key in view.sort],
            "columns": [asdict(column) for column in view.columns],
        }
        values = {"id": view.id, "user_id": context.actor.id, "resource": view.resource, "name": name}
        with self._writing(context) as connection:
            connection.execute(delete(VIEW).where(own, (VIEW.c.name == name) | (VIEW.c.id == view.id)))
            connection.execute(insert(VIEW).values(**values, shown=json.dumps(shown), updated_at=utc_now()))

    def remove(self, context: Context, view: SavedView) -> None:
        """Forget a view; one that is gone already is no error."""
        with self._writing(context) as connection:
            connection.execute(delete(VIEW).where(self._own(context, view.resource), VIEW.c.id == view.id))


def _shown(entity: Entity, identity: UUID, name: str, stored: Mapping[str, Any]) -> SavedView:
    sort, columns = sort_of(stored["sort"], entity), columns_of(stored["columns"], entity)
    return SavedView(entity.name, name, stored["filter"], sort, columns, identity)


def _checked_name(name: str) -> str:
    name = name.strip()
    if not name or "\0" in name:
        raise InvalidError([FieldProblem("name", "pydantic:string_too_short", {"min_length": 1})])
    if len(name) > MAX_NAME:
        raise InvalidError([FieldProblem("name", "pydantic:string_too_long", {"max_length": MAX_NAME})])
    return name
