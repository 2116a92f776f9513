"""`import` and `export`: files into a collection and out of it."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core import app_info
from core.cli.edge import told
from core.cli.listing import Order, ResourceName, Where, query_of
from core.cli.output import counted
from core.cli.session import followed, opened
from core.errors import TransferError

if TYPE_CHECKING:
    from core.entities import Entity
    from core.transfer.report import ImportReport

IMPORT_EXAMPLES = f"""\b
Examples:
  {app_info.COMMAND} import items books.csv --map description=original_title --dry-run
  {app_info.COMMAND} import items books.xlsx --on-error skip
  {app_info.COMMAND} import users people.csv --update-by email

Columns that are not mapped match by field name. `undo` takes an import back as a whole.
"""
EXPORT_EXAMPLES = f"""\b
Examples:
  {app_info.COMMAND} export items items.xlsx
  {app_info.COMMAND} export items sea.csv --where title:sea --sort title
"""
ALL_PROBLEMS = 10**9

commands = typer.Typer()


class OnError(StrEnum):
    """What one bad row means for the file."""

    STOP = "stop"
    SKIP = "skip"


def _mapping(pairs: list[str]) -> list[str]:
    for pair in pairs:
        if not pair.partition("=")[1]:
            raise typer.BadParameter(f"{pair!r} is not of the form FIELD=COLUMN.")
    return pairs


def _delimiter(text: str | None) -> str | None:
    if text in {"tab", "\\t"}:
        return "\t"
    if text is not None and (len(text) != 1 or text in '"\r\n'):
        raise typer.BadParameter("One character is needed, or the word tab.")
    return text


@commands.command("import", epilog=IMPORT_EXAMPLES)
def import_records(
    ctx: typer.Context,
    resource: ResourceName,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A csv, tsv, xlsx, ods, json or jsonl file.")],
    mapping: Annotated[
        list[str],
        typer.Option(
            "--map", metavar="FIELD=COLUMN", callback=_mapping, help="The column of a field; FIELD= for none."
        ),
    ] = [],  # noqa: B006
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check every row, import nothing.")] = False,
    on_error: Annotated[
        OnError, typer.Option("--on-error", help="With a bad row, import nothing, or everything else.")
    ] = OnError.STOP,
    update_by: Annotated[
        str | None,
        typer.Option("--update-by", metavar="FIELD", help="Change the record with the row's value of this field."),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option("--encoding", metavar="NAME", help="Of a text file, where it is not found out rightly."),
    ] = None,
    delimiter: Annotated[
        str | None, typer.Option("--delimiter", metavar="CHAR", callback=_delimiter, help="Between the cells; or tab.")
    ] = None,
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="NAME", help="Of a spreadsheet; the first one without it.")
    ] = None,
) -> None:
    """Import a file into a collection, in one step.

    Every row is checked. Each bad one gets a line with its number, its fields and what is wrong with them.
    """
    from core.transfer.importing import import_file

    with opened(ctx) as (application, context), followed(context, f"Importing {file.name}") as following:
        service = application.service(resource)
        report = import_file(
            following,
            service,
            file,
            mapping={field: column for field, _, column in (pair.partition("=") for pair in mapping)},
            dry_run=dry_run,
            on_error=on_error.value,
            update_by=update_by,
            encoding=encoding,
            delimiter=delimiter,
            sheet=sheet,
            kept=ALL_PROBLEMS,
        )
    for line in told(report.problems):
        typer.echo(line, err=True)
    if report.skipped and on_error is OnError.STOP:
        raise TransferError("transfer.rows.dry_run" if dry_run else "transfer.rows", count=report.skipped)
    typer.echo(_summary(report, service.entity, dry_run=dry_run))


@commands.command("export", epilog=EXPORT_EXAMPLES)
def export_records(
    ctx: typer.Context,
    resource: ResourceName,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A csv, xlsx, json or jsonl file; replaced if there.")],
    where: Where = "",
    sort: Order = "",
) -> None:
    """Export a collection to a file, by its suffix."""
    from core.transfer.exporting import export_file

    with opened(ctx) as (application, context), followed(context, f"Exporting {file.name}") as following:
        service = application.service(resource)
        count = export_file(following, service, file, query_of(service.entity, context, where, sort))
    typer.echo(f"Exported {counted(count, service.entity)} to {file}.")


def _summary(report: "ImportReport", entity: "Entity", *, dry_run: bool) -> str:
    parts: Sequence[tuple[int, str]] = (
        (report.added, f"{'would add' if dry_run else 'added'} {counted(report.added, entity)}"),
        (report.updated, f"{'would change' if dry_run else 'changed'} {counted(report.updated, entity)}"),
        (report.skipped, f"left out {report.skipped:,} {'row' if report.skipped == 1 else 'rows'}"),
    )
    text = ", ".join(words for number, words in parts if number) or "nothing to change"
    return f"{text[0].upper()}{text[1:]}."
