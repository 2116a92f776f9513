"""The one error presenter: expected errors in words, cancelled ones in silence, anything else as a crash report."""

import faulthandler
import logging
import platform
import re
import sys
import threading
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler, qVersion

from core import app_info
from core.errors import AppError, CancelledError
from core.logs import logger

_QT_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_TYPED: Final = re.compile(r"input_value=.*(, input_type=\w+\])")


class ErrorPresenter(QObject):
    """Sorts errors by whose fault they are. `present` may be called on any thread.

    Signals:
        noticed: an expected error, in words.
        crashed: a bug, with the report's text. It is kept only when somebody has read it: see `keep`.
    """

    noticed = Signal(str)
    crashed = Signal(str)
    _caught = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.crashes: Path | None = None
        self._is_reporting = self._has_failed = False
        self._caught.connect(self._present)

    def present(self, error: BaseException) -> None:
        """Tell the person what happened."""
        self._caught.emit(error)

    def _present(self, error: BaseException) -> None:
        match error:
            case CancelledError():
                pass
            case AppError():
                self.noticed.emit(told(error, "work"))
            case _:
                self._report(error)

    def _report(self, error: BaseException) -> None:
        """Log a bug and show it. One that comes of showing another is only logged: it would come again, without end."""
        # What an error says may be somebody's data: the log has only where it happened.
        where = "".join(traceback.format_tb(error.__traceback__))
        logger("crash").error("%s\n%s", type(error).__name__, where)
        if self._is_reporting:
            self._has_failed = True
            return
        self._is_reporting, self._has_failed = True, False
        self.crashed.emit(crash_report(error))
        if self._has_failed:
            self.noticed.emit(self.tr("Something unexpected happened. The log says where; what is shown may be wrong."))
        self._is_reporting = False

    def keep(self, report: str) -> str:
        """Write a report down; the file's path, "" where that was not possible."""
        if self.crashes is None:
            return ""
        path = self.crashes / f"{datetime.now().astimezone():%Y-%m-%d %H-%M-%S}.txt"
        try:
            self.crashes.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.write_text(report, encoding="utf-8")
        except OSError:
            return ""
        return str(path)


def told(error: AppError, *places: str) -> str:
    """An error in the words of the first of these places that has its own, else in the window's or everybody's."""
    from core.messages import MESSAGES, describe  # no first frame waits for them

    codes = [code for place in (*places, "window") if (code := f"{place}.{error.reason}") in MESSAGES]
    return describe(AppError(codes[0], **error.params)) if codes else describe(error)


def crash_report(error: BaseException) -> str:
    """What a developer needs to know about a bug; not what somebody typed, which Pydantic says in its errors."""
    versions = f"{app_info.NAME} {app_info.VERSION}, Python {platform.python_version()}, Qt {qVersion()}"
    trace = _TYPED.sub(r"input_value=…\1", "".join(traceback.format_exception(error)))
    return f"{versions}, {platform.platform()}\n\n{trace}"


class ExceptionHooks:
    """Sends what nobody caught, in slots, timers and threads, to the presenter, and Qt's own messages to the log."""

    def __init__(self, presenter: ErrorPresenter, crashes: Path) -> None:
        self._presenter = presenter
        presenter.crashes = crashes
        sys.excepthook = self._on_uncaught
        threading.excepthook = self._on_thread_uncaught
        self._qt_handler = qInstallMessageHandler(_on_qt_message)
        if sys.stderr is not None:  # pyright: ignore[reportUnnecessaryComparison]  # None in a windowed executable
            faulthandler.enable()

    def remove(self) -> None:
        """Put everything back as it was."""
        sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
        qInstallMessageHandler(self._qt_handler)
        faulthandler.disable()

    def _on_uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            sys.exit(130)
        self._presenter.present(error)

    def _on_thread_uncaught(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._presenter.present(arguments.exc_value)


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logger(f"qt.{context.category or 'default'}").log(_QT_LEVELS[kind], "%s", message)
