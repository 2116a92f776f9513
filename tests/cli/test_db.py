"""db: revisions, backups and health, also of a database that the application cannot open."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.database import sqlite_module
from core.revisions import heads
from tests.cli.conftest import Cli


def execute(database: Path, statement: str) -> None:
    """Write into the file behind the application's back."""
    driver: sqlite3.Connection = sqlite_module().connect(database)
    with closing(driver):
        driver.execute(statement)
        driver.commit()


def spoil(database: Path) -> None:
    """Damage a file in its middle."""
    with database.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 4000)


def test_first_upgrade_makes_the_database(fresh: Cli) -> None:
    assert "Went from nothing to " in fresh.run("db", "upgrade").stdout
    assert fresh.run("db", "upgrade").stdout == "Already up to date.\n"
    lines = fresh.run("db", "current").stdout.splitlines()
    assert lines == [str(fresh.database), *sorted(heads()), "Up to date."]
    assert fresh.run("db", "check").stdout == "The database is as the models declare.\n"
    assert "is intact" in fresh.run("db", "verify").stdout


@pytest.mark.parametrize("command", ["check", "verify", "backup"])
def test_looking_at_no_database_makes_none(fresh: Cli, command: str) -> None:
    assert "There is no database" in fresh.fails("db", command)
    assert not fresh.database.exists()


def test_current_of_no_database(fresh: Cli) -> None:
    assert "run `db upgrade`" in fresh.run("db", "current").stdout
    assert not fresh.database.exists()


def test_history_marks_what_is_applied(cli: Cli) -> None:
    rows = cli.run("db", "history").stdout.splitlines()[2:]
    assert rows
    assert all("applied" in row for row in rows)
    assert heads() <= {row.split()[0] for row in rows}


def test_down_and_up_again_keeps_a_backup(cli: Cli) -> None:
    cli.create("items", "title=kept")
    assert "There is no revision 'nope'" in cli.fails("db", "downgrade", "nope", code=2)
    said = cli.run("db", "downgrade", "base").stdout
    backup = Path(said.split("The backup made before: ")[1].strip().rstrip("."))
    assert backup.exists()
    assert "Not up to date" in cli.run("db", "current").stdout
    assert cli.run("db", "check", code=1).stdout
    cli.run("db", "upgrade")
    assert cli.run("list", "items").stderr == "No items.\n"
    cli.run("db", "restore", str(backup))
    assert "kept" in cli.run("list", "items").stdout


def test_check_lists_every_difference(cli: Cli) -> None:
    execute(cli.database, "ALTER TABLE item DROP COLUMN description")
    differences = cli.run("db", "check", code=1).stdout
    assert "item.description" in differences


def test_revision_has_nothing_to_write_when_models_and_migrations_agree(cli: Cli) -> None:
    assert "Nothing to write" in cli.run("db", "revision", "-m", "nothing").stdout


def test_reset_needs_a_yes_and_keeps_the_old(cli: Cli) -> None:
    cli.create("items", "title=old")
    said = " ".join(cli.fails("db", "reset", code=2).split())
    assert f"This deletes every record in {cli.database}" in said
    assert "old" in cli.run("list", "items").stdout
    kept = cli.run("db", "reset", "--yes").stdout.split("The old one is kept as ")[1].strip().rstrip(".")
    assert cli.run("list", "items").stderr == "No items.\n"
    cli.run("db", "restore", kept)
    assert "old" in cli.run("list", "items").stdout


def test_backups_are_listed_newest_first(cli: Cli, tmp_path: Path) -> None:
    assert "No backups" in cli.run("db", "backups").stderr
    first = cli.run("db", "backup").stdout.strip()
    assert first in cli.run("db", "backups").stdout
    chosen = tmp_path / "mine.db"
    assert cli.run("db", "backup", "--to", str(chosen)).stdout.strip() == str(chosen)
    assert "already" in cli.fails("db", "backup", "--to", str(chosen))
    assert "There is no backup" in cli.fails("db", "restore", str(tmp_path / "nothing.db"))


def test_newer_database_is_left_untouched(cli: Cli) -> None:
    execute(cli.database, "UPDATE alembic_version SET version_num = 'from_the_future' WHERE version_num LIKE 'engine%'")
    before = cli.database.read_bytes()
    for command in (["db", "upgrade"], ["db", "check"], ["list", "items"], ["create", "items", "title=a"]):
        assert "from_the_future" in cli.fails(*command)
    result = cli.run("db", "current", code=1)
    assert "from_the_future" in result.stdout
    assert "newer version" in result.stderr
    assert cli.database.read_bytes() == before


def test_damaged_database_is_told_and_restored(cli: Cli) -> None:
    cli.create("items", "title=safe")
    backup = cli.run("db", "backup").stdout.strip()
    spoil(cli.database)
    spoilt = cli.database.read_bytes()
    for command in (["list", "items"], ["db", "upgrade"], ["db", "check"]):
        assert "is damaged" in cli.fails(*command)
    assert cli.run("db", "verify", code=1).output
    assert "is damaged" in cli.run("db", "current", code=1).stderr
    assert cli.database.read_bytes() == spoilt
    cli.run("db", "restore", backup)
    assert "safe" in cli.run("list", "items").stdout


def test_file_of_another_program_is_left_alone(fresh: Cli) -> None:
    fresh.data.mkdir()
    with closing(sqlite3.connect(fresh.database)) as other, other:
        other.execute("CREATE TABLE shopping (thing)")
    content = fresh.database.read_bytes()
    for command in (
        ["list", "items"],
        ["db", "upgrade"],
        ["db", "current"],
        ["db", "verify"],
        ["db", "reset", "--yes"],
    ):
        assert "belongs to another program" in fresh.run(*command, code=1).stderr
    assert fresh.database.read_bytes() == content


def test_what_is_no_database_is_not_replaced_by_a_new_one(fresh: Cli) -> None:
    fresh.data.mkdir()
    for content in (b"no database at all", b""):
        fresh.database.write_bytes(content)
        for command in (["list", "items"], ["db", "upgrade"]):
            assert "is damaged" in fresh.run(*command, code=1).output
        fresh.run("db", "verify", code=1)
        assert fresh.database.read_bytes() == content


def test_a_model_without_its_migration_is_told(fresh: Cli) -> None:
    fresh.run("db", "upgrade")
    with closing(sqlite3.connect(fresh.database)) as other, other:
        other.execute("DROP TABLE item")
    assert "Run `db revision -m ...` and `db upgrade`" in fresh.fails("list", "items")


def test_a_server_has_its_own_backups(cli: Cli) -> None:
    url = "postgresql+psycopg://ann:geheim@127.0.0.1:1/books"
    for command in (["backup"], ["backups"], ["verify"], ["restore", "x.db"]):
        said = cli.fails("db", *command, DATABASE_URL=url)
        assert "tools of its server" in said
        assert "geheim" not in said
