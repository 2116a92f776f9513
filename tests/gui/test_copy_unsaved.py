"""Rows that are not saved are copied and cut as those that are, in every form."""

import json

import pytest
from PySide6.QtGui import QGuiApplication

from core.bootstrap import Application
from core.context import Context
from core.query.ast import Query
from tests.gui.person import User

Core = tuple[Application, Context]


@pytest.fixture
def items() -> list[str]:
    return ["A", "B", "C"]


@pytest.fixture
def begun(user: User) -> User:
    """Somebody who typed into two new rows, and stands on the last one that is stored."""
    for text in ("x", "y"):
        user.press("Ins")
        user.press("Right")
        user.write(text)
        user.press("Return")
    QGuiApplication.clipboard().setText("before")
    user.page.view.put_cursor(2, 0)
    assert [user.page.model.text(row, 1) for row in (3, 4)] == ["x", "y"]
    return user


def clip() -> str:
    return QGuiApplication.clipboard().text()


def copied(user: User) -> str:
    """What is in the clipboard, once there is something else than before."""
    user.wait(lambda: clip() != "before")
    return clip()


def as_form(user: User, key: str) -> str:
    user.press("Ctrl+Shift+E")
    user.press_in(user.popup(), key)
    return copied(user)


def select(user: User, rows: int) -> None:
    """So many rows more, with two columns."""
    user.press("Shift+Right")
    user.press("Shift+Down", times=rows)


def test_stored_and_unsaved_rows_are_copied_in_their_order(begun: User) -> None:
    select(begun, 2)
    begun.press("Ctrl+C")
    assert copied(begun) == "C\t\n\tx\n\ty"
    assert begun.said == "Copied 3 rows"


def test_the_empty_row_at_the_end_is_no_row_to_copy(begun: User) -> None:
    select(begun, 3)
    begun.press("Ctrl+C")
    assert copied(begun) == "C\t\n\tx\n\ty"


def test_what_is_cut_is_in_the_clipboard_before_it_is_emptied(begun: User, core: Core) -> None:
    begun.press("Right")
    begun.write("of C")
    begun.press("Ctrl+S")
    begun.wait(lambda: not begun.desk.operations.tasks.is_busy)
    begun.press("Shift+Down", times=2)
    begun.press("Ctrl+X")
    assert copied(begun) == "of C\nx\ny"
    begun.wait(lambda: [begun.page.model.text(row, 1) for row in (2, 3, 4)] == ["–", "–", "–"])
    application, context = core
    begun.wait(lambda: application.service("items").list(context, Query()).data[2].description is None)


def test_rows_that_came_meanwhile_are_not_taken_for_those_that_were_cut(begun: User, core: Core) -> None:
    application, context = core
    service = application.service("items")
    begun.press("Down")
    begun.press("Right")
    begun.press("Ctrl+X")
    service.create(context, service.entity.new({"title": "D", "description": "of D"}))
    begun.wait(lambda: begun.page.model.count == 4)
    assert copied(begun) == "x"
    begun.wait(lambda: not begun.desk.operations.tasks.is_busy)
    described = {row.title: row.description for row in service.list(context, Query()).data}
    assert described == {"A": None, "B": None, "C": None, "D": "of D"}
    assert [begun.page.model.text(row, 1) for row in (4, 5)] == ["–", "y"]


def test_unsaved_rows_are_copied_with_headers(begun: User) -> None:
    begun.press("Down")
    select(begun, 1)
    begun.press("Ctrl+Shift+C")
    assert copied(begun) == "Title\tDescription\n\tx\n\ty"
    assert "<th>Title</th>" in QGuiApplication.clipboard().mimeData().html()


def test_unsaved_rows_are_copied_in_another_form(begun: User) -> None:
    begun.press("Down")
    select(begun, 1)
    assert json.loads(as_form(begun, "J")) == [
        {"title": None, "description": "x"},
        {"title": None, "description": "y"},
    ]


def test_stored_and_unsaved_rows_are_copied_in_another_form(begun: User) -> None:
    select(begun, 1)
    assert as_form(begun, "C") == "title,description\nC,\n,x\n"


def test_a_record_that_an_unsaved_row_refers_to_is_copied_by_its_name(gadgets: User) -> None:
    columns = [facts.name for facts in gadgets.page.model.columns]
    for row in (4, 5):
        gadgets.page.view.put_cursor(row, columns.index("category_id"))
        gadgets.write("Tools")
        gadgets.press("Tab")
        gadgets.wait(lambda: gadgets.page.editing.open_editor is None)
    gadgets.page.view.put_cursor(4, columns.index("category_id"))
    QGuiApplication.clipboard().setText("before")
    gadgets.press("Shift+Down")
    gadgets.press("Ctrl+C")
    assert copied(gadgets) == "Tools\nTools"
