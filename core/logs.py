"""The log: one rotating file in the data directory, loggers by subject under `rowdesk`, no secrets."""

import logging
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

ROOT = "rowdesk"
MAX_BYTES = 1_000_000
KEPT = 5
_FORM: Final = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")


def logger(subject: str) -> logging.Logger:
    """The logger of one subject, such as `migrate`."""
    return logging.getLogger(f"{ROOT}.{subject}")


@contextmanager
def statements_on_stderr() -> Generator[None]:
    """While inside, engines that echo do so on stderr: by themselves they would write among the data on stdout."""
    handler = logging.StreamHandler()
    handler.setFormatter(_FORM)
    statements = logging.getLogger("sqlalchemy.engine.Engine")
    statements.addHandler(handler)
    try:
        yield
    finally:
        statements.removeHandler(handler)


@contextmanager
def log_to(folder: Path) -> Generator[None]:
    """Write the log into this folder while inside. OSError where it cannot be; a line that is not, is left out."""
    from logging.handlers import RotatingFileHandler  # brings sockets along, which no first frame waits for

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "rowdesk.log", maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(_FORM)
    handler.handleError = _leave_out
    root = logging.getLogger(ROOT)
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        with suppress(OSError):  # what found no room before finds none now
            handler.close()


def _leave_out(record: logging.LogRecord) -> None:
    """On a full disk, the standard library would print a traceback for every line of the log."""
