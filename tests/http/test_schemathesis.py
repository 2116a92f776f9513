"""The described interface, asked everything that Schemathesis thinks of: no server error, no broken promise."""

from collections.abc import Iterator
from typing import Any, Final
from uuid import uuid4

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.engine.events import FatalError, NonFatalError, ScenarioFinished
from sqlalchemy import URL

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


def failures(served: Served, only: str, examples: int) -> Iterator[str]:
    """What goes wrong, in words, with the operations of these paths."""
    settings = {
        "seed": 1,
        "generation": {"max-examples": examples, "deterministic": True},
        "checks": {"positive_data_acceptance": {"expected-statuses": ACCEPTED}},
    }
    with reachable(served) as place:
        config = SchemathesisConfig.from_dict(settings)
        schema = schemathesis.openapi.from_url(f"{place}/openapi.json", config=config).include(path_regex=only)
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


@pytest.mark.slow
@pytest.mark.parametrize("auth_required", [False, True])
def test_everything(serve: Serve, empty_url: URL, auth_required: bool) -> None:
    upgrade(empty_url)
    assert list(failures(serve(empty_url, auth_required=auth_required), ".", 5)) == []
