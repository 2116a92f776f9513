"""`serve`, `openapi` and `client`: the same data over HTTP, its description, and clients made from that."""

import importlib.util
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager, nullcontext
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core import app_info
from core.cli.output import print_data
from core.errors import AppError, TransferError

if TYPE_CHECKING:
    from core.bootstrap import Application

EXAMPLES = f"""\b
Examples:
  {app_info.COMMAND} serve
  {app_info.COMMAND} serve --host 0.0.0.0 --port 8080
"""

NEEDED = ("fastapi", "python_multipart", "uvicorn")

commands = typer.Typer()


class Language(StrEnum):
    """What clients can be written in."""

    TYPESCRIPT = "typescript"
    RUST = "rust"
    PYTHON = "python"


@commands.command(epilog=EXAMPLES)
def serve(
    host: Annotated[str | None, typer.Option("--host", help="Where to listen; HOST otherwise.")] = None,
    port: Annotated[
        int | None, typer.Option("--port", min=0, max=65535, help="PORT otherwise; 0 for any that is free.")
    ] = None,
    no_token: Annotated[
        bool, typer.Option("--no-token", help="Without sign-in: let everybody in who reaches this address.")
    ] = False,
    attached: Annotated[
        bool, typer.Option("--attached", help="End when standard input is closed: with the program that started this.")
    ] = False,
) -> None:
    """Serve every collection over HTTP, until Ctrl+C."""
    with _handing_on() if attached else nullcontext():
        _serve(host, port, no_token=no_token, attached=attached)


def _serve(host: str | None, port: int | None, *, no_token: bool, attached: bool) -> None:
    _require_http()
    from core.bootstrap import open_application
    from core.cli.session import progress_bar
    from core.http.app import create_app
    from core.http.server import run
    from core.settings import load_settings, local_token

    settings = load_settings()
    if no_token and settings.auth_required:
        typer.echo("--no-token has no meaning here: people sign in (AUTH_REQUIRED).", err=True)
    host, port = host or settings.host, settings.port if port is None else port
    with progress_bar("Upgrading") as progress:
        application = open_application(settings, progress=progress)
    with application:
        token = None if no_token or settings.auth_required else local_token(settings)
        web = create_app(application, token=token, host=host)
        announce = partial(_announce, application, token, host=host, attached=attached)
        run(web, host, port, announce, patience=settings.request_seconds, attached=attached)


@commands.command()
def openapi(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="Where to; to the terminal otherwise.")] = None,
) -> None:
    """Write the description of the HTTP interface (OpenAPI 3.1, JSON)."""
    if file is None:
        print_data(_description())
    else:
        _write(file, _description())


@commands.command()
def client(
    language: Annotated[Language, typer.Argument(metavar="LANG", help="typescript, rust or python.")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to.")],
) -> None:
    """Make a typed client of the HTTP interface with OpenAPI Generator, which needs Java."""
    from core.cli.clients import generate

    generate(language.value, _description(), folder)
    typer.echo(f"The client is in {folder}.")


def _require_http() -> None:
    if any(importlib.util.find_spec(name) is None for name in NEEDED):
        raise AppError("http.missing", install="python dev.py setup")


def _description() -> str:
    """The interface described, without looking at anybody's data."""
    _require_http()
    import json

    from core.http.app import describe

    return json.dumps(describe(), indent=2, ensure_ascii=False)


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise TransferError("transfer.unwritable", path=str(file)) from error


def _announce(application: "Application", token: str | None, address: str, *, host: str, attached: bool) -> None:
    from core.http.guard import LOCAL_HOSTS

    typer.echo(f"{app_info.NAME} is at {address} (try it: {address}/docs). Ctrl+C ends it.")
    if host not in LOCAL_HOSTS and not application.settings.hosts:
        typer.echo("A name or address of this machine that ALLOWED_HOSTS does not list gets no answer.", err=True)
    if application.settings.auth_required:
        if not application.users.can_anyone_sign_in(application.context("cli")):
            typer.echo(f"Nobody can sign in yet: {app_info.COMMAND} user create EMAIL --superuser", err=True)
    elif token is None:
        typer.echo("Everybody who reaches this address may do everything.", err=True)
    else:
        typer.echo(f"Token: {token}")
        typer.echo(f"(from {application.settings.folder.local_token}; send it as `Authorization: Bearer TOKEN`)")
    if attached:
        _fall_silent()


@contextmanager
def _handing_on() -> Generator[None]:
    """What goes wrong inside is told to the program that started this as well, in the form that it understands."""
    from core.serving import handed_on

    try:
        yield
    except AppError as error:
        typer.echo(handed_on(error))
        raise


def _fall_silent() -> None:
    """The program that started this has read what it needed: in a pipe that nobody empties, more would get stuck."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
        os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
