"""The migration scripts as plain text: which revisions there are, in which line, without importing Alembic."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, get_args

Line = Literal["engine", "app"]

LINES: Final[tuple[Line, ...]] = get_args(Line)
_FOLDERS: Final[dict[Line, str]] = {"engine": "engine", "app": "versions"}

_REVISION: Final = re.compile(r"""^revision\b[^=\n]*=\s*["']([^"']+)["']""", re.MULTILINE)
_DOWN: Final = re.compile(r"^down_revision\b[^=\n]*=\s*(\([^)]*\)|\[[^\]]*\]|[^\n]*)", re.MULTILINE)
_QUOTED: Final = re.compile(r"""["']([^"']+)["']""")
_TITLE: Final = re.compile(r'^"""(.*?)(?:"""|$)', re.MULTILINE)
_CREATED: Final = re.compile(r"""\bcreate_table\(\s*["']([^"']+)["']""")


@dataclass(frozen=True, slots=True)
class Revision:
    """One migration script."""

    id: str
    down: tuple[str, ...]
    line: Line
    title: str
    path: Path
    tables: frozenset[str]
    """The tables it creates."""


def migrations_folder() -> Path:
    """Where the migration scripts are: beside the package, in a source tree as in an installed or frozen one."""
    return Path(__file__).resolve().parents[1] / "migrations"


def line_folder(line: Line) -> Path:
    """Where one line's scripts are."""
    return migrations_folder() / _FOLDERS[line]


def revisions() -> dict[str, Revision]:
    """Every migration script by its id."""
    found = [_read(line, path) for line in LINES for path in sorted(line_folder(line).glob("*.py"))]
    if not found:
        raise FileNotFoundError(f"no migration in {migrations_folder()}: is the folder part of this build?")
    return {revision.id: revision for revision in found}


def known_revisions() -> frozenset[str]:
    """The ids of all migrations that this build knows."""
    return frozenset(revisions())


def heads() -> frozenset[str]:
    """The ids that no other migration follows: what an up-to-date database is stamped with."""
    known = revisions()
    return frozenset(known) - {down for revision in known.values() for down in revision.down}


def history() -> list[Revision]:
    """All migrations, oldest first within each line, the engine's line first."""
    return [revision for line in LINES for revision in _in_order(known_in(line))]


def known_in(line: Line) -> list[Revision]:
    """The migrations of one line."""
    return [revision for revision in revisions().values() if revision.line == line]


def applied(current: Iterable[str]) -> frozenset[str]:
    """The given revisions and everything that comes before them."""
    known, found, waiting = revisions(), set[str](), list(current)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += known[name].down if name in known else ()
    return frozenset(found)


def _read(line: Line, path: Path) -> Revision:
    text = path.read_text(encoding="utf-8")
    revision, down, title = _REVISION.search(text), _DOWN.search(text), _TITLE.search(text)
    if revision is None or down is None:
        raise ValueError(f"{path} is not a migration: it names no revision")
    return Revision(
        id=revision[1],
        down=tuple(_QUOTED.findall(down[1])),
        line=line,
        title=title[1].strip() if title else "",
        path=path,
        tables=frozenset(_CREATED.findall(text)),
    )


def _in_order(revisions: list[Revision]) -> list[Revision]:
    done: list[Revision] = []
    waiting = sorted(revisions, key=lambda revision: revision.id)
    while waiting:
        ids = {revision.id for revision in waiting}
        ready = [revision for revision in waiting if ids.isdisjoint(revision.down)]
        if not ready:
            raise ValueError(f"these migrations follow each other in a circle: {', '.join(sorted(ids))}")
        done += ready
        waiting = [revision for revision in waiting if revision not in ready]
    return done
