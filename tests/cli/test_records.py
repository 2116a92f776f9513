"""list, create, update and delete: what is printed, what is stored, what is refused and how."""

import csv
import io
import json
import re
from uuid import UUID, uuid4

import pytest

from core.cli.output import width
from tests.cli.conftest import Cli

TITLES = ("Straße nach Süden", 'He said "no", twice', "東京の夜", "plain")


@pytest.fixture
def books(cli: Cli) -> Cli:
    """Four items."""
    for title in TITLES:
        cli.create("items", f"title={title}", "description=book")
    return cli


def test_create_prints_the_id_alone_and_stores_the_text_as_it_is(cli: Cli) -> None:
    identity = cli.create("items", "title= two  spaces ", "description=a=b")
    (item,) = json.loads(cli.run("list", "items", "--format", "json").stdout)
    assert UUID(identity) == UUID(item["id"])
    assert (item["title"], item["description"]) == (" two  spaces ", "a=b")


def test_table_is_headed_by_field_names_and_shows_references_by_label(books: Cli) -> None:
    lines = books.run("list", "items", "--sort", "title").stdout.splitlines()
    assert lines[0].split() == ["id", "title", "description", "owner_id", "created_at"]
    assert [title for line in lines[2:] for title in TITLES if title in line] == [
        TITLES[1],
        TITLES[3],
        TITLES[0],
        TITLES[2],
    ]
    assert all("local@rowdesk.org" in line for line in lines[2:])


def test_table_fits_the_terminal_and_keeps_ids_whole(books: Cli) -> None:
    books.create("items", "title=" + "wide 東京 " * 20)
    lines = books.run("list", "items", COLUMNS="90").stdout.splitlines()
    assert max(width(line) for line in lines) <= 90
    assert all(re.match(r"[0-9a-f-]{36} ", line) for line in lines[2:])
    assert "…" in lines[2]


def test_table_elsewhere_than_on_a_terminal_is_whole(books: Cli) -> None:
    books.create("items", "title=" + "long" * 60)
    lines = books.run("list", "items").stdout.splitlines()
    assert "long" * 60 in lines[2]
    assert "local@rowdesk.org" in lines[2]
    assert max(map(len, lines[1:2])) < 320


def test_table_obeys_nothing_that_is_in_the_data(cli: Cli) -> None:
    cli.create("items", "title=a\x1b[31mb\nc\td")
    result = cli.run("list", "items")
    assert "a [31mb c d" in result.stdout
    assert "\x1b" not in result.stdout
    assert len(result.stdout.splitlines()) == 3


def test_limit(books: Cli) -> None:
    assert "2 of 4 items." in books.run("list", "items", "--limit", "2").stderr
    assert books.run("list", "items", "--limit", "0").stdout == ""
    assert "0 of 4 items." in books.run("list", "items", "--limit", "0").stderr
    assert books.run("list", "items", "--limit", str(10**30)).stderr == ""
    assert json.loads(books.run("list", "items", "--limit", "0", "--format", "json").stdout) == []
    assert "greater than or equal to 0" in books.fails("list", "items", "--limit", "-1", code=2)


def test_nothing_to_list(cli: Cli) -> None:
    assert cli.run("list", "items").stderr == "No items.\n"
    assert json.loads(cli.run("list", "items", "--format", "json").stdout) == []
    assert cli.run("list", "items", "--format", "csv").stdout.startswith("title,description,")


def test_json_is_the_public_records(books: Cli) -> None:
    records = json.loads(books.run("list", "items", "--sort", "created", "--format", "json").stdout)
    assert [record["title"] for record in records] == list(TITLES)
    assert set(records[0]) == {"title", "description", "owner_id", "id", "created_at", "updated_at", "version"}


def test_csv_is_headed_by_field_names(books: Cli) -> None:
    text = books.run("list", "items", "--sort", "created", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["title"] for row in rows] == list(TITLES)


