"""From the start of the process to the painted frame and to the first rows: from source, and frozen if that is made."""

import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from core import app_info
from core.bootstrap import open_application
from core.models.item import ItemCreate
from core.settings import load_settings
from tests.bench.report import Figure, alone

ROWS = 10_000
RUNS = 7
FROZEN = Path(__file__).resolve().parents[2] / "dist" / app_info.COMMAND / app_info.COMMAND
LOGGED = re.compile(r"painted at ([\d.]+), first rows at ([\d.]+)")


def figures() -> list[Figure]:
    """Medians of seven starts on ten thousand rows."""
    found = _figures("from source", [sys.executable, "-m", "gui"], None, None)
    if FROZEN.exists():
        found += _figures("frozen", [str(FROZEN)], 0.25, 0.9)
    return found


def _figures(how: str, command: list[str], painted_goal: float | None, rows_goal: float | None) -> list[Figure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open_application(load_settings(data_dir=folder, database_url=None)) as app:
            items = (ItemCreate(title=f"Title {number}") for number in range(ROWS))
            app.service("items").create_many(app.context(), items)
        start(command, folder)
        measured = [start(command, folder) for _ in range(RUNS)]
    painted, rows = (statistics.median(column) for column in zip(*measured, strict=True))
    return [
        alone(f"start {how}: painted frame", painted, "s", at_most=painted_goal),
        alone(f"start {how}: first rows", rows, "s", at_most=rows_goal),
    ]


def start(command: list[str], folder: Path) -> tuple[float, float]:
    """Seconds from the start of the process to the painted frame and to the first rows."""
    with running(command, folder) as window:
        return window.painted, window.rows


class Window(NamedTuple):
    """A window that shows its rows, and the seconds that this took."""

    process: subprocess.Popen[bytes]
    painted: float
    rows: float


@contextmanager
def running(command: list[str], folder: Path) -> Iterator[Window]:
    """Start the window and wait until its log says that there are rows; end it afterwards."""
    log = folder / "logs" / "rowdesk.log"
    known = len(LOGGED.findall(log.read_text())) if log.exists() else 0
    environment = {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": "", "QT_LOGGING_RULES": "*=false"}
    if sys.platform == "linux" and not environment.get("DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    began = time.time()
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            while len(found := LOGGED.findall(log.read_text() if log.exists() else "")) == known:
                if process.poll() is not None or time.time() - began > 60:
                    raise RuntimeError(f"{command[0]} showed no rows")
                time.sleep(0.02)
            yield Window(process, float(found[-1][0]) - began, float(found[-1][1]) - began)
        finally:
            process.send_signal(signal.SIGTERM)
