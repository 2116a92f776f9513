"""The tokens of people who signed in: made and read with one pinned algorithm."""

from datetime import timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

import jwt

from core import app_info
from core.errors import SignInError
from core.types import utc_now

ALGORITHM: Final = "HS256"
AUDIENCE: Final = f"{app_info.IDENTIFIER}/api"
CODER: Final[Any] = jwt
"""Its own types name keys of a package that symmetric algorithms do without."""
CLAIMS: Final = ["aud", "exp", "iat", "iss", "stamp", "sub"]


class Claim(NamedTuple):
    """Whose token it is, and the user's stamp when it was made."""

    user: UUID
    stamp: int


class Tokens:
    """Makes tokens and reads them back."""

    def __init__(self, key: str, minutes: int) -> None:
        self._key, self._life = key, timedelta(minutes=minutes)

    def issue(self, user: UUID, stamp: int) -> str:
        """A token for the user."""
        now = utc_now()
        times = {"iat": now, "exp": now + self._life}
        claims = {"sub": str(user), "stamp": stamp, "iss": app_info.IDENTIFIER, "aud": AUDIENCE, **times}
        return CODER.encode(claims, self._key, ALGORITHM)

    def read(self, token: str) -> Claim:
        """What a token says. SignInError unless it was made here, with this key, and still holds."""
        try:
            claims: dict[str, Any] = CODER.decode(
                token,
                self._key,
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                issuer=app_info.IDENTIFIER,
                options={"require": CLAIMS},
            )
            return Claim(UUID(claims["sub"]), int(claims["stamp"]))
        except (jwt.PyJWTError, ValueError, TypeError, OverflowError) as error:
            raise SignInError("sign_in.token") from error
