"""Keeps out of the window's process what costs time or memory there and serves nothing."""

import builtins
import sys
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import cast


@contextmanager
def without(name: str) -> Generator[None]:
    """While inside, importing this module fails as where Python lacks it; afterwards it is there for whoever asks."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = cast("ModuleType", None)
    try:
        yield
    finally:
        del sys.modules[name]


def import_plainly() -> None:
    """From now on modules are imported as Python does it.

    PySide goes through the source of each module after its import, to see whether it asks for other spellings of Qt's
    names: none here does, and the price is a tenth of the time until the first frame.
    """
    import_module("PySide6.QtCore")  # puts its own import in place of Python's
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
