"""A database that is upgraded, or put back, under an adapter that runs on: what it was not made for is left alone."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import URL, text

from core import stamp
from core.migrate import downgrade, upgrade
from tests.http.conftest import API, Serve, Served, TestClient

ITEMS = f"{API}/items/"
NEWER = "The database was made by a newer version (revision 9999_later). Install that version."
OLDER = "The database needs an upgrade before this version can use it. Run `db upgrade`."


@pytest.fixture
def served(serve: Serve, empty_url: URL) -> Served:
    upgrade(empty_url)
    return serve(empty_url)


def changed(served: Served, *statements: str) -> None:
    """What an upgrade by a newer version leaves."""
    with served.app.database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999_later' WHERE version_num LIKE '000%'"))
        for statement in statements:
            connection.execute(text(statement))


def told(response: Any) -> tuple[int, str]:
    return response.status_code, response.json()["detail"]


WRITES: list[Callable[[TestClient], Any]] = [
    lambda client: client.post(ITEMS, json={"title": "b"}),
    lambda client: client.post(f"{ITEMS}bulk/create", json={"data": [{"title": "b"}]}),
    lambda client: client.post(f"{ITEMS}import", content=b"title\nb\n"),
    lambda client: client.post(f"{API}/undo"),
]
READS = [ITEMS, f"{ITEMS}export", f"{API}/history", f"{API}/undo", f"{API}/users/me"]


def test_nothing_is_written_into_a_newer_database(served: Served) -> None:
    client = served.local()
    assert client.post(ITEMS, json={"title": "a"}).status_code == 200
    changed(served)
    assert [told(write(client)) for write in WRITES] == [(503, NEWER)] * len(WRITES)
    with served.app.database.read() as connection:
        assert connection.execute(text("SELECT title FROM item")).scalars().all() == ["a"]


def test_a_newer_database_is_not_read_for_long(served: Served) -> None:
    client = served.local()
    assert client.get(ITEMS).status_code == 200
    changed(served)
    end = time.monotonic() + 2 * stamp.EVERY
    while client.get(ITEMS).status_code == 200:
        assert time.monotonic() < end
    assert [told(client.get(path)) for path in READS] == [(503, NEWER)] * len(READS)


def test_people_are_told_before_they_sign_in(serve: Serve, empty_url: URL, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamp, "EVERY", 0)
    upgrade(empty_url)
    served = serve(empty_url, auth_required=True)
    client = served.signed_in("ann@example.org")
    changed(served)
    assert told(client.get(ITEMS)) == (503, NEWER)
    form = {"username": "ann@example.org", "password": "correct horse"}
    assert told(client.post(f"{API}/login/access-token", data=form)) == (503, NEWER)


@pytest.mark.parametrize("change", ["ALTER TABLE item RENAME COLUMN title TO heading", "ALTER TABLE item RENAME TO it"])
def test_what_the_driver_complains_of_is_told_as_what_it_comes_from(
    served: Served, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    monkeypatch.setattr(stamp, "EVERY", 1000)
    client = served.local()
    assert client.get(ITEMS).status_code == 200
    changed(served, change)
    assert told(client.get(ITEMS)) == (503, NEWER)


@pytest.mark.postgres
def test_nothing_is_written_into_an_older_database(serve: Serve, postgres_url: URL) -> None:
    upgrade(postgres_url)
    client = serve(postgres_url).local()
    assert client.post(ITEMS, json={"title": "a"}).status_code == 200
    downgrade(postgres_url, "0001_users_and_items")
    assert told(client.post(ITEMS, json={"title": "b"})) == (503, OLDER)
    upgrade(postgres_url)
    assert client.post(ITEMS, json={"title": "b"}).status_code == 200
