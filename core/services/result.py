"""One query's result within one transaction: how many rows it has, which stand where, and the building of its order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, LargeBinary, Select, Subquery, cast, func, literal, select

from core.context import Context
from core.query.ast import ALL, Query
from core.query.sql import Compiler, comes_before
from core.services.order_changes import followed
from core.services.orders import IN_MEMORY, Anchors, IdList, Order, Prepared, PreparedOrders, Stamp, packed

NEAR: Final = 1000
"""The database itself steps over this many rows fast enough."""
STRIDE: Final = 1000
"""Rows between two anchors."""
PIECE: Final = 500
"""Ids named in one condition."""
_STREAMED: Final = 20_000
_FETCHED: Final = 1024 * 1024
"""Bytes of ids that a server sends as one value."""

Columns = Sequence[ColumnElement[Any]]


@dataclass
class Result:
    """The rows that a query has for its actor. Without `kept`, as inside an open unit, nothing is remembered."""

    connection: Connection
    compiler: Compiler
    query: Query
    kept: PreparedOrders | None
    stamp: Stamp
    exact: bool = True
    """Whether what was told so far is as of now."""
    _old_step: int = 0

    @property
    def name(self) -> tuple[object, ...]:
        """What this result is known by."""
        return self.compiler.entity.name, self.compiler.actor, self.query

    @cached_property
    def order(self) -> Order | None:
        """The prepared order, led up to now where that is quick; else the old one, if an old one will do."""
        prepared = self.kept.get(self.name) if self.kept is not None else None
        if self.kept is None or prepared is None:
            return None
        if prepared.stamp == self.stamp:
            return prepared.order
        now = followed(self.connection, self.compiler, self.query, prepared, self.stamp)
        if now is None:
            self.exact, self._old_step = isinstance(prepared.order, Anchors), prepared.stamp.step
            return None if self.exact else prepared.order
        self.kept.put(self.name, Prepared(now, self.stamp))
        return now

    @property
    def step(self) -> int:
        """The last step of the journal that what was told so far knows of."""
        return self.stamp.step if self.exact else self._old_step

    @property
    def in_key_order(self) -> bool:
        """Whether this is a whole table in the order of its ids, so that anchors suffice."""
        compiler, keys = self.compiler, self.compiler.sort_keys(self.query.sort)
        seen = compiler.entity.access.rows("see", compiler.actor)
        return keys[0].field == "id" and self.query.where == ALL and seen == ALL

    def count(self) -> int:
        """How many rows there are, now."""
        if self.order is not None and self.exact:
            return len(self.order)
        known = self.kept.count(self.name, self.stamp) if self.kept is not None else None
        if known is None:
            counted = select(func.count()).select_from(self.compiler.entity.table).where(*self.matching)
            known = self.connection.execute(counted).scalars().one()
            if self.kept is not None:
                self.kept.put_count(self.name, self.stamp, known)
        return known

    def rows(self, columns: Columns, start: int, n: int) -> Sequence[Any]:
        """Columns of the rows from a position on; the id comes first."""
        start, n = max(0, start), max(0, n)
        match self.order:
            case IdList() as order:
                return self.named(columns, order.at(start, n))
            case Anchors() as order if start + n > NEAR:
                return self._anchored(order, columns, start, n)
            case _:
                return self._counted_off(columns, start, n)

    def named(self, columns: Columns, ids: Sequence[bytes]) -> Sequence[Any]:
        """Columns of the rows with these ids, in their order, without those that are gone."""
        table, found = self.compiler.entity.table, dict[UUID, Any]()
        wanted = [UUID(bytes=identity) for identity in ids]
        for start in range(0, len(wanted), PIECE):
            these = table.c.id.in_(wanted[start : start + PIECE])
            rows = self.connection.execute(select(*columns).where(these, self.compiler.visible())).all()
            found |= {row[0]: row for row in rows}
        return [found[identity] for identity in wanted if identity in found]

    def locate(self, identity: UUID) -> int | None:
        """The position of a record; None where it is not in the result."""
        table, sort = self.compiler.entity.table, self.query.sort
        keys = [self.compiler.sort_expression(key) for key in self.compiler.sort_keys(sort)]
        found = self.connection.execute(select(*keys).where(*self.matching, table.c.id == identity)).first()
        if found is None:
            return None
        match self.order:
            case IdList() as order:
                return order.find(identity.bytes)
            case Anchors() as order:
                position = self._up_to(order, identity)
                return len(order) - 1 - position if self._descending else position
            case None:
                before = comes_before(self.compiler, sort, tuple(found))
                counted = select(func.count()).select_from(table).where(*self.matching, before)
                return self.connection.execute(counted).scalars().one()

    def ids(self, start: int, n: int) -> Sequence[UUID]:
        """The ids from a position on."""
        if isinstance(self.order, IdList):
            return [UUID(bytes=identity) for identity in self.order.at(start, n)]
        return [row[0] for row in self.rows([self.compiler.entity.table.c.id], start, n)]

    def prepare(self, context: Context) -> None:
        """Make the order known, unless it is or need not be."""
        if self.kept is None or (self.order is not None and self.exact):
            return
        count = self.count()
        if count > NEAR:
            order = self._anchors(context, count) if self.in_key_order else self._list(context, count)
            self.kept.put(self.name, Prepared(order, self.stamp))

    @cached_property
    def matching(self) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        """The conditions of the rows."""
        return self.compiler.visible(), self.compiler.condition(self.query.where)

    @property
    def _descending(self) -> bool:
        return self.compiler.sort_keys(self.query.sort)[0].descending

    def _counted_off(self, columns: Columns, start: int, n: int) -> Sequence[Any]:
        """The database steps over rows, from the end that is nearer."""
        plain = select(*columns).where(*self.matching).limit(n)
        if start > NEAR:
            count = self.count()
            n = min(n, count - start)
            behind = count - start - n
            if n <= 0:
                return ()
            if behind < start:
                backwards = plain.order_by(*self.compiler.order(self.query.sort, backwards=True))
                return self.connection.execute(backwards.limit(n).offset(behind)).all()[::-1]
        ordered = plain.order_by(*self.compiler.order(self.query.sort))
        return self.connection.execute(ordered.offset(start)).all()

    def _anchored(self, anchors: Anchors, columns: Columns, start: int, n: int) -> Sequence[Any]:
        n = min(n, len(anchors) - start)
        if n <= 0:
            return ()
        first = len(anchors) - start - n if self._descending else start
        anchor, further = anchors.before(first)
        rows = self._from(anchor, select(*columns)).offset(further).limit(n)
        found = self.connection.execute(rows).all()
        return found[::-1] if self._descending else found

    def _up_to(self, anchors: Anchors, identity: UUID) -> int:
        """How many ids of the table are smaller."""
        table = self.compiler.entity.table
        anchor, position = anchors.below(identity)
        between = select(func.count()).select_from(table).where(table.c.id < identity)
        if anchor is not None:
            between = between.where(table.c.id >= anchor)
        return position + self.connection.execute(between).scalars().one()

    def _from(self, anchor: UUID | None, statement: Select[Any]) -> Select[Any]:
        identity = self.compiler.entity.table.c.id
        ordered = statement.order_by(identity)
        return ordered if anchor is None else ordered.where(identity >= anchor)

    def _anchors(self, context: Context, count: int) -> Anchors:
        column = self.compiler.entity.table.c.id
        ids = list(self.connection.scalars(select(column).order_by(column).limit(1)))
        for position in range(STRIDE, count, STRIDE):
            context.cancel.raise_if_cancelled()
            ids += self.connection.scalars(self._from(ids[-1], select(column)).offset(STRIDE).limit(1))
            context.progress(position, count)
        return Anchors(ids, range(0, len(ids) * STRIDE, STRIDE), count)

    def _list(self, context: Context, count: int) -> IdList:
        column = self.compiler.entity.table.c.id
        ordered = select(column).where(*self.matching).order_by(*self.compiler.order(self.query.sort))
        context.progress(0, count)
        if count <= IN_MEMORY or self.kept is None:
            order = IdList(self._packed(ordered))
        else:
            order = self.kept.filed(self._streamed(context, ordered, count))
        context.progress(count, count)
        return order

    def _packed(self, ordered: Select[Any]) -> bytes:
        """The ids in one piece, put together by the database in one step, during which other threads go on."""
        listed = ordered.subquery()
        if self.connection.dialect.name != "sqlite":
            return self._packed_by_server(listed)
        # An aggregate over an ordered subquery gets the rows in that order.
        whole: ColumnElement[Any] = cast(func.group_concat(listed.c.id, literal("", literal_execute=True)), LargeBinary)
        # As a value inside, so that SQLite has put its sorter away before the driver holds the interpreter again.
        return self.connection.scalar(select(select(whole).scalar_subquery())) or b""

    def _packed_by_server(self, listed: Subquery) -> bytes:
        """The same, fetched in parts: the driver decodes each while it holds the interpreter."""
        whole = select(func.string_agg(func.uuid_send(listed.c.id), literal(b"")).label("ids")).subquery()
        starts = func.generate_series(1, func.length(whole.c.ids), _FETCHED)
        start = starts.column_valued("start", joins_implicitly=True)
        parts = select(func.substring(whole.c.ids, start, _FETCHED)).order_by(start)
        return b"".join(part for parts in self.connection.scalars(parts).partitions(1) for part in parts)

    def _streamed(self, context: Context, ordered: Select[Any], count: int) -> Iterator[bytes]:
        streaming = self.connection.execution_options(stream_results=True, yield_per=_STREAMED)
        for done, rows in enumerate(streaming.scalars(ordered).partitions()):
            context.cancel.raise_if_cancelled()
            context.progress(min(done * _STREAMED, count), count)
            yield packed(rows)
