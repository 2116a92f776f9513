"""How large a window may be, where it stands and how its parts are arranged, the latter kept between starts."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import QByteArray, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from gui.theme import theme

if TYPE_CHECKING:
    from gui.main_window import MainWindow

FRAME: Final = QSize(16, 40)
"""Pixels that a desktop takes at most for the frame around a window; how many, Qt knows only once it is shown."""
VISIBLE = 120
"""Pixels of a window in each direction that must be on some screen, so that one can take hold of it."""


def room_on_screen(window: QWidget) -> QSize:
    """The most that a window, or the dialog of one, can be large without reaching beyond its screen."""
    return (window.parentWidget() or window).screen().availableSize() - FRAME


def fit(window: QWidget, size: QSize) -> None:
    """Have a window be this large at first, or as large as there is room on its screen."""
    window.resize(size.boundedTo(room_on_screen(window)))


def begin_with(window: QWidget, width: int, height: int) -> None:
    """The same, in pixels beside the usual text: a larger one takes more."""
    fit(window, QSize(theme().grown(width), theme().grown(height)))


def stored(window: "MainWindow") -> str:
    """The arrangement as a text for the preferences."""
    return json.dumps(
        {
            "geometry": b64encode(cast("bytes", window.saveGeometry().data())).decode("ascii"),
            "panel": window.panel.wanted_width,
            "collapsed": window.sidebar.is_collapsed,
            "used": dict(window.commands.used.most_common(50)),
        }
    )


def restore(window: "MainWindow", preferences: Mapping[str, Any]) -> None:
    """Arrange a window as it was; what makes no sense is left out. Before it is shown for the first time."""
    theme().choose(str(preferences.get("theme", "system")))  # one that there is not is said with the preferences
    theme().reduced_motion = preferences.get("reduced_motion") is True
    with suppress(ValueError, TypeError, AttributeError):
        # An older form, or a file that somebody edited: what cannot be used leaves the window as new ones are.
        theme().scale_text(int(preferences.get("text_scale", 100)))
        kept = json.loads(preferences.get("window") or "{}")
        window.restoreGeometry(QByteArray(b64decode(kept.get("geometry", ""))))
        window.panel.be_wide(int(kept.get("panel", window.panel.wanted_width)))
        window.sidebar.collapse(kept.get("collapsed") is True)
        for name, count in kept.get("used", {}).items():
            window.commands.count(str(name), int(count))
    keep_visible(window)


def keep_visible(window: "MainWindow") -> None:
    """Move a window back that stands where no screen is any more."""
    frame = window.geometry()
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if any(_shows(screen, frame) for screen in screens) or not screens:
        return
    home = QGuiApplication.primaryScreen().availableGeometry()
    size = frame.size().boundedTo(home.size() - FRAME)
    window.setGeometry(QRect(home.center() - QRect(home.topLeft(), size).center() + home.topLeft(), size))


def _shows(screen: QRect, frame: QRect) -> bool:
    """Whether enough of the upper edge is on this screen."""
    shared = screen.intersected(QRect(frame.left(), frame.top(), frame.width(), VISIBLE))
    return shared.width() >= min(VISIBLE, frame.width()) and shared.height() >= VISIBLE // 4
