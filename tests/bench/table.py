"""The table beside Qt's own: QSqlTableModel in a plain QTableView, the same file, the same viewport, the same run.

`python -m tests.bench table` measures a million rows, PostgreSQL without the peer, and the growth between ten thousand
and ten million (three gigabytes below build/, two minutes to make once); TABLE_ROWS=10000,1000000 names other sizes.
Repaints are timed by the processor time of the thread that paints, on both sides, for other programs blur short times.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.bench.report import Figure, alone, beside
from tests.bench.sales import data_dir, server

PEER: Final = "QSqlTableModel"
MAIN: Final = 1_000_000
SIZES: Final = tuple(int(size) for size in os.environ.get("TABLE_ROWS", "10000,100000,1000000,10000000").split(","))
STALL_MS: Final = 50
FRAME_MS: Final = 16.7
FLAT: Final = 1.5
AT_MOST: Final = {
    "open to exact count": ("counted", 1000),
    "repaint after a jump, p95, in a frame": ("jump", FRAME_MS),
    "rows after a jump, p95": ("jump rows", 100),
    "repaint while PgDn repeats, p95": ("scroll", FRAME_MS),
    "repaint while an arrow key repeats, p95": ("arrow", FRAME_MS),
    "sort: order built in the background": ("sort built", 5000),
    "sort: rows after a jump, p95": ("sort jump rows", 100),
    "filter to first rows": ("filter", 200),
    "filter: exact count after the first rows": ("filter counted", 1000),
    "filter: first rows of the next search, the last still counted": ("filter again", 200),
    "select all": ("select all", 100),
    "one value into 100,000 rows": ("set", 1000),
    "its undo": ("undo", 1000),
}


def figures() -> list[Figure]:
    """Every number to reach."""
    found = {size: measured("tests.bench.table_ours", str(data_dir(size)), *_parts(size)) for size in SIZES}
    main = _beside_peer(found[MAIN]) if MAIN in found else []
    return [*main, *_growth(found), *(_on_server() if MAIN in found else [])]


def _parts(size: int) -> list[str]:
    return ["--sorts", "--writes"] if size == MAIN else []


def _beside_peer(ours: dict[str, float]) -> list[Figure]:
    theirs = measured("tests.bench.table_peer", str(data_dir(MAIN) / "app.db"))

    def against(name: str, key: str, at_least: float | None, *, unit: str = "ms") -> Figure:
        factor = 1000 if unit == "ms" else 1
        figures = (ours[key] * factor, unit, PEER, theirs[key] * factor)
        return beside(f"table: {name}", *figures, at_least=at_least, more_is_better=False)

    return [
        against("open to first rows", "open", 1),
        against("repaint after a jump, p95", "jump", 1 / 0.7),
        against("last row from cold", "last", 1 / 0.05),
        against("sort by an unindexed column to first rows", "sort", 2),
        against("filter to first rows", "filter", None),
        against("memory of every row visited", "memory", 1 / 0.15, unit="MB"),
        *_bounds("table", ours),
    ]


def _bounds(label: str, found: dict[str, float]) -> list[Figure]:
    return [
        *[alone(f"{label}: {name}", found[key] * 1000, "ms", at_most=most) for name, (key, most) in AT_MOST.items()],
        *[
            alone(
                f"{label}: frames in a row with a blank cell, {key}", found[f"{key} blank frames"], "frames", at_most=1
            )
            for key in ("scroll", "arrow")
        ],
        alone(f"{label}: copy of a million cells", found["copy all"] * 1000, "ms"),
        alone(f"{label}: memory after sort, filter, edit, undo, import", found["memory after all"], "MB"),
        *[
            alone(f"{label}: longest {key}", value, "ms", at_most=STALL_MS)
            for key, value in found.items()
            if key.startswith("stall")
        ],
    ]


def _growth(found: dict[int, dict[str, float]]) -> list[Figure]:
    """Opening, scrolling and jumping with more rows, against the fewest."""
    least = min(found)
    return [
        alone(f"table: {key}, {size:,} rows against {least:,}", found[size][key] / found[least][key], "x", at_most=FLAT)
        for size in sorted(found)
        for key in ("open", "scroll", "jump", "jump rows")
        if size != least
    ]


def _on_server() -> list[Figure]:
    """A million rows in PostgreSQL."""
    with tempfile.TemporaryDirectory() as name, server(Path(name), MAIN) as url:
        address = url.render_as_string(hide_password=False)
        found = measured("tests.bench.table_ours", str(Path(name) / "data"), "--url", address, *_parts(MAIN))
    opened = alone("table on PostgreSQL: open to first rows", found["open"] * 1000, "ms")
    return [opened, *_bounds("table on PostgreSQL", found)]


def measured(module: str, *words: str) -> dict[str, float]:
    """What a process of its own printed last."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*=false"}
    command = [sys.executable, "-m", module, *words]
    answer = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(answer.stdout.splitlines()[-1])
