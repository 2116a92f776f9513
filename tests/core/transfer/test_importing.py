"""Importing files: the good ones whole, the bad ones not at all, and always with the line and the field."""

import os
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from core.bootstrap import Application
from core.context import CancelToken, Context
from core.errors import AppError, CancelledError, InvalidError, TransferError
from core.journal.tables import ENTRY, STEP
from core.messages import describe_problem
from core.query import Query, Sort
from core.services.crud import CrudService
from core.transfer import import_file
from tests.books import COUNT, LONG_AUTHORS, write_books

Service = CrudService[Any, Any, Any]
WriteFile = Callable[..., Path]


def texts(service: Service, context: Context, *fields: str) -> list[tuple[Any, ...]]:
    """The records' fields in the order in which they were added."""
    page = service.list(context, Query(sort=(Sort("id"),)), limit=20_000)
    return [tuple(getattr(record, field) for field in fields) for record in page.data]


def is_untouched(application: Application, service: Service, context: Context) -> bool:
    with application.database.read() as connection:
        steps = connection.execute(select(func.count()).select_from(STEP)).scalar_one()
        entries = connection.execute(select(func.count()).select_from(ENTRY)).scalar_one()
    return service.count(context) == 0 and steps == entries == 0


def test_books(application: Application, context: Context, items: Service, tmp_path: Path) -> None:
    books = write_books(tmp_path / "books.csv")
    report = import_file(context, items, tmp_path / "books.csv", mapping={"description": "original_title"})
    assert (report.rows, report.added, report.skipped, report.undoable) == (COUNT, COUNT, 0, True)
    expected = [(book["title"], book["original_title"] or None) for book in books]
    assert texts(items, context, "title", "description") == expected
    step = application.undo.undo(context)
    assert (step.label, step.params["count"], step.params["file"]) == ("import", COUNT, "books.csv")
    assert items.count(context) == 0
    application.undo.redo(context)
    assert texts(items, context, "title", "description") == expected


def test_books_by_authors(application: Application, context: Context, items: Service, tmp_path: Path) -> None:
    write_books(tmp_path / "books.csv")
    report = import_file(context, items, tmp_path / "books.csv", mapping={"title": "authors"})
    assert [problem.row for problem in report.problems] == [number + 1 for number in LONG_AUTHORS]
    assert {problem.field for problem in report.problems} == {"title"}
    assert describe_problem(report.problems[0]) == "must have at most 255 characters"
    assert (report.rows, report.added, report.skipped, report.undoable) == (COUNT, 0, 6, False)
    assert is_untouched(application, items, context)


def test_skipping_takes_the_good_rows(context: Context, items: Service, tmp_path: Path) -> None:
    write_books(tmp_path / "books.csv")
    report = import_file(context, items, tmp_path / "books.csv", mapping={"title": "authors"}, on_error="skip")
    assert (report.added, report.skipped) == (COUNT - 6, 6)
    assert items.count(context) == COUNT - 6


def test_a_dry_run_writes_nothing(
    application: Application, context: Context, items: Service, csv_file: WriteFile
) -> None:
    report = import_file(context, items, csv_file("title\none\n" + "x" * 256 + "\n"), dry_run=True, on_error="skip")
    assert (report.rows, report.added, report.skipped, report.undoable) == (2, 1, 1, False)
    assert is_untouched(application, items, context)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.csv", "name;pages\nHobbit;310\n", ["title", "name, pages"]),
        ("latin.csv", "title\nThe Hobbit\nZürich\n".encode("cp1252"), ["Line 3", "utf-8"]),
        ("none.csv", "title,description\n", ["no rows"]),
        ("empty.csv", "", ["no rows"]),
        ("blank.csv", "\n\n", ["no rows"]),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), ["not a text file"]),
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ["picture.xlsx", "not a spreadsheet"]),
        ("twice.csv", "title,title\na,b\n", ["twice", "title"]),
        ("quotes.csv", 'title\n"open\nand\nnever closed\n', ["quotes"]),
        ("cell.csv", "title\n" + "x" * 1_000_001 + "\n", ["line 2", "1,000,000"]),
        ("wide.csv", ",".join(map(str, range(1001))) + "\n", ["1,001", "1,000"]),
        ("broken.json", '[{"title": "a"}, {"title"', ["Line 1", "JSON"]),
        ("words.json", "hello", ["Line 1", "JSON"]),
        ("cut.json", '[{"title": "a"},\n{"title": "b"},', ["Line 2", "JSON"]),
        ("notes.docx", "title\n", ["csv, tsv, txt, xlsx, ods, json, jsonl"]),
    ],
)
def test_files_that_cannot_be_used(
    application: Application,
    context: Context,
    items: Service,
    csv_file: WriteFile,
    name: str,
    content: str | bytes,
    said: list[str],
) -> None:
    with pytest.raises(TransferError) as caught:
        import_file(context, items, csv_file(content, name))
    assert all(part in str(caught.value) for part in said), str(caught.value)
    assert is_untouched(application, items, context)


