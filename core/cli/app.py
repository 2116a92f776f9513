"""The commands put together, and the options that stand before any of them."""

import sys
from typing import Annotated

import typer
from typer.main import get_command

from core import app_info
from core.cli import db, journal, listing, records, serving, transfer, users
from core.cli.edge import Commands
from core.cli.session import checked_email

EXAMPLES = f"""\b
Examples:
  {app_info.COMMAND} list items --where 'title:sea created:2026' --sort title
  {app_info.COMMAND} create items title='The Old Man and the Sea'
  {app_info.COMMAND} import items books.csv --map description=original_title --dry-run
  {app_info.COMMAND} undo

Exit codes: 0 done, 1 an error that is explained, 2 wrong usage, 130 cancelled.
"""

app = typer.Typer(
    cls=Commands,
    help=f"{app_info.NAME}: the same data and the same rules as in the window.",
    epilog=EXAMPLES,
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(listing.commands)
app.add_typer(records.commands)
app.add_typer(transfer.commands)
app.add_typer(journal.commands)
app.add_typer(serving.commands)
app.add_typer(users.commands, name="user")
app.add_typer(db.commands, name="db")


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"{app_info.NAME} {app_info.VERSION}")
        raise typer.Exit


@app.callback()
def options(
    ctx: typer.Context,
    email: Annotated[
        str | None,
        typer.Option(
            "--as", metavar="EMAIL", help="Act as this user, who then owns what is created.", callback=checked_email
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="Show the version and exit.")
    ] = False,
) -> None:
    """Remember who acts."""
    del version
    ctx.obj = email


def run() -> None:
    """Run the command of this process's arguments and exit."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a character shows a question mark in its place.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    # A star in a search is no pattern of file names, as the default takes it for on Windows.
    get_command(app).main(windows_expand_args=False)
