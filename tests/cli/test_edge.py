"""What goes wrong ends in words and an exit code, with nothing half done; nothing slow is loaded for nothing."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from core import app_info
from core.bootstrap import open_application
from core.database import sqlite_module
from core.settings import Settings
from tests.cli.conftest import ROOT, Cli

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and pseudo-terminals of POSIX")
BUG = """
import sys
from core.cli import main
from core.cli.app import app

@app.command()
def boom() -> None:
    raise ZeroDivisionError("secret detail")

main()
"""


EARLY = """
import os
import signal
import sys

class Early:
    def find_spec(self, name: str, *_: object) -> None:
        if name == "typer":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Early())
from core.cli import main

main()
"""


@POSIX
def test_a_stop_before_the_command_line_is_loaded(cli: Cli) -> None:
    done = python(cli, EARLY, "list", "items")
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "Cancelled.\n")


def test_version_and_help(fresh: Cli) -> None:
    assert fresh.run("--version").stdout == f"{app_info.NAME} {app_info.VERSION}\n"
    assert not fresh.data.exists()
    for command in ([], ["list"], ["create"], ["update"], ["delete"], ["import"], ["export"], ["undo"], ["redo"]):
        assert "Usage" in fresh.run(*command, "--help").stdout
    for command in (["history"], ["user"], ["user", "create"], ["db"], ["db", "reset"], ["db", "backup"]):
        assert "Usage" in fresh.run(*command, "--help").stdout
    assert not fresh.data.exists()


def test_unknown_command_is_wrong_usage(cli: Cli) -> None:
    assert "No such command" in cli.fails("lsit", code=2)


def test_starting_loads_no_database() -> None:
    code = "import sys, core.cli.app; print([name for name in sys.modules if name.split('.')[0] in %r])"
    slow = {"sqlmodel", "sqlalchemy", "alembic", "pydantic", "fastapi", "PySide6"}
    done = subprocess.run([sys.executable, "-c", code % slow], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_commands_load_neither_qt_nor_the_web_framework(cli: Cli) -> None:
    loaded = "[name for name in sys.modules if name.split('.')[0] in {'PySide6', 'fastapi', 'starlette'}]"
    code = f"import sys\nfrom core.cli.app import run\ntry:\n    run()\nfinally:\n    print({loaded})"
    assert python(cli, code, "list", "items").stdout.strip() == "[]"


def test_bug_goes_to_the_log_and_not_to_the_screen(cli: Cli) -> None:
    done = python(cli, BUG, "boom")
    log = cli.data / "logs" / "rowdesk.log"
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"Something went wrong inside the program (ZeroDivisionError). The details are in {log}."
    ]
    written = log.read_text(encoding="utf-8")
    assert "Traceback" in written
    assert "secret detail" in written


def test_bug_without_a_log_is_told_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = python(Cli(tmp_path / "file"), BUG, "boom")
    assert done.returncode == 1
    assert "could not be logged" in done.stderr
    assert "Traceback" not in done.stderr


def test_data_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    broken = Cli(tmp_path / "data")
    for command in (["list", "items"], ["db", "upgrade"], ["db", "current"], ["user", "list"]):
        assert "cannot be written" in broken.fails(*command)


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("DATABASE_URL", "nonsense", "DATABASE_URL cannot be understood"),
        ("DATABASE_URL", "nosuch://host/name", "DATABASE_URL cannot be understood"),
        ("DATABASE_URL", "postgresql+psycopg://ann:geheim@127.0.0.1:1/books", "does not answer"),
        ("DATABASE_NAME", "../other.db", "DATABASE_NAME"),
        ("PORT", "many", "PORT"),
        ("AUTH_REQUIRED", "perhaps", "AUTH_REQUIRED"),
    ],
)
def test_settings_that_make_no_sense(cli: Cli, setting: str, value: str, said: str) -> None:
    before = cli.database.read_bytes()
    for command in (["list", "items"], ["db", "current"]):
        line = cli.run(*command, code=1, **{setting: value}).stderr
        assert said in line
        assert "geheim" not in line
        assert len(line.splitlines()) == 1
    assert cli.database.read_bytes() == before


def test_database_held_by_another_program(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("database", "schema", "whole_files"):
        monkeypatch.setattr(f"core.{module}.BUSY_TIMEOUT_MS", 50)
    other: sqlite3.Connection = sqlite_module().connect(cli.database, isolation_level=None)
    with closing(other):
        other.execute("BEGIN EXCLUSIVE")
        assert "Another program holds the database" in cli.fails("create", "items", "title=a")
    assert cli.run("list", "items").stderr == "No items.\n"


def test_terminal_without_the_characters(cli: Cli) -> None:
    cli.create("items", "title=Straße 東京")
    done = cli.process("list", "items", encoding="cp1252", PYTHONIOENCODING="cp1252")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Straße ??" in done.stdout
    for form in ("json", "csv"):
        assert "Straße 東京" in cli.process("list", "items", "--format", form, PYTHONIOENCODING="cp1252").stdout


def test_terminal_of_plain_ascii(cli: Cli) -> None:
    cli.create("items", "title=Straße 東京")
    for command in (["list", "items"], ["list", "items", "--format", "json"], ["history"], ["create", "items", "é=1"]):
        done = cli.process(*command, encoding="utf-8", PYTHONIOENCODING="ascii", LC_ALL="C")
        assert "Traceback" not in done.stderr
        assert done.returncode in {0, 2}


@POSIX
def test_reader_that_has_seen_enough(cli: Cli) -> None:
    fill(cli, 5000)
    with cli.start("list", "items", "--limit", "5000") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith("id ")
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(60) == 1


@POSIX
def test_ctrl_c_in_the_middle_of_an_import_leaves_nothing(cli: Cli, tmp_path: Path) -> None:
    import pty

    file = tmp_path / "many.csv"
    with file.open("w", encoding="utf-8") as lines:
        lines.write("title\n")
        lines.writelines(f"Item number {number}\n" for number in range(500_000))
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "core", "import", "items", str(file)]
    environment = {**os.environ, **cli.environment({})}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        shown = os.read(ours, 1024)
        while b"Importing many.csv" not in shown:
            shown += os.read(ours, 1024)
        process.send_signal(signal.SIGINT)
        try:
            while part := os.read(ours, 1024):
                shown += part
        except OSError:  # so says Linux when the other side has ended
            pass
        assert process.wait(60) == 130
        assert process.stdout is not None
        assert process.stdout.read() == b""
    os.close(ours)
    assert b"Cancelled." in shown
    assert b"100%" not in shown
    assert cli.run("list", "items").stderr == "No items.\n"
    assert cli.fails("undo") == "There is nothing to undo.\n"


def fill(cli: Cli, count: int) -> None:
    """Add items by the service."""
    with open_application(Settings(data_dir=cli.data)) as application:
        items = application.service("items")
        models = (items.entity.new({"title": f"Item {number}", "description": "x" * 100}) for number in range(count))
        items.create_many(application.context(), models)


def test_json_of_many_is_whole(cli: Cli) -> None:
    fill(cli, 300)
    assert len(json.loads(cli.process("list", "items", "-n", "300", "-f", "json").stdout)) == 300


def python(cli: Cli, code: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a program on the data folder in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env={**os.environ, **cli.environment({})},
        check=False,
        capture_output=True,
        text=True,
    )


def test_commands_that_start_at_once_on_an_empty_folder_all_do_their_work(fresh: Cli) -> None:
    with ExitStack() as running:
        started = [running.enter_context(fresh.start("create", "items", f"title=item {n}")) for n in range(4)]
        said = [process.communicate(timeout=120) for process in started]
        assert [(process.returncode, errors) for process, (_, errors) in zip(started, said, strict=True)] == [
            (0, "")
        ] * 4
    assert fresh.run("list", "items", "--format", "json").stdout.count("item ") == 4
    assert fresh.run("list", "users", "--format", "json").stdout.count('"email"') == 1
