"""Rows that cannot be stored yet are marked, survive everything, and are never silently dropped."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from core.bootstrap import Application
from core.context import Context
from tests.gui.conftest import close
from tests.gui.person import User

Core = tuple[Application, Context]


@pytest.fixture
def items() -> list[str]:
    return ["Emma", "Persuasion", "Sanditon"]


def type_incomplete_row(user: User) -> None:
    """A new row with a description but no title."""
    user.press("Ins")
    user.press("Right")
    user.write("No title yet")
    user.press("Return")


def test_a_new_row_without_what_is_required_stays_with_its_reason(user: User, core: Core) -> None:
    application, context = core
    type_incomplete_row(user)
    assert user.said == "Row not saved: Title: is required (Ctrl+S leads to it)"
    model = user.page.model
    tip = model.index(3, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "Title: is required"
    user.press("Ctrl+Home")
    user.press("F5")
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert model.text(3, 1) == "No title yet"
    assert application.service("items").count(context) == 3
    user.press("Ctrl+End")
    user.press("Home")
    user.press("Down")
    user.write("Lady Susan")
    user.press("Ctrl+S")
    user.wait(lambda: application.service("items").count(context) == 4)
    user.wait(lambda: not len(model.drafts))


def test_it_survives_closing_the_window(user: User, open_desk: Callable[..., User], core: Core, qtbot: object) -> None:
    application, context = core
    type_incomplete_row(user)
    user.press("Ctrl+Home")
    user.write("")
    close(qtbot, user.desk)  # pyright: ignore[reportArgumentType]
    again = open_desk()
    again.wait(lambda: len(again.page.model.drafts))
    assert again.page.model.text(3, 1) == "No title yet"
    assert again.said == "1 row typed earlier is not saved yet (Ctrl+S leads there)"
    again.press("Ctrl+S")
    word = "This was typed before the window was closed. Ctrl+S saves it, Esc gives it up."
    assert again.said == f"Row not saved: {word}"
    again.press("Home")
    again.write("Lady Susan")
    again.press("Ctrl+S")
    again.wait(lambda: application.service("items").count(context) == 4)
    again.wait(lambda: not again.desk.operations.tasks.is_busy)
    assert application.drafts.list(context, "items", "table") == []


def test_ctrl_s_leads_to_the_row_that_is_not_saved(user: User, core: Core) -> None:
    """The keys that a message names work where the person is who reads it."""
    application, context = core
    type_incomplete_row(user)
    user.press("Ctrl+Home")
    user.press("Ctrl+S")
    assert (user.page.view.currentIndex().row(), user.page.view.currentIndex().column()) == (3, 0)
    assert user.said == "Row not saved: Title: is required"
    user.press("Up")
    assert user.said == "Row not saved: Title: is required (Ctrl+S leads to it)"
    user.press("Ctrl+S")
    user.write("Lady Susan")
    user.press("Ctrl+S")
    user.wait(lambda: application.service("items").count(context) == 4)
    user.wait(lambda: not len(user.page.model.drafts))


def test_giving_up_forgets_it_for_good(user: User, core: Core) -> None:
    application, context = core
    type_incomplete_row(user)
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert len(application.drafts.list(context, "items", "table")) == 1
    user.press("Up")
    user.press("Esc")
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert application.drafts.list(context, "items", "table") == []
    assert user.page.model.rowCount() == 4


def test_a_row_of_several_cells_is_one_step_to_undo(user: User, core: Core) -> None:
    application, context = core
    user.write("Lady Susan")
    user.press("Tab")
    user.write("A novel in letters")
    user.press("Return")
    user.wait(lambda: not len(user.page.model.drafts))
    user.press("Ctrl+Z")
    user.wait(lambda: user.titles()[0] == "Emma")
    row = user.page.model.row(0)
    assert row is not None
    assert application.service("items").get(context, row.id).description is None


def test_leaving_the_page_saves_the_row(user: User, core: Core) -> None:
    application, context = core
    user.write("Lady Susan")
    user.press("Tab")
    row = user.page.view.cursor_row
    assert row is not None
    user.press("Ctrl+PgDown")
    user.wait(lambda: application.service("items").get(context, row.id).title == "Lady Susan")


def test_closing_the_window_saves_what_is_being_typed(user: User, core: Core) -> None:
    application, context = core
    row = user.page.view.cursor_row
    assert row is not None
    user.write("Lady Susan")
    user.press("Ctrl+Q")
    user.wait(lambda: not user.window.isVisible())
    assert application.service("items").get(context, row.id).title == "Lady Susan"


def test_sorting_with_a_row_half_typed_loses_nothing(user: User) -> None:
    user.write("Zuleika")
    user.press("Tab")
    user.press("Left")
    user.press("F8")
    user.wait(lambda: user.page.model.query == user.page.query)
    user.wait(lambda: user.cell == "Zuleika")
    user.press("Ctrl+S")
    user.wait(lambda: user.shows("Persuasion", "Sanditon", "Zuleika"))
    user.wait(lambda: user.cell == "Zuleika")


def test_deleting_a_row_with_something_typed_leaves_nothing_behind(user: User) -> None:
    before = user.titles()
    user.write("typed")
    user.press("Tab")
    user.press("Ctrl+Del")
    user.wait(lambda: user.titles() == before[1:])
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert not len(user.page.model.drafts)
    assert "Deleted 1 item" in user.said
    user.press("Ctrl+Z")
    user.wait(lambda: user.titles() == before)


def test_once_a_row_is_stored_nothing_says_that_it_is_not(user: User) -> None:
    type_incomplete_row(user)
    assert user.said == "Row not saved: Title: is required (Ctrl+S leads to it)"
    user.press("Ctrl+End")
    user.press("Down")
    user.press("Home")
    user.write("Lady Susan")
    user.press("Ctrl+S")
    user.wait(lambda: user.page.model.count == 4 and not len(user.page.model.drafts))
    assert "not saved" not in user.said
