"""Cursors: where a page ended, with the values that its last record had then, so that nobody moves it by writing."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from pydantic_core import from_json, to_json

from core.http.errors import misplaced
from core.services.reading import Place

LONGEST: Final = 10_000
"""Characters of a cursor. One that would have more is the bare id of its record."""
_SEAL: Final = 16
"""Bytes of what only this adapter can add, so that what a cursor holds needs no suspicion."""


class Cursors:
    """Makes cursors and reads them back."""

    def __init__(self, key: str) -> None:
        self._key = f"cursor {key}".encode()

    def written(self, place: Mapping[str, Any]) -> str:
        """The cursor of a record, by the values of the fields that it was sorted by."""
        content = to_json(place)
        text = urlsafe_b64encode(self._seal(content) + content).decode("ascii")
        return text if len(text) <= LONGEST else str(place["id"])

    def read(self, text: str) -> UUID | Place:
        """What a cursor holds, or the id that somebody wrote by hand."""
        try:
            return UUID(text)
        except ValueError:
            return self._opened(text)

    def _opened(self, text: str) -> Place:
        try:
            whole = urlsafe_b64decode(text.encode("ascii"))
        except ValueError:
            whole = b""
        seal, content = whole[:_SEAL], whole[_SEAL:]
        if not hmac.compare_digest(seal, self._seal(content)):
            raise misplaced("query", "cursor", "is no cursor of this address", "cursor")
        return from_json(content)

    def _seal(self, content: bytes) -> bytes:
        return hmac.digest(self._key, content, "sha256")[:_SEAL]
