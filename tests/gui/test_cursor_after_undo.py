"""Where the cursor is after records were deleted, and after undo and redo: what is typed next goes nowhere else."""

import pytest

from core.bootstrap import Application
from core.context import Context
from core.query.ast import Query
from gui import undo_cases
from gui.form.record_pane import RecordPane
from tests.gui.late import late
from tests.gui.person import User

Core = tuple[Application, Context]
TITLES = [f"Item {number}" for number in range(8)]


@pytest.fixture
def items() -> list[str]:
    return TITLES


def stored(core: Core) -> list[str]:
    application, context = core
    return sorted(row.title for row in application.service("items").list(context, Query()).data)


@pytest.mark.parametrize(("keys", "following"), [(["Shift+Down"], "Item 2"), (["Shift+Down", "Shift+Down"], "Item 3")])
def test_the_row_that_takes_the_place_of_those_deleted_has_the_cursor(
    user: User, core: Core, keys: list[str], following: str
) -> None:
    for key in keys:
        user.press(key)
    user.press("Ctrl+Del")
    user.write("Next")
    user.press("Return")
    user.wait(lambda: "Next" in stored(core))
    assert stored(core) == sorted({*TITLES[len(keys) + 1 :], "Next"} - {following})


def test_what_is_deleted_and_comes_back_has_the_cursor(user: User, core: Core) -> None:
    user.press("Down", times=3)
    user.press("Ctrl+Del")
    user.press("Ctrl+Z")
    user.write("Back")
    user.press("Return")
    user.wait(lambda: "Back" in stored(core))
    assert stored(core) == sorted({*TITLES, "Back"} - {"Item 3"})


def test_the_first_of_many_that_come_back_has_the_cursor(user: User) -> None:
    user.press("Down", times=2)
    user.press("Shift+Down", times=2)
    user.press("Ctrl+Del")
    user.wait(lambda: user.shows(*TITLES[:2], *TITLES[5:]))
    user.press("End")
    user.press("Ctrl+Z")
    user.wait(lambda: user.shows(*TITLES))
    user.wait(lambda: user.page.view.currentIndex().row() == 2)
    assert user.page.view.selection.is_single


def test_the_row_whose_change_is_taken_back_or_done_again_has_the_cursor(user: User, core: Core) -> None:
    user.press("Down")
    user.write("Typed")
    user.press("Return")
    user.wait(lambda: "Typed" in stored(core))
    user.press("Ctrl+End")
    user.press("Ctrl+Z")
    user.wait(lambda: user.shows(*TITLES) and user.page.view.currentIndex().row() == 1)
    user.press("Ctrl+End")
    user.press("Ctrl+Y")
    user.wait(lambda: user.page.view.currentIndex().row() == 1)
    user.press("Home")
    assert user.cell == "Typed"


def test_the_cursor_stays_where_something_of_several_is_taken_back(user: User, core: Core) -> None:
    user.press("Shift+Down", times=3)
    user.write("All")
    user.press("Ctrl+Return")
    user.wait(lambda: stored(core).count("All") == 4)
    assert user.page.view.currentIndex().row() == 3
    user.press("Ctrl+Z")
    user.wait(lambda: user.shows(*TITLES))
    assert user.page.view.currentIndex().row() == 3
    assert not user.page.view.selection.is_single


def test_the_cursor_stays_where_the_filter_hides_what_is_taken_back(user: User, core: Core) -> None:
    user.press("Down")
    user.press("Ctrl+Del")
    user.wait(lambda: len(user.titles()) == 7)
    user.press("Ctrl+F")
    user.write("title:5")
    user.press("Return")
    user.wait(lambda: user.shows("Item 5"))
    user.press("Ctrl+Z")
    user.wait(lambda: stored(core) == TITLES and not user.desk.operations.tasks.is_busy)
    user.write("Five")
    user.press("Return")
    user.wait(lambda: "Five" in stored(core))


def test_the_cursor_stays_on_a_row_that_is_being_typed(user: User, core: Core) -> None:
    """It would be stored if the cursor left it."""
    application, context = core
    service = application.service("items")
    user.press("Down")
    user.write("typed")
    user.press("Tab")
    service.create(context, service.entity.new({"title": "Another"}))
    user.wait(lambda: len(user.titles()) == 9 and not user.desk.operations.tasks.is_busy)
    for keys, count in (("Ctrl+Z", 8), ("Ctrl+Z", 8), ("Ctrl+Y", 8), ("Ctrl+Y", 9)):
        user.press(keys)
        user.wait(lambda count=count: len(user.titles()) == count and not user.desk.operations.tasks.is_busy)
    assert [draft.values for draft in user.page.model.drafts] == [{"title": "typed"}]
    assert "typed" not in stored(core)


def test_another_page_shown_meanwhile_is_not_led_anywhere(
    user: User, core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.press("Ctrl+Del")
    user.wait(lambda: len(user.titles()) == 7 and not user.desk.operations.tasks.is_busy)
    gate = late(monkeypatch, "undo", cases=undo_cases)
    user.press("Ctrl+Z")
    user.window.show_page("users")
    user.press("Ctrl+N")
    gate.set()
    user.dialog(RecordPane)
    assert "not among these rows" not in user.said
