"""Exports over HTTP are sent while they are written, and nobody writes on when the client has gone."""

import asyncio
import socket
import tempfile
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi import Request

from core.context import CancelToken
from core.errors import CancelledError, TransferError
from core.http.errors import BrokenOffError
from core.http.growing import GrowingFile, growing
from core.models.item import ItemCreate
from tests.http.conftest import API, LOCAL_TOKEN, Serve, reachable

ROWS = 30_000


def using(work: Callable[[GrowingFile, CancelToken, asyncio.Event], Awaitable[Any]]) -> Any:
    """What the work gives with a file, what stops its writing, and what is set when the client goes."""

    async def run() -> Any:
        leaving, cancel = asyncio.Event(), CancelToken()

        async def receive() -> dict[str, Any]:
            await leaving.wait()
            return {"type": "http.disconnect"}

        request = Request({"type": "http", "state": {"cancel": cancel}}, receive)
        files = growing(request)
        try:
            return await work(await anext(files), cancel, leaving)
        finally:
            await files.aclose()

    return asyncio.run(run())


async def whole(parts: AsyncIterator[bytes]) -> bytes:
    return b"".join([part async for part in parts])


def test_what_is_written_is_read_before_the_rest_is_there() -> None:
    async def work(file: GrowingFile, _cancel: CancelToken, _leaving: asyncio.Event) -> bytes:
        was_read = threading.Event()

        def write(path: Path) -> None:
            with path.open("wb", buffering=0) as target:
                target.write(b"first ")
                file.grew()
                assert was_read.wait(20)
                target.write(b"second")

        parts = await file.written("a.csv", write, whole=False)
        first = await anext(parts)
        was_read.set()
        return first + b"| " + await whole(parts)

    assert using(work) == b"first | second"


def test_what_goes_wrong_at_once_is_an_answer_and_later_it_breaks_off() -> None:
    async def work(file: GrowingFile, _cancel: CancelToken, _leaving: asyncio.Event) -> None:
        went_on = threading.Event()

        def write(path: Path) -> None:
            path.write_bytes(b"first")
            file.grew()
            assert went_on.wait(20)
            raise TransferError("transfer.disk_full")

        parts = await file.written("a.csv", write, whole=False)
        went_on.set()
        with pytest.raises(BrokenOffError):
            await whole(parts)
        with pytest.raises(TransferError):
            await file.written("b.csv", write, whole=True)

    using(work)


def test_nobody_writes_for_a_client_that_has_gone() -> None:
    async def work(file: GrowingFile, cancel: CancelToken, leaving: asyncio.Event) -> None:
        stopped = threading.Event()

        def write(path: Path) -> None:
            path.write_bytes(b"first")
            file.grew()
            with cancel.interrupting(stopped.set):
                assert stopped.wait(20)
            cancel.raise_if_cancelled()

        parts = await file.written("a.csv", write, whole=False)
        assert await anext(parts) == b"first"
        leaving.set()
        with pytest.raises(BrokenOffError) as error:
            await whole(parts)
        assert isinstance(error.value.__cause__, CancelledError)

    using(work)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_hanging_up_leaves_nothing_behind(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, form: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    served = serve()
    records = (ItemCreate(title=f"Title {number}") for number in range(ROWS))
    served.app.service("items").create_many(served.app.context(), records)
    with reachable(served) as place:
        there = urlsplit(place)
        with socket.create_connection((there.hostname, there.port or 0), timeout=20) as connection:
            head = f"Host: {there.netloc}\r\nAuthorization: Bearer {LOCAL_TOKEN}\r\n\r\n"
            connection.sendall(f"GET {API}/items/export?format={form} HTTP/1.1\r\n{head}".encode())
            if form == "csv":
                assert connection.recv(15) == b"HTTP/1.1 200 OK"
    assert list((tmp_path / "temporary").iterdir()) == []
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
