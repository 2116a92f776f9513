"""What the window says when it cannot start, and that it never leaves a new database in place of an old one."""

import logging
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QSurface
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.bootstrap import open_application
from core.errors import DatabaseError
from core.settings import load_settings
from gui.dialogs.restore_dialog import RestoreDialog
from gui.table.page import TablePage
from tests.gui.person import User

Open = Callable[..., User]


def message(user: User) -> str:
    user.wait(user.window.failure.isVisible)
    return user.window.failure.message.text()


def test_a_frame_is_painted_before_anything_is_opened(open_desk: Open, data_dir: Path) -> None:
    user = open_desk(waits=False)
    assert not data_dir.exists()
    user.wait(lambda: user.window.page is not None)
    assert user.window.sidebar.names() == ["dashboard", "items", "users", "settings"]


def test_the_next_page_is_made_in_a_quiet_moment_and_read_when_it_is_shown(gadgets: User) -> None:
    gadgets.wait(lambda: len(gadgets.window.findChildren(TablePage)) > 1)
    (page,) = (page for page in gadgets.window.findChildren(TablePage) if page is not gadgets.page)
    assert not page.model.is_loaded
    gadgets.window.show_page(page.entity.name)
    assert gadgets.page is page
    gadgets.wait(lambda: page.model.is_loaded)


def test_a_folder_that_cannot_be_written(open_desk: Open, data_dir: Path) -> None:
    data_dir.parent.mkdir(exist_ok=True)
    data_dir.write_text("a file, not a folder")
    user = open_desk(waits=False)
    assert "cannot be written" in message(user)
    assert str(data_dir) in user.window.failure.place.text()
    assert not user.window.sidebar.isVisible()
    data_dir.unlink()
    assert user.focus is user.window.failure.retry
    user.press("Space")
    user.wait(lambda: user.window.page is not None)
    assert user.window.sidebar.isVisible()


def test_a_damaged_database_is_left_as_it_is(open_desk: Open, data_dir: Path) -> None:
    data_dir.mkdir(parents=True)
    (data_dir / "app.db").write_bytes(b"this is no database at all " * 100)
    user = open_desk(waits=False)
    text = message(user)
    assert "app.db" in text
    assert "Traceback" not in text
    assert (data_dir / "app.db").read_bytes().startswith(b"this is no database")


