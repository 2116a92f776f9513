"""What a database is, told without touching it; and what is refused is left byte for byte as it was."""

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from core import migrate
from core.app_info import SQLITE_APPLICATION_ID
from core.backup import backup
from core.database import sqlite_url
from core.errors import DatabaseError
from core.lock import FolderLock
from core.migrate import State
from core.migrate.file import create_file
from tests.core.migrations import (
    ENGINE,
    SQLITE,
    Scripts,
    contents,
    database,
    dump,
    fill_first_revision,
    scripts,
    stored,
)

__all__ = ["database", "scripts"]


def test_a_copy_of_a_prepared_database_is_what_migrations_make(tmp_path: Path) -> None:
    made, copied = tmp_path / "made.db", tmp_path / "private" / "copied.db"
    create_file(made)
    made.chmod(0o444)
    create_file(copied, prepared=made)
    assert dump(copied) == dump(made)
    assert migrate.state(sqlite_url(copied)) is State.CURRENT
    assert copied.stat().st_mode & 0o777 == 0o600


def sql(path: Path, *statements: str) -> None:
    with closing(SQLITE.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def newer(path: Path) -> None:
    migrate.upgrade(sqlite_url(path))
    stamped = stored(path, "SELECT 1 FROM pragma_table_info('user') WHERE name = 'token_stamp'")
    fill_first_revision(path, {"token_stamp": 0} if stamped else {})
    sql(path, "UPDATE alembic_version SET version_num = '0099_later' WHERE version_num LIKE '000%'")


def other_program(path: Path) -> None:
    sql(path, "CREATE TABLE bookmarks (url TEXT)", "INSERT INTO bookmarks VALUES ('https://example.com')")


def other_program_with_alembic(path: Path) -> None:
    sql(path, "CREATE TABLE alembic_version (version_num TEXT)", "INSERT INTO alembic_version VALUES ('abc')")


def other_program_with_its_own_stamp(path: Path) -> None:
    sql(path, "PRAGMA application_id = 7")


def ours_in_name_only(path: Path) -> None:
    sql(path, f"PRAGMA application_id = {SQLITE_APPLICATION_ID}", "CREATE TABLE item (id BLOB)")


def garbage(path: Path) -> None:
    path.write_bytes(os.urandom(10_000))


def text_file(path: Path) -> None:
    path.write_text("SQLite?")


def damaged(path: Path) -> None:
    migrate.upgrade(sqlite_url(path))
    sql(path, "PRAGMA journal_mode=DELETE")
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * 4000 + content[4100:])


def log_without_its_database(path: Path) -> None:
    path.with_name("app.db-wal").write_bytes(b"\x37\x7f\x06\x82" + b"\0" * 5000)


@pytest.mark.parametrize(
    ("make", "state", "reason"),
    [
        (newer, State.NEWER, "database.newer"),
        (other_program, State.FOREIGN, "database.not_ours"),
        (other_program_with_alembic, State.FOREIGN, "database.not_ours"),
        (other_program_with_its_own_stamp, State.FOREIGN, "database.not_ours"),
        (ours_in_name_only, State.FOREIGN, "database.not_ours"),
        (garbage, State.DAMAGED, "database.damaged"),
        (text_file, State.DAMAGED, "database.damaged"),
        (damaged, State.DAMAGED, "database.damaged"),
        (log_without_its_database, State.DAMAGED, "database.log_left"),
    ],
)
def test_what_cannot_be_used_is_refused_untouched(
    tmp_path: Path, make: Callable[[Path], None], state: State, reason: str
) -> None:
    path = tmp_path / "app.db"
    make(path)
    before = list(contents(tmp_path))
    assert migrate.state(path) is state
    for attempt in (migrate.ensure_ready, migrate.upgrade):
        with pytest.raises(DatabaseError) as caught:
            attempt(sqlite_url(path))
        assert caught.value.reason == reason
        assert caught.value.params["path"] == str(path)
    assert list(contents(tmp_path)) == before
    assert not (tmp_path / "backups").exists()


def test_a_newer_database_names_its_revision(tmp_path: Path) -> None:
    newer(tmp_path / "app.db")
    with pytest.raises(DatabaseError) as caught:
        migrate.ensure_ready(sqlite_url(tmp_path / "app.db"))
    assert caught.value.params["revision"] == "0099_later"


