"""Single calls to the real adapter, beside the same calls to plain routes, both over loopback; and signing in."""

import http.client
import json
import tempfile
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

from tests.bench.report import Figure, alone, beside, medians_ms
from tests.bench.servers import adapter, calls, plain, signed_in

CALLS = 300
TRIES = 200
PEER = "FastAPI + SQLModel over loopback"


def figures() -> list[Figure]:
    """Each call beside the peer's, without a goal; and how far the times of two failures to sign in are apart."""
    return [*_calls(), _sign_in()]


def _calls() -> list[Figure]:
    with (
        tempfile.TemporaryDirectory() as name,
        plain(Path(name), "NORMAL") as their_port,
        adapter(Path(name), "NORMAL") as our_port,
        calls(their_port) as theirs,
        calls(our_port) as our,
    ):
        found: list[Figure] = []
        for call in our:
            mine, peers = medians_ms((our[call], theirs[call]), CALLS)
            label = f"adapter: {call}, synchronous=NORMAL"
            found.append(beside(label, mine, "ms", PEER, peers, at_least=None, more_is_better=False))
        return found


def _sign_in() -> Figure:
    """Medians for a wrong password and for an unknown e-mail, which nobody may tell apart."""
    with (
        tempfile.TemporaryDirectory() as name,
        signed_in(Path(name), "ann@example.org") as port,
        closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection,
    ):

        def fail(email: str) -> None:
            form = urlencode({"username": email, "password": "wrong"})
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", "/api/v1/login/access-token", form, headers)
            answer = connection.getresponse()
            if answer.status != http.client.BAD_REQUEST:
                raise RuntimeError(json.loads(answer.read()))
            answer.read()

        wrong, unknown = medians_ms((lambda _: fail("ann@example.org"), lambda _: fail("nobody@example.org")), TRIES)
    apart = abs(wrong - unknown) / max(wrong, unknown) * 100
    return alone(f"sign-in: wrong {wrong:.0f} ms, unknown {unknown:.0f} ms, apart", apart, "%", at_most=10)
