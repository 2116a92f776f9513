"""Keys pressed right after other rows were searched for: they are meant for those, not for the rows still in view."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from core.bootstrap import Application
from core.context import Context
from core.query.ast import Query
from tests.gui.late import late
from tests.gui.person import User

Core = tuple[Application, Context]
SEARCHES = {
    "search, Enter": ("Ctrl+F", "ban", "Return"),
    "search, Down": ("Ctrl+F", "ban", "Down"),
    "filter row": ("Ctrl+Shift+L", "ban", "Return"),
    "filter row goes": ("Ctrl+Shift+L", "ban", "Ctrl+Shift+L"),
    "values": ("Alt+Down", "ban", "Return"),
}
"""Ways to search for Banana."""


@pytest.fixture
def items() -> list[str]:
    return ["Apple", "Banana", "Aubergine"]


@pytest.fixture(params=SEARCHES.values(), ids=list(SEARCHES))
def searching(user: User, request: pytest.FixtureRequest) -> User:
    """Somebody who searched for Banana, and did not wait for them."""
    opens, text, closes = request.param
    user.press(opens)
    user.write(text)
    user.press(closes)
    assert user.titles()[0] == "Apple"
    return user


def stored(core: Core) -> set[str]:
    application, context = core
    return {row.title for row in application.service("items").list(context, Query()).data}


def test_deleting_is_meant_for_the_rows_searched_for(searching: User, core: Core) -> None:
    searching.press("Ctrl+Del")
    searching.wait(lambda: len(stored(core)) == 2)
    assert stored(core) == {"Apple", "Aubergine"}


def test_typing_is_meant_for_the_rows_searched_for(searching: User, core: Core) -> None:
    searching.write("new")
    searching.press("Ctrl+S")
    searching.wait(lambda: stored(core) == {"Apple", "new", "Aubergine"})


def test_keys_wait_until_the_cursor_is_back_on_its_record(user: User, core: Core) -> None:
    user.press("Down", 2)
    user.press("Ctrl+F")
    user.write("a")
    user.press("Return")
    user.press("Ctrl+Del")
    user.wait(lambda: len(stored(core)) == 2)
    assert stored(core) == {"Apple", "Banana"}


def test_the_record_is_still_sought_when_the_rows_are_read_again_meanwhile(
    user: User, core: Core, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a sort whose order has changed since: it is built anew, and the rows are read again."""
    gate = late(monkeypatch, "find_place")
    user.press("Down", 2)
    last = user.cell
    user.press("F8")
    qtbot.waitUntil(lambda: user.page.settling.is_awaiting)
    user.page.model.outrun.emit()
    gate.set()
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert user.cell == last
    user.write("new")
    user.press("Ctrl+S")
    user.wait(lambda: stored(core) == {"Apple", "Banana", "Aubergine"} - {last} | {"new"})


def test_keys_wait_until_the_cursor_is_on_the_record_it_was_sent_to(
    user: User, core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As from a form that was saved, or from a search of everything."""
    last = user.page.model.id_at(2)
    assert last is not None
    user.press("Ctrl+End")
    user.press("Down")  # where nothing can be deleted
    gate = late(monkeypatch, "glance")
    user.page.show_record(last)
    user.press("Ctrl+Del")
    gate.set()
    user.wait(lambda: len(stored(core)) == 2)
    assert stored(core) == {"Apple", "Banana"}


def test_keys_after_another_search_wait_for_that(user: User, core: Core) -> None:
    user.press("Ctrl+F")
    user.write("aub")
    user.press("Return")
    user.press("Ctrl+F")
    user.write("ban")
    user.press("Return")
    user.press("Ctrl+Del")
    user.wait(lambda: len(stored(core)) == 2)
    assert stored(core) == {"Apple", "Aubergine"}


@pytest.fixture
def slow(user: User, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Rows are not read before this is set."""
    gate = late(monkeypatch, "read_window")
    yield gate
    gate.set()
    user.wait(lambda: not user.desk.operations.tasks.is_busy)


def test_escape_takes_back_what_was_typed_for_them_and_then_the_search(
    user: User, slow: threading.Event, core: Core
) -> None:
    user.press("Ctrl+F")
    user.write("ban")
    user.press("Return")
    user.press("Ctrl+Del")
    user.press("Esc")
    assert user.page.search.text() == "ban"
    user.press("Esc")
    assert user.page.search.text() == ""
    slow.set()
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert (len(user.titles()), len(stored(core))) == (3, 3)
