"""Use cases of the window that wait until they are let through."""

import threading
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from core.context import Context
from core.services.contract import Core
from gui import use_cases

PATIENCE = 30
"""Seconds after which one goes on by itself."""


def late(monkeypatch: pytest.MonkeyPatch, *names: str, cases: ModuleType = use_cases) -> threading.Event:
    """Have use cases wait until this is set."""
    gate = threading.Event()
    for name in names:
        monkeypatch.setattr(cases, name, _late(getattr(cases, name), gate))
    return gate


def _late(real: Callable[..., Callable[[Core, Context], Any]], gate: threading.Event) -> Callable[..., Any]:
    def slowly(**values: Any) -> Callable[[Core, Context], Any]:
        work = real(**values)
        return lambda core, context: (gate.wait(PATIENCE), work(core, context))[1]

    return slowly
