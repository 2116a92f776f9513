"""What was typed comes back as the same values where the window speaks another locale in another time zone."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tzlocal
from pytestqt.qtbot import QtBot

from core.desk.drafts import Draft
from core.settings import load_settings
from gui.form.record_pane import RecordPane
from gui.language import speak
from gui.values import time_zone
from tests.gui.conftest import close, end_while_typing
from tests.gui.person import User
from tests.shop import open_shop
from tests.shop.gadget import Status

Travel = Callable[[str, str], User]
DAY, MOMENT = date(2026, 4, 3), datetime(2026, 4, 3, 8, 0, tzinfo=UTC)


@pytest.fixture
def travel(
    shop: None, open_desk: Callable[..., User], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> Iterator[Travel]:
    """Closes the window, and opens it again on the gadgets in another locale and time zone."""
    users = list[User]()

    def travel_to(locale: str, zone: str) -> User:
        for user in users:
            close(qtbot, user.desk)
        monkeypatch.setenv("TZ", zone)
        tzlocal.reload_localzone()
        time_zone.cache_clear()
        users.append(open_desk("--page", "gadgets", language=locale))
        return users[-1]

    yield travel_to
    for user in users:
        close(qtbot, user.desk)
    monkeypatch.undo()
    tzlocal.reload_localzone()
    time_zone.cache_clear()
    speak("C")


def type_into(user: User, **texts: str) -> None:
    """Type into cells of the row of the cursor."""
    names = [facts.name for facts in user.page.model.columns]
    for name, text in texts.items():
        user.press("Home")
        user.press("Right", times=names.index(name))
        user.write(text)
        user.press("Tab")


def typed_values(user: User) -> dict[str, Any]:
    """What is typed into the only unsaved row."""
    user.wait(lambda: len(user.page.model.drafts) == 1)
    (row,) = user.page.model.drafts
    return dict(row.values)


def test_a_row(travel: Travel, data_dir: Path) -> None:
    user = travel("en_GB", "Europe/London")
    user.press("Ins")
    type_into(user, released="03/04/2026", seen_at="03/04/2026 09:00", price="1,234.50", opens="17:05", active="n")
    again = travel("de_DE", "America/New_York")
    values = {"released": DAY, "seen_at": MOMENT, "price": Decimal("1234.50"), "opens": time(17, 5), "active": False}
    assert typed_values(again) == values
    again.press("Ctrl+Home")
    type_into(again, name="Lathe")
    again.press("Ctrl+S")
    again.wait(lambda: again.page.model.count == 1 and not len(again.page.model.drafts))
    with open_shop(load_settings(data_dir=data_dir)) as application:
        (gadget,) = application.service("gadgets").list(application.context()).data
    assert {name: getattr(gadget, name) for name in values} == values


def test_an_open_editor(travel: Travel, data_dir: Path, qtbot: QtBot) -> None:
    user = travel("en_GB", "Europe/London")
    user.press("Ins")
    type_into(user, notes="A")
    names = [facts.name for facts in user.page.model.columns]
    user.press("Home")
    user.press("Right", times=names.index("released"))
    user.write("03/04/2026")
    end_while_typing(qtbot, user, data_dir, "released")
    assert typed_values(travel("en_US", "Europe/London"))["released"] == DAY


def test_a_form(travel: Travel) -> None:
    user = travel("en_GB", "Europe/London")
    user.press("Ctrl+N")
    form = user.dialog(RecordPane)
    texts = {"price": "12,5 or so", "active": " ", "released": "03/04/2026", "seen_at": "03/04/2026 09:00"}
    for name, text in {**texts, "status": "Sold"}.items():
        user.focus_editor(form, name)
        user.write(text)
    user.press("Esc")
    user.wait(lambda: user.window.panel.content is None)
    again = travel("en_US", "America/New_York")
    again.press("Ctrl+N")
    pane: RecordPane = again.dialog(RecordPane)
    again.wait(pane.note.isVisible)
    editors = pane.form.editors
    values = {"released": DAY, "seen_at": MOMENT, "price": "12,5 or so", "active": False, "status": Status.SOLD}
    assert {name: editors[name].value() for name in values} == values
    assert editors["seen_at"].typed_text() == "4/3/2026 4:00\u202fAM"


@pytest.mark.parametrize("place", ["table", "form"])
def test_what_an_older_version_kept_is_read_as_it_was_typed(travel: Travel, data_dir: Path, place: Any) -> None:
    old = {"released": "03/04/2026", "seen_at": "03/04/2026 09:00", "price": "12 or so"}
    with open_shop(load_settings(data_dir=data_dir)) as application:
        application.drafts.keep(application.context(), Draft("gadgets", old, place=place))
    user = travel("en_GB", "Europe/London")
    if place == "table":
        assert typed_values(user) == {"released": DAY, "seen_at": MOMENT, "price": "12 or so"}
        return
    user.press("Ctrl+N")
    pane: RecordPane = user.dialog(RecordPane)
    user.wait(pane.note.isVisible)
    assert {name: pane.form.editors[name].typed_text() for name in old} == old
