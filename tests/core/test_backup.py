"""Backups: complete, verified, private, bounded in number; and what is put back from them."""

import os
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core import migrate
from core.backup import KEPT, Kind, backup, backups, backups_folder, restore
from core.database import sqlite_url
from core.errors import DatabaseError
from core.lock import FolderLock
from core.migrate import State
from core.whole_files import verify
from tests.core.migrations import ENGINE, SQLITE, Scripts, contents, database, dump, scripts, stored

__all__ = ["database", "scripts"]

TITLES = "SELECT DISTINCT title FROM item"


def retitle(path: Path, title: str) -> None:
    with closing(SQLITE.connect(path)) as connection, connection:
        connection.execute("UPDATE item SET title = ?", (title,))


def refused(file: Path, database: Path) -> DatabaseError:
    """Try to restore a file and see that it changes nothing."""
    before = list(contents(database.parent))
    with pytest.raises(DatabaseError) as caught:
        restore(file, database, FolderLock(database.parent, wait=0.1))
    assert list(contents(database.parent)) == before
    return caught.value


def test_a_backup_has_the_rows_that_are_still_in_the_log(database: Path) -> None:
    with closing(SQLITE.connect(database)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("PRAGMA wal_autocheckpoint=0")
        writer.execute("UPDATE item SET title = 'in the log'")
        writer.commit()
        assert (database.parent / "app.db-wal").stat().st_size > 0
        made = backup(database)
    assert stored(made, TITLES) == [("in the log",)]
    assert migrate.state(made) is State.CURRENT
    assert made.parent == database.parent / "backups"
    if os.name == "posix":
        assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert [path.name for path in made.parent.iterdir()] == [made.name]


def changed_and_copied(database: Path, times: int) -> list[Path]:
    """Automatic backups, oldest first, with the database changed before each."""
    made: list[Path] = []
    for place in range(times):
        retitle(database, f"change {place}")
        made.append(backup(database, kind=Kind.AUTOMATIC))
        past = (datetime.now(UTC) - timedelta(hours=100 - place)).timestamp()
        os.utime(made[-1], (past, past))
    return made


def test_automatic_backups_are_listed_newest_first_and_bounded_in_number(database: Path) -> None:
    by_hand = backup(database, backups_folder(database).parent / "mine.db")
    moved = backup(database).rename(backups_folder(database) / "before-the-move.db")
    made = changed_and_copied(database, KEPT + 3)
    left = [info.path for info in backups(backups_folder(database))]
    assert left == [moved, *reversed(made[-KEPT:])]
    assert by_hand.exists()
    newest = backups(backups_folder(database))[0]
    assert newest.size == newest.path.stat().st_size
    assert newest.revision == f"0001_users_and_items, {ENGINE}"
    assert newest.when.tzinfo is UTC


def test_what_somebody_made_or_set_aside_is_never_taken_away(database: Path) -> None:
    file = backup(database, database.parent / "old.db")
    kept = [backup(database), backup(database), restore(file, database), migrate.reset(sqlite_url(database))]
    old_name = backups_folder(database) / "app-20250101-120000.db"
    kept.append(backup(database).rename(old_name))
    restore(file, database)
    for path in kept:
        assert path is not None
        os.utime(path, (1, 1))
    changed_and_copied(database, KEPT + 3)
    assert [path for path in kept if path is None or not path.exists()] == []


def test_an_automatic_backup_of_an_unchanged_database_is_not_made_twice(database: Path) -> None:
    made = backup(database, kind=Kind.AUTOMATIC)
    assert backup(database, kind=Kind.AUTOMATIC) == made
    retitle(database, "another")
    assert backup(database, kind=Kind.AUTOMATIC) != made
    assert len(list(backups_folder(database).iterdir())) == 2


def test_a_backup_never_overwrites(database: Path) -> None:
    before = list(contents(database.parent))
    with pytest.raises(DatabaseError) as caught:
        backup(database, database)
    assert caught.value.reason == "database.exists"
    assert list(contents(database.parent)) == before


def test_a_backup_to_a_missing_folder_says_so(database: Path, tmp_path: Path) -> None:
    with pytest.raises(DatabaseError) as caught:
        backup(database, tmp_path / "nowhere" / "mine.db")
    assert caught.value.reason == "database.unwritable"
    assert caught.value.params["path"] == str(tmp_path / "nowhere")


def test_a_damaged_database_is_not_backed_up(database: Path) -> None:
    damage(database)
    with pytest.raises(DatabaseError) as caught:
        backup(database)
    assert caught.value.reason == "database.damaged"
    assert caught.value.params["path"] == str(database)
    assert list(backups_folder(database).iterdir()) == []


def test_restore_keeps_what_was_there(database: Path) -> None:
    file = backup(database, database.parent / "old.db")
    old = dump(database)
    retitle(database, "new")
    new = dump(database)
    kept = restore(file, database)
    assert dump(database) == old
    assert kept is not None
    assert dump(kept) == new
    assert migrate.state(database) is State.CURRENT
    if os.name == "posix":
        assert stat.S_IMODE(database.stat().st_mode) == 0o600


def test_restore_is_not_undone_by_the_log_of_what_was_there(database: Path, scripts: Scripts) -> None:
    file = backup(database, database.parent / "old.db")
    with scripts.running(
        f"""
        import sqlite3
        other = sqlite3.connect({str(database)!r})
        other.execute("UPDATE item SET title = 'in the log'")
        other.commit()
        """
    ):
        pass
    assert (database.parent / "app.db-wal").stat().st_size > 0
    kept = restore(file, database)
    assert dump(database) == dump(file)
    assert kept is not None
    assert stored(kept, TITLES) == [("in the log",)]


def test_restore_an_older_backup_and_upgrade_it(database: Path, scripts: Scripts) -> None:
    file = backup(database, database.parent / "old.db")
    scripts.add("0002_note", 'op.add_column("item", sa.Column("note", sa.Text(), nullable=True))')
    migrate.upgrade(sqlite_url(database))
    restore(file, database)
    assert migrate.state(database) is State.OLDER
    migrate.upgrade(sqlite_url(database))
    assert stored(database, "SELECT count(*), count(note) FROM item") == [(100, 0)]


def test_restore_over_a_damaged_database_keeps_its_bytes(database: Path) -> None:
    file = backup(database, database.parent / "old.db")
    damage(database)
    broken = database.read_bytes()
    kept = restore(file, database)
    assert kept is not None
    assert kept.suffix == ".damaged"
    assert kept.read_bytes() == broken
    assert dump(database) == dump(file)


def test_restore_where_only_a_log_is_left_keeps_the_log(database: Path) -> None:
    file = backup(database, database.parent / "old.db")
    old = dump(database)
    database.unlink()
    log = database.with_name("app.db-wal")
    log.write_bytes(b"newest")
    kept = restore(file, database)
    assert kept is not None
    assert kept.read_bytes() == b"newest"
    assert dump(database) == old


def test_restore_refuses_while_another_program_reads_the_database(
    database: Path, scripts: Scripts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.whole_files.BUSY_TIMEOUT_MS", 50)
    file = backup(database, database.parent / "old.db")
    with scripts.running(
        f"""
        import sqlite3
        writer, reader = (sqlite3.connect({str(database)!r}, isolation_level=None) for _ in range(2))
        writer.execute("PRAGMA wal_autocheckpoint=0")
        writer.execute("UPDATE item SET title = 'in the log'")
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM item").fetchall()
        """
    ):
        before = list(contents(database.parent))
        with pytest.raises(DatabaseError) as caught:
            restore(file, database)
        assert caught.value.reason == "database.locked"
        assert list(contents(database.parent)) == before
    assert stored(database, TITLES) == [("in the log",)]
    restore(file, database)
    assert dump(database) == dump(file)


def test_restore_where_there_is_nothing(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "other" / "app.db"
    assert restore(database, path) is None
    assert dump(path) == dump(database)


def test_restore_refuses_what_is_newer_damaged_foreign_or_missing(database: Path, tmp_path: Path) -> None:
    newer = backup(database, tmp_path / "newer.db")
    with closing(SQLITE.connect(newer)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0099' WHERE version_num LIKE '0001%'")
    assert refused(newer, database).reason == "database.newer"
    damaged = backup(database, tmp_path / "damaged.db")
    damage(damaged)
    assert refused(damaged, database).reason == "database.damaged"
    (tmp_path / "text.db").write_text("a shopping list")
    assert refused(tmp_path / "text.db", database).reason == "database.damaged"
    assert refused(tmp_path / "missing.db", database).reason == "database.no_backup"
    with closing(SQLITE.connect(tmp_path / "other.db")) as other, other:
        other.execute("CREATE TABLE shopping (thing)")
    told = refused(tmp_path / "other.db", database)
    assert told.reason == "database.no_backup_of_ours"
    assert "DATABASE_NAME" not in str(told)


def test_restore_refuses_while_the_database_is_in_use(database: Path, scripts: Scripts) -> None:
    file = backup(database, database.parent / "old.db")
    with scripts.running(f"lock = FolderLock(Path({str(database.parent)!r})); lock.share()"):
        assert refused(file, database).reason == "database.in_use"


def test_verify_tells_of_damage_and_of_references_that_lead_nowhere(database: Path) -> None:
    assert verify(database) == []
    with closing(SQLITE.connect(database)) as connection, connection:
        connection.execute("UPDATE item SET owner_id = x'00' WHERE title LIKE '%/1'")
    assert verify(database) == ["20 rows of item refer to user in vain"]
    damage(database)
    assert verify(database)


def test_reset_starts_again_after_a_backup(database: Path) -> None:
    old = dump(database)
    kept = migrate.reset(sqlite_url(database))
    assert kept is not None
    assert dump(kept) == old
    assert migrate.state(database) is State.CURRENT
    assert stored(database, "SELECT count(*) FROM item") == [(0,)]


def test_reset_refuses_the_file_of_another_program(tmp_path: Path) -> None:
    with closing(SQLITE.connect(tmp_path / "app.db")) as other, other:
        other.execute("CREATE TABLE shopping (thing)")
    content = (tmp_path / "app.db").read_bytes()
    with pytest.raises(DatabaseError) as caught:
        migrate.reset(sqlite_url(tmp_path / "app.db"))
    assert caught.value.reason == "database.not_ours"
    assert (tmp_path / "app.db").read_bytes() == content


def damage(path: Path) -> None:
    """Overwrite the first page of the items."""
    with closing(SQLITE.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    overwrite(path, page_of(path, "item"))


def page_of(path: Path, table: str) -> tuple[int, int]:
    """Where a table begins in the file, and how long a page is."""
    (page,), *_ = stored(path, f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'")
    (size,), *_ = stored(path, "PRAGMA page_size")
    return (int(str(page)) - 1) * int(str(size)), int(str(size))


def overwrite(path: Path, place: tuple[int, int]) -> None:
    with path.open("rb+") as file:
        file.seek(place[0])
        file.write(b"\xa5" * place[1])
