"""Undo and redo: reverting a step by its before-images, set-wise, as a step of its own."""

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Row, Select, Table, and_, delete, func, insert, select, update
from sqlmodel import SQLModel

from core.context import Context
from core.database import Database
from core.entities import Entities
from core.errors import ConflictError, InvalidError, UndoError
from core.journal.images import unpacked
from core.journal.tables import CHANGE, ENTRY, STEP
from core.journal.touched import count_of, rows_of, touched_again
from core.query.ast import Not
from core.query.sql import Compiler
from core.record import RENEWED_WITH
from core.services.rows import never_before, renewed
from core.unit_of_work import Label, Operation, Unit, UnitOfWork

Guard = Callable[[Unit], AbstractContextManager[None]]

_INVERSE: dict[str, Operation] = {"insert": "delete", "delete": "insert", "update": "update"}


@dataclass(frozen=True, slots=True)
class StepInfo:
    """One step of the journal, as it may be shown: `label` and `params` are put into words by `describe_step`."""

    id: int
    at: datetime
    actor_email: str
    source: str
    kind: str
    label: str
    params: dict[str, Any]
    undone: bool


@dataclass(frozen=True, slots=True)
class UndoState:
    """What undo and redo would do now; None where there is nothing."""

    undo: StepInfo | None
    redo: StepInfo | None


