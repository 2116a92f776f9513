"""What one command works with: the application, who asks, and how a person at a terminal follows and stops it."""

import signal
import sys
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from core.bootstrap import Application
    from core.context import CancelToken, Context

Progress = Callable[[int, int | None], None]


def checked_email(text: str | None) -> str | None:
    """An argument that could be an address at all: what a wrongly set terminal sends may not even be text."""
    if text is not None and not (text.isprintable() and "@" in text):
        raise typer.BadParameter("An e-mail address is needed, such as ann@example.org.")
    return text


@contextmanager
def opened(ctx: typer.Context) -> "Generator[tuple[Application, Context]]":
    """The application and the one who asks: of `--as`, or the local user, or `system` where people sign in."""
    from core.bootstrap import open_application

    email: str | None = ctx.obj
    with progress_bar("Upgrading") as progress:
        application = open_application(progress=progress)
    with application:
        context = application.context("cli") if email is None else application.context_of(email, "cli")
        yield application, context


@contextmanager
def followed(context: "Context", label: str) -> "Generator[Context]":
    """The same asker with a progress bar on a terminal; Ctrl+C stops the work where it leaves nothing half done."""
    from core.context import CancelToken

    token = CancelToken()
    with stopping(token), progress_bar(label) as progress:
        yield context.with_progress(progress, token)


@contextmanager
def stopping(token: "CancelToken") -> Generator[None]:
    """While inside, Ctrl+C asks the work to stop; a second one does not wait for it."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, before)
        token.cancel()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def progress_bar(label: str) -> Generator[Progress]:
    """A bar on stderr, if that is a terminal and there is something to wait for."""
    with ExitStack() as shown:
        begun: list[Any] = []

        def show(done: int, total: int | None) -> None:
            if not begun:
                begun.append(shown.enter_context(typer.progressbar(length=total or done, label=label, file=sys.stderr)))
            begun[0].length = max(done, total or 0)
            begun[0].update(done - begun[0].pos)

        yield show if sys.stderr.isatty() else lambda _done, _total: None
