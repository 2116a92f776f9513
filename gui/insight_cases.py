"""What the window asks about a table rather than of it: values with counts, summaries, totals."""

from collections.abc import Callable, Sequence

from core.context import Context
from core.locale import Locale
from core.query.ast import Query
from core.services.contract import Core
from core.services.facets import Facet
from core.services.selection import Selection
from core.services.summary import SelectionSummary, Summary
from core.services.totals import Total


def find_values(
    *, resource: str, query: Query, field: str, text: str, limit: int, locale: Locale
) -> Callable[[Core, Context], Sequence[Facet]]:
    """The values of a field that contain a text, the most frequent first."""
    return lambda core, context: core.services[resource].facets(context, query, field, text, limit, locale)


def summarize(*, resource: str, query: Query, field: str) -> Callable[[Core, Context], Summary]:
    """What is in one column."""
    return lambda core, context: core.services[resource].summary(context, query, field)


def total(*, resource: str, query: Query, fields: Sequence[str]) -> Callable[[Core, Context], Sequence[Total]]:
    """What some columns come to."""
    return lambda core, context: core.services[resource].totals(context, query, fields)


def summarize_cells(
    *, resource: str, parts: Sequence[tuple[Selection, Sequence[str]]]
) -> Callable[[Core, Context], list[SelectionSummary]]:
    """What the numbers among selected cells come to, for each part of the selection with its columns."""

    def work(core: Core, context: Context) -> list[SelectionSummary]:
        service = core.services[resource]
        return [service.selection_summary(context, chosen, fields) for chosen, fields in parts]

    return work
