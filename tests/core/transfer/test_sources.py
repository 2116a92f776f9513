"""Reading files: encodings, delimiters, lines, ragged rows, spreadsheets and their bombs."""

import json
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from core.bootstrap import Application
from core.errors import TransferError
from core.transfer import preview
from core.transfer.formats import open_source
from core.transfer.sources import NOT_GIVEN

WriteFile = Callable[..., Path]


def read(path: Path, encoding: str | None = None, delimiter: str | None = None) -> list[tuple[int, list[str | None]]]:
    with open_source(path, encoding=encoding, delimiter=delimiter) as source:
        return [(0, list(source.headers)), *((line, list(row)) for line, row in source.rows())]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_that_say_so(csv_file: WriteFile, encoding: str) -> None:
    path = csv_file("título,b\nЯ,1\n".encode(encoding))
    assert read(path) == [(0, ["título", "b"]), (2, ["Я", "1"])]


def test_another_encoding_only_when_asked_for(csv_file: WriteFile) -> None:
    path = csv_file("title\n" + "plain\n" * 70_000 + "Zürich\n", "long.csv")
    path.write_bytes(path.read_bytes().decode().encode("cp1252"))
    with pytest.raises(TransferError) as caught:
        read(path)
    assert caught.value.params == {"line": 70_002, "encoding": "utf-8"}
    assert "name its encoding (--encoding on the command line)" in str(caught.value)
    assert read(path, "cp1252")[-1] == (70_002, ["Zürich"])
    with pytest.raises(TransferError, match="no encoding"):
        read(path, "no-such")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_found(csv_file: WriteFile, delimiter: str) -> None:
    rows = [["a", "b", "c"], ["x, y; z", "1", "2"], ["p | q", "3", "4"]]
    quoted = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    path = csv_file(quoted)
    assert [row for _, row in read(path)] == rows
    assert preview_delimiter(path) == delimiter


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('title,b\n"Emma,1\nRope,2\nLamp,3\n', 2),
        ('title,b\r\n"Emma,1\r\nRope,2', 2),
        ('title,b\n"two\nlines","Rope,2\nLamp,3\n', 3),
        ('title,b\nEmma,1\nRope,"', 3),
    ],
)
def test_a_quote_that_is_never_closed_is_named_by_the_line_where_it_opens(
    csv_file: WriteFile, text: str, line: int
) -> None:
    with pytest.raises(TransferError) as caught:
        read(csv_file(text))
    assert (caught.value.reason, caught.value.params) == ("transfer.quotes", {"line": line})


def preview_delimiter(path: Path) -> str | None:
    with open_source(path) as source:
        return source.delimiter


def test_the_delimiter_can_be_changed(csv_file: WriteFile) -> None:
    path = csv_file("a,b;c\n1,2;3\n")
    assert read(path, delimiter=";") == [(0, ["a,b", "c"]), (2, ["1,2", "3"])]


def test_lines_are_those_a_row_begins_on(csv_file: WriteFile) -> None:
    path = csv_file('a,b\r\n"one\r\ntwo",1\r\n\r\n"x\ny\nz","p\rq"\r\nlast,2\r\n')
    assert read(path)[1:] == [(2, ["one\r\ntwo", "1"]), (5, ["x\ny\nz", "p\rq"]), (9, ["last", "2"])]


def test_nul_is_left_to_the_model(csv_file: WriteFile) -> None:
    path = csv_file("a\n" + "x" * 2000 + "\nb\0c\n")
    assert read(path)[-1] == (3, ["b\0c"])


def test_json_lines_and_arrays(csv_file: WriteFile) -> None:
    objects = ['{"a": 1.10, "b": "x\\ny"}', '{"c": null, "a": 12345678901234567890}', '{"b": true}']
    none = NOT_GIVEN
    rows = [["a", "b", "c"], ["1.10", "x\ny", none], ["12345678901234567890", none, None], [none, "true", none]]
    lines = "\ufeff{}\n{}\r\n\n{}".format(*objects)
    assert read(csv_file(lines, "a.jsonl")) == list(zip((0, 1, 2, 4), rows, strict=True))
    for between in (",", " ,\n ", ",\r\n\r\n"):
        array = f"\ufeff [{between.join(objects)}\n]\n"
        assert read(csv_file(array, "a.json")) == list(enumerate(rows))


