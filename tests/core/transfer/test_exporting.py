"""Exporting: exact, safe, complete or not at all; and what goes out comes in again as it was."""

import json
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from core.bootstrap import Application
from core.context import CancelToken, Context
from core.errors import CancelledError, TransferError
from core.query import Compare, Query, Sort
from core.services.crud import CrudService
from core.transfer import export_file, import_file
from core.transfer.formulas import protected, unprotected, unprotected_all
from core.transfer.workbooks import SHEET_TEXT, SheetTarget
from tests.core.transfer.collections.specimen import SpecimenCreate, State

Service = CrudService[Any, Any, Any]
OLDEST_FIRST = Query(sort=(Sort("id"),))
VALUES = (
    "code", "title", "notes", "count", "weight", "ratio", "sealed", "found_on", "opened", "seen_at", "state", "sample",
    "batch", "shelf_id",
)  # fmt: skip
SUFFIXES = ("csv", "xlsx", "json", "jsonl")


def filled(context: Context, specimens: Service, shelves: Service) -> list[tuple[Any, ...]]:
    """Specimens with the extremes of each kind of field; returns what they hold."""
    shelf = shelves.create(context, shelves.entity.new({"name": "top"}))
    texts = [
        *("plain", "=1+1", "'=1+1", "''@x", "-5", "+5", "\tx", "\rx", "'tis", "'", 'a "quoted", text', "two\nlines"),
        *("three\r\nlines", "ハリー・ポッター", "01234", "9.78043902348e+12", " spaced ", "_x0041_", "a\x01b"),
    ]
    records = [SpecimenCreate(code=f"t{at}", title=text, notes=text) for at, text in enumerate(texts)]
    records.append(SpecimenCreate(code=""))
    records.append(
        SpecimenCreate(
            code="full",
            count=-(2**63),
            weight=Decimal("-123456789.125"),
            ratio=0.1 + 0.2,
            sealed=True,
            found_on=date(1, 1, 1),
            opened=time(23, 59, 59, 999999),
            seen_at=datetime(2026, 1, 15, 10, 30, 0, 123456, tzinfo=UTC),
            state=State.BROKEN,
            sample=bytes(range(256)),
            batch=UUID(int=7),
            shelf_id=shelf.id,
            password="secret",
        )
    )
    records.append(SpecimenCreate(code="big", count=2**63 - 1, weight=Decimal("0.1"), ratio=1e300, opened=time(0)))
    specimens.create_many(context, records)
    return stored(context, specimens)


def stored(context: Context, specimens: Service) -> list[tuple[Any, ...]]:
    page = specimens.list(context, OLDEST_FIRST, limit=1000)
    return [tuple(getattr(record, name) for name in VALUES) for record in page.data]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_goes_out_comes_in_again(
    context: Context, specimens: Service, shelves: Service, tmp_path: Path, suffix: str
) -> None:
    before = filled(context, specimens, shelves)
    path, again = tmp_path / f"out.{suffix}", tmp_path / f"again.{suffix}"
    assert export_file(context, specimens, path, OLDEST_FIRST, VALUES) == len(before)
    specimens.delete(context, Query().where)
    report = import_file(context, specimens, path)
    assert report.problems == ()
    assert stored(context, specimens) == before
    export_file(context, specimens, again, OLDEST_FIRST, VALUES)
    if suffix != "xlsx":
        assert again.read_bytes() == path.read_bytes()


@given(st.text())
def test_protection_is_reversible(text: str) -> None:
    assert unprotected(protected(text)) == text
    assert list(unprotected_all([protected(text), "x"])) == [text, "x"]
    assert protected(text)[:1] not in set("=+-@\t\r\0")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=255), min_size=1))
def test_any_text_survives(context: Context, specimens: Service, tmp_path: Path, texts: list[str]) -> None:
    for suffix in ("csv", "json"):
        specimens.delete(context, Query().where)
        specimens.create_many(context, [SpecimenCreate(code=str(at), title=text) for at, text in enumerate(texts)])
        path = tmp_path / f"out.{suffix}"
        export_file(context, specimens, path, OLDEST_FIRST, ["code", "title"])
        specimens.delete(context, Query().where)
        import_file(context, specimens, path)
        # An empty cell of a field with a default means the default: text that is empty is the one that CSV cannot say.
        expected = [text or ("untitled" if suffix == "csv" else "") for text in texts]
        assert [row[1] for row in stored(context, specimens)] == expected


