"""The servers that are measured, each a process of its own, and calls to them: the plain routes, the real adapter."""

import http.client
import json
import os
import random
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from core.addresses import database_url
from core.bootstrap import open_application
from core.migrate import upgrade
from core.models.item import ItemCreate
from core.models.user import UserCreate
from core.settings import load_settings

ROWS = 10_000
PATH = "/api/v1/items/"

Call = Callable[[int], object]


@contextmanager
def plain(folder: Path, synchronous: str, address: str | None = None) -> Generator[int]:
    """The plain routes over so many items; gives their port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    url = address or f"sqlite:///{folder / 'peer.db'}"
    environment = {**os.environ, "PEER_DATABASE": url, "PEER_SYNCHRONOUS": synchronous}
    command = [sys.executable, "-m", "tests.bench.peer_app", str(ROWS), str(port)]
    with subprocess.Popen(command, env=environment) as server:
        try:
            _connected(port).close()
            yield port
        finally:
            server.terminate()


@contextmanager
def adapter(folder: Path, synchronous: str, address: str | None = None) -> Generator[int]:
    """The real adapter over as many items; gives its port."""
    data = folder / "adapter"
    if address is not None:
        upgrade(database_url(address))
    with open_application(load_settings(data_dir=data, database_url=address, synchronous=synchronous)) as app:
        creates = (ItemCreate(title=f"Title {n}", description=f"About {n}") for n in range(ROWS))
        app.service("items").create_many(app.context(), creates)
    with _serving({"DATA_DIR": str(data), "DATABASE_URL": address or "", "SYNCHRONOUS": synchronous}) as port:
        yield port


@contextmanager
def signed_in(folder: Path, email: str) -> Generator[int]:
    """The adapter where people sign in, with one of them, who may fail as often as they like; gives its port."""
    settings = load_settings(data_dir=folder, database_url=None, auth_required=True)
    with open_application(settings) as app:
        app.users.create(app.context(), UserCreate(email=email, password="correct horse"))
    sign_in = {"AUTH_REQUIRED": "true", "SIGN_IN_FAILURES": "100000"}
    with _serving({"DATA_DIR": str(folder), "DATABASE_URL": "", **sign_in}) as port:
        yield port


@contextmanager
def _serving(settings: dict[str, str]) -> Generator[int]:
    environment = {**os.environ, **settings, "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "core", "serve", "--port", "0", "--no-token"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            found = re.search(r"http://[\d.]+:(\d+)", server.stdout.readline())
            assert found is not None
            yield int(found[1])
        finally:
            server.terminate()


@contextmanager
def calls(port: int) -> Generator[dict[str, Call]]:
    """The calls over a kept-alive connection."""
    with closing(_connected(port)) as connection:

        def call(method: str, path: str = "", body: dict[str, str] | None = None) -> Any:
            content = None if body is None else json.dumps(body)
            connection.request(method, PATH + path, content, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            data = answer.read()
            if answer.status != http.client.OK:
                raise RuntimeError(data)
            return json.loads(data)

        ids = [row["id"] for row in call("GET", f"?limit={ROWS}")["data"]]
        random.Random(1).shuffle(ids)
        yield {
            "get": lambda n: call("GET", ids[n]),
            "list 100": lambda n: call("GET"),
            "create": lambda n: call("POST", "", {"title": f"New {n}", "description": "new"}),
            "update": lambda n: call("PUT", ids[n], {"title": f"Changed {n}"}),
        }


def _connected(port: int) -> http.client.HTTPConnection:
    """A connection, once the server answers."""
    deadline = time.monotonic() + 60
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.connect()
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return connection
