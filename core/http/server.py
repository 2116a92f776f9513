"""Runs the adapter on a port until it is told to stop."""

import asyncio
import errno
import logging
import os
import signal
import socket
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from pathlib import Path
from types import FrameType
from typing import Final, NamedTuple

import uvicorn
from fastapi import FastAPI
from typing_extensions import override

from core.errors import AppError
from core.http import parent
from core.http.connection import HEAD_BYTES, patient
from core.http.guard import Underway
from core.logs import logger

STOPPING: Final = 10
"""Seconds that requests under way have when it stops; then their work is asked to end, and what it did is undone."""
ENDING: Final = 4
"""Seconds that it takes them at most; then nobody waits for them."""
HURRIED: Final = 1
"""Seconds of either kind where it is attached: the window that started it waits for it, and a person for the window."""
IDLE: Final = 15
"""Seconds after which a connection on which nothing happens is closed."""

KEPT: Final = 256 * 1024
"""Bytes that the system keeps of what a client has still to take. With its usual megabytes, it would take minutes to
tell one who takes little at a time from one who takes nothing."""

LOOKING: Final = 1
"""Seconds between two looks at whether the parent is still there."""


class Server(uvicorn.Server):
    """A server that gives the work under way some time to end, and then asks it to stop; at a second signal at once."""

    def __init__(self, config: uvicorn.Config, underway: Underway, stopping: float) -> None:
        super().__init__(config)
        self._underway, self._stopping = underway, stopping

    @override
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._underway.hurry()
        timer = asyncio.get_running_loop().call_later(self._stopping, self._underway.stop)
        try:
            await super().shutdown(sockets)
        finally:
            timer.cancel()
            self._underway.stop()

    @override
    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self.should_exit:
            asyncio.get_running_loop().call_soon_threadsafe(self._underway.stop)
        else:
            super().handle_exit(sig, frame)


class OwnLog(logging.Handler):
    """What the server says goes where everything else is said: nobody may read what it prints."""

    @override
    def emit(self, record: logging.LogRecord) -> None:
        logger("http").handle(record)


def run(
    app: FastAPI, host: str, port: int, ready: Callable[[str], None], *, patience: float, attached: bool = False
) -> None:
    """Serve until SIGINT or SIGTERM; `ready` gets the address. AppError where the port cannot be had.

    A client has `patience` seconds for the head of a request. Where it is `attached`, it also ends with its parent.
    """
    server = server_of(app, patience, attached=attached)
    with closing(listening(host, port)) as door, _ending(server):
        ready(address(door))
        if attached:
            _end_with_parent(server)
        server.run(sockets=[door])


def server_of(app: FastAPI, patience: float, *, attached: bool = False) -> uvicorn.Server:
    """The server, still to be run on a socket."""
    stopping, ending = (HURRIED, HURRIED) if attached else (STOPPING, ENDING)
    config = uvicorn.Config(
        app,
        http=patient(patience),
        h11_max_incomplete_event_size=HEAD_BYTES,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=IDLE,
        timeout_graceful_shutdown=stopping + ending,
    )
    said = logging.getLogger("uvicorn")
    said.handlers, said.propagate = [OwnLog(logging.WARNING)], False
    return Server(config, app.state.underway, stopping)


def _end_with_parent(server: uvicorn.Server) -> None:
    async def look() -> None:
        server.should_exit = server.should_exit or not parent.holds_on()

    server.config.callback_notify = look
    server.config.timeout_notify = LOOKING


def listening(host: str, port: int) -> socket.socket:
    """A socket bound to the port. AppError says who has it, where that can be found out."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        door = socket.socket(family, kind, protocol)
    except OSError as error:
        raise AppError("http.port", host=host, port=str(port), detail=error.strerror or "no such host") from error
    try:
        # On Windows the option that elsewhere permits a quick restart lets two programs share a port.
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR if os.name == "posix" else _EXCLUSIVE, 1)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KEPT)
        door.bind(place)
        door.listen(128)
    except OSError as error:
        door.close()
        if error.errno != errno.EADDRINUSE:
            raise AppError("http.port", host=host, port=str(port), detail=error.strerror or "refused") from error
        found = holder(port)
        if found is None:
            raise AppError("http.port.taken.unknown", host=host, port=str(port)) from error
        process, name = found
        raise AppError("http.port.taken", host=host, port=str(port), holder=name, process=str(process)) from error
    return door


_EXCLUSIVE: Final = ~socket.SO_REUSEADDR
"""SO_EXCLUSIVEADDRUSE, which only Windows has."""


def address(door: socket.socket) -> str:
    """Where a browser finds it."""
    host, port = door.getsockname()[:2]
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{name}:{port}"


class Holder(NamedTuple):
    """A program that listens on a port."""

    process: int
    name: str


def holder(port: int) -> Holder | None:
    """The program that listens on a port, as far as Linux tells."""
    inodes = {f"socket:[{inode}]" for table in ("tcp", "tcp6") for inode in _listeners(Path("/proc/net") / table, port)}
    for process in Path("/proc").glob("[0-9]*") if inodes else ():
        if _holds(process, inodes):
            return Holder(int(process.name), _name(process))
    return None


def _listeners(table: Path, port: int) -> list[str]:
    """The inodes of the sockets that listen on the port, in a table of the kernel's."""
    try:
        rows = [line.split() for line in table.read_text(encoding="ascii").splitlines()[1:]]
    except OSError:
        return []
    return [row[9] for row in rows if row[3] == "0A" and row[1].rpartition(":")[2] == f"{port:04X}"]


def _holds(process: Path, inodes: set[str]) -> bool:
    try:
        return any(str(link.readlink()) in inodes for link in (process / "fd").iterdir())
    except OSError:
        return False


def _name(process: Path) -> str:
    try:
        return (process / "comm").read_text(encoding="utf-8").strip() or "?"
    except OSError:
        return "?"


@contextmanager
def _ending(server: uvicorn.Server) -> Generator[None]:
    """End the server also by a signal that comes before it listens to signals itself.

    When it has ended, it sends itself once more the signal that ended it: nobody needs it then.
    """

    def end(_number: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
