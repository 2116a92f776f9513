"""What the services of the desk share: whose rows these are, of a collection that there is, written unjournalled."""

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import ColumnElement, Connection, Table

from core.context import Context
from core.entities import Entities, Entity
from core.unit_of_work import Label, UnitOfWork


class DeskStore:
    """One table of what each person keeps; nobody reads or writes what is somebody else's."""

    table: Table

    def __init__(self, entities: Entities, units: UnitOfWork) -> None:
        self._entities, self._units = entities, units

    def _own(self, context: Context, resource: str) -> ColumnElement[bool]:
        """The person's rows for a collection. NotFoundError where there is none of this name."""
        entity = self._entity(resource)
        return (self.table.c.user_id == context.actor.id) & (self.table.c.resource == entity.name)

    def _entity(self, resource: str) -> Entity:
        return self._entities.named(resource)

    @contextmanager
    def _writing(self, context: Context) -> Generator[Connection]:
        """A transaction that leaves no step to undo: how a table looks is no data."""
        with self._units.write(context, Label("desk")) as unit:
            yield unit.connection
