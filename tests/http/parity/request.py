"""What is asked over HTTP."""

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tests.http.conftest import API


@dataclass(frozen=True)
class Request:
    """A request about a collection, whose service there is beside it, or about none."""

    method: str
    service: Any
    path: str
    named: tuple[UUID, ...] = ()
    """The records in it."""
    place: str = "body"
    """Where the values stand that the service is given."""
    options: dict[str, Any] = field(default_factory=dict[str, Any])

    @property
    def url(self) -> str:
        """The whole path."""
        return f"{API}/{self.service.entity.name}{self.path}" if self.service else f"{API}{self.path}"


def sent(body: Any, version: int | None = None) -> dict[str, Any]:
    """A body of JSON, for a record at this version. Half a character is sent too, as JSON can write it."""
    headers = {} if version is None else {"If-Match": f'"{version}"'}
    return {"content": json.dumps(body), "headers": {"Content-Type": "application/json", **headers}}
