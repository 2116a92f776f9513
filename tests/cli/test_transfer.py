"""import and export: a report for people, one line for each bad row, and all or nothing."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli


def write(path: Path, *lines: str) -> str:
    """A text file of these lines; returns its name."""
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def titles(cli: Cli) -> list[str]:
    """The titles of all items in their order."""
    return [item["title"] for item in json.loads(cli.run("list", "items", "--sort", "title", "-f", "json").stdout)]


@pytest.fixture
def good(tmp_path: Path) -> str:
    """Three rows."""
    return write(tmp_path / "good.csv", "name,description", "b,2", 'a,"1, ""one"""', "東京,")


@pytest.fixture
def bad(tmp_path: Path) -> str:
    """Two bad rows of four, one with two bad fields."""
    return write(tmp_path / "bad.csv", "title,description", "a,1", f",{'x' * 300}", "b,2", f"{'y' * 300},")


def test_import_with_mapping(cli: Cli, good: str) -> None:
    assert cli.run("import", "items", good, "--map", "title=name").stdout == "Added 3 items.\n"
    assert titles(cli) == ["a", "b", "東京"]
    assert cli.run("undo").stdout == "Undone: Import 3 items.\n"
    assert titles(cli) == []


def test_import_says_which_columns_there_are(cli: Cli, good: str) -> None:
    said = cli.fails("import", "items", good)
    assert "title" in said
    assert "name, description" in said


def test_one_line_for_each_bad_row_and_nothing_imported(cli: Cli, bad: str) -> None:
    lines = cli.fails("import", "items", bad).splitlines()
    assert lines == [
        "Row 3: title: must not be empty; description: must have at most 255 characters",
        "Row 5: title: must have at most 255 characters",
        "2 rows have errors; nothing was imported.",
    ]
    assert titles(cli) == []
    assert "nothing to undo" in cli.fails("undo")


def test_skipping_bad_rows(cli: Cli, bad: str) -> None:
    result = cli.run("import", "items", bad, "--on-error", "skip")
    assert result.stdout == "Added 2 items, left out 2 rows.\n"
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == ["Row 3", "Row 5"]
    assert titles(cli) == ["a", "b"]


def test_dry_run_imports_nothing(cli: Cli, good: str, bad: str) -> None:
    assert cli.run("import", "items", good, "--map", "title=name", "--dry-run").stdout == "Would add 3 items.\n"
    assert cli.fails("import", "items", bad, "--dry-run").splitlines()[-1] == "2 rows have errors."
    assert titles(cli) == []


def test_update_by_a_field(cli: Cli, tmp_path: Path) -> None:
    cli.create("items", "title=a", "description=old")
    file = write(tmp_path / "update.csv", "title,description", "a,new", "c,3")
    assert cli.run("import", "items", file, "--update-by", "title").stdout == "Added 1 item, changed 1 item.\n"
    assert titles(cli) == ["a", "c"]


def test_encoding_and_delimiter(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "old.csv"
    file.write_bytes("title;description\nStraße;x,y\n".encode("cp1252"))
    cli.run("import", "items", str(file), "--encoding", "cp1252", "--delimiter", ";")
    assert titles(cli) == ["Straße"]
    tabs = write(tmp_path / "tabs.txt", "title\tdescription", "a,b\tc")
    cli.run("import", "items", tabs, "--delimiter", "tab")
    assert titles(cli) == ["a,b", "Straße"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--map", "title"], "'title' is not of the form FIELD=COLUMN"),
        (["--delimiter", ";;"], "One character is needed"),
        (["--on-error", "perhaps"], "--on-error"),
    ],
)
def test_wrong_usage(cli: Cli, good: str, options: list[str], said: str) -> None:
    assert said in " ".join(cli.fails("import", "items", good, *options, code=2).split())


def test_files_that_cannot_be_imported(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10)
    files = [str(tmp_path / "nothing.csv"), str(tmp_path), str(tmp_path / "picture.csv")]
    files += [write(tmp_path / "headers.csv", "title"), write(tmp_path / "notes.docx", "title")]
    for file in files:
        assert len(cli.fails("import", "items", file).splitlines()) == 1
    assert titles(cli) == []


@pytest.mark.parametrize("suffix", ["csv", "json", "jsonl", "xlsx"])
def test_what_is_exported_can_be_imported_again(cli: Cli, good: str, tmp_path: Path, suffix: str) -> None:
    cli.run("import", "items", good, "--map", "title=name")
    file = str(tmp_path / f"out.{suffix}")
    assert cli.run("export", "items", file, "--where", "-title:b").stdout == f"Exported 2 items to {file}.\n"
    cli.run("undo")
    cli.run("import", "items", file)
    assert titles(cli) == ["a", "東京"]


def test_export_in_order_without_byte_order_mark(cli: Cli, good: str, tmp_path: Path) -> None:
    cli.run("import", "items", good, "--map", "title=name")
    file = tmp_path / "out.csv"
    cli.run("export", "items", str(file), "--sort", "-title")
    text = file.read_bytes().decode("utf-8")
    assert text.startswith("title,")
    assert [row["title"] for row in csv.DictReader(text.splitlines())] == ["東京", "b", "a"]


def test_export_that_fails_leaves_no_file(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    lines = cli.fails("export", "items", str(file), "--where", "colour:red").splitlines()
    assert lines[1] == "^^^^^^"
    assert cli.fails("export", "items", str(tmp_path / "no" / "out.csv"))
    assert cli.fails("export", "items", str(tmp_path / "out.pdf"))
    assert not any(path.name.startswith("out") for path in tmp_path.iterdir())
