"""The service and HTTP side by side, on both databases, whether people sign in or not."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import randrange
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import URL

from core.bootstrap import Application
from core.database import sqlite_url
from tests.http.parity.journal import Journal
from tests.http.parity.many_records import ManyRecords
from tests.http.parity.one_record import OneRecord
from tests.http.parity.tally import Tally
from tests.http.parity.transfer import Transfer
from tests.http.parity.twins import Twins

ROUND: Final = settings(
    max_examples=10,  # from the eleventh on, the library makes most of an example from parts of those before
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    database=None,
    phases=[Phase.generate],  # making a failing example shorter may take minutes
)
ROUNDS: Final = 2
MANY: Final = 15

MakeTwins = Callable[[Callable[[], URL], bool], Twins]


@pytest.fixture
def make_twins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeTwins]:
    """Makes twins on new databases, people signing in or not."""
    made: list[Twins] = []

    def make(new_url: Callable[[], URL], auth_required: bool) -> Twins:
        made.append(Twins(new_url, tmp_path, auth_required=auth_required))
        made[-1].moment.install(monkeypatch)
        return made[-1]

    yield make
    for twins in made:
        twins.close()


@pytest.fixture
def new_sqlite(tmp_path: Path) -> Callable[[], URL]:
    """Makes empty databases in files."""
    return lambda: sqlite_url(Path(tempfile.mkdtemp(dir=tmp_path)) / "app.db")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def new_url(request: pytest.FixtureRequest) -> Callable[[], URL]:
    """Makes empty databases of each kind."""
    return request.getfixturevalue(f"new_{request.param}")


@pytest.fixture(params=[False, True], ids=["nobody signs in", "people sign in"])
def twins(request: pytest.FixtureRequest, make_twins: MakeTwins, new_url: Callable[[], URL]) -> Twins:
    """Twins of each kind."""
    return make_twins(new_url, request.param)


def run(twins: Twins, seeds: Iterable[int]) -> list[str]:
    """Work on the twins at random, a round for each seed; what was not tried well enough."""

    class Machine(OneRecord, ManyRecords, Transfer, Journal):
        pass

    Machine.twins, Machine.tally = twins, Tally()
    for number in seeds:
        try:
            run_state_machine_as_test(seed(number)(Machine), settings=ROUND)
        except AssertionError as error:
            error.add_note(f"in the round of the seed {number}")
            raise
    return [*Machine.tally.shortcomings()]


def test_a_sample(twins: Twins) -> None:
    assert run(twins, range(ROUNDS)) == []


@pytest.mark.slow
def test_at_length(twins: Twins) -> None:
    """Other examples each time."""
    assert run(twins, (randrange(2**32) for _ in range(MANY))) == []


def _change_nothing(app: Application) -> None:
    gadgets: Any = app.service("gadgets")
    gadgets.update = lambda context, identity, _changes, **_: gadgets.get(context, identity)


def _read_another(app: Application) -> None:
    gadgets: Any = app.service("gadgets")
    read = gadgets.get
    gadgets.get = lambda context, identity: read(context, identity).model_copy(update={"name": "another"})


def _delete_nothing(app: Application) -> None:
    gadgets: Any = app.service("gadgets")
    gadgets.delete = lambda context, chosen, **_: len(gadgets.there(context, chosen)) if isinstance(chosen, list) else 0


def _count_nothing(app: Application) -> None:
    gadgets: Any = app.service("gadgets")
    update = gadgets.update_many
    gadgets.update_many = lambda *given: update(*given) and 0


def _change_step_by_step(app: Application) -> None:
    gadgets: Any = app.service("gadgets")
    update = gadgets.update_many
    gadgets.update_many = lambda context, chosen, changes: (
        sum(update(context, [one], changes) for one in chosen)
        if isinstance(chosen, list)
        else update(context, chosen, changes)
    )


def _undo_nothing(app: Application) -> None:
    undo: Any = app.undo
    take_back = undo.undo
    undo.undo = lambda context: (take_back(context), undo.redo(context))[0]


@pytest.mark.parametrize(
    "break_it", [_change_nothing, _read_another, _delete_nothing, _count_nothing, _change_step_by_step, _undo_nothing]
)
def test_the_sample_notices_a_difference(
    make_twins: MakeTwins, new_sqlite: Callable[[], URL], break_it: Callable[[Application], None]
) -> None:
    twins = make_twins(new_sqlite, False)
    break_it(twins.theirs.app)
    with pytest.raises(AssertionError, match="over HTTP"):
        run(twins, range(ROUNDS))


def test_a_run_that_does_nothing_is_noticed(make_twins: MakeTwins, new_sqlite: Callable[[], URL]) -> None:
    assert len(run(make_twins(new_sqlite, False), [])) > 10
