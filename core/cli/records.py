"""`create`, `update` and `delete`: one or a few records, by FIELD=VALUE and id."""

from typing import Annotated
from uuid import UUID

import typer

from core import app_info
from core.cli.listing import ResourceName
from core.cli.output import counted
from core.cli.session import opened
from core.cli.values import Assignments

VALUES_HELP = (
    "FIELD= sets a field to null where it may be; text that may not be null becomes empty. A moment without a zone is "
    "local time, a reference an id or a name. Secrets are not taken as arguments: FIELD=- asks for one, or reads a "
    "line from stdin."
)
CREATE_EXAMPLES = f"""\b
Examples:
  {app_info.COMMAND} create items title='The Old Man and the Sea' description='A novel'
  {app_info.COMMAND} --as ann@example.org create items title=Mine

{VALUES_HELP}
"""
UPDATE_EXAMPLES = f"""\b
Examples:
  {app_info.COMMAND} update items 01890a5d-ac96-774b-bcce-b302099a8057 title=Ulysses description=

{VALUES_HELP}
"""

commands = typer.Typer()

Id = Annotated[UUID, typer.Argument(metavar="ID", help="The record's id, in full.")]


@commands.command(epilog=CREATE_EXAMPLES)
def create(
    ctx: typer.Context,
    resource: ResourceName,
    values: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE", help="The record's values.")],
) -> None:
    """Create a record and print its id."""
    with opened(ctx) as (application, context):
        service = application.service(resource)
        given = Assignments(service, context).read(values, purpose="create")
        typer.echo(service.create(context, service.entity.new(given)).id)


@commands.command(epilog=UPDATE_EXAMPLES)
def update(
    ctx: typer.Context,
    resource: ResourceName,
    identity: Id,
    values: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE", help="The new values.")],
) -> None:
    """Change fields of a record."""
    with opened(ctx) as (application, context):
        service = application.service(resource)
        given = Assignments(service, context).read(values, purpose="update")
        before = service.get(context, identity)
        after = service.update(context, identity, service.entity.change(given))
        changed = after.version != before.version
        typer.echo(f"Changed {counted(1, service.entity)}." if changed else "Nothing to change.")


@commands.command()
def delete(
    ctx: typer.Context,
    resource: ResourceName,
    identities: Annotated[list[UUID], typer.Argument(metavar="ID", help="The records' ids, in full.")],
) -> None:
    """Delete records.

    What cannot be without them is deleted too. `undo` brings all of it back.
    """
    with opened(ctx) as (application, context):
        service = application.service(resource)
        service.require(context, identities)
        typer.echo(f"Deleted {counted(service.delete(context, identities), service.entity)}.")
