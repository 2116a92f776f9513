"""`make screenshots`: pictures of every page and dialog into build/screenshots; `--readme` those of the README.

One file a picture: WHAT_ROWS_LANGUAGE_LOOK_SIZE@SCALE.png. Qt reads the scale once, so each scale is a process of
its own, and so, for the sake of time, are look and language. The exit code says whether anything was cut off, lay over
something else, or made Qt complain.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QSize, qInstallMessageHandler

from tests.screens.data import AMOUNTS, fill
from tests.screens.faults import faults
from tests.screens.kinds import fill_shop, in_shop, kinds
from tests.screens.million import fill_million, million
from tests.screens.stops import INSIDE, Stops, gates, menus, pages, transfers
from tests.screens.tour import LANGUAGES, Tour

ROOT: Final = Path(__file__).parents[2]
TARGET: Final = ROOT / "build" / "screenshots"
README: Final = ROOT / "resources" / "screenshots"
SMALL, LARGE = QSize(1280, 800), QSize(1920, 1080)
LOOKS: Final = ("light", "dark")
SCALES: Final = ("1", "2")
SCREEN: Final = {"name": "large", "x": 0, "y": 0, "width": 3840, "height": 2160}
"""Twice the largest window: on Qt's own one of 800 pixels dialogs would be squeezed at scale 2."""
AT_ONCE: Final = 2 * (os.cpu_count() or 1)
"""Processes; each waits half of its time for its window to come to rest."""
SHOP: Final = "shop"
"""The data directory of ten records with a field of every kind."""
MILLION: Final = "million"
"""That of a million records."""
QUICKLY: Final = 80
"""A quality that makes larger files sooner."""


class Shot(NamedTuple):
    """One way to look at everything."""

    rows: str
    language: str
    look: str
    size: QSize

    def file(self, what: str, scale: str) -> str:
        """The name of a picture."""
        size = f"{self.size.width()}x{self.size.height()}"
        return f"{what}_{self.rows}_{self.language}_{self.look}_{size}@{scale}.png"


def shots(look: str, language: str, *, quick: bool) -> Iterator[Shot]:
    """Every size and amount in one look and language; quickly, the small window with few rows or none."""
    sizes = (SMALL,) if quick else (SMALL, LARGE)
    amounts = [amount for amount in AMOUNTS if not quick or amount != "many"]
    for size, rows in product(sizes, amounts):
        yield Shot(rows, language, look, size)


def main() -> int:
    """Take the pictures; the exit code says whether anything was wrong on them."""
    parser = argparse.ArgumentParser(prog="make screenshots")
    parser.add_argument("--readme", action="store_true", help="only what the README shows, into resources/screenshots")
    parser.add_argument("--quick", action="store_true", help="one size and scale, without the many rows")
    parser.add_argument("--scale", choices=SCALES, help="only this scale")
    parser.add_argument("--look", choices=LOOKS, help="only this look")
    parser.add_argument("--language", choices=tuple(LANGUAGES), help="only this language")
    parser.add_argument("--data", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.data:
        return take(options)
    if not (options.scale or options.look or options.language):
        shutil.rmtree(README if options.readme else TARGET, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="screenshots-", ignore_cleanup_errors=True) as folder:
        for rows in AMOUNTS:
            fill(Path(folder) / rows, rows)
        fill_shop(Path(folder) / SHOP)
        if shows_million(options):
            fill_million(Path(folder) / MILLION)
        (Path(folder) / "screen.json").write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
        with ThreadPoolExecutor(AT_ONCE) as pool:
            codes = list(pool.map(partial(run, folder), jobs(options)))
    return max(codes)


def shows_million(options: argparse.Namespace) -> bool:
    """Whether a picture of a million records is wanted: in one language, for each copy takes a while."""
    return not options.readme and not options.quick and options.language in {None, "english"}


def jobs(options: argparse.Namespace) -> list[tuple[str, str, str]]:
    """Each scale, look and language that is wanted, a process of its own."""
    scales = ("2",) if options.readme else (options.scale or "1",) if options.quick else SCALES
    languages = ("english",) if options.readme else tuple(LANGUAGES)
    wanted = (options.scale, options.look, options.language)
    every = product(scales, LOOKS, languages)
    return [job for job in every if all(want in (None, part) for want, part in zip(wanted, job, strict=True))]


def run(data: str, job: tuple[str, str, str]) -> int:
    """The same again for one job. No screen is needed, and none is disturbed."""
    scale, look, language = job
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "AUTH_REQUIRED"}}
    screen = Path(data) / "screen.json"
    environment = {**kept, "QT_QPA_PLATFORM": f"offscreen:configfile={screen}", "QT_SCALE_FACTOR": scale}
    chosen = ["--scale", scale, "--look", look, "--language", language, "--data", data]
    return subprocess.call([sys.executable, "-m", "tests.screens", *sys.argv[1:], *chosen], cwd=ROOT, env=environment)


def take(options: argparse.Namespace) -> int:
    """Take the pictures of one job."""
    said: list[str] = []
    qInstallMessageHandler(lambda _kind, _context, message: said.append(message))
    target = README if options.readme else TARGET
    target.mkdir(parents=True, exist_ok=True)
    wrong: list[str] = []
    wanted = [Shot("some", "english", options.look, SMALL)]
    if not options.readme:
        with in_shop():
            shot = Shot(SHOP, options.language, options.look, SMALL)
            wrong += visit(shot, (kinds,), target, options, signs_in=False)
    if shows_million(options):
        wrong += visit(
            Shot(MILLION, options.language, options.look, SMALL), (million,), target, options, signs_in=False
        )
    for shot in wanted if options.readme else shots(options.look, options.language, quick=options.quick):
        for parts, signs_in in (((pages,), False),) if options.readme else (parts_of(shot), ((gates,), True)):
            wrong += visit(shot, parts, target, options, signs_in=signs_in)
    wrong += [message for message in said if "This plugin does not support" not in message]
    count = len(list(target.glob("*.png")))
    print("\n".join(wrong) or f"{options.look}, {options.language}, {options.scale}: {count} pictures so far")
    return 1 if wrong else 0


Parts = tuple[Callable[[Tour], Stops], ...]


def parts_of(shot: Shot) -> tuple[Parts, bool]:
    """All of it; in the large window what has a size of its own is left out."""
    return tuple(part for part in INSIDE if shot.size == SMALL or part not in {menus, transfers}), False


def visit(shot: Shot, parts: Parts, target: Path, options: argparse.Namespace, *, signs_in: bool) -> Iterator[str]:
    """Go everywhere in one look and language; what is wrong there."""
    with tempfile.TemporaryDirectory(prefix="tour-", ignore_cleanup_errors=True) as name:
        folder = shutil.copytree(Path(options.data) / shot.rows, Path(name) / "rowdesk")
        with Tour(folder, shot.look, shot.language, shot.size, signs_in=signs_in) as tour:
            for what, widget in (stop for part in parts for stop in part(tour)):
                if options.readme and widget is not tour.window:
                    continue
                file = f"{what}-{shot.look}.png" if options.readme else shot.file(what, options.scale)
                widget.grab().save(str(target / file), quality=QUICKLY)
                yield from (f"{file}: {fault}" for fault in faults(widget))


if __name__ == "__main__":
    sys.exit(main())
