"""The writing transaction as services use it: one journal step, joined by what runs inside it, published when done."""

import json
from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, Literal, cast
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Dialect,
    Insert,
    Table,
    bindparam,
    delete,
    insert,
    null,
    select,
    update,
)

from core.changes import MOST_NAMED, Changes
from core.context import Context
from core.database import Database
from core.entities import Entities
from core.journal.images import packed
from core.journal.tables import CHANGE, ENTRY, STEP
from core.services.orders import PreparedOrders
from core.stamp import Stamp
from core.types import utc_now

Operation = Literal["insert", "update", "delete"]
StepKind = Literal["do", "final", "undo", "redo"]
"""`final` is what undo passes by; undo itself marks as `refused` what it could not take back."""
Values = Mapping[str, Any]

NONE: Values = {}
ROW: Final = "row_id"
"""The parameter of a condition that holds for one row at most."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a step is called: a key and parameters, put into words at the edges."""

    key: str
    params: Mapping[str, object] = field(default_factory=dict[str, object])

    @property
    def text(self) -> str:
        """The parameters as they are stored."""
        return json.dumps(dict(self.params), default=str)


@dataclass
class Unit:
    """An open unit of work: its connection, and the journal of what is written through it."""

    connection: Connection
    context: Context
    label: Label
    kind: StepKind = "do"
    undoes: int | None = None
    step_id: int | None = None
    written: tuple[Label, StepKind] | None = None
    now: datetime = field(default_factory=utc_now)
    depth: int = 0
    touched: dict[str, frozenset[UUID] | None] = field(default_factory=dict[str, "frozenset[UUID] | None"])

    def describe(self, key: str | None = None, **params: object) -> None:
        """Say more about the step now that it is known; inside a joined unit the outer one's words stand."""
        if self.depth == 0:
            self.label = Label(key or self.label.key, {**self.label.params, **params})

    @contextmanager
    def joined(self) -> Generator[None]:
        """While work inside joins this unit; what it noted is forgotten if it fails, as its savepoint forgets it."""
        touched, step = dict(self.touched), self.step_id
        self.depth += 1
        with ExitStack() as unless_done:
            unless_done.callback(self._forget, touched, step)
            try:
                yield
            finally:
                self.depth -= 1
            unless_done.pop_all()

    def _forget(self, touched: dict[str, frozenset[UUID] | None], step: int | None) -> None:
        self.touched, self.step_id = touched, step

    def step(self) -> int:
        """The number of this unit's step, written when the first change is."""
        if self.step_id is None:
            values = {
                "at": self.now,
                "actor_id": self.context.actor.id,
                "actor_email": self.context.actor.email,
                "source": self.context.source,
                "kind": self.kind,
                "label": self.label.key,
                "params": self.label.text,
                "undoes": self.undoes,
            }
            self.written = self.label, self.kind
            self.step_id = cast("int", self.connection.scalar(_INSERT_STEP, values))
        return self.step_id

    def change(self, table: Table, operation: Operation, columns: Sequence[Column[Any]] = ()) -> int:
        """Open a change of this step: one table, one operation, one set of columns."""
        return self._change(table, operation, columns)

    def keep_range(self, table: Table, first: UUID, last: UUID) -> None:
        """Note many new rows whose ids are consecutive, without an entry for each."""
        self._change(table, "insert", first=first, last=last)
        self.touched[table.name] = None

    def _change(
        self,
        table: Table,
        operation: Operation,
        columns: Sequence[Column[Any]] = (),
        first: UUID | None = None,
        last: UUID | None = None,
    ) -> int:
        values = {
            "step_id": self.step(),
            "table_name": table.name,
            "operation": operation,
            "columns": json.dumps([column.name for column in columns]),
            "first_id": first,
            "last_id": last,
        }
        return cast("int", self.connection.scalar(_INSERT_CHANGE, values))

    def keep(
        self,
        change: int,
        table: Table,
        columns: Sequence[Column[Any]],
        where: ColumnElement[bool],
        values: Values = NONE,
    ) -> int:
        """Note the rows that a condition holds for, with their present values of the columns; returns how many.

        `values` are those of the condition's parameters, by name.
        """
        statement = _keep(table, tuple(columns), where, self.connection.dialect)
        counting = self.connection.execution_options(preserve_rowcount=True)
        noted = counting.execute(statement, {"kept_for": change, **values}).rowcount
        row: UUID | None = values.get(ROW)
        self._touch(table, change, noted, frozenset() if row is None else frozenset({row}))
        return noted

    def keep_before(
        self, table: Table, operation: Operation, columns: Sequence[Column[Any]], where: Any, values: Values = NONE
    ) -> int:
        """Open a change and note the rows that it is about to update or delete; returns how many."""
        return self.keep(self.change(table, operation, columns), table, columns, where, values)

    def finish(self) -> None:
        """Put the newest label and kind on the step; leave none behind when nothing was changed in the end."""
        if self.step_id is None:
            return
        if not self.touched:
            self.connection.execute(delete(CHANGE).where(CHANGE.c.step_id == self.step_id))
            self.connection.execute(delete(STEP).where(STEP.c.id == self.step_id))
        elif (self.label, self.kind) != self.written:
            newest = {"label": self.label.key, "params": self.label.text, "kind": self.kind}
            self.connection.execute(update(STEP).where(STEP.c.id == self.step_id).values(newest))

    def _touch(self, table: Table, change: int, count: int, these: frozenset[UUID]) -> None:
        known = self.touched.get(table.name, frozenset[UUID]())
        if count == 0:
            return
        if known is None or count > MOST_NAMED:
            self.touched[table.name] = None
            return
        named = known | (these or frozenset(self.connection.scalars(_NAMED, {"kept_for": change})))
        self.touched[table.name] = named if len(named) <= MOST_NAMED else None