class Undo:
    """Takes back the actor's own steps, newest first, across restarts, and never overwrites what is newer.

    `guards` surround it as they do any other writing. Steps of the kind `final` are passed by.
    """

    def __init__(self, database: Database, entities: Entities, units: UnitOfWork, guards: Sequence[Guard] = ()) -> None:
        self._dialect = database.engine.dialect
        self._entities, self._units, self._guards = entities, units, guards

    def state(self, context: Context) -> UndoState:
        """What can be undone and redone."""
        with self._units.read(context) as connection:
            undo = connection.execute(self._undoable(context)).first()
            redo = connection.execute(self._redoable(context)).first()
        return UndoState(_info(undo), _info(redo))

    def still_undoable(self, context: Context, steps: Sequence[int]) -> frozenset[int]:
        """Which of these steps the actor made and has not taken back, as far as undo reaches."""
        these = self._undoable(context).where(STEP.c.id.in_(steps)).limit(None)
        with self._units.read(context) as connection:
            return frozenset(connection.scalars(these.with_only_columns(STEP.c.id)))

    def undo(self, context: Context, step: int | None = None) -> StepInfo:
        """Take back the actor's last step, or a certain one of them.

        UndoError where there is none, or where it would overwrite newer changes; what guards changes raises here too.
        """
        wanted = self._undoable(context) if step is None else self._undoable(context).where(STEP.c.id == step)
        with self._units.write(context, Label("undo"), kind="undo") as unit:
            found = unit.connection.execute(wanted).first()
            if found is None:
                raise UndoError("undo.nothing")
            self._revert(unit, context, found, found.id)
            unit.connection.execute(update(STEP).where(STEP.c.id == found.id).values(undone_by=unit.step()))
        return shown(found)

    def redo(self, context: Context) -> StepInfo:
        """Bring back the step undone last, unless the actor has done something else since."""
        with self._units.write(context, Label("redo"), kind="redo") as unit:
            found = unit.connection.execute(self._redoable(context)).first()
            if found is None:
                raise UndoError("redo.nothing")
            undoing = unit.connection.execute(select(STEP).where(STEP.c.id == found.undone_by)).one()
            self._revert(unit, context, undoing, found.id)
            unit.connection.execute(update(STEP).where(STEP.c.id == found.id).values(undone_by=None))
        return shown(found)

    def _own(self, context: Context) -> Select[Any]:
        """The actor's own steps since the last upgrade, newest first."""
        barrier = select(func.coalesce(func.max(STEP.c.id), 0)).where(STEP.c.kind == "upgrade").scalar_subquery()
        mine = and_(STEP.c.kind == "do", STEP.c.actor_id == context.actor.id, STEP.c.id > barrier)
        return select(STEP).where(mine).order_by(STEP.c.id.desc()).limit(1)

    def _undoable(self, context: Context) -> Select[Any]:
        return self._own(context).where(STEP.c.undone_by.is_(None))

    def _redoable(self, context: Context) -> Select[Any]:
        newer = STEP.alias("newer")
        done_since = select(newer.c.id).where(
            newer.c.kind == "do", newer.c.actor_id == context.actor.id, newer.c.id > STEP.c.undone_by
        )
        undone = STEP.c.undone_by.is_not(None) & ~done_since.exists()
        return self._own(context).where(undone).order_by(None).order_by(STEP.c.undone_by.desc())

    def _revert(self, unit: Unit, context: Context, step: Row[Any], origin: int) -> None:
        """Take back a step: an original one, or the undoing of one, whose `origin` is the original."""
        self._require_newest(unit, step.id, origin)
        unit.undoes = origin
        unit.describe(step.label, **json.loads(step.params))
        changes = select(CHANGE).where(CHANGE.c.step_id == step.id).order_by(CHANGE.c.id.desc())
        with ExitStack() as guarded:
            for guard in self._guards:
                guarded.enter_context(guard(unit))
            for change in unit.connection.execute(changes).all():
                context.cancel.raise_if_cancelled()
                try:
                    with self._units.write(context, unit.label):
                        self._revert_change(unit, context, change)
                except (ConflictError, InvalidError) as error:
                    raise UndoError("undo.blocked", detail=str(error)) from error

    def _require_newest(self, unit: Unit, step: int, origin: int) -> None:
        """UndoError where a field of this step is no longer as the step left it, by somebody else's doing."""
        original = func.coalesce(STEP.c.undoes, STEP.c.id)
        later = and_(STEP.c.id > step, STEP.c.kind != "upgrade", original != origin)
        if unit.connection.execute(select(STEP.c.id).where(later).limit(1)).first() is None:
            return
        pairs, theirs = touched_again(step), CHANGE.alias()
        touched = (
            select(CHANGE.c.table_name, CHANGE.c.columns, theirs.c.columns, original)
            .join(pairs, pairs.c.ours == CHANGE.c.id)
            .join(theirs, theirs.c.id == pairs.c.theirs)
            .join(STEP, STEP.c.id == theirs.c.step_id)
            .where(theirs.c.table_name == CHANGE.c.table_name, later)
            .distinct()
        )
        for table, ours, others, other in unit.connection.execute(touched).all():
            mine, newer = set(json.loads(ours)), set(json.loads(others))
            overlapping = not mine or not newer or mine & newer
            if overlapping and self._counts_since(unit, other, step):
                raise UndoError("undo.newer", label=self._label(SQLModel.metadata.tables[table]))

    def _counts_since(self, unit: Unit, original: int, step: int) -> bool:
        """Whether a step is in effect now and was not right after this one, or the other way round."""
        turns = select(func.count()).select_from(STEP).where(STEP.c.undoes == original, STEP.c.id > step)
        turned = unit.connection.execute(turns).scalar_one() % 2 == 1
        return turned if original < step else not turned

    def _revert_change(self, unit: Unit, context: Context, change: Row[Any]) -> None:
        table = SQLModel.metadata.tables[change.table_name]
        columns: list[Column[Any]] = [table.c[name] for name in json.loads(change.columns)]
        these, count = rows_of(change, table), count_of(change, unit.connection)
        if change.operation == "delete":
            self._insert_back(unit, table, columns, change.id)
            kept = unit.keep(unit.change(table, "insert"), table, (), these)
            self._require_allowed(unit, context, table, these)
        else:
            self._require_allowed(unit, context, table, these)
            operation = _INVERSE[change.operation]
            kept = unit.keep_before(table, operation, columns or list(table.c), these)
            if operation == "delete":
                unit.connection.execute(delete(table).where(these))
            else:
                self._set_back(unit, table, columns, change.id)
        if kept != count:
            raise UndoError("undo.newer", label=self._label(table))

    def _insert_back(self, unit: Unit, table: Table, columns: list[Column[Any]], change: int) -> None:
        values = [
            never_before(column) if RENEWED_WITH in column.info else unpacked(ENTRY.c.before, column, self._dialect)
            for column in columns
        ]
        rows = select(*values).where(ENTRY.c.change_id == change)
        unit.connection.execute(insert(table).from_select([column.name for column in columns], rows))
        stamped = update(table).where(table.c.id.in_(select(ENTRY.c.row_id).where(ENTRY.c.change_id == change)))
        unit.connection.execute(stamped.values(version=table.c.version + 1, updated_at=unit.now))

    def _set_back(self, unit: Unit, table: Table, columns: list[Column[Any]], change: int) -> None:
        values = {column.name: unpacked(ENTRY.c.before, column, self._dialect) for column in columns}
        stamp = {"version": table.c.version + 1, "updated_at": unit.now}
        matching = and_(ENTRY.c.change_id == change, ENTRY.c.row_id == table.c.id)
        unit.connection.execute(update(table).where(matching).values({**values, **renewed(table, values), **stamp}))

    def _require_allowed(self, unit: Unit, context: Context, table: Table, where: Any) -> None:
        """UndoError where the actor may no longer touch these rows."""
        entity = self._entities.of_table(table.name)
        if entity is None or context.actor.is_superuser:
            return
        compiler = Compiler(self._entities, entity, context.actor)
        forbidden = compiler.condition(Not(entity.access.rows("change", context.actor)))
        if unit.connection.execute(select(table.c.id).where(where, forbidden).limit(1)).first() is not None:
            raise UndoError("undo.access", label=entity.label)

    def _label(self, table: Table) -> str:
        entity = self._entities.of_table(table.name)
        return entity.label if entity else table.name


def shown(row: Row[Any]) -> StepInfo:
    """A step as it may be shown."""
    params: dict[str, Any] = json.loads(row.params)
    return StepInfo(row.id, row.at, row.actor_email, row.source, row.kind, row.label, params, row.undone_by is not None)


def _info(row: Row[Any] | None) -> StepInfo | None:
    return None if row is None else shown(row)
