"""Use cases of the window that wait until they are let through."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from core.context import Context
from core.services.contract import Core
from gui import use_cases

PATIENCE = 30
"""Seconds after which one goes on by itself."""


def late(monkeypatch: pytest.MonkeyPatch, name: str) -> threading.Event:
    """Have a use case wait until this is set."""
    gate, real = threading.Event(), getattr(use_cases, name)

    def slowly(**values: Any) -> Callable[[Core, Context], Any]:
        work = real(**values)
        return lambda core, context: (gate.wait(PATIENCE), work(core, context))[1]

    monkeypatch.setattr(use_cases, name, slowly)
    return gate