def test_a_newer_database_in_use_by_its_own_program_is_left_alone(tmp_path: Path, scripts: Scripts) -> None:
    path = tmp_path / "app.db"
    newer(path)
    with closing(SQLITE.connect(path)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("UPDATE item SET title = 'still in the log'")
        other.commit()
        assert migrate.state(path) is State.NEWER
        rows = "SELECT DISTINCT title FROM item"
        assert other.execute(rows).fetchall() == [("still in the log",)]
    assert stored(path, rows) == [("still in the log",)]


def test_a_file_without_content_has_lost_it_and_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "app.db"
    path.touch()
    assert migrate.state(path) is State.DAMAGED
    with pytest.raises(DatabaseError) as caught:
        migrate.upgrade(sqlite_url(path))
    assert caught.value.reason == "database.damaged"
    assert path.stat().st_size == 0


def test_nothing_new_takes_the_place_of_a_database_that_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "app.db"
    migrate.upgrade(sqlite_url(path))
    backup(path)
    path.unlink()
    with pytest.raises(DatabaseError) as caught:
        migrate.ensure_ready(sqlite_url(path))
    assert caught.value.reason == "database.gone"
    assert not path.exists()


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_a_link_that_leads_nowhere_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "app.db"
    path.symlink_to(tmp_path / "unplugged" / "app.db")
    with pytest.raises(DatabaseError, match="unplugged") as caught:
        migrate.ensure_ready(sqlite_url(path))
    assert caught.value.reason == "database.link"
    assert path.is_symlink()


def test_going_back_to_where_one_is_changes_nothing(database: Path) -> None:
    before = migrate.current(database)
    steps = dump(database)
    report = migrate.downgrade(sqlite_url(database), next(iter(before)))
    assert report.before == report.after == before
    assert report.backup is None
    assert dump(database) == steps


@pytest.mark.parametrize("stamp", [0, SQLITE_APPLICATION_ID])
def test_a_database_without_tables_has_lost_them_and_is_left_alone(tmp_path: Path, stamp: int) -> None:
    path = tmp_path / "app.db"
    sql(path, f"PRAGMA application_id = {stamp}", "CREATE TABLE t (a)", "DROP TABLE t")
    before = list(contents(tmp_path))
    assert migrate.state(path) is State.EMPTY
    for attempt in (migrate.ensure_ready, migrate.upgrade):
        with pytest.raises(DatabaseError) as caught:
            attempt(sqlite_url(path))
        assert caught.value.reason == "database.empty"
    assert list(contents(tmp_path)) == before


def test_a_database_whose_program_was_killed_is_read_with_its_log(database: Path, scripts: Scripts) -> None:
    with scripts.running(
        f"""
        import sqlite3
        other = sqlite3.connect({str(database)!r})
        other.execute("PRAGMA wal_autocheckpoint=0")
        other.execute("UPDATE item SET title = 'in the log'")
        other.execute("UPDATE alembic_version SET version_num = '0050' WHERE version_num LIKE '000%'")
        other.commit()
        """
    ):
        assert migrate.state(database) is State.NEWER
    assert (database.parent / "app.db-wal").stat().st_size > 0
    assert migrate.state(database) is State.NEWER
    assert migrate.current(database) == {"0050", ENGINE}


def test_a_writer_killed_in_rollback_mode_is_undone_first(database: Path, scripts: Scripts) -> None:
    sql(database, "PRAGMA journal_mode=DELETE")
    before = dump(database)
    with scripts.running(
        f"""
        import sqlite3
        other = sqlite3.connect({str(database)!r})
        other.execute("PRAGMA cache_size=1")
        other.execute("DELETE FROM alembic_version")
        other.execute("UPDATE item SET title = hex(randomblob(4000))")
        """
    ):
        assert (database.parent / "app.db-journal").stat().st_size > 0
    assert migrate.state(database) is State.CURRENT
    assert dump(database) == before


def test_looking_leaves_no_file_behind(database: Path, scripts: Scripts) -> None:
    before = list(contents(database.parent))
    assert migrate.state(database) is State.CURRENT
    assert migrate.current(database) == migrate.heads()
    scripts.add("0002_note", "pass")
    assert migrate.state(database) is State.OLDER
    assert list(contents(database.parent)) == before


def test_a_folder_in_the_place_of_the_database(tmp_path: Path) -> None:
    (tmp_path / "app.db").mkdir()
    with pytest.raises(DatabaseError) as caught:
        migrate.ensure_ready(sqlite_url(tmp_path / "app.db"))
    assert caught.value.reason == "database.read_only"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(DatabaseError) as caught:
        migrate.ensure_ready(sqlite_url(tmp_path / "data" / "app.db"))
    assert caught.value.reason == "database.unwritable"


def test_nobody_upgrades_who_may_not(database: Path, scripts: Scripts) -> None:
    assert migrate.ensure_ready(sqlite_url(database), may_upgrade=False) is None
    scripts.add("0002_note", "pass")
    with pytest.raises(DatabaseError) as caught:
        migrate.ensure_ready(sqlite_url(database), may_upgrade=False)
    assert caught.value.reason == "database.older"
    assert migrate.state(database) is State.OLDER


def test_a_missing_build_of_migrations_is_a_loud_mistake(scripts: Scripts) -> None:
    shutil.rmtree(scripts.folder)
    with pytest.raises(FileNotFoundError, match="part of this build"):
        migrate.heads()


def test_the_lock_is_shared_and_exclusive_across_processes(tmp_path: Path, scripts: Scripts) -> None:
    lock = FolderLock(tmp_path, wait=0.1)
    lock.share()
    with scripts.running(f"lock = FolderLock(Path({str(tmp_path)!r})); lock.share()") as other:
        with pytest.raises(DatabaseError) as caught, lock.exclusive():
            pass
        assert caught.value.reason == "database.in_use"
        assert caught.value.params["path"] == str(tmp_path)
        other.kill()
        other.wait()
        with lock.exclusive(), lock.exclusive(), pytest.raises(DatabaseError):
            FolderLock(tmp_path, wait=0.1).share()
    FolderLock(tmp_path, wait=0.1).share()
    lock.release()
    lock.release()
