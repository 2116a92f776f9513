"""What no table expects, typed and pasted by real keys: a clear word or the sensible thing, and nothing is lost."""

import pytest
from PySide6.QtGui import QGuiApplication

from core.bootstrap import Application
from core.context import Context
from core.query.ast import ALL, Query
from gui.form.editors.field_editor import MOST_TYPED
from gui.form.record_pane import RecordPane
from tests.gui.person import User

Core = tuple[Application, Context]
HUGE = "x" * 10_000_000


@pytest.fixture
def items() -> list[str]:
    return ["Apple", "Banana", "Cherry"]


def put(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def stored(core: Core, field: str = "title") -> list[object]:
    application, context = core
    service = application.service("items")
    place = [facts.name for facts in service.entity.readable].index(field)
    return [row.values[place] for row in service.window(context, Query(), 0, 10).rows]


def reason(user: User) -> str:
    """What is said about the cell that is being edited."""
    editor = user.page.editing.open_editor
    assert editor is not None, "the editor stays open"
    return editor.bubble.text() if editor.bubble.isVisible() else ""


def test_ten_megabytes_pasted_into_a_cell_that_is_edited_are_refused(user: User, core: Core) -> None:
    put(HUGE)
    user.press("F2")
    user.press("Ctrl+V")
    user.press("Return")
    assert reason(user).startswith("Title: cannot be typed here with more than 30,000 characters")
    user.press("Esc")
    assert stored(core) == ["Apple", "Banana", "Cherry"]


def test_ten_megabytes_pasted_into_a_large_box_leave_what_is_there(user: User, core: Core) -> None:
    put(HUGE)
    user.press("Shift+Return")
    user.write(" pie")
    user.press("Ctrl+V")
    assert reason(user).startswith("Title: cannot be typed here")
    user.press("Shift+Return")
    user.press("Ctrl+S")
    user.wait(lambda: stored(core) == ["Apple pie", "Banana", "Cherry"])


def test_ten_megabytes_pasted_into_a_form_are_refused(user: User) -> None:
    put(HUGE)
    user.press("Space")
    form = user.dialog(RecordPane)
    user.press("Ctrl+V")
    user.press("Ctrl+S")
    assert form.form.problems["title"].isVisible()
    assert "30,000" in form.form.problems["title"].text()
    form.discard_button.click()


def test_a_text_longer_than_an_editor_takes_is_not_cut_off(gadgets: User) -> None:
    editor_takes = "word " * (MOST_TYPED // 5)
    facts = gadgets.page.model.entity.fields["notes"]
    assert facts.name == "notes"
    from gui.form.editors.line_editor import LineEditor
    from gui.form.editors.text_editor import TextEditor

    for kind in (LineEditor, TextEditor):
        editor = kind(facts, gadgets.window)
        editor.set_value(editor_takes + "!", {})
        editor.setFocus()
        gadgets.write("x")
        assert not editor.is_edited
        editor.deleteLater()


def test_hard_spaces_and_mixed_line_ends_survive_an_edit(user: User, core: Core) -> None:
    put('"one\r\ntwo\rthree\nfour\u00a0five"')
    user.press("Ctrl+V")
    user.wait(lambda: user.cell == "one two three four\u00a0five")
    user.press("Shift+Return")
    user.write("!")
    user.press("Shift+Return")
    user.press("Ctrl+S")
    user.wait(lambda: stored(core)[0] == "one\ntwo\nthree\nfour\u00a0five!")


def test_a_cell_of_several_lines_is_edited_in_its_line(user: User, core: Core) -> None:
    put('"one\ntwo"')
    user.press("Ctrl+V")
    user.wait(lambda: user.cell == "one two")
    user.press("F2")
    user.write("!")
    user.press("Return")
    user.wait(lambda: stored(core)[0] == "one\ntwo!")


def test_a_nul_pasted_into_a_cell_that_is_edited_is_refused(user: User, core: Core) -> None:
    put("a\0b")
    user.press("F2")
    user.press("Ctrl+A")
    user.press("Ctrl+V")
    user.press("Return")
    assert reason(user)
    user.press("Esc")
    assert stored(core)[0] == "Apple"


@pytest.mark.parametrize("large", [False, True], ids=["line", "box"])
def test_a_lone_surrogate_in_a_cell_is_refused_or_stored_as_it_is_shown(user: User, core: Core, large: bool) -> None:
    user.press("Shift+Return" if large else "F2")
    editor = user.page.editing.open_editor
    assert editor is not None
    editor.editor.type_over("bad \ud800 text")
    typed = editor.editor.typed_text()
    user.press("Shift+Return" if large else "Return")
    if user.page.editing.open_editor is not None:
        assert reason(user)
        user.press("Esc")
        assert stored(core)[0] == "Apple"
    else:
        user.press("Ctrl+Home")
        user.press("Ctrl+S")
        user.wait(lambda: stored(core)[0] == typed)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 1000,
        "(" * 1000 + "a" + ")" * 1000,
        "-" * 1001 + "a",
        " or ".join(["a"] * 400),
        "a " * 700,
        '"' + "a" * 1500,
        "title:" * 300,
        "price:" + "9" * 1200,
        "created:" + "2" * 1200,
        "\ud800" + "a" * 1000 + "\0",
        HUGE,
    ],
    ids=["open", "nested", "not", "or", "and", "quote", "fields", "digits", "date", "unstorable", "huge"],
)
@pytest.mark.parametrize("place", ["search", "box"])
def test_a_filter_of_a_thousand_characters_is_answered(user: User, text: str, place: str) -> None:
    put(text)
    user.press("Ctrl+F" if place == "search" else "Ctrl+Shift+L")
    user.press("Ctrl+V")
    user.press("Return")
    page = user.page

    def is_answered() -> bool:
        is_refused = page.tools.filtering.row.bubble.isVisible() or not page.search.message.isHidden()
        return is_refused or (page.query.where != ALL and page.model.query == page.query)

    user.wait(is_answered)
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert user.window.width() < 2000, "no message makes the window wider"
    assert user.window.banner.isHidden()
