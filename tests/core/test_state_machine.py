"""Random histories of edits, imports, undo, redo and reopening against a plain model, on both databases."""

import csv
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import URL

from core.context import Context
from core.errors import UndoError
from core.query import Compare, Match, Query, Sort
from core.types import fold
from tests.core.conftest import shop_on
from tests.shop.gadget import GadgetCreate, GadgetUpdate
from tests.shop.part import PartCreate

Gadgets = dict[str, tuple[int, str | None, int]]
"""The plain model: name -> stock, notes, number of parts. Names are unique by construction."""

STOCKS = st.integers(0, 5)
NOTES = st.none() | st.sampled_from(["Ä", "a", "ß", "100%", ""])


class Shop(RuleBasedStateMachine):
    """The core and a dictionary do the same; the dictionary keeps its past and future as whole copies."""

    make_url: ClassVar[Any]

    def __init__(self) -> None:
        super().__init__()
        self.now: Gadgets = {}
        self.past: list[Gadgets] = []
        self.future: list[Gadgets] = []
        self.made = 0
        self.folder = tempfile.TemporaryDirectory()
        self.url = type(self).make_url()
        self.app = shop_on(self.url)
        self.me = self.app.context()

    def teardown(self) -> None:
        self.app.close()
        self.folder.cleanup()

    @property
    def gadgets(self) -> Any:
        return self.app.service("gadgets")

    def then(self, after: Gadgets) -> None:
        """Note one step, unless nothing changed."""
        if after != self.now:
            self.past.append(self.now)
            self.future.clear()
            self.now = after

    def name(self) -> str:
        self.made += 1
        return f"g{self.made}"

    def id_of(self, name: str) -> Any:
        return self.gadgets.list(self.me, Query(Compare("name", "=", name))).data[0].id

    @rule(stock=STOCKS, notes=NOTES)
    def create(self, stock: int, notes: str | None) -> None:
        name = self.name()
        self.gadgets.create(self.me, GadgetCreate(name=name, stock=stock, notes=notes))
        self.then({**self.now, name: (stock, notes, 0)})

    @rule(count=st.integers(2, 30), stock=STOCKS)
    def create_many(self, count: int, stock: int) -> None:
        names = [self.name() for _ in range(count)]
        self.gadgets.create_many(self.me, (GadgetCreate(name=name, stock=stock) for name in names))
        self.then({**self.now, **dict.fromkeys(names, (stock, None, 0))})

    @rule(data=st.data(), notes=NOTES)
    def edit(self, data: st.DataObject, notes: str | None) -> None:
        if self.now:
            name = data.draw(st.sampled_from(sorted(self.now)))
            self.gadgets.update(self.me, self.id_of(name), GadgetUpdate(notes=notes))
            stock, _, parts = self.now[name]
            self.then({**self.now, name: (stock, notes, parts)})

    @rule(data=st.data())
    def add_part(self, data: st.DataObject) -> None:
        if self.now:
            name = data.draw(st.sampled_from(sorted(self.now)))
            self.app.service("parts").create(self.me, PartCreate(label="bolt", gadget_id=self.id_of(name)))
            stock, notes, parts = self.now[name]
            self.then({**self.now, name: (stock, notes, parts + 1)})

    @rule(low=STOCKS, to=STOCKS)
    def edit_many(self, low: int, to: int) -> None:
        self.gadgets.update_many(self.me, Compare("stock", ">", low), GadgetUpdate(stock=to))
        changed = {name: (to, n, p) for name, (stock, n, p) in self.now.items() if stock > low}
        self.then({**self.now, **changed})

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        if self.now:
            gone = data.draw(st.lists(st.sampled_from(sorted(self.now)), min_size=1, max_size=4, unique=True))
            self.gadgets.delete(self.me, [self.id_of(name) for name in gone])
            self.then({name: row for name, row in self.now.items() if name not in gone})

    @rule(stock=STOCKS)
    def delete_many(self, stock: int) -> None:
        self.gadgets.delete(self.me, Compare("stock", "=", stock))
        self.then({name: row for name, row in self.now.items() if row[0] != stock})

    @rule(stocks=st.lists(STOCKS, min_size=1, max_size=10), bad=st.booleans())
    def import_file(self, stocks: list[int], bad: bool) -> None:
        from core.errors import AppError
        from core.transfer import import_file

        names = [self.name() for _ in stocks]
        path = Path(self.folder.name) / "in.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerows([("name", "stock"), *zip(names, stocks, strict=True)])
            if bad:
                writer.writerow(("", "no number"))
        try:
            report = import_file(self.me, self.gadgets, path)
            assert not bad or report.problems
        except AppError:
            assert bad
        if not bad:
            self.then({**self.now, **{name: (stock, None, 0) for name, stock in zip(names, stocks, strict=True)}})

    @rule()
    def undo(self) -> None:
        if self.past:
            self.app.undo.undo(self.me)
            self.future.append(self.now)
            self.now = self.past.pop()
        else:
            with pytest.raises(UndoError):
                self.app.undo.undo(self.me)

    @rule()
    def redo(self) -> None:
        if self.future:
            self.app.undo.redo(self.me)
            self.past.append(self.now)
            self.now = self.future.pop()
        else:
            with pytest.raises(UndoError):
                self.app.undo.redo(self.me)

    @rule()
    def reopen(self) -> None:
        self.app.close()
        self.app = shop_on(self.url)
        self.me: Context = self.app.context()

    @invariant()
    def same(self) -> None:
        rows = self.gadgets.window(self.me, Query(sort=(Sort("name"),)), 0, 10_000).rows
        names = [facts.name for facts in self.gadgets.entity.readable]
        parts: dict[Any, int] = {}
        for part in self.app.service("parts").list(self.me, limit=10_000).data:
            parts[part.gadget_id] = parts.get(part.gadget_id, 0) + 1
        found = {
            row.values[names.index("name")]: (
                row.values[names.index("stock")],
                row.values[names.index("notes")],
                parts.get(row.id, 0),
            )
            for row in rows
        }
        assert found == self.now
        expected = sum(1 for _, notes, _ in self.now.values() if notes is not None and "a" in fold(notes))
        assert self.gadgets.count(self.me, Query(Match("notes", "a"))) == expected


EXAMPLES = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    derandomize=True,
)
MANY = settings(EXAMPLES, max_examples=300, stateful_step_count=50, derandomize=False)


def run(make_url: Callable[[], URL], how: settings) -> None:
    class OnOneDatabase(Shop):
        pass

    OnOneDatabase.make_url = staticmethod(make_url)
    run_state_machine_as_test(OnOneDatabase, settings=how)


def sqlite_maker(folder: Path) -> Callable[[], URL]:
    from core.database import sqlite_url

    return lambda: sqlite_url(Path(tempfile.mkdtemp(dir=folder)) / "app.db")


def test_sqlite(tmp_path: Path) -> None:
    run(sqlite_maker(tmp_path), EXAMPLES)


@pytest.mark.postgres
def test_postgresql(new_postgres: Callable[[], URL]) -> None:
    run(new_postgres, settings(EXAMPLES, max_examples=6))


@pytest.mark.slow
def test_sqlite_at_length(tmp_path: Path) -> None:
    run(sqlite_maker(tmp_path), MANY)


@pytest.mark.slow
@pytest.mark.postgres
def test_postgresql_at_length(new_postgres: Callable[[], URL]) -> None:
    run(new_postgres, settings(MANY, max_examples=100))