def test_a_missing_file(context: Context, items: Service, tmp_path: Path) -> None:
    with pytest.raises(TransferError, match=r"no file .*gone\.csv"):
        import_file(context, items, tmp_path / "gone.csv")


def test_two_gigabytes(context: Context, items: Service, tmp_path: Path) -> None:
    with (tmp_path / "huge.csv").open("wb") as file:
        os.truncate(file.fileno(), 2 * 1024**3)
    begun = time.monotonic()
    with pytest.raises(TransferError, match=r"2\.1 GB.*2\.0 GB"):
        import_file(context, items, tmp_path / "huge.csv")
    assert time.monotonic() - begun < 1


def test_too_long(application: Application, context: Context, items: Service, csv_file: WriteFile) -> None:
    report = import_file(context, items, csv_file(f'title,description\n"a\nb",c\n{"x" * 300},{"y" * 300}\nz,\n'))
    assert [(problem.row, problem.field) for problem in report.problems] == [(4, "title"), (4, "description")]
    assert (report.rows, report.skipped) == (3, 1)
    assert is_untouched(application, items, context)


def test_a_duplicate_email(application: Application, context: Context, csv_file: WriteFile) -> None:
    users = application.users
    rows = ["ann@example.org,secret-password", f"{context.actor.email},secret-password", "ann@example.org,secret-word"]
    before = users.count(context)
    report = import_file(context, users, csv_file("email,password\n" + "\n".join(rows)))
    assert [(problem.row, problem.field, problem.code) for problem in report.problems] == [
        (3, "email", "duplicate"),
        (4, "email", "duplicate"),
    ]
    assert users.count(context) == before
    assert import_file(context, users, csv_file("email,password\n" + rows[0]), on_error="skip").added == 1
    assert users.authenticate(context, "ann@example.org", "secret-password").user.email == "ann@example.org"


def test_every_problem_of_a_row_and_of_the_whole_row(context: Context, specimens: Service, csv_file: WriteFile) -> None:
    rows = [
        "code,count,weight,found_on,seen_at,state,shelf_id,sealed",
        "a,1e3,1.23456,31.12.2026,soon,gone,nowhere,maybe",
        "b,2000,,,,broken,,",
        "c,1,,,,,,,one too many",
        "d",
    ]
    report = import_file(context, specimens, csv_file("\n".join(rows)))
    assert [(problem.row, problem.field) for problem in report.problems] == [
        *((2, field) for field in ("found_on", "seen_at", "shelf_id", "count", "weight", "sealed", "state")),
        (3, ""),
        (4, ""),
    ]
    texts = [describe_problem(problem) for problem in report.problems]
    assert texts[6] == "must be one of 'whole' or '-broken'"
    assert texts[2] == "refers to a record that does not exist"
    assert texts[-2:] == ["so many cannot be broken", "The row has 9 cells for only 8 columns"]
    assert report.skipped == 3


@pytest.mark.parametrize("value", ['{"a": 1}', "[]", "12", "1.50", "true"])
@pytest.mark.parametrize("suffix", ["json", "jsonl"])
def test_what_is_no_text_in_json(
    application: Application, context: Context, items: Service, csv_file: WriteFile, suffix: str, value: str
) -> None:
    objects = ['{"title": "a"}', f'{{"title": {value}, "description": {value}}}', f'{{"title": "{"x" * 256}"}}']
    content = "\n\n".join(objects) if suffix == "jsonl" else f"[{', '.join(objects)}]"
    report = import_file(context, items, csv_file(content, f"file.{suffix}"))
    first, second = (3, 5) if suffix == "jsonl" else (2, 3)
    assert [(problem.row, problem.field) for problem in report.problems] == [
        (first, "title"),
        (first, "description"),
        (second, "title"),
    ]
    assert [describe_problem(problem) for problem in report.problems[:2]] == ["must be text"] * 2
    assert is_untouched(application, items, context)


