"""A database that is taken away under an open application: nothing is written anywhere, and nothing new is made."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.bootstrap import Application, open_application
from core.database import Database, sqlite_url
from core.errors import DatabaseError
from core.models.item import ItemCreate
from core.query import Query
from core.settings import Settings, load_settings
from core.unit_of_work import Label
from tests.core.migrations import SQLITE

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a file that is open cannot be moved there")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(data_dir=tmp_path, database_url=None)


@pytest.fixture
def app(settings: Settings) -> Iterator[Application]:
    """An open application with one item, still in the write-ahead log."""
    with open_application(settings) as app:
        create(app, "before")
        yield app


def create(app: Application, title: str) -> None:
    app.service("items").create(app.context(), ItemCreate(title=title))


def count(app: Application) -> int:
    return app.service("items").count(app.context(), Query())


def refused(app: Application) -> str:
    with pytest.raises(DatabaseError) as caught:
        create(app, "lost")
    return caught.value.reason


def test_nothing_is_written_to_a_database_that_was_moved(app: Application, settings: Settings) -> None:
    file = settings.folder.database
    elsewhere = file.rename(file.with_name("elsewhere.db"))
    content = elsewhere.read_bytes()
    for _ in range(2):
        assert refused(app) == "database.moved"
        with pytest.raises(DatabaseError, match="moved or deleted"):
            count(app)
    assert not file.exists()
    assert elsewhere.read_bytes() == content
    elsewhere.rename(file)
    assert count(app) == 1
    create(app, "after")
    assert count(app) == 2


def test_a_database_that_goes_within_a_unit_takes_the_unit_with_it(app: Application, settings: Settings) -> None:
    file, elsewhere = settings.folder.database, settings.folder.database.with_name("elsewhere.db")

    def half() -> None:
        with app.units.write(app.context(), Label("create")):
            create(app, "half")
            file.rename(elsewhere)

    with pytest.raises(DatabaseError, match="moved or deleted"):
        half()
    elsewhere.rename(file)
    assert count(app) == 1


def test_a_database_that_was_deleted_is_not_made_anew(app: Application, settings: Settings) -> None:
    settings.folder.database.unlink()
    assert refused(app) == "database.moved"
    with closing(Database(app.database.url)) as another, pytest.raises(DatabaseError, match="moved"), another.read():
        pass
    assert not settings.folder.database.exists()


def test_another_file_in_its_place_is_told_before_it_is_used(app: Application, settings: Settings) -> None:
    file = settings.folder.database
    other = load_settings(data_dir=settings.data_dir / "other", database_url=None)
    open_application(other).close()
    file.rename(file.with_name("elsewhere.db"))
    for part in ("-wal", "-shm"):
        file.with_name(file.name + part).rename(file.with_name("elsewhere.db" + part))
    other.folder.database.rename(file)
    assert refused(app) == "database.replaced"
    assert count(app) == 0
    create(app, "after")


def test_what_is_no_database_of_ours_does_not_become_the_open_one(app: Application, settings: Settings) -> None:
    file = settings.folder.database
    file.unlink()
    assert refused(app) == "database.moved"
    for part in ("-wal", "-shm"):
        file.with_name(file.name + part).unlink(missing_ok=True)
    with closing(SQLITE.connect(file)) as other, other:
        other.execute("CREATE TABLE shopping (thing)")
    content = file.read_bytes()
    assert refused(app) == "database.not_ours"
    assert file.read_bytes() == content


def test_a_database_is_made_only_where_that_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with closing(Database(sqlite_url(path), creates=True)) as database, database.read() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1
    assert path.stat().st_mode & 0o777 == 0o600
