"""Upgrades of SQLite files with rows in them: what succeeds keeps every row, what fails changes nothing."""

import json
import os
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from core import migrate
from core.app_info import SQLITE_APPLICATION_ID
from core.context import SYSTEM_ID, CancelToken
from core.database import sqlite_url
from core.errors import CancelledError, DatabaseError
from core.lock import FolderLock
from core.migrate import State
from core.whole_files import verify
from tests.core.migrations import ENGINE, SQLITE, Scripts, contents, database, dump, scripts, stored

__all__ = ["database", "scripts"]

USERS, ITEMS = 20, 100


def upgrade(path: Path, **options: Any) -> migrate.UpgradeReport:
    return migrate.upgrade(sqlite_url(path), **options)


def failed(path: Path) -> DatabaseError:
    """Upgrade, see it fail and leave the database and a backup as they were."""
    before, revision = dump(path), migrate.current(path)
    with pytest.raises(DatabaseError) as caught:
        upgrade(path)
    assert caught.value.reason == "database.upgrade_failed"
    assert dump(path) == before
    assert migrate.current(path) == revision
    backup = Path(str(caught.value.params["backup"]))
    assert dump(backup) == before
    assert verify(backup) == verify(path) == []
    return caught.value


def test_a_new_database_is_private_stamped_and_current(scripts: Scripts, tmp_path: Path) -> None:
    path = tmp_path / "data" / "app.db"
    assert migrate.state(path) is State.MISSING
    report = upgrade(path)
    assert report == migrate.UpgradeReport(frozenset(), migrate.heads())
    assert migrate.state(path) is State.CURRENT
    assert stored(path, "PRAGMA application_id") == [(SQLITE_APPLICATION_ID,)]
    assert stored(path, "SELECT count(*) FROM journal_step") == [(0,)]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_current_database_is_not_touched(database: Path) -> None:
    before = list(contents(database.parent))
    report = upgrade(database)
    assert report.backup is None
    assert list(contents(database.parent)) == before


def test_every_child_survives_a_parent_that_is_copied(database: Path, scripts: Scripts) -> None:
    scripts.add(
        "0002_children",
        """
        op.create_table(
            "note",
            sa.Column("id", core.types.RecordId(), primary_key=True),
            sa.Column("item_id", core.types.RecordId(), sa.ForeignKey("item.id", ondelete="CASCADE"), nullable=False),
        )
        op.execute("INSERT INTO note SELECT id, id FROM item")
        """,
    )
    upgrade(database)
    items = stored(database, "SELECT * FROM item ORDER BY id")
    scripts.add(
        "0003_parents",
        """
        for table in ("user", "item"):
            with op.batch_alter_table(table, recreate="always") as batch:
                batch.add_column(sa.Column("remark", sa.Text(), nullable=True))
        """,
    )
    report = upgrade(database)
    assert report.after == migrate.heads()
    assert [row[:-1] for row in stored(database, "SELECT * FROM item ORDER BY id")] == items
    assert stored(database, "SELECT count(*) FROM note") == [(ITEMS,)]
    assert stored(database, 'SELECT count(*) FROM "user"') == [(USERS,)]
    assert verify(database) == []


def test_the_journal_says_where_undo_ends(database: Path, scripts: Scripts) -> None:
    scripts.add("0002_note", 'op.add_column("item", sa.Column("note", sa.Text(), nullable=True))')
    upgrade(database)
    columns = "actor_id, actor_email, source, kind, label, params"
    ((actor, *told, params),) = stored(database, f"SELECT {columns} FROM journal_step")
    assert actor == SYSTEM_ID.bytes
    assert told == ["", "script", "upgrade", "upgrade"]
    before, after = f"0001_users_and_items, {ENGINE}", f"0002_note, {ENGINE}"
    assert json.loads(str(params)) == {"from": before, "to": after}


def test_an_upgrade_leaves_a_backup_of_what_was_before(database: Path, scripts: Scripts) -> None:
    before = dump(database)
    scripts.add("0002_note", 'op.add_column("item", sa.Column("note", sa.Text(), nullable=True))')
    report = upgrade(database)
    assert report.backup is not None
    assert dump(report.backup) == before
    if os.name == "posix":
        assert stat.S_IMODE(report.backup.stat().st_mode) == 0o600
        assert stat.S_IMODE(report.backup.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        ('raise ValueError("made to fail")', "made to fail"),
        ('op.execute("UPDATE item SET absent = 1")', "no such column: absent"),
        ("op.execute(\"DELETE FROM item WHERE title LIKE '%/1'\")", "20 rows of item would be lost"),
        ('op.drop_table("item")', "100 rows of item would be lost"),
        (
            "op.execute(\"UPDATE item SET owner_id = x'00' WHERE title LIKE '%/2'\")",
            "20 rows of item refer to user in vain",
        ),
        ('op.execute("INSERT INTO item SELECT * FROM item")', "UNIQUE constraint failed: item.id"),
        ("core.migrate.fill.fill_reference(op.get_bind(), 'item', 'description', 'journal_step')", "no such column"),
    ],
)
def test_a_failing_upgrade_changes_nothing(database: Path, scripts: Scripts, body: str, detail: str) -> None:
    scripts.add(
        "0002_before",
        """
        with op.batch_alter_table("user", recreate="always") as batch:
            batch.add_column(sa.Column("remark", sa.Text(), nullable=True))
        """,
    )
    script = scripts.add("0003_fails", body)
    assert detail in str(failed(database).params["detail"])
    script.write_text(script.read_text(encoding="utf-8").replace(body, "pass"), encoding="utf-8")
    assert upgrade(database).after == migrate.heads()
    assert stored(database, "SELECT count(*) FROM item") == [(ITEMS,)]


