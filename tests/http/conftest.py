"""The adapter in this process, on SQLite and on PostgreSQL, with sign-in on and off, and people to call it."""

import threading
import warnings
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pydantic import SecretStr
from sqlalchemy import URL
from sqlmodel import SQLModel

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the framework's client wants another name of the same library
    from fastapi.testclient import TestClient


import core.models
import tests.shop
from core.bootstrap import Application
from core.context import Context
from core.database import Database, sqlite_url
from core.http.app import create_app
from core.http.server import address, listening, server_of
from core.journal.tables import CHANGE, STEP
from core.passwords import UNUSABLE
from core.services.rows import insert_rows
from core.settings import Settings
from core.throttle import Throttle
from core.unit_of_work import Label

API = "/api/v1"
BASE = "http://127.0.0.1:1430"
LOCAL_TOKEN = "the local token of these tests"
COUNT_ANEW = {
    "sqlite": ["DELETE FROM sqlite_sequence"],
    "postgresql": [f"ALTER SEQUENCE {table.name}_id_seq RESTART" for table in (STEP, CHANGE)],
}
"""Has steps and changes numbered from the beginning again."""
KEY = "a key for tests that is long enough for every algorithm, whatever its name"


@dataclass
class Served:
    """The adapter over an application, and tokens of people."""

    app: Application
    web: Any
    clients: list[TestClient] = field(default_factory=list[TestClient])

    def client(self, token: str | None = None) -> TestClient:
        """A client that sends this token."""
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        client = TestClient(self.web, base_url=BASE, headers=headers)
        self.clients.append(client)
        return client

    def local(self) -> TestClient:
        """A client of the local user, where nobody signs in."""
        return self.client(LOCAL_TOKEN)

    def person(self, email: str, **values: Any) -> UUID:
        """A user whom no password lets in, made without the time that hashing one takes."""
        given = {"email": email, "full_name": None, "is_active": True, "is_superuser": False, **values}
        with self.app.units.write(self.app.context(), Label("create")) as unit:
            table = self.app.users.entity.table
            (identity,) = insert_rows(unit, table, [given], {"hashed_password": UNUSABLE})
        return UUID(bytes=identity)

    def token_of(self, identity: UUID) -> str:
        """A token as signing in gives it."""
        stamp = self.app.users.token_stamp(Context(actor=self.app.context().actor), identity)
        return self.web.state.tokens.issue(identity, stamp)

    def signed_in(self, email: str, **values: Any) -> TestClient:
        """A client of a new user."""
        return self.client(self.token_of(self.person(email, **values)))

    def emptied(self) -> "Served":
        """The same adapter over a database as it was at first."""
        with self.app.database.write() as connection:
            for table in reversed(SQLModel.metadata.sorted_tables):
                connection.execute(table.delete())
            for statement in COUNT_ANEW[connection.dialect.name]:
                connection.exec_driver_sql(statement)
        self.app.context()
        self.app.throttle = Throttle(self.app.settings.sign_in_failures)
        return self

    def disconnect(self) -> None:
        """Close the clients."""
        while self.clients:
            self.clients.pop().close()

    def close(self) -> None:
        """Give back what is held."""
        self.disconnect()
        self.app.close()


def opened(url: URL, folder: Path, *, token: str | None = LOCAL_TOKEN, **settings: Any) -> Served:
    """An adapter over an empty database, with the families of the shop."""
    given = {"data_dir": folder, "secret_key": SecretStr(KEY), "auth_required": False, **settings}
    app = Application(Settings(**given), Database(url, synchronous="NORMAL", creates=True), core.models, tests.shop)
    SQLModel.metadata.create_all(app.database.engine)
    return Served(app, create_app(app, token=token))


@contextmanager
def reachable(served: Served) -> Generator[str]:
    """The adapter on a port of its own, in a thread; gives its address."""
    with closing(listening("127.0.0.1", 0)) as door:
        server = server_of(served.web, served.app.settings.request_seconds)
        thread = threading.Thread(target=server.run, args=([door],))
        thread.start()
        try:
            yield address(door)
        finally:
            server.should_exit = True
            thread.join()


Serve = Callable[..., Served]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Makes adapters: `serve(url, auth_required=True)`; on a new SQLite file where no address is given."""
    made: list[Served] = []

    def make(url: URL | None = None, **settings: Any) -> Served:
        made.append(opened(url or sqlite_url(tmp_path / f"{len(made)}.db"), tmp_path, **settings))
        return made[-1]

    yield make
    for served in made:
        served.close()


Standing = Callable[[str, bool], Served]


@pytest.fixture(scope="session")
def standing(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Standing]:
    """Adapters by kind of database and whether people sign in. Made once, as putting all routes together takes long."""
    made: dict[tuple[str, bool], Served] = {}

    def stand(kind: str, auth_required: bool) -> Served:
        if (kind, auth_required) not in made:
            folder = tmp_path_factory.mktemp("standing")
            url = sqlite_url(folder / "app.db") if kind == "sqlite" else request.getfixturevalue("make_postgres")()
            made[kind, auth_required] = opened(url, folder, auth_required=auth_required)
        return made[kind, auth_required].emptied()

    yield stand
    for served in made.values():
        served.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of database."""
    return request.param


@pytest.fixture
def off(standing: Standing, kind: str) -> Iterator[Served]:
    """Nobody signs in."""
    yield (served := standing(kind, False))
    served.disconnect()


@pytest.fixture
def on(standing: Standing, kind: str) -> Iterator[Served]:
    """People sign in."""
    yield (served := standing(kind, True))
    served.disconnect()


@pytest.fixture
def alone(standing: Standing) -> Iterator[TestClient]:
    """The local user's client, on SQLite only: for what has nothing to do with the database."""
    yield (served := standing("sqlite", False)).local()
    served.disconnect()
