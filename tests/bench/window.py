"""How long the event loop stands still while pages and dialogs open for the first time, a file goes in and out."""

import csv
import statistics
import tempfile
from pathlib import Path
from typing import Final

from core.bootstrap import open_application
from core.models.item import ItemCreate
from core.settings import load_settings
from tests.bench.report import Figure, alone
from tests.bench.table import STALL_MS, measured

ROWS: Final = 10_000
RUNS: Final = 3


def figures() -> list[Figure]:
    """The median of three windows for each thing that is done, and the longest of all."""
    found = [_measured() for _ in range(RUNS)]
    medians = {name: statistics.median(run[name] for run in found) for name in found[0]}
    longest = max((name for name in medians if name != "an idle loop"), key=medians.__getitem__)
    parts = [alone(f"window, longest stall: {name}", value, "ms", at_most=STALL_MS) for name, value in medians.items()]
    return [*parts, alone("window, longest stall of all", medians[longest], "ms", at_most=STALL_MS)]


def _measured() -> dict[str, float]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with open_application(load_settings(data_dir=folder / "data", database_url=None)) as app:
            items = (ItemCreate(title=f"Title {number}", description="of many") for number in range(ROWS))
            app.service("items").create_many(app.context(), items)
        with (folder / "in.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("title", "description"), *((f"Row {n}", f"text {n}") for n in range(ROWS))])
        return measured("tests.bench.window_ours", str(folder / "data"), str(folder / "in.csv"))
