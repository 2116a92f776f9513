"""How many blocking calls run at once: few, those that write apart from those that read."""

from collections.abc import Awaitable, Callable, Collection
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any, Final, TypeVar

from anyio import Semaphore
from anyio.lowlevel import RunVar
from starlette.concurrency import run_in_threadpool

from core.database import waiting_to_write
from core.http.door import Guarded

ResultT = TypeVar("ResultT")

READERS: Final = 3
"""Calls that read. Of 24 clients that read beside 8 that write, two serve a third fewer reads on SQLite, and four a
quarter fewer writes, on PostgreSQL too: more only take turns, and keep whoever writes waiting in the middle of it."""
WRITERS: Final = 4
"""Calls that write, which the database lets one after the other; who waits for one holds up no reader."""
MOVERS: Final = 4
"""Imports and exports, which take long."""


class Turns:
    """So many calls of one kind at a time, each on a thread; the others wait without one."""

    def __init__(self, name: str, most: int, waiting: Callable[[], AbstractContextManager[None]] = nullcontext) -> None:
        self._gate, self._most, self._waiting = RunVar[Semaphore](name), most, waiting

    async def take(self, work: Callable[..., ResultT], *values: Any, **named: Any) -> ResultT:
        """What the work gives, when its turn has come."""
        gate = self._gate.get(None)
        if gate is None:
            self._gate.set(gate := Semaphore(self._most))
        with self._waiting():
            async with gate:
                return await run_in_threadpool(work, *values, **named)


READING: Final = Turns("reading", READERS)
WRITING: Final = Turns("writing", WRITERS, waiting_to_write)
MOVING: Final = Turns("moving", MOVERS)


class Route(Guarded):
    """A guarded route whose blocking endpoint waits for its turn among those of its kind."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        if not iscoroutinefunction(endpoint):
            endpoint = _in_turn(endpoint, _turns(path, options.get("methods")))
        super().__init__(path, endpoint, **options)


def _turns(path: str, methods: Collection[str] | None) -> Turns:
    if path.endswith("/import"):
        return MOVING
    return READING if set(methods or ("GET",)) == {"GET"} else WRITING


def _in_turn(endpoint: Callable[..., Any], turns: Turns) -> Callable[..., Awaitable[Any]]:
    @wraps(endpoint)
    async def run(**values: Any) -> Any:
        return await turns.take(endpoint, **values)

    return run
