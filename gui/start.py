"""From a painted frame to pages: the core is opened on a worker, and what goes wrong is said in the window."""

import os
import time
from argparse import Namespace
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from inspect import iscoroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from core.context import Context
from core.errors import AppError, CancelledError, SettingsError
from core.paths import DataFolder, default_data_dir
from core.preference_file import stored_values
from gui.errors import ErrorPresenter, told
from gui.garbage import Garbage
from gui.key_bindings import told_clashes
from gui.lean_imports import import_later
from gui.main_window import MainWindow
from gui.placement import restore, stored
from gui.rescue import Restoring
from gui.session import Session
from gui.tasks import Task
from gui.theme import theme
from gui.warming import LATER, warm_page

if TYPE_CHECKING:
    from core.preferences import Preferences
    from core.rescue import Rescue
    from core.services.contract import Core


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened core with what the window needs beside it."""

    core: "Core"
    context: Context | None
    """Who works here; None where people sign in."""
    needs_account: bool
    """Whether nobody can sign in yet."""
    preferences: "Preferences"
    problems: list[SettingsError]
    """What was wrong with the stored preferences."""


class Start(QObject):
    """Brings a window to life and puts its state away when it closes.

    Signals:
        opened: the pages are there.
        failed: they cannot be: the window says why.
    """

    opened = Signal()
    failed = Signal()

    def __init__(self, window: MainWindow, presenter: ErrorPresenter, options: Namespace) -> None:
        super().__init__(window)
        self._window, self._presenter, self._options = window, presenter, options
        self._opened: Opened | None = None
        self._rescue: Rescue | None = None
        self._restoring = Restoring(window)
        self._restoring.restored.connect(self.begin)
        self._restoring.failed.connect(self._on_failed)
        self._painted = 0.0
        self._page = options.page
        """Where the window was told to begin; whoever comes next begins anew."""
        self._person = self._last_person = self._last_page = ""
        self.folder = likely_folder(options)
        self.preferences = window.preferences
        if not options.safe_mode:
            self.preferences.keep_in(self.folder)
        self._session = Session(window)
        self._session.entered.connect(self._show_first_page)
        window.failure.retry_requested.connect(self.begin)
        window.page_shown.connect(self._on_page_shown)
        window.closing.connect(self._on_window_closing)
        window.painted.connect(self._on_window_painted)
        # Queued: the frame is on the screen before anything slow is imported.
        window.painted.connect(self.begin, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Open the core; may be tried again."""
        self._window.failure.wait()
        self._window.operations.tasks.submit("write", self._open, done=self._on_opened, failed=self._on_failed)

    def _open(self, task: Task) -> Opened:
        """Worker thread: everything slow is imported here, after the frame is painted."""
        # SQLAlchemy brings asyncio along, and that OpenSSL: five megabytes that no window needs.
        import_later("asyncio", iscoroutine=iscoroutine)
        from core.bootstrap import open_application
        from core.preferences import DEFAULTS, load_preferences
        from core.rescue import Rescue
        from core.settings import load_settings

        given: dict[str, Any] = {} if self._options.data_dir is None else {"data_dir": self._options.data_dir}
        if self._options.self_test:
            given |= {"database_url": None, "auth_required": False}
        settings = load_settings(**given)
        self._rescue = Rescue(settings)
        core = open_application(settings, progress=task.progress)
        with ExitStack() as unless_opened:
            unless_opened.callback(core.close)
            safe = self._options.safe_mode
            preferences, problems = (DEFAULTS, []) if safe else load_preferences(settings.folder)
            context = None if settings.auth_required else core.context("window")
            opened = Opened(core, context, core.needs_first_account(), preferences, problems)
            unless_opened.pop_all()
        warm_page(self._options.page or preferences.last_page)
        return opened

    def _on_opened(self, opened: Opened) -> None:
        self._opened = opened
        self.preferences.use(opened.preferences)
        self._last_person, self._last_page = opened.preferences.last_person, opened.preferences.last_page
        self._session.begin(opened.core, opened.context, needs_account=opened.needs_account)
        self._watch()
        tasks = self._window.operations.tasks
        tasks.submit("read", _motion, done=self._on_motion_known, failed=self._presenter.present)
        if self._options.safe_mode:
            text = self.tr("Safe mode: settings and places that were kept are ignored, and none are kept.")
            self._window.banner.say(text, "info")
        if opened.problems:
            self._window.banner.warn(" ".join(map(str, opened.problems)))
        for text in told_clashes(opened.preferences.keys).values():
            self._window.banner.warn(text)
        self.opened.emit()

    def _on_motion_known(self, is_still: bool) -> None:
        theme().desktop_is_still = is_still

    def _watch(self) -> None:
        from gui.watch import Watch

        Watch(self._window).start()
        garbage = Garbage(self._window.operations.tasks, self._window)
        garbage.spare()
        self._window.closing.connect(garbage.release)

    def _show_first_page(self) -> None:
        signs_in = self._window.signs_people_in
        self._person = str(self._window.operations.context.actor.id) if signs_in else ""
        names, page, self._page = self._window.page_names, self._page, None
        last = self._last_page if self._last_person == self._person else ""
        if page not in names:
            self._window.show_page(last if last in names else names[0])
        if page:
            go_to(self._window, page)
        if self._window.page is not None:
            self._window.page.summary_changed.connect(self._on_first_rows, Qt.ConnectionType.SingleShotConnection)

    def _on_page_shown(self, name: str) -> None:
        self._last_person, self._last_page = self._person, name

    def _on_window_painted(self) -> None:
        self._painted = time.time()

    def _on_first_rows(self) -> None:
        """Log when there was what to see, in seconds since the epoch: `make bench` reads it."""
        from core.logs import logger

        self._window.operations.tasks.warm(LATER)
        logger("start").info("painted at %.3f, first rows at %.3f", self._painted, time.time())

    def _on_failed(self, error: BaseException) -> None:
        self._window.failure.go_on()
        if isinstance(error, CancelledError):
            return
        if not isinstance(error, AppError):
            self._presenter.present(error)
        text = told(error, "opening") if isinstance(error, AppError) else self.tr("Something unexpected happened.")
        may_restore = self._restoring.offer(self._rescue, error)
        self._window.show_failure(text, str(self.folder.path), may_restore=may_restore)
        self.failed.emit()

    def _on_window_closing(self) -> None:
        if self._opened is not None:
            last = {"last_page": self._last_page, "last_person": self._last_person}
            self.preferences.store(window=stored(self._window), theme=theme().choice, **last)
        self._opened = None
        self._window.operations.close()


def _motion(_task: Task) -> bool:
    """Worker thread: whether the desktop wants nothing to move."""
    from gui.theme.motion import desktop_is_still

    return desktop_is_still()


def go_to(window: MainWindow, page: str) -> None:
    """Show the page that somebody named, or say which there are; none before anybody is in."""
    names = window.page_names
    if page in names:
        window.show_page(page)
    elif names:
        text = QCoreApplication.translate("Start", "There is no page “{name}”. There are: {known}.")
        window.banner.say(text.format(name=page, known=", ".join(names)))


def likely_folder(options: Namespace) -> DataFolder:
    """The data directory as the settings will have it, without their price."""
    return DataFolder(options.data_dir or Path(os.environ.get("DATA_DIR") or default_data_dir()))


def restore_window(window: MainWindow, folder: DataFolder) -> None:
    """Give the window its look and place, before it is painted; whatever is wrong with the file is said later."""
    with suppress(OSError, ValueError):
        restore(window, stored_values(folder))
