"""A real window over a real database in a folder of its own; whatever a test leaves behind fails it."""

import gc
import logging
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from core import bootstrap
from core.bootstrap import Application, open_application
from core.context import Context
from core.database import Database, sqlite_url
from core.migrate.file import create_file
from core.settings import load_settings
from gui.__main__ import arguments
from gui.application import Desk, qt_application
from gui.language import speak
from gui.table.page import TablePage
from tests.gui.person import PATIENCE, User
from tests.shop import open_shop


@pytest.fixture(scope="session")
def qapp() -> Iterator[QApplication]:
    """The application, with values typed and shown in ISO's form whatever machine the tests run on."""
    application = qt_application()
    speak("C")
    with modules_frozen():
        yield application
    application.clipboard().clear()  # offscreen, what is left in it outlives Python, and the process ends in a crash


@contextmanager
def modules_frozen() -> Generator[None]:
    """Looks for garbage among what tests make alone. A window that ends would have all modules looked through again."""
    gc.collect()
    gc.freeze()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("freeze", "unfreeze"):
            patch.setattr(gc, name, lambda: None)
        yield


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fails the test for threads, running timers and windows that outlive it."""
    threads, windows = set(threading.enumerate()), set(qapp.topLevelWidgets())
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [thread for thread in threading.enumerate() if thread not in threads and not is_of_python(thread)]
    for thread in left:
        thread.join(timeout=2)  # one that was told to end may not have come to it yet
    running = {thread.name for thread in left if thread.is_alive()}
    assert not running, f"threads left running: {running}"
    open_windows = {w for w in qapp.topLevelWidgets() if w not in windows and is_own_window(w)}
    assert not open_windows, f"windows left open, or to the garbage collector: {open_windows}"
    gc.collect()
    timers = [t for t in gc.get_objects() if isinstance(t, QTimer) and isValid(t) and t.isActive()]
    assert not timers, f"timers left running: {timers}"


def is_of_python(thread: threading.Thread) -> bool:
    """Qt's own threads appear as dummies once Python code ran in them."""
    return isinstance(thread, threading._DummyThread)


def is_own_window(widget: QWidget) -> bool:
    """Qt keeps some windows of its own: tool tips, completers, menus of deleted widgets."""
    return type(widget).__module__.startswith("gui.") or widget.isVisible()


@pytest.fixture(autouse=True)
def no_warnings_logged(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails the test for warnings and errors in the log, unless it is marked to expect them."""
    yield
    if request.node.get_closest_marker("logs_errors") is None:
        loud = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
        bad = [message for message in loud if "This plugin does not support" not in message]
        assert not bad, f"logged: {bad}"


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as the migrations make it."""
    path = tmp_path_factory.mktemp("prepared") / "new.db"
    create_file(path)
    return path


@pytest.fixture
def data_dir(tmp_path: Path, prepared: Path) -> Iterator[Path]:
    """A folder in which a new database is a copy, as a package makes it."""
    with pytest.MonkeyPatch.context() as patch:  # the test's own is undone before windows close
        patch.setattr("core.migrate.file.new_database", lambda: prepared)
        yield tmp_path / "data"


@pytest.fixture
def items(data_dir: Path) -> list[str]:
    """Items that are there before the window opens; a test says which by parametrizing or overriding."""
    return []


@pytest.fixture
def core(data_dir: Path) -> Iterator[tuple[Application, Context]]:
    """The same data from outside the window."""
    with bootstrap.open_application(load_settings(data_dir=data_dir)) as application:
        yield application, application.context()


class Disk:
    """Where the database is. Once it is full, no row can be added or changed, and SQLite says why."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def fill(self) -> None:
        """Leave no room."""
        names = self._run("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'")
        refusal = "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        for table, verb in product(names, ("INSERT", "UPDATE")):
            self._run(f"CREATE TRIGGER full_{table}_{verb} BEFORE {verb} ON {table} {refusal}")

    def free(self) -> None:
        """Make room."""
        for name in self._run("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            self._run(f"DROP TRIGGER {name}")

    def _run(self, statement: str) -> list[str]:
        database = Database(sqlite_url(self._path))
        with database.write() as connection:
            found = connection.exec_driver_sql(statement)
            rows = [row.name for row in found] if found.returns_rows else []
        database.close()
        return rows


@pytest.fixture
def disk(data_dir: Path) -> Disk:
    return Disk(data_dir / "app.db")


@pytest.fixture
def open_desk(qtbot: QtBot, data_dir: Path) -> Generator[Callable[..., User]]:
    """Opens windows on the data directory; closes those still open at the end."""
    opened: list[Desk] = []

    def open_(*words: str, waits: bool = True, page: str | None = "items", language: str | None = "C") -> User:
        """Opens with this page, unless the words name one or it is None."""
        chosen = [] if page is None or "--page" in words else ["--page", page]
        spoken = [] if language is None else ["--language", language]
        desk = Desk(arguments([*spoken, "--data-dir", str(data_dir), *chosen, *words]))
        opened.append(desk)
        desk.window.show()
        desk.window.activateWindow()
        user = User(qtbot, desk)
        if waits:
            user.wait(lambda: isinstance(desk.window.page, TablePage) and user.page.model.is_counted)
            user.wait(desk.window.isActiveWindow)
        return user

    yield open_
    for desk in opened:
        close(qtbot, desk)


def close(qtbot: QtBot, desk: Desk) -> None:
    """Close a window and let go of it."""
    if not isValid(desk.window):
        return
    desk.window.close()
    qtbot.waitUntil(lambda: not desk.window.isVisible(), timeout=PATIENCE)
    desk.delete()


def end_while_typing(qtbot: QtBot, user: User, data_dir: Path, name: str) -> None:
    """Leave of a window among the gadgets what a kill leaves: what was kept of the field that is being typed into."""
    with open_shop(load_settings(data_dir=data_dir)) as application:
        context = application.context()
        user.wait(lambda: any(name in each.texts for each in application.drafts.list(context, "gadgets", "table")))
        (draft,) = application.drafts.list(context, "gadgets", "table")
        user.press("Esc", times=3)
        close(qtbot, user.desk)
        application.drafts.keep(context, draft)


@pytest.fixture
def user(open_desk: Callable[..., User], data_dir: Path, items: list[str]) -> User:
    """Somebody in front of an open window with the test's items."""
    if items:
        with open_application(load_settings(data_dir=data_dir)) as application:
            entity = application.entities["items"]
            creates = [entity.new({"title": title}) for title in reversed(items)]
            application.service("items").create_many(application.context(), creates)
    return open_desk()


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch, data_dir: Path) -> None:
    """Windows open on the families of the shop."""
    monkeypatch.setattr("core.bootstrap.open_application", open_shop)


GADGETS: list[dict[str, Any]] = [
    {"name": f"Gadget {number}", "price": Decimal(number), "stock": number * 10, "status": "new"}
    for number in range(1, 6)
]


@pytest.fixture
def gadgets(shop: None, data_dir: Path, open_desk: Callable[..., User]) -> User:
    """Somebody in front of some gadgets, which have a field of every kind, and two categories."""
    with bootstrap.open_application(load_settings(data_dir=data_dir)) as application:
        context = application.context()
        for name, rows in (("categories", [{"name": "Tools"}, {"name": "Kitchen"}]), ("gadgets", GADGETS[::-1])):
            service = application.service(name)
            service.create_many(context, [service.entity.new(values) for values in rows])
    user = open_desk("--page", "gadgets")
    user.wait(lambda: user.page.entity.name == "gadgets" and user.page.model.count == len(GADGETS))
    return user
