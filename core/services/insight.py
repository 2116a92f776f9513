"""Looking at a collection rather than reading it: values with counts, summaries, totals, all of what a query shows."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Generic
from uuid import UUID

from sqlalchemy import func, select

from core.context import Context
from core.locale import PLAIN, Locale
from core.locale.writing import exact
from core.query.ast import Query
from core.services.facets import Facet, facets_of, labelled
from core.services.naming import Naming
from core.services.reading import PublicT
from core.services.result import PIECE, Result
from core.services.selection import Chosen, Conditions, Selection, Settled, conditions_of
from core.services.summary import TOP, SelectionSummary, Summary, summary_of
from core.services.totals import Total, joined, totals_of
from core.services.windows import WindowService

FACETS = 50


class InsightService(WindowService[PublicT], Generic[PublicT]):
    """Tells about the rows that an actor may see; a field that may not be read is unknown here: QueryError."""

    def facets(
        self,
        context: Context,
        query: Query,
        field: str,
        text: str = "",
        limit: int = FACETS,
        locale: Locale = PLAIN,
    ) -> tuple[Facet, ...]:
        """The values of a field in a query's result, the most frequent first; with a text those that contain it."""
        with self._result(context, query) as result:
            return self._facets(context, result, field, text, limit, locale)

    def summary(self, context: Context, query: Query, field: str) -> Summary:
        """What is in one field of a query's result."""
        with self._result(context, query) as result:
            found = summary_of(result, field)
            return found if found.bars else replace(found, top=self._facets(context, result, field, "", TOP))

    def totals(self, context: Context, query: Query, fields: Sequence[str]) -> tuple[Total, ...]:
        """What some fields of a query's result come to; fields that have neither sum nor bounds are counted."""
        with self._result(context, query) as result:
            facts = [result.compiler.require_sortable(field) for field in fields]
            return totals_of(result.connection, self.entity, facts, result.matching)

    def selection_summary(
        self, context: Context, chosen: Selection | Sequence[UUID], fields: Sequence[str]
    ) -> SelectionSummary:
        """How many of the chosen rows there are, and what some of their fields come to."""
        query = chosen.query if isinstance(chosen, Selection) else Query()
        with self._result(context, query) as result:
            facts = [result.compiler.require_sortable(field) for field in fields]
            if isinstance(chosen, Selection):
                conditions = conditions_of(result, chosen, self.entity.singular)
            else:
                identity = self.entity.table.c.id
                conditions = [identity.in_(chosen[at : at + PIECE]) for at in range(0, len(chosen), PIECE)]
            parts = [(condition, result.compiler.visible()) for condition in conditions]
            counted = select(func.count()).select_from(self.entity.table)
            rows = sum(result.connection.execute(counted.where(*part)).scalar_one() for part in parts)
            found = [totals_of(result.connection, self.entity, facts, part) for part in parts]
            columns = zip(*found, strict=True) if found else [(Total(field, 0),) for field in fields]
            return SelectionSummary(rows, tuple([joined(column) for column in columns]))

    def settled(self, context: Context, chosen: Chosen) -> Settled:
        """Rows to work on, whatever moves from now on. ConflictError where a selection is not what was seen."""
        if not isinstance(chosen, Selection):
            return chosen
        with self._result(context, chosen.query) as result:
            return Conditions(tuple(conditions_of(result, chosen, self.entity.singular)))

    def _facets(
        self, context: Context, result: Result, field: str, text: str, limit: int, locale: Locale = PLAIN
    ) -> tuple[Facet, ...]:
        written = partial(exact, locale=locale, time_zone=context.time_zone)
        facts, found = result.compiler.facts(field), facets_of(result, field, text, limit, written)
        if facts.reference is None:
            return tuple(found)
        parent = self.parent(facts.reference)
        labels = parent.labels(context, [facet.value for facet in found if facet.value is not None])
        return labelled(field, found, labels, Naming(parent, context).alone(labels.values()))
