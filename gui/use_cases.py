"""Everything that the window asks of the core: one small function each, run on a worker through `gui.operations`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from core.context import Context
from core.errors import ConflictError, QueryError
from core.locale import Locale
from core.query.ast import ALL, Compare, In, Match, Node, Query, Search, every
from core.query.grammar import parse
from core.query.values import TEXT_KINDS
from core.services.contract import Core
from core.services.selection import Selection
from core.services.window import Window
from core.types import fold

FOUND: Final = 50
"""The most records that a picker offers."""
SIGHTINGS: Final = 6
"""The most records of one collection that a search everywhere offers."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What a table needs of a query's result: how many rows, those in view, where its cursor's record is now."""

    count: int
    windows: tuple[Window, ...]
    position: int | None

    def position_of(self, identity: UUID) -> int | None:
        """Where a record is now; None where it is not among the rows that were read."""
        rows = ((window.start + place, row) for window in self.windows for place, row in enumerate(window.rows))
        return next((position for position, row in rows if row.id == identity), None)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record is in a query's result, with the rows around it; None where it is not in it."""

    position: int | None
    around: Window | None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A record for a form: its values by field, its version, the names of what it refers to."""

    id: UUID
    version: int
    values: Mapping[str, Any]
    labels: Mapping[UUID, str]


Found = list[tuple[UUID, str]]


def glance(
    *, resource: str, query: Query, size: int, near: range, follow: UUID | None
) -> Callable[[Core, Context], Glance]:
    """Count the rows, read the windows of `size` rows around positions, and find the record to follow."""

    def work(core: Core, context: Context) -> Glance:
        service = core.services[resource]
        count = service.count(context, query)
        position = None if follow is None else service.locate(context, query, follow)
        places = {first // size for first in (near.start, max(near.start, near.stop - 1)) if first < count}
        if position is not None:
            places.add(position // size)
        windows = tuple(service.window(context, query, place * size, size) for place in sorted(places))
        return Glance(count, windows, position)

    return work


def count_rows(*, resource: str, query: Query) -> Callable[[Core, Context], int]:
    """How many rows a query has."""
    return lambda core, context: core.services[resource].count(context, query)


def prepare_rows(*, resource: str, query: Query) -> Callable[[Core, Context], None]:
    """Make every row of a query's result quick to reach."""
    return lambda core, context: core.services[resource].prepare(context, query)


