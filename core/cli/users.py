"""`user`: accounts and their passwords, which are asked for and never shown."""

import sys
from typing import Annotated

import typer

from core import app_info
from core.cli.listing import MOST, Format, print_records
from core.cli.session import checked_email, opened
from core.cli.values import ask_secret
from core.errors import NotFoundError

EXAMPLES = f"""\b
Examples:
  {app_info.COMMAND} user create ann@example.org --full-name 'Ann Lee'
  {app_info.COMMAND} user create root@example.org --superuser --password-stdin < password.txt
"""

commands = typer.Typer(help="Accounts of the people who sign in.", no_args_is_help=True, rich_markup_mode=None)

Email = Annotated[
    str, typer.Argument(metavar="EMAIL", help="The address that the user signs in with.", callback=checked_email)
]
PasswordStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from the first line of stdin, not from a prompt.")
]


@commands.command(epilog=EXAMPLES)
def create(
    ctx: typer.Context,
    email: Email,
    superuser: Annotated[bool, typer.Option("--superuser", help="Let the user see and change everything.")] = False,
    full_name: Annotated[str | None, typer.Option("--full-name", metavar="NAME", help="The user's name.")] = None,
    password_stdin: PasswordStdin = False,
) -> None:
    """Create a user, after asking for the password twice."""
    with opened(ctx) as (application, context):
        given = {"email": email, "full_name": full_name, "is_superuser": superuser}
        values = {**given, "password": _password(from_stdin=password_stdin)}
        user = application.users.create(context, application.users.entity.new(values))
        typer.echo(f"Created {'superuser' if superuser else 'user'} {user.email}.")


@commands.command("set-password")
def set_password(ctx: typer.Context, email: Email, password_stdin: PasswordStdin = False) -> None:
    """Give a user a new password, after asking for it twice."""
    with opened(ctx) as (application, context):
        user = application.users.by_email(context, email)
        if user is None:
            raise NotFoundError("not_found.user", email=email)
        change = application.users.entity.change({"password": _password(from_stdin=password_stdin)})
        application.users.update(context, user.id, change)
        typer.echo(f"{user.email} has a new password.")


@commands.command("list")
def list_users(
    ctx: typer.Context,
    form: Annotated[Format, typer.Option("--format", "-f", help="A table, CSV or JSON.")] = Format.TABLE,
) -> None:
    """List the users."""
    from core.query import Query, Sort

    with opened(ctx) as (application, context):
        print_records(application.users, context, Query(sort=(Sort("email"),)), MOST, form)


def _password(*, from_stdin: bool) -> str:
    if not from_stdin and not sys.stdin.isatty():
        raise typer.BadParameter("There is no terminal to ask for the password on: use --password-stdin.")
    return ask_secret("Password", from_stdin=from_stdin)