# Statements made once are compiled once; making one costs more than running it.
_INSERT_STEP = insert(STEP).returning(STEP.c.id)
_INSERT_CHANGE = insert(CHANGE).returning(CHANGE.c.id)
_NAMED = select(ENTRY.c.row_id).where(ENTRY.c.change_id == bindparam("kept_for"))


@lru_cache(maxsize=256)
def _keep(table: Table, columns: tuple[Column[Any], ...], where: ColumnElement[bool], dialect: Dialect) -> Insert:
    image = packed(columns, dialect) if columns else null()
    rows = select(bindparam("kept_for", type_=ENTRY.c.change_id.type), table.c.id, image).where(where)
    return insert(ENTRY).from_select(["change_id", "row_id", "before"], rows)


class UnitOfWork:
    """Opens units on one database; a unit opened inside another one joins it.

    `orders` is what is remembered of committed rows, by all services together.
    """

    def __init__(
        self, database: Database, entities: Entities, changes: Changes, orders: PreparedOrders | None = None
    ) -> None:
        self.orders = orders or PreparedOrders()
        self._database, self._entities, self._changes = database, entities, changes
        self._open: ContextVar[Unit | None] = ContextVar("open_unit", default=None)
        self._own_steps = set[int]()
        self._stamp = Stamp(database.shown)

    @property
    def is_open(self) -> bool:
        """Whether a unit for writing is open here, so that what is read may never be committed."""
        return self._open.get() is not None

    def data_version(self) -> int:
        """A number that changes when anybody has written, in whatever way; always the same where only steps tell."""
        return self._database.data_version() if self._database.is_sqlite else 0

    @contextmanager
    def write(self, context: Context, label: Label, *, kind: StepKind = "do") -> Generator[Unit]:
        """A unit for writing. Leaving it commits and tells the listeners; an exception rolls back all of it.

        Cancelling the context does so too, until all is written; the commit that follows is not stopped.
        Inside an open unit, the work joins it under a savepoint: the outer label stands, the outer end commits.
        """
        outer = self._open.get()
        if outer is not None:
            with outer.joined(), self._database.translating(), outer.connection.begin_nested():
                yield outer
            return
        with ExitStack() as unless_committed:
            with self._database.write(context.cancel) as connection:
                self._stamp.check(connection, writing=True)
                unit = Unit(connection, context, label, kind)
                token = self._open.set(unit)
                try:
                    yield unit
                    unit.finish()
                    if unit.step_id is not None:
                        self._own_steps.add(unit.step_id)  # before anybody can see it
                        unless_committed.callback(self._own_steps.discard, unit.step_id)
                finally:
                    self._open.reset(token)
            unless_committed.pop_all()
        self._publish(unit)

    @contextmanager
    def read(self, context: Context) -> Generator[Connection]:
        """A connection for reading: the open unit's own, so that it sees what it wrote, or a snapshot."""
        outer = self._open.get()
        if outer is not None:
            yield outer.connection
            return
        with self._database.read(context.cancel) as connection:
            self._stamp.check(connection)
            yield connection

    def own_steps(self, since: int) -> set[int]:
        """The steps after that one that were made by this process; those up to it are forgotten."""
        known = self._own_steps.copy()  # at once, for steps are made on another thread
        self._own_steps.difference_update(step for step in known if step <= since)
        return {step for step in known if step > since}

    def _publish(self, unit: Unit) -> None:
        named = {self._entities.of_table(table): ids for table, ids in unit.touched.items()}
        self._changes.publish({entity.name: ids for entity, ids in named.items() if entity is not None})
