"""Import into records that are there: rows that have a record's key change it, the others are added."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from core.context import Context
from core.errors import FieldProblem, InvalidError
from core.record import Update
from core.services.blocks import Block, joined
from core.services.checking import LEFT_OUT, Columns, chosen
from core.services.crud import CrudService
from core.services.reading import Having


@dataclass
class Updater:
    """Writes blocks of rows by the field that tells records apart; no key may come twice in the file."""

    service: CrudService[Any, Any, Any]
    key: str
    seen: set[Any] = field(default_factory=set[Any])

    def write(self, context: Context, columns: Columns, count: int, known: Sequence[FieldProblem]) -> tuple[Block, int]:
        """What was added with all problems, and how many records were changed."""
        entity = self.service.entity
        keys = self._keys(columns[self.key])
        names = [name for name in columns if name in entity.update.model_fields and name != self.key]
        stored = [name for name in names if name in entity.table.c]
        found = self.service.having(context, self.key, [key for key in keys if key is not None], stored)
        problems = joined(known, self._unclear(keys, found))
        old = {position: found[key][0] for position, key in enumerate(keys) if key in found}
        updated, refused = self._update(context, columns, names, old, {problem.row for problem in problems})
        new = [position for position in range(count) if position not in old]
        added = self._add(context, columns, new, problems)
        return Block(added.written, joined(problems, (*refused, *added.problems))), updated

    def _keys(self, values: Sequence[Any]) -> list[Any]:
        """The keys, of the field's own type; None where a row has none."""
        annotation: Any = self.service.entity.public.model_fields[self.key].annotation
        adapter: TypeAdapter[Any] = TypeAdapter(annotation)
        return [_key(adapter, value) for value in values]

    def _unclear(self, keys: Sequence[Any], found: Having) -> list[FieldProblem]:
        problems: list[FieldProblem] = []
        for position, key in enumerate(keys):
            if key in self.seen:
                problems.append(FieldProblem(self.key, "key.twice", row=position))
            elif len(found.get(key, ())) > 1:
                problems.append(FieldProblem(self.key, "key.ambiguous", {"count": len(found[key])}, row=position))
            if key is not None:
                self.seen.add(key)
        return problems

    def _add(self, context: Context, columns: Columns, new: Sequence[int], known: Sequence[FieldProblem]) -> Block:
        if not new:
            return Block(0)
        places = {position: place for place, position in enumerate(new)}
        mine = [replace(problem, row=places[problem.row]) for problem in known if problem.row in places]
        creatable = {
            name: values for name, values in columns.items() if name in self.service.entity.create.model_fields
        }
        block = self.service.create_block(context, chosen(creatable, new), len(new), mine)
        return Block(block.written, tuple(replace(problem, row=new[problem.row or 0]) for problem in block.problems))

    def _update(
        self, context: Context, columns: Columns, names: Sequence[str], old: Mapping[int, Any], bad: set[int | None]
    ) -> tuple[int, tuple[FieldProblem, ...]]:
        changes: dict[int, tuple[UUID, Update]] = {}
        problems: list[FieldProblem] = []
        for position, current in old.items():
            given = {name: columns[name][position] for name in names if columns[name][position] is not LEFT_OUT}
            try:
                change = self.service.entity.change(given)
            except InvalidError as error:
                problems += error.at(position)
                continue
            if position not in bad and any(
                current.get(name, LEFT_OUT) != new for name, new in change.changes().items()
            ):
                changes[position] = (current["id"], change)
        updated, refused = self._apply(context, changes)
        return updated, (*problems, *refused)

    def _apply(
        self, context: Context, changes: Mapping[int, tuple[UUID, Update]]
    ) -> tuple[int, tuple[FieldProblem, ...]]:
        """Write changes; where the database refuses them, halve them until those to blame stand alone."""
        if not changes:
            return 0, ()
        try:
            return self.service.update_each(context, dict(changes.values())), ()
        except InvalidError as error:
            if len(changes) == 1:
                return 0, error.at(next(iter(changes)))
        items = list(changes.items())
        middle = len(items) // 2
        first, second = self._apply(context, dict(items[:middle])), self._apply(context, dict(items[middle:]))
        return first[0] + second[0], first[1] + second[1]


def _key(adapter: TypeAdapter[Any], value: Any) -> Any:
    try:
        return None if value is LEFT_OUT or value in ("", None) else adapter.validate_python(value)
    except ValidationError:
        return None
