"""How a person has arranged the columns of a collection and sorted its rows."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

from sqlalchemy import Connection, delete, insert, select

from core.context import Context
from core.desk.store import DeskStore
from core.desk.tables import LAYOUT
from core.entities import Entity
from core.query.ast import Sort
from core.types import utc_now


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """One column; its place is that in the sequence. `width` in pixels at 100 %, None for the default one."""

    name: str
    width: int | None = None
    hidden: bool = False
    frozen: bool = False


class Layouts(DeskStore):
    """The arrangement of each collection: its columns, and its sort."""

    table = LAYOUT

    def get(self, context: Context, resource: str) -> tuple[ColumnLayout, ...]:
        """The columns; none where the person has left them as they are. Columns that are gone are left out."""
        with self._units.read(context) as connection:
            return columns_of(self._kept(connection, context, resource).get("columns"), self._entity(resource))

    def sort(self, context: Context, resource: str) -> tuple[Sort, ...]:
        """The sort; none where it is the collection's own. Columns that are gone are left out."""
        with self._units.read(context) as connection:
            return sort_of(self._kept(connection, context, resource).get("sort"), self._entity(resource))

    def keep(self, context: Context, resource: str, columns: Sequence[ColumnLayout]) -> None:
        """Keep these columns; with none, the default ones count again."""
        self._keep(context, resource, "columns", [asdict(column) for column in columns])

    def keep_sort(self, context: Context, resource: str, sort: Sequence[Sort]) -> None:
        """Keep this sort; with none, the collection's own counts again."""
        self._keep(context, resource, "sort", [asdict(key) for key in sort])

    def _keep(self, context: Context, resource: str, part: str, value: Sequence[object]) -> None:
        own = self._own(context, resource)
        with self._writing(context) as connection:
            kept = {**self._kept(connection, context, resource), part: value}
            values = {"columns": json.dumps(kept), "updated_at": utc_now()}
            connection.execute(delete(LAYOUT).where(own))
            if any(kept.values()):
                connection.execute(insert(LAYOUT).values(user_id=context.actor.id, resource=resource, **values))

    def _kept(self, connection: Connection, context: Context, resource: str) -> Mapping[str, object]:
        """The parts by name; a list is of the columns alone, as older versions kept them."""
        found = connection.scalar(select(LAYOUT.c.columns).where(self._own(context, resource)))
        stored: object = json.loads(found) if found else {}
        return cast("dict[str, object]", stored) if isinstance(stored, dict) else {"columns": stored}


def sort_of(stored: object, entity: Entity) -> tuple[Sort, ...]:
    """What JSON says about a sort, as far as it can be understood and one can still sort by it."""
    found = cast("list[object]", stored) if isinstance(stored, list) else []
    read = [cast("Mapping[str, Any]", each) for each in found if isinstance(each, dict)]
    keys = [Sort(str(key.get("field", "")), key.get("descending") is True) for key in read]
    return tuple(key for key in keys if key.field in entity.fields and entity.fields[key.field].sortable)


def columns_of(stored: object, entity: Entity) -> tuple[ColumnLayout, ...]:
    """What JSON says about columns, as far as it can be understood and the columns are still there."""
    found = cast("list[object]", stored) if isinstance(stored, list) else []
    columns = [_column(cast("Mapping[str, Any]", each)) for each in found if isinstance(each, dict)]
    return tuple(column for column in columns if column.name in entity.fields)


def _column(stored: Mapping[str, Any]) -> ColumnLayout:
    width = stored.get("width")
    return ColumnLayout(
        str(stored.get("name", "")),
        width if isinstance(width, int) and width > 0 else None,
        hidden=stored.get("hidden") is True,
        frozen=stored.get("frozen") is True,
    )
