"""Blocks as text: what spreadsheets copy is read, what is copied is read again, other forms are well formed."""

import csv
import io
import json
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import URL, create_engine

import core.models
import tests.shop
from core.entities import discover
from core.locale.facts import Locale
from core.services.checking import LEFT_OUT
from core.transfer.clipboard import Cells, as_csv, as_html, as_json, as_markdown, as_sql, as_tabs, cells_of
from tests.core.locale.customs import GERMAN
from tests.shop.gadget import Status

FIELDS = discover(core.models, tests.shop)["gadgets"].fields
CATEGORY = UUID(int=7)


def cells(values: dict[str, Any], locale: Locale = GERMAN) -> Cells:
    fields = [FIELDS[name] for name in values]
    return Cells("gadget", fields, [list(values.values())], {CATEGORY: "Tools"}, locale, UTC)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a", [["a"]]),
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\nb\rc\r\nd", [["a"], ["b"], ["c"], ["d"]]),
        ('"two\nlines"\tx', [["two\nlines", "x"]]),
        ('"say ""hi"""', [['say "hi"']]),
        ('5" pipe\t"open', [['5" pipe', '"open']]),
        ('"closed" later\tx', [['"closed" later', "x"]]),
        ("\t\n\t", [["", ""], ["", ""]]),
        ("a\n\nb", [["a"], [""], ["b"]]),
        ("\n", [[""]]),
        ("a\0b\t\ud800", [["a\0b", "\ud800"]]),
    ],
)
def test_what_others_copy_is_read(text: str, rows: list[list[str]]) -> None:
    assert cells_of(text) == rows


@pytest.mark.parametrize("text", ["plain", "tab\there", "two\nlines", 'a "quote"', '"begins', "\r", "", "'=1+1"])
def test_texts_survive_being_copied_and_pasted(text: str) -> None:
    assert cells_of(as_tabs(cells({"name": text, "notes": "x"}))) == [[text, "x"]]


def test_values_are_copied_as_people_type_them_here() -> None:
    values = {
        "price": Decimal("1234.50"),
        "released": date(2026, 12, 31),
        "opens": time(8, 30),
        "status": Status.SOLD,
        "category_id": CATEGORY,
        "notes": None,
        "rating": LEFT_OUT,
    }
    assert as_tabs(cells(values), headed=True).split("\n")[1] == "1234,50\t31.12.2026\t08:30\tSold out\tTools\t\t"


def test_csv_is_free_of_any_locale_and_of_formulas() -> None:
    values = {"name": "=1+1", "price": Decimal("1.50"), "active": True, "seen_at": datetime(2026, 1, 1, tzinfo=UTC)}
    rows = list(csv.reader(io.StringIO(as_csv(cells(values)))))
    assert rows == [list(values), ["'=1+1", "1.50", "true", "2026-01-01T00:00:00+00:00"]]


def test_json_keeps_what_is_exact() -> None:
    values = {
        "name": "ü",
        "price": Decimal("1.50"),
        "stock": 3,
        "status": Status.NEW,
        "notes": None,
        "rating": LEFT_OUT,
    }
    assert json.loads(as_json(cells(values))) == [
        {"name": "ü", "price": "1.50", "stock": 3, "status": "new", "notes": None}
    ]


def test_markdown_and_html_keep_their_form_whatever_the_text_says() -> None:
    assert as_markdown(cells({"name": "a|b\nc"})) == "| Name |\n| --- |\n| a\\|b<br>c |\n"
    assert (
        as_html(cells({"name": "<b>"}), headed=True)
        == "<table><tr><th>Name</th></tr><tr><td>&lt;b&gt;</td></tr></table>"
    )


def test_sql_says_every_kind() -> None:
    values = {"name": "O'Neil", "price": Decimal("1.5"), "active": False, "notes": None, "released": date(2026, 1, 2)}
    assert as_sql(cells(values)) == (
        'INSERT INTO "gadget" ("name", "price", "active", "notes", "released") '
        "VALUES ('O''Neil', 1.5, FALSE, NULL, '2026-01-02');\n"
    )


def test_sql_adds_the_rows_in_another_database(empty_url: URL) -> None:
    texts = ["O'Neil; --", "back\\slash 'and' \"quotes\"", "two\nlines;\n\ttab %s :name $1", "", "Ä 😀"]
    fields = ("name", "notes", "price", "active", "released", "status", "category_id")
    rows = [(text, None, Decimal("1.50"), True, date(2026, 1, 2), Status.NEW, CATEGORY) for text in texts]
    columns = '"name" TEXT, "notes" TEXT, "price" NUMERIC(9, 2), "active" BOOLEAN, "released" DATE, "status" TEXT'
    script = f'CREATE TABLE "gadget" ({columns}, "category_id" CHAR(36));\n'
    script += as_sql(Cells("gadget", [FIELDS[name] for name in fields], rows))
    engine = create_engine(empty_url)
    with engine.begin() as connection:
        driver: Any = connection.connection.driver_connection
        (driver.executescript if engine.name == "sqlite" else driver.execute)(script)
        found = connection.exec_driver_sql('SELECT * FROM "gadget"').all()
    engine.dispose()
    assert [(row.name, row.notes, Decimal(str(row.price)), bool(row.active), str(row.released)) for row in found] == [
        (text, None, Decimal("1.50"), True, "2026-01-02") for text in texts
    ]
    assert {(row.status, row.category_id) for row in found} == {(Status.NEW.value, str(CATEGORY))}
