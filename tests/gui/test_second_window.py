"""Two windows on the same data: neither takes over what is typed in the other and not saved yet."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.bootstrap import Application
from core.context import Context
from gui.application import Desk
from gui.form.record_pane import RecordPane
from gui.table.page import TablePage
from tests.gui.conftest import close
from tests.gui.person import User

Core = tuple[Application, Context]
Second = Callable[[User], User]


@pytest.fixture
def items() -> list[str]:
    return ["Emma", "Persuasion", "Sanditon"]


@pytest.fixture
def open_second(qtbot: QtBot, qapp: QApplication) -> Iterator[Second]:
    """Opens one more window by the keys, and waits until it has read all there is."""
    opened = list[Desk]()

    def open_(user: User) -> User:
        user.press("Ctrl+Shift+N")
        (desk,) = [each for each in qapp.findChildren(Desk) if each not in opened]
        opened.append(desk)
        second = User(qtbot, desk)
        second.wait(lambda: isinstance(desk.window.page, TablePage) and second.page.model.is_counted)
        second.wait(lambda: desk.window.isActiveWindow() and not desk.operations.tasks.is_busy)
        return second

    yield open_
    for desk in opened:
        close(qtbot, desk)


def go_to(user: User) -> None:
    """Bring this window to the front."""
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)


def type_incomplete_row(user: User, text: str = "No title yet") -> None:
    """A new row with a description but no title."""
    user.press("Ins")
    user.press("Right")
    user.write(text)
    user.press("Return")
    user.wait(lambda: not user.desk.operations.tasks.is_busy)


def open_form(user: User) -> RecordPane:
    """The form of the record under the cursor."""
    user.press("Space")
    user.wait(lambda: isinstance(user.window.panel.content, RecordPane))
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    pane = user.window.panel.content
    assert isinstance(pane, RecordPane)
    return pane


def kept(core: Core) -> list[str | None]:
    """The texts that are kept of the table's rows."""
    application, context = core
    return [text for draft in application.drafts.list(context, "items", "table") for text in draft.texts.values()]


def test_a_row_stays_with_its_window(user: User, open_second: Second, core: Core) -> None:
    type_incomplete_row(user)
    second = open_second(user)
    assert not len(second.page.model.drafts)
    assert not second.window.toast.isVisible()
    second.press("Ctrl+Shift+G")
    second.wait(lambda: second.said == "Everything here is saved.")
    assert kept(core) == ["No title yet"]


def test_a_row_comes_back_in_a_window_opened_after_its_own_was_closed(user: User, open_second: Second) -> None:
    second = open_second(user)
    go_to(user)
    type_incomplete_row(user)
    user.window.close()
    user.wait(lambda: not user.window.isVisible())
    go_to(second)
    third = open_second(second)
    (row,) = third.page.model.drafts
    assert row.values == {"description": "No title yet"}
    assert third.said == "1 row typed earlier is not saved yet. Ctrl+Shift+G leads there."


def test_a_row_that_was_brought_back_stays_with_the_window_that_did(
    user: User, open_desk: Callable[..., User], open_second: Second, qtbot: QtBot
) -> None:
    type_incomplete_row(user)
    close(qtbot, user.desk)
    again = open_desk()
    again.wait(lambda: len(again.page.model.drafts))
    assert not len(open_second(again).page.model.drafts)


def test_what_is_given_up_in_one_window_stays_kept_for_the_other(user: User, open_second: Second, core: Core) -> None:
    """Both typed into the same row."""
    second = open_second(user)
    for each, text in ((user, "mine"), (second, "theirs")):
        go_to(each)
        each.write(text)
        each.press("Tab")
        each.wait(lambda text=text: kept(core) == [text])
    second.press("Esc")
    second.wait(lambda: not len(second.page.model.drafts))
    second.wait(lambda: kept(core) == ["mine"])


def test_a_form_stays_with_its_window_until_it_is_left(user: User, open_second: Second, core: Core) -> None:
    application, context = core
    form = open_form(user)
    user.press("Ctrl+A")
    user.write("Emma Woodhouse")
    user.wait(lambda: application.drafts.list(context, "items"))
    second = open_second(user)
    assert not second.window.toast.isVisible()
    second.press("Ctrl+Shift+G")
    second.wait(lambda: second.said == "Everything here is saved.")
    other = open_form(second)
    assert (other.form.editors["title"].value(), other.note.isVisible()) == ("Emma", False)
    second.press("Esc")
    go_to(user)
    assert form.form.editors["title"].value() == "Emma Woodhouse"
    user.press("Esc")
    user.wait(lambda: user.window.panel.content is None)
    go_to(second)
    other = open_form(second)
    assert (other.form.editors["title"].value(), other.note.isVisible()) == ("Emma Woodhouse", True)


def test_a_form_of_a_new_record_stays_with_its_window(user: User, open_second: Second, core: Core) -> None:
    application, context = core
    user.press("Ctrl+N")
    user.dialog(RecordPane)
    user.write("Lady Susan")
    user.wait(lambda: application.drafts.list(context, "items"))
    second = open_second(user)
    second.press("Ctrl+N")
    second.wait(lambda: isinstance(second.window.panel.content, RecordPane))
    second.wait(lambda: not second.desk.operations.tasks.is_busy)
    pane = second.window.panel.content
    assert isinstance(pane, RecordPane)
    assert not pane.form.is_edited
