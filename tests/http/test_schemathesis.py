"""The described interface, asked everything that Schemathesis thinks of: no server error, no broken promise."""

from collections.abc import Iterator
from typing import Any, Final
from uuid import uuid4

import httpx
import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.engine.events import FatalError, NonFatalError, ScenarioFinished
from sqlalchemy import URL

from core.errors import SignInError
from core.http.door import LocalDoor
from core.migrate import upgrade
from tests.http.conftest import LOCAL_TOKEN, Serve, Served, reachable

ACCEPTED: Final = ["2xx", "3xx", "400", "401", "403", "404", "409", "412", "422", "429"]
"""For data that fits the description: the defaults, and what depends on the data in the database."""


class Superuser:
    """A token for each request: of the local user, or of a superuser who is replaced when a request disabled them."""

    served: Served

    def get(self, _case: Any, _context: Any) -> str:
        if not self.served.app.settings.auth_required:
            return LOCAL_TOKEN
        return self.served.token_of(self.served.person(f"{uuid4()}@example.org", is_superuser=True))

    def set(self, case: Any, token: str, _context: Any) -> None:
        case.headers["Authorization"] = f"Bearer {token}"


def described(place: str) -> dict[str, Any]:
    """The interface as it describes itself, but for the form that gives tokens: the tool knows no token by that.

    As what they are, bearer tokens, it takes them away and puts others in their place.
    """
    found = httpx.get(f"{place}/openapi.json").json()
    schemes = found["components"]["securitySchemes"]
    found["components"]["securitySchemes"] = {name: {"type": "http", "scheme": "bearer"} for name in schemes}
    return found


def failures(served: Served, only: str, examples: int) -> Iterator[str]:
    """What goes wrong, in words, with the operations of these paths."""
    with reachable(served) as place:
        yield from failures_at(place, served, only, examples)


def failures_at(place: str, served: Served, only: str, examples: int) -> Iterator[str]:
    settings = {
        "base-url": place,
        "seed": 1,
        "generation": {"max-examples": examples, "deterministic": True},
        "checks": {"positive_data_acceptance": {"expected-statuses": ACCEPTED}},
    }
    config = SchemathesisConfig.from_dict(settings)
    schema = schemathesis.openapi.from_dict(described(place), config=config).include(path_regex=only)
    schema.auth(refresh_interval=None)(type("Caller", (Superuser,), {"served": served}))
    for event in from_schema(schema).execute():
        match event:
            case FatalError():
                raise event.exception
            case NonFatalError():
                yield f"{event.label}: {event.info.format()}"
            case ScenarioFinished():
                for checks in event.recorder.checks.values():
                    yield from (told(check) for check in checks if check.failure_info is not None)
            case _:
                pass


def told(check: Any) -> str:
    return f"{check.name}: {check.failure_info.failure}\n{check.failure_info.code_sample}"


@pytest.mark.parametrize("auth_required", [False, True])
def test_a_sample(serve: Serve, empty_url: URL, auth_required: bool) -> None:
    upgrade(empty_url)
    assert list(failures(serve(empty_url, auth_required=auth_required), "/items/$", 1)) == []


class AnyToken(LocalDoor):
    """Asks for a token, and looks no further."""

    async def admit(self, token: str | None) -> None:
        if token is None:
            raise SignInError("sign_in.required")


@pytest.mark.parametrize("auth_required", [False, True])
@pytest.mark.parametrize("door", [LocalDoor, AnyToken])
def test_the_sample_notices_a_door_that_is_open(serve: Serve, auth_required: bool, door: type[LocalDoor]) -> None:
    served = serve(auth_required=auth_required)
    served.web.state.door = door(served.app, None)
    found = list(failures(served, "/items/$", 1))
    assert any(failure.startswith("ignored_auth") for failure in found)


@pytest.mark.slow
@pytest.mark.parametrize("auth_required", [False, True])
def test_everything(serve: Serve, empty_url: URL, auth_required: bool) -> None:
    upgrade(empty_url)
    assert list(failures(serve(empty_url, auth_required=auth_required), ".", 5)) == []
