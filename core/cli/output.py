"""How values and rows look on a terminal."""

import shutil
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from enum import Enum
from typing import TYPE_CHECKING, Any
from uuid import UUID

import typer

from core.locale.clocks import in_zone
from core.words import inside

if TYPE_CHECKING:
    from core.entities import Entity

GAP = "  "
NARROWEST = 6
WIDEST = 200
"""No column is padded to more than this; longer cells elsewhere than on a terminal stand out."""
NO_LABELS: Mapping[UUID, str] = {}


def moment(at: datetime, zone: tzinfo) -> str:
    """A moment in local time, to the second."""
    return in_zone(at, zone).strftime("%Y-%m-%d %H:%M:%S")


def display(value: Any, zone: tzinfo, labels: Mapping[UUID, str] = NO_LABELS) -> str:
    """A value as a person reads it, on one line, without anything that a terminal would obey."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return moment(value, zone)
        case UUID():
            return printable(labels.get(value, str(value)))
        case Enum():
            return printable(str(value.value))
        case bytes():
            return f"{len(value):,} bytes"
        case _:
            return printable(str(value))


def printable(text: str) -> str:
    """The text on one line: line breaks and what controls a terminal become spaces."""
    return text if text.isprintable() else "".join(letter if letter.isprintable() else " " for letter in text)


def counted(count: int, entity: "Entity") -> str:
    """`1 item`, `10,000 items`."""
    return f"{count:,} {inside(entity.singular if count == 1 else entity.label)}"


def print_table(headers: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[bool] = ()) -> None:
    """Aligned columns. On a terminal they are cut to its width, the widest first; elsewhere they are whole."""
    aligned = right or [False] * len(headers)
    widths = [max(width(row[column]) for row in (headers, *rows)) for column in range(len(headers))]
    terminal = shutil.get_terminal_size((0, 0)).columns
    widths = _fitting([min(wide, WIDEST) for wide in widths], terminal)
    rule = ["-" * wide for wide in widths]
    table = [_line(row, widths, aligned, cut=terminal > 0) for row in (headers, rule, *rows)]
    typer.echo("\n".join(table))


def print_data(text: str) -> None:
    """Text for other programs: in UTF-8, whatever the terminal speaks."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8")
    typer.echo(text)


def width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(_letter_width(letter) for letter in text)


def _letter_width(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _fitting(widths: Sequence[int], terminal: int) -> list[int]:
    """The columns' widths, so that they fit: the widest give way first, and ids, the first column, not at all."""
    fitting = list(widths)
    spare = terminal - len(GAP) * (len(fitting) - 1) - sum(fitting)
    while terminal and spare < 0:
        widest = max(range(1, len(fitting)), key=lambda column: fitting[column], default=0)
        if fitting[widest] <= NARROWEST or widest == 0:
            break
        fitting[widest] -= 1
        spare += 1
    return fitting


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool], *, cut: bool) -> str:
    parts: list[str] = []
    for cell, wide, to_right in zip(cells, widths, right, strict=True):
        text = _cut(cell, wide) if cut and width(cell) > wide else cell
        space = " " * (wide - width(text))
        parts.append(space + text if to_right else text + space)
    return GAP.join(parts).rstrip()


def _cut(text: str, wide: int) -> str:
    while width(text) > wide - 1:
        text = text[: max(wide - 1, len(text) - (width(text) - wide + 1))] if width(text) > 2 * wide else text[:-1]
    return text + "…"
