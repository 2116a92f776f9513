"""Columns and views by key: moved, hidden, frozen, resized, kept for the person; views saved under a name."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from core.bootstrap import Application
from core.context import Context
from core.models.item import ItemCreate
from core.query.ast import Sort
from gui.dialogs.ask_line import AskLine
from gui.dialogs.view_chooser import ViewChooser
from gui.table.header import SortMark
from tests.gui.person import User

Core = tuple[Application, Context]


@pytest.fixture
def items() -> list[str]:
    return ["Banana", "Apple", "Cherry"]


def order(user: User) -> list[str]:
    page = user.page
    return [page.model.columns[column].name for column in page.view.column_order()]


def from_menu(user: User, command: str) -> None:
    """Choose a command of the column's menu by key."""
    user.press("Ctrl+Shift+F10")
    menu = user.popup()
    assert isinstance(menu, QMenu)
    action = user.window.commands[command]
    places = [each for each in menu.actions() if not each.isSeparator()]
    assert places[0] is menu.activeAction(), "the first line has the keyboard"
    for _ in range(places.index(action)):
        user.press_in(menu, "Down")
    user.press_in(menu, "Return")
    user.window.activateWindow()
    user.wait(QApplication.focusWidget)


def kept(core: Core) -> list[tuple[str, bool, bool]]:
    application, context = core
    return [(each.name, each.hidden, each.frozen) for each in application.layouts.get(context, "items")]


def test_a_column_is_moved_by_key_and_stays_there(user: User, core: Core, open_desk: Callable[..., User]) -> None:
    first, second, *rest = order(user)
    from_menu(user, "column.right")
    assert order(user) == [second, first, *rest]
    user.wait(lambda: [name for name, *_ in kept(core)] == [second, first, *rest])
    user.window.close()
    user.wait(lambda: not user.window.isVisible())
    again = open_desk()
    again.wait(lambda: order(again) == [second, first, *rest])


def test_a_sort_is_there_again_after_a_restart(user: User, core: Core, open_desk: Callable[..., User]) -> None:
    application, context = core
    user.press("F8")
    user.press("F8")
    downwards = (Sort("title", descending=True),)
    user.wait(lambda: application.layouts.sort(context, "items") == downwards)
    user.window.close()
    user.wait(lambda: not user.window.isVisible())
    again = open_desk()
    again.wait(lambda: again.page.model.query.sort == downwards)
    assert again.page.view.header.sort_mark(0) == SortMark(1, descending=True)
    again.press("F8")
    again.wait(lambda: application.layouts.sort(context, "items") == ())


def test_a_hidden_column_comes_back(user: User) -> None:
    before = order(user)
    from_menu(user, "column.hide")
    assert order(user) == before[1:]
    from_menu(user, "column.show")
    user.press_in(user.popup(), "Return")
    assert order(user) == before


def cursor(user: User) -> str:
    return user.page.model.columns[user.page.view.currentIndex().column()].name


def tick(user: User, *columns: str, key: str = "Return") -> QMenu:
    """Press this key on these columns in the list of columns."""
    user.press("Ctrl+F7")
    menu = user.popup()
    assert isinstance(menu, QMenu)
    names = [facts.name for facts in user.page.model.columns]
    place = 0
    for column in columns:
        for _ in range((names.index(column) - place) % len(names)):
            user.press_in(menu, "Down")
        place = names.index(column)
        user.press_in(menu, key)
    user.window.activateWindow()
    return menu


def test_the_cursor_stays_on_its_column_while_others_are_hidden_shown_and_moved(user: User) -> None:
    columns = order(user)
    user.press("Down")
    user.press("End")
    for _ in ("hidden", "shown"):
        tick(user, columns[0])
        user.wait(QApplication.focusWidget)
        assert (cursor(user), user.page.view.currentIndex().row()) == (columns[-1], 1)
    from_menu(user, "column.left")
    from_menu(user, "column.freeze")
    assert (cursor(user), user.page.view.hasFocus()) == (columns[-1], True)


def test_the_cursor_goes_to_a_neighbour_when_its_column_is_hidden(user: User) -> None:
    columns = order(user)
    user.press("Right")
    from_menu(user, "column.hide")
    assert cursor(user) == columns[2]
    user.press("End")
    tick(user, columns[-1])
    user.wait(QApplication.focusWidget)
    assert cursor(user) == columns[-2]


def test_a_view_that_hides_the_column_of_the_cursor_moves_it_to_a_neighbour(user: User) -> None:
    columns = order(user)
    from_menu(user, "column.hide")
    save_view(user, "Untitled")
    tick(user, columns[0])
    user.wait(QApplication.focusWidget)
    user.press("Down")
    user.press("Home")
    assert cursor(user) == columns[0]
    user.press("Ctrl+Shift+O")
    user.wait(lambda: user.window.findChildren(ViewChooser))
    user.press("Return")
    user.wait(lambda: user.said == "View: Untitled")
    assert (order(user), cursor(user), user.page.view.currentIndex().row()) == (columns[1:], columns[1], 1)


def test_several_columns_are_ticked_one_after_the_other(user: User) -> None:
    first, second, *rest = order(user)
    menu = tick(user, first, second, key="Space")
    assert (order(user), menu.isVisible()) == (rest, True)
    user.press_in(menu, "Space")
    for _ in rest:
        user.press_in(menu, "Down")
        user.press_in(menu, "Space")
    user.press_in(menu, "Down")
    user.press_in(menu, "Down")
    assert (order(user), menu.isVisible()) == ([second], True)
    assert [action.isChecked() for action in menu.actions()] == [False, True, *(False for _ in rest)]
    user.press_in(menu, "Space")
    assert user.said == "One column has to stay."
    assert menu.activeAction().isChecked()
    user.press_in(menu, "Esc")
    assert not menu.isVisible()


