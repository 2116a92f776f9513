"""A running window to look at: started, brought to rest, and closed again."""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QSize, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from gui.__main__ import arguments
from gui.application import Desk, qt_application
from gui.dialogs.chooser import Chooser
from gui.language import speak
from gui.pages.settings import SettingsPage
from gui.table.page import TablePage
from gui.theme import theme

PATIENCE: Final = 30.0
QUIET_MS: Final = 60
LANGUAGES: Final = {
    "english": ("--language", "C"),
    "german": ("--language", "de_DE"),
    "pseudo": ("--language", "pseudo"),
    "mirrored": ("--language", "C", "--right-to-left"),
}
SIGNS_IN: Final = "AUTH_REQUIRED"

WidgetT = TypeVar("WidgetT", bound=QWidget)


class Tour:
    """One window on one data directory, in one look and language, with its text so large in percent.

    `size`: None leaves it as large as it comes.

    `signs_in`: people have to sign in.
    """

    def __init__(
        self, folder: Path, look: str, language: str, size: QSize | None, *, signs_in: bool = False, text: int = 100
    ) -> None:
        self._application = qt_application()
        self.folder, self._look, self._size = folder, look, size
        self._words, self._signs_in, self._text = LANGUAGES[language], signs_in, text

    def __enter__(self) -> "Tour":
        self._choice = theme().choice
        if self._signs_in:
            os.environ[SIGNS_IN] = "true"
        self.desk = Desk(arguments([*self._words, "--data-dir", str(self.folder), "--safe-mode"]))
        self.desk.presenter.crashes = self.folder / "crashes"
        self.window = self.desk.window
        if self._size is not None:
            self.window.resize(self._size)
        self.window.show()
        self.wait(lambda: self.window.page is not None or (self._signs_in and not self.window.sidebar.isVisible()))
        self.settle()
        self.window.preferences.change(theme=self._look, text_scale=self._text, reduced_motion=True)
        self.come_back()
        return self

    def __exit__(self, *_error: object) -> None:
        self.window.close()
        self.wait(lambda: not self.window.isVisible())
        self.desk.delete()
        os.environ.pop(SIGNS_IN, None)
        theme().choose(self._choice)
        theme().scale_text(100)
        speak("C")

    @property
    def table(self) -> TablePage:
        """The page in view, which is a table."""
        page = self.window.page
        assert isinstance(page, TablePage)
        return page

    def go(self, page: str = "") -> None:
        """Show a page, by default the first collection, with the keyboard in it."""
        collections = [spec.name for spec in self.window.pages.specs if spec.is_collection]
        self.window.show_page(page or collections[0])
        self.come_back()
        self.settle()

    def run(self, command: str) -> None:
        """Run a command and let it finish."""
        self.window.commands[command].trigger()
        self.settle()

    def press(self, key: object) -> None:
        """Press a key where the keyboard is."""
        focused = QApplication.focusWidget()
        if focused is not None:
            QTest.keyClick(focused, key)  # pyright: ignore[reportArgumentType, reportCallIssue]
        self.settle()

    def write(self, text: str) -> None:
        """Type where the keyboard is."""
        focused = QApplication.focusWidget()
        if focused is not None:
            QTest.keyClicks(focused, text)
        self.settle()

    def opened(self) -> QWidget | None:
        """The dialog, menu or chooser that is open; a chooser lies in the window."""
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            return menu
        if any(chooser.isVisible() for chooser in self.window.findChildren(Chooser)):
            return self.window
        return next((w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()), None)

    def dialog(self, kind: type[WidgetT]) -> WidgetT:
        """The open dialog, which is of this kind."""
        found = self.opened()
        assert isinstance(found, kind), found
        return found

    def gate(self, kind: type[WidgetT]) -> WidgetT:
        """What stands in place of all pages."""
        found = self.window.pages.currentWidget()
        assert isinstance(found, kind), found
        return found

    def close_opened(self) -> None:
        """Close every dialog, menu and chooser."""
        while (found := self.opened()) is not None:
            for chooser in self.window.findChildren(Chooser) if found is self.window else ():
                chooser.close_sheet()
            if found is not self.window:
                found.close()
            self.settle()
        self.come_back()

    def come_back(self) -> None:
        """The window has the keyboard: without a window manager nobody else gives it back."""
        self.window.activateWindow()
        with suppress(TimeoutError):
            self.wait(self.window.isActiveWindow, 1.0)
        if self.window.page is not None:
            self.window.page.enter()

    def sum_up(self) -> None:
        """Wait for the summary of what is selected, which comes when the selection has stayed the same for a moment."""
        self.wait(lambda: self.table.tools.selected.text)
        self.settle()

    def settle(self) -> None:
        """Let everything be read and painted."""
        page = self.window.page
        self.wait(lambda: not isinstance(page, SettingsPage) or page.is_complete)
        self.wait(lambda: not self.desk.operations.tasks.is_busy)
        pause(QUIET_MS)
        self.wait(lambda: not self.desk.operations.tasks.is_busy)
        QCoreApplication.sendPostedEvents()  # what was said last has its room

    def wait(self, condition: Callable[[], object], patience: float = PATIENCE) -> None:
        """Let the window work until this is the case."""
        deadline = time.monotonic() + patience
        while not condition():
            if time.monotonic() > deadline:
                raise TimeoutError("the window did not come to rest")
            pause(5)


def pause(milliseconds: int) -> None:
    """Let the window work for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
