"""`list`: the records of a collection as a table, CSV or JSON."""

import csv
import io
from collections.abc import Generator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from core import app_info
from core.cli.output import counted, display, print_data, print_table, printable
from core.cli.session import opened
from core.errors import QueryError

if TYPE_CHECKING:
    from core.bootstrap import Service
    from core.context import Context
    from core.entities import Entity
    from core.query import Query

MOST = 2**63 - 1

EXAMPLES = f"""\b
Examples:
  {app_info.COMMAND} list items
  {app_info.COMMAND} list items --where 'title:"sea*" created:2026-01..2026-03' --sort -created,title
  {app_info.COMMAND} list users --where 'active:true' --format json

A search is made of words, "quoted text", field:value, field:>value, field:from..to,
field:is:null, a minus in front for not, or, and parentheses.
"""

commands = typer.Typer()

ResourceName = Annotated[str, typer.Argument(metavar="RESOURCE", help="The collection, such as items or users.")]
Where = Annotated[str, typer.Option("--where", "-w", metavar="QUERY", help="Only the records that this search finds.")]
Order = Annotated[
    str, typer.Option("--sort", "-s", metavar="FIELD,-FIELD", help="The order; a minus in front for descending.")
]


class Format(StrEnum):
    """The forms in which records are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


@commands.command("list", epilog=EXAMPLES)
def list_records(
    ctx: typer.Context,
    resource: ResourceName,
    where: Where = "",
    sort: Order = "",
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="At most this many records.")] = 100,
    form: Annotated[
        Format, typer.Option("--format", "-f", help="A table to read, or UTF-8 text for other programs.")
    ] = Format.TABLE,
) -> None:
    """List the records of a collection. To get all of a large one, use export."""
    with opened(ctx) as (application, context):
        service = application.service(resource)
        print_records(service, context, query_of(service.entity, context, where, sort), min(limit, MOST), form)


def query_of(entity: "Entity", context: "Context", where: str, sort: str) -> "Query":
    """The query that two expressions ask for; where one has a mistake, its place is shown."""
    from core.query import Query
    from core.query.grammar import parse, parse_sort

    with _pointing(where):
        node = parse(where, entity, context.time_zone)
    with _pointing(sort):
        return Query(node, parse_sort(sort, entity))


def print_records(service: "Service", context: "Context", query: "Query", limit: int, form: Format) -> None:
    """The first records of a query's result, in one of the forms."""
    if form is Format.JSON:
        records = service.list(context, query, limit=limit).data
        print_data("[" + ",".join(f"\n  {record.model_dump_json()}" for record in records) + "\n]")
    elif form is Format.CSV:
        print_data(_csv(service, context, query, limit))
    else:
        _print_table(service, context, query, limit)


def _csv(service: "Service", context: "Context", query: "Query", limit: int) -> str:
    names = [facts.name for facts in service.entity.readable]
    text = io.StringIO()
    writer = csv.DictWriter(text, names, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(record.model_dump(mode="json") for record in service.list(context, query, limit=limit).data)
    return text.getvalue().rstrip("\n")


def _print_table(service: "Service", context: "Context", query: "Query", limit: int) -> None:
    entity, count = service.entity, service.count(context, query)
    if count == 0:
        typer.echo(f"No {counted(0, entity).removeprefix('0 ')}.", err=True)
        return
    window = service.window(context, query, 0, limit)
    positions = {facts.name: position for position, facts in enumerate(entity.readable)}
    shown = [entity.fields[name] for name in entity.columns if name in positions and name != "id"]

    def cells(values: tuple[Any, ...]) -> list[str]:
        return [display(values[positions[facts.name]], context.time_zone, window.labels) for facts in shown]

    if window.rows:
        right = [False, *(facts.kind in {"integer", "decimal", "float"} for facts in shown)]
        rows = [[str(row.id), *cells(row.values)] for row in window.rows]
        print_table(["id", *(facts.name for facts in shown)], rows, right=right)
    if len(window.rows) < count:
        typer.echo(f"{len(window.rows):,} of {counted(count, entity)}.", err=True)


@contextmanager
def _pointing(expression: str) -> Generator[None]:
    try:
        yield
    except QueryError as error:
        if error.length:
            typer.echo(f"{printable(expression)}\n{' ' * error.position}{'^' * error.length}", err=True)
        raise