def test_numbers_in_json_where_numbers_belong(context: Context, specimens: Service, csv_file: WriteFile) -> None:
    values = '"count": 12, "weight": 1.50, "ratio": 2e3, "sealed": true, "notes": null'
    import_file(context, specimens, csv_file(f'[{{"code": "a", {values}}}]', "a.json"))
    stored = texts(specimens, context, "count", "weight", "ratio", "sealed", "notes")
    assert stored == [(12, Decimal("1.50"), 2000.0, True, None)]


def test_what_an_object_of_json_does_not_have_is_not_given(
    context: Context, specimens: Service, csv_file: WriteFile
) -> None:
    import_file(context, specimens, csv_file("code,notes,count\na,kept,1\nb,gone,2\n"))
    objects = '[{"code": "a", "count": 3}, {"code": "b", "notes": null}, {"count": 4}, {"code": "c", "count": null}]'
    report = import_file(context, specimens, csv_file(objects, "a.json"), on_error="skip", update_by="code")
    assert [(problem.row, problem.field, describe_problem(problem)) for problem in report.problems] == [
        (3, "code", "is required")
    ]
    assert texts(specimens, context, "code", "notes", "count") == [("a", "kept", 3), ("b", None, 2), ("c", None, 0)]


def test_the_report_keeps_the_first_problems_and_counts_all(
    context: Context, items: Service, csv_file: WriteFile
) -> None:
    report = import_file(context, items, csv_file("title\n" + ("x" * 256 + "\n") * 50), kept=7)
    assert (len(report.problems), report.problems[-1].row, report.skipped) == (7, 8, 50)


def test_mapping(context: Context, items: Service, csv_file: WriteFile) -> None:
    path = csv_file("TITLE,Description,other\na,b,c\n")
    import_file(context, items, path)
    import_file(context, items, path, mapping={"description": "other"})
    import_file(context, items, path, mapping={"description": ""})
    assert texts(items, context, "title", "description") == [("a", "b"), ("a", "c"), ("a", None)]
    with pytest.raises(TransferError, match=r"columns are missing: nothing.*TITLE, Description, other"):
        import_file(context, items, path, mapping={"title": "nothing"})
    with pytest.raises(TransferError, match=r"fields are not there: name.*title, description"):
        import_file(context, items, path, mapping={"name": "TITLE"})


def test_cancelling_leaves_nothing(application: Application, context: Context, items: Service, tmp_path: Path) -> None:
    write_books(tmp_path / "books.csv")
    cancel, seen = CancelToken(), list[tuple[int, int | None]]()

    def follow(done: int, total: int | None) -> None:
        seen.append((done, total))
        cancel.cancel()

    with pytest.raises(CancelledError):
        import_file(context.with_progress(follow, cancel), items, tmp_path / "books.csv")
    done, total = seen[0]
    assert len(seen) == 1
    assert done < COUNT
    assert total is not None
    assert COUNT / 2 < total < COUNT * 2
    assert is_untouched(application, items, context)


def test_a_failure_leaves_nothing(application: Application, context: Context, items: Service, tmp_path: Path) -> None:
    books = write_books(tmp_path / "books.csv")
    with (tmp_path / "books.csv").open("ab") as file:
        file.write(b"1,2,3,\xff\xfe\n")
    with pytest.raises(TransferError, match=f"Line {len(books) + 2:,}"):
        import_file(context, items, tmp_path / "books.csv")
    assert is_untouched(application, items, context)