def test_where_and_sort(books: Cli) -> None:
    result = books.run(
        "list", "items", "--where", "title:strasse or title:plain", "--sort", "-title", "--format", "json"
    )
    assert [record["title"] for record in json.loads(result.stdout)] == ["Straße nach Süden", "plain"]


def test_mistake_in_a_search_is_pointed_at(cli: Cli) -> None:
    lines = cli.fails("list", "items", "--where", "title:sea (colour:red").splitlines()
    assert lines[0] == "title:sea (colour:red"
    assert lines[1] == "           ^^^^^^"
    assert "colour" in lines[2]
    lines = cli.fails("list", "items", "--sort", "title,-size").splitlines()
    assert lines[:2] == ["title,-size", "       ^^^^"]


def test_unknown_collection_lists_those_there_are(cli: Cli) -> None:
    assert "items" in cli.fails("list", "books")


def test_update_changes_what_is_given(cli: Cli) -> None:
    identity = cli.create("items", "title=a", "description=b")
    assert cli.run("update", "items", identity, "title=new", "description=").stdout == "Changed 1 item.\n"
    (item,) = json.loads(cli.run("list", "items", "--format", "json").stdout)
    assert (item["title"], item["description"], item["version"]) == ("new", None, 2)
    assert cli.run("update", "items", identity, "title=new").stdout == "Nothing to change.\n"


def test_delete(books: Cli) -> None:
    records = json.loads(books.run("list", "items", "--format", "json").stdout)
    first, second, *_ = (record["id"] for record in records)
    missing = str(uuid4())
    assert missing in books.fails("delete", "items", first, missing)
    assert books.run("delete", "items", first, second).stdout == "Deleted 2 items.\n"
    assert len(json.loads(books.run("list", "items", "--format", "json").stdout)) == 2
    books.run("undo")
    assert len(json.loads(books.run("list", "items", "--format", "json").stdout)) == 4


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (["colour=red"], "'colour' is not a field of items. Fields: title, description"),
        (["title"], "'title' is not of the form FIELD=VALUE"),
        (["title=a", "title=b"], "title is given twice"),
        (["title=a", f"id={uuid4()}"], "'id' cannot be set here"),
        (["=a"], "is not a field of items"),
        ([], "Missing argument"),
    ],
)
def test_wrong_usage(cli: Cli, values: list[str], said: str) -> None:
    assert said in " ".join(cli.fails("create", "items", *values, code=2).replace("│", "").split())


def test_every_wrong_field_has_its_line(cli: Cli) -> None:
    lines = cli.fails("create", "items", "title=", "description=" + "x" * 300).splitlines()
    assert lines == ["title: must not be empty", "description: must have at most 255 characters"]


def test_text_that_cannot_be_stored(cli: Cli) -> None:
    assert "title" in cli.fails("create", "items", "title=\udcff")
    assert "e-mail address" in cli.fails("--as", "\udcff@example.org", "list", "items", code=2)


@pytest.mark.parametrize(
    "command", [("update", "items", "abc", "title=b"), ("delete", "items", "12"), ("history", "items", "x")]
)
def test_bad_id_is_wrong_usage(cli: Cli, command: tuple[str, ...]) -> None:
    assert "Input should be a valid UUID" in cli.fails(*command, code=2)


def test_id_that_is_not_there(cli: Cli) -> None:
    assert cli.fails("update", "items", str(uuid4()), "title=b") == "There is no item with this id.\n"
    assert "There is no item" in cli.fails("delete", "items", str(uuid4()))


def test_printed_statements_do_not_get_among_the_data(cli: Cli) -> None:
    cli.create("items", "title=one")
    for command in (("list", "items", "--format", "json"), ("history",)):
        plain, told = cli.process(*command), cli.process(*command, ECHO_SQL="1")
        assert told.stdout == plain.stdout != ""
        assert ("SELECT" in told.stderr, "SELECT" in plain.stderr) == (True, False)
