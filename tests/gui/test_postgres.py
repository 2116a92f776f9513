"""The window on a shared server: what others write there shows, and disturbs nobody; many records to refer to."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL
from sqlmodel import SQLModel

import tests.shop
from core import models
from core.bootstrap import Application
from core.context import Context
from core.database import Database
from core.query.ast import Query
from core.settings import Settings
from gui.form.editors.reference_editor import ReferenceEditor
from gui.form.record_dialog import RecordDialog
from gui.use_cases import FOUND
from tests.gui.conftest import GADGETS
from tests.gui.person import User

pytestmark = pytest.mark.postgres
PARENTS = 12_000
Elsewhere = tuple[Application, Context]


def on_server(url: URL, settings: Settings) -> Application:
    settings.folder.create()
    return Application(settings, Database(url, synchronous="NORMAL", creates=True), models, tests.shop)


@pytest.fixture
def elsewhere(postgres_url: URL, tmp_path: Path) -> Iterator[Elsewhere]:
    """Another window's core on the same server, with gadgets and more categories than anybody scrolls through."""
    with on_server(postgres_url, Settings(data_dir=tmp_path / "elsewhere")) as application:
        SQLModel.metadata.create_all(application.database.engine)
        context = application.context()
        names = ({"name": f"Category {number:05}"} for number in range(PARENTS))
        for name, rows in (("categories", names), ("gadgets", GADGETS[::-1])):
            service = application.service(name)
            service.create_many(context, [service.entity.new(values) for values in rows])
        yield application, context


@pytest.fixture
def user(
    elsewhere: Elsewhere, postgres_url: URL, monkeypatch: pytest.MonkeyPatch, open_desk: Callable[..., User]
) -> User:
    """Somebody in front of the gadgets on the server."""
    monkeypatch.setattr("core.bootstrap.open_application", lambda settings, **_: on_server(postgres_url, settings))
    user = open_desk("--page", "gadgets")
    user.wait(lambda: user.page.entity.name == "gadgets" and user.page.model.count == len(GADGETS))
    return user


def change(elsewhere: Elsewhere, row: int, **values: Any) -> None:
    application, context = elsewhere
    service = application.service("gadgets")
    identity = service.window(context, Query(), row, 1).rows[0].id
    service.update(context, identity, service.entity.change(values))


def add(elsewhere: Elsewhere, name: str) -> None:
    application, context = elsewhere
    service = application.service("gadgets")
    service.create(context, service.entity.new({"name": name}))


def column(user: User, name: str) -> int:
    return [facts.name for facts in user.page.model.columns].index(name)


def test_what_others_write_shows_around_cursor_selection_and_editor(user: User, elsewhere: Elsewhere) -> None:
    user.press("Down", 2)
    user.press("Shift+Down")
    change(elsewhere, 0, name="Theirs")
    user.wait(lambda: user.titles()[0] == "Theirs")
    add(elsewhere, "New")
    user.wait(lambda: user.titles()[:2] == ["New", "Theirs"])
    assert user.cell == "Gadget 4"
    assert user.page.view.selection.ranges() == [range(3, 5)]
    user.press("Left")
    user.press("Home")
    user.write("Half a na")
    add(elsewhere, "Newer")
    user.wait(lambda: user.titles()[0] == "Newer")
    editor = user.page.editing.open_editor
    assert editor is not None
    assert editor.editor.geometry().y() == user.page.view.visualRect(user.page.view.currentIndex()).y()
    user.write("me")
    user.press("Return")
    user.wait(lambda: user.titles() == ["Newer", "New", "Theirs", "Gadget 2", "Gadget 3", "Half a name", "Gadget 5"])
    user.wait(lambda: not len(user.page.model.drafts))


def test_f5_reads_what_was_written_past_the_journal(user: User, elsewhere: Elsewhere) -> None:
    with elsewhere[0].database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM gadget WHERE name <> 'Gadget 4'")
    user.press("F5")
    user.wait(lambda: user.titles() == ["Gadget 4"])


def test_of_many_records_to_refer_to_a_few_are_read_and_one_is_opened(user: User, elsewhere: Elsewhere) -> None:
    user.press("Right", column(user, "category_id"))
    user.write("11")
    editor = user.page.editing.open_editor
    assert editor is not None
    picker = editor.editor
    assert isinstance(picker, ReferenceEditor)
    user.wait(lambda: picker.is_found)
    popup = picker.completer.popup()
    assert popup is not None
    user.wait(popup.isVisible)
    model = popup.model()
    assert model is not None
    assert 0 < model.rowCount() <= FOUND
    user.write("999")
    user.wait(lambda: model.rowCount() == 1)
    user.press_in(popup, "Down")
    user.press_in(popup, "Return")
    user.wait(lambda: user.page.model.text(0, column(user, "category_id")) == "Category 11999")
    user.press("Up")
    user.press("F2")
    user.press("Alt+Return")
    dialog: RecordDialog = user.dialog(RecordDialog)
    assert dialog.pane.form.editors["name"].value() == "Category 11999"
    user.press("Esc")
    user.wait_closed(dialog)
    user.press("Esc")
    user.wait(lambda: not len(user.page.model.drafts))
    application, context = elsewhere
    assert sum(row.category_id is not None for row in application.service("gadgets").list(context).data) == 1
