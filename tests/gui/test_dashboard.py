"""The first page: what there is, what was changed and taken back, and the ways to begin with nothing."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from core.bootstrap import SYSTEM, Application
from core.context import Context
from core.desk.drafts import Draft
from core.models.item import ItemCreate
from core.models.user import UserCreate
from core.services.overview import Growth
from gui.pages.dashboard import Dashboard
from gui.pages.next_steps import Standing
from gui.widgets.label import Label
from gui.widgets.scroll_page import ScrollPage
from tests.gui.person import User


@pytest.fixture
def at_dashboard(open_desk: Callable[..., User]) -> Callable[[], tuple[User, Dashboard]]:
    def open_() -> tuple[User, Dashboard]:
        user = open_desk(waits=False, page="dashboard")
        user.wait(lambda: isinstance(user.window.page, Dashboard))
        page = user.window.page
        assert isinstance(page, Dashboard)
        user.wait(lambda: page.cards["items"].number.text() != "…")
        user.wait(user.window.isActiveWindow)
        return user, page

    return open_


Opened = Callable[[], tuple[User, Dashboard]]


def press_on(user: User, button: QWidget) -> None:
    """Go to a button by Tab and press it, once it is shown."""
    user.wait(button.isVisible)
    for _ in range(60):
        if user.focus is button:
            user.press("Space")
            return
        user.press("Tab")
    raise AssertionError(f"{button} cannot be reached by Tab")


@pytest.mark.parametrize(
    ("days", "shown"), [((0, 0, 0, 0, 3), False), ((0, 4, 0, 0, 3), False), ((0, 4, 1, 0, 3), True)]
)
def test_growth_is_drawn_once_there_are_some_days_to_compare(
    at_dashboard: Opened, days: tuple[int, ...], shown: bool
) -> None:
    _, page = at_dashboard()
    card = page.cards["items"]
    card.show_growth(Growth("items", sum(days), days))
    assert card.line.isVisible() is shown
    assert card.number.text() == str(sum(days))


def test_with_nothing_there_examples_can_be_had_and_taken_back(at_dashboard: Opened) -> None:
    user, page = at_dashboard()
    user.wait(page.first.isVisible)
    press_on(user, page.first.examples)
    user.wait(lambda: page.cards["items"].number.text() == "12")
    user.wait(lambda: not page.first.isVisible())
    assert "+12" in page.cards["items"].added.text()
    user.press("Ctrl+Z")
    user.wait(lambda: page.cards["items"].number.text() == "0")
    user.wait(page.first.isVisible)


@pytest.mark.parametrize("language", ["C", "de"])
def test_what_has_room_is_shown_without_scrolling(open_desk: Callable[..., User], language: str) -> None:
    user = open_desk(waits=False, page="dashboard", language=language)
    user.wait(lambda: isinstance(user.window.page, Dashboard))
    page = user.window.page
    assert isinstance(page, Dashboard)
    user.wait(lambda: page.first.isVisible() and not user.window.operations.tasks.is_busy)
    page.next.show_steps(Standing(0, lacks_colleagues=True, lacks_backup=True, unsaved=None))
    user.wait(page.next.steps["colleague"].isVisible)
    bar = page.findChildren(ScrollPage)[0].verticalScrollBar()
    user.wait(lambda: bar.maximum() == 0)
    assert page.next.geometry().bottom() < page.height()


def test_cards_that_come_to_say_more_stand_below_each_other(at_dashboard: Opened) -> None:
    user, page = at_dashboard()
    items, users = page.cards["items"], page.cards["users"]
    user.wait(lambda: items.y() == users.y() and not user.window.operations.tasks.is_busy)
    users.added.setText("+100,000 " * 12)
    user.wait(lambda: items.y() < users.y())
    (scroll,) = page.findChildren(ScrollPage)
    user.wait(lambda: scroll.middle.geometry().right() < scroll.viewport().width())


def test_with_nothing_there_the_keyboard_begins_at_the_first_record(at_dashboard: Opened) -> None:
    user, page = at_dashboard()
    user.wait(page.first.isVisible)
    assert user.focus is page.first.new
    user.press("Space")
    user.wait(lambda: user.window.shown_name == "items")


def test_with_nothing_there_a_first_record_can_be_made(at_dashboard: Opened) -> None:
    user, page = at_dashboard()
    user.wait(page.first.isVisible)
    press_on(user, page.first.new)
    user.wait(lambda: user.window.shown_name == "items")


def test_a_change_of_ones_own_is_taken_back_where_it_is_listed(
    at_dashboard: Opened, core: tuple[Application, Context]
) -> None:
    application, context = core
    for title in ("first", "second"):
        application.service("items").create(context, ItemCreate(title=title))
    user, page = at_dashboard()
    user.wait(lambda: len(page.recent.rows) == 2 and not user.window.operations.tasks.is_busy)
    older = page.recent.rows[1].undo
    assert "first" in older.accessibleName()
    press_on(user, older)
    user.wait(lambda: page.cards["items"].number.text() == "1")
    assert [item.title for item in application.service("items").list(context).data] == ["second"]
    user.wait(lambda: any("Undone" in row.what.text() for row in page.recent.rows))


def test_what_nobody_signed_in_did_is_said_to_be_done_by_the_program(
    at_dashboard: Opened, core: tuple[Application, Context]
) -> None:
    application, context = core
    application.users.create(
        replace(context, actor=SYSTEM), UserCreate(email="ann@example.org", password="correct horse")
    )
    user, page = at_dashboard()
    user.wait(lambda: len(page.recent.rows) == 1)
    user.wait(lambda: any(each.text().startswith("The program · ") for each in page.recent.findChildren(Label)))


def test_what_was_typed_before_and_is_not_saved_comes_first(
    at_dashboard: Opened, core: tuple[Application, Context]
) -> None:
    application, context = core
    application.drafts.keep(context, Draft("items", {"description": "No title yet"}, place="table"))
    user, page = at_dashboard()
    user.wait(lambda: "unsaved" in page.next.steps)
    assert next(iter(page.next.steps)) == "unsaved"
    press_on(user, page.next.steps["unsaved"])
    user.wait(lambda: user.said == "1 row typed earlier is not saved yet. Ctrl+Shift+G leads there.")


def test_a_card_leads_to_its_collection(at_dashboard: Opened, data_dir: Path) -> None:
    user, page = at_dashboard()
    press_on(user, page.cards["items"].open_button)
    user.wait(lambda: user.window.shown_name == "items")
    user.press("Alt+Home")
    user.wait(lambda: user.window.shown_name == "dashboard")
