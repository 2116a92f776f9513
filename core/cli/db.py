"""`db`: the schema of the database, which these commands look at and change without opening the application."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from core import app_info
from core.cli import backups
from core.cli.output import print_table
from core.cli.session import progress_bar
from core.errors import DatabaseError

if TYPE_CHECKING:
    from sqlalchemy import URL

    from core.migrate import UpgradeReport

EXAMPLES = f"""\b
Examples:
  {app_info.COMMAND} db current
  {app_info.COMMAND} db upgrade
  {app_info.COMMAND} db backup --to /mnt/safe/before-the-move.db
  {app_info.COMMAND} db restore backups/app-20260115-103000.db
"""

commands = typer.Typer(
    help="The database: its schema, its backups, its health.",
    epilog=EXAMPLES,
    no_args_is_help=True,
    rich_markup_mode=None,
)


@commands.command()
def upgrade() -> None:
    """Bring the database to the newest revision, or make it; a file is backed up first."""
    from core.migrate import upgrade

    with _database() as url, progress_bar("Upgrading") as progress:
        report = upgrade(url, progress=progress)
        typer.echo("Already up to date." if report.before == report.after else _told(report))


@commands.command()
def downgrade(
    revision: Annotated[str, typer.Argument(metavar="REV", help="A revision of `db history`, app@-1 or base.")],
) -> None:
    """Take the schema back to an older revision; a file is backed up first."""
    from core.migrate import downgrade, known_revisions

    if revision not in known_revisions() | {"base"} and "@" not in revision:
        raise typer.BadParameter(f"There is no revision {revision!r}. `db history` lists them.")
    with _database() as url:
        _require_there(url)
        typer.echo(_told(downgrade(url, revision)))


@commands.command()
def current() -> None:
    """Print the database's revisions and whether they are the newest."""
    from core.migrate import State, current, state
    from core.schema import refuse, shown

    with _database() as url:
        found = state(url)
        typer.echo(shown(url))
        for revision in sorted(current(url)) if found in {State.CURRENT, State.OLDER, State.NEWER} else ():
            typer.echo(revision)
        refuse(found, url)
        typer.echo("Up to date." if found is State.CURRENT else "Not up to date: run `db upgrade`.")


@commands.command()
def history() -> None:
    """List all revisions, oldest first, and which of them the database has."""
    from core.migrate import history
    from core.revisions import applied
    from core.schema import State, current, state

    with _database() as url:
        stamped = state(url) in {State.CURRENT, State.OLDER, State.NEWER}
        done = applied(current(url)) if stamped else frozenset[str]()
        rows = [[one.id, one.line, "applied" if one.id in done else "", one.title] for one in history()]
        print_table(["revision", "line", "state", "title"], rows)


@commands.command()
def revision(
    message: Annotated[str, typer.Option("--message", "-m", metavar="MSG", help="What the change is, in a few words.")],
    line: Annotated[
        Literal["app", "engine"], typer.Option("--line", help="Whose tables: the application's or Rowdesk's own.")
    ] = "app",
) -> None:
    """Write the migration from the revisions so far to what the models declare."""
    from core.migrate import revision

    path = revision(message, line, tell=lambda remark: typer.echo(remark, err=True))
    typer.echo("Nothing to write: the models are as the migrations make them." if path is None else str(path))


@commands.command()
def check() -> None:
    """Compare the database with the models; exit code 1 where they differ."""
    from core.migrate import check

    with _database() as url:
        _require_there(url)
        differences = check(url)
    for difference in differences:
        typer.echo(difference)
    if differences:
        raise typer.Exit(1)
    typer.echo("The database is as the models declare.")


@commands.command()
def reset(yes: Annotated[bool, typer.Option("--yes", help="Really do it.")] = False) -> None:
    """Start again with an empty database; the old file is kept among the backups."""
    from core.migrate import reset
    from core.schema import shown

    with _database() as url:
        if not yes:
            raise typer.BadParameter(f"This deletes every record in {shown(url)}. Add --yes to do it.")
        kept = reset(url)
        typer.echo(f"{shown(url)} is empty now." + (f" The old one is kept as {kept}." if kept else ""))


commands.add_typer(backups.commands)


@contextmanager
def _database() -> "Generator[URL]":
    """The address of the database, with the log written."""
    from core.bootstrap import address, logged
    from core.settings import load_settings

    settings = load_settings()
    with logged(settings):
        yield address(settings)


def _require_there(url: "URL") -> None:
    """DatabaseError where there is no database that could be looked into."""
    from core.migrate import State, state
    from core.schema import refuse, shown

    found = state(url)
    refuse(found, url)
    if found in {State.MISSING, State.EMPTY}:
        raise DatabaseError("database.missing", path=shown(url))


def _told(report: "UpgradeReport") -> str:
    before, after = (", ".join(sorted(revisions)) or "nothing" for revisions in (report.before, report.after))
    kept: Path | None = report.backup
    if before == after:
        return f"Already at {after}."
    told = [f"Went from {before} to {after}."]
    if report.removed:
        told.append(f"Gone, with what was in it: {', '.join(sorted(report.removed))}.")
    return " ".join([*told, f"The backup made before: {kept}."] if kept else told)
