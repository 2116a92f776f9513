"""Which keys type something, rather than being commands."""

import sys
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_CONTROL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_COMMANDING: Final = _CONTROL | _ALT | Qt.KeyboardModifier.MetaModifier
"""With one of these a key is a command, but for those that type."""
_TYPING: Final = frozenset({Qt.KeyboardModifier.NoModifier, _ALT if sys.platform == "darwin" else _CONTROL | _ALT})
"""With these it types: the last one is the Option key, or AltGr as Windows tells of it."""


def types(key: QKeyEvent) -> bool:
    """Whether a key is a sign that is seen: it begins to edit a cell."""
    text = key.text()
    return bool(text) and text.isprintable() and not text.isspace() and key.modifiers() & _COMMANDING in _TYPING


def commands(key: QKeyEvent) -> bool:
    """Whether a key is a command that has nothing to do with typing."""
    return bool(key.modifiers() & _COMMANDING) and not types(key)
