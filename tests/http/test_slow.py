"""Clients that take their time: over real connections, none of them is waited for without end."""

import http.client
import json
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import httpx
import pytest

from core.http import server
from core.models.item import ItemCreate
from tests.http.conftest import API, LOCAL_TOKEN, Serve, Served, reachable

PATIENCE = 0.3
ROWS = 10_000
SIZE = ROWS * 200
"""Bytes that an answer with all of them has at least."""
ITEMS = f"{API}/items/"
HEAD = f"POST {ITEMS} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {LOCAL_TOKEN}\r\n"
BODY = "Content-Type: application/json\r\nContent-Length: 13\r\n\r\n"


@pytest.fixture
def place(serve: Serve) -> Iterator[str]:
    """The address of an adapter without patience."""
    with reachable(serve(request_seconds=PATIENCE)) as address:
        yield address


@contextmanager
def connected(place: str) -> Iterator[socket.socket]:
    there = urlsplit(place)
    with socket.create_connection((there.hostname, there.port or 0), timeout=20) as connection:
        yield connection


def heard(connection: socket.socket) -> tuple[int, str]:
    """Status and text of what comes until the other side hangs up."""
    parts = list(iter(lambda: connection.recv(65536), b""))
    head, _, body = b"".join(parts).partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body)["detail"]


@pytest.mark.parametrize(
    "said", ["", "GET", f"GET {ITEMS} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half:", HEAD + BODY, HEAD + BODY + '{"title"']
)
def test_half_a_request_is_not_waited_for(place: str, said: str) -> None:
    with connected(place) as connection:
        connection.sendall(said.encode())
        assert heard(connection) == (408, "The request took too long.")


def test_half_a_request_behind_a_whole_one(place: str) -> None:
    with connected(place) as connection:
        connection.sendall(f"{HEAD}{BODY}".encode() + b'{"title":"a"}')
        assert connection.recv(65536).startswith(b"HTTP/1.1 200")
        connection.sendall(HEAD.encode())
        assert heard(connection) == (408, "The request took too long.")


def test_half_an_import(place: str) -> None:
    with connected(place) as connection:
        connection.sendall(HEAD.replace("/items/", "/items/import").encode())
        connection.sendall(b"Content-Type: text/csv\r\nContent-Length: 100\r\n\r\ntitle\na\n")
        assert heard(connection) == (408, "The request took too long.")
    headers = {"Authorization": f"Bearer {LOCAL_TOKEN}"}
    assert httpx.get(place + ITEMS, headers=headers).json()["count"] == 0


