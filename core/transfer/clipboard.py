"""A block of cells as the text that other programs take, and such text as cells again."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, tzinfo
from decimal import Decimal
from enum import Enum
from itertools import chain
from typing import Any, Final
from uuid import UUID

from core.fields import FieldFacts
from core.locale import PLAIN, Locale
from core.locale.writing import exact
from core.services.checking import LEFT_OUT
from core.transfer.formulas import protected

_CELL: Final = re.compile(r'"((?:[^"]++|"")*+)"(?=[\t\r\n]|\Z)|[^\t\r\n]*+')
_END: Final = re.compile(r"\t|\r\n|\r|\n")
_UNQUOTED: Final = re.compile(r'(?!")[^\t\r\n]*+')
_SPACES: Final = re.compile(r"\s*[\r\n]+\s*")


@dataclass(frozen=True, slots=True)
class Cells:
    """Rows of values by column; LEFT_OUT where a cell is no part of the block. `labels` names referred records.

    Rows that come one by one, and labels with them, can be written once.
    """

    table: str
    fields: Sequence[FieldFacts]
    rows: Iterable[Sequence[Any]]
    labels: Mapping[UUID, str] = field(default_factory=dict[UUID, str])
    locale: Locale = PLAIN
    time_zone: tzinfo = UTC

    def texts(self) -> Iterator[list[str]]:
        """Each row as people type it here: nothing is lost by pasting it again."""
        for row in self.rows:
            yield [self._text(value) for value in row]

    def named(self) -> list[str]:
        """The names of the columns as people read them."""
        return [facts.label for facts in self.fields]

    def _text(self, value: Any) -> str:
        if value is None or value is LEFT_OUT:
            return ""
        if isinstance(value, UUID):
            return self.labels.get(value, str(value))
        return exact(value, self.locale, self.time_zone)


def cells_of(text: str) -> list[list[str]]:
    """The rows of a block as spreadsheets copy it: tabs between cells, quotes around those that hold tabs or lines."""
    if '"' not in text:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return [line.split("\t") for line in (lines if lines[-1] or len(lines) == 1 else lines[:-1])]
    rows, row, at = list[list[str]](), list[str](), 0
    while True:
        found = _CELL.match(text, at)
        assert found is not None
        row.append(found[0] if found[1] is None else found[1].replace('""', '"'))
        end = _END.match(text, found.end())
        if end is None or end[0] != "\t":
            rows.append(row)
            row = []
        if end is None or (end[0] != "\t" and end.end() == len(text)):
            return rows
        at = end.end()


def as_tabs(cells: Cells, *, headed: bool = False) -> str:
    """As spreadsheets paste it. An empty last line is ended, else it would be none."""
    rows = [cells.named()] if headed else []
    text = "\n".join("\t".join(map(_quoted, row)) for row in chain(rows, cells.texts()))
    return text if text and text[-1] != "\n" else text + "\n"


def as_html(cells: Cells, *, headed: bool = False) -> str:
    """As word processors and mail paste it."""
    rows = [_html_row("th", cells.named())] if headed else []
    rows += [_html_row("td", row) for row in cells.texts()]
    return f"<table>{''.join(rows)}</table>"


def as_csv(cells: Cells) -> str:
    """Headed by field names, free of any locale, as exports are."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow([facts.name for facts in cells.fields])
    writer.writerows(
        [protected(_plain(value)) if isinstance(value, str) else _plain(value) for value in row] for row in cells.rows
    )
    return target.getvalue()


def as_json(cells: Cells) -> str:
    """An array of objects."""
    names = [facts.name for facts in cells.fields]
    rows = [
        {name: _json(value) for name, value in zip(names, row, strict=True) if value is not LEFT_OUT}
        for row in cells.rows
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_markdown(cells: Cells) -> str:
    """A table as chats and notes show it."""
    lines = chain([cells.named(), ["---"] * len(cells.fields)], cells.texts())
    return "\n".join("| " + " | ".join(map(_in_markdown, line)) + " |" for line in lines) + "\n"


def as_sql(cells: Cells) -> str:
    """Statements that add the rows elsewhere."""
    names = ", ".join(f'"{facts.name}"' for facts in cells.fields)
    head = f'INSERT INTO "{cells.table}" ({names}) VALUES '
    return "".join(f"{head}({', '.join(map(_literal, row))});\n" for row in cells.rows)


FORMS: Final[Mapping[str, Callable[[Cells], str]]] = {
    "csv": as_csv,
    "json": as_json,
    "markdown": as_markdown,
    "sql": as_sql,
}


def _quoted(text: str) -> str:
    return text if _UNQUOTED.fullmatch(text) else '"' + text.replace('"', '""') + '"'


def _html_row(tag: str, texts: Sequence[str]) -> str:
    import html  # its names of characters take half a megabyte

    return "<tr>" + "".join(f"<{tag}>{html.escape(text)}</{tag}>" for text in texts) + "</tr>"


def _in_markdown(text: str) -> str:
    return _SPACES.sub("<br>", text.replace("\\", "\\\\").replace("|", "\\|"))


def _plain(value: Any) -> str:
    match value:
        case None:
            return ""
        case Enum():
            return str(value.value)
        case bool():
            return "true" if value else "false"
        case datetime() | date() | time():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case _:
            return "" if value is LEFT_OUT else exact(value, PLAIN, UTC)


def _json(value: Any) -> Any:
    """Numbers that are exact stay so by being texts, as in every other JSON that is written."""
    if isinstance(value, Enum):
        return value.value
    return value if value is None or isinstance(value, bool | int | float | str) else _plain(value)


def _literal(value: Any) -> str:
    if value is None or value is LEFT_OUT:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float | Decimal) and not isinstance(value, Enum):
        return _plain(value)
    return "'" + _plain(value).replace("'", "''") + "'"
