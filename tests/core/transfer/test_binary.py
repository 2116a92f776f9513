"""Binary data that is no text of any encoding: base64 wherever it leaves or enters as text."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from core.bootstrap import Application
from core.cli.listing import Format, print_records
from core.context import Context
from core.errors import InvalidError
from core.http.app import create_app
from core.query import Query
from core.services.cells import CellService
from core.transfer import export_file, import_file
from tests.http.conftest import API, LOCAL_TOKEN, Served

Specimens = CellService[Any, Any, Any]

RAW = b"\xff\x00\xfeabc"
TEXT = "/wD+YWJj"


@pytest.fixture
def specimen(specimens: Specimens, context: Context) -> Any:
    """One with a sample that no encoding explains."""
    return specimens.create(context, specimens.entity.new({"code": "a", "sample": RAW}))


@pytest.mark.parametrize("form", [Format.JSON, Format.CSV])
def test_lists_for_other_programs(
    specimens: Specimens, context: Context, specimen: Any, form: Format, capsys: pytest.CaptureFixture[str]
) -> None:
    print_records(specimens, context, Query(), 10, form)
    printed = capsys.readouterr().out
    rows = json.loads(printed) if form is Format.JSON else list(csv.DictReader(printed.splitlines()))
    assert [row["sample"] for row in rows] == [TEXT]


def test_the_service_takes_bytes_and_base64(specimens: Specimens, context: Context) -> None:
    create = specimens.entity.new
    assert create({"code": "a", "sample": RAW}).sample == create({"code": "a", "sample": TEXT}).sample == RAW
    made = specimens.create_many(context, [create({"code": "b", "sample": TEXT}), create({"code": "c"})])
    assert made == 2
    assert {row.sample for row in specimens.list(context).data} == {RAW, None}
    with pytest.raises(InvalidError, match="Sample: must be binary data in base64"):
        create({"code": "a", "sample": "no base64"})


@pytest.mark.parametrize("name", ["out.csv", "out.json", "out.jsonl", "out.xlsx"])
def test_a_file_gives_back_what_went_into_it(
    specimens: Specimens, context: Context, specimen: Any, tmp_path: Path, name: str
) -> None:
    export_file(context, specimens, tmp_path / name, Query(), ["code", "sample"])
    specimens.delete(context, [specimen.id])
    import_file(context, specimens, tmp_path / name)
    assert [row.sample for row in specimens.list(context).data] == [RAW]


def test_over_http(application: Application, specimens: Specimens, context: Context, specimen: Any) -> None:
    served = Served(application, create_app(application, token=LOCAL_TOKEN))
    client = served.local()
    path = f"{API}/specimens/{specimen.id}"
    assert client.get(path).json()["sample"] == TEXT
    assert client.patch(path, json={"sample": "YWJj"}).json()["sample"] == "YWJj"
    assert specimens.get(context, specimen.id).sample == b"abc"
    assert client.patch(path, json={"sample": "\u00ff"}).status_code == 422
    changes = client.get(f"{path}/history").json()["data"][0]["changes"]
    assert changes == [{"field": "sample", "old": TEXT, "new": "YWJj"}]
    schema = served.web.openapi()["components"]["schemas"]["SpecimenPublic"]
    assert {"type": "string", "format": "byte"}.items() <= schema["properties"]["sample"]["anyOf"][0].items()
    served.disconnect()
