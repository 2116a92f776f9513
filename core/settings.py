"""What can be set from outside: the environment's settings, and the secrets that are made once."""

import os
import re
import secrets
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.addresses import database_url
from core.errors import DatabaseError, SettingsError
from core.messages import describe_problem, problem_of
from core.paths import DataFolder, create_private, default_data_dir

LONGEST_NAME: Final = 200
"""Bytes of the name of the database file; room is left for what stands beside it."""

_NAME: Final = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?", re.IGNORECASE)
"""The name of a machine, as browsers send it."""
_SECRET: Final = re.compile(r"[!-~]{32,}")
"""What nobody guesses, in characters that a header takes."""


class Settings(BaseSettings):
    """The environment's settings; see the README's table."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True)

    data_dir: Path = Field(default_factory=default_data_dir)
    database_name: str = "app.db"
    database_url: SecretStr | None = None
    host: str = "127.0.0.1"
    port: int = Field(default=1430, ge=0, le=65535)
    allowed_hosts: str = ""
    """See `hosts`; commas between the names."""
    auth_required: bool = False
    sign_in_failures: int = Field(default=20, ge=1)
    """Wrong passwords for one account before it has to wait."""
    request_seconds: float = Field(default=30, gt=0)
    """How long a client may take to send a request, for an import ten times as long; or to take some of an answer."""
    token_minutes: int = Field(default=8 * 24 * 60, ge=1, le=10 * 366 * 24 * 60)
    secret_key: SecretStr | None = None
    synchronous: Literal["FULL", "NORMAL"] = "FULL"
    echo_sql: bool = False

    @field_validator("database_name")
    @classmethod
    def _plain_name(cls, name: str) -> str:
        if Path(name).name != name or len(name.encode()) > LONGEST_NAME:
            raise ValueError(f"must be a file name without folders, of at most {LONGEST_NAME} bytes")
        if DataFolder(Path()).is_taken(name):
            raise ValueError("must be another name than those of the other files in the data directory")
        return name

    @field_validator("allowed_hosts")
    @classmethod
    def _plain_hosts(cls, names: str) -> str:
        if not all(map(_is_host, _hosts(names))):
            raise ValueError(
                "must be names such as data.example.org, commas between them: no scheme, no port, no asterisk"
            )
        return names

    @property
    def hosts(self) -> tuple[str, ...]:
        """Names, beside this machine's own, under which the HTTP adapter may be addressed."""
        return _hosts(self.allowed_hosts)

    @property
    def folder(self) -> DataFolder:
        """The data directory's locations."""
        return DataFolder(self.data_dir, self.database_name)


def _hosts(names: str) -> tuple[str, ...]:
    """The names in a list. The brackets around an address of IPv6 belong to what stands around it, not to its name."""
    found = (name.strip() for name in names.split(","))
    return tuple(name[1:-1] if name[:1] + name[-1:] == "[]" else name for name in found if name)


def _is_host(name: str) -> bool:
    """Whether it is a machine's name, or an address."""
    try:
        ip_address(name)
    except ValueError:
        return _NAME.fullmatch(name) is not None
    return True


def load_settings(**values: Any) -> Settings:
    """The settings, with values that win over the environment. SettingsError names the variable that makes no sense."""
    try:
        settings = Settings(**values)
    except ValidationError as error:
        first = problem_of(error.errors(include_url=False)[0])
        raise SettingsError(
            "settings.value", name=first.field.upper() or "settings", detail=describe_problem(first)
        ) from error
    if settings.database_url is not None:
        database_url(settings.database_url.get_secret_value())
    return settings


def secret_key(settings: Settings) -> str:
    """The key that signs tokens: from the environment, or made once and kept in the data directory."""
    if settings.secret_key is not None:
        key = settings.secret_key.get_secret_value()
        if len(key.encode()) < 32:
            raise SettingsError("settings.value", name="SECRET_KEY", detail="must have at least 32 bytes")
        return key
    return _kept(settings.folder.secret_key)


def local_token(settings: Settings) -> str:
    """What opens the HTTP adapter where nobody signs in: made once, kept in the data directory."""
    return _kept(settings.folder.local_token)


def _kept(path: Path) -> str:
    """A random text in a file that only its owner can read. SettingsError where a file holds nothing that is secret."""
    try:
        if not path.exists():
            create_private(path, secrets.token_urlsafe(48).encode())
        if os.name == "posix" and path.stat().st_mode & 0o077:
            path.chmod(0o600)
        text = path.read_bytes().rstrip().decode("latin-1")
    except OSError as error:
        raise DatabaseError("database.unwritable", path=str(path)) from error
    if _SECRET.fullmatch(text) is None:
        raise SettingsError("settings.secret", path=str(path))
    return text
