"""A table that is read again never takes the cursor from where the person went meanwhile."""

import random
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtTest import QTest

from core.bootstrap import Application
from core.context import Context
from core.models.item import ItemCreate
from core.query.ast import Query
from gui import use_cases
from tests.gui.person import User

Core = tuple[Application, Context]


@pytest.fixture
def items() -> list[str]:
    return [f"Book {number:04}" for number in range(600)]


class Slow:
    """Reading again waits until it is let through."""

    def __init__(self) -> None:
        self.asked = 0
        self.gate = threading.Event()

    def glance(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def glance(**asked: Any) -> Callable[[Any, Any], Any]:
            work = real(**asked)
            self.asked += 1

            def late(core: Any, context: Any) -> Any:
                found = work(core, context)
                self.gate.wait(30)
                return found

            return late

        return glance


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    slow = Slow()
    monkeypatch.setattr(use_cases, "glance", slow.glance(use_cases.glance))
    return slow


def save_a_row(user: User, slow: Slow) -> None:
    """Change a title so that the table is read again, which does not come to its end."""
    user.press("Ctrl+Home")
    user.press("F2")
    user.write("!")
    user.press("Return")
    user.wait(lambda: slow.asked)


def let_through(user: User, slow: Slow) -> None:
    slow.gate.set()
    user.wait(lambda: not user.desk.operations.tasks.is_busy)


def test_the_cursor_stays_on_the_record_that_the_person_went_to(user: User, slow: Slow) -> None:
    save_a_row(user, slow)
    user.press("Down", 5)
    here = user.cell
    let_through(user, slow)
    assert (user.cell, user.page.view.currentIndex().row()) == (here, 6)


def test_a_new_row_begun_meanwhile_is_typed_into_to_its_end(user: User, slow: Slow, core: Core) -> None:
    application, context = core
    save_a_row(user, slow)
    user.press("Ins")
    let_through(user, slow)
    user.write("Sanditon")
    user.press("Ctrl+S")
    user.wait(lambda: application.service("items").count(context) == 601)
    assert user.titles()[1] == "Book 0001"


def test_a_record_far_away_is_found_where_it_is_by_then(user: User, slow: Slow, core: Core) -> None:
    """Not among the rows that were asked for: they are asked for again, around it."""
    application, context = core
    save_a_row(user, slow)
    application.service("items").create_many(context, [ItemCreate(title=f"Atlas {number}") for number in range(7)])
    user.press("Ctrl+End")
    user.wait(lambda: user.page.view.cursor_id is not None)
    here = user.page.view.cursor_id
    let_through(user, slow)
    user.wait(lambda: user.page.model.count == 607)
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert user.page.view.cursor_id == here


@pytest.mark.parametrize(
    ("seed", "actions"),
    [(1, 60), (2, 60), *[pytest.param(seed, 1000, marks=pytest.mark.slow) for seed in range(3, 13)]],
)
def test_a_quick_typist_beside_somebody_else(
    user: User, core: Core, monkeypatch: pytest.MonkeyPatch, seed: int, actions: int
) -> None:
    """Never waits, while reading again takes now less, now longer: every word is in the row it was typed into."""
    application, context = core
    service, chance = application.service("items"), random.Random(seed)
    real = use_cases.glance

    def slowly(**asked: Any) -> Callable[[Any, Any], Any]:
        work, pause = real(**asked), chance.choice((0, 0.01, 0.05, 0.2))
        return lambda core, context: (work(core, context), time.sleep(pause))[0]

    monkeypatch.setattr(use_cases, "glance", slowly)
    user.press("Ctrl+Home")
    ids = [row.id for row in service.window(context, Query(), 0, 600).rows]
    titles = {row: f"Book {row:04}" for row in range(600)}
    at = 0
    for number in range(actions):
        QTest.qWait(chance.choice((0, 5, 20, 60)))
        match 6 if at > 400 else chance.randrange(8):
            case 0 | 1 | 2:
                for sign in f"word {number}":
                    QTest.qWait(chance.choice((0, 0, 10, 30)))
                    user.write(sign)
                user.press("Return")
                titles[at], at = f"word {number}", min(at + 1, 599)
            case 3 | 4:
                times = chance.randrange(1, 9)
                user.press("Down", times)
                at = min(at + times, 599)
            case 5:
                user.press("Up")
                at = max(0, at - 1)
            case 6:
                user.press("PgDown" if at < 200 else "Ctrl+Home")
                user.wait(lambda: user.page.view.cursor_id is not None)
                at = user.page.view.currentIndex().row()
            case _:
                other = chance.randrange(450, 600)  # out of the typist's way: who wins is another question
                service.update(context, ids[other], application.entities["items"].change({"description": f"{number}"}))
        assert user.page.view.currentIndex().row() == at, f"after {number}"
    user.press("Ctrl+Home")
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    found = {row: service.get(context, identity).title for row, identity in enumerate(ids)}
    assert found == titles


@pytest.mark.parametrize(("cursor", "top"), [(0, 30), (400, 100)])
def test_what_somebody_looks_at_away_from_the_cursor_stays_in_view_when_others_add_a_row(
    user: User, core: Core, cursor: int, top: int
) -> None:
    application, context = core
    view = user.page.view
    view.put_cursor(cursor)
    user.wait(lambda: user.page.model.row(cursor))
    stood = view.cursor_id
    view.verticalScrollBar().setValue(top)
    user.wait(lambda: user.page.model.row(top))
    application.service("items").create(context, ItemCreate(title="From elsewhere"))
    user.wait(lambda: user.page.model.count == 601 and not user.desk.operations.tasks.is_busy)
    assert view.cursor_id in {stood, None}
    assert view.currentIndex().row() == cursor + 1
    assert abs(view.verticalScrollBar().value() - top) <= 1
