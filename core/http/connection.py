"""One connection: how long a client may take to say what it wants and to take the answer, and what is no HTTP."""

import asyncio
import json
from functools import partial
from typing import Any, Final

import h11
from typing_extensions import override
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES, H11Protocol

from core.errors import AppError
from core.messages import describe

HEAD_BYTES: Final = 512 * 1024
"""Room for expressions of every script as long as they may be, percent-encoded."""


LEAVING: Final = 1.0
"""Seconds in which a client has to take something of its answer, or to send the rest of a body, once the server is to
stop."""


class Connection(H11Protocol):
    """A connection that is closed when the client is slow with a request's head, or takes nothing of its answer.

    It refuses in JSON.
    """

    def __init__(self, *arguments: Any, patience: float, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._patience, self._timer = patience, None
        self._pace, self._resumed, self._left, self._look = patience, 0, (0, 0), None

    _timer: asyncio.TimerHandle | None
    _look: asyncio.TimerHandle | None
    """When it is looked again whether the client has taken something."""
    _left: tuple[int, int]
    """How often the client had made room, and what it had still to take, at the last look."""

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        super().connection_made(transport)
        self._watch()
        self._look_again()

    @override
    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_watching()
        self._stop_looking()
        super().connection_lost(exc)

    @override
    def resume_writing(self) -> None:
        self._resumed += 1
        super().resume_writing()

    @override
    def shutdown(self) -> None:
        super().shutdown()
        self._pace = min(self._pace, LEAVING)
        self._stop_looking()
        self._look_again()

    @override
    def send_400_response(self, msg: str) -> None:
        self._refuse(400, msg)

    def _watch(self) -> None:
        """Wait for the client only where nothing but the client is waited for."""
        answered = self.conn.our_state in {h11.DONE, h11.MUST_CLOSE}
        if self.conn.their_state is not h11.IDLE and not (answered and self.conn.their_state is h11.SEND_BODY):
            self._stop_watching()
        elif self._timer is None:
            self._timer = self.loop.call_later(self._patience, self._give_up)

    def _stop_watching(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look_again(self) -> None:
        """Hang up on a client that has taken nothing since the last look: closing would wait for it to take all."""
        left = self._resumed, self.transport.get_write_buffer_size()
        if left[1] and left == self._left:
            self.transport.abort()
        else:
            self._left, self._look = left, self.loop.call_later(self._pace, self._look_again)

    def _stop_looking(self) -> None:
        if self._look is not None:
            self._look.cancel()
            self._look = None

    def _give_up(self) -> None:
        if self.conn.our_state is h11.IDLE and not self.transport.is_closing():
            self._refuse(408, describe(AppError("http.slow")))
        self.transport.close()

    def _refuse(self, status: int, text: str) -> None:
        body = json.dumps({"detail": text}).encode()
        headers = [("content-type", "application/json"), ("content-length", str(len(body))), ("connection", "close")]
        answer = h11.Response(status_code=status, headers=headers, reason=STATUS_PHRASES[status])
        for event in (answer, h11.Data(data=body), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()


def patient(seconds: float) -> Any:
    """The protocol for a server whose clients have so many seconds for a request's head, or to take something."""
    return partial(Connection, patience=seconds)
