"""One measured figure, and the file that `make bench` writes."""

import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROUND = 10
OUTPUT = Path(__file__).resolve().parents[2] / "build" / "bench.json"


@dataclass(frozen=True)
class Figure:
    """A value beside its peer's. `ratio` says how many times better than the peer ours is, where there is one.

    `goal` is a least ratio with a peer, or a greatest value without one.
    """

    name: str
    value: float
    unit: str
    peer: str | None = None
    peer_value: float | None = None
    ratio: float | None = None
    goal: str | None = None
    holds: bool | None = None


def beside(
    name: str, value: float, unit: str, peer: str, peer_value: float, *, at_least: float | None, more_is_better: bool
) -> Figure:
    """A figure whose goal is a ratio to the peer's."""
    ratio = value / peer_value if more_is_better else peer_value / value
    goal = None if at_least is None else f"ratio >= {at_least:g}"
    holds = None if at_least is None else ratio >= at_least
    return Figure(name, round(value, 4), unit, peer, round(peer_value, 4), round(ratio, 3), goal, holds)


def alone(name: str, value: float, unit: str, *, at_most: float | None = None) -> Figure:
    """A figure whose goal is a bound."""
    goal = None if at_most is None else f"<= {at_most:g} {unit}"
    return Figure(name, round(value, 4), unit, goal=goal, holds=None if at_most is None else value <= at_most)


def medians_ms(calls: Sequence[Callable[[int], object]], times: int) -> list[float]:
    """The median time of each call in milliseconds; a call gets its number. A few calls warm up first.

    The calls take turns by small rounds, so that whatever else the machine does hits all of them.
    """
    taken: list[list[float]] = [[] for _ in calls]
    for call in calls:
        for number in range(5):
            call(-1 - number)
    for first in range(0, times, ROUND):
        for call, times_of_call in zip(calls, taken, strict=True):
            for number in range(first, min(first + ROUND, times)):
                start = time.perf_counter()
                call(number)
                times_of_call.append(time.perf_counter() - start)
    return [statistics.median(times_of_call) * 1000 for times_of_call in taken]


def write(figures: list[Figure]) -> None:
    """Print a table and write the file, keeping figures of other groups that an earlier run left."""
    OUTPUT.parent.mkdir(exist_ok=True)
    known = {entry["name"]: entry for entry in json.loads(OUTPUT.read_text())} if OUTPUT.exists() else {}
    known |= {figure.name: asdict(figure) for figure in figures}
    OUTPUT.write_text(json.dumps(list(known.values()), indent=2) + "\n")
    for figure in figures:
        beside_peer = f"{figure.peer}: {figure.peer_value:g}, ratio {figure.ratio:g}" if figure.peer else ""
        verdict = "" if figure.holds is None else ("holds" if figure.holds else "MISSED")
        print(f"{figure.name:48} {figure.value:>12g} {figure.unit:8} {beside_peer:58} {figure.goal or '':18} {verdict}")
