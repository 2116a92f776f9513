"""Passwords: hashed with argon2, older bcrypt hashes upgraded, checked in equal time, a few at once."""

import threading
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pwdlib import PasswordHash

UNUSABLE: Final = "!"
"""Stored where nobody can sign in with a password."""

_AT_ONCE: Final = 2
_BCRYPT: Final = "$2"
"""What the hashes of bcrypt begin with."""
_BCRYPT_BYTES: Final = 72
"""All that bcrypt looks at of a password; the hashes of longer ones were made of these."""


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

    def verify(self, password: str, stored: str | None) -> tuple[bool, str | None]:
        """Whether it is the password, and a better hash to store if the old one is outdated.

        With no usable hash to compare, as much time is spent on a made-up one.
        """
        decoy = self._decoy  # at each call, so that the first one takes long whoever is asked about
        if stored is None or stored == UNUSABLE:
            self._check(password, decoy)
            return False, None
        return self._check(password, stored)

    def _check(self, password: str, stored: str) -> tuple[bool, str | None]:
        given, of_bcrypt = password.encode("utf-8", "surrogatepass"), stored.startswith(_BCRYPT)
        with self._gate:
            right = self._hashes.verify(given[:_BCRYPT_BYTES] if of_bcrypt else given, stored)
            is_old = of_bcrypt or self._hashes.current_hasher.check_needs_rehash(stored)
            return right, self._hashes.hash(given) if right and is_old else None

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
