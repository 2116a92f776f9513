"""Puts the window together and runs it."""

from argparse import Namespace
from contextlib import suppress
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import createdByPython

from core import app_info
from core.preference_file import stored_values
from gui.dialogs.file_drop import FileDrop
from gui.ending import Ending
from gui.errors import ErrorPresenter, ExceptionHooks
from gui.held_drafts import HeldDrafts
from gui.language import speak
from gui.main_window import MainWindow
from gui.one_window import OneWindow
from gui.operations import Operations
from gui.placement import keep_visible
from gui.start import Start, go_to, likely_folder, restore_window
from gui.tasks import Tasks
from gui.theme import theme
from gui.undo_commands import UndoCommands
from gui.window_commands import WindowCommands

if TYPE_CHECKING:
    from gui.dialogs.crash import CrashDialog

BESIDE: Final = 32
"""Pixels between the corners of two windows."""


class Desk(QObject):
    """One window with everything it stands on, in the order in which it has to be made."""

    def __init__(
        self, options: Namespace, parent: QObject | None = None, *, windows: list[HeldDrafts] | None = None
    ) -> None:
        """`windows` is what those hold that are open already."""
        super().__init__(parent)
        self._options = options
        self._windows: list[HeldDrafts] = [] if windows is None else windows
        self._crash: CrashDialog | None = None
        trouble = speak_as_asked(options)
        self.presenter = ErrorPresenter(self)
        self.operations = Operations(Tasks(self), self, windows=self._windows)
        self.window = MainWindow(self.operations)
        self.start = Start(self.window, self.presenter, options)
        self._undo = UndoCommands(self.window)
        self.operations.failed.connect(self.presenter.present)
        self.operations.said.connect(self._on_said)
        self.presenter.noticed.connect(self._on_noticed)
        self.presenter.crashed.connect(self._on_crashed)
        self.commands = WindowCommands(self.window)
        self.commands.second_wanted.connect(self.open_second)
        self._drop = FileDrop(self.window)
        qt_application().screenRemoved.connect(self._on_screen_removed)
        qt_application().aboutToQuit.connect(self._on_about_to_quit)
        if trouble:
            self.window.banner.warn(trouble)
        theme().icon_missed.connect(self._on_icon_missed)
        for why in sorted(theme().lacking):
            self._on_icon_missed(why)
        if not options.safe_mode:
            restore_window(self.window, self.start.folder)

    def _on_said(self, text: str) -> None:
        if text:
            self.window.banner.give_way()

    def _on_noticed(self, text: str) -> None:
        self.operations.say("")  # what succeeded before would stand beside it
        self.window.banner.say(text)

    def _on_screen_removed(self) -> None:
        keep_visible(self.window)

    def _on_icon_missed(self, why: str) -> None:
        what = self.tr("Some icons are missing; everything works without them.")
        full, gone = self.tr("The disk is full. Make room."), self.tr("Install the program again.")
        self.window.banner.warn(f"{what} {full if why == 'full' else gone}")

    def _on_about_to_quit(self) -> None:
        """The session ends, which on Windows closes no window first: the process is killed once this returns."""
        if self.window.isVisible():
            self.window.departure.hurry()

    def open_second(self, page: str) -> "Desk":
        """A window of its own on the same data, beside this one; either goes on when the other is closed."""
        options = Namespace(**{**vars(self._options), "page": page})
        second = Desk(options, QApplication.instance(), windows=self._windows)
        second.window.resize(self.window.size())
        second.window.move(self.window.pos() + QPoint(BESIDE, BESIDE))
        second.window.closing.connect(second.delete_later)
        come_forward(second.window)
        return second

    def delete_later(self) -> None:
        """Let go of the window and all it stands on, once nothing of it runs any more.

        Python's garbage collector, to which they would be left, deletes them in any order: Qt does not survive that.
        """
        self.window.deleteLater()
        self.deleteLater()

    def delete(self) -> None:
        """Let go of the closed window and all it stands on at once."""
        self.delete_later()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _on_crashed(self, report: str) -> None:
        from gui.dialogs.crash import CrashDialog

        if self._crash is not None:
            self._crash.count_further()
            return
        self._crash = CrashDialog(report, self.presenter.keep, self.window)
        self._crash.finished.connect(self._on_crash_read)
        self._crash.open()

    def _on_crash_read(self) -> None:
        self._crash = None


def come_forward(window: QWidget) -> None:
    """Bring a window before all others, as far as the desktop allows; its dialog has the keyboard if one is open."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    (QApplication.activeModalWidget() or window).activateWindow()


def bring_one_forward(page: str = "") -> None:
    """Somebody started the application again: of its windows, bring one that is not put away, if there is one.

    It goes to the page that was named, unless a dialog lies above the one in view.
    """
    windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]
    if windows:
        window = min(windows, key=MainWindow.isMinimized)
        come_forward(window)
        if page not in {"", window.shown_name} and QApplication.activeModalWidget() is None:
            go_to(window, page)


def close_windows() -> None:
    """Close every window as its own button would; their dialogs go with them."""
    for each in QApplication.topLevelWidgets():
        if isinstance(each, MainWindow):
            each.close()


def speak_as_asked(options: Namespace) -> str:
    """Speak the language of the command line, else the chosen one, else the desktop's; says what is wrong with it."""
    name = options.language
    if name is None and not options.safe_mode:
        with suppress(OSError, ValueError):  # what is wrong with the file is said with the preferences
            name = stored_values(likely_folder(options)).get("language")
    return speak(name if isinstance(name, str) else "", mirrored=options.right_to_left)


def qt_application() -> QApplication:
    """The one QApplication, in the style that looks the same everywhere and follows the system's light and dark."""
    present = QApplication.instance()
    application = present if isinstance(present, QApplication) else QApplication([app_info.COMMAND])
    application.setApplicationName(app_info.NAME)
    application.setApplicationVersion(app_info.VERSION)
    application.setOrganizationDomain(app_info.DOMAIN)
    application.setDesktopFileName(app_info.IDENTIFIER)
    theme()
    return application


def keep_clipboard() -> None:
    """Leave what was copied as a text that is Qt's own: Qt outlives Python, and would then call its objects in vain."""
    clipboard = QApplication.clipboard()
    data = cast("QMimeData | None", clipboard.mimeData())
    if data is not None and createdByPython(data):
        clipboard.setText(data.text())


def run(options: Namespace) -> int:
    """Show the window until it is closed; the exit code."""
    application = qt_application()
    alone = OneWindow(likely_folder(options), application, page=options.page or "")
    if alone.is_taken():
        return 0
    desk = Desk(options)
    desk.start.opened.connect(alone.hold)
    alone.called.connect(bring_one_forward)
    alone.outrun.connect(desk.window.close)
    hooks = ExceptionHooks(desk.presenter, desk.start.folder.crashes)
    ending = Ending(application)
    ending.asked.connect(close_windows)
    desk.window.show()
    code = application.exec()
    ending.release()
    hooks.remove()
    alone.release()
    desk.delete()
    keep_clipboard()
    return code
