"""What a database driver raises, turned into the application's errors in this one place."""

import re
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from core.errors import AppError, CancelledError, ConflictError, DatabaseError, FieldProblem, InvalidError
from core.paths import is_full

_SQLITE = (
    (re.compile(r"no such (table|column)|has no column named", re.IGNORECASE), "database.schema"),
    (re.compile(r"interrupted", re.IGNORECASE), None),
    (re.compile(r"database (table )?is locked", re.IGNORECASE), "database.locked"),
    (re.compile(r"disk is full", re.IGNORECASE), "database.full"),
    (re.compile(r"disk I/O error", re.IGNORECASE), "database.unreadable"),
    (re.compile(r"readonly database|unable to open", re.IGNORECASE), "database.unwritable"),
    (re.compile(r"not a database|malformed|encrypted", re.IGNORECASE), "database.damaged"),
)
_OPTION: Final = re.compile(r"^(?:connection is bad: )?((?:invalid|bad) .*)")
"""What psycopg says of an address that it does not understand, before there is a connection."""
_POSTGRES = {
    "57014": None,
    "53100": "database.full",
    "25006": "database.unwritable",
    "42P01": "database.schema",
    "42703": "database.schema",
}


def translated(error: DBAPIError, where: str) -> AppError | DBAPIError:
    """The AppError that a driver error means for its user; the error itself where it is a bug of ours."""
    original = error.orig
    message = str(original)
    first = _first(error) if "no such savepoint" in message else None
    if first is not None:
        return first if isinstance(first, AppError) else translated(first, where)
    state: str | None = getattr(original, "sqlstate", None)
    unique = _unique_columns(message, state, original)
    if unique:
        return InvalidError([FieldProblem(column, "duplicate") for column in unique])
    if state == "23503" or "FOREIGN KEY constraint failed" in message:
        return ConflictError("in_use")
    if state is not None or error.connection_invalidated or "psycopg" in type(original).__module__:
        return _postgres(error, state, where)
    for pattern, code in _SQLITE:
        if pattern.search(message):
            return CancelledError() if code is None else DatabaseError(_exact(code, where), path=where, detail=message)
    return error


def _exact(code: str, where: str) -> str:
    """On a full disk SQLite may complain of anything but that."""
    return "database.full" if code in {"database.unreadable", "database.unwritable"} and is_full(Path(where)) else code


def _first(error: BaseException) -> AppError | DBAPIError | None:
    """The error before this one: where SQLite has taken back the whole transaction, its savepoints are gone, too."""
    while error.__context__ is not None:
        error = error.__context__
        if isinstance(error, AppError | DBAPIError):
            return error
    return None


def _unique_columns(message: str, state: str | None, original: object) -> list[str]:
    if found := re.search(r"UNIQUE constraint failed: (.+)", message):
        return [_field(*part.strip().split(".")) for part in found[1].split(",")]
    if state == "23505":
        diagnosis = getattr(original, "diag", None)
        found = re.search(r"\((.+?)\)=", getattr(diagnosis, "message_detail", "") or "")
        table = getattr(diagnosis, "table_name", "") or ""
        return [_field(table, part.strip().strip('"')) for part in found[1].split(",")] if found else []
    return []


def _field(table: str, column: str) -> str:
    """The field behind a column: the text itself where its stored key is what clashes."""
    known = SQLModel.metadata.tables.get(table)
    return column if known is None or column not in known.c else known.c[column].info.get("of", column)


def _postgres(error: DBAPIError, state: str | None, where: str) -> AppError | DBAPIError:
    if state in _POSTGRES:
        code = _POSTGRES[state]
        return CancelledError() if code is None else DatabaseError(code, path=where, detail=_first_line(error))
    _, refused, reason = str(error.orig).partition("FATAL: ")  # of a failed connection, nothing but this text is known
    if refused:
        return DatabaseError("database.refused", url=where, detail=reason.strip().splitlines()[0])
    if state is None and (option := _OPTION.search(str(error.orig))):
        return DatabaseError("database.url", detail=option[1].strip())
    if state is None or state[:2] in {"08", "57"}:
        return DatabaseError("database.unreachable", url=where)
    return error


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).splitlines()[0]
