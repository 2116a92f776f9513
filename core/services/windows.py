"""What a table stands on: the count, any window of rows, where a record stands, and the order that makes them quick."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Generic
from uuid import UUID

from typing_extensions import override

from core.context import Context
from core.entities import Entities, Entity
from core.query.ast import Query
from core.services.edges import edge_of
from core.services.order_changes import last_step
from core.services.orders import Stamp
from core.services.reading import EVERYTHING, PublicT, ReadService
from core.services.result import Result
from core.services.selection import Selection, require_seen
from core.services.window import Row, Window
from core.unit_of_work import UnitOfWork


class WindowService(ReadService[PublicT], Generic[PublicT]):
    """Windows over the results of queries, however long these are.

    The rows near either end of an order are found at once. For those between, `prepare` makes an order known, which
    then serves every window of this query and actor until it has to make room; writes are followed by the journal.
    """

    def __init__(self, entity: Entity, entities: Entities, units: UnitOfWork) -> None:
        super().__init__(entity, entities, units)
        self._row = [entity.table.c.id, entity.table.c.version, *self._readable]

    @override
    def count(self, context: Context, query: Query = EVERYTHING) -> int:
        with self._result(context, query) as result:
            return result.count()

    def window(self, context: Context, query: Query, start: int, n: int) -> Window:
        """The rows from position `start` on, at most `n`, in the query's order."""
        with self._result(context, query) as result:
            rows = tuple([Row(found[0], found[1], tuple(found[2:])) for found in result.rows(self._row, start, n)])
            return Window(start, rows, self._parent_labels(context, rows), result.exact, result.step)

    def locate(self, context: Context, query: Query, identity: UUID) -> int | None:
        """The position of a record in the query's result; None where it is not in it."""
        with self._result(context, query) as result:
            return result.locate(identity)

    def edge(self, context: Context, query: Query, position: int, field: str, *, forward: bool) -> int:
        """Where a jump along a field ends: at the last filled cell of a run, else at the next filled one or the end."""
        with self._result(context, query) as result:
            return edge_of(result, position, field, forward=forward)

    def prepare(self, context: Context, query: Query) -> None:
        """Make every window of the query quick, in the background; returns at once where it is already, or need not."""
        with self._result(context, query) as result:
            result.prepare(context)

    def ids(self, context: Context, chosen: Selection) -> list[UUID]:
        """The records at some positions, however many. ConflictError where these are not those that were seen."""
        with self._result(context, chosen.query) as result:
            require_seen(result, chosen, self.entity.singular)
            return [identity for part in chosen.ranges for identity in result.ids(part.start, len(part))]

    def require_seen(self, context: Context, chosen: Selection) -> None:
        """ConflictError where the records at some positions are not those that were seen."""
        with self._result(context, chosen.query) as result:
            require_seen(result, chosen, self.entity.singular)

    @contextmanager
    def _result(self, context: Context, query: Query) -> Generator[Result]:
        """The query's result with what is known of it; what an open unit wrote is never remembered."""
        kept = None if self.units.is_open else self.units.orders
        # Asked before the transaction begins: who writes in between is noticed the next time at the latest.
        version = 0 if kept is None else self.units.data_version()
        with self.units.read(context) as connection:
            step = 0 if kept is None else last_step(connection)
            yield Result(connection, self._compiler(context), query, kept, Stamp(step, version))
