"""Undo and redo: reverting a step by its before-images, set-wise, as a step of its own."""

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Row, Select, Table, and_, delete, func, insert, select, update
from sqlmodel import SQLModel

from core.changes import MOST_NAMED
from core.context import Context
from core.database import Database
from core.entities import Entities
from core.errors import AccessError, AppError, ConflictError, InvalidError, UndoError
from core.journal.images import unpacked
from core.journal.tables import CHANGE, ENTRY, STEP
from core.journal.touched import count_of, rows_of, touched_again
from core.messages import describe_step
from core.query.ast import Not
from core.query.sql import Compiler
from core.record import RENEWED_WITH
from core.services.rows import never_before, renewed
from core.unit_of_work import Label, Operation, Unit, UnitOfWork

Guard = Callable[[Unit], AbstractContextManager[None]]

MOST_REFUSED = 100
"""Steps in a row that undo passes by."""

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

    `guards` surround it as they do any other writing. Steps of the kind `final` are passed by, and those that could
    not be taken back once, of the kind `refused`, for as long as they cannot.
    """

    def __init__(self, database: Database, entities: Entities, units: UnitOfWork, guards: Sequence[Guard] = ()) -> None:
        self._database, self._dialect = database, database.engine.dialect
        self._entities, self._units, self._guards = entities, units, guards

    def state(self, context: Context) -> UndoState:
        """What can be undone and redone."""
        with self._units.read(context) as connection:
            steps = self._next_steps(connection, context)
            free = (step for step in steps if step.kind == "do" or not self._is_changed(connection, step.id, step.id))
            undo = next(free, None)
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
        A last step that cannot be taken back is passed by the next time.
        """
        if step is not None:
            return self._take_back(context, step)
        with self._units.read(context) as connection:
            steps = self._next_steps(connection, context)
        why: AppError | None = None
        for each in steps:
            try:
                return self._take_back(context, each.id)
            except (AccessError, ConflictError, InvalidError, UndoError) as error:
                why = why or error
                if each.kind == "do":
                    self._pass_by(each.id)
                    passed = describe_step(each.label, json.loads(each.params))
                    error.params = {**error.params, "passed": passed}
                    raise
        raise why or UndoError("undo.nothing")

    def _next_steps(self, connection: Connection, context: Context) -> list[Row[Any]]:
        """The last step that undo did not try yet, after newer ones that it could not take back."""
        found: list[Row[Any]] = []
        for step in connection.execute(self._undoable(context).limit(MOST_REFUSED)):
            found.append(step)
            if step.kind == "do":
                break
        return found

    def _take_back(self, context: Context, step: int) -> StepInfo:
        with self._units.write(context, Label("undo"), kind="undo") as unit:
            found = unit.connection.execute(self._undoable(context).where(STEP.c.id == step)).first()
            if found is None:
                raise UndoError("undo.nothing")
            self._revert(unit, context, found, found.id)
            done = {"undone_by": unit.step(), "kind": "do"}
            unit.connection.execute(update(STEP).where(STEP.c.id == found.id).values(done))
        return shown(found)

    def _pass_by(self, step: int) -> None:
        with self._database.write() as connection:
            connection.execute(update(STEP).where(STEP.c.id == step, STEP.c.kind == "do").values(kind="refused"))

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

    def rows(self, context: Context, step: int, table: Table) -> list[UUID]:
        """Which rows of a table a step changed; none where they are more than `MOST_NAMED`, or came many at once."""
        named = select(ENTRY.c.row_id).join(CHANGE, CHANGE.c.id == ENTRY.c.change_id)
        of_step = named.where(CHANGE.c.step_id == step, CHANGE.c.table_name == table.name).limit(MOST_NAMED + 1)
        with self._units.read(context) as connection:
            found = list(connection.scalars(of_step))
        return found if len(found) <= MOST_NAMED else []

    def _own(self, context: Context) -> Select[Any]:
        """The actor's own steps since the last upgrade, newest first."""
        barrier = select(func.coalesce(func.max(STEP.c.id), 0)).where(STEP.c.kind == "upgrade").scalar_subquery()
        mine = and_(STEP.c.kind.in_(("do", "refused")), STEP.c.actor_id == context.actor.id, STEP.c.id > barrier)
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
        table = self._is_changed(unit.connection, step, origin)
        if table is not None:
            raise UndoError("undo.newer", label=self._label(SQLModel.metadata.tables[table]))

    def _is_changed(self, connection: Connection, step: int, origin: int) -> str | None:
        """The table in which what a step left was changed since, if there is one."""
        original = func.coalesce(STEP.c.undoes, STEP.c.id)
        later = and_(STEP.c.id > step, STEP.c.kind != "upgrade", original != origin)
        if connection.execute(select(STEP.c.id).where(later).limit(1)).first() is None:
            return None
        pairs, theirs = touched_again(step), CHANGE.alias()
        touched = (
            select(CHANGE.c.table_name, CHANGE.c.columns, theirs.c.columns, original)
            .join(pairs, pairs.c.ours == CHANGE.c.id)
            .join(theirs, theirs.c.id == pairs.c.theirs)
            .join(STEP, STEP.c.id == theirs.c.step_id)
            .where(theirs.c.table_name == CHANGE.c.table_name, later)
            .distinct()
        )
        for table, ours, others, other in connection.execute(touched).all():
            mine, newer = set(json.loads(ours)), set(json.loads(others))
            overlapping = not mine or not newer or mine & newer
            if overlapping and self._counts_since(connection, other, step):
                return table
        return None

    def _counts_since(self, connection: Connection, original: int, step: int) -> bool:
        """Whether a step is in effect now and was not right after this one, or the other way round."""
        turns = select(func.count()).select_from(STEP).where(STEP.c.undoes == original, STEP.c.id > step)
        turned = connection.execute(turns).scalar_one() % 2 == 1
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
    kind = "do" if row.kind == "refused" else row.kind  # what it is to undo is no matter of anybody else's
    return StepInfo(row.id, row.at, row.actor_email, row.source, kind, row.label, params, row.undone_by is not None)


def _info(row: Row[Any] | None) -> StepInfo | None:
    return None if row is None else shown(row)
