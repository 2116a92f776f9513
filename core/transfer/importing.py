"""Import: one streaming pass over a file, checked and written in one step that undo takes back."""

import gc
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Final, Literal, Unpack

from core.context import Context
from core.errors import FieldProblem, TransferError
from core.locale import PLAIN
from core.services.crud import CrudService
from core.transfer.formats import Manner, open_source
from core.transfer.matching import matched
from core.transfer.points import plain_fields
from core.transfer.report import KEPT, ImportReport
from core.transfer.sources import Batch, Cell, Source
from core.transfer.updating import Updater
from core.transfer.values import CellReader
from core.unit_of_work import Label

OnError = Literal["stop", "skip"]
Service = CrudService[Any, Any, Any]

AT_ONCE: Final = 1000
"""Rows looked at together where only some of their values are read."""
ROW: Final = ""
"""The field of a problem with a row as a whole."""


class _TakenBack(Exception):  # noqa: N818
    """Ends a unit of work whose writes are not to stay."""


def import_file(
    context: Context,
    service: Service,
    path: Path,
    *,
    mapping: Mapping[str, str] | None = None,
    dry_run: bool = False,
    on_error: OnError = "stop",
    update_by: str | None = None,
    kept: int = KEPT,
    **manner: Unpack[Manner],
) -> ImportReport:
    """Read a file into a collection; `mapping` names the columns of fields whose names the file does not have.

    With `stop`, one bad row keeps the whole file out, yet every row is checked; with `skip`, the others go in. With
    `update_by`, rows whose value of that field a record has change that record. The report keeps the problems of the
    first `kept` bad rows. TransferError where the file as a whole cannot be used.
    """
    with open_source(path, **manner) as source:
        columns = matched(service.entity, source.headers, mapping or {}, update_by)
        updater = Updater(service, update_by) if update_by else None
        plain = partial(plain_fields, context, service.entity, path, columns, **manner)
        reader = CellReader(service, context, source.plain, manner.get("locale", PLAIN), plain_fields=plain)
        running = _Import(context, service, source, columns, reader, updater, kept)
        ahead = {name: columns[name] for name in service.slow if name in columns}
        try:
            with service.preparing(context, _read(path, reader, ahead, manner)), _step(context, service, running):
                running.run()
                if dry_run or (on_error == "stop" and running.report.skipped):
                    raise _TakenBack
        except _TakenBack:
            return running.report if dry_run else replace(running.report, added=0, updated=0)
    report = running.report
    return replace(report, undoable=bool(report.added or report.updated))


@contextmanager
def _step(context: Context, service: Service, running: "_Import") -> Generator[None]:
    """The unit of work of an import, without pauses of the garbage collector, for it makes no garbage in cycles."""
    told = {**service.entity.nouns, "file": running.source.path.name}
    with service.units.write(context, Label("import", told)) as unit:
        collecting = gc.isenabled()
        gc.disable()
        try:
            yield
        finally:
            if collecting:
                gc.enable()
        unit.describe(count=running.report.added + running.report.updated)


@dataclass
class _Import:
    """One run over one file."""

    context: Context
    service: Service
    source: Source
    columns: Mapping[str, int]
    reader: CellReader
    updater: Updater | None
    kept: int
    report: ImportReport = field(default_factory=lambda: ImportReport(0, 0, 0, 0))

    def run(self) -> None:
        """Read, check and write batch after batch. TransferError where there is no row at all."""
        for batch in self.source.batches(self.service.batch):
            self.context.cancel.raise_if_cancelled()
            self._write(batch)
            self.context.progress(self.report.rows, round(self.report.rows / max(self.source.fraction, 1e-9)))
        if not self.report.rows:
            raise TransferError("transfer.empty")

    def _write(self, batch: Batch) -> None:
        problems: list[FieldProblem] = []
        cells = transposed(batch.rows, self.source, problems)
        fields = self.service.entity.fields
        columns = {
            name: self.reader.column(fields[name], cells[position], problems) for name, position in self.columns.items()
        }
        count = len(batch.rows)
        if self.updater is None:
            block, updated = self.service.create_block(self.context, columns, count, problems), 0
        else:
            block, updated = self.updater.write(self.context, columns, count, problems)
        self._count(batch, block.written, updated, block.problems)

    def _count(self, batch: Batch, added: int, updated: int, problems: Sequence[FieldProblem]) -> None:
        report = self.report
        bad = sorted({problem.row or 0 for problem in problems})
        shown = set(bad[: max(0, self.kept - report.skipped)])
        more = [replace(problem, row=batch.lines[problem.row or 0]) for problem in problems if problem.row in shown]
        self.report = ImportReport(
            rows=report.rows + len(batch.rows),
            added=report.added + added,
            updated=report.updated + updated,
            skipped=report.skipped + len(bad),
            problems=(*report.problems, *more),
        )


def _read(path: Path, reader: CellReader, columns: Mapping[str, int], manner: Manner) -> dict[str, list[Any]]:
    """The values of some columns, read in a pass of their own."""
    found: dict[str, list[Any]] = {name: [] for name in columns}
    if not columns:
        return found
    fields = reader.service.entity.fields
    with open_source(path, **manner) as source:
        for batch in source.batches(AT_ONCE):
            cells = transposed(batch.rows, source, [])
            for name, position in columns.items():
                found[name] += reader.column(fields[name], cells[position], [])
    return found


def transposed(
    rows: Sequence[Sequence[Cell]], source: Source, problems: list[FieldProblem]
) -> Sequence[Sequence[Cell]]:
    """The cells by column; a short row is filled up, a long one is a problem."""
    width = len(source.headers)
    if set(map(len, rows)) != {width}:
        rest = [""] * width if source.plain else [None] * width
        for position, row in enumerate(rows):
            if len(row) > width:
                problems.append(FieldProblem(ROW, "row.long", {"count": len(row), "limit": width}, row=position))
        rows = [[*row[:width], *rest[len(row) :]] for row in rows]
    return list(zip(*rows, strict=True)) if rows else [()] * width
