"""Addresses of databases: checked before use, and shown without what is secret in them."""

import re
from pathlib import Path
from typing import Final

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from core.errors import DatabaseError

_SECRET: Final = re.compile(r"pass(?!file)|secret|token|key", re.IGNORECASE)
"""Options of a server's address whose values nobody else may read."""


def database_url(address: str) -> URL:
    """A checked DATABASE_URL; DatabaseError where it makes no sense."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise _wrong("it is no address of a database") from error
    if url.drivername not in {"sqlite", "sqlite+pysqlite", "postgresql+psycopg"}:
        raise _wrong(f"{url.drivername} is not supported, postgresql+psycopg and sqlite are")
    if url.get_backend_name() == "sqlite":
        _check_file(url)
    elif "@" in (url.host or ""):
        raise _wrong("an @ inside the password is written as %40")
    return url


def shown_url(url: URL) -> str:
    """A server's address without a password, wherever it stands in it."""
    hidden = {name: "***" for name in url.query if _SECRET.search(name)}
    return url.update_query_dict(hidden).render_as_string(hide_password=True)


def _check_file(url: URL) -> None:
    if url.database in {None, "", ":memory:"}:
        raise _wrong("it names no file")
    if url.query:
        raise _wrong(f"a file has no options such as {next(iter(url.query))}")
    folder = Path(url.database or "").parent
    if not folder.is_dir():
        raise _wrong(f"there is no folder {folder}")


def _wrong(detail: str) -> DatabaseError:
    return DatabaseError("database.url", detail=detail)
