"""How a person has arranged the columns of a collection."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

from sqlalchemy import delete, insert, select

from core.context import Context
from core.desk.store import DeskStore
from core.desk.tables import LAYOUT
from core.entities import Entity
from core.types import utc_now


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """One column; its place is that in the sequence. `width` in pixels at 100 %, None for the default one."""

    name: str
    width: int | None = None
    hidden: bool = False
    frozen: bool = False


class Layouts(DeskStore):
    """The arrangement of each collection's columns."""

    table = LAYOUT

    def get(self, context: Context, resource: str) -> tuple[ColumnLayout, ...]:
        """The arrangement; none where the person has left it as it is. Columns that are gone are left out."""
        kept = select(LAYOUT.c.columns).where(self._own(context, resource))
        with self._units.read(context) as connection:
            found = connection.scalar(kept)
        return () if found is None else columns_of(json.loads(found), self._entity(resource))

    def keep(self, context: Context, resource: str, columns: Sequence[ColumnLayout]) -> None:
        """Keep this arrangement; with no columns, the default one counts again."""
        own = self._own(context, resource)
        values = {"columns": json.dumps([asdict(column) for column in columns]), "updated_at": utc_now()}
        with self._writing(context) as connection:
            connection.execute(delete(LAYOUT).where(own))
            if columns:
                connection.execute(insert(LAYOUT).values(user_id=context.actor.id, resource=resource, **values))


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
