"""`serve`, `openapi` and `client` as processes of their own: start, stop, and what stands in the way."""

import json
import os
import re
import signal
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from subprocess import PIPE, Popen, run
from typing import Any

import httpx
import pytest
from sqlalchemy import URL

from core.database import sqlite_module, sqlite_url
from core.http import server
from core.http.server import listening
from core.http.threads import WRITERS
from core.migrate import downgrade, upgrade
from tests.http.conftest import API, LOCAL_TOKEN, Serve, reachable

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "core"]


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    for name in ("DATABASE_URL", "HOST", "PORT", "AUTH_REQUIRED", "SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    return {**os.environ, "DATA_DIR": str(tmp_path / "data"), "PYTHONUNBUFFERED": "1"}


@contextmanager
def serving(environment: dict[str, str], *options: str) -> Iterator[tuple["Popen[str]", str, str]]:
    """The adapter on a free port: the process, its address and what else it said at first."""
    command = [*COMMAND, "serve", "--port", "0", *options]
    with Popen(command, cwd=ROOT, env=environment, stdout=PIPE, stderr=PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        address = re.search(r"http://\S+?:\d+", first)
        try:
            assert address is not None, process.communicate(timeout=30)
            yield process, address[0], process.stdout.readline() if not options else ""
        finally:
            process.kill()


def failing(environment: dict[str, str], *arguments: str) -> str:
    """What a command that fails says, on one line."""
    done = run(
        [*COMMAND, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    return done.stderr


def stopped(process: "Popen[str]", number: int) -> tuple[int, str]:
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    return process.returncode, errors


@pytest.mark.skipif(os.name == "nt", reason="there, a process cannot be asked to stop")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_asked_to_stop(environment: dict[str, str], number: int) -> None:
    with serving(environment) as (process, address, more):
        token = re.fullmatch(r"Token: (\S+)\n", more)
        assert token
        assert httpx.get(f"{address}{API}/items/").status_code == 401
        headers = {"Authorization": f"Bearer {token[1]}"}
        assert httpx.post(f"{address}{API}/items/", json={"title": "a"}, headers=headers).status_code == 200
        assert httpx.get(f"{address}{API}/health").json() == {"status": "ok", "database": "current"}
        assert "cdn" not in httpx.get(f"{address}/docs").text
        assert stopped(process, number) == (0, "")
    listed = run([*COMMAND, "list", "items"], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert " a " in listed.stdout
    log = (Path(environment["DATA_DIR"]) / "logs/rowdesk.log").read_text(encoding="utf-8")
    assert "POST /api/v1/items/ 200" in log
    assert token[1] not in log


@pytest.mark.skipif(os.name == "nt", reason="there, a process cannot be asked to stop")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_by_a_signal_that_comes_right_after_its_first_line(environment: dict[str, str], number: int) -> None:
    with serving(environment, "--host", "127.0.0.1") as (process, _, _):
        assert stopped(process, number) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="there, a process cannot be asked to stop")
def test_a_second_signal_stops_the_work_under_way(environment: dict[str, str]) -> None:
    content = b"title\n" + b"a\n" * 1_500_000
    with serving(environment, "--no-token") as (process, address, _), socket.socket() as connection:
        place = (address.rpartition("/")[2].partition(":")[0], int(address.rpartition(":")[2]))
        connection.settimeout(30)
        connection.connect(place)
        head = f"POST {API}/items/import HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(content)}\r\n"
        connection.sendall(f"{head}Expect: 100-continue\r\n\r\n".encode())
        assert connection.recv(65536).startswith(b"HTTP/1.1 100 ")
        connection.sendall(content)
        process.send_signal(signal.SIGINT)
        while is_open(place):
            pass
        process.send_signal(signal.SIGINT)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
        assert (answer[:12], answer[-22:]) == (b"HTTP/1.1 503", b'\n{"detail":"Stopped."}')
        assert process.communicate(timeout=30)[1] == "Everybody who reaches this address may do everything.\n"
        assert process.returncode == 0
    log = (Path(environment["DATA_DIR"]) / "logs/rowdesk.log").read_text(encoding="utf-8")
    assert "POST /api/v1/items/import 503" in log.splitlines()[-1]
    assert "Traceback" not in log


def is_open(place: tuple[str, int]) -> bool:
    """Whether somebody listens there."""
    try:
        socket.create_connection(place, timeout=5).close()
    except ConnectionError:
        return False
    return True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_by_a_signal_that_comes_before_it_serves(serve: Serve, number: int) -> None:
    told: list[str] = []

    def ready(address: str) -> None:
        told.append(address)
        signal.raise_signal(number)

    before = signal.getsignal(number)
    server.run(serve().web, "127.0.0.1", 0, ready, patience=30)
    assert len(told) == 1
    assert signal.getsignal(number) == before


def test_no_writer_waits_for_all_before_it_while_another_program_writes(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also those who have to wait for their turn."""
    monkeypatch.setattr("core.database.BUSY_TIMEOUT_MS", 1000)
    served = serve(sqlite_url(tmp_path / "shared.db"))
    headers, body = {"Authorization": f"Bearer {LOCAL_TOKEN}"}, {"title": "a"}

    def refused(_number: int) -> float:
        begun = time.monotonic()
        answer = httpx.post(f"{place}{API}/items/", json=body, headers=headers, timeout=30)
        assert answer.status_code == 503
        return time.monotonic() - begun

    with (
        reachable(served) as place,
        closing(sqlite_module().connect(tmp_path / "shared.db", isolation_level=None)) as other,
        ThreadPoolExecutor(2 * WRITERS) as pool,
    ):
        assert httpx.get(f"{place}{API}/items/", headers=headers, timeout=30).status_code == 200
        other.execute("BEGIN IMMEDIATE")
        waited = list(pool.map(refused, range(2 * WRITERS)))
        other.execute("ROLLBACK")
        assert max(waited) < 2, waited
        assert httpx.post(f"{place}{API}/items/", json=body, headers=headers).status_code == 200


def test_without_a_token(environment: dict[str, str]) -> None:
    with serving(environment, "--no-token") as (_, address, _):
        assert httpx.get(f"{address}{API}/items/").json() == {"data": [], "count": 0}


@pytest.mark.parametrize(
    ("host", "names", "is_said"),
    [("0.0.0.0", "", True), ("0.0.0.0", "desk.example", False), ("127.0.0.1", "", False)],
)
def test_a_name_of_this_machine_has_to_be_allowed(
    environment: dict[str, str], host: str, names: str, is_said: bool
) -> None:
    with serving({**environment, "ALLOWED_HOSTS": names}, "--host", host) as (process, address, _):
        answer = httpx.get(f"{address}/", headers={"Host": "desk.example"})
        process.kill()
        _, said = process.communicate(timeout=30)
    assert answer.status_code == (200 if names else 400)
    assert ("ALLOWED_HOSTS" in said) == is_said


def test_people_who_sign_in(environment: dict[str, str]) -> None:
    environment |= {"AUTH_REQUIRED": "true"}
    create = [*COMMAND, "user", "create", "ann@example.org", "--password-stdin"]
    run(create, cwd=ROOT, env=environment, input="correct horse\n", capture_output=True, text=True, check=True)
    with serving(environment, "--no-token") as (process, address, _):
        assert httpx.get(f"{address}{API}/items/").status_code == 401
        form = {"username": "ann@example.org", "password": "correct horse"}
        token = httpx.post(f"{address}{API}/login/access-token", data=form).json()["access_token"]
        me = httpx.get(f"{address}{API}/users/me", headers={"Authorization": f"Bearer {token}"}).json()
        assert me["email"] == "ann@example.org"
        process.kill()
        assert process.communicate(timeout=30)[1] == "--no-token has no meaning here: people sign in (AUTH_REQUIRED).\n"


def test_a_port_in_use_is_named_with_its_holder(environment: dict[str, str]) -> None:
    with closing(listening("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        text = failing(environment, "serve", "--port", str(port))
    assert f"Port {port} on 127.0.0.1 is in use by" in text
    if sys.platform == "linux":
        assert f"(process {os.getpid()})" in text


def test_an_address_that_is_not_this_machine_s(environment: dict[str, str]) -> None:
    assert "192.0.2.1" in failing(environment, "serve", "--host", "192.0.2.1")
    assert "nowhere.invalid" in failing(environment, "serve", "--host", "nowhere.invalid")


@pytest.mark.parametrize("command", [("serve",), ("openapi",)])
def test_without_the_extra_the_message_says_how_to_install_it(
    environment: dict[str, str], tmp_path: Path, command: tuple[str, ...]
) -> None:
    blocked = tmp_path / "sitecustomize.py"
    blocked.write_text(
        "import importlib.util as util\nfound = util.find_spec\n"
        "util.find_spec = lambda name, package=None: None if name == 'fastapi' else found(name, package)\n",
        encoding="utf-8",
    )
    text = failing({**environment, "PYTHONPATH": str(tmp_path)}, *command)
    assert "python dev.py setup" in text


def test_a_database_of_another_version_is_refused(environment: dict[str, str], tmp_path: Path) -> None:
    from core.database import sqlite_module

    run([*COMMAND, "db", "upgrade"], cwd=ROOT, env=environment, capture_output=True, check=True)
    module: Any = sqlite_module()
    with closing(module.connect(tmp_path / "data/app.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999_later' WHERE version_num LIKE '000%'")
    assert "newer version" in failing(environment, "serve")


@pytest.mark.postgres
def test_a_shared_database_of_an_older_version_is_refused(environment: dict[str, str], postgres_url: URL) -> None:
    environment |= {"DATABASE_URL": postgres_url.render_as_string(hide_password=False)}
    for command in (("upgrade",), ("downgrade", "0001_users_and_items")):
        run([*COMMAND, "db", *command], cwd=ROOT, env=environment, capture_output=True, check=True)
    text = failing(environment, "serve", "--port", "0")
    assert text == "The database needs an upgrade before this version can use it. Run `db upgrade`.\n"


@pytest.mark.postgres
def test_health_tells_of_a_database_that_became_older(serve: Serve, postgres_url: URL) -> None:
    upgrade(postgres_url)
    served = serve(postgres_url)
    client = served.client()
    assert client.get(f"{API}/health").status_code == 200
    downgrade(postgres_url, "0001_users_and_items")
    response = client.get(f"{API}/health")
    assert (response.status_code, response.json()) == (503, {"status": "unavailable", "database": "older"})


@pytest.mark.skipif(os.name == "nt", reason="there, a file in use cannot be moved away")
def test_health_tells_of_a_file_that_was_moved_away(serve: Serve, tmp_path: Path) -> None:
    upgrade(sqlite_url(tmp_path / "0.db"))
    client = serve().local()
    assert client.post(f"{API}/items/", json={"title": "a"}).status_code == 200
    (tmp_path / "0.db").rename(tmp_path / "away.db")
    response = client.get(f"{API}/health")
    assert (response.status_code, response.json()) == (503, {"status": "unavailable", "database": "missing"})


def test_the_description_as_a_file(environment: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "openapi.json"
    run([*COMMAND, "openapi", str(file)], cwd=ROOT, env=environment, check=True, timeout=60)
    assert f"{API}/items/" in json.loads(file.read_text(encoding="utf-8"))["paths"]
    assert not Path(environment["DATA_DIR"]).exists()


@pytest.mark.parametrize("said", [None, "java.lang.UnsupportedClassVersionError", "Unable to locate a Java Runtime."])
def test_a_client_needs_java(environment: dict[str, str], tmp_path: Path, said: str | None) -> None:
    if said is not None and os.name == "posix":
        (tmp_path / "java").write_text(f"#!/bin/sh\necho '{said}' >&2\nexit 1\n")
        (tmp_path / "java").chmod(0o700)
    environment |= {"PATH": str(tmp_path)}
    assert "needs Java 11" in failing(environment, "client", "python", str(tmp_path / "client"))


@pytest.mark.parametrize("place", ["file", "file/client", "/proc/client"])
def test_a_client_that_can_be_written_nowhere(environment: dict[str, str], tmp_path: Path, place: str) -> None:
    if place.startswith("/proc") and sys.platform != "linux":
        pytest.skip("there, no folder is closed to everybody")
    (tmp_path / "file").write_text("kept")
    text = failing({**environment, "PATH": started(tmp_path)}, "client", "typescript", str(tmp_path / place))
    assert re.fullmatch(rf"Nothing can be written into {re.escape(str(tmp_path / place))}: .+\. Choose .+\n", text)
    assert (tmp_path / "file").read_text() == "kept"
    assert not (tmp_path / "was-started").exists()


def test_a_client_overwrites_no_files_but_its_own(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "README.md").write_text("kept")
    text = failing({**environment, "PATH": started(tmp_path)}, "client", "python", str(tmp_path / "mine"))
    assert text == f"{tmp_path / 'mine'} holds other files than a client's. Choose an empty folder.\n"
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["README.md"]
    assert not (tmp_path / "was-started").exists()


@pytest.mark.skipif(os.name == "nt", reason="there, a script is no program")
def test_of_an_earlier_client_nothing_outdated_stays(environment: dict[str, str], tmp_path: Path) -> None:
    client, files = tmp_path / "client", tmp_path / "client" / ".openapi-generator" / "FILES"
    files.parent.mkdir(parents=True)
    files.write_text("kept.py\nold.py\n../beside.py\n")
    for name in ("kept.py", "old.py", "own.py", "../beside.py"):
        (client / name).touch()
    environment |= {"PATH": started(tmp_path, f"printf 'kept.py\\nnew.py\\n' > {files}")}
    run([*COMMAND, "client", "python", str(client)], cwd=ROOT, env=environment, check=True, timeout=60)
    assert {path.name for path in client.iterdir()} == {".openapi-generator", "kept.py", "own.py"}
    assert (tmp_path / "beside.py").exists()


@pytest.mark.skipif(os.name == "nt", reason="there, a script is no program")
def test_what_the_generator_says_without_the_places_in_its_source(environment: dict[str, str], tmp_path: Path) -> None:
    said = "java.lang.Exception\\n\\tat made.Up(A.java)\\nCaused by: The disk is full\\n\\tat made.Up(B.java)\\n"
    environment |= {"PATH": started(tmp_path, f"printf '{said}' >&2; exit 1")}
    text = failing(environment, "client", "python", str(tmp_path / "client"))
    assert text.endswith("says: java.lang.Exception Caused by: The disk is full\n")


def started(folder: Path, script: str = "") -> str:
    """A path on which Java is, which leaves a file behind when it is started."""
    if os.name == "nt":
        (folder / "java.bat").write_text(f"echo > {folder / 'was-started'}\n")
    else:
        (folder / "java").write_text(f"#!/bin/sh\n: > {folder}/was-started\n{script}\n")
        (folder / "java").chmod(0o700)
    return str(folder)


def test_a_socket_takes_connections_at_once() -> None:
    with closing(listening("127.0.0.1", 0)) as door, socket.create_connection(door.getsockname()[:2], timeout=5):
        pass
