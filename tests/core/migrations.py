"""Migration scripts written by tests, and databases of the first revision with people and what they own."""

import shutil
import subprocess
import sys
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent, indent
from types import MappingProxyType
from typing import Any

import pytest

from core import migrate, revisions
from core.database import sqlite_module, sqlite_url

SQLITE: Any = sqlite_module()
"""The application's own: two SQLite libraries in one process do not see each other's locks."""

ROOT = Path(__file__).resolve().parents[2]
FIRST = "0001_users_and_items"
ENGINE = next(name for name in revisions.heads() if name.startswith("engine_"))
"""The newest revision of the engine's own line, which every database here has."""

SCRIPT = '''"""{id}"""

import sqlalchemy as sa
from alembic import op

import core.migrate.fill
import core.types

revision = {id!r}
down_revision = {down!r}
branch_labels = None
depends_on = None
{head}

def upgrade() -> None:
{body}


def downgrade() -> None:
    pass
'''

USER_COLUMNS = "id, email, is_active, is_superuser, hashed_password, created_at, updated_at, version"
ITEM_COLUMNS = "id, title, title_key, owner_id, created_at, updated_at, version"


PREAMBLE = """
import sys
from pathlib import Path

from core import migrate, revisions
from core.database import sqlite_module, sqlite_url
from core.lock import FolderLock

revisions.migrations_folder = lambda: Path({folder!r})
"""


@dataclass
class Scripts:
    """A folder of migrations that can be added to."""

    folder: Path
    last: str = FIRST

    def add(self, name: str, body: str, head: str = "") -> Path:
        """Write the application's next migration."""
        text = SCRIPT.format(id=name, down=self.last, head=head, body=indent(dedent(body).strip(), "    "))
        path = self.folder / "versions" / f"{name}.py"
        path.write_text(text, encoding="utf-8")
        self.last = name
        return path

    def run(self, code: str) -> "subprocess.CompletedProcess[str]":
        """Run code in another process, on these scripts."""
        return subprocess.run(self._python(code), cwd=ROOT, capture_output=True, text=True, check=False)

    @contextmanager
    def running(self, code: str) -> Generator["subprocess.Popen[str]"]:
        """A process that has run the code and waits; ended at the end, as by a power cut."""
        waiting = f"{dedent(code)}\nprint('ready', flush=True)\nsys.stdin.read()"
        with subprocess.Popen(
            self._python(waiting), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            try:
                yield process
            finally:
                process.kill()

    def _python(self, code: str) -> list[str]:
        return [sys.executable, "-c", PREAMBLE.format(folder=str(self.folder)) + dedent(code)]


def number(n: int) -> bytes:
    return n.to_bytes(16, "big")


def fill_first_revision(
    database: Path, later: Mapping[str, object] = MappingProxyType({}), *, users: int = 20, items: int = 5
) -> None:
    """Users with some items each, put in by plain SQL as that revision stored them; `later` are columns since then."""
    now = "2026-01-02 03:04:05.000006"
    people = [
        (number(n), f"user{n}@example.com", True, False, "hash", now, now, 1, *later.values())
        for n in range(1, users + 1)
    ]
    owned = [
        (number(1000 * n + k), f"Äpfel {n}/{k}", f"apfel {n}/{k}", number(n), now, now, 1)
        for n in range(1, users + 1)
        for k in range(1, items + 1)
    ]
    with closing(SQLITE.connect(database)) as connection, connection:
        columns, marks = ", ".join((USER_COLUMNS, *later)), ", ".join("?" * len(people[0]))
        connection.executemany(f'INSERT INTO "user" ({columns}) VALUES ({marks})', people)
        connection.executemany(f"INSERT INTO item ({ITEM_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", owned)


def dump(database: Path) -> list[object]:
    """Schema and rows of a database."""
    with closing(SQLITE.connect(database)) as connection:
        schema = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        tables = [name for kind, name, _ in schema if kind == "table"]
        rows = [connection.execute(f'SELECT * FROM "{table}" ORDER BY 1').fetchall() for table in tables]
        return [schema, rows]


def stored(database: Path, query: str) -> list[tuple[object, ...]]:
    """What a query finds in a database file."""
    with closing(SQLITE.connect(database)) as connection:
        return connection.execute(query).fetchall()


def contents(folder: Path) -> Iterator[tuple[str, bytes, int]]:
    """Every file beside the lock: its name, bytes and time."""
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name != "lock":
            yield path.name, path.read_bytes(), path.stat().st_mtime_ns


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scripts:
    """A copy of the migrations of the first revision, in place of the project's."""
    folder = tmp_path / "migrations"
    shutil.copytree(revisions.migrations_folder(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (folder / "versions").glob("*.py"):
        if not path.name.startswith("0001_"):
            path.unlink()
    monkeypatch.setattr(revisions, "migrations_folder", lambda: folder)
    return Scripts(folder)


@pytest.fixture
def database(scripts: Scripts, tmp_path: Path) -> Path:
    """A database of the first revision, filled with parents and children."""
    path = tmp_path / "data" / "app.db"
    migrate.upgrade(sqlite_url(path))
    fill_first_revision(path)
    return path