def test_csv(context: Context, items: Service, tmp_path: Path) -> None:
    new = items.entity.new
    items.create_many(context, [new({"title": "=cmd|x", "description": None}), new({"title": "Zürich, 1"})])
    path = tmp_path / "items.csv"
    assert export_file(context, items, path, OLDEST_FIRST) == 2
    first = items.list(context, OLDEST_FIRST).data[0]
    lines = path.read_bytes().decode("utf-8").split("\r\n")
    assert lines[0] == "title,description,owner_id,id,created_at,updated_at,version"
    moment = first.created_at.isoformat()
    assert moment.endswith("+00:00")
    assert lines[1] == f"'=cmd|x,,{context.actor.id},{first.id},{moment},{moment},1"
    assert lines[2].startswith('"Zürich, 1",,')


def test_json(context: Context, specimens: Service, shelves: Service, tmp_path: Path) -> None:
    filled(context, specimens, shelves)
    query = Query(Compare("code", "=", "full"))
    assert export_file(context, specimens, tmp_path / "out.json", query) == 1
    assert export_file(context, specimens, tmp_path / "out.jsonl", query) == 1
    (record,) = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert record == json.loads((tmp_path / "out.jsonl").read_text("utf-8"))
    assert (record["weight"], record["count"], record["state"]) == ("-123456789.125", -(2**63), "-broken")
    assert record["seen_at"] == "2026-01-15T10:30:00.123456+00:00"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_secrets_stay(
    context: Context, specimens: Service, shelves: Service, tmp_path: Path, suffix: str, application: Application
) -> None:
    filled(context, specimens, shelves)
    path = tmp_path / f"out.{suffix}"
    export_file(context, specimens, path, OLDEST_FIRST)
    assert b"secret" not in path.read_bytes()
    with pytest.raises(TransferError, match="password"):
        export_file(context, specimens, path, OLDEST_FIRST, ["code", "password"])
    with pytest.raises(TransferError, match="hashed_password"):
        export_file(context, application.users, path, OLDEST_FIRST, ["hashed_password"])


def test_strings_of_a_sheet_stay_strings(context: Context, items: Service, tmp_path: Path) -> None:
    titles = ["=1+1", "http://example.org", "01234", "-5"]
    items.create_many(context, [items.entity.new({"title": title}) for title in titles])
    export_file(context, items, tmp_path / "out.xlsx", OLDEST_FIRST, ["title", "version"])
    rows = CalamineWorkbook.from_path(str(tmp_path / "out.xlsx")).get_sheet_by_index(0).to_python()
    assert rows == [["title", "version"], *([title, 1.0] for title in titles)]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_records(context: Context, items: Service, tmp_path: Path, suffix: str) -> None:
    assert export_file(context, items, tmp_path / f"out.{suffix}", OLDEST_FIRST) == 0
    with pytest.raises(TransferError, match="no rows"):
        import_file(context, items, tmp_path / f"out.{suffix}")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_cancelling_keeps_the_old_file(context: Context, items: Service, tmp_path: Path, suffix: str) -> None:
    items.create_many(context, [items.entity.new({"title": str(number)}) for number in range(5000)])
    path = tmp_path / f"out.{suffix}"
    path.write_text("old")
    cancel, seen = CancelToken(), list[int]()

    def follow(done: int, _total: int | None) -> None:
        seen.append(done)
        cancel.cancel()

    before = sorted(tmp_path.iterdir())
    with pytest.raises(CancelledError):
        export_file(context.with_progress(follow, cancel), items, path, OLDEST_FIRST)
    assert len(seen) == 1
    assert path.read_text() == "old"
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_that_is_not_there(context: Context, items: Service, tmp_path: Path) -> None:
    items.create_many(context, [items.entity.new({"title": "a"})])
    for suffix in SUFFIXES:
        with pytest.raises(TransferError, match="cannot be written"):
            export_file(context, items, tmp_path / "nowhere" / f"out.{suffix}", OLDEST_FIRST)


def test_more_than_a_sheet_holds(
    context: Context, items: Service, specimens: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    items.create_many(context, [items.entity.new({"title": "a"})] * 4)
    monkeypatch.setattr(SheetTarget, "most_rows", 3)
    with pytest.raises(TransferError, match="4 rows do not fit"):
        export_file(context, items, tmp_path / "out.xlsx", OLDEST_FIRST)
    specimens.create_many(context, [SpecimenCreate(code="a", notes="x" * (SHEET_TEXT + 1))])
    with pytest.raises(TransferError, match="line 2 has over 32,767"):
        export_file(context, specimens, tmp_path / "out.xlsx", OLDEST_FIRST)
    assert not list(tmp_path.glob(".*part"))
