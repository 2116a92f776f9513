"""A million rows: imported and journalled, beside sqlite-utils and the sqlite3 shell; one value set, and undone."""

import csv
import math
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from core.bootstrap import open_application
from core.models.item import ItemUpdate
from core.query import Compare, Query, Sort
from core.settings import load_settings
from tests.bench.report import Figure, alone, beside

ROWS = 1_000_000
SET = 100_000
ROUNDS = 3
"""Imports by each, in turn; their medians count."""
WORDS = ("alpha", "beta", "gamma", "delta", "sea", "storm", "river", "müller", "Über", "house", "light")


def figures() -> list[Figure]:
    """Rows per second and peak memory of the import; the time of one value into many rows, and of its undo."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = sample(folder / "rows.csv")
        rounds = [_round(folder / str(number), file) for number in range(ROUNDS)]
        ours, utils, shell, mebibytes = (statistics.median(column) for column in zip(*rounds, strict=True))
        peers = (("sqlite-utils", utils, 5), ("sqlite3 .import", shell, 1 / 15))
        return [
            *(_beside(ours, *peer) for peer in peers if not math.isnan(peer[1])),
            alone("import: peak memory", mebibytes, "MiB", at_most=300),
            *_set(folder / "0"),
        ]


def _round(data: Path, file: Path) -> tuple[float, float, float, float]:
    """One import by each, in turn: rows per second of ours, of sqlite-utils and of the shell; our mebibytes at most."""
    environment = {**os.environ, "DATA_DIR": str(data), "DATABASE_URL": ""}
    command = [sys.executable, "-m", "core"]
    subprocess.run([*command, "db", "upgrade"], env=environment, check=True, capture_output=True)
    seconds, mebibytes = timed([*command, "import", "items", str(file)], environment)
    utils = [sys.executable, "-m", "sqlite_utils", "insert", str(data / "utils.db"), "item", str(file), "--csv"]
    others = [timed([*utils, "--silent"], environment)[0]]
    if shell := shutil.which("sqlite3"):
        table = "create table item(title text, description text)"
        importing = f".import --csv --skip 1 '{file}' item"
        others.append(timed([shell, str(data / "shell.db"), table, importing], environment)[0])
    return ROWS / seconds, ROWS / others[0], ROWS / others[-1] if shell else math.nan, mebibytes


def _beside(ours: float, peer: str, theirs: float, least: float) -> Figure:
    name = f"import: 1M rows, beside {peer}"
    return beside(name, ours, "rows/s", peer, theirs, at_least=least, more_is_better=True)


def _set(data: Path) -> list[Figure]:
    with open_application(load_settings(data_dir=data, database_url=None)) as app:
        context, items = app.context(), app.service("items")
        border = items.window(context, Query(sort=(Sort("id"),)), SET, 1).rows[0].id
        chosen = Compare("id", "<", border)
        setting = _seconds(lambda: items.update_many(context, chosen, ItemUpdate(description="one value")))
        undoing = _seconds(lambda: app.undo.undo(context))
    return [
        alone("one value into 100,000 of 1M rows", setting, "s", at_most=1),
        alone("its undo", undoing, "s", at_most=1),
    ]


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def timed(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Wall seconds and peak resident mebibytes of a whole process."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            raise RuntimeError(errors.read().decode(errors="replace"))
    return seconds, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


def sample(file: Path) -> Path:
    """The rows to import: two columns of text, a tenth of it beyond ASCII."""
    chance = random.Random(1)
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(("title", "description"))
        for number in range(ROWS):
            writer.writerow((f"{chance.choice(WORDS)} {number}", " ".join(chance.choices(WORDS, k=3))))
    return file
