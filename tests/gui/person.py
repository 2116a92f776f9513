"""A person at the keyboard, for tests."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gui.application import Desk
from gui.holding import Holding
from gui.table.page import TablePage

PATIENCE = 30_000
"""Milliseconds to wait at most for what must come."""


class User:
    """A person at the keyboard: presses real keys and waits for what they would see."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self._qtbot, self.desk, self.window = qtbot, desk, desk.window

    def press(self, keys: str, times: int = 1) -> None:
        """Press a combination such as `Ctrl+Shift+D` where the keyboard is."""
        combination = QKeySequence.fromString(keys)[0]  # pyright: ignore[reportIndexIssue]  # the stubs lack it
        for _ in range(times):
            QTest.keyClick(self.focus, combination.key(), combination.keyboardModifiers())

    def press_in(self, widget: QWidget, keys: str) -> None:
        """Press a combination in a popup, which has the keyboard without being told so by Qt."""
        combination = QKeySequence.fromString(keys)[0]  # pyright: ignore[reportIndexIssue]  # the stubs lack it
        QTest.keyClick(widget, combination.key(), combination.keyboardModifiers())

    def click(self, widget: QWidget, place: QPoint, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Click somewhere in a widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, modifier or Qt.KeyboardModifier.NoModifier, place)

    def double_click(self, widget: QWidget, place: QPoint) -> None:
        """Click twice somewhere in a widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=place)

    def write(self, text: str) -> None:
        """Type text where the keyboard is."""
        for character in text:
            QTest.keyClicks(self.focus, character)

    @property
    def focus(self) -> QWidget:
        """The widget that has the keyboard."""
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the keyboard"
        return widget

    @property
    def page(self) -> TablePage:
        """The page in view."""
        page = self.window.page
        assert isinstance(page, TablePage)
        return page

    def wait(self, condition: Callable[[], Any]) -> None:
        """Let the window work until this is the case, the rows searched for stand, and called dialogs are there."""
        self._qtbot.waitUntil(
            lambda: bool(condition()) and not self._awaits_rows() and not self._awaits_dialog(), timeout=PATIENCE
        )

    def dialog(self, kind: type[Any]) -> Any:
        """The open dialog or form of a kind, waited for."""
        self.wait(lambda: self._dialogs(kind))
        found = self._dialogs(kind)[0]
        self.wait(found.isActiveWindow)
        self.wait(lambda: not getattr(found, "is_unseen", False))
        return found

    def popup(self) -> QWidget:
        """The open menu or list, waited for."""
        self.wait(QApplication.activePopupWidget)
        found = QApplication.activePopupWidget()
        assert found is not None
        return found

    def question(self) -> QMessageBox:
        """The question that is asked, waited for."""
        return self.dialog(QMessageBox)

    def focus_editor(self, form: QWidget, name: str) -> None:
        """Go through the fields of a form by Tab to the one of this name."""
        editor = form.form.editors[name]  # pyright: ignore[reportAttributeAccessIssue]
        for _ in range(20):
            if editor.isAncestorOf(self.focus) or editor is self.focus:
                return
            self.press("Tab")
        raise AssertionError(f"{name} cannot be reached by Tab")

    def wait_closed(self, dialog: QWidget) -> None:
        """Wait until a dialog is gone."""
        self.wait(lambda: not isValid(dialog) or not dialog.isVisible())
        self.wait(self._has_keyboard)

    def _has_keyboard(self) -> bool:
        """Whether something in the window has the keyboard; the window is given it, for no window manager does."""
        if QApplication.activeWindow() is None:
            (QApplication.activeModalWidget() or self.window).activateWindow()
        return QApplication.focusWidget() is not None

    def _awaits_rows(self) -> bool:
        page = self.window.page
        return isinstance(page, TablePage) and page.waiting.is_under_way

    def _awaits_dialog(self) -> bool:
        """Whether a dialog was called for and what is pressed is kept for it."""
        focus = QApplication.focusWidget()
        return any(type(kept) is Holding and kept.is_under_way for kept in (focus.children() if focus else ()))

    def _dialogs(self, kind: type[Any]) -> list[Any]:
        return [d for d in QApplication.allWidgets() if isinstance(d, kind) and d.isVisible()]

    def titles(self, column: int = 0) -> list[str]:
        """What the rows say in a column."""
        model = self.page.model
        return [model.text(row, column) for row in range(model.count)]

    def shows(self, *texts: str) -> bool:
        """Whether the first column says just this, in this order."""
        return self.titles() == list(texts)

    @property
    def cell(self) -> str:
        """What the cell under the cursor says."""
        index = self.page.view.currentIndex()
        return self.page.model.text(index.row(), index.column())

    @property
    def said(self) -> str:
        """The message in the status bar."""
        return self.window.status.currentMessage()
