"""Two databases alike to the bit: one is worked on through the services, the other through HTTP."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest
from httpx import Response
from pydantic import SecretStr
from sqlalchemy import URL, Table, select
from sqlmodel import SQLModel

import core.models
import tests.shop
from core.bootstrap import Application
from core.context import Actor, Context
from core.database import Database
from core.errors import AppError
from core.journal.tables import CHANGE, ENTRY, STEP
from core.settings import Settings
from core.unit_of_work import Unit
from tests.http.conftest import KEY, Served, TestClient, opened
from tests.http.parity.answers import OK, Answer, MisplacedError, answered, refusal
from tests.http.parity.request import Request
from tests.http.parity.values import COLLECTIONS, SEEDS

PEOPLE: Final = ("boss", "ann", "bob")
"""Those who sign in, the superuser first. Where nobody does, each of them is the local user."""


class Moment:
    """The ids and the time of one step: the same ones for both sides."""

    FIRST: Final = UUID("01890a5d-ac96-774b-8000-000000000000").int

    def __init__(self) -> None:
        self.step, self._made = 0, 0

    def begin(self, step: int) -> None:
        """From now on, the ids and the time of this step."""
        self.step, self._made = step, 0

    def id_bytes(self) -> bytes:
        """A new id, with room behind it for those that follow on it."""
        self._made += 1
        return (self.FIRST + (self.step << 32) + (self._made << 16)).to_bytes(16)

    def unit(self, *values: Any) -> Unit:
        """An open unit of work at this time."""
        return Unit(*values, now=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=self.step))

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Put it in the place of the clock, and of what makes ids by the clock."""
        monkeypatch.setattr("core.types.new_id_bytes", self.id_bytes)
        monkeypatch.setattr("core.unit_of_work.Unit", self.unit)


@dataclass(frozen=True)
class There:
    """A record that is there."""

    id: UUID
    version: int
    owner: str


class Twins:
    """The application behind its services, and the same one behind HTTP."""

    def __init__(self, new_url: Callable[[], URL], folder: Path, *, auth_required: bool) -> None:
        given = Settings(data_dir=folder, auth_required=auth_required, secret_key=SecretStr(KEY))
        database = Database(new_url(), synchronous="NORMAL", creates=True)
        self.ours = Served(Application(given, database, core.models, tests.shop), None)
        SQLModel.metadata.create_all(database.engine)
        self.theirs = opened(new_url(), folder, auth_required=auth_required)
        self.moment, self.auth_required = Moment(), auth_required
        self.response = Response(200)
        """The last one over HTTP."""
        self._contexts: dict[str, Context] = {}
        self._clients: dict[str, TestClient] = {}

    def close(self) -> None:
        """Give back what is held."""
        self.ours.close()
        self.theirs.close()

    def begin(self) -> None:
        """Both as they are at first: some people, each with some records."""
        self.theirs.disconnect()
        self.moment.begin(0)
        for side in self._sides():
            side.emptied()
        if self.auth_required:
            for name in PEOPLE:
                self._let_in(name)
        else:
            context, client = self.ours.app.context("http"), self.theirs.local()
            self._contexts, self._clients = dict.fromkeys(PEOPLE, context), dict.fromkeys(PEOPLE, client)
        for resource, who, records in SEEDS:
            made_from = records({name: [found.id for found in self.there(name)] for name in COLLECTIONS})
            for side in self._sides():
                service = side.app.service(resource)
                service.create_many(self._contexts[who], [service.entity.new(made) for made in made_from])

    def both(self, who: str, work: Callable[[Context], Any], request: Request) -> tuple[Answer, Answer]:
        """What a service's work comes to in the terms of HTTP, and what HTTP answers."""
        sides = self._sides()
        next(sides)
        ours = self._asked(self._contexts[who], work, request)
        next(sides)
        self.response = self._clients[who].request(request.method, request.url, **request.options)
        return ours, answered(self.response)

    @staticmethod
    def _asked(context: Context, work: Callable[[Context], Any], request: Request) -> Answer:
        service = request.service
        try:
            return Answer(OK, work(context))
        except MisplacedError as error:
            return error.answer
        except AppError as error:
            is_hidden = bool(request.named) and service.is_hidden(context, *request.named)
            return refusal(error, service.entity.singular if service else "", request.place, is_hidden=is_hidden)

    def there(self, resource: str) -> list[There]:
        """The records of a collection, oldest first, each with the one who may do all with it."""
        table = self.ours.app.entities[resource].table
        owners: dict[UUID | None, str] = {context.actor.id: name for name, context in self._contexts.items()}
        with self.ours.app.database.read() as connection:
            rows = connection.execute(select(table).order_by(table.c.id)).mappings().all()
        return [There(row["id"], row["version"], owners.get(row.get("owner_id"), PEOPLE[0])) for row in rows]

    def contents(self) -> tuple[Mapping[str, list[Any]], Mapping[str, list[Any]]]:
        """All that both hold: the records, and the journal with its steps, changes and entries."""
        tables = [*(self.ours.app.entities[name].table for name in COLLECTIONS), STEP, CHANGE, ENTRY]
        ours, theirs = (_rows(side.app, tables) for side in (self.ours, self.theirs))
        return ours, theirs

    def _let_in(self, name: str) -> None:
        email, is_superuser = f"{name}@example.org", name == PEOPLE[0]
        ours, theirs = (side.person(email, is_superuser=is_superuser) for side in self._sides())
        self._contexts[name] = Context(actor=Actor(ours, email, is_superuser=is_superuser), source="http")
        self._clients[name] = self.theirs.client(self.theirs.token_of(theirs))

    def _sides(self) -> Iterator[Served]:
        """The one, then the other, at the same moment, which is later than those before."""
        step = self.moment.step + 1
        for side in (self.ours, self.theirs):
            self.moment.begin(step)
            yield side


def _rows(app: Application, tables: list[Table]) -> dict[str, list[Any]]:
    with app.database.read() as connection:
        found = {table.name: connection.execute(select(table).order_by(*table.primary_key)) for table in tables}
        return {name: [tuple(row) for row in rows] for name, rows in found.items()}
