"""The schema: made at once, step by step, or declared by the models, it is the same on both databases."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import URL, UniqueConstraint, text

from core import migrate, revisions
from core.addresses import database_url
from core.database import Database, sqlite_url
from core.errors import DatabaseError
from core.migrate import State, server
from core.migrate.runner import run_upgrade
from core.models.user import User
from tests.core.migrations import ENGINE, Scripts, scripts

__all__ = ["scripts"]

ROOT = Path(__file__).resolve().parents[2]

UNIQUE = next(c.name for c in User.__table__.constraints if isinstance(c, UniqueConstraint))

SQLITE_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
POSTGRES_SCHEMA = """
SELECT table_name, column_name, data_type || coalesce(character_maximum_length::text, '') || is_nullable
       || coalesce(collation_name, '') || coalesce(numeric_precision || ',' || numeric_scale, '') AS type
  FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
 WHERE connamespace = 'public'::regnamespace
ORDER BY 1, 2, 3
"""


def schema(url: URL) -> list[tuple[object, ...]]:
    database = Database(url)
    with closing(database), database.read() as connection:
        found = connection.execute(text(SQLITE_SCHEMA if database.is_sqlite else POSTGRES_SCHEMA))
        return [tuple(row) for row in found]


def change(url: URL, *statements: str) -> None:
    database = Database(url)
    with closing(database), database.write() as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_at_once_and_step_by_step_are_what_the_models_declare(empty_url: URL, tmp_path: Path) -> None:
    other = sqlite_url(tmp_path / "other" / "app.db") if empty_url.get_backend_name() == "sqlite" else None
    migrate.upgrade(empty_url)
    at_once = schema(empty_url)
    assert migrate.check(empty_url) == []
    if other is None:
        migrate.downgrade(empty_url, "base")
        other = empty_url
    else:
        (tmp_path / "other").mkdir()
    steps = Database(other, creates=True)
    with closing(steps):
        for revision in migrate.history():
            with steps.write() as connection:
                run_upgrade(connection, revision.id)
    assert schema(other) == at_once


def test_a_process_that_has_seen_only_the_application_finds_no_difference(tmp_path: Path) -> None:
    code = "from core import migrate; from core.database import sqlite_url; from pathlib import Path; import sys\n"
    code += "url = sqlite_url(Path(sys.argv[1])); migrate.upgrade(url); print(migrate.check(url))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "app.db")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_every_kind_of_difference_is_told(empty_url: URL) -> None:
    migrate.upgrade(empty_url)
    sqlite = empty_url.get_backend_name() == "sqlite"
    change(
        empty_url,
        "DROP INDEX ix_item_owner_id",
        'ALTER TABLE "user" ADD COLUMN extra TEXT',
        "ALTER TABLE item DROP COLUMN title_key",
    )
    expected = {
        "add index ix_item_owner_id of item",
        "remove column user.extra",
        "add column item.title_key",
    }
    if sqlite:
        change(
            empty_url,
            "PRAGMA writable_schema=ON",
            "UPDATE sqlite_master SET sql = replace(sql, 'iption VARCHAR(255)', 'iption VARCHAR(99) NOT NULL')",
            "UPDATE sqlite_master SET sql = replace(sql, 'version BIGINT', 'version TEXT') WHERE name = 'item'",
        )
    else:
        change(
            empty_url,
            "ALTER TABLE item ALTER description TYPE VARCHAR(99), ALTER description SET NOT NULL",
            "ALTER TABLE item ALTER version TYPE TEXT",
            "ALTER TABLE item DROP CONSTRAINT fk_item_owner_id_user",
            f'ALTER TABLE "user" DROP CONSTRAINT {UNIQUE}, ALTER email_key TYPE TEXT COLLATE "default"',
        )
        expected |= {"add fk fk_item_owner_id_user of item", f"add constraint {UNIQUE} of user"}
    found = set(migrate.check(empty_url))
    assert expected <= found
    told = {difference.split(":")[0] for difference in found - expected}
    changed = {"modify nullable of item.description", "modify type of item.description", "modify type of item.version"}
    assert told == (changed if sqlite else changed | {"modify type of user.email_key"})


def test_each_revision_has_an_id_of_its_own_that_is_its_files_name() -> None:
    for revision in migrate.history():
        assert revision.id == revision.path.stem
        assert revision.title
    engine = [revision for revision in migrate.history() if revision.line == "engine"]
    assert all(revision.id.startswith("engine_") for revision in engine)
    assert {revision.id for revision in migrate.history()} == migrate.known_revisions()
    assert revisions.applied(migrate.heads()) == migrate.known_revisions()


def test_reading_revisions_imports_no_alembic() -> None:
    code = "import sys; from core import migrate; migrate.history(), migrate.heads(); print('alembic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("False\n", "")


@pytest.mark.postgres
def test_a_server_is_upgraded_only_on_request(
    postgres_url: URL, scripts: Scripts, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert migrate.state(postgres_url) is State.EMPTY
    assert reason(postgres_url) == "database.older"
    migrate.upgrade(postgres_url)
    assert migrate.ensure_ready(postgres_url) is None
    scripts.add("0002_note", 'op.add_column("item", sa.Column("note", sa.Text(), nullable=True))')
    assert migrate.state(postgres_url) is State.OLDER
    assert reason(postgres_url) == "database.older"
    monkeypatch.setattr(server, "OLDEST_SERVER_REVISION", "0001_users_and_items")
    assert migrate.ensure_ready(postgres_url) is None
    report = migrate.upgrade(postgres_url)
    assert (report.before, report.after) == ({"0001_users_and_items", ENGINE}, migrate.heads())
    assert rows(postgres_url, "SELECT kind, label, actor_email, source FROM journal_step") == [
        ("upgrade", "upgrade", "", "script")
    ]


@pytest.mark.postgres
def test_a_failing_upgrade_of_a_server_changes_nothing(postgres_url: URL, scripts: Scripts) -> None:
    migrate.upgrade(postgres_url)
    before = schema(postgres_url)
    scripts.add("0002_note", 'op.add_column("item", sa.Column("note", sa.Text(), nullable=True))')
    scripts.add("0003_fails", 'op.execute("UPDATE item SET absent = 1")')
    with pytest.raises(DatabaseError) as caught:
        migrate.upgrade(postgres_url)
    assert caught.value.reason == "database.upgrade_failed"
    assert "absent" in str(caught.value.params["detail"])
    assert schema(postgres_url) == before
    assert migrate.state(postgres_url) is State.OLDER


@pytest.mark.postgres
def test_a_newer_or_foreign_server_is_refused(postgres_url: URL) -> None:
    change(postgres_url, "CREATE TABLE item (id INTEGER)")
    assert migrate.state(postgres_url) is State.FOREIGN
    assert reason(postgres_url) == "database.not_ours"
    with pytest.raises(DatabaseError):
        migrate.upgrade(postgres_url)
    change(postgres_url, "DROP TABLE item", "CREATE TABLE bookmarks (url TEXT)")
    migrate.upgrade(postgres_url)
    assert migrate.check(postgres_url) == []
    change(postgres_url, "UPDATE alembic_version SET version_num = '0099' WHERE version_num LIKE '000%'")
    assert reason(postgres_url) == "database.newer"
    with pytest.raises(DatabaseError) as caught:
        migrate.upgrade(postgres_url)
    assert caught.value.params["revision"] == "0099"
    assert "***" in str(caught.value.params["path"]) or "@" not in str(caught.value.params["path"])


@pytest.mark.postgres
def test_a_server_goes_back_and_is_reset(postgres_url: URL) -> None:
    migrate.upgrade(postgres_url)
    migrate.downgrade(postgres_url, "app@base")
    assert migrate.current(postgres_url) == {ENGINE}
    migrate.upgrade(postgres_url)
    assert migrate.reset(postgres_url) is None
    assert migrate.check(postgres_url) == []
    assert rows(postgres_url, "SELECT count(*) FROM journal_step") == [(0,)]


def test_a_server_that_does_not_answer(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path).set(
        drivername="postgresql+psycopg", host="127.0.0.1", port=1, database="x", password="secret"
    )
    with pytest.raises(DatabaseError) as caught:
        migrate.ensure_ready(url)
    assert caught.value.reason == "database.unreachable"
    assert "secret" not in str(caught.value.params)


@pytest.mark.postgres
def test_a_server_that_refuses_says_why(postgres_url: URL) -> None:
    for url in (postgres_url.set(database="nowhere"), postgres_url.set(username="nowhere")):
        with pytest.raises(DatabaseError) as caught:
            migrate.ensure_ready(url)
        assert caught.value.reason == "database.refused"
        assert "nowhere" in str(caught.value.params["detail"])


def test_an_address_in_a_folder_that_is_not_there_makes_no_new_database(tmp_path: Path) -> None:
    missing = tmp_path / "wrong" / "app.db"
    with pytest.raises(DatabaseError) as caught:
        database_url(f"sqlite:///{missing}")
    assert str(missing.parent) in str(caught.value.params["detail"])
    assert not missing.parent.exists()


def reason(url: URL) -> str:
    with pytest.raises(DatabaseError) as caught:
        migrate.ensure_ready(url)
    return caught.value.reason


def rows(url: URL, query: str) -> list[tuple[object, ...]]:
    database = Database(url)
    with closing(database), database.read() as connection:
        return [tuple(row) for row in connection.execute(text(query))]
