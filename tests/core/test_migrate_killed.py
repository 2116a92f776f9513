"""Processes that die while they create, upgrade or restore: the file is the old one or the new one, complete."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core import migrate
from core.backup import backup
from core.database import sqlite_url
from core.migrate import State
from core.whole_files import verify
from tests.core.migrations import Scripts, database, dump, scripts, stored

__all__ = ["database", "scripts"]

KILL = """
import os
import signal

from sqlalchemy import Engine, event

points = {points}

def point(*_args, **_options):
    global points
    points -= 1
    if points == 0:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

def audit(name, arguments):
    if name in ("open", "os.rename", "os.remove") and {folder!r} in str(arguments[0]):
        point()

sys.addaudithook(audit)
for name in ("before_cursor_execute", "commit"):
    event.listen(Engine, name, point)
"""

Kill = Callable[[str, int], bool]


@pytest.fixture
def kill(scripts: Scripts, tmp_path: Path) -> Kill:
    """Runs code that is killed at its n-th step; whether it was."""

    def run(code: str, points: int) -> bool:
        done = scripts.run(KILL.format(points=points, folder=str(tmp_path / "data")) + code + "\nprint(points)")
        assert done.returncode != 0 or done.stdout, done.stderr
        assert done.returncode <= 0, done.stderr
        return done.returncode != 0

    return run


def some(count: int) -> list[object]:
    """A few steps in the normal run, all of them in the slow one."""
    few = {1, 3, count // 3, count // 2, count - 4, count}
    return [pytest.param(n, marks=() if n in few else pytest.mark.slow) for n in range(1, count + 1)]


@pytest.mark.parametrize("points", some(50))
def test_killed_while_upgrading(database: Path, scripts: Scripts, kill: Kill, points: int) -> None:
    scripts.add(
        "0002_parents",
        """
        with op.batch_alter_table("user", recreate="always") as batch:
            batch.add_column(sa.Column("remark", sa.Text(), nullable=True))
        core.migrate.fill.fill(op.get_bind(), "user", "remark", sa.Text(), "none")
        """,
    )
    before, items = dump(database), stored(database, "SELECT * FROM item ORDER BY id")
    killed = kill(f"migrate.upgrade(sqlite_url(Path({str(database)!r})))", points)
    assert killed or migrate.state(database) is State.CURRENT
    assert migrate.state(database) in {State.OLDER, State.CURRENT}
    if migrate.state(database) is State.OLDER:
        assert dump(database) == before
    assert migrate.upgrade(sqlite_url(database)).after == migrate.heads()
    assert stored(database, "SELECT * FROM item ORDER BY id") == items
    assert stored(database, 'SELECT DISTINCT remark, count(*) FROM "user"') == [("none", 20)]
    assert verify(database) == []


@pytest.mark.parametrize("points", some(32))
def test_killed_while_creating(tmp_path: Path, scripts: Scripts, kill: Kill, points: int) -> None:
    path = tmp_path / "data" / "app.db"
    kill(f"migrate.upgrade(sqlite_url(Path({str(path)!r})))", points)
    assert migrate.state(path) in {State.MISSING, State.CURRENT}
    migrate.upgrade(sqlite_url(path))
    assert migrate.state(path) is State.CURRENT
    assert verify(path) == []


@pytest.mark.parametrize("points", some(18))
def test_killed_while_restoring(database: Path, scripts: Scripts, kill: Kill, points: int) -> None:
    file = backup(database, database.parent / "kept.db")
    old = dump(file)
    with scripts.running(
        f"""
        import sqlite3
        other = sqlite3.connect({str(database)!r})
        other.execute("UPDATE item SET title = 'in the log'")
        other.commit()
        """
    ):
        pass
    new = dump(database)
    code = f"from core.backup import restore\nrestore(Path({str(file)!r}), Path({str(database)!r}))"
    killed = kill(code, points)
    assert dump(database) == old if not killed else dump(database) in (old, new)
    assert verify(database) == []
    assert scripts.run(code).returncode == 0
    assert dump(database) == old
