"""The application's core over a real database, with the families of the shop, and some people."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import URL
from sqlmodel import SQLModel

import core.models
import tests.shop
from core.bootstrap import Application
from core.context import Actor, Context
from core.database import Database
from core.passwords import UNUSABLE
from core.services.rows import insert_rows
from core.settings import Settings
from core.unit_of_work import Label


@dataclass
class People:
    """A superuser and two ordinary users, each with a context to act in."""

    boss: Context
    ann: Context
    bob: Context


def shop_on(url: URL, folder: Path | None = None) -> Application:
    """The core with the shop's families, on a database whose schema is made from the models."""
    settings = Settings() if folder is None else Settings(data_dir=folder)
    app = Application(settings, Database(url, synchronous="NORMAL", creates=True), core.models, tests.shop)
    SQLModel.metadata.create_all(app.database.engine)
    return app


@pytest.fixture
def shop(empty_url: URL, tmp_path: Path) -> Iterator[Application]:
    """The core on SQLite and on PostgreSQL."""
    with shop_on(empty_url, tmp_path) as app:
        yield app


@pytest.fixture
def boss(shop: Application) -> Context:
    """The local user, a superuser."""
    return shop.context()


def person(shop: Application, email: str) -> Context:
    """An ordinary user whom no password lets in, made without the time that hashing one takes."""
    values = {"email": email, "full_name": None, "is_active": True, "is_superuser": False}
    with shop.units.write(shop.context(), Label("create")) as unit:
        table = shop.users.entity.table
        (identity,) = insert_rows(unit, table, [values], {"hashed_password": UNUSABLE})
    return Context(actor=Actor(UUID(bytes=identity), email))


@pytest.fixture
def people(shop: Application, boss: Context) -> People:
    """A superuser, Ann and Bob."""
    return People(boss, person(shop, "ann@example.org"), person(shop, "bob@example.org"))
