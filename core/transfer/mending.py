"""The bad rows of an import as a file of their own: mended by hand, it can be imported again with the same mapping."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Unpack

from core.entities import Entity
from core.errors import FieldProblem, TransferError
from core.messages import describe_problem
from core.transfer.formats import DOCUMENTS, SHEETS, Manner, open_source
from core.transfer.matching import REASON, matched
from core.transfer.records import Unquoted
from core.transfer.report import ImportReport
from core.transfer.sources import NOT_GIVEN, Cell, Source

SUFFIXES: Final[Mapping[str, str]] = {".ods": ".xlsx", ".tsv": ".csv", ".txt": ".csv"}
"""Files that are written as another kind than they were read."""
SHOWN: Final = 200
"""Characters of a bad cell that are shown."""

_Row = tuple[Sequence[Cell], str]


def mending_suffix(path: Path) -> str:
    """The kind of file that the bad rows of a file are written as."""
    suffix = path.suffix.lower()
    return SUFFIXES.get(suffix, suffix)


def write_bad_rows(report: ImportReport, entity: Entity, source: Path, target: Path, **manner: Unpack[Manner]) -> int:
    """Write the rows that the report has problems of, as they stand in the source, each with the reasons behind it.

    Returns how many. TransferError where a file cannot be read or written.
    """
    reasons = _reasons(report.problems, entity)
    try:
        with open_source(source, **manner) as opened:
            kept = [(_own(row, opened.headers), reason) for row, reason in _bad(opened, reasons)]
            headers = [header for header in opened.headers if header != REASON]
            _write(target, opened, [*headers, REASON], kept)
    except OSError as error:
        raise TransferError("transfer.unwritable", path=str(target)) from error
    return len(kept)


def bad_cells(
    report: ImportReport,
    entity: Entity,
    source: Path,
    *,
    mapping: Mapping[str, str],
    update_by: str | None = None,
    **manner: Unpack[Manner],
) -> dict[tuple[int, str], str]:
    """What stands in the cells that the report has problems of, shortened, by line and field; never a secret."""
    wanted: dict[int, set[str]] = {}
    for problem in report.problems:
        wanted.setdefault(problem.row or 0, set()).add(problem.field)
    if not wanted:
        return {}
    found: dict[tuple[int, str], str] = {}
    with open_source(source, **manner) as opened:
        places = matched(entity, opened.headers, mapping, update_by)
        shown = {name: place for name, place in places.items() if not entity.fields[name].secret}
        for line, row in opened.rows():
            for name in wanted.get(line, ()):
                if name in shown and shown[name] < len(row):
                    found[line, name] = (row[shown[name]] or "")[:SHOWN]
    return found


def _reasons(problems: Iterable[FieldProblem], entity: Entity) -> dict[int, str]:
    """What is wrong with each line, field by field, as people call them: the columns may have any name."""
    found: dict[int, list[str]] = {}
    for problem in problems:
        label = entity.fields[problem.field].label if problem.field in entity.fields else None
        found.setdefault(problem.row or 0, []).append(describe_problem(problem, label))
    return {line: "; ".join(texts) for line, texts in found.items()}


def _bad(source: Source, reasons: Mapping[int, str]) -> Iterator[_Row]:
    return ((row, reasons[line]) for line, row in source.rows() if line in reasons)


def _own(row: Sequence[Cell], headers: Sequence[str]) -> list[Cell]:
    """The cells without the reasons of before, which stand behind those that a row has too many."""
    cells = [*row, *[None] * (len(headers) - len(row))]
    if REASON in headers:
        del cells[headers.index(REASON) + len(cells) - len(headers)]
    return cells


def _write(target: Path, source: Source, headers: Sequence[str], rows: Sequence[_Row]) -> None:
    kind = source.path.suffix.lower()
    if kind in SHEETS:
        from core.transfer.workbooks import write_rows  # its library is not loaded before it is needed

        write_rows(target, source.sheet, headers, [[*cells, reason] for cells, reason in rows])
    elif kind in DOCUMENTS:
        _write_document(target, headers, rows, lines=kind == ".jsonl")
    else:
        _write_delimited(target, source, headers, rows)


def _write_delimited(target: Path, source: Source, headers: Sequence[str], rows: Sequence[_Row]) -> None:
    """Its cells as they were read: what keeps them from being formulas is still there.

    In UTF-8 with a mark that says so, whatever the source is in: it has a sign for every reason, spreadsheet programs
    read it as it is, and whoever imports the file again need not say what it is in.
    """
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=source.delimiter or ",")
        writer.writerow(headers)
        writer.writerows([*("" if cell is None else cell for cell in cells), reason] for cells, reason in rows)


def _write_document(target: Path, headers: Sequence[str], rows: Sequence[_Row], *, lines: bool) -> None:
    objects = [zip(headers, [*map(_json_value, cells), reason], strict=True) for cells, reason in rows]
    given = [{name: value for name, value in record if value is not NOT_GIVEN} for record in objects]
    texts = [json.dumps(record, ensure_ascii=False) for record in given]
    with target.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:  # as JSON has it
        file.write("\n".join(texts) if lines else "[\n" + ",\n".join(texts) + "\n]\n")


def _json_value(cell: Cell) -> Any:
    return json.loads(cell) if isinstance(cell, Unquoted) else cell