@pytest.mark.parametrize("path", ["/items/", "/items/import"])
def test_hanging_up_in_the_middle_of_a_body_is_no_error(
    serve: Serve, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    served = serve()
    with reachable(served) as place, connected(place) as connection:
        connection.sendall(HEAD.replace("/items/", path).encode() + b"Expect: 100-continue\r\n" + BODY.encode())
        assert connection.recv(65536).startswith(b"HTTP/1.1 100 ")
        connection.sendall(b"title")
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
    assert served.local().get(ITEMS).json()["count"] == 0


def test_what_comes_in_time_is_answered(place: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(place).netloc, timeout=20)
    longest = urlencode({"where": "\U0001f600" * 4_000, "search": "\U0001f600" * 10_000})
    with closing(connection):
        connection.request("GET", f"{ITEMS}?{longest}", headers={"Authorization": f"Bearer {LOCAL_TOKEN}"})
        assert connection.getresponse().status == 200


def test_a_head_is_what_getting_would_begin_with(serve: Serve) -> None:
    headers = {"Authorization": f"Bearer {LOCAL_TOKEN}"}
    with reachable(serve()) as place, httpx.Client(base_url=place, headers=headers) as client:
        item = ITEMS + client.post(ITEMS, json={"title": "a"}).json()["id"]
        for path in ("/", "/docs", ITEMS, item, f"{ITEMS}export"):
            whole, head = client.get(path), client.head(path)
            assert (head.status_code, head.content) == (200, b"")
            for name in ("content-type", "content-length", "etag", "content-disposition"):
                assert head.headers.get(name) == whole.headers.get(name)
        assert client.head(f"{ITEMS}{uuid4()}").status_code == 404
        assert httpx.head(place + ITEMS).status_code == 401


@pytest.mark.parametrize(
    "said", ["nonsense\r\n\r\n", f"GET /{'a' * 600_000} HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\n\r\n"]
)
def test_what_is_no_http(place: str, said: str) -> None:
    with connected(place) as connection:
        try:
            connection.sendall(said.encode())
            assert heard(connection) == (400, "Invalid HTTP request received.")
        except ConnectionResetError:
            assert len(said) > 500_000  # it hung up without having read all of it


@pytest.mark.parametrize(("asked", "ended"), [(0, server.ENDING), (20, -20)])
def test_an_import_under_way_when_the_server_stops_is_undone(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, asked: float, ended: float
) -> None:
    """It is asked to stop, or in the end nobody waits for it any more."""
    monkeypatch.setattr(server, "STOPPING", asked)
    monkeypatch.setattr(server, "ENDING", ended)
    served, content = serve(), b"title\n" + b"a\n" * 200_000
    with socket.socket() as connection:
        connection.settimeout(20)
        with reachable(served) as place:
            there = urlsplit(place)
            connection.connect((there.hostname, there.port))
            connection.sendall(HEAD.replace("/items/", "/items/import").encode() + b"Expect: 100-continue\r\n")
            connection.sendall(f"Content-Type: text/csv\r\nContent-Length: {len(content)}\r\n\r\n".encode())
            assert connection.recv(65536).startswith(b"HTTP/1.1 100 ")
            connection.sendall(content)
        assert heard(connection) == (503, "Stopped.")
    assert served.local().get(ITEMS).json()["count"] == 0


def test_stopping_does_not_wait_for_half_a_body(serve: Serve) -> None:
    with socket.socket() as connection:
        connection.settimeout(20)
        with reachable(serve()) as place:
            there = urlsplit(place)
            connection.connect((there.hostname, there.port))
            connection.sendall(HEAD.replace("/items/", "/items/import").encode() + b"Expect: 100-continue\r\n")
            connection.sendall(BODY.encode())
            assert connection.recv(65536).startswith(b"HTTP/1.1 100 ")
            connection.sendall(b"title\na\n")
            begun = time.monotonic()
        assert time.monotonic() - begun < server.STOPPING / 2
        assert heard(connection) == (503, "Stopped.")


@contextmanager
def deaf(place: str) -> Iterator[socket.socket]:
    """A client that asks for all records and takes none of them."""
    with connected(place) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        head = f"Host: 127.0.0.1\r\nAuthorization: Bearer {LOCAL_TOKEN}\r\n\r\n"
        connection.sendall(f"GET {ITEMS}export?format=json HTTP/1.1\r\nConnection: close\r\n{head}".encode())
        assert connection.recv(15) == b"HTTP/1.1 200 OK"
        yield connection


def full(serve: Serve, **settings: Any) -> Served:
    """An adapter with more records than the system keeps for a client."""
    served = serve(**settings)
    records = (ItemCreate(title="a" * 200) for _ in range(ROWS))
    served.app.service("items").create_many(served.app.context(), records)
    return served


def test_nobody_waits_for_who_takes_nothing_of_an_answer(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    with reachable(full(serve, request_seconds=PATIENCE)) as place, deaf(place) as connection:
        end = time.monotonic() + 20
        while [*(tmp_path / "temporary").iterdir()]:
            assert time.monotonic() < end
        assert sum(map(len, iter(lambda: connection.recv(65536), b""))) < SIZE


def test_stopping_does_not_wait_for_who_takes_nothing(serve: Serve) -> None:
    with ExitStack() as clients:
        with reachable(full(serve)) as place:
            clients.enter_context(deaf(place))
            begun = time.monotonic()
        assert time.monotonic() - begun < server.STOPPING


def test_who_takes_an_answer_little_by_little_gets_all_of_it(serve: Serve) -> None:
    with reachable(full(serve, request_seconds=PATIENCE)) as place, deaf(place) as connection:
        taken, end = 0, time.monotonic() + 4 * PATIENCE
        while time.monotonic() < end:
            taken += len(connection.recv(16))
        assert taken + sum(map(len, iter(lambda: connection.recv(65536), b""))) > SIZE
