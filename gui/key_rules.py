"""Which keys no command may be given, because they mean something else everywhere in the window."""

from collections.abc import Sequence
from typing import Final, cast

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from gui.actions import MENUS, Command
from gui.key_bindings import default_keys, native

WITH: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def why_not(key: str, command: Command) -> str:
    """Why a command may not have this key; "" where it may."""
    if key in default_keys(command):
        return ""
    translate = QCoreApplication.translate
    if types_a_character(key):
        text = translate("KeyRules", "{key} is for typing. Take it together with Ctrl or Alt, or take a function key.")
        return text.format(key=native((key,)))
    for title, _ in MENUS:
        said = translate("Command", title)
        if QKeySequence(key) == QKeySequence.mnemonic(said):
            text = translate("KeyRules", "{key} opens the menu “{menu}”.")
            return text.format(key=native((key,)), menu=said.replace("&", ""))
    return ""


def types_a_character(key: str) -> bool:
    """Whether a key writes something in a field; those that do come before all others in Qt's list."""
    combination = cast("Sequence[QKeyCombination]", QKeySequence(key))[0]  # the stubs lack it
    return combination.key() < Qt.Key.Key_Escape and not combination.keyboardModifiers() & WITH
