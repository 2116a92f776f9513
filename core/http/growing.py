"""A file that is sent while it is being written, by work that ends when nobody waits for it any more."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Final

from fastapi import Depends, Request

from core.errors import AppError
from core.http.errors import BrokenOffError
from core.http.threads import MOVING

AT_ONCE: Final = 65_536
"""Bytes that are sent at a time."""


class GrowingFile:
    """A file that a thread writes, saying so now and then, and that is read at the same time."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._loop, self._more = folder, asyncio.get_running_loop(), asyncio.Event()
        self._work: asyncio.Task[object] | None = None

    def grew(self, *_: object) -> None:
        """There may be more to read. Called on any thread."""
        self._loop.call_soon_threadsafe(self._more.set)

    async def written(self, name: str, write: Callable[[Path], object], *, whole: bool) -> AsyncIterator[bytes]:
        """Start to write; gives the parts once there are some, or all. Raises what goes wrong until then."""
        path = self._folder / name
        self._work = work = asyncio.create_task(MOVING.take(write, path))
        work.add_done_callback(self.grew)
        await (asyncio.wait([work]) if whole else self._more.wait())
        if work.done():
            work.result()
        return _parts(path, work, self._more)

    async def let_go(self) -> None:
        """Wait until nobody writes any more."""
        if self._work is not None:
            await asyncio.wait([self._work])
            if not self._work.cancelled():
                self._work.exception()


async def growing(request: Request) -> AsyncGenerator[GrowingFile]:
    """A file that is gone after the answer. Writing it is to stop when the client has gone, or has all."""
    cancel = request.state.cancel
    watch = asyncio.create_task(_gone(request))
    watch.add_done_callback(lambda _: cancel.cancel())
    with TemporaryDirectory(prefix="export-") as folder:
        file = GrowingFile(Path(folder))
        try:
            yield file
        finally:
            watch.cancel()
            await file.let_go()


Growing = Annotated[GrowingFile, Depends(growing)]


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _parts(path: Path, work: asyncio.Task[object], more: asyncio.Event) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        is_done = False
        while not is_done:
            is_done = work.done()
            more.clear()
            # What was just written is in memory still, so that reading it holds nobody up.
            while part := file.read(AT_ONCE):
                yield part
            if not is_done:
                await more.wait()
    try:
        work.result()
    except AppError as error:
        raise BrokenOffError from error