def test_an_array_longer_than_what_is_read_at_once(csv_file: WriteFile) -> None:
    records = [{"a": f"{number} " + "é[{" * (number % 50)} for number in range(5000)]
    path = csv_file(json.dumps(records, ensure_ascii=False, indent=1), "a.json")
    assert [row for _, row in read(path)][1:] == [[record["a"]] for record in records]


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("cut.json", '[{"title":"x"},\n{"title":"y"},', 2),
        ("cut.json", '[{"title":"x"},\n{"title":"y"}\n', 3),
        ("cut.json", '[{"title":"x"},{"title":', 1),
        ("comma.json", '[{"title":"x"},]', 1),
        ("commas.json", '[{"title":"x"},,{"title":"y"}]', 1),
        ("no_comma.json", '[{"title":"x"}\n{"title":"y"}]', 2),
        ("brackets.json", ']]]{"title":"x"}[[[{"title":"y"}', 1),
        ("open.json", "[" * 100_000, 1),
        ("deep.json", '[{"title":' + "[" * 100_000, 1),
        ("nested.json", '[[{"title":"x"}]]', 1),
        ("number.json", "[1]", 1),
        ("after.json", '[{"title":"x"}]\n[]', 2),
        ("object.json", '{"title":"x"}', 1),
        ("lines.json", '{"title":"x"}\n{"title":"y"}', 1),
        ("array.jsonl", '[{"title":"x"}]', 1),
        ("two.jsonl", '{"title":"x"}\n{"title":"y"}{"title":"z"}', 2),
        ("comma.jsonl", '{"title":"x"},\n{"title":"y"}', 1),
        ("split.jsonl", '{"title":"x"}\n{"title":\n"y"}', 2),
        ("deep.jsonl", '{"title":' + "[" * 100_000, 1),
    ],
)
def test_json_that_is_not_whole(csv_file: WriteFile, name: str, content: str, line: int) -> None:
    with pytest.raises(TransferError) as caught:
        read(csv_file(content, name))
    assert (caught.value.reason, caught.value.params) == ("transfer.json", {"line": line})


@pytest.mark.parametrize(("name", "content"), [("a.json", b'[{"a":"\xfc"}]'), ("a.jsonl", b'{"a":"\xfc"}')])
def test_json_has_one_encoding(csv_file: WriteFile, name: str, content: bytes) -> None:
    with pytest.raises(TransferError, match=r"Line 1 is not valid utf-8\. Save the file in UTF-8, then"):
        read(csv_file(content, name))


def test_a_line_without_end(csv_file: WriteFile) -> None:
    path = csv_file("title\n" + "a row of some length\n" * 20_000)
    with path.open("ab") as file:
        file.truncate(400_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(TransferError, match=r"Line 20,002 has more than 16\.8 MB"):
            read(path)
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()


def test_typed_cells_of_a_sheet(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet, day, moment = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"}), None
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet.write_row(0, 0, ["isbn", "year", "price", "flag", "text"])
    sheet.write_row(1, 0, [9780439023480, 1997.0, 12.1, True, "01234"])
    sheet.write_datetime(2, 0, datetime(2026, 1, 15), day)  # noqa: DTZ001
    sheet.write_datetime(2, 1, datetime(2026, 1, 15, 10, 30), moment)  # noqa: DTZ001
    sheet.write_number(4, 2, 1e-7)
    book.close()
    assert read(tmp_path / "a.xlsx")[1:] == [
        (2, ["9780439023480", "1997", "12.1", "true", "01234"]),
        (3, ["2026-01-15", "2026-01-15T10:30:00", None, None, None]),
        (5, [None, None, "0.0000001", None, None]),
    ]


def bomb(path: Path, parts: dict[str, bytes]) -> Path:
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet().write_row(0, 0, ["title"])
    book.close()
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()} | parts
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


def test_an_archive_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.transfer.archives.MAX_UNPACKED", 1_000_000)
    path = bomb(tmp_path / "bomb.xlsx", {"xl/sharedStrings.xml": b" " * 2_000_000})
    assert path.stat().st_size < 20_000
    with pytest.raises(TransferError, match=r"unpacks to 2\.0 MB"):
        read(path)


@pytest.mark.parametrize(
    ("place", "said"), [("A1048577", "more than"), ("XFD2", "16,384 columns"), ("ALL30000", "more")]
)
def test_a_sheet_that_claims_too_much(tmp_path: Path, place: str, said: str) -> None:
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    row = f'<row r="{place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c r="{place}"><v>1</v></c></row>'.encode()
    path = bomb(tmp_path / "b.xlsx", {"xl/worksheets/sheet1.xml": head + row + b"</sheetData></worksheet>"})
    with pytest.raises(TransferError, match=said):
        read(path)


def test_a_repeated_cell_of_a_document(tmp_path: Path) -> None:
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"<table:table-row>{cell}</table:table-row>")
    with pytest.raises(TransferError, match="16,384 columns"):
        read(tmp_path / "a.ods")


def test_preview(application: Application, csv_file: WriteFile) -> None:
    path = csv_file("Title;original_title;Description\n" + "a;b;c\n" * 50)
    shown = preview(path, application.entities["items"], limit=3)
    assert (shown.delimiter, shown.encoding, shown.rows) == (";", "utf-8", [["a", "b", "c"]] * 3)
    assert shown.mapping == {"title": "Title", "description": "Description"}
