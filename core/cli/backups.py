"""`db backup`, `backups`, `restore` and `verify`: copies of a SQLite file and its health."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from core.cli.output import moment, print_table
from core.errors import DatabaseError

commands = typer.Typer()


@commands.command()
def backup(
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Where to; the data folder's backups otherwise.")
    ] = None,
) -> None:
    """Make a verified copy of the database, which may be in use, and print where it is."""
    from core.backup import backup

    with _file() as database:
        typer.echo(backup(database, to))


@commands.command("backups")
def list_backups() -> None:
    """List the backups in the data folder, newest first."""
    from core.backup import backups, backups_folder
    from core.context import local_time_zone

    with _file(may_be_missing=True) as database:
        found = backups(backups_folder(database))
        if not found:
            typer.echo(f"No backups in {backups_folder(database)}.", err=True)
            return
        zone = local_time_zone()
        rows = [[str(one.path), moment(one.when, zone), f"{one.size:,}", one.revision] for one in found]
        print_table(["file", "when", "bytes", "revision"], rows, right=[False, False, True, False])


@commands.command()
def restore(file: Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")]) -> None:
    """Put a backup in the database's place; what is there now is kept among the backups."""
    from core.backup import restore

    with _file(may_be_missing=True) as database:
        kept = restore(file, database)
        typer.echo(f"{database} is {file} again." + (f" What it was before is kept as {kept}." if kept else ""))


@commands.command()
def verify() -> None:
    """Check the file from end to end: structure, indexes, references; exit code 1 where something is wrong."""
    from core.schema import State, refuse, state
    from core.whole_files import verify

    with _file() as database:
        found = state(database)
        refuse(State.CURRENT if found is State.DAMAGED else found, database)
        problems = verify(database) or (["there is no database in it"] if found is State.DAMAGED else [])
    for problem in problems:
        typer.echo(problem)
    if problems:
        raise typer.Exit(1)
    typer.echo(f"{database} is intact.")


@contextmanager
def _file(*, may_be_missing: bool = False) -> Generator[Path]:
    """The SQLite file. DatabaseError where the data is on a server, or the file is not there."""
    from core.bootstrap import address, logged
    from core.schema import shown, sqlite_path
    from core.settings import load_settings

    settings = load_settings()
    with logged(settings):
        url = address(settings)
        path = sqlite_path(url)
        if path is None:
            raise DatabaseError("database.not_a_file", url=shown(url))
        if not path.exists() and not may_be_missing:
            raise DatabaseError("database.missing", path=str(path))
        yield path
