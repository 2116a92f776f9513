"""What others write to the same data appears by itself, and disturbs nobody."""

from contextlib import closing
from pathlib import Path

import pytest

from core.bootstrap import Application
from core.context import Context
from core.database import sqlite_module
from tests.gui.person import User

Core = tuple[Application, Context]


@pytest.fixture
def items() -> list[str]:
    return ["Emma", "Persuasion", "Sanditon"]


def add(core: Core, title: str) -> None:
    application, context = core
    application.service("items").create(context, application.entities["items"].new({"title": title}))


def test_a_row_added_elsewhere_appears_above_cursor_and_selection(user: User, core: Core) -> None:
    user.press("Down")
    user.press("Shift+Down")
    add(core, "Lady Susan")
    user.wait(lambda: user.shows("Lady Susan", "Emma", "Persuasion", "Sanditon"))
    assert user.cell == "Sanditon"
    assert user.page.view.selection.ranges() == [range(2, 4)]


def test_each_write_elsewhere_is_noticed(user: User, core: Core) -> None:
    for title in ("Lady Susan", "Love and Freindship"):
        add(core, title)
        user.wait(lambda title=title: user.titles()[0] == title)


def test_a_page_out_of_view_is_read_again_when_it_comes_into_view(user: User, core: Core) -> None:
    user.press("Ctrl+PgDown")
    user.wait(lambda: user.window.shown_name == "users")
    add(core, "Lady Susan")
    user.press("Ctrl+PgUp")
    user.wait(lambda: user.titles()[:1] == ["Lady Susan"])


def test_what_is_typed_meanwhile_stays(user: User, core: Core) -> None:
    user.write("Mansfield Park")
    add(core, "Lady Susan")
    user.press("Return")
    user.wait(lambda: user.shows("Lady Susan", "Mansfield Park", "Persuasion", "Sanditon"))


def test_a_write_past_the_journal_shows_although_something_was_kept_here_meanwhile(
    user: User, core: Core, data_dir: Path
) -> None:
    application, context = core
    user.press("F2")
    user.write("x")
    user.wait(lambda: application.drafts.list(context, "items", "table"))
    with closing(sqlite_module().connect(data_dir / "app.db")) as connection, connection:
        connection.execute("UPDATE item SET title = 'Lady Susan' WHERE title = 'Sanditon'")
    user.wait(lambda: user.titles()[2] == "Lady Susan")
