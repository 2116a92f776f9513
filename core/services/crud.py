"""The generic service: everything one can do with any collection, typed over its family."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from itertools import islice
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, select

from core.access import Verb
from core.context import Context
from core.entities import Entities, Entity
from core.errors import AccessError, ConflictError, FieldProblem, InvalidError
from core.query.ast import ALL, Not
from core.record import Base, Update
from core.services.blocks import Block, clashes, joined
from core.services.checking import LEFT_OUT, Checked, Checker, Columns, columns_of
from core.services.insight import InsightService
from core.services.reading import PublicT
from core.services.rows import CHUNK, delete_rows, insert_columns, insert_rows, this_row, update_each, update_rows
from core.services.selection import Chosen, Conditions, Settled
from core.unit_of_work import ROW, Label, Unit, UnitOfWork

CreateT = TypeVar("CreateT", bound=Base)
UpdateT = TypeVar("UpdateT", bound=Update)

Versions = int | Collection[int] | None
"""The version that a record must have, or one of these; None for any."""

BATCH = 5000
"""Rows written between two looks at progress and cancellation."""


class CrudService(InsightService[PublicT], Generic[CreateT, UpdateT, PublicT]):
    """Reads and writes one collection for a Context. Only models, query trees and immutable rows cross this line.

    Besides what reading raises: AccessError, ConflictError and InvalidError (with field names).
    """

    batch: ClassVar[int] = BATCH
    slow: ClassVar[Sequence[str]] = ()
    """Fields whose values take long to store; see `preparing`."""

    def __init__(self, entity: Entity, entities: Entities, units: UnitOfWork) -> None:
        super().__init__(entity, entities, units)
        self._checker: Checker[Any] = Checker(entity.create)

    def create(self, context: Context, data: CreateT) -> PublicT:
        """Add one record."""
        self._require_create(context)
        values = self._creation_values(context, [data])
        with self.units.write(context, self._label("create", name=self._name_of(data))) as unit:
            self._check_references(context, columns_of(values))
            (identity,) = insert_rows(unit, self.entity.table, values, self._shared(context))
            return self.get(context, UUID(bytes=identity))

    def create_many(self, context: Context, data: Iterable[CreateT], *, total: int | None = None) -> int:
        """Add records from an iterable of any length in one step; returns how many.

        InvalidError names all that is wrong with the first rows that are refused, by their position.
        """
        self._require_create(context)
        stream, done = iter(data), 0
        with self.units.write(context, self._label("create_many")) as unit:
            while batch := list(islice(stream, self.batch)):
                context.cancel.raise_if_cancelled()
                columns = columns_of(self._creation_values(context, batch))
                rows = Checked(columns, range(done, done + len(batch)))
                problems = joined(self._lost(context, rows), clashes(unit.connection, self.entity.table, rows))
                added, refused = (0, problems) if problems else self._insert(unit, context, rows)
                if refused:
                    raise InvalidError(refused)
                done += added
                context.progress(done, total)
            unit.describe(count=done)
        return done

    def create_block(self, context: Context, columns: Columns, count: int, known: Sequence[FieldProblem] = ()) -> Block:
        """Add records given column by column, except those that the model or the database refuses.

        LEFT_OUT stands where a record gives no value. Records with `known` problems are checked but not added.
        """
        self._require_create(context)
        with self.preparing(context, columns), self.units.write(context, self._label("create_many")) as unit:
            checked = self._checked(context, columns, count)
            problems = joined(known, checked.problems)
            fitting = checked.without(problems)
            problems = joined(problems, clashes(unit.connection, self.entity.table, fitting))
            fitting = fitting.without(problems)
            added, refused = self._insert(unit, context, fitting)
        return Block(added, joined(problems, refused))

    def update(self, context: Context, identity: UUID, changes: UpdateT, *, version: Versions = None) -> PublicT:
        """Change the fields that are set. ConflictError where the record is no longer at `version`."""
        values = self._update_values(context, changes)
        with self.units.write(context, self._label("update")) as unit, self.guarding(unit):
            before = self._permitted(context, identity, "change")
            self._require_version(before, version)
            self._check_references(context, columns_of([values]))
            unit.describe(name=self._name_of(before))
            this = this_row(self.entity.table)
            if not values or not update_rows(unit, self.entity.table, this, values, {ROW: identity}):
                return before
            return self.get(context, identity)

    def update_many(self, context: Context, chosen: Chosen, changes: UpdateT) -> int:
        """Set the same values in many records in one step; returns how many changed."""
        settled, values = self.settled(context, chosen), self._update_values(context, changes)
        with self.units.write(context, self._label("update_many")) as unit, self.guarding(unit):
            where = self._all_permitted(context, settled, "change")
            self._check_references(context, columns_of([values]))
            count = sum(update_rows(unit, self.entity.table, part, values) for part in where) if values else 0
            unit.describe(count=count)
        return count

    def update_each(self, context: Context, changes: Mapping[UUID, UpdateT]) -> int:
        """Set each record's own values in one step; returns how many really changed."""
        values = {identity: self._update_values(context, change) for identity, change in changes.items()}
        with self.units.write(context, self._label("update_many")) as unit, self.guarding(unit):
            self._all_permitted(context, list(changes), "change")
            groups: dict[tuple[str, ...], dict[UUID, Mapping[str, Any]]] = {}
            for identity, own in values.items():
                groups.setdefault(tuple(own), {})[identity] = own
            groups.pop((), None)
            for rows in groups.values():
                self._check_references(context, columns_of(list(rows.values())))
            visible = self._compiler(context).visible()
            count = sum(update_each(unit, self.entity.table, rows, visible) for rows in groups.values())
            unit.describe(count=count)
        return count

    def delete(self, context: Context, chosen: Chosen, *, version: Versions = None) -> int:
        """Delete records in one step, first what cannot be without them; returns how many of the records themselves.

        Where one record is asked for: NotFoundError if it is not there, ConflictError if it is no longer at `version`.
        """
        settled = self.settled(context, chosen)
        with self.units.write(context, self._label("delete_many")) as unit:
            if isinstance(chosen, Sequence) and len(chosen) == 1:
                before = self._permitted(context, chosen[0], "delete")
                self._require_version(before, version)
                unit.describe("delete", name=self._name_of(before))
            where = self._all_permitted(context, settled, "delete")
            count = sum(delete_rows(unit, self._compiler(context), part) for part in where)
            unit.describe(count=count)
        return count

    def preparing(self, context: Context, columns: Columns) -> AbstractContextManager[None]:
        """Surrounds the transaction that writes these values: what takes long with `slow` fields is done before it."""
        del context, columns
        return nullcontext()

    def guarding(self, unit: Unit) -> AbstractContextManager[None]:
        """Surrounds changing and undoing, inside its transaction: raise at the end where it must not stand."""
        del unit
        return nullcontext()

    def _creation_values(self, context: Context, data: Sequence[CreateT]) -> list[Mapping[str, Any]]:
        """What is stored for new records, by column: the same ones for all."""
        del context
        return [model.__dict__ for model in data]

    def _update_values(self, context: Context, changes: UpdateT) -> dict[str, Any]:
        """What is stored for a change, by column; each change may have its own ones."""
        del context
        return changes.changes()

    def _check_delete(self, context: Context, where: ColumnElement[bool]) -> None:
        """Raise where these records must stay."""
        del context, where

    def _label(self, key: str, **params: object) -> Label:
        return Label(key, {**self.entity.nouns, **params})

    def _name_of(self, record: Base) -> str:
        return str(getattr(record, self.entity.row_label, ""))

    def _shared(self, context: Context) -> dict[str, Any]:
        owner = self.entity.access.owner
        return {} if owner is None else {owner: context.actor.id}

    def _require_create(self, context: Context) -> None:
        if not self.entity.access.may_create(context.actor):
            raise AccessError(verb="create", singular=self.entity.singular)

    def _require_version(self, current: PublicT, version: Versions) -> None:
        if version is not None and current.version not in ((version,) if isinstance(version, int) else version):
            raise ConflictError(singular=self.entity.singular)

    def _permitted(self, context: Context, identity: UUID, verb: Verb) -> PublicT:
        """The record as it is, once it is sure that the actor may do this with it."""
        current = self.get(context, identity)
        if self.entity.access.rows(verb, context.actor) != ALL:
            self._all_permitted(context, [identity], verb)
        return current

    def _all_permitted(self, context: Context, chosen: Settled, verb: Verb) -> list[ColumnElement[bool]]:
        """Conditions that together choose the rows. What is out of sight is left out; AccessError if out of reach."""
        compiler, table = self._compiler(context), self.entity.table
        if isinstance(chosen, Sequence):
            parts: list[ColumnElement[bool]] = [
                table.c.id.in_(chosen[start : start + CHUNK]) for start in range(0, len(chosen), CHUNK)
            ]
        else:
            parts = list(chosen.parts) if isinstance(chosen, Conditions) else [compiler.condition(chosen)]
        visible: list[ColumnElement[bool]] = [part & compiler.visible() for part in parts]
        allowed = self.entity.access.rows(verb, context.actor)
        forbidden = compiler.condition(Not(allowed))
        with self.units.read(context) as connection:
            for part in visible:
                found = select(table.c.id).where(part, forbidden).limit(1)
                if allowed != ALL and connection.execute(found).first() is not None:
                    raise AccessError(verb=verb, singular=self.entity.singular)
                if verb == "delete":
                    self._check_delete(context, part)
        return visible

    def _check_references(self, context: Context, columns: Columns) -> None:
        """InvalidError where a reference points to a record that is not there for the actor."""
        count = max(map(len, columns.values()), default=0)
        for problem in self._lost(context, Checked(columns, range(count))):
            raise InvalidError([replace(problem, row=None)])

    def _lost(self, context: Context, rows: Checked) -> list[FieldProblem]:
        """The references to records that are not there for the actor."""
        problems: list[FieldProblem] = []
        for facts in self.entity.fields.values():
            if facts.reference is None or facts.name not in rows.columns:
                continue
            values = rows.columns[facts.name]
            wanted: set[UUID] = set(values) - {None, LEFT_OUT}
            missing = wanted - self.parent(facts.reference).there(context, wanted)
            if missing:
                places = zip(rows.positions, values, strict=True)
                problems += [
                    FieldProblem(facts.name, "reference.missing", row=at) for at, one in places if one in missing
                ]
        return problems

    def _checked(self, context: Context, columns: Columns, count: int) -> Checked:
        """What is stored for new records given column by column, and which of them the model refuses."""
        if self._checker.by_column and type(self)._creation_values is CrudService[Any, Any, Any]._creation_values:
            return self._checker.columns(columns, count)
        found = self._checker.rows(columns, count)
        values = self._creation_values(context, found.models) if found.models else []
        return Checked(columns_of(values), found.positions, found.problems)

    def _insert(self, unit: Unit, context: Context, rows: Checked) -> tuple[int, tuple[FieldProblem, ...]]:
        """Insert rows; where the database refuses them, halve them until those to blame stand alone."""
        count = len(rows.positions)
        if not count:
            return 0, ()
        try:
            with self.units.write(context, self._label("create_many")):
                self._check_references(context, rows.columns)
                shared = {**rows.constants, **self._shared(context)}
                insert_columns(unit, self.entity.table, rows.columns, count, shared)
                return count, ()
        except InvalidError as error:
            if count == 1:
                return 0, error.at(rows.positions[0])
        first, second = rows.only(range(count // 2)), rows.only(range(count // 2, count))
        (added, refused), (more, others) = self._insert(unit, context, first), self._insert(unit, context, second)
        return added + more, refused + others
