"""One connection: how long a client may take to say what it wants, and what it hears when that is no HTTP."""

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


class Connection(H11Protocol):
    """A connection that is closed when the client is slow with a request's head, and that refuses in JSON."""

    def __init__(self, *arguments: Any, patience: float, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._patience, self._timer = patience, None

    _timer: asyncio.TimerHandle | None

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        super().connection_made(transport)
        self._watch()

    @override
    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_watching()
        super().connection_lost(exc)

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
    """The protocol for a server whose clients have so many seconds for a request's head."""
    return partial(Connection, patience=seconds)
