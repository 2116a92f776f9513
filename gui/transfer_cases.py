"""What the window asks of import and export: small functions like those of `gui.use_cases`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast
from uuid import UUID

from core.context import Context
from core.query.ast import Query
from core.services.contract import Core
from core.transfer import (
    ImportReport,
    Manner,
    Preview,
    Sample,
    bad_cells,
    export_file,
    import_file,
    preview,
    sample,
    write_bad_rows,
)

T = TypeVar("T")
Work = Callable[[Core, Context], T]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that is chosen for an import."""

    resource: str
    path: Path
    manner: Manner
    mapping: Mapping[str, str]
    update_by: str | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """What an import would do, and what stands in the cells that are refused, by line and field."""

    report: ImportReport
    cells: Mapping[tuple[int, str], str]


def preview_file(*, resource: str, path: Path, manner: Manner) -> Callable[[Core, Context], Preview]:
    """Read the beginning of a file."""
    return lambda core, _context: preview(path, core.entities[resource], **manner)


def sample_file(plan: Plan) -> Callable[[Core, Context], Sample]:
    """Read the first rows of a file as they would be stored."""

    def work(core: Core, context: Context) -> Sample:
        service = _local(core, plan.resource)
        return sample(context, service, plan.path, mapping=plan.mapping, update_by=plan.update_by, **plan.manner)

    return work


def try_file(plan: Plan, *, kept: int) -> Callable[[Core, Context], Trial]:
    """Check every row of a file; the first `kept` bad ones are told about."""

    def work(core: Core, context: Context) -> Trial:
        report = import_file(
            context,
            _local(core, plan.resource),
            plan.path,
            mapping=plan.mapping,
            update_by=plan.update_by,
            dry_run=True,
            kept=kept,
            **plan.manner,
        )
        entity = core.entities[plan.resource]
        cells = bad_cells(report, entity, plan.path, mapping=plan.mapping, update_by=plan.update_by, **plan.manner)
        return Trial(report, cells)

    return work


def import_records(plan: Plan, *, skip: bool) -> Callable[[Core, Context], ImportReport]:
    """Read a file into a collection; with `skip`, bad rows are left out and the others go in."""
    return lambda core, context: import_file(
        context,
        _local(core, plan.resource),
        plan.path,
        mapping=plan.mapping,
        update_by=plan.update_by,
        on_error="skip" if skip else "stop",
        **plan.manner,
    )


def save_bad_rows(*, trial: Trial, plan: Plan, target: Path) -> Callable[[Core, Context], int]:
    """Write the bad rows of a trial into a file of their own; returns how many."""
    return lambda core, _context: write_bad_rows(
        trial.report, core.entities[plan.resource], plan.path, target, **plan.manner
    )


def export_records(
    *, resource: str, path: Path, query: Query, fields: Sequence[str], only: Sequence[UUID] | None = None
) -> Callable[[Core, Context], int]:
    """Write the rows of a query, or some of them, into a file in the form that its suffix says; returns how many."""
    return lambda core, context: export_file(context, _local(core, resource), path, query, fields, only)


def _local(core: Core, resource: str) -> Any:
    """The service itself: files are read and written where the window runs."""
    return cast("Any", core.services[resource])
