"""What a person typed and has not stored yet, kept so that nothing typed is lost by closing the window."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, delete, insert, select

from core.context import Context
from core.desk.store import DeskStore
from core.desk.tables import DRAFT
from core.types import new_id, utc_now

DraftPlace = Literal["form", "table", "profile"]

EXACT: Final = "exact"
"""The key in JSON, in place of the bare text."""


class Exact(str):
    """A value that was read from what was typed, written free of any locale, language and time zone."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed for one record."""

    resource: str
    texts: Mapping[str, str]
    """By field: `Exact` ones, and what could not be read as it stood in the editors, right or wrong."""
    record_id: UUID | None = None
    """The record that was being changed; None for a new one."""
    version: int | None = None
    """The record's version when typing began."""
    place: DraftPlace = "form"
    """Where it was typed: it waits for that, and comes back nowhere else."""
    id: UUID = field(default_factory=new_id)
    at: datetime = field(default_factory=utc_now)


class Drafts(DeskStore):
    """The drafts of each collection. Secrets are never kept."""

    table = DRAFT

    def list(self, context: Context, resource: str, place: DraftPlace = "form") -> list[Draft]:
        """The person's drafts of this place, newest first; fields that are gone are left out."""
        fields = self._entity(resource).fields
        of_place = self._own(context, resource) & (DRAFT.c.place == place)
        newest_first = select(DRAFT).where(of_place).order_by(DRAFT.c.updated_at.desc())
        with self._units.read(context) as connection:
            rows = connection.execute(newest_first).all()
        found: list[Draft] = []
        for row in rows:
            texts = {name: _loaded(text) for name, text in json.loads(row.texts).items() if name in fields}
            found.append(Draft(resource, texts, row.record_id, row.version, place, row.id, row.updated_at))
        return found

    def collections(self, context: Context) -> set[str]:
        """Where the person has drafts of records."""
        of_records = (DRAFT.c.user_id == context.actor.id) & DRAFT.c.place.in_(("form", "table"))
        with self._units.read(context) as connection:
            return set(connection.scalars(select(DRAFT.c.resource).where(of_records).distinct()))

    def keep(self, context: Context, draft: Draft) -> None:
        """Keep a draft in place of the one with its id, and of that of its record; an empty one is forgotten."""
        fields = self._entity(draft.resource).fields
        texts = {name: _dumped(text) for name, text in draft.texts.items() if not fields[name].secret}
        values = {
            "id": draft.id,
            "user_id": context.actor.id,
            "resource": draft.resource,
            "record_id": draft.record_id,
            "version": draft.version,
            "place": draft.place,
        }
        with self._writing(context) as connection:
            connection.execute(delete(DRAFT).where(self._own(context, draft.resource), _same(draft)))
            if texts:
                connection.execute(insert(DRAFT).values(**values, texts=json.dumps(texts), updated_at=draft.at))

    def remove(self, context: Context, draft: Draft) -> None:
        """Forget a draft; one that is gone already is no error."""
        with self._writing(context) as connection:
            connection.execute(delete(DRAFT).where(self._own(context, draft.resource), _same(draft)))


def _dumped(text: str) -> str | dict[str, str]:
    return {EXACT: text} if isinstance(text, Exact) else text


def _loaded(text: Any) -> str:
    return text if isinstance(text, str) else Exact(text[EXACT])


def _same(draft: Draft) -> ColumnElement[bool]:
    same = DRAFT.c.id == draft.id
    if draft.record_id is None:
        return same
    return same | ((DRAFT.c.record_id == draft.record_id) & (DRAFT.c.place == draft.place))