def find_place(*, resource: str, query: Query, identity: UUID, size: int) -> Callable[[Core, Context], Place]:
    """Find a record in a query's result, and read the window of `size` rows that it is in."""

    def work(core: Core, context: Context) -> Place:
        service = core.services[resource]
        service.prepare(context, query)
        position = service.locate(context, query, identity)
        around = None if position is None else service.window(context, query, position // size * size, size)
        return Place(position, around)

    return work


def is_among(*, resource: str, where: Node, identity: UUID) -> Callable[[Core, Context], bool]:
    """Whether a condition holds for a record."""
    only = Query(every(where, In("id", (identity,))))
    return lambda core, context: core.services[resource].count(context, only) > 0


@dataclass(frozen=True, slots=True)
class Run:
    """So many consecutive rows of a result as they were seen, by the first and the last of them."""

    first: UUID
    last: UUID
    length: int
    since: int
    """The step of the journal as of which they were seen."""


def find_runs(*, resource: str, query: Query, runs: Sequence[Run]) -> Callable[[Core, Context], list[int] | None]:
    """Where runs of rows begin now; None where any of them has other rows by now."""

    def work(core: Core, context: Context) -> list[int] | None:
        service, places = core.services[resource], list[int]()
        for run in runs:
            place = service.locate(context, query, run.first)
            if place is None:
                return None
            rows = range(place, place + run.length)
            try:
                service.require_seen(context, Selection(query, (rows,), ((run.first, run.last),), run.since))
            except ConflictError:
                return None
            places.append(place)
        return places

    return work


def read_window(*, resource: str, query: Query, start: int, size: int) -> Callable[[Core, Context], Window]:
    """Read some consecutive rows."""
    return lambda core, context: core.services[resource].window(context, query, start, size)


def find_edge(*, resource: str, query: Query, start: int, step: int, field: str) -> Callable[[Core, Context], int]:
    """Where a jump along a field ends that begins at a position."""
    return lambda core, context: core.services[resource].edge(context, query, start, field, forward=step > 0)


def load_record(*, resource: str, identity: UUID) -> Callable[[Core, Context], Loaded]:
    """Read one record for a form."""

    def work(core: Core, context: Context) -> Loaded:
        service = core.services[resource]
        record = service.get(context, identity)
        values = {facts.name: getattr(record, facts.name) for facts in service.entity.readable}
        labels = find_labels(resource=resource, rows=[values])(core, context)
        return Loaded(record.id, record.version, values, labels)

    return work


def find_labels(*, resource: str, rows: Sequence[Mapping[str, Any]]) -> Callable[[Core, Context], dict[UUID, str]]:
    """The names of the records that some values, by field, refer to."""

    def work(core: Core, context: Context) -> dict[UUID, str]:
        labels: dict[UUID, str] = {}
        for facts in core.services[resource].entity.readable:
            ids = {row[facts.name] for row in rows if isinstance(row.get(facts.name), UUID)}
            if facts.reference is not None and ids:
                labels |= core.services[facts.reference].labels(context, ids)
        return labels

    return work


def find_records(*, resource: str, text: str) -> Callable[[Core, Context], Found]:
    """Find records by name, for a picker: those of just this name come first, then those that begin so."""

    def work(core: Core, context: Context) -> Found:
        service = core.services[resource]
        entity = service.entity
        place = [facts.name for facts in entity.readable].index(entity.row_label)

        def found(where: Node) -> Found:
            window = service.window(context, Query(where), 0, FOUND)
            return [(row.id, str(row.values[place])) for row in window.rows]

        if not text:
            return found(ALL)
        if entity.row_label == "id":
            return found(Search(text))
        some, wanted = found(Match(entity.row_label, text)), fold(text)
        if len(some) == FOUND and entity.fields[entity.row_label].kind in TEXT_KINDS:
            named = found(Compare(entity.row_label, "=", text))
            some = [*named, *(each for each in some if each not in named)][:FOUND]
        return sorted(some, key=lambda each: _farness(fold(each[1]), wanted))

    return work


def _farness(name: str, wanted: str) -> int:
    """How far a name is from what was typed."""
    return 0 if name == wanted else 1 if name.startswith(wanted) else 2


def create_record(*, resource: str, values: Mapping[str, Any]) -> Callable[[Core, Context], Any]:
    """Add a record; returns it as it is stored."""

    def work(core: Core, context: Context) -> Any:
        service = core.services[resource]
        return service.create(context, service.entity.new(values))

    return work


def change_record(
    *, resource: str, identity: UUID, version: int, values: Mapping[str, Any]
) -> Callable[[Core, Context], Any]:
    """Change some fields of a record; returns it as it is stored."""

    def work(core: Core, context: Context) -> Any:
        service = core.services[resource]
        return service.update(context, identity, service.entity.change(values), version=version)

    return work


def others_version() -> Callable[[Core, Context], int]:
    """A number that is another one once somebody else has written."""
    return lambda core, _context: core.others_version()


def look_anew() -> Callable[[Core, Context], None]:
    """Read everything from the database the next time."""
    return lambda core, _context: core.look_anew()


@dataclass(frozen=True, slots=True)
class Sighting:
    """A record that was found somewhere, by its name."""

    resource: str
    id: UUID
    label: str


def find_anywhere(*, text: str, locale: Locale) -> Callable[[Core, Context], list[Sighting]]:
    """Look for records in every collection by the grammar of searches; where it makes no sense, nothing is found."""

    def work(core: Core, context: Context) -> list[Sighting]:
        found: list[Sighting] = []
        for name, service in core.services.items():
            try:
                where = parse(text, service.entity, context.time_zone, locale=locale)
            except QueryError:
                continue  # it names a field that this collection does not have
            window = service.window(context, Query(where), 0, SIGHTINGS)
            labels = service.labels(context, [row.id for row in window.rows])
            found += [Sighting(name, row.id, labels[row.id]) for row in window.rows if row.id in labels]
        return found

    return work