HOLDER = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("PRAGMA locking_mode=EXCLUSIVE")
held.execute("PRAGMA journal_mode=DELETE")
held.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held(database: Path) -> Iterator[None]:
    """Another program, for a lock of this one would not be noticed."""
    command = [sys.executable, "-c", HOLDER, str(database)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline()
        yield
        other.communicate()


def test_a_database_held_by_another_program(open_desk: Open, data_dir: Path) -> None:
    open_application(load_settings(data_dir=data_dir)).close()
    with held(data_dir / "app.db"):
        user = open_desk(waits=False)
        assert "Another program" in message(user)
    user.press("Space")
    user.wait(lambda: user.window.page is not None)


def test_a_full_disk(open_desk: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise DatabaseError("database.full")

    monkeypatch.setattr("core.bootstrap.open_application", full)
    user = open_desk(waits=False)
    user.wait(user.window.failure.isVisible)
    assert message(user) == "The disk is full. Make room, then try again."


def test_a_newer_database(open_desk: Open, data_dir: Path) -> None:
    open_application(load_settings(data_dir=data_dir)).close()
    with sqlite3.connect(data_dir / "app.db") as other:
        other.execute("UPDATE alembic_version SET version_num = '9999_later' WHERE rowid = 1")
    other.close()
    user = open_desk(waits=False)
    assert "newer version" in message(user)


def test_a_database_url_that_makes_no_sense(open_desk: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "rubbish")
    assert "DATABASE_URL cannot be understood" in message(open_desk(waits=False))


def test_a_database_server_that_does_not_answer(open_desk: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://nobody:secret@127.0.0.1:1/none")
    text = message(open_desk(waits=False))
    assert "does not answer" in text
    assert "secret" not in text


def test_damaged_preferences_are_told_and_set_aside(open_desk: Open, data_dir: Path) -> None:
    data_dir.mkdir(parents=True)
    (data_dir / "preferences.json").write_text("{ no json")
    user = open_desk()
    assert "preferences" in user.window.banner.label.text()
    assert (data_dir / "preferences.damaged").read_text() == "{ no json"


def test_an_unknown_theme_is_told_and_the_window_opens(open_desk: Open, data_dir: Path) -> None:
    data_dir.mkdir(parents=True)
    (data_dir / "preferences.json").write_text('{"theme": "pink", "last_page": "users"}')
    user = open_desk(page=None)
    assert "“pink”" in user.window.banner.label.text()
    assert user.window.shown_name == "users"


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="root may write anywhere")
def test_a_folder_without_the_right_to_write(open_desk: Open, data_dir: Path) -> None:
    data_dir.mkdir(parents=True)
    data_dir.chmod(0o500)
    assert "cannot be written" in message(open_desk(waits=False))


@pytest.mark.logs_errors
def test_a_bug_at_the_start_gives_a_report_and_a_way_on(
    open_desk: Open, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from gui.dialogs.crash import CrashDialog

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("core.bootstrap.open_application", broken)
    user = open_desk(waits=False)
    crash = user.dialog(CrashDialog)
    assert "Something unexpected" in user.window.failure.message.text()
    assert any(record.levelno == logging.ERROR for record in caplog.records)
    crash.reject()
    user.wait_closed(crash)


def test_the_window_remembers_its_page(open_desk: Open) -> None:
    user = open_desk()
    user.press("Ctrl+PgDown")
    user.wait(lambda: user.window.shown_name == "users")
    user.press("Ctrl+Q")
    user.wait(lambda: not user.window.isVisible())
    assert open_desk(page=None).window.shown_name == "users"


def test_an_unknown_page_names_those_there_are(open_desk: Open) -> None:
    user = open_desk("--page", "nonsense", waits=False)
    user.wait(user.window.banner.isVisible)
    assert (
        user.window.banner.label.text() == "There is no page “nonsense”. There are: dashboard, items, users, settings."
    )


def spoil(database: Path, table: str) -> None:
    """Overwrite the first pages of a table and its indexes, in the middle of the file; the rest stays readable."""
    with sqlite3.connect(database) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = other.execute("PRAGMA page_size").fetchone()[0]
        pages = other.execute("SELECT rootpage FROM sqlite_schema WHERE tbl_name = ?", (table,)).fetchall()
    other.close()
    with database.open("r+b") as file:
        for (page,) in pages:
            file.seek((page - 1) * size)
            file.write(b"\xff" * size)


def test_a_database_damaged_in_the_middle(qtbot: QtBot, open_desk: Open, data_dir: Path) -> None:
    open_application(load_settings(data_dir=data_dir)).close()
    spoil(data_dir / "app.db", "item")
    user = open_desk("--page", "items", waits=False)
    user.wait(lambda: user.window.page is not None)
    user.wait(lambda: user.page.contents.currentWidget() is user.page.contents.unread)
    assert "is damaged" in user.page.contents.unread.hint.text()
    assert isinstance(user.focus, QPushButton)
    with qtbot.waitSignal(user.window.operations.tasks.started):
        user.press("Space")


def damaged_with_backups(data_dir: Path, *titles: str) -> list[Path]:
    """A database that cannot be opened, and its backups, in each of which one item more is there."""
    made: list[Path] = []
    with open_application(load_settings(data_dir=data_dir)) as application:
        items, context = application.service("items"), application.context()
        for title in titles:
            items.create(context, items.entity.new({"title": title}))
            made.append(application.backups.make(context).path)
            os.utime(made[-1], (len(made), len(made)))
    (data_dir / "app.db").write_bytes(b"\xa5" * 9000)
    return made


def test_a_backup_is_put_in_the_place_of_a_damaged_database(open_desk: Open, data_dir: Path) -> None:
    first, second = damaged_with_backups(data_dir, "first", "second")
    (data_dir / "backups" / "broken.db").write_bytes(first.read_bytes()[:8000])
    user = open_desk(waits=False)
    way_out = "Restore a backup, or put the right file in its place."
    assert message(user) == f"{data_dir / 'app.db'} is damaged, or no database. {way_out}"
    user.press("Tab")
    assert user.focus is user.window.failure.restore
    user.press("Space")
    dialog = user.dialog(RestoreDialog)
    lines = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert [line.rsplit(" · ")[-1] for line in lines] == [second.name, first.name]
    assert user.focus is dialog.list
    user.press("Down")
    user.press("Return")
    user.wait(lambda: user.window.page is not None and user.page.model.is_counted)
    assert user.shows("first")
    kept = list((data_dir / "backups").glob("*set-aside*"))
    assert [path.read_bytes() for path in kept] == [b"\xa5" * 9000]


def test_without_a_backup_the_window_says_so(open_desk: Open, data_dir: Path) -> None:
    damaged_with_backups(data_dir)
    user = open_desk(waits=False)
    assert "is damaged" in message(user)
    user.press("Tab")
    user.press("Space")
    dialog = user.dialog(RestoreDialog)
    assert dialog.list.count() == 0
    assert not dialog.restore.isEnabled()
    user.press("Escape")
    user.wait_closed(dialog)
    assert user.window.failure.isVisible()


def test_a_backup_is_offered_only_where_it_helps(open_desk: Open, data_dir: Path) -> None:
    data_dir.parent.mkdir(exist_ok=True)
    data_dir.write_text("a file, not a folder")
    user = open_desk(waits=False)
    assert "cannot be written" in message(user)
    assert not user.window.failure.restore.isVisible()


def test_safe_mode_ignores_what_is_kept_and_says_so(open_desk: Open, data_dir: Path) -> None:
    data_dir.mkdir()
    kept = '{"theme": "dark", "text_scale": 300, "last_page": "users"}'
    (data_dir / "preferences.json").write_text(kept, encoding="utf-8")
    user = open_desk("--safe-mode", waits=False, page=None)
    user.wait(user.window.banner.isVisible)
    assert "Safe mode" in user.window.banner.label.text()
    assert user.window.shown_name == "dashboard"
    assert user.window.preferences.values.text_scale == 100
    user.window.preferences.change(text_scale=110)
    user.window.close()
    assert (data_dir / "preferences.json").read_text(encoding="utf-8") == kept


def test_the_window_needs_no_opengl(open_desk: Open) -> None:
    user = open_desk()
    assert user.window.windowHandle().surfaceType() is QSurface.SurfaceType.RasterSurface
    assert not [name for name in sys.modules if name.startswith("PySide6.QtOpenGL")]