def test_a_failing_upgrade_that_is_tried_again_makes_no_further_backup(database: Path, scripts: Scripts) -> None:
    scripts.add("0002_fails", 'raise ValueError("made to fail")')
    backups = {failed(database).params["backup"] for _ in range(3)}
    assert backups == {str(path) for path in (database.parent / "backups").iterdir()}
    assert len(backups) == 1


def test_a_migration_may_say_that_rows_go(database: Path, scripts: Scripts) -> None:
    scripts.add("0002_fewer", "op.execute(\"DELETE FROM item WHERE title LIKE '%/1'\")", 'removes_rows = {"item"}\n')
    upgrade(database)
    assert stored(database, "SELECT count(*) FROM item") == [(ITEMS - USERS,)]


def test_progress_and_a_cancel_before_the_start(database: Path, scripts: Scripts) -> None:
    for place in range(2, 5):
        scripts.add(f"000{place}_step", "pass")
    before, cancel = list(contents(database.parent)), CancelToken()
    cancel.cancel()
    with pytest.raises(CancelledError):
        upgrade(database, cancel=cancel)
    assert list(contents(database.parent)) == before
    seen: list[tuple[int, int | None]] = []
    upgrade(database, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_two_developers_heads_are_both_applied(database: Path, scripts: Scripts) -> None:
    scripts.add("0002_ann", 'op.add_column("item", sa.Column("ann", sa.Text(), nullable=True))')
    scripts.last = "0001_users_and_items"
    scripts.add("0002_bob", 'op.add_column("item", sa.Column("bob", sa.Text(), nullable=True))')
    assert upgrade(database).after == {ENGINE, "0002_ann", "0002_bob"}
    assert migrate.state(database) is State.CURRENT
    assert [entry.id for entry in migrate.history()][-3:] == ["0001_users_and_items", "0002_ann", "0002_bob"]


def test_an_unwritable_backup_folder_stops_the_upgrade(database: Path, scripts: Scripts) -> None:
    scripts.add("0002_note", 'op.add_column("item", sa.Column("note", sa.Text(), nullable=True))')
    (database.parent / "backups").write_text("in the way")
    before = list(contents(database.parent))
    with pytest.raises(DatabaseError) as caught:
        upgrade(database)
    assert caught.value.reason == "database.unwritable"
    assert list(contents(database.parent)) == before


@pytest.mark.skipif(os.name != "posix", reason="the size of files cannot be limited elsewhere")
def test_a_disk_that_takes_no_backup_stops_the_upgrade(database: Path, scripts: Scripts) -> None:
    scripts.add("0002_note", 'op.add_column("item", sa.Column("note", sa.Text(), nullable=True))')
    before = dump(database)
    done = scripts.run(
        f"""
        import resource
        from core.errors import DatabaseError
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        try:
            migrate.upgrade(sqlite_url(Path({str(database)!r})))
        except DatabaseError as error:
            print(error.reason, error.params["path"])
        """,
    )
    assert done.stdout.split() == ["database.unreadable", str(database)], done.stderr
    assert dump(database) == before
    assert list((database.parent / "backups").iterdir()) == []


def test_a_database_in_use_is_not_upgraded(database: Path, scripts: Scripts) -> None:
    scripts.add("0002_note", 'op.add_column("item", sa.Column("note", sa.Text(), nullable=True))')
    with (
        scripts.running(f"lock = FolderLock(Path({str(database.parent)!r})); lock.share()"),
        pytest.raises(DatabaseError) as caught,
    ):
        migrate.upgrade(sqlite_url(database), FolderLock(database.parent, wait=0.1))
    assert caught.value.reason == "database.in_use"
    assert migrate.state(database) is State.OLDER
    upgrade(database)


def test_a_database_locked_by_another_program_is_not_upgraded(
    database: Path, scripts: Scripts, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripts.add("0002_note", 'op.add_column("item", sa.Column("note", sa.Text(), nullable=True))')
    monkeypatch.setattr("core.migrate.file.BUSY_TIMEOUT_MS", 50)
    with closing(SQLITE.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseError) as caught:
            upgrade(database)
        other.execute("ROLLBACK")
    assert caught.value.reason == "database.locked"
    assert upgrade(database).after == migrate.heads()
