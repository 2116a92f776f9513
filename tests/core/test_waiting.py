"""While another program writes, whoever wants to write here is told so in time, however many there are before."""

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from core.database import Database, sqlite_module, sqlite_url
from core.errors import DatabaseError

BUSY = 1.0


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    monkeypatch.setattr("core.database.BUSY_TIMEOUT_MS", int(BUSY * 1000))
    with closing(Database(sqlite_url(tmp_path / "app.db"), synchronous="NORMAL", creates=True)) as made:
        with made.write() as connection:
            connection.exec_driver_sql("CREATE TABLE written (id INTEGER)")
        yield made


@contextmanager
def held(database: Database) -> Iterator[None]:
    """While inside, another program writes."""
    with closing(
        sqlite_module().connect(str(database.url.database), isolation_level=None, check_same_thread=False)
    ) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def refused(database: Database) -> float:
    """The seconds after which writing was refused."""
    begun = time.monotonic()
    with pytest.raises(DatabaseError) as error, database.write():
        pass
    assert error.value.reason == "database.locked"
    return time.monotonic() - begun


def test_none_waits_for_all_that_came_before(database: Database) -> None:
    waited = list[Future[float]]()
    with held(database), ThreadPoolExecutor(6) as pool:
        for _ in range(6):
            waited.append(pool.submit(refused, database))
            time.sleep(BUSY / 10)
    assert all(0.9 * BUSY < each.result() < 1.6 * BUSY for each in waited), [each.result() for each in waited]
    with database.write():
        pass


def test_who_comes_later_waits_as_long_as_anybody(database: Database) -> None:
    with held(database):
        assert refused(database) > 0.9 * BUSY
        assert refused(database) > 0.9 * BUSY


def test_work_in_this_process_is_waited_for_however_long_it_takes(database: Database) -> None:
    with ThreadPoolExecutor(1) as pool:
        with database.write():
            waiting = pool.submit(write, database)
            time.sleep(1.5 * BUSY)
        waiting.result()


def write(database: Database) -> None:
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO written VALUES (1)")
