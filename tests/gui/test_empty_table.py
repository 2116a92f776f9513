"""Tables without rows: what can be typed, inserted and pasted there, and what is said where it cannot be."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication

from core.access import Access
from core.bootstrap import Application
from core.context import Actor, Context
from core.query.ast import Query
from gui.form.record_pane import RecordPane
from gui.table import whole_rows
from tests.gui.late import late
from tests.gui.person import User

Core = tuple[Application, Context]
LONG = "A title of some length, which nobody wants to see cut off"


@pytest.fixture
def filtered(open_desk: Callable[..., User], core: Core) -> User:
    """Somebody whose search finds none of the items."""
    application, context = core
    service = application.service("items")
    service.create_many(context, [application.entities["items"].new({"title": name}) for name in ("Emma", "Emil")])
    user = open_desk()
    user.press("Ctrl+F")
    user.write("zzz")
    user.press("Return")
    user.wait(user.page.contents.nothing.isVisible)
    user.wait(lambda: user.page.contents.nothing.isAncestorOf(user.focus))
    return user


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch, open_desk: Callable[..., User]) -> User:
    """Somebody who may add nothing."""
    nobody: Callable[[Access, Actor], bool] = lambda _access, _actor: False  # noqa: E731
    monkeypatch.setattr(Access, "may_create", nobody)
    user = open_desk()
    user.wait(user.page.contents.empty.isVisible)
    return user


def test_insert_in_an_empty_table_begins_its_first_row(user: User, core: Core) -> None:
    application, context = core
    user.wait(user.page.contents.empty.isVisible)
    user.press("Ins")
    assert user.focus is user.page.view
    assert user.page.view.currentIndex().row() == user.page.model.count == 0
    user.write("First")
    user.press("Return")
    user.wait(lambda: application.service("items").count(context) == 1)
    user.wait(lambda: user.shows("First"))
    assert user.page.view.currentIndex().row() == 1, "on the next new row"


def test_an_insert_that_nothing_is_typed_into_adds_nothing(user: User, core: Core) -> None:
    application, context = core
    user.wait(user.page.contents.empty.isVisible)
    user.press("Ins")
    user.press("Return")
    user.press("Ctrl+S")
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert application.service("items").count(context) == 0


def test_insert_where_the_filter_finds_nothing_says_that_the_new_row_is_not_shown(filtered: User, core: Core) -> None:
    application, context = core
    filtered.press("Ins")
    assert filtered.focus is filtered.page.view
    filtered.write("Sanditon")
    filtered.press("Ctrl+S")
    filtered.wait(lambda: application.service("items").count(context) == 3)
    filtered.wait(lambda: "does not fit the filter" in filtered.said)
    filtered.wait(filtered.page.contents.nothing.isVisible)
    filtered.press("Esc")
    filtered.wait(lambda: filtered.page.model.count == 3)
    assert filtered.focus is filtered.page.view


def test_a_row_that_fits_the_filter_is_simply_there(filtered: User) -> None:
    filtered.press("Ins")
    filtered.write("Fits zzz")
    filtered.press("Ctrl+S")
    filtered.wait(lambda: filtered.shows("Fits zzz"))
    filtered.wait(lambda: not filtered.desk.operations.tasks.is_busy)
    assert "filter" not in filtered.said


def test_insert_without_the_right_to_says_so(reader: User) -> None:
    reader.press("Ins")
    assert reader.said == "You may not add records here."
    assert reader.page.contents.empty.isVisible()


def test_paste_without_the_right_to_says_so(reader: User) -> None:
    QGuiApplication.clipboard().setText("One")
    reader.press("Ctrl+V")
    assert reader.said == "You may not add records here."


@pytest.mark.parametrize("keys", ["Ctrl+V", "Ctrl+Shift+V"])
def test_a_block_is_pasted_into_an_empty_table(user: User, keys: str) -> None:
    user.wait(user.page.contents.empty.isVisible)
    QGuiApplication.clipboard().setText("Title\tDescription\nOne\tfirst\nTwo\tsecond")
    user.press(keys)
    user.wait(lambda: sorted(user.titles()) == ["One", "Two"])
    user.wait(lambda: user.focus is user.page.view)


def test_the_first_record_of_a_collection_gets_columns_as_wide_as_its_texts(user: User) -> None:
    user.wait(user.page.contents.empty.isVisible)
    user.press("Ctrl+N")
    user.wait(lambda: user.window.panel.isAncestorOf(user.focus))
    user.write(LONG)
    user.press("Ctrl+S")
    user.wait(lambda: user.shows(LONG))
    assert user.page.view.columnWidth(0) > user.page.view.fontMetrics().horizontalAdvance(LONG)


def test_records_from_elsewhere_get_columns_as_wide_as_their_texts(user: User, core: Core) -> None:
    application, context = core
    user.wait(user.page.contents.empty.isVisible)
    application.service("items").create(context, application.entities["items"].new({"title": LONG}))
    user.press("F5")
    user.wait(lambda: user.shows(LONG))
    assert user.page.view.columnWidth(0) > user.page.view.fontMetrics().horizontalAdvance(LONG)


def test_rows_pasted_where_no_row_is_begin_at_the_first_column(user: User, core: Core) -> None:
    application, context = core
    user.press("Ins")
    user.press("Tab")
    user.press("Esc")
    user.write("Gone")
    user.press("Esc")
    user.wait(user.page.contents.empty.isVisible)
    QGuiApplication.clipboard().setText("Emma")
    user.press("Ctrl+V")
    user.wait(lambda: application.service("items").count(context) == 1)
    user.wait(lambda: user.shows("Emma"))


def test_who_gives_up_the_first_row_keeps_the_keyboard_in_the_table(user: User) -> None:
    user.press("Ins")
    user.write("Gone")
    user.press("Esc")
    user.wait(user.page.contents.empty.isVisible)
    assert user.page.contents.empty.isAncestorOf(user.focus)


@pytest.mark.parametrize("key", ["Up", "Down", "Left", "Right"])
def test_arrows_held_while_the_rows_go_lead_nowhere(user: User, core: Core, key: str) -> None:
    application, context = core
    service = application.service("items")
    service.create_many(context, [service.entity.new({"title": name}) for name in ("Emma", "Emil")])
    user.wait(lambda: user.page.model.count == 2)
    assert user.focus is user.page.view
    service.delete(context, [row.id for row in service.window(context, Query(), 0, 2).rows])
    page, empty = user.page, user.page.contents.empty
    user.wait(empty.isVisible)
    user.press(key, times=9)
    assert user.focus is empty.buttons[0]
    assert user.window.page is page
    user.press("Tab")
    assert user.focus is empty.buttons[1]


@pytest.mark.parametrize("key", ["Up", "Down", "Left", "Right"])
def test_arrows_where_nothing_is_found_lead_nowhere(filtered: User, key: str) -> None:
    filtered.press(key, times=9)
    assert filtered.focus is filtered.page.contents.nothing.buttons[0]
    filtered.press("Return")
    filtered.wait(lambda: filtered.page.model.count == 2)
    filtered.wait(lambda: filtered.focus is filtered.page.view)


def test_the_first_row_is_laid_out_over_the_whole_table_from_the_start(user: User) -> None:
    view = user.page.view
    user.window.resize(1500, 800)
    user.wait(user.page.contents.empty.isVisible)
    user.press("Ins")
    user.write(LONG)
    before = [view.columnWidth(column) for column in range(len(user.page.model.columns))]
    assert before[0] > view.fontMetrics().horizontalAdvance(LONG)
    assert view.width() - 20 < sum(before) <= view.width()
    user.press("Ctrl+S")
    user.wait(lambda: user.page.model.count == 1)
    created = [facts.name for facts in user.page.model.columns].index("created_at")
    assert view.columnWidth(created) == before[created], "it had room for a moment"
    after = [view.columnWidth(column) for column in range(len(before))]
    assert view.width() - 20 < sum(after) <= view.width()


def test_what_a_person_arranges_before_the_first_row_stays(user: User, open_desk: Callable[..., User]) -> None:
    view = user.page.view
    user.wait(user.page.contents.empty.isVisible)
    user.press("Ins")
    view.header.resizeSection(0, 123)
    user.write("First")
    user.press("Ctrl+S")
    user.wait(lambda: user.shows("First"))
    assert view.columnWidth(0) == 123
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    user.window.close()
    again = open_desk()
    again.wait(lambda: again.page.view.columnWidth(0) == 123)


def test_columns_measured_beside_a_panel_fill_the_table_once_it_has_gone(user: User, core: Core) -> None:
    application, context = core
    view = user.page.view
    user.press("Ctrl+N")
    form: RecordPane = user.dialog(RecordPane)
    application.service("items").create(context, application.entities["items"].new({"title": "First"}))
    user.wait(lambda: user.page.model.count == 1 and view.isVisible())
    narrow = view.width()
    user.press("Esc")
    user.wait_closed(form)
    user.wait(lambda: view.width() > narrow)
    assert view.width() - 20 < sum(view.columnWidth(each) for each in range(len(user.page.model.columns)))


def test_a_text_typed_where_nothing_is_found_presses_no_button(filtered: User, core: Core) -> None:
    filtered.write("lost text typed here")
    assert filtered.said == "There is no row here to type into."
    assert filtered.page.contents.nothing.isVisible()
    assert filtered.page.search.text() == "zzz"
    assert not len(filtered.page.model.drafts)


def test_a_text_typed_into_an_empty_collection_presses_no_button(user: User) -> None:
    user.wait(user.page.contents.empty.isVisible)
    user.write("typed in empty")
    assert user.said == "There is no row here to type into."
    assert user.window.panel.content is None


def test_space_alone_presses_the_button(filtered: User) -> None:
    filtered.press("Space")
    filtered.wait(lambda: filtered.page.model.count == 2)


@pytest.mark.parametrize("search", ["", "Em"])
def test_undo_pressed_while_everything_is_deleted_brings_it_back(
    open_desk: Callable[..., User], core: Core, monkeypatch: pytest.MonkeyPatch, search: str
) -> None:
    application, context = core
    service = application.service("items")
    service.create_many(context, [application.entities["items"].new({"title": name}) for name in ("Emma", "Emil")])
    user = open_desk()
    user.wait(lambda: user.page.model.count == 2)
    user.press("Ctrl+F")
    user.write(search)
    user.press("Return")
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    gate = late(monkeypatch, "delete_records", cases=whole_rows)
    user.press("Ctrl+A")
    user.press("Ctrl+Del")
    user.press("Ctrl+Z")
    gate.set()
    user.wait(lambda: user.said.startswith("Undone") and not user.desk.operations.tasks.is_busy)
    user.wait(lambda: sorted(user.titles()) == ["Emil", "Emma"])
    assert service.count(context) == 2
    assert user.focus is user.page.view
    assert user.page.view.currentIndex().row() < 2
