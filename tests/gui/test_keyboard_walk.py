"""The whole application by keyboard alone: every command is reached and run, and one sees that it did something."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from core import bootstrap
from core.models.user import UserCreate
from core.settings import load_settings
from gui.actions import COMMANDS
from gui.theme import theme
from tests.gui.person import User
from tests.gui.test_session import PASSWORD, ROOT, sign_in
from tests.gui.walk import WALK, Walk

LAST = ["file.sign_out", "file.quit"]
"""After these nobody is there any more."""
ROWS = 40


@pytest.fixture
def walk(shop: None, monkeypatch: pytest.MonkeyPatch, data_dir: Path, open_desk: Callable[..., User]) -> Walk:
    """Somebody who signed in, in front of some gadgets, with a second account beside theirs."""
    monkeypatch.setenv("AUTH_REQUIRED", "true")
    with bootstrap.open_application(load_settings(data_dir=data_dir)) as application:
        context = application.context()
        for email, is_superuser in ((ROOT, True), ("ann@example.org", False)):
            application.users.create(context, UserCreate(email=email, password=PASSWORD, is_superuser=is_superuser))
        service = application.service("gadgets")
        values: list[dict[str, Any]] = [{"name": f"Gadget {n}", "stock": n, "notes": f"note {n}"} for n in range(ROWS)]
        service.create_many(application.context_of(ROOT), [service.entity.new(each) for each in values])
    user = open_desk("--page", "gadgets", waits=False)
    sign_in(user, ROOT)
    return at_gadgets(user)


def at_gadgets(user: User) -> Walk:
    """Once the gadgets are in view."""
    user.wait(lambda: user.window.shown_name == "gadgets" and user.page.model.is_loaded)
    return Walk(user, "gadgets")


def test_the_walk_goes_to_every_command() -> None:
    assert set(WALK) == set(COMMANDS)


def test_every_command_is_reached_and_run(walk: Walk) -> None:
    """Each key is pressed twice: first with nobody to carry the command out, when nothing may change, then in earnest.

    So no command passes that does nothing.
    """
    look = theme().choice
    failed: dict[str, str] = {}
    for command in [name for name in WALK if name not in LAST] + LAST:
        walk.come_back()
        QGuiApplication.clipboard().setText("nothing copied yet")
        steps, part = WALK[command]
        walk.begin(steps)
        problem = run(walk, command, part)
        if problem:
            failed[command] = problem
        if command == "file.sign_out":
            sign_in(walk.user, ROOT)
            walk = at_gadgets(walk.user)
    theme().choose(look)
    assert failed == {}


def run(walk: Walk, command: str, part: str) -> str:
    """Press the command's key; what is wrong."""
    actions = walk.user.window.commands
    if not actions[command].isEnabled():
        return "is disabled"
    handlers = actions._handlers  # pyright: ignore[reportPrivateUsage]
    handler = handlers[command]
    before = walk.look(part)
    actions.handle({command: nothing})
    walk.press(command)
    idle = walk.look(part)
    actions.handle({command: handler})
    if idle != before:
        return f"{part} changes by itself from {before} to {idle}"
    walk.press(command)
    return "" if walk.changes(part, before) else f"{part} stays as it is: {before}"


def nothing() -> None:
    """What a command does that nobody carries out."""
