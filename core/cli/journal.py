"""`undo`, `redo` and `history`: what happened, and taking it back."""

from collections.abc import Iterable, Mapping
from datetime import tzinfo
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from core import app_info
from core.binary import text_of_bytes
from core.cli.output import display, moment, print_table, printable
from core.cli.session import opened
from core.errors import UndoError
from core.messages import describe_step

if TYPE_CHECKING:
    from core.bootstrap import Application
    from core.context import Context
    from core.journal.history import HistoryEntry
    from core.journal.undo import StepInfo

EXAMPLES = f"""\b
Examples:
  {app_info.COMMAND} history
  {app_info.COMMAND} history items 01890a5d-ac96-774b-bcce-b302099a8057
"""
SHORT = 60
"""Bytes that are shown whole; of more, only how many."""

commands = typer.Typer()


@commands.command()
def undo(
    ctx: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be undone.")] = False,
) -> None:
    """Take back your last step.

    It stays as it is where what it changed was changed since.
    """
    with opened(ctx) as (application, context):
        if dry_run:
            step = application.undo.state(context).undo
            if step is None:
                raise UndoError("undo.nothing")
            typer.echo(f"Would undo: {told(step)} ({moment(step.at, context.time_zone)}, {step.source}).")
        else:
            typer.echo(f"Undone: {told(application.undo.undo(context))}.")


@commands.command()
def redo(ctx: typer.Context) -> None:
    """Bring back the step that you undid last.

    There is none once you did something else since.
    """
    with opened(ctx) as (application, context):
        typer.echo(f"Redone: {told(application.undo.redo(context))}.")


@commands.command(epilog=EXAMPLES)
def history(
    ctx: typer.Context,
    resource: Annotated[str | None, typer.Argument(metavar="RESOURCE", help="The collection of one record.")] = None,
    identity: Annotated[UUID | None, typer.Argument(metavar="ID", help="The record's id, in full.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, max=10_000, help="At most this many entries.")] = 20,
) -> None:
    """Show the last steps, or those of one record.

    For a record: who changed it, when, and each field's old and new value.
    """
    if (resource is None) != (identity is None):
        raise typer.BadParameter("A record needs both RESOURCE and ID.")
    with opened(ctx) as (application, context):
        if resource is None or identity is None:
            _print_steps(application.history.steps(context, limit=limit), context.time_zone)
        else:
            entries = application.history.of(context, resource, identity, limit=limit)
            labels = _labels(application, context, entries)
            for entry in entries:
                _print_entry(entry, context.time_zone, labels)


def told(step: "StepInfo") -> str:
    """What a step did, in words."""
    what = printable(describe_step(step.label, step.params))
    return f"{step.kind.capitalize()}: {what}" if step.kind in {"undo", "redo"} else what


def _print_steps(steps: "list[StepInfo]", zone: tzinfo) -> None:
    if not steps:
        typer.echo("Nothing has happened yet.", err=True)
        return
    rows = [
        [str(step.id), moment(step.at, zone), printable(step.actor_email), step.source, _marked(step)] for step in steps
    ]
    print_table(["id", "when", "who", "from", "what"], rows)


def _marked(step: "StepInfo") -> str:
    return f"{told(step)} (undone)" if step.undone else told(step)


def _print_entry(entry: "HistoryEntry", zone: tzinfo, labels: Mapping[UUID, str]) -> None:
    step = entry.step
    typer.echo(f"{moment(step.at, zone)}  {printable(step.actor_email)}  {step.source}  {_marked(step)}")
    for change in entry.changes:
        old, new = (_quoted(value, zone, labels) for value in (change.old, change.new))
        typer.echo(f"    {change.field.name}: {old} -> {new}")


def _quoted(value: Any, zone: tzinfo, labels: Mapping[UUID, str]) -> str:
    """A value of which one sees whether it is null, empty, or text with spaces at its end."""
    if isinstance(value, bytes) and len(value) <= SHORT:
        return f"“{text_of_bytes(value)}”"
    text = display(value, zone, labels)
    return "null" if value is None else f"“{text}”" if isinstance(value, str) else text


def _labels(application: "Application", context: "Context", entries: "Iterable[HistoryEntry]") -> dict[UUID, str]:
    """The names of the records that references in the entries point to."""
    wanted: dict[str, set[UUID]] = {}
    for change in (change for entry in entries for change in entry.changes):
        if change.field.reference is not None:
            wanted.setdefault(change.field.reference, set()).update({change.old, change.new} - {None})
    labels: dict[UUID, str] = {}
    for resource, ids in wanted.items():
        labels |= application.service(resource).labels(context, ids)
    return labels
