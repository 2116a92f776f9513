"""What happened: the steps of everybody, and one record's history with each field's old and new value."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select

from core.context import Context
from core.entities import Entities, Entity
from core.errors import NotFoundError
from core.fields import FieldFacts
from core.journal.images import unpacked
from core.journal.tables import CHANGE, ENTRY, STEP
from core.journal.touched import changes_of
from core.journal.undo import StepInfo, shown
from core.query.sql import Compiler
from core.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after."""

    field: FieldFacts
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that happened to one record: `operation` is insert, update or delete."""

    step: StepInfo
    operation: str
    changes: tuple[FieldChange, ...]


class History:
    """Reads the journal for a Context: superusers see every step, others their own."""

    def __init__(self, entities: Entities, units: UnitOfWork) -> None:
        self._entities, self._units = entities, units

    def steps(self, context: Context, *, limit: int = 100) -> list[StepInfo]:
        """The last steps, newest first."""
        statement = select(STEP).order_by(STEP.c.id.desc()).limit(limit)
        if not context.actor.is_superuser:
            statement = statement.where(STEP.c.actor_id == context.actor.id)
        with self._units.read(context) as connection:
            return [shown(row) for row in connection.execute(statement)]

    def of(self, context: Context, resource: str, identity: UUID, *, limit: int = 200) -> list[HistoryEntry]:
        """The last things that happened to a record, newest first. NotFoundError where the actor cannot see it.

        A record that is gone shows its history to superusers only, for nobody else's right to it can be checked.
        """
        entity = self._entities.named(resource)
        with self._units.read(context) as connection:
            after = self._present(connection, context, entity, identity)
            entries: list[HistoryEntry] = []
            for row in connection.execute(self._entries(entity, identity, limit)):
                before = self._before(connection, entity, identity, row)
                entries.append(HistoryEntry(shown(row), row.operation, _changes(entity, row.operation, before, after)))
                after = {**after, **before} if row.operation != "insert" else {}
        return entries

    def _present(self, connection: Connection, context: Context, entity: Entity, identity: UUID) -> Mapping[str, Any]:
        columns = [entity.column(facts.name) for facts in entity.readable]
        visible = Compiler(self._entities, entity, context.actor).visible()
        found = connection.execute(select(*columns).where(entity.table.c.id == identity, visible)).mappings().first()
        if found is not None:
            return dict(found)
        this = select(entity.table.c.id).where(entity.table.c.id == identity)
        is_gone = connection.execute(this).first() is None
        of_this = select(ENTRY.c.row_id).join(CHANGE, CHANGE.c.id == ENTRY.c.change_id)
        of_this = of_this.where(ENTRY.c.row_id == identity, CHANGE.c.table_name == entity.table.name).limit(1)
        if not (is_gone and context.actor.is_superuser) or connection.execute(of_this).first() is None:
            raise NotFoundError(singular=entity.singular)
        return {}

    def _entries(self, entity: Entity, identity: UUID, limit: int) -> Any:
        return (
            select(STEP, CHANGE.c.operation, CHANGE.c.columns, CHANGE.c.id.label("change_id"))
            .join(CHANGE, CHANGE.c.step_id == STEP.c.id)
            .where(CHANGE.c.id.in_(changes_of(identity)), CHANGE.c.table_name == entity.table.name)
            .order_by(CHANGE.c.id.desc())
            .limit(limit)
        )

    def _before(self, connection: Connection, entity: Entity, identity: UUID, row: Row[Any]) -> dict[str, Any]:
        kept = set(json.loads(row.columns))
        names = [facts.name for facts in entity.readable if facts.name in kept]
        if not names:
            return {}
        values = [unpacked(ENTRY.c.before, entity.column(name), connection.dialect) for name in names]
        this = ENTRY.c.change_id == row.change_id, ENTRY.c.row_id == identity
        return dict(zip(names, connection.execute(select(*values).where(*this)).one(), strict=True))


_BOOKKEEPING = {"id", "version", "created_at", "updated_at"}


def _changes(
    entity: Entity, operation: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[FieldChange, ...]:
    old: Mapping[str, Any] = {} if operation == "insert" else before
    new: Mapping[str, Any] = {} if operation == "delete" else after
    names = before if operation == "update" else {**old, **new}
    return tuple(
        FieldChange(entity.fields[name], old.get(name), new.get(name))
        for name in names
        if name not in _BOOKKEEPING and old.get(name) != new.get(name)
    )
