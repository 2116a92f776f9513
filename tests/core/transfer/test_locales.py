"""Files in the way of a country: read in its locale, shown before as they will be stored."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from core.context import Context
from core.messages import describe_problem
from core.query import Query, Sort
from core.services.crud import CrudService
from core.transfer import export_file, import_file, preview, sample
from core.transfer.values import CellReader
from tests.core.locale.customs import GERMAN

Service = CrudService[Any, Any, Any]
WriteFile = Callable[..., Path]
HEADER = "code;count;weight;ratio;sealed;found_on;opened;seen_at;state\n"


def test_a_german_file(context: Context, specimens: Service, csv_file: WriteFile) -> None:
    row = "a;1.234;1.234,5;1,5e3;ja;05.04.2026;9:30;05.04.2026 10:30Z;whole\n"
    import_file(context, specimens, csv_file(HEADER + row), locale=GERMAN)
    [found] = specimens.list(context, Query(sort=(Sort("id"),))).data
    assert (found.count, found.weight, found.ratio, found.sealed) == (1234, Decimal("1234.500"), 1500.0, True)
    assert (found.found_on, found.opened) == (date(2026, 4, 5), time(9, 30))
    assert found.seen_at == datetime(2026, 4, 5, 10, 30, tzinfo=UTC)


def test_what_is_plain_stays_readable_and_what_is_doubtful_is_refused(
    context: Context, specimens: Service, csv_file: WriteFile
) -> None:
    rows = "a;1;1234.5;1;true;2026-04-05;09:30;;whole\nb;1;1,234.5;1;true;5/4/2026;09:30;;whole\n"
    report = import_file(context, specimens, csv_file(HEADER + rows), locale=GERMAN, on_error="skip")
    assert [(problem.row, problem.field, problem.code) for problem in report.problems] == [
        (3, "weight", "typed.number.group"),
        (3, "found_on", "typed.date.ambiguous"),
    ]
    assert report.added == 1


@pytest.mark.parametrize(
    ("weights", "bad"),
    [
        (["1.50", "1.500", "2"], [3]),
        (["1.500", "2,5", "0.25"], [2]),
        (["1.500 €", "1.50 €"], [2]),
        (["1.500", "2.500", "1.234,5"], []),
        (["1.50", "2.25", "1,5"], []),
        (["1.50", "1.234.567", "1234.567"], []),
    ],
)
def test_a_point_means_one_thing_in_a_column(
    context: Context, specimens: Service, csv_file: WriteFile, weights: list[str], bad: list[int]
) -> None:
    rows = "".join(f"{number};{weight}\n" for number, weight in enumerate(weights))
    report = import_file(context, specimens, csv_file(f"code;weight\n{rows}"), locale=GERMAN, on_error="skip")
    assert [(problem.row, problem.code) for problem in report.problems] == [(row, "typed.number.point") for row in bad]
    for problem in report.problems:
        assert describe_problem(problem).startswith("can be read as 1,5 or as 1500, ")


def test_a_point_before_decimal_places_is_one_also_among_whole_numbers(
    context: Context, specimens: Service, csv_file: WriteFile
) -> None:
    path = csv_file("code;count\na;1.50\nb;1.500\nc;2\n")
    report = import_file(context, specimens, path, locale=GERMAN, on_error="skip")
    problems = [(problem.row, problem.code) for problem in report.problems]
    assert problems == [(2, "typed.integer"), (3, "typed.number.point")]


def test_a_point_means_what_it_meant_in_the_rows_before(
    context: Context, specimens: Service, csv_file: WriteFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(specimens), "batch", 2)
    first, second = (
        csv_file("code;weight\na;1.500\nb;2\nc;1.50\n"),
        csv_file("code;weight\nd;1.50\ne;2\nf;1.500\n", "2.csv"),
    )
    report = import_file(context, specimens, first, locale=GERMAN, on_error="skip")
    assert [(problem.row, problem.code) for problem in report.problems] == [(4, "typed.number.group")]
    report = import_file(context, specimens, second, locale=GERMAN, on_error="skip")
    assert [(problem.row, problem.code) for problem in report.problems] == [(4, "typed.number.point")]


@pytest.mark.parametrize(
    ("header", "rows", "weights"),
    [
        ("weight;ratio", ["1.250;1.00", "12.125;2.50"], ["1.250", "12.125"]),
        ("weight;ratio", ["1.250;1", "12.125;0.5"], ["1.250", "12.125"]),
        ("weight;ratio", ["1.250;1.500", "0.5;0.25"], ["1.250", "0.5"]),
        ("weight;seen_at", ["1.250;2026-11-29T10:00:00", "0.5;"], ["1.250", "0.5"]),
        ("weight;changed", ["1.250;2026-11-29T10:00:00Z", "12.125;"], ["1.250", "12.125"]),
        ("weight;changed", ["1.250;", "12.125;2026-11-29T10:00:00.123456+01:00"], ["1.250", "12.125"]),
        ("weight;ratio", ["1.250;1,5", "12.125;0.5"], ["1250", "12125"]),
        ("weight;ratio", ["1.250;1.00", "1.234,5;2.50"], ["1250", "1234.5"]),
        ("weight;ratio", ["1.250;1.234.567", "12.125;"], ["1250", "12125"]),
        ("weight;ratio", ["1.250;1.500", "12.125;2"], ["1250", "12125"]),
        ("weight;title", ["1.250;1.00", "12.125;1.10"], ["1250", "12125"]),
        ("weight;found_on", ["1.250;2026-11-29", "12.125;"], ["1250", "12125"]),
    ],
)
def test_what_a_point_is_shows_in_the_rest_of_the_file(
    context: Context,
    specimens: Service,
    csv_file: WriteFile,
    monkeypatch: pytest.MonkeyPatch,
    header: str,
    rows: list[str],
    weights: list[str],
) -> None:
    monkeypatch.setattr(type(specimens), "batch", 1)
    lines = "".join(f"{number};{row}\n" for number, row in enumerate(rows))
    path = csv_file(f"code;{header}\n{lines}")
    shown = sample(context, specimens, path, mapping={}, locale=GERMAN)
    import_file(context, specimens, path, locale=GERMAN)
    stored = {record.code: record.weight for record in specimens.list(context, Query()).data}
    expected = list(map(Decimal, weights))
    assert [row.values["weight"] for row in shown.rows] == [stored["0"], stored["1"]] == expected


@pytest.mark.parametrize("suffix", ["csv", "json", "jsonl", "xlsx"])
def test_a_file_that_was_exported_is_read_alike_in_every_locale(
    context: Context, specimens: Service, tmp_path: Path, suffix: str
) -> None:
    weights = {"a": Decimal("1.250"), "b": Decimal("12.125"), "c": Decimal("1234567.125")}
    for code, weight in weights.items():
        specimens.create(context, specimens.entity.new({"code": code, "weight": weight, "ratio": 1.375}))
    path = tmp_path / f"file.{suffix}"
    export_file(context, specimens, path, Query())
    specimens.delete(context, [record.id for record in specimens.list(context, Query()).data])
    import_file(context, specimens, path, locale=GERMAN)
    stored = {record.code: (record.weight, record.ratio) for record in specimens.list(context, Query()).data}
    assert stored == {code: (weight, 1.375) for code, weight in weights.items()}


def test_numbers_in_json_are_not_read_in_a_locale(context: Context, specimens: Service, csv_file: WriteFile) -> None:
    content = '[{"code": "a", "weight": 1.234}, {"code": "b", "weight": "1.234"}]'
    import_file(context, specimens, csv_file(content, "a.json"), locale=GERMAN)
    stored = {record.code: record.weight for record in specimens.list(context, Query()).data}
    assert stored == {"a": Decimal("1.234"), "b": Decimal(1234)}


def test_the_first_rows_are_shown_as_they_would_be_stored(
    context: Context, specimens: Service, csv_file: WriteFile
) -> None:
    path = csv_file("code;weight;found_on\na;1.234,5;05.04.2026\nb;x;31.02.2026\n" + "c;1;1.1.2026\n" * 30)
    found = sample(context, specimens, path, mapping={}, locale=GERMAN)
    assert [facts.name for facts in found.fields] == ["code", "weight", "found_on"]
    assert (len(found.rows), found.rows[0].line) == (20, 2)
    assert found.rows[0].values["weight"] == Decimal("1234.5")
    assert found.rows[0].values["found_on"] == date(2026, 4, 5)
    assert [problem.code for problem in found.rows[1].problems] == ["typed.number", "typed.date.none"]
    assert specimens.count(context) == 0


def test_the_encoding_of_a_file_that_is_not_utf_8_is_guessed_for_looking_into_it(
    specimens: Service, csv_file: WriteFile
) -> None:
    for encoding, name in (("cp1252", "cp1252"), ("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16")):
        path = csv_file("code,title\na,Größe – €\n".encode(encoding))
        found = preview(path, specimens.entity)
        assert (found.encoding, found.rows[0][1]) == (name, "Größe – €")


def test_a_pasted_column_is_read_by_the_same_reader(context: Context, specimens: Service) -> None:
    problems: list[Any] = []
    reader = CellReader(specimens, context, plain=True, locale=GERMAN)
    facts = specimens.entity.fields["weight"]
    values = reader.column(facts, ["1,5", "", "  ", "1.234", "x"], problems)
    assert values[:4] == [Decimal("1.5"), None, None, Decimal(1234)]
    assert [(problem.row, problem.code, problem.params["example"]) for problem in problems] == [
        (4, "typed.number", "12,50")
    ]