def test_columns_are_frozen_and_let_go(user: User, core: Core) -> None:
    from_menu(user, "column.freeze")
    assert user.page.view.frozen.columns == (0,)
    user.wait(lambda: kept(core)[:1] == [("title", False, True)])
    from_menu(user, "column.freeze")
    assert user.page.view.frozen.columns == ()


def shown_widths(user: User) -> list[int]:
    view = user.page.view
    return [view.columnWidth(column) for column in view.column_order()]


def test_frozen_columns_are_as_wide_after_a_restart(user: User, core: Core, open_desk: Callable[..., User]) -> None:
    user.press("F9", times=3)
    user.press("Right")
    user.press("F7")
    before, (application, context) = shown_widths(user), core
    assert user.page.view.frozen.columns == (0, 1)
    wide, others = before[0], [None] * (len(before) - 1)
    user.wait(lambda: [each.width for each in application.layouts.get(context, "items")] == [wide, *others])
    user.window.close()
    user.wait(lambda: not user.window.isVisible())
    again = open_desk()
    again.wait(lambda: again.page.view.frozen.columns == (0, 1))
    assert shown_widths(again) == before
    assert [again.page.view.frozen.header.sectionSize(column) for column in (0, 1)] == before[:2]
    again.wait(lambda: not again.desk.operations.tasks.is_busy)
    assert [each.width for each in application.layouts.get(context, "items")] == [wide, *others]


def test_columns_keep_their_widths_through_freezing_zooming_and_letting_go(user: User) -> None:
    before = shown_widths(user)
    user.press("F7")
    user.press("Ctrl++")
    user.press("F7")
    user.press("Right")
    user.press("F7")
    user.press("Ctrl+0")
    assert shown_widths(user) == before


def test_a_column_fits_the_rows_that_are_in_view(user: User, core: Core) -> None:
    application, context = core
    titles = [*(f"{number:05}" for number in range(3_000)), "zz " + "a long title " * 2]
    application.service("items").create_many(context, [ItemCreate(title=title) for title in titles])
    user.wait(lambda: user.page.model.count > len(titles))
    user.press("F8")
    user.wait(lambda: user.page.view.model().index(0, 0).data() == titles[0])
    user.press("Ctrl+Home")
    user.press("Ctrl+F9")
    narrow = shown_widths(user)[0]
    user.press("Ctrl+Down")
    user.wait(lambda: user.page.view.currentIndex().data() == titles[-1])
    user.press("Ctrl+F9")
    assert shown_widths(user)[0] > narrow * 2


def test_a_column_is_made_wider_by_key_and_by_mouse(user: User, core: Core) -> None:
    view = user.page.view
    width = view.columnWidth(0)
    from_menu(user, "column.wider")
    assert view.columnWidth(0) == width + 24
    header = view.header.viewport()
    edge = QPoint(view.header.sectionViewportPosition(0) + view.columnWidth(0) - 2, 10)
    QTest.mousePress(header, Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(header, edge + QPoint(20, 0))
    QTest.mouseMove(header, edge + QPoint(40, 0))
    QTest.mouseRelease(header, Qt.MouseButton.LeftButton, pos=edge + QPoint(40, 0))
    assert view.columnWidth(0) == width + 64
    application, context = core
    user.wait(lambda: [each.width for each in application.layouts.get(context, "items")][:1] == [width + 64])


def test_columns_as_they_come(user: User, core: Core) -> None:
    before = order(user)
    from_menu(user, "column.right")
    from_menu(user, "column.reset")
    assert order(user) == before
    user.wait(lambda: kept(core) == [])


def save_view(user: User, name: str) -> None:
    user.press("Ctrl+Shift+S")
    dialog = user.dialog(AskLine)
    user.write(name)
    user.press("Return")
    user.wait_closed(dialog)
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    user.wait(lambda: user.said == f"View saved: {name}")


def test_a_view_is_saved_and_chosen_by_key(user: User) -> None:
    user.press("Ctrl+F")
    user.write("title:an")
    user.press("Return")
    user.wait(lambda: user.titles() == ["Banana"])
    user.press("F8")
    from_menu(user, "column.right")
    arranged = order(user)
    save_view(user, "With an")
    user.press("Esc")
    from_menu(user, "column.left")
    user.press("F8", 2)
    user.wait(lambda: len(user.titles()) == 3)
    user.press("Ctrl+Shift+O")
    user.wait(lambda: user.window.findChildren(ViewChooser))
    user.write("with")
    user.press("Return")
    user.wait(lambda: user.titles() == ["Banana"])
    assert user.page.search.text() == "title:an"
    assert [key.field for key in user.page.query.sort] == ["title"]
    assert order(user) == arranged


def test_without_views_it_is_said_how_to_save_one(user: User) -> None:
    user.press("Ctrl+Shift+O")
    user.wait(lambda: "Ctrl+Shift+S" in user.said)


def test_a_view_is_removed(user: User, core: Core) -> None:
    application, context = core
    save_view(user, "Short")
    assert len(application.views.list(context, "items")) == 1
    user.window.commands["views.remove"].trigger()
    user.wait(lambda: not application.views.list(context, "items"))
