"""Narrow windows and large text: nothing is cut off, what gives way comes back, and what a person chose stays."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui import account_cases
from gui.account_button import AccountButton
from gui.dialogs.export_dialog import ExportDialog
from gui.dialogs.field_choice import FieldChoice
from gui.form.record_pane import RecordPane
from gui.placement import restore, stored
from gui.theme import theme
from gui.widgets.scroll_page import ScrollPage
from gui.widgets.side_panel import WIDTH
from tests.gui.person import User
from tests.screens.data import fill
from tests.screens.faults import faults
from tests.screens.tour import Tour

USUAL = QSize(1280, 800)
AROUND = 6
"""Pixels above and below a text."""


@pytest.fixture
def items() -> list[str]:
    return ["Emma", "Persuasion"]


def lasting_faults(tour: Tour) -> list[str]:
    """What is still wrong once what came from the database is laid out."""
    for _ in range(30):
        if not faults(tour.window) + sticking_out(tour):
            break
        QTest.qWait(100)
    return faults(tour.window) + sticking_out(tour)


@pytest.mark.parametrize(
    ("language", "text", "narrow"), [("english", 200, 800), ("german", 200, 900), ("pseudo", 150, 800)]
)
def test_a_window_made_narrow_cuts_nothing_off(
    qapp: QApplication, tmp_path: Path, language: str, text: int, narrow: int
) -> None:
    fill(tmp_path, "some")
    found: dict[str, list[str]] = {}
    with Tour(tmp_path, "light", language, USUAL, text=text) as tour:
        for page in ("dashboard", "items", "users", "settings"):
            tour.go(page)
            for size in (USUAL, QSize(narrow, 600)):
                tour.window.resize(size)
                tour.settle()
                found[f"{page} {size.width()}"] = lasting_faults(tour)
        tour.go("items")
        tour.run("record.new")
        found["form"] = lasting_faults(tour)
        tour.window.panel.close_requested.emit()
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_the_sidebar_gives_way_and_comes_back(user: User) -> None:
    user.window.preferences.change(text_scale=200)
    resize(user, 1280)
    assert not is_rail(user)
    narrow = user.window.sidebar.full + user.window.pages.minimumSizeHint().width() - 1
    resize(user, narrow)
    user.wait(lambda: is_rail(user))
    assert json.loads(stored(user.window))["collapsed"] is False, "nobody chose it"
    user.press("Ctrl+B")
    assert is_rail(user)
    resize(user, 1280)
    user.wait(lambda: not is_rail(user))
    user.press("Ctrl+B")
    resize(user, narrow)
    resize(user, 1280)
    assert is_rail(user), "the person chose it"
    user.press("Ctrl+B")
    user.window.preferences.change(text_scale=100)


def test_a_collapsed_sidebar_shows_a_person_instead_of_dots(user: User) -> None:
    account = user.window.sidebar.account
    assert isinstance(account, AccountButton)
    button = account.menu_button
    user.wait(account.name.text)
    assert (button.icon().cacheKey(), button.toolTip()) == (icon("ellipsis"), "Account")
    user.press("Ctrl+B")
    assert (button.icon().cacheKey(), button.toolTip()) == (icon("circle-user"), "Local User")
    assert button.accessibleName() == "Account"
    account.refresh()
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert button.toolTip() == "Local User"
    assert is_rail(user)
    user.press("Ctrl+B")
    assert (button.icon().cacheKey(), button.toolTip()) == (icon("ellipsis"), "Account")


def test_whoever_has_no_name_is_shown_by_the_email_once(user: User) -> None:
    account = user.window.sidebar.account
    assert isinstance(account, AccountButton)
    user.wait(account.email.text)
    assert account.email.isVisible()
    work = account_cases.change_profile(values={"full_name": None, "email": "ann@example.org"})
    user.desk.operations.write(work, done=lambda _account: None)
    user.wait(lambda: account.name.accessibleName() == "ann@example.org")
    assert account.email.isHidden()
    user.press("Ctrl+B")
    assert is_rail(user)
    user.press("Ctrl+B")
    assert account.name.isVisible()
    assert account.email.isHidden()


def test_the_page_gives_way_to_the_panel_and_comes_back(user: User) -> None:
    resize(user, 1280)
    user.press("Space")
    user.wait(user.window.panel.isVisible)
    assert user.window.pages.isVisible()
    resize(user, 700)
    user.wait(user.window.pages.isHidden)
    user.wait(lambda: user.window.panel.geometry().right() < user.window.width())
    user.press("F11")
    assert user.window.pages.isHidden(), "there is no room for both"
    resize(user, 1280)
    user.wait(user.window.pages.isVisible)
    user.press("F11")
    user.wait(user.window.pages.isHidden)
    resize(user, 700)
    resize(user, 1280)
    assert user.window.pages.isHidden(), "the person chose it"


@pytest.mark.parametrize("width", [1280, 900, 700, 640])
def test_what_lasts_is_said_in_one_line_above_a_form_that_is_a_page(user: User, width: int) -> None:
    user.window.banner.warn("Theme was set to “neon”, which cannot be used.")
    resize(user, width)
    user.press("Space")
    user.wait(user.window.panel.isVisible)
    if not user.window.pages.isHidden():
        user.press("F11")
    user.wait(user.window.pages.isHidden)
    banner, panel, sidebar = user.window.banner, user.window.panel, user.window.sidebar
    user.wait(lambda: banner.height() < 80)
    assert (banner.x(), banner.y(), banner.width()) == (sidebar.width(), 0, width - sidebar.width())
    below = (banner.x(), banner.height(), banner.width())
    user.wait(lambda: (panel.x(), panel.y(), panel.width()) == below)


def test_a_panel_that_nobody_made_wider_fits_every_window_after_a_restart(user: User) -> None:
    kept = stored(user.window)
    resize(user, 800)
    restore(user.window, {"window": json.dumps({**json.loads(kept), "geometry": ""})})
    assert user.window.panel.wanted_width == WIDTH
    resize(user, 1200)
    user.press("Space")
    user.wait(lambda: user.window.panel.width() == 400)


def test_a_panel_that_somebody_made_wide_is_as_wide_again_where_there_is_room(user: User) -> None:
    resize(user, 1280)
    user.press("Space")
    user.wait(user.window.panel.isVisible)
    user.window.panel.be_wide(600)
    resize(user, 1000)
    user.wait(lambda: 400 < user.window.panel.width() < 500)
    assert user.window.pages.isVisible()
    resize(user, 1280)
    user.wait(lambda: user.window.panel.width() == 600)


def test_no_window_is_narrower_than_its_words(user: User) -> None:
    user.window.preferences.change(text_scale=200)
    user.wait(lambda: user.window.minimumWidth() >= user.window.pages.minimumSizeHint().width())
    user.window.resize(300, 300)
    user.wait(lambda: is_rail(user))
    user.wait(lambda: user.window.pages.width() >= user.window.pages.minimumSizeHint().width())
    user.window.preferences.change(text_scale=100)


def test_there_is_room_around_large_text(user: User) -> None:
    user.window.preferences.change(text_scale=200)
    user.press("Ctrl+N")
    line = user.dialog(RecordPane).form.editors["title"].focusProxy()
    user.wait(lambda: line.height() >= line.fontMetrics().height() + 2 * AROUND)
    user.press("Esc")
    user.press("Ctrl+E")
    dialog = user.dialog(ExportDialog)
    fields = dialog.findChildren(FieldChoice)[0].list
    user.wait(lambda: fields.sizeHintForRow(0) >= fields.fontMetrics().height() + 2 * AROUND)
    user.press("Esc")
    user.wait_closed(dialog)
    user.window.preferences.change(text_scale=100)


@pytest.mark.parametrize("text", [100, 150, 200])
def test_the_name_of_go_anywhere_comes_before_its_key(open_desk: Callable[..., User], text: int) -> None:
    user = open_desk()
    user.window.preferences.change(text_scale=text)
    finder = user.window.sidebar.finder
    resize(user, 1280)
    words = finder.fontMetrics().horizontalAdvance(finder.text()) + finder.iconSize().width()
    user.wait(lambda: finder.key.isHidden() or finder.key.x() >= words)
    user.window.preferences.change(text_scale=100)


def sticking_out(tour: Tour) -> list[str]:
    """The parts of the window that are wider than what they are seen through, or than they have room for."""
    columns = [each for each in tour.window.findChildren(ScrollPage) if each.isVisible()]
    wide = [(inside.width(), each.viewport().width()) for each in columns if (inside := each.widget())]
    page = tour.window.pages
    if page.isVisible():
        wide.append((page.minimumSizeHint().width(), page.width()))
    return [f"needs {needed}, has {has}" for needed, has in wide if needed > has]


def icon(name: str) -> int:
    """What is known of the picture of an icon that stands back."""
    return theme().icon(name, "muted").cacheKey()


def is_rail(user: User) -> bool:
    """Whether the sidebar shows no names."""
    return user.window.sidebar.brand.isHidden()


def resize(user: User, width: int) -> None:
    """Make the window this wide."""
    user.window.resize(width, 800)
    user.wait(lambda: user.window.width() == width)
