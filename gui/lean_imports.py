"""Keeps out of the window's process what costs time or memory there and serves nothing."""

import builtins
import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class _Later(ModuleType):
    """Stands for a module until something is asked of it that is not known here."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def import_later(name: str, **known: object) -> None:
    """Have whoever imports this module get it once something else of it is used than what is known."""
    if name not in sys.modules:
        module = _Later(name)
        vars(module).update(known)
        sys.modules[name] = module


def import_plainly() -> None:
    """From now on modules are imported as Python does it.

    PySide goes through the source of each module after its import, to see whether it asks for other spellings of Qt's
    names: none here does, and the price is a tenth of the time until the first frame.
    """
    import_module("PySide6.QtCore")  # puts its own import in place of Python's
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
