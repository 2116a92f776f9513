"""The HTTP interface by keyboard: started and stopped, on which port, and what is said when it does not go on."""

import json
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from core.http.server import holder
from gui.pages.http_card import HttpCard
from gui.theme import theme
from tests.gui.person import User
from tests.gui.test_settings_page import at_settings, go_to
from tests.screens.faults import faults

Open = Callable[..., User]


@pytest.fixture(autouse=True)
def any_port(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PORT", "0")
    yield
    theme().scale_text(100)


@contextmanager
def taken() -> Iterator[int]:
    """A port that is in use."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        yield door.getsockname()[1]


def card_of(user: User) -> HttpCard:
    card = at_settings(user).http
    user.wait(card.port.isVisible)
    return card


def started(user: User) -> HttpCard:
    card = card_of(user)
    go_to(user, card.start_button)
    user.press("Space")
    user.wait(card.stop_button.isVisible)
    return card


def test_it_is_started_and_stopped(open_desk: Open) -> None:
    user = open_desk(waits=False, page="settings")
    card = card_of(user)
    assert card.address.isHidden()
    go_to(user, card.start_button)
    user.press("Space")
    assert card.state.text() == "Starting…"
    assert user.focus is card.start_button
    user.press("Space")  # which starts it only once
    user.wait(lambda: card.address.text.text().startswith("http://127.0.0.1:"))
    assert user.focus is card.stop_button
    address = card.address.text.text()
    go_to(user, card.token.copy_button)
    user.press("Space")
    token = QGuiApplication.clipboard().text()
    assert httpx.get(f"{address}/api/v1/items/").status_code == 401
    assert httpx.get(f"{address}/api/v1/items/", headers={"Authorization": f"Bearer {token}"}).status_code == 200
    go_to(user, card.stop_button)
    user.press("Space")
    user.wait(card.address.isHidden)
    assert user.focus is card.start_button
    assert not card.problem.isVisible()
    with pytest.raises(httpx.ConnectError):
        httpx.get(address)


def test_a_window_that_closes_serves_no_more(open_desk: Open) -> None:
    user = open_desk(waits=False, page="settings")
    address = started(user).address.text.text()
    user.window.close()
    user.wait(lambda: not user.window.isVisible())
    with pytest.raises(httpx.ConnectError):
        httpx.get(address)


def test_whoever_types_elsewhere_goes_on_while_it_starts(open_desk: Open) -> None:
    user = open_desk(waits=False, page="settings")
    page = at_settings(user)
    card = card_of(user)
    go_to(user, card.start_button)
    user.press("Space")
    name = page.profile.entries.fields["full_name"].control
    assert isinstance(name, QLineEdit)
    name.setFocus()
    user.press("Ctrl+A")
    user.write("Ann ")
    user.wait(card.stop_button.isVisible)
    user.write("Lee or ")
    assert (user.focus, name.text()) == (name, "Ann Lee or ")
    assert card.state.text() == "Running"


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux tells whose port it is")
def test_one_that_has_ended_by_itself_is_told(open_desk: Open) -> None:
    user = open_desk(waits=False, page="settings")
    card = started(user)
    go_to(user, card.token.copy_button)
    found = holder(int(card.address.text.text().rpartition(":")[2]))
    assert found is not None
    os.kill(found.process, signal.SIGKILL)
    user.wait(card.problem.isVisible)
    assert card.problem.text().startswith("It has ended by itself.")
    assert card.state.text() == "Not running"
    assert card.address.isHidden()
    assert user.focus is card.start_button
    user.press("Space")
    user.wait(card.stop_button.isVisible)
    assert not card.problem.isVisible()


def test_where_a_port_is_in_use_another_one_is_chosen(open_desk: Open, data_dir: Path) -> None:
    with taken() as port, taken() as other:
        user = open_desk(waits=False, page="settings")
        card = card_of(user)
        assert card.port.text() == "Any free one"
        go_to(user, card.port)
        user.press("Ctrl+A")
        user.write(str(port))
        go_to(user, card.start_button)
        user.press("Space")
        user.wait(card.problem.isVisible)
        assert card.problem.text().startswith(f"Port {port} is in use by")
        assert card.problem.text().endswith("Close that, or choose another port.")
        assert (card.state.text(), user.focus) == ("Not running", card.start_button)
        card.port.setFocus()
        user.press("Ctrl+A")
        user.write(str(other))
        user.press("Alt+T")
    user.wait(card.stop_button.isVisible)
    assert card.address.text.text() == f"http://127.0.0.1:{other}"
    user.wait(lambda: json.loads((data_dir / "preferences.json").read_text())["http_port"] == other)
    user.press("Ctrl+Q")
    user.wait(lambda: not user.window.isVisible())
    again = open_desk(waits=False, page="settings")
    assert started(again).address.text.text() == f"http://127.0.0.1:{other}"


def test_in_german_all_of_it_is_german(open_desk: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    with taken() as port:
        monkeypatch.setenv("PORT", str(port))
        user = open_desk(waits=False, page="settings", language="de_DE")
        card = card_of(user)
        assert card.port.value() == port
        card.start()
        user.wait(card.problem.isVisible)
    assert card.problem.text().startswith(f"Port {port} wird von ")
    assert card.problem.text().endswith("oder wählen Sie einen anderen Port.")


def test_the_largest_text_is_not_cut_off(open_desk: Open) -> None:
    user = open_desk(waits=False, page="settings")
    card = started(user)
    user.window.preferences.change(text_scale=200)
    user.wait(lambda: card.token.text.height() > 1.5 * card.token.text.fontMetrics().height())  # in two lines
    user.wait(lambda: not faults(card))
