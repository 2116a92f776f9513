"""While a menu is open no key works in the window behind it."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.person import User


@pytest.fixture
def items() -> list[str]:
    return ["A", "B", "C"]


@pytest.mark.parametrize("opens", ["Shift+F10", "Ctrl+Shift+F10", "Ctrl+F7", "Ctrl+Shift+E", "Alt+F"])
def test_no_command_works_behind_an_open_menu(user: User, opens: str) -> None:
    user.press("Ctrl+C")
    user.press("Down")
    user.press(opens)
    menu = user.popup()
    for keys in ("Ctrl+Del", "Del", "Ctrl+V", "Ctrl+D", "Ctrl+End", "End", "Ctrl+Shift+M", "F8"):
        user.press_in(menu, keys)
    assert QApplication.activePopupWidget() is menu
    assert user.page.view.currentIndex().row() == 1
    user.press_in(menu, "Esc")
    user.wait(lambda: QApplication.activePopupWidget() is None)
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert user.titles() == ["A", "B", "C"]
    assert not user.page.model.query.sort
    user.window.activateWindow()  # which no window manager does here
    user.wait(QApplication.focusWidget)
    user.page.view.setFocus()
    user.press("Ctrl+Del")
    user.wait(lambda: user.shows("A", "C"))


def test_another_menu_is_opened_from_an_open_one(user: User) -> None:
    user.press("Alt+F")
    first = user.popup()
    user.press_in(first, "Alt+V")
    user.wait(lambda: QApplication.activePopupWidget() not in {None, first})
    second = user.popup()
    assert user.window.commands["view.theme"] in second.actions()
    user.press_in(second, "Left")
    user.wait(lambda: QApplication.activePopupWidget() not in {None, second})
    user.press_in(user.popup(), "Esc")
    user.wait(lambda: QApplication.activePopupWidget() is None)
