"""How the window has blocks of cells copied: read on a worker, and written as the text that other programs take."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count, islice
from typing import Any, Final, NamedTuple
from uuid import UUID

from core.context import Context
from core.errors import ConflictError
from core.fields import FieldFacts
from core.locale.facts import Locale
from core.query.ast import In, Query
from core.services.checking import LEFT_OUT
from core.services.contract import CollectionService, Core
from core.services.selection import Seen, Selection
from core.services.window import Window
from core.transfer.clipboard import FORMS, Cells, as_html, as_tabs
from gui.block_cases import Band

READ: Final = 2000
"""Rows read at a time."""
MOST_CELLS: Final = 1_000_000
"""The most that is copied: some tens of megabytes of text."""
MOST_FORMATTED: Final = 50_000
"""The most cells that are copied as a formatted table as well."""


class Typed(NamedTuple):
    """What was typed and is not stored: into stored rows, as rows of their own, and the names that it refers to."""

    cells: Mapping[UUID, Mapping[str, Any]]
    rows: Sequence[tuple[Mapping[str, Any], frozenset[int]]]
    """The values by field, and the columns that are chosen."""
    labels: Mapping[UUID, str]


@dataclass(frozen=True, slots=True)
class Copied:
    """A block for the clipboard; `rows` of `total` are in it."""

    text: bytes
    """UTF-8, which the clipboard takes as it is: to make a Qt text of a million cells would stall the window."""
    html: str
    rows: int
    total: int


def copy_cells(
    *,
    resource: str,
    chosen: Seen,
    bands: Sequence[Band],
    columns: Sequence[int],
    names: Sequence[str],
    typed: Typed,
    form: str,
    headed: bool,
    locale: Locale,
) -> Callable[[Core, Context], Copied]:
    """Selected cells as text: `columns` in the order in which they stand, `names` all columns' by number.

    The rows that are not stored come behind those that are.
    """

    def work(core: Core, context: Context) -> Copied:
        service = core.services[resource]
        fields = [service.entity.fields[names[column]] for column in columns]
        total = sum(len(band.rows) for band in bands) + len(typed.rows)
        most = max(1, MOST_CELLS // max(1, len(columns)))
        labels, numbers = dict(typed.labels), count()
        stored = _rows(service, context, chosen, bands, min(most, total), fields, typed.cells, labels)
        added = (([values.get(facts.name) for facts in fields], own) for values, own in typed.rows)
        rows: Iterable[list[Any]] = (
            [v if c in own else LEFT_OUT for v, c in zip(values, columns, strict=True)]
            for (values, own), _number in zip(islice(chain(stored, added), most), numbers, strict=False)
        )
        # Written as they are read: a million values that are kept would have the garbage collector stop everything.
        is_formatted = form not in FORMS and min(most, total) * len(columns) <= MOST_FORMATTED
        table, local = service.entity.table.name, (locale, context.time_zone)
        cells = Cells(table, fields, list(rows) if is_formatted else rows, labels, *local)
        text = FORMS[form](cells) if form in FORMS else as_tabs(cells, headed=headed)
        formatted = as_html(cells, headed=headed) if is_formatted else ""
        return Copied(text.encode(errors="replace"), formatted, next(numbers), total)

    return work


def _rows(
    service: CollectionService,
    context: Context,
    chosen: Seen,
    bands: Sequence[Band],
    most: int,
    fields: Sequence[FieldFacts],
    typed: Mapping[UUID, Mapping[str, Any]],
    labels: dict[UUID, str],
) -> Iterator[tuple[list[Any], frozenset[int]]]:
    """The values of some columns, row by row, with what was typed in their place; and which columns are chosen."""
    places = [[facts.name for facts in service.entity.readable].index(facts.name) for facts in fields]
    if isinstance(chosen, Selection):
        service.require_seen(context, chosen)
    done = 0
    for band in bands:
        for start in range(band.rows.start, band.rows.stop, READ):
            context.cancel.raise_if_cancelled()
            size = min(READ, band.rows.stop - start, most - done)
            if size <= 0:
                return
            window = _window(service, context, chosen, start, done, size)
            labels |= window.labels
            for row in window.rows:
                own = typed.get(row.id, {})
                yield (
                    [own.get(facts.name, row.values[place]) for facts, place in zip(fields, places, strict=True)],
                    band.columns,
                )
            done += size
            context.progress(done, most)


def _window(service: CollectionService, context: Context, chosen: Seen, position: int, done: int, size: int) -> Window:
    """Some of the chosen rows: from a position on, or as many behind those that are done."""
    if isinstance(chosen, Selection):
        return service.window(context, chosen.query, position, size)
    ids = tuple(chosen[done : done + size])
    window = service.window(context, Query(In("id", ids)), 0, size)
    rows = {row.id: row for row in window.rows}
    if len(rows) < len(ids):
        raise ConflictError("conflict.moved", singular=service.entity.singular)
    return replace(window, rows=tuple([rows[identity] for identity in ids]))
