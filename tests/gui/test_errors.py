"""Expected errors in words, cancelled ones in silence, bugs as reports; from slots and threads alike."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError
from PySide6.QtCore import Qt, qWarning
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.errors import CancelledError, DatabaseError, NotFoundError
from gui.dialogs.crash import CrashDialog
from gui.errors import ErrorPresenter, ExceptionHooks, crash_report
from tests.gui.person import User


@pytest.fixture
def presenter(qapp: object) -> ErrorPresenter:
    return ErrorPresenter()


@pytest.fixture
def hooks(presenter: ErrorPresenter, tmp_path: Path) -> Iterator[ExceptionHooks]:
    hooks = ExceptionHooks(presenter, tmp_path / "crashes")
    yield hooks
    hooks.remove()


def broken() -> None:
    raise ZeroDivisionError("of all things")


def test_an_expected_error_is_put_into_words(qtbot: QtBot, presenter: ErrorPresenter) -> None:
    with qtbot.waitSignal(presenter.noticed) as noticed, qtbot.assertNotEmitted(presenter.crashed):
        presenter.present(NotFoundError(singular="Item"))
    assert noticed.args == ["There is no item with this id."]


def test_damage_while_at_work_is_told_with_what_can_be_done_in_the_window(
    qtbot: QtBot, presenter: ErrorPresenter
) -> None:
    with qtbot.waitSignal(presenter.noticed) as noticed:
        presenter.present(DatabaseError("database.damaged", path="app.db"))
    (told,) = noticed.args or [""]
    assert told.startswith("app.db is damaged")
    assert "`db" not in told


def test_no_value_that_somebody_typed_is_in_a_report() -> None:
    class Account(BaseModel):
        age: int
        name: str

    typed = {"age": "my, secret]\n", "name": {"input_type": "my secret"}}
    with pytest.raises(ValidationError) as caught:
        Account.model_validate(typed)
    report = crash_report(caught.value)
    assert "secret" not in report
    assert "unable to parse string as an integer" in report


def test_a_cancelled_one_is_silent(qtbot: QtBot, presenter: ErrorPresenter) -> None:
    with qtbot.assertNotEmitted(presenter.noticed), qtbot.assertNotEmitted(presenter.crashed):
        presenter.present(CancelledError())


@pytest.mark.logs_errors
def test_a_bug_is_reported_and_kept_only_when_somebody_wants_it(
    qtbot: QtBot,
    presenter: ErrorPresenter,
    hooks: ExceptionHooks,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with qtbot.waitSignal(presenter.crashed) as crashed:
        presenter.present(ZeroDivisionError("of all things"))
    report = (crashed.args or [""])[0]
    assert "ZeroDivisionError: of all things" in report
    assert not (tmp_path / "crashes").exists()
    assert "of all things" not in caplog.text
    dialog = CrashDialog(report, presenter.keep)
    dialog.show()
    assert dialog.details.toPlainText() == report
    qtbot.waitUntil(lambda: not dialog.is_unseen)
    QTest.keyClick(dialog.keep_button, Qt.Key.Key_Space)
    [path] = (tmp_path / "crashes").iterdir()
    assert path.read_text(encoding="utf-8") == report
    assert str(path) in dialog.place.text()
    dialog.close()


@pytest.mark.logs_errors
def test_a_report_that_cannot_be_kept_is_said(
    qtbot: QtBot, presenter: ErrorPresenter, hooks: ExceptionHooks, tmp_path: Path
) -> None:
    (tmp_path / "crashes").write_text("in the way")
    dialog = CrashDialog("report", presenter.keep)
    dialog.show()
    dialog.keep_button.click()
    assert "could not be written" in dialog.place.text()
    assert dialog.keep_button.isEnabled()
    dialog.close()


@pytest.mark.logs_errors
def test_a_slot_that_raises_ends_in_a_report(qtbot: QtBot, presenter: ErrorPresenter, hooks: ExceptionHooks) -> None:
    with qtbot.waitSignal(presenter.crashed) as crashed:
        raise_in_a_slot(hooks)
    assert "of all things" in (crashed.args or [""])[0]


def raise_in_a_slot(hooks: ExceptionHooks) -> None:
    """What PySide does with an exception in a slot; the test runner would otherwise take it."""
    try:
        broken()
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)


@pytest.mark.logs_errors
def test_a_thread_that_raises_ends_in_a_report(qtbot: QtBot, presenter: ErrorPresenter, hooks: ExceptionHooks) -> None:
    with qtbot.waitSignal(presenter.crashed) as crashed:
        thread = threading.Thread(target=broken)
        thread.start()
        thread.join()
    assert "of all things" in (crashed.args or [""])[0]


@pytest.mark.logs_errors
def test_qt_speaks_into_the_log(hooks: ExceptionHooks, caplog: pytest.LogCaptureFixture) -> None:
    qWarning("something about a layout")
    assert any("something about a layout" in record.getMessage() for record in caplog.records)


@pytest.mark.logs_errors
def test_bugs_that_come_while_a_report_is_open_are_counted_in_it(user: User) -> None:
    for _ in range(3):
        user.desk.presenter.present(ZeroDivisionError("of all things"))
    dialog: CrashDialog = user.dialog(CrashDialog)
    assert len([each for each in QApplication.topLevelWidgets() if isinstance(each, CrashDialog)]) == 1
    assert dialog.further.isVisible()
    assert dialog.further.text() == "And 2 more since then."
    user.press("Esc")
    user.wait_closed(dialog)
    user.desk.presenter.present(ZeroDivisionError("once more"))
    again: CrashDialog = user.dialog(CrashDialog)
    assert not again.further.isVisible()
    user.press("Esc")
    user.wait_closed(again)


@pytest.mark.logs_errors
def test_a_bug_in_what_tells_of_bugs_is_told_in_the_banner(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    presenter = user.desk.presenter
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: presenter.present(error))
    with monkeypatch.context() as missing:
        missing.setitem(sys.modules, "gui.dialogs.crash", None)  # as if it had been deleted meanwhile
        presenter.present(ZeroDivisionError("of all things"))
    assert "Something unexpected happened." in user.desk.window.banner.label.text()
    presenter.present(ZeroDivisionError("of all things"))
    user.dialog(CrashDialog).reject()
