"""What is pressed while cells are still being copied or cut: it is meant for them, and for nothing older."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication

from core.bootstrap import Application
from core.context import Context
from core.query.ast import Query
from gui import copy_cases
from tests.gui.late import late
from tests.gui.person import User

Core = tuple[Application, Context]


@pytest.fixture
def items() -> list[str]:
    return ["Emma", "Persuasion", "Sanditon"]


@pytest.fixture
def gate(user: User, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Nothing is copied before this is set."""
    gate = late(monkeypatch, "copy_cells", cases=copy_cases)
    yield gate
    gate.set()


def stored(core: Core) -> list[tuple[str, str | None]]:
    application, context = core
    return sorted((row.title, row.description) for row in application.service("items").list(context, Query()).data)


def describe(user: User) -> None:
    """A description in the first row, as the last step."""
    user.press("Right")
    user.write("About Emma")
    user.press("Return")
    user.press("Up")
    user.wait(lambda: not user.desk.operations.tasks.is_busy)


def test_undo_takes_back_a_cut_that_is_still_being_copied(user: User, core: Core, gate: threading.Event) -> None:
    describe(user)
    before = stored(core)
    user.press("Shift+Down")
    user.press("Ctrl+X")
    user.press("Ctrl+Z")
    gate.set()
    user.wait(lambda: user.said.startswith("Undone") and not user.desk.operations.tasks.is_busy)
    assert stored(core) == before
    assert QGuiApplication.clipboard().text().strip() == "About Emma"
    user.press("Ctrl+S")
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert stored(core) == before


@pytest.mark.parametrize("key", ["Ctrl+C", "Ctrl+X"])
def test_nothing_is_pasted_for_a_copy_that_is_stopped(user: User, core: Core, gate: threading.Event, key: str) -> None:
    describe(user)
    before = stored(core)
    QGuiApplication.clipboard().setText("old")
    user.press(key)
    user.press("Down")
    user.press("Ctrl+V")
    user._qtbot.waitUntil(user.window.commands["edit.stop"].isEnabled, timeout=30_000)  # pyright: ignore[reportPrivateUsage]
    user.press("Ctrl+.")
    gate.set()
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    user.wait(lambda: "not done" in user.said)
    assert stored(core) == before
    user.write("after")
    user.press("Return")
    user.wait(lambda: any(description == "after" for _, description in stored(core)))
