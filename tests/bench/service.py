"""Single calls: through the service, beside the same calls over loopback HTTP to plain routes, on the same pragmas."""

import random
import tempfile
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from core.bootstrap import open_application
from core.models.item import ItemCreate, ItemUpdate
from core.settings import load_settings
from tests.bench.report import Figure, beside, medians_ms
from tests.bench.servers import ROWS, Call, calls, plain

CALLS = 300
PEER = "FastAPI + SQLModel over loopback"
GOALS = {"get": 5.0, "list 100": 3.0, "create": 3.0, "update": 3.0}


def figures() -> list[Figure]:
    """Each call beside the peer's: on the replaced stack's pragmas, and with every commit safe from a power cut."""
    return [*_figures("NORMAL", GOALS), *_figures("FULL", {"create": None, "update": None})]


def _figures(synchronous: str, goals: Mapping[str, float | None]) -> list[Figure]:
    with (
        tempfile.TemporaryDirectory() as name,
        plain(Path(name), synchronous) as port,
        calls(port) as theirs,
        ours(Path(name), synchronous) as our,
    ):
        return [_figure(call, synchronous, medians_ms((our[call], theirs[call]), CALLS), goals[call]) for call in goals]


def _figure(call: str, synchronous: str, medians: Sequence[float], goal: float | None) -> Figure:
    mine, peers = medians
    name = f"service: {call}, synchronous={synchronous}"
    return beside(name, mine, "ms", PEER, peers, at_least=goal, more_is_better=False)


@contextmanager
def ours(folder: Path, synchronous: str) -> Generator[dict[str, Call]]:
    """The calls through the service."""
    with open_application(load_settings(data_dir=folder / "ours", database_url=None, synchronous=synchronous)) as app:
        context, items = app.context(), app.service("items")
        items.create_many(context, (ItemCreate(title=f"Title {n}", description=f"About {n}") for n in range(ROWS)))
        ids = [row.id for row in items.list(context, limit=ROWS).data]
        random.Random(1).shuffle(ids)
        yield {
            "get": lambda n: items.get(context, ids[n]),
            "list 100": lambda n: items.list(context, limit=100),
            "create": lambda n: items.create(context, ItemCreate(title=f"New {n}", description="new")),
            "update": lambda n: items.update(context, ids[n], ItemUpdate(title=f"Changed {n}")),
        }