def test_updating_by_a_field(
    application: Application, context: Context, specimens: Service, csv_file: WriteFile
) -> None:
    import_file(context, specimens, csv_file("code,count,notes\na,1,x\nb,2,y\nc,3,z\n"))
    report = import_file(context, specimens, csv_file("code,count\nb,20\nc,3\nd,4\n,5\n"), update_by="code")
    assert (report.rows, report.added, report.updated, report.skipped) == (4, 2, 1, 0)
    rows = [("a", 1, "x", 1), ("b", 20, "y", 2), ("c", 3, "z", 1), ("d", 4, None, 1), ("", 5, None, 1)]
    assert texts(specimens, context, "code", "count", "notes", "version") == rows
    report = import_file(context, specimens, csv_file("code,count\nb,21\nb,22\na,no\n"), update_by="code")
    assert [(problem.row, problem.field, problem.code) for problem in report.problems] == [
        (3, "code", "key.twice"),
        (4, "count", "pydantic:int_parsing"),
    ]
    assert texts(specimens, context, "code", "count", "notes", "version") == rows


def test_updating_by_a_field_that_several_records_share(
    context: Context, specimens: Service, csv_file: WriteFile
) -> None:
    import_file(context, specimens, csv_file("code,title\na,same\nb,same\n"))
    report = import_file(context, specimens, csv_file("title,count\nsame,1\n"), update_by="title")
    assert [(problem.row, problem.code, problem.params["count"]) for problem in report.problems] == [
        (2, "key.ambiguous", 2)
    ]


def test_references_by_id_and_by_name(
    context: Context, specimens: Service, shelves: Service, csv_file: WriteFile
) -> None:
    left, right = (shelves.create(context, shelves.entity.new({"name": name})) for name in ("left", "right"))
    for _ in range(2):
        shelves.create(context, shelves.entity.new({"name": "double"}))
    import_file(context, specimens, csv_file(f"code,shelf\na,left\nb,{right.id}\nc,\n"))
    assert texts(specimens, context, "code", "shelf_id") == [("a", left.id), ("b", right.id), ("c", None)]
    report = import_file(context, specimens, csv_file("code,shelf\nd,double\n"))
    assert [(problem.row, problem.field, problem.code) for problem in report.problems] == [
        (2, "shelf_id", "reference.ambiguous")
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [("Left", "left"), (" left ", "left"), ("RIGHT", "RIGHT"), ("Right", "reference.ambiguous"), ("lef", None)],
)
def test_a_reference_by_a_name_in_another_case(
    context: Context, specimens: Service, shelves: Service, csv_file: WriteFile, text: str, found: str | None
) -> None:
    """As when it is typed: the name as it is written goes before those that differ in case."""
    made = {name: shelves.create(context, shelves.entity.new({"name": name})).id for name in ("left", "right", "RIGHT")}
    report = import_file(context, specimens, csv_file(f"code,shelf\na,{text}\n"))
    if found in made:
        assert texts(specimens, context, "shelf_id") == [(made[found],)]
    else:
        assert [problem.code for problem in report.problems] == [found or "reference.missing"]


def test_text_is_stored_as_given(context: Context, specimens: Service, csv_file: WriteFile) -> None:
    import_file(context, specimens, csv_file("code,title\n01234, spaced \n9.78E+12,'=1+1\n'tis,''-x\n"))
    stored = [("01234", " spaced "), ("9.78E+12", "=1+1"), ("'tis", "'-x")]
    assert texts(specimens, context, "code", "title") == stored


def test_those_who_may_not_create(application: Application, csv_file: WriteFile) -> None:
    users, context = application.users, application.context()
    users.create(context, users.entity.new({"email": "ann@example.org", "password": "secret-password"}))
    ann = application.context_of("ann@example.org")
    with pytest.raises(AppError, match="may not create"):
        import_file(ann, users, csv_file("email,password\nb@example.org,secret-password\n"))


def test_a_rule_that_only_the_database_knows(
    application: Application, context: Context, items: Service, csv_file: WriteFile
) -> None:
    with application.database.write() as connection:
        connection.exec_driver_sql("CREATE UNIQUE INDEX own_rule ON item (title, description)")
    report = import_file(context, items, csv_file("title,description\na,1\nb,1\na,1\na,2\n"), on_error="skip")
    assert (report.added, {problem.row for problem in report.problems}) == (3, {4})
    with pytest.raises(InvalidError):
        items.create_many(context, [items.entity.new({"title": "a", "description": "1"})])
