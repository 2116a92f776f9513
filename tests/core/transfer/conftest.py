"""Applications with an empty database of each kind, and a collection that has a field of every kind."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL
from sqlmodel import SQLModel

import core.models
from core.bootstrap import Application
from core.context import Context
from core.database import Database
from core.services.crud import CrudService
from core.settings import Settings
from tests.core.transfer import collections


@pytest.fixture
def application(empty_url: URL, tmp_path: Path) -> Iterator[Application]:
    """The application on a database of each kind."""
    database = Database(empty_url, synchronous="NORMAL", creates=True)
    with Application(Settings(data_dir=tmp_path), database, core.models, collections) as application:
        SQLModel.metadata.create_all(database.engine)
        yield application


@pytest.fixture
def context(application: Application) -> Context:
    """The local user."""
    return application.context()


@pytest.fixture
def items(application: Application) -> CrudService[Any, Any, Any]:
    """The service of items."""
    return application.service("items")


@pytest.fixture
def specimens(application: Application) -> CrudService[Any, Any, Any]:
    """The service of a collection that has a field of every kind."""
    return application.service("specimens")


@pytest.fixture
def shelves(application: Application) -> CrudService[Any, Any, Any]:
    """The service of the collection that specimens refer to."""
    return application.service("shelves")


@pytest.fixture
def csv_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file to import."""

    def write(content: str | bytes, name: str = "file.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write
