"""undo, redo and history, over several processes' worth of commands."""

import json
import re
from uuid import uuid4

from tests.cli.conftest import Cli


def titles(cli: Cli) -> list[str]:
    """The titles of all items, oldest first."""
    return [item["title"] for item in json.loads(cli.run("list", "items", "--sort", "created", "-f", "json").stdout)]


def test_undo_and_redo_across_commands(cli: Cli) -> None:
    identity = cli.create("items", "title=old")
    cli.run("update", "items", identity, "title=new")
    assert cli.run("undo").stdout == "Undone: Change item “old”.\n"
    assert titles(cli) == ["old"]
    assert cli.run("redo").stdout == "Redone: Change item “old”.\n"
    assert titles(cli) == ["new"]
    cli.run("undo")
    cli.run("undo")
    assert titles(cli) == []


def test_dry_run_changes_nothing(cli: Cli) -> None:
    cli.create("items", "title=stays")
    assert re.fullmatch(
        r"Would undo: Create item “stays” \(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d, cli\)\.\n",
        cli.run("undo", "--dry-run").stdout,
    )
    assert titles(cli) == ["stays"]


def test_nothing_to_undo_or_redo(cli: Cli) -> None:
    assert cli.fails("undo") == "There is nothing to undo.\n"
    assert cli.fails("undo", "--dry-run") == "There is nothing to undo.\n"
    assert cli.fails("redo") == "There is nothing to redo.\n"


def test_history_says_who_did_what_and_marks_what_is_undone(cli: Cli) -> None:
    assert cli.run("history").stderr == "Nothing has happened yet.\n"
    cli.create("items", "title=one")
    cli.create("items", "title=two")
    cli.run("undo")
    lines = cli.run("history").stdout.splitlines()
    assert lines[0].split() == ["id", "when", "who", "from", "what"]
    assert "Undo: Create item “two”" in lines[2]
    assert lines[3].endswith("Create item “two” (undone)")
    assert lines[4].endswith("Create item “one”")
    assert all("local@rowdesk.org  cli" in line for line in lines[2:])
    assert len(cli.run("history", "--limit", "1").stdout.splitlines()) == 3


def test_history_of_a_record_has_old_and_new_values(cli: Cli) -> None:
    identity = cli.create("items", "title=old ", "description=")
    cli.run("update", "items", identity, "title=new", "description=more")
    lines = cli.run("history", "items", identity).stdout.splitlines()
    assert lines[0].endswith("cli  Change item “old”")
    assert lines[1:3] == ["    title: “old ” -> “new”", "    description: null -> “more”"]
    assert "Create item" in lines[3]
    assert lines[4:] == ["    title: null -> “old ”", "    owner_id: null -> local@rowdesk.org"]


def test_history_of_a_record_that_is_gone(cli: Cli) -> None:
    identity = cli.create("items", "title=gone")
    cli.run("delete", "items", identity)
    assert "    title: “gone” -> null" in cli.run("history", "items", identity).stdout.splitlines()


def test_history_of_what_never_was(cli: Cli) -> None:
    assert "There is no item" in cli.fails("history", "items", str(uuid4()))
    assert "both RESOURCE and ID" in cli.fails("history", "items", code=2)
