"""Files to import: mostly right, and otherwise with a row that is wrong, or wrong as a whole."""

import csv
import io
import json
from dataclasses import dataclass
from typing import Any, Final, Literal

import hypothesis.strategies as st

from tests.http.parity.values import REQUIRED, Body, Known, mostly, right_bodies, wrong_bodies

Form = Literal["csv", "json", "jsonl"]
TITLE: Final = "Called"
"""What a column may be named whose field has another name."""
ANYWAY: Final = "surrogatepass"
"""Half a character goes into a file too, which is then not in UTF-8."""


@dataclass(frozen=True)
class File:
    """What is sent, and how it is to be imported."""

    form: Form
    content: bytes
    manner: dict[str, Any]

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """The manner as a request has it."""
        given = [("format", self.form), ("on_error", self.manner["on_error"])]
        given += [("map", f"{field}={column}") for field, column in self.manner["mapping"].items()]
        given += [("dry_run", "true")] if self.manner["dry_run"] else []
        return given + ([("update_by", self.manner["update_by"])] if self.manner["update_by"] else [])


@st.composite
def files(draw: st.DrawFn, form: Form, resource: str, known: Known) -> File:
    """A file, and the manner of its import."""
    rows = draw(st.lists(right_bodies(resource, known), min_size=1, max_size=4))
    bad = draw(st.lists(wrong_bodies(resource, known), max_size=1))
    name, is_renamed = REQUIRED[resource][0], draw(st.booleans())
    records = [{TITLE if is_renamed and field == name else field: row[field] for field in row} for row in (*rows, *bad)]
    content = delimited(records) if form == "csv" else documents(records, form)
    manner = {
        "mapping": {name: TITLE} if is_renamed else {},
        "on_error": draw(st.sampled_from(["stop", "skip"])),
        "dry_run": draw(st.integers(0, 5)) == 5,
        "update_by": draw(mostly(st.sampled_from([None, name]), st.sampled_from(["nothing", "id"]), 10)),
    }
    return File(form, draw(mostly(st.just(content), broken(content), 10)), manner)


def broken(content: bytes) -> st.SearchStrategy[bytes]:
    """The content cut in its middle, in another encoding, or missing; or a file that says nothing."""
    return st.sampled_from([content[: len(content) // 2], content + b"\xff\xfe", b"", b"nothing\n1\n", content])


def delimited(records: list[Body]) -> bytes:
    """As CSV."""
    names = list(dict.fromkeys(name for record in records for name in record))
    file = io.StringIO(newline="")
    rows = [[_text(record.get(name)) for name in names] for record in records]
    csv.writer(file).writerows([names, *rows])
    return file.getvalue().encode("utf-8", ANYWAY)


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case _:
            return str(value)


def documents(records: list[Body], form: Form) -> bytes:
    """As JSON."""
    if form == "jsonl":
        return "\n".join(map(json.dumps, records)).encode()
    return json.dumps(records, indent=1).encode()
