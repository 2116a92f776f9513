"""Passwords: hashed with argon2, older bcrypt hashes upgraded, checked in equal time, a few at once."""

import threading
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sqlalchemy import ColumnElement

if TYPE_CHECKING:
    from pwdlib import PasswordHash

UNUSABLE: Final = "!"
"""Stored where nobody can sign in with a password."""

_AT_ONCE: Final = 2
_BCRYPT: Final = "$2"
"""What the hashes of bcrypt begin with."""
_BCRYPT_BYTES: Final = 72
"""All that bcrypt looks at of a password; the hashes of longer ones were made of these."""


def is_old(column: ColumnElement[str]) -> ColumnElement[bool]:
    """The condition that a stored hash is one of bcrypt."""
    return column.startswith(_BCRYPT)


class Passwords:
    """Hashing takes 64 MiB and a sixth of a second each, so that only a few run at the same time."""

    def __init__(self) -> None:
        self._gate = threading.BoundedSemaphore(_AT_ONCE)
        self._made: ContextVar[dict[str, list[str]] | None] = ContextVar("made_ahead", default=None)

    def hash(self, password: str) -> str:
        """The hash to store: one that was made ahead, where there is any."""
        made = (self._made.get() or {}).get(password)
        if made:
            return made.pop()
        with self._gate:
            return self._hashes.hash(password)

    @contextmanager
    def made_ahead(self, passwords: Iterable[str]) -> Generator[None]:
        """Hash now what `hash` is to give inside, once for each, where nobody has the time to wait for it."""
        made: dict[str, list[str]] = {}
        for password in passwords:
            made.setdefault(password, []).append(self.hash(password))
        token = self._made.set(made)
        try:
            yield
        finally:
            self._made.reset(token)

    def verify(self, password: str, stored: str | None, older: str | None = None) -> tuple[bool, str | None]:
        """Whether it is the password, and a better hash to store if the old one is outdated.

        With no usable hash to compare, as much time is spent on a made-up one. `older` is anybody's hash of bcrypt,
        while there is one: then each call takes the time of both algorithms. Otherwise the time of a wrong password
        would tell the accounts that still have such a hash from those that are not there.
        """
        decoy = self._decoy  # at each call, so that the first one takes long whoever is asked about
        usable = decoy if stored is None or stored == UNUSABLE else stored
        if older is not None:
            self._matches(password, decoy if usable.startswith(_BCRYPT) else older)
        if not self._matches(password, usable) or usable is decoy:
            return False, None
        is_old = usable.startswith(_BCRYPT) or self._hashes.current_hasher.check_needs_rehash(usable)
        return True, self._rehashed(password) if is_old else None

    def _matches(self, password: str, stored: str) -> bool:
        given = password.encode("utf-8", "surrogatepass")
        with self._gate:
            return self._hashes.verify(given[:_BCRYPT_BYTES] if stored.startswith(_BCRYPT) else given, stored)

    def _rehashed(self, password: str) -> str:
        with self._gate:
            return self._hashes.hash(password.encode("utf-8", "surrogatepass"))

    @cached_property
    def _hashes(self) -> "PasswordHash":
        # Imported at the first use: cryptography is no part of a quick start.
        from pwdlib import PasswordHash
        from pwdlib.hashers.argon2 import Argon2Hasher
        from pwdlib.hashers.bcrypt import BcryptHasher

        return PasswordHash((Argon2Hasher(), BcryptHasher()))

    @cached_property
    def _decoy(self) -> str:
        return self._hashes.hash("nobody's password")
