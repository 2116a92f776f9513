"""user, --as and signing in: passwords go in hidden, and come out nowhere."""

import json
import os
import select
import sys

import pytest

from core.bootstrap import open_application
from core.errors import SignInError
from core.settings import Settings
from tests.cli.conftest import ROOT, Cli

SECRET = "correct horse battery"


def add_user(cli: Cli, email: str, *options: str, password: str = SECRET) -> str:
    """Create a user; returns everything that was printed."""
    return cli.run("user", "create", email, "--password-stdin", *options, text=f"{password}\n").output


def signs_in(cli: Cli, email: str, password: str) -> bool:
    """Whether the password opens the door."""
    with open_application(Settings(data_dir=cli.data)) as application:
        try:
            application.users.authenticate(application.context(), email, password)
        except SignInError:
            return False
        return True


def test_create_reads_one_line_from_stdin_as_it_is(cli: Cli) -> None:
    cli.run("user", "create", "ann@example.org", "--password-stdin", text=f" {SECRET} \r\nmore\n")
    assert signs_in(cli, "ann@example.org", f" {SECRET} ")
    assert not signs_in(cli, "ann@example.org", SECRET)


def test_superuser_and_name(cli: Cli) -> None:
    assert (
        add_user(cli, "ann@example.org", "--superuser", "--full-name", "Ann Lee")
        == "Created superuser ann@example.org.\n"
    )
    users = json.loads(cli.run("user", "list", "--format", "json").stdout)
    ann = next(user for user in users if user["email"] == "ann@example.org")
    assert (ann["is_superuser"], ann["full_name"]) == (True, "Ann Lee")


def test_set_password(cli: Cli) -> None:
    add_user(cli, "ann@example.org")
    cli.run("user", "set-password", "ANN@example.org", "--password-stdin", text="another one\n")
    assert signs_in(cli, "ann@example.org", "another one")
    assert not signs_in(cli, "ann@example.org", SECRET)
    assert "There is no user" in cli.fails("user", "set-password", "bob@example.org", "--password-stdin")


def test_no_password_is_ever_printed(cli: Cli) -> None:
    printed = add_user(cli, "ann@example.org")
    printed += cli.run("user", "set-password", "ann@example.org", "--password-stdin", text=f"{SECRET}2\n").output
    (ann,) = json.loads(cli.run("list", "users", "--where", "email:ann", "--format", "json").stdout)
    for form in ("table", "csv", "json"):
        printed += cli.run("list", "users", "--format", form).output
    printed += cli.run("history").output + cli.run("history", "users", ann["id"]).output
    printed += cli.fails("undo")
    assert SECRET not in printed
    assert "argon2" not in printed
    assert SECRET not in "".join(log.read_text(encoding="utf-8") for log in (cli.data / "logs").glob("*"))


def test_a_password_is_no_argument(cli: Cli) -> None:
    said = cli.fails("create", "users", "email=ann@example.org", f"password={SECRET}", code=2)
    assert "password=- to be asked" in " ".join(said.split())
    assert SECRET not in said
    cli.run("create", "users", "email=ann@example.org", "password=-", text=f"{SECRET}\n")
    assert signs_in(cli, "ann@example.org", SECRET)


def test_bad_users_are_refused_by_field(cli: Cli) -> None:
    add_user(cli, "ann@example.org")
    assert cli.fails("user", "create", "ann", "--password-stdin", code=2)
    result = cli.run("user", "create", "a@b", "--password-stdin", text="short\n", code=1)
    lines = result.stderr.splitlines()
    assert [line.split(":")[0] for line in lines] == ["email", "password"]
    assert "short" not in result.stderr
    result = cli.run("user", "create", "Ann@Example.org", "--password-stdin", text=f"{SECRET}\n", code=1)
    assert "email" in result.stderr
    assert "already" in result.stderr


def test_without_a_terminal_there_is_no_prompt(cli: Cli) -> None:
    assert "--password-stdin" in cli.fails("user", "create", "ann@example.org", code=2)


def test_who_is_acted_as_owns_what_is_created(cli: Cli) -> None:
    add_user(cli, "ann@example.org")
    add_user(cli, "bob@example.org")
    identity = cli.run("--as", "ann@example.org", "create", "items", "title=hers").stdout.strip()
    assert "ann@example.org" in cli.run("list", "items").stdout
    assert cli.run("--as", "bob@example.org", "list", "items").stderr == "No items.\n"
    assert "There is no item" in cli.fails("--as", "bob@example.org", "delete", "items", identity)
    assert "nothing to undo" in cli.fails("--as", "bob@example.org", "undo")
    assert "There is no user eve@example.org" in cli.fails("--as", "eve@example.org", "list", "items")


def test_where_people_sign_in_the_command_line_is_the_system_or_somebody(cli: Cli) -> None:
    cli.run("user", "create", "ann@example.org", "--password-stdin", text=f"{SECRET}\n", AUTH_REQUIRED="true")
    cli.run("create", "items", "title=the system's", AUTH_REQUIRED="true")
    cli.run("--as", "ann@example.org", "create", "items", "title=hers", AUTH_REQUIRED="true")
    table = cli.run("list", "items", AUTH_REQUIRED="true").stdout
    assert "system@rowdesk.org" in table
    assert "ann@example.org" in table
    assert "the system's" not in cli.run("--as", "ann@example.org", "list", "items", AUTH_REQUIRED="true").stdout
    refused = cli.run(
        "--as",
        "ann@example.org",
        "user",
        "create",
        "x@example.org",
        "--password-stdin",
        text=f"{SECRET}\n",
        code=1,
        AUTH_REQUIRED="true",
    )
    assert "may not create" in refused.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_the_prompt_hides_and_asks_twice(cli: Cli) -> None:
    shown, code = at_a_terminal(cli, ["user", "create", "ann@example.org"], [SECRET, SECRET])
    assert code == 0
    assert SECRET not in shown
    assert signs_in(cli, "ann@example.org", SECRET)
    shown, code = at_a_terminal(cli, ["user", "set-password", "ann@example.org"], [SECRET, "\x03"])
    assert code == 130
    assert "Cancelled." in shown


def at_a_terminal(cli: Cli, arguments: list[str], typed: list[str]) -> tuple[str, int]:
    """Run a command on a pseudo-terminal, type a line at each prompt; returns what was shown and the exit code."""
    import pty

    process, terminal = pty.fork()
    if process == 0:
        os.chdir(ROOT)
        environment = {**os.environ, **cli.environment({})}
        os.execve(sys.executable, [sys.executable, "-m", "core", *arguments], environment)
    shown = ""
    for line in typed:
        while not shown.endswith(": "):  # with the space, for what is typed before that is thrown away
            shown += read_some(terminal)
        os.write(terminal, line.encode() if line == "\x03" else f"{line}\n".encode())
        shown += "\n"
    while part := read_some(terminal):
        shown += part
    _, status = os.waitpid(process, 0)
    os.close(terminal)
    return shown, os.waitstatus_to_exitcode(status)


def read_some(terminal: int) -> str:
    """What the other side has written since; nothing once it has ended."""
    ready, _, _ = select.select([terminal], [], [], 60)
    assert ready, "nothing came in a minute"
    try:
        return os.read(terminal, 1024).decode()
    except OSError:  # so says Linux when the other side has ended
        return ""
