"""A disk that is full or cannot be read at the moment: told as that, and never as a database that is damaged."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from core.bootstrap import open_application
from core.errors import DatabaseError
from core.models.item import ItemCreate
from core.query import Query
from core.settings import load_settings
from tests.core.migrations import ROOT, Scripts, database, scripts

__all__ = ["database", "scripts"]

FULL = """
mount -t tmpfs -o size=3m tmpfs "$DATA_DIR"
"$PYTHON" -m core create items title=kept > /dev/null
dd if=/dev/zero of="$DATA_DIR/filling" bs=1k 2> /dev/null || true
for command in "list items" undo "db verify" "export items $DATA_DIR/items.csv" "db backup" undo; do
    "$PYTHON" -m core $command 2>&1 && exit 1
done
rm "$DATA_DIR/filling"
"$PYTHON" -m core list items --format csv
"$PYTHON" -m core db verify
"""

READ_ONLY = """
mkdir "$DATA_DIR/../safe"
"$PYTHON" -m core create items title=kept > /dev/null
mount --bind "$DATA_DIR" "$DATA_DIR"
mount -o remount,bind,ro "$DATA_DIR"
"$PYTHON" -m core db backup --to "$DATA_DIR/../safe/copy.db"
"$PYTHON" -m core db backup 2>&1 && exit 1
umount "$DATA_DIR"
"$PYTHON" -m core db restore "$DATA_DIR/../safe/copy.db"
"$PYTHON" -m core list items --format csv
"""


def may_mount() -> bool:
    """Whether a small disk can be had that is gone with the process that works on it."""
    unshare = shutil.which("unshare")
    return unshare is not None and subprocess.run([unshare, "--mount", "true"], check=False).returncode == 0


needs_mount = pytest.mark.skipif(not may_mount(), reason="a disk of its own needs the right to mount one")


def said(script: str, data: Path) -> list[str]:
    """What the commands of a script print, which may mount what is gone when it ends."""
    data.mkdir()
    environment = os.environ | {"DATA_DIR": str(data), "PYTHON": sys.executable}
    command = ["unshare", "--mount", "sh", "-ec", script]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


@needs_mount
def test_on_a_full_disk_every_command_says_so(tmp_path: Path) -> None:
    told = said(FULL, tmp_path / "data")
    assert told[:6] == ["The disk is full; nothing was saved. Make room, then try again."] * 6
    assert "kept" in told[7]
    assert told[-1] == f"{tmp_path / 'data' / 'app.db'} is intact."


@needs_mount
def test_a_folder_that_cannot_be_written_can_be_copied_elsewhere(tmp_path: Path) -> None:
    told = said(READ_ONLY, tmp_path / "data")
    assert told[0].endswith("safe/copy.db")
    assert told[1].startswith(f"{tmp_path / 'data' / 'backups'} cannot be written.")
    assert "kept" in told[-1]


@pytest.mark.skipif(os.name != "posix", reason="the size of files cannot be limited elsewhere")
@pytest.mark.parametrize("call", ["schema.state({path})", "migrate.ensure_ready(sqlite_url({path}))", "verify({path})"])
def test_a_disk_that_fails_is_no_damage(database: Path, scripts: Scripts, call: str) -> None:
    for part in ("-wal", "-shm"):
        database.with_name(database.name + part).write_bytes(b"")
    done = scripts.run(
        f"""
        import resource
        from core import schema
        from core.whole_files import verify
        from core.errors import DatabaseError
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
        try:
            print({call.format(path=f"Path({str(database)!r})")})
        except DatabaseError as error:
            print(error.reason, error.params["detail"])
        """,
    )
    assert done.stdout == "database.unreadable disk I/O error\n", done.stderr


def test_damage_that_a_second_look_does_not_find_is_told_as_a_fault(tmp_path: Path) -> None:
    """The pages are wrong while they are read, and right again when SQLite is asked about the whole file."""
    settings = load_settings(data_dir=tmp_path, database_url=None)
    with open_application(settings) as app:
        app.service("items").create_many(app.context(), (ItemCreate(title=f"{n}") for n in range(500)))
    file = tmp_path / "app.db"
    content = file.read_bytes()
    with open_application(settings) as app:
        context, items = app.context(), app.service("items")
        file.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))

        def misread() -> None:
            with app.database.translating(), app.database.engine.connect() as connection:
                try:
                    connection.exec_driver_sql("SELECT * FROM item").fetchall()
                finally:
                    file.write_bytes(content)

        with pytest.raises(DatabaseError) as caught:
            misread()
        assert caught.value.reason == "database.unreadable"
        assert items.count(context, Query()) == 500
