"""Where every error of the command line ends: an expected one in words, a bug in the log, a stop in silence."""

import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from types import TracebackType

import typer
from typer.core import TyperGroup
from typing_extensions import override

from core.errors import AppError, CancelledError, FieldProblem, InvalidError
from core.messages import describe, describe_problem

FAILED = 1
STOPPED = 130


class Commands(TyperGroup):
    """The root of all commands: what they raise becomes a line on stderr and an exit code."""

    @override
    def invoke(self, ctx: typer.Context) -> object:  # pyright: ignore[reportIncompatibleMethodOverride]
        with reported():
            return super().invoke(ctx)


@contextmanager
def reported() -> Generator[None]:
    """Expected errors in words, one line for each that is wrong, and exit code 1; a stop is no error."""
    try:
        yield
    except (CancelledError, KeyboardInterrupt, typer.Abort) as error:
        typer.echo("Cancelled.", err=True)
        raise typer.Exit(STOPPED) from error
    except AppError as error:
        for line in lines(error):
            typer.echo(line, err=True)
        raise typer.Exit(FAILED) from error


def lines(error: AppError) -> list[str]:
    """The error in words: where fields are wrong, one line for each of them, or for each row of a file."""
    return told(error.problems) if isinstance(error, InvalidError) and error.problems else [describe(error)]


def told(problems: Sequence[FieldProblem]) -> list[str]:
    """One line for each wrong field; of a file, one for each row, with all that is wrong in it."""
    rows: dict[int, list[str]] = {}
    single: list[str] = []
    for problem in problems:
        text = describe_problem(problem, problem.field or None)
        (single if problem.row is None else rows.setdefault(problem.row, [])).append(text)
    return [*single, *(f"Row {row:,}: {'; '.join(texts)}" for row, texts in rows.items())]


def install_exception_hook() -> None:
    """From now on a bug ends in the log, with a plain line on stderr instead of a traceback."""
    sys.excepthook = _on_unexpected


def _on_unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.stderr.write("Cancelled.\n")
        return
    place = _logged(kind, error, trace)
    sys.stderr.write(f"Something went wrong inside the program ({kind.__name__}). {place}\n")


def _logged(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Write the traceback to the log; returns a sentence that says where it is."""
    from core.logs import log_to, logger
    from core.settings import load_settings

    try:
        folder = load_settings().folder.logs
        with log_to(folder):
            logger("cli").critical("unexpected error", exc_info=(kind, error, trace))
    except (OSError, AppError):
        return "It could not be logged, because the data folder cannot be written."
    return f"The details are in {folder / 'rowdesk.log'}."
