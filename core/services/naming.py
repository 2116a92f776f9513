"""Which records a name means: where it is typed, pasted or imported, and to a filter that compares it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import func, select

from core.context import Context
from core.query.grammar import MAX_VALUE
from core.query.sql import Compiler
from core.query.values import TEXT_KINDS, is_name
from core.services.rows import CHUNK
from core.types import fold

if TYPE_CHECKING:
    from core.services.reading import ReadService


def meant(text: str, records: Iterable[tuple[UUID, str]]) -> list[UUID]:
    """The records that a text names: those that are called exactly so, else those whose names differ in case alone."""
    wanted, found = text.strip().casefold(), list(records)
    exact = [identity for identity, name in found if name == text]
    return exact or [identity for identity, name in found if name.casefold() == wanted]


class Naming:
    """The names of one collection's records, which have to be texts: others name nothing."""

    def __init__(self, service: "ReadService[Any]", context: Context) -> None:
        self._service, self._context = service, context
        self._label = service.entity.fields[service.entity.row_label]
        self._compiler = Compiler(service.entities, service.entity, context.actor)
        self._name, self._key = (of(self._label.name) for of in (service.entity.column, service.entity.order_column))

    def called(self, names: Set[str]) -> Mapping[str, Sequence[UUID]]:
        """The records that each of the names means, among those that the actor sees."""
        if self._label.kind not in TEXT_KINDS or not names:
            return {}
        exact = self._service.having(self._context, self._label.name, names)
        found = {name: [row["id"] for row in rows] for name, rows in exact.items()}
        keys = {name: self._folded(name.strip()) for name in names - exact.keys()}
        alike: dict[str, list[tuple[UUID, str]]] = {}
        records = select(self._key, self._service.entity.table.c.id, self._name).where(self._compiler.visible())
        for key, identity, name in self._rows(records, set(keys.values())):
            alike.setdefault(key, []).append((identity, name))
        return found | {name: meant(name, alike.get(key, ())) for name, key in keys.items()}

    def alone(self, names: Iterable[str]) -> Set[str]:
        """Those of the names by which a filter finds one record and no other."""
        if self._label.kind not in TEXT_KINDS:
            return set()
        keys = {name: self._folded(name) for name in names if is_name(name) and len(name) <= MAX_VALUE}
        named = select(self._key).where(self._compiler.nameable()).group_by(self._key).having(func.count() == 1)
        found = {key for (key,) in self._rows(named, set(keys.values()))}
        return {name for name, key in keys.items() if key in found}

    def _folded(self, name: str) -> str:
        """A name as it is compared."""
        return name if self._key is self._name else fold(name)

    def _rows(self, statement: Any, keys: Set[str]) -> Iterator[Any]:
        wanted = sorted(keys)
        with self._service.units.read(self._context) as connection:
            for start in range(0, len(wanted), CHUNK):
                yield from connection.execute(statement.where(self._key.in_(wanted[start : start + CHUNK])))
