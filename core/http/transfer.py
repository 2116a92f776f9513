"""Import and export: files as bodies, one way and the other."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Final, Literal

from fastapi import Depends, Query, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel

from core.http.answers import Routes, Service, answer, refusals, typed
from core.http.door import Caller
from core.http.errors import INVALID, misplaced, problem_details
from core.http.growing import Growing
from core.http.selection import selecting
from core.messages import describe_problem
from core.query import Query as Selection
from core.transfer import ImportReport, fill_file, import_file

FILE: Final = {"schema": {"type": "string", "format": "binary"}}
"""A body of bytes, whatever its kind."""
MEDIA_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_FORMATS: Final = {kind.partition(";")[0]: form for form, kind in MEDIA_TYPES.items()}

Imported = Literal["csv", "tsv", "json", "jsonl", "xlsx", "ods"]
Exported = Literal["csv", "json", "jsonl", "xlsx"]
Mapping = Annotated[list[str], Query(alias="map", max_length=1000, description="FIELD=COLUMN, once for each field.")]
Key = Annotated[str | None, Query(max_length=255, description="Rows whose value a record has change that record.")]
Fields = Annotated[list[str], Query(alias="field", max_length=1000, description="The fields; all where none is given.")]


class ImportProblem(BaseModel):
    """What is wrong with one field of one row."""

    line: int | None
    field: str
    message: str


class ImportResult(BaseModel):
    """How the rows of a file fared."""

    rows: int
    added: int
    updated: int
    skipped: int
    problems: list[ImportProblem]


def add_routes(routes: Routes, service: Service, _name: str) -> None:
    """One route each way."""
    plural = service.entity.name
    files = {"required": True, "content": {"application/octet-stream": FILE}}
    routes.add(
        "/import",
        _importing(service),
        methods=["POST"],
        response_model=ImportResult,
        operation_id=f"import_{plural}",
        responses=refusals(409, 413),
        openapi_extra={"requestBody": files},
    )
    routes.add(
        "/export",
        _exporting(service),
        methods=["GET"],
        response_class=Response,
        operation_id=f"export_{plural}",
        responses={200: {"content": {kind.partition(";")[0]: _described(kind) for kind in MEDIA_TYPES.values()}}},
    )


def _described(kind: str) -> dict[str, Any]:
    """What clients are told of a body: bytes to keep; of JSON nothing, for it is a list rather than one text."""
    return {} if kind == "application/json" else FILE


async def received(
    request: Request, form: Annotated[Imported | None, Query(alias="format")] = None
) -> AsyncGenerator[Path]:
    """The body as a file, gone after the answer; of the format that its content type names, if no other is given."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    with TemporaryDirectory(prefix="import-") as folder:
        path = Path(folder) / f"import.{form or _FORMATS.get(kind, 'csv')}"
        await _receive(request, path)
        yield path


async def _receive(request: Request, path: Path) -> None:
    # The disk buffers what little comes at a time, so that writing it holds nobody up.
    with path.open("wb") as file:
        async for chunk in request.stream():
            file.write(chunk)


def _importing(service: Service) -> Any:
    def import_records(
        context: Caller,
        path: Annotated[Path, Depends(received)],
        mapping: Mapping = [],  # noqa: B006
        dry_run: bool = False,
        on_error: Literal["stop", "skip"] = "stop",
        update_by: Key = None,
    ) -> Response:
        """Add or change the records of a file; a bad row keeps all of them out unless bad rows are to be skipped."""
        report = import_file(
            context,
            service,
            path,
            mapping=_pairs(mapping),
            dry_run=dry_run,
            on_error=on_error,
            update_by=update_by,
        )
        if report.skipped and on_error == "stop" and not dry_run:
            return JSONResponse({"detail": problem_details(report.problems)}, INVALID)
        return answer(_result(report))

    return import_records


def _exporting(service: Service) -> Any:
    async def export_records(
        context: Caller,
        file: Growing,
        selection: Annotated[Selection, Depends(selecting(service.entity))],
        form: Annotated[Exported, Query(alias="format")] = "csv",
        fields: Fields = [],  # noqa: B006
    ) -> Response:
        """All records that a search finds, as a file, sent while it is written; a workbook, once it is complete."""
        name = f"{service.entity.name}.{form}"
        followed = replace(context, progress=file.grew)

        def write(path: Path) -> None:
            fill_file(followed, service, path, selection, fields or None)

        parts = await file.written(name, write, whole=form == "xlsx")
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingResponse(parts, media_type=MEDIA_TYPES[form], headers=headers)

    return typed(export_records, selection=Annotated[Selection, Depends(selecting(service.entity))])


def _pairs(mapping: Sequence[str]) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in mapping]
    if not all(equals for _, equals, _ in pairs):
        raise misplaced("query", "map", "must be FIELD=COLUMN", "map")
    return {field: column for field, _, column in pairs}


def _result(report: ImportReport) -> ImportResult:
    problems = [
        ImportProblem(line=problem.row, field=problem.field, message=describe_problem(problem))
        for problem in report.problems
    ]
    return ImportResult(
        rows=report.rows, added=report.added, updated=report.updated, skipped=report.skipped, problems=problems
    )
