"""The frozen folder: its size, packed and unpacked, and the memory of its window with an empty table (Linux)."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from resources.packaging import archive
from tests.bench.report import Figure, alone
from tests.bench.start import FROZEN, running

FOLDER = FROZEN.parent
SETTLED_S = 1.5
"""How long a window is left alone after its first rows, before its memory is read."""


def figures() -> list[Figure]:
    """Measured on the folder that `make freeze` made; packed anew unless `make package` did so since."""
    if not FROZEN.exists():
        return []
    unpacked = sum(path.lstat().st_size for path in FOLDER.rglob("*") if path.is_file() and not path.is_symlink())
    return [
        alone("frozen: folder", unpacked / 1e6, "MB"),
        alone("frozen: folder as tar.xz", packed() / 1e6, "MB", at_most=60),
        *memory(),
    ]


def packed() -> int:
    path = archive.path(FOLDER.parent)
    if not path.exists() or path.stat().st_mtime < FROZEN.stat().st_mtime:
        archive.make(FOLDER)
    return path.stat().st_size


def memory() -> Iterator[Figure]:
    """The window on an empty table: when it makes the database, and each time after."""
    with tempfile.TemporaryDirectory() as name:
        for occasion in ("making the database", "each time after"):
            resident, proportional = of_window(Path(name))
            yield alone(f"frozen: resident memory, {occasion}", resident, "MiB", at_most=120)
            yield alone(f"frozen: proportional memory, {occasion}", proportional, "MiB")


def of_window(folder: Path) -> tuple[float, float]:
    """RSS and PSS in MiB, as `top` shows them, of a window that shows its rows."""
    with running([str(FROZEN)], folder) as window:
        time.sleep(SETTLED_S)
        lines = Path(f"/proc/{window.process.pid}/smaps_rollup").read_text().splitlines()[1:]
    kibibytes = {line.split(":")[0]: int(line.split()[1]) for line in lines}
    return kibibytes["Rss"] / 1024, kibibytes["Pss"] / 1024
