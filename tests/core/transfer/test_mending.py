"""The bad rows of a file as a file of their own, which mended is read as the first one was."""

import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from core.context import Context
from core.errors import TransferError
from core.query import Query, Sort
from core.services.crud import CrudService
from core.transfer import bad_cells, import_file, mending_suffix, preview, write_bad_rows
from tests.core.locale.customs import GERMAN

Service = CrudService[Any, Any, Any]
WriteFile = Callable[..., Path]


def stored(service: Service, context: Context, *fields: str) -> list[tuple[Any, ...]]:
    page = service.list(context, Query(sort=(Sort("id"),)), limit=100)
    return [tuple(getattr(record, field) for field in fields) for record in page.data]


def test_rows_are_written_as_they_stand_with_the_reasons_behind(
    context: Context, specimens: Service, csv_file: WriteFile, tmp_path: Path
) -> None:
    source = csv_file("code;count;title\n'=a;1;ok\n'=b;two;x\nc;3;" + "y" * 256 + "\n".replace("\n", "\n"))
    report = import_file(context, specimens, source, dry_run=True)
    target = tmp_path / "bad.csv"
    assert write_bad_rows(report, specimens.entity, source, target) == 2
    lines = target.read_text("utf-8-sig").splitlines()
    assert lines[0] == "code;count;title;import_problem"
    assert lines[1] == "'=b;two;x;Count: must be a whole number such as 42"
    target.write_text(target.read_text("utf-8-sig").replace("two", "2").replace("y" * 256, "y"), "utf-8")
    again = import_file(context, specimens, target)
    assert (again.added, again.skipped) == (2, 0)
    assert stored(specimens, context, "code", "count", "title") == [("=b", 2, "x"), ("c", 3, "y")]


def test_mending_in_two_rounds_keeps_one_column_of_reasons(
    context: Context, specimens: Service, csv_file: WriteFile, tmp_path: Path
) -> None:
    source = csv_file("code,count\na,x\n")
    for name in ("first.csv", "second.csv"):
        report = import_file(context, specimens, source, dry_run=True)
        write_bad_rows(report, specimens.entity, source, tmp_path / name)
        source = tmp_path / name
    assert source.read_text("utf-8-sig").splitlines()[0] == "code,count,import_problem"


def test_whatever_a_file_is_in_its_bad_rows_are_read_again_without_being_told(
    context: Context, specimens: Service, csv_file: WriteFile, tmp_path: Path
) -> None:
    source, target = csv_file("code,count,title\na,x,Größe\n".encode("cp437")), tmp_path / "bad.csv"
    report = import_file(context, specimens, source, dry_run=True, encoding="cp437")
    write_bad_rows(report, specimens.entity, source, target, encoding="cp437")
    assert preview(target, specimens.entity).rows[0][2] == "Größe"


def test_a_row_with_too_many_cells_keeps_them_all(
    context: Context, specimens: Service, csv_file: WriteFile, tmp_path: Path
) -> None:
    source = csv_file("code,title,count\na,Smith, John,1\n")
    for name in ("first.csv", "second.csv"):
        report = import_file(context, specimens, source, dry_run=True)
        write_bad_rows(report, specimens.entity, source, tmp_path / name)
        source = tmp_path / name
        lines = source.read_text("utf-8-sig").splitlines()
        assert lines[0] == "code,title,count,import_problem"
        assert re.match(r"a,Smith, John,1,The row has \d cells for only \d columns", lines[1])
    source.write_text(source.read_text("utf-8-sig").replace("Smith, John", '"Smith, John"'), "utf-8")
    import_file(context, specimens, source)
    assert stored(specimens, context, "title", "count") == [("Smith, John", 1)]


def test_half_a_character_of_json_is_written_as_it_was_read(
    context: Context, specimens: Service, csv_file: WriteFile, tmp_path: Path
) -> None:
    source, target = csv_file(r'[{"code": "a", "title": "\ud800"}]', "half.json"), tmp_path / "bad.json"
    write_bad_rows(import_file(context, specimens, source, dry_run=True), specimens.entity, source, target)
    assert json.loads(target.read_text("utf-8"))[0]["title"] == "\ud800"


def test_a_spreadsheet_stays_one_and_its_numbers_stay_numbers(
    context: Context, specimens: Service, tmp_path: Path
) -> None:
    source, target = tmp_path / "book.xlsx", tmp_path / "bad.xlsx"
    book: Any = xlsxwriter.Workbook(str(source), {"default_date_format": "yyyy-mm-dd"})
    book.add_worksheet("Empty")
    sheet: Any = book.add_worksheet("Data")
    sheet.write_row(0, 0, ("code", "weight", "found_on", "count"))
    sheet.write_row(1, 0, ("a", 1.234, date(2026, 4, 5), "many"))
    book.close()
    report = import_file(context, specimens, source, sheet="Data", locale=GERMAN, dry_run=True)
    assert [problem.field for problem in report.problems] == ["count"]
    write_bad_rows(report, specimens.entity, source, target, sheet="Data", locale=GERMAN)
    found = preview(target, specimens.entity)
    assert found.sheets == ["Data"]
    assert found.rows[0][:4] == ["a", "1.234", "2026-04-05", "many"]
    import_file(context, specimens, target, mapping={"count": ""}, sheet="Data", locale=GERMAN)
    assert stored(specimens, context, "weight", "found_on") == [(Decimal("1.234"), date(2026, 4, 5))]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_json_stays_json(context: Context, specimens: Service, csv_file: WriteFile, tmp_path: Path, name: str) -> None:
    record = {"code": "a", "count": "x", "weight": 1.5, "sealed": True, "notes": None}
    whole, bad = json.dumps({"code": "b", "title": "not of the other"}), json.dumps(record)
    content = f"[{whole}, {bad}]" if name.endswith("json") else f"{whole}\n{bad}"
    source, target = csv_file(content, name), tmp_path / f"bad-{name}"
    report = import_file(context, specimens, source, dry_run=True)
    write_bad_rows(report, specimens.entity, source, target)
    written = json.loads(target.read_text("utf-8"))
    found = written[0] if isinstance(written, list) else written
    assert found == {**record, "import_problem": "Count: must be a whole number such as 42"}


def test_what_stands_in_bad_cells_is_told_but_no_secret(
    context: Context, specimens: Service, csv_file: WriteFile
) -> None:
    source = csv_file("code,count,password\na,lots,geheim\n")
    report = import_file(context, specimens, source, mapping={"password": "password"}, dry_run=True)
    assert bad_cells(report, specimens.entity, source, mapping={}) == {(2, "count"): "lots"}


def test_a_file_that_cannot_be_written_is_named(
    context: Context, specimens: Service, csv_file: WriteFile, tmp_path: Path
) -> None:
    source = csv_file("code,count\na,x\n")
    report = import_file(context, specimens, source, dry_run=True)
    with pytest.raises(TransferError) as failed:
        write_bad_rows(report, specimens.entity, source, tmp_path / "nowhere" / "bad.csv")
    assert failed.value.reason == "transfer.unwritable"


def test_the_kind_of_file(tmp_path: Path) -> None:
    names = ("a.csv", "a.TSV", "a.txt", "a.xlsx", "a.ods", "a.json", "a.jsonl")
    assert [mending_suffix(tmp_path / name) for name in names] == [
        *(".csv", ".csv", ".csv", ".xlsx", ".xlsx", ".json", ".jsonl")
    ]
