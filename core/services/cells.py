"""Blocks of cells: pasted, replaced, whole rows duplicated; each one step and one undo."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from typing import Any, Generic
from uuid import UUID

from sqlalchemy import select

from core.context import Context
from core.entities import Entities, Entity
from core.errors import AccessError, AppError, FieldProblem, InvalidError
from core.query.ast import ALL, Not
from core.services.blocks import Block, clashes
from core.services.checking import LEFT_OUT, Checked, Checker, Columns, chosen, columns_of
from core.services.crud import CreateT, CrudService, UpdateT
from core.services.reading import PublicT
from core.services.replacing import Found, Replacement, containing, replaced, require_replaceable
from core.services.rows import CHUNK, delete_rows, update_each
from core.services.selection import Chosen
from core.unit_of_work import Unit, UnitOfWork

Problems = list[FieldProblem]


class _RefusedError(Exception):
    """Ends a unit of work that is not to be: some of its rows have problems."""


class CellService(CrudService[CreateT, UpdateT, PublicT], Generic[CreateT, UpdateT, PublicT]):
    """Writes blocks of cells, as tables do. What is wrong is told by row and field, all at once."""

    def __init__(self, entity: Entity, entities: Entities, units: UnitOfWork) -> None:
        super().__init__(entity, entities, units)
        self._change_checker: Checker[Any] = Checker(entity.update)

    def paste(
        self,
        context: Context,
        columns: Columns,
        ids: Sequence[UUID | None],
        versions: Sequence[int | None] = (),
        *,
        partly: bool = False,
        label: str = "paste",
    ) -> Block:
        """Write values given column by column into the records `ids`, and into new ones where that is None.

        LEFT_OUT stands where a cell is not written. A record that is no longer at its version is a problem, code
        `conflict`. With any problem nothing is written, or `partly` all rows that have none. `label` names the step.
        """
        problems: Problems = []
        written = 0
        with (
            suppress(_RefusedError),
            self.preparing(context, columns),
            self.units.write(context, self._label(label)) as unit,
            self.guarding(unit),
        ):
            fitting = self._change_rows(unit, context, columns, ids, versions, problems)
            fitting += self._add_rows(context, columns, ids, problems)
            if problems and not partly:
                raise _RefusedError
            unit.describe(count=fitting)
            written = fitting
        return Block(written, tuple(sorted(problems, key=lambda problem: problem.row or 0)))

    def duplicate(self, context: Context, chosen: Chosen) -> Block:
        """Add a copy of each chosen record, or none where one cannot be; problems by the place among the `ids`."""
        settled, identity = self.settled(context, chosen), self.entity.table.c.id
        copied = [facts.name for facts in self.entity.readable if facts.creatable]
        statement = select(identity, *[self.entity.column(name) for name in copied]).order_by(identity)
        block, rows = Block(0), list[Any]()
        with suppress(_RefusedError), self.units.write(context, self._label("create_many")) as unit:
            for part in self._all_permitted(context, settled, "see"):
                rows += self._rows_of(context, statement.where(part))
            given = list(zip(*rows, strict=True))[1:]
            block = self.create_block(context, dict(zip(copied, given, strict=False)), len(rows))
            if block.problems:
                raise _RefusedError
            unit.describe(count=block.written)
        return Block(0 if block.problems else block.written, block.problems, [row[0] for row in rows])

    def kept(self, context: Context, ids: Sequence[UUID]) -> tuple[FieldProblem, ...]:
        """Which of some records cannot be deleted, by their place, and why; none of them is."""
        forbidden = AccessError(verb="delete", singular=self.entity.singular)
        others = self._undeletable(context, ids)
        problems: Problems = [_kept(at, forbidden) for at, identity in enumerate(ids) if identity in others]
        rest = [(at, identity) for at, identity in enumerate(ids) if identity not in others]
        with suppress(_RefusedError), self.units.write(context, self._label("delete_many")) as unit:
            self._try_deleting(unit, context, rest, problems)
            raise _RefusedError
        return tuple(sorted(problems, key=lambda problem: problem.row or 0))

    def count_matches(self, context: Context, chosen: Chosen, fields: Sequence[str], wanted: Replacement) -> Found:
        """What `replace` would change."""
        changes = self._replacements(context, chosen, fields, wanted)
        return Found(len(changes), sum(len(values) for _, _, values in changes))

    def replace(self, context: Context, chosen: Chosen, fields: Sequence[str], wanted: Replacement) -> Block:
        """Replace inside the texts of chosen records, or in none; problems by the place among the `ids`."""
        changes = self._replacements(context, chosen, fields, wanted)
        columns = {name: [values.get(name, LEFT_OUT) for _, _, values in changes] for name in fields}
        ids, versions = [identity for identity, _, _ in changes], [version for _, version, _ in changes]
        return replace(self.paste(context, columns, ids, versions, label="replace"), ids=ids)

    def _replacements(
        self, context: Context, chosen: Chosen, fields: Sequence[str], wanted: Replacement
    ) -> list[tuple[UUID, int, dict[str, str]]]:
        """The records in which something is replaced, with their versions and new texts."""
        require_replaceable(self.entity, fields, wanted)
        table, settled = self.entity.table, self.settled(context, chosen)
        statement = select(table.c.id, table.c.version, *[self.entity.column(name) for name in fields])
        statement = statement.where(containing(self._compiler(context), fields, wanted)).order_by(table.c.id)
        found: list[tuple[UUID, int, dict[str, str]]] = []
        for part in self._all_permitted(context, settled, "change"):
            for identity, version, *texts in self._rows_of(context, statement.where(part)):
                pairs = [(name, text, replaced(text, wanted)) for name, text in zip(fields, texts, strict=True) if text]
                if new := {name: after for name, before, after in pairs if after != before}:
                    found.append((identity, version, new))
        return found

    def _rows_of(self, context: Context, statement: Any) -> Sequence[Any]:
        with self.units.read(context) as connection:
            return connection.execute(statement).all()

    def _change_rows(
        self,
        unit: Unit,
        context: Context,
        columns: Columns,
        ids: Sequence[UUID | None],
        versions: Sequence[int | None],
        problems: Problems,
    ) -> int:
        """Change the rows that are there; how many. Notes what is wrong with others."""
        old = {position: identity for position, identity in enumerate(ids) if identity is not None}
        fixed = [name for name in columns if name not in self.entity.update.model_fields]
        if old and fixed:
            raise InvalidError([FieldProblem(name, "pydantic:frozen_field") for name in fixed])
        self._all_permitted(context, list(old.values()), "change")
        there = self._versions(unit, context, list(old.values()))
        problems += _stale(old, versions, there)
        stale, written = {problem.row for problem in problems}, 0
        fresh = [position for position in old if position not in stale]
        given = {
            position: tuple(name for name in columns if columns[name][position] is not LEFT_OUT) for position in fresh
        }
        for names, positions in groupby(sorted(fresh, key=given.__getitem__), key=given.__getitem__):
            rows = list(positions) if names else []
            checked = self._checked_change(context, chosen_columns(columns, names, rows), rows)
            refused = (*checked.problems, *self._missing_references(context, checked))
            fitting = checked.without(refused)
            taken = clashes(unit.connection, self.entity.table, fitting, old)
            problems += (*refused, *taken)
            fitting = fitting.without(taken)
            values = _rows(fitting)
            changes = [(position, old[position], values[at]) for at, position in enumerate(fitting.positions)]
            for _, alike in groupby(sorted(changes, key=_columns), key=_columns):
                written += self._write_rows(unit, context, list(alike), problems)
        return written

    def _add_rows(self, context: Context, columns: Columns, ids: Sequence[UUID | None], problems: Problems) -> int:
        new = [position for position, identity in enumerate(ids) if identity is None]
        if not new:
            return 0
        names = [name for name in columns if name in self.entity.create.model_fields]
        block = self.create_block(context, chosen_columns(columns, names, new), len(new))
        problems += [replace(problem, row=new[problem.row or 0]) for problem in block.problems]
        return block.written

    def _checked_change(self, context: Context, columns: Columns, rows: Sequence[int]) -> Checked:
        """What is stored for changes, by column, and what the model refuses; by the rows' places in the block."""
        plain = type(self)._update_values is CrudService[Any, Any, Any]._update_values
        if plain and self._change_checker.by_column:
            found = self._change_checker.columns(columns, len(rows))
        else:
            models = self._change_checker.rows(columns, len(rows))
            values = [self._update_values(context, model) for model in models.models]
            found = Checked(columns_of(values), models.positions, models.problems)
        told = [replace(problem, row=rows[problem.row or 0]) for problem in found.problems]
        return Checked(found.columns, [rows[at] for at in found.positions], tuple(told))

    def _missing_references(self, context: Context, rows: Checked) -> Problems:
        found: Problems = []
        for name, values in rows.columns.items():
            facts = self.entity.fields.get(name)
            if facts is None or facts.reference is None:
                continue
            wanted = set(values) - {None, LEFT_OUT}
            missing = wanted - self.parent(facts.reference).there(context, wanted)
            found += [
                FieldProblem(name, "reference.missing", row=position)
                for position, value in zip(rows.positions, values, strict=True)
                if value in missing
            ]
        return found

    def _write_rows(
        self, unit: Unit, context: Context, rows: Sequence[tuple[int, UUID, Mapping[str, Any]]], problems: Problems
    ) -> int:
        """Write rows of the same columns; where the database refuses some, halve until those to blame stand alone."""
        if not rows:
            return 0
        context.cancel.raise_if_cancelled()
        try:
            with self.units.write(context, unit.label):
                return update_each(unit, self.entity.table, {identity: values for _, identity, values in rows})
        except InvalidError as error:
            if len(rows) == 1:
                problems += error.at(rows[0][0])
                return 0
        middle = len(rows) // 2
        first = self._write_rows(unit, context, rows[:middle], problems)
        return first + self._write_rows(unit, context, rows[middle:], problems)

    def _try_deleting(self, unit: Unit, context: Context, rows: Sequence[tuple[int, UUID]], problems: Problems) -> None:
        """Delete rows; where that is refused, halve until those to blame stand alone."""
        if not rows:
            return
        context.cancel.raise_if_cancelled()
        try:
            with self.units.write(context, unit.label):
                for part in self._all_permitted(context, [identity for _, identity in rows], "delete"):
                    delete_rows(unit, self._compiler(context), part)
                return
        except (AccessError, InvalidError) as error:
            if len(rows) == 1:
                problems.append(_kept(rows[0][0], error))
                return
        middle = len(rows) // 2
        self._try_deleting(unit, context, rows[:middle], problems)
        self._try_deleting(unit, context, rows[middle:], problems)

    def _undeletable(self, context: Context, ids: Sequence[UUID]) -> set[UUID]:
        """Which of some records the actor may not delete, whatever they are to others."""
        allowed, found = self.entity.access.rows("delete", context.actor), set[UUID]()
        compiler, identity = self._compiler(context), self.entity.table.c.id
        forbidden = select(identity).where(compiler.visible(), compiler.condition(Not(allowed)))
        for start in range(0, len(ids) if allowed != ALL else 0, CHUNK):
            these = forbidden.where(identity.in_(ids[start : start + CHUNK]))
            found.update(row[0] for row in self._rows_of(context, these))
        return found

    def _versions(self, unit: Unit, context: Context, ids: Sequence[UUID]) -> dict[UUID, int]:
        table, visible, found = self.entity.table, self._compiler(context).visible(), dict[UUID, int]()
        for start in range(0, len(ids), CHUNK):
            these = select(table.c.id, table.c.version).where(table.c.id.in_(ids[start : start + CHUNK]), visible)
            found |= {row[0]: row[1] for row in unit.connection.execute(these)}
        return found


def chosen_columns(columns: Columns, names: Sequence[str], positions: Sequence[int]) -> dict[str, list[Any]]:
    """Some rows of some columns."""
    return chosen({name: columns[name] for name in names}, positions)


def _rows(checked: Checked) -> list[dict[str, Any]]:
    names = list(checked.columns)
    rows = (zip(names, row, strict=True) for row in zip(*checked.columns.values(), strict=True))
    return [{name: value for name, value in row if value is not LEFT_OUT} for row in rows]


def _kept(row: int, error: AppError) -> FieldProblem:
    return FieldProblem("", error.reason, error.params, row)


def _columns(row: tuple[int, UUID, Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(row[2])


def _stale(old: Mapping[int, UUID], versions: Sequence[int | None], there: Mapping[UUID, int]) -> Problems:
    """The records that are gone, or were changed since they were read."""
    found: Problems = []
    for position, identity in old.items():
        version = versions[position] if position < len(versions) else None
        if identity not in there:
            found.append(FieldProblem("", "conflict.deleted", row=position))
        elif version is not None and version != there[identity]:
            found.append(FieldProblem("", "conflict", row=position))
    return found
