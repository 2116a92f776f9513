"""The adapter as a window starts and stops it: a process of its own, on the window's own data."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import httpx
import pytest

from core.bootstrap import open_application
from core.errors import AppError
from core.http.server import holder, listening
from core.models.item import ItemCreate
from core.serving import Serving
from core.settings import Settings, load_settings

ITEMS = "/api/v1/items/"
ROOT = Path(__file__).parents[2]
WINDOW = """
from core.serving import Serving
from core.settings import load_settings
serving = Serving(load_settings(port=0))
print(serving.start(), flush=True)
input()
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(data_dir=tmp_path / "data", database_url=None, port=0, auth_required=False)


@pytest.fixture
def serving(settings: Settings) -> Iterator[Serving]:
    made = Serving(settings)
    yield made
    made.stop()


def test_it_runs_beside_a_window_until_it_is_stopped(settings: Settings, serving: Serving) -> None:
    with open_application(settings) as application:
        application.service("items").create(application.context(), ItemCreate(title="seen by both"))
        assert serving.address is None
        address = serving.start()
        assert serving.start() == serving.address == address
        assert httpx.get(address + ITEMS).status_code == 401
        found = httpx.get(address + ITEMS, headers={"Authorization": f"Bearer {serving.token}"}).json()
        assert [item["title"] for item in found["data"]] == ["seen by both"]
        serving.stop()
        assert serving.address is None
    with pytest.raises(httpx.ConnectError):
        httpx.get(address + ITEMS)
    assert serving.start() != ""


def test_a_port_in_use_is_told_in_words_of_the_window(serving: Serving) -> None:
    with closing(listening("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        with pytest.raises(AppError) as error:
            serving.start(port=port)
    assert str(error.value).startswith(f"Port {port} is in use by ")
    assert "--port" not in str(error.value)
    assert serving.address is None


def test_whatever_else_stands_in_the_way_is_told(settings: Settings, serving: Serving) -> None:
    settings.data_dir.mkdir()
    settings.folder.database.write_bytes(b"no database" * 1000)
    with pytest.raises(AppError) as error:
        serving.start()
    assert error.value.reason == "http.start"
    assert str(settings.folder.database) in str(error.value)
    assert "{" not in str(error.value)


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux tells whose port it is")
def test_one_that_was_ended_is_started_again(serving: Serving) -> None:
    port = int(serving.start().rpartition(":")[2])
    found = holder(port)
    assert found is not None
    os.kill(found.process, signal.SIGKILL)
    while serving.address is not None:
        time.sleep(0.05)
    assert httpx.get(serving.start()).status_code == 200


@pytest.mark.parametrize("rows", [0, 2_000_000])
def test_no_window_waits_for_who_holds_an_import_open(serving: Serving, rows: int) -> None:
    """Half of one, or one that takes long: both are rolled back. A client that says nothing does not count either."""
    host, port = serving.start().removeprefix("http://").split(":")
    content = b"title\n" + b"a\n" * rows
    head = f"POST {ITEMS}import HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {serving.token}\r\n"
    with (
        httpx.Client(base_url=f"http://{host}:{port}") as idle,
        socket.create_connection((host, int(port)), timeout=30) as client,
    ):
        assert idle.get("/").status_code == 200
        client.sendall(f"{head}Content-Length: {len(content) + (not rows)}\r\n\r\n".encode() + content)
        time.sleep(0.5 if rows else 0)
        begun = time.monotonic()
        serving.stop()
        assert time.monotonic() - begun < 4  # 3, and a little for a machine that is busy
        assert client.recv(12) == b"HTTP/1.1 503"
    address = serving.start()
    headers = {"Authorization": f"Bearer {serving.token}"}
    assert httpx.get(address + ITEMS, headers=headers).json()["count"] == 0


def test_where_every_statement_is_printed_it_is_found_and_goes_on(
    serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ECHO_SQL", "1")
    address, headers = serving.start(), {"Authorization": f"Bearer {serving.token}"}
    with httpx.Client(base_url=address, headers=headers) as client:
        for number in range(40):  # whose statements are more than a pipe takes
            assert client.post(ITEMS, json={"title": str(number)}).status_code == 200
        assert client.get(ITEMS).json()["count"] == 40
    serving.stop()
    with closing(listening("127.0.0.1", 0)) as door, pytest.raises(AppError) as error:
        serving.start(port=door.getsockname()[1])
    assert error.value.reason.startswith("http.start.port.taken")


def test_it_ends_with_a_window_that_is_killed(tmp_path: Path) -> None:
    environment = {**os.environ, "DATA_DIR": str(tmp_path / "data"), "DATABASE_URL": "", "AUTH_REQUIRED": ""}
    command = [sys.executable, "-c", WINDOW]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, encoding="utf-8") as window:
        assert window.stdout is not None
        host, _, port = window.stdout.readline().strip().removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port)), timeout=10) as waiting:
            window.kill()
            with suppress(ConnectionResetError):  # where it ended before it took the connection
                assert waiting.recv(1) == b""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((host, int(port)), timeout=10)
