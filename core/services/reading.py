"""Reading any collection: one record, pages, counts, the names of records, everything as a stream."""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import closing, contextmanager
from functools import lru_cache
from typing import Any, Generic, TypeVar
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, Select, func, select

from core.context import Actor, Context
from core.entities import Entities, Entity
from core.errors import NotFoundError, QueryError
from core.query.ast import Not, Query
from core.query.sql import Compiler, comes_after
from core.record import Page, Public
from core.services.rows import CHUNK, this_row
from core.services.window import Row
from core.types import fold
from core.unit_of_work import ROW, UnitOfWork

PublicT = TypeVar("PublicT", bound=Public)

EVERYTHING = Query()

NAMED = 20
"""Ids that one error lists."""
STREAMED = 2000
"""Rows read at a time where all are read."""

Columns = Sequence[Sequence[Any]]
Place = Mapping[str, Any]
"""Where a record stood in an order: the values that it had in the fields of that order, or their form in JSON."""
Having = dict[Any, list[dict[str, Any]]]


class ReadService(Generic[PublicT]):
    """Reads one collection for a Context: only what the actor may see. Every read can be cancelled.

    Raises NotFoundError, QueryError, DatabaseError and CancelledError.
    """

    def __init__(self, entity: Entity, entities: Entities, units: UnitOfWork) -> None:
        self.entity: Entity = entity
        self.entities: Entities = entities
        self.units: UnitOfWork = units
        self._readable = [entity.column(facts.name) for facts in entity.readable]
        self._public = [entity.column(name) for name in entity.public.model_fields]
        self._one = lru_cache(maxsize=64)(self._select_one)

    def get(self, context: Context, identity: UUID) -> PublicT:
        """One record."""
        with self.units.read(context) as connection:
            found = connection.execute(self._one(context.actor), {ROW: identity}).mappings().first()
        if found is None:
            raise NotFoundError(singular=self.entity.singular)
        return self._model(found)

    def is_hidden(self, context: Context, *identities: UUID) -> bool:
        """Whether there is any such record that others see, but not the actor."""
        table, compiler = self.entity.table, self._compiler(context)
        unseen = compiler.condition(Not(self.entity.access.hidden)) & ~compiler.visible()
        parts = (identities[start : start + CHUNK] for start in range(0, len(identities), CHUNK))
        with self.units.read(context) as connection:
            found = (select(table.c.id).where(table.c.id.in_(part), unseen).limit(1) for part in parts)
            return any(connection.execute(statement).first() is not None for statement in found)

    def require(self, context: Context, identities: Sequence[UUID]) -> None:
        """NotFoundError that names the ids for which the actor sees no record."""
        there = self.there(context, identities)
        missing = [identity for identity in identities if identity not in there]
        if missing:
            raise NotFoundError("not_found.ids", singular=self.entity.singular, ids=missing[:NAMED])

    def list(
        self,
        context: Context,
        query: Query = EVERYTHING,
        *,
        skip: int = 0,
        limit: int = 100,
        after: UUID | Place | None = None,
    ) -> Page[PublicT]:
        """Some records in the query's order, and how many match in all.

        Those behind `after`, if given: a record as it is now, or a place as `place` gives it, which no writing moves.
        """
        statement = self._ordered(context, query, self._public).offset(skip).limit(limit)
        with self.units.read(context) as connection:
            if after is not None:
                statement = statement.where(self._behind(connection, context, query, after))
            data = [self._model(row) for row in connection.execute(statement).mappings()]
            count = self._counted(connection, self._count(context, query))
        return self.entity.page.model_construct(data=data, count=count)

    def place(self, context: Context, query: Query, record: PublicT) -> Place:
        """Where a record stands in the query's order, for `list` to go on from, whatever becomes of the record."""
        return {key.field: getattr(record, key.field) for key in self._compiler(context).sort_keys(query.sort)}

    def count(self, context: Context, query: Query = EVERYTHING) -> int:
        """How many records match."""
        with self.units.read(context) as connection:
            return self._counted(connection, self._count(context, query))

    def labels(self, context: Context, ids: Iterable[UUID]) -> dict[UUID, str]:
        """The names of records, as other records show them; those the actor may not see are left out."""
        return self._names(context, ids, self._compiler(context).nameable())

    def there(self, context: Context, ids: Iterable[UUID]) -> Set[UUID]:
        """Those of the ids for which the actor sees a record."""
        return self._names(context, ids, self._compiler(context).visible()).keys()

    def _names(self, context: Context, ids: Iterable[UUID], within: ColumnElement[bool]) -> dict[UUID, str]:
        table, wanted, found = self.entity.table, list(ids), dict[UUID, str]()
        named = select(table.c.id, self.entity.column(self.entity.row_label)).where(within)
        with self.units.read(context) as connection:
            for start in range(0, len(wanted), CHUNK):
                rows = connection.execute(named.where(table.c.id.in_(wanted[start : start + CHUNK])))
                found |= {identity: str(name) for identity, name in rows}
        return found

    def having(self, context: Context, field: str, values: Iterable[Any], others: Sequence[str] = ()) -> Having:
        """The records whose field has one of the values exactly, by that value: their ids and some other fields."""
        names = (field, "id", *others)
        columns = [self.entity.column(name) for name in names]
        statement = select(*columns).where(self._compiler(context).visible())
        wanted, found = list(set(values)), Having()
        with self.units.read(context) as connection:
            for start in range(0, len(wanted), CHUNK):
                for row in connection.execute(statement.where(columns[0].in_(wanted[start : start + CHUNK]))):
                    found.setdefault(row[0], []).append(dict(zip(names, row, strict=True)))
        return found

    @contextmanager
    def stream(self, context: Context, query: Query, fields: Sequence[str]) -> Generator[Iterator[Columns]]:
        """Every record of a query's result as of one moment, some thousands at a time, field by field."""
        columns = [self.entity.column(name) for name in fields]
        statement = self._ordered(context, query, columns).execution_options(yield_per=STREAMED)
        with self.units.read(context) as connection:
            result = connection.execution_options(stream_results=True).execute(statement)
            with closing(result):
                yield (list(zip(*rows, strict=True)) for rows in result.partitions())

    def parent(self, resource: str) -> "ReadService[Any]":
        """Reads the collection that a reference of this one points to."""
        return ReadService[Any](self.entities[resource], self.entities, self.units)

    def _parent_labels(self, context: Context, rows: Sequence[Row]) -> dict[UUID, str]:
        labels: dict[UUID, str] = {}
        for position, facts in enumerate(self.entity.readable):
            if facts.reference is not None:
                ids = {row.values[position] for row in rows} - {None}
                labels |= self.parent(facts.reference).labels(context, ids)
        return labels

    def _select_one(self, actor: Actor) -> Any:
        visible = Compiler(self.entities, self.entity, actor).visible()
        return select(*self._public).where(this_row(self.entity.table), visible)

    def _compiler(self, context: Context) -> Compiler:
        return Compiler(self.entities, self.entity, context.actor)

    def _ordered(self, context: Context, query: Query, columns: Sequence[Any]) -> Any:
        compiler = self._compiler(context)
        matching = compiler.visible(), compiler.condition(query.where)
        return select(*columns).where(*matching).order_by(*compiler.order(query.sort))

    def _count(self, context: Context, query: Query) -> Select[Any]:
        compiler = self._compiler(context)
        matching = compiler.visible(), compiler.condition(query.where)
        return select(func.count()).select_from(self.entity.table).where(*matching)

    def _behind(
        self, connection: Connection, context: Context, query: Query, after: UUID | Place
    ) -> ColumnElement[bool]:
        compiler = self._compiler(context)
        keys = compiler.sort_keys(query.sort)
        if isinstance(after, UUID):
            expressions = [compiler.sort_expression(key) for key in keys]
            found = connection.execute(select(*expressions).where(compiler.visible(), self._is(after))).first()
            if found is None:
                raise QueryError("query.cursor", 0, 0)
            return comes_after(compiler, query.sort, tuple(found))
        if set(after) != {key.field for key in keys}:
            raise QueryError("query.cursor.order", 0, 0)
        values = [self._sort_value(connection, compiler, key.field, after[key.field]) for key in keys]
        return comes_after(compiler, query.sort, values)

    def _sort_value(self, connection: Connection, compiler: Compiler, field: str, value: Any) -> Any:
        """What a value of a field is ordered by. QueryError where it referred to a record that is gone."""
        annotation: Any = self.entity.public.model_fields[field].annotation
        value = TypeAdapter[Any](annotation).validate_python(value)
        if value is None:
            return None
        facts = compiler.facts(field)
        if facts.reference is None:
            return fold(value) if "key" in self.entity.column(field).info else value
        parent = self.entities[facts.reference]
        name = select(parent.order_column(parent.row_label)).where(parent.table.c.id == value)
        found = connection.execute(name).scalar_one_or_none()
        if found is None:
            raise QueryError("query.cursor", 0, 0)
        return found

    @staticmethod
    def _counted(connection: Connection, statement: Select[Any]) -> int:
        return connection.execute(statement).scalars().one()

    def _is(self, identity: UUID) -> ColumnElement[bool]:
        return self.entity.table.c.id == identity

    def _model(self, row: Mapping[Any, Any]) -> Any:
        return self.entity.public.model_construct(**row)
