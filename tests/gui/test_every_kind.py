"""Fields of every kind, references and choices: in the form, in cells, and through the self-test's own steps."""

from argparse import Namespace
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from threading import enumerate as enumerate_threads

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QComboBox

import tests.gui.collections
from gui.__main__ import arguments
from gui.form.editors.reference_editor import ReferenceEditor
from gui.form.record_pane import RecordPane
from gui.self_test import Driver
from tests.gui.person import User

GADGETS = "gadgets"


@pytest.fixture(autouse=True)
def in_the_shop(shop: None) -> None:
    """Every test here is about the families of the shop."""


@pytest.fixture
def options(data_dir: Path) -> Namespace:
    words = arguments(["--data-dir", str(data_dir), "--safe-mode", "--self-test"])
    words.started = 0.0
    return words


def new_gadget(user: User, **typed: str) -> RecordPane:
    user.press("Ctrl+N")
    form: RecordPane = user.dialog(RecordPane)
    for name, text in typed.items():
        user.focus_editor(form, name)
        user.write(text)
    return form


def save(user: User, form: RecordPane) -> None:
    user.press("Ctrl+S")
    user.wait_closed(form)


def cell(user: User, name: str) -> str:
    names = [facts.name for facts in user.page.model.columns]
    return user.page.model.text(0, names.index(name))


def go_to_column(user: User, name: str) -> None:
    user.press("Ctrl+Home")
    names = [facts.name for facts in user.page.model.columns]
    user.press("Home")
    user.press("Right", times=names.index(name))


def test_the_self_test_masters_every_kind(qapp: object, options: Namespace) -> None:
    report = Driver(options).run()
    assert "reason" not in report, report["reason"]
    assert {"categories", "gadgets", "parts", "items", "users"} == set(report["resources"])


def test_the_self_test_masters_what_every_field_needs(
    qapp: object, options: Namespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tests, "shop", tests.gui.collections)
    report = Driver(options).run()
    assert "reason" not in report, report["reason"]
    assert "visits" in report["resources"]


def test_a_self_test_that_fails_leaves_no_worker(
    qapp: object, options: Namespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.self_test_steps.sample", lambda *_: "")
    report = Driver(options).run()
    assert "required" in report["reason"]
    assert [thread.name for thread in enumerate_threads() if thread.name.startswith(("reader-", "writer-"))] == []


def test_values_are_typed_and_shown_by_kind(open_desk: Callable[..., User]) -> None:
    user = open_desk("--page", GADGETS)
    form = new_gadget(
        user, name="Lamp", price="12.50", stock="0", released="2026-01-31", opens="09:30", seen_at="2026-03-01 10:30"
    )
    save(user, form)
    user.wait(lambda: user.page.model.count == 1)
    shown = {name: cell(user, name) for name in ("price", "released", "opens", "seen_at", "status", "active", "rating")}
    assert shown == {
        "price": "12.50",
        "released": "2026-01-31",
        "opens": "09:30",
        "seen_at": "2026-03-01 10:30",
        "status": "New",
        "active": "✓",
        "rating": "–",
    }


def test_each_bad_value_is_named_at_its_field(open_desk: Callable[..., User]) -> None:
    user = open_desk("--page", GADGETS)
    form = new_gadget(user, name="LOUD", price="-1", weight="a lot", released="tomorrow", seen_at="2026-13-01")
    user.press("Ctrl+S")
    problems = form.form.problems
    user.wait(problems["name"].isVisible)
    said = {name: line.text() for name, line in problems.items() if line.isVisible()}
    assert said["name"] == "Must not be all capitals"
    assert said["price"] == "Must be 0 or more"
    assert said["weight"].startswith("Must be a number")
    assert said["released"].startswith("Must be a date")
    assert said["seen_at"] == "Is a day that does not exist"
    assert user.focus is form.form.editors["name"].focusProxy()
    user.press("Esc")
    user.wait_closed(form)


def test_a_reference_is_found_by_typing_a_part_of_its_name(open_desk: Callable[..., User]) -> None:
    user = open_desk("--page", "categories")
    for name in ("Kitchen", "Garden"):
        save(user, new_gadget(user, name=name))
        user.wait(lambda name=name: user.cell == name)
    user.window.show_page(GADGETS)
    user.wait(lambda: user.page.model.is_loaded)
    form = new_gadget(user, name="Spade", category_id="gard")
    editor = form.form.editors["category_id"]
    assert isinstance(editor, ReferenceEditor)
    user.wait(lambda: editor.is_found)
    popup = editor.completer.popup()
    assert popup is not None
    user.wait(popup.isVisible)
    user.press_in(popup, "Down")
    user.press_in(popup, "Return")
    save(user, form)
    user.wait(lambda: user.page.model.count == 1)
    assert cell(user, "category_id") == "Garden"


def test_a_reference_to_nobody_is_refused(open_desk: Callable[..., User]) -> None:
    user = open_desk("--page", GADGETS)
    form = new_gadget(user, name="Spade", category_id="nowhere")
    user.press("Ctrl+S")
    user.wait(form.form.problems["category_id"].isVisible)
    assert form.form.problems["category_id"].text().startswith("No category of that name was found: type")
    user.press("Esc")
    user.wait_closed(form)


def test_choices_and_truth_values_are_chosen_in_their_cells(open_desk: Callable[..., User]) -> None:
    user = open_desk("--page", GADGETS)
    save(user, new_gadget(user, name="Lamp"))
    user.wait(lambda: user.page.model.count == 1)
    go_to_column(user, "status")
    user.press("F2")
    user.wait(lambda: isinstance(user.focus, QComboBox))
    user.write("S")
    user.press("Return")
    user.wait(lambda: cell(user, "status") == "Sold out")
    go_to_column(user, "active")
    user.write("N")
    user.press("Return")
    user.wait(lambda: cell(user, "active") == "✗")


def test_numbers_stand_at_the_right_and_exact(open_desk: Callable[..., User], data_dir: Path) -> None:
    user = open_desk("--page", GADGETS)
    save(user, new_gadget(user, name="Lamp", price="1.10"))
    user.wait(lambda: user.page.model.count == 1)
    go_to_column(user, "price")
    user.write("0.30")
    user.press("Tab")
    user.wait(lambda: cell(user, "price") == "0.30")
    names = [facts.name for facts in user.page.model.columns]
    assert user.page.model.value(0, names.index("price")) == Decimal("0.30")


def test_a_secret_has_no_column(open_desk: Callable[..., User]) -> None:
    user = open_desk("--page", GADGETS)
    assert "pin" not in [facts.name for facts in user.page.model.columns]


def open_line(user: User) -> str:
    """What stands in the editor that is open."""
    editor = user.page.editing.open_editor
    assert editor is not None
    return editor.editor.typed_text()


def test_the_value_above_today_and_now_go_into_the_open_editor(gadgets: User) -> None:
    user, model = gadgets, gadgets.page.model
    go_to_column(user, "price")
    user.press("Down")
    user.write("9")
    user.press("Ctrl+'")
    assert open_line(user) == "1.00"
    user.press("Backspace")
    user.write("5")
    user.press("Return")
    user.wait(lambda: model.text(1, user.page.view.currentIndex().column()) == "1.05")
    go_to_column(user, "seen_at")
    user.write("1999")
    user.press("Ctrl+:")  # what the desktop makes of Ctrl+Shift+;
    now = datetime.now().astimezone()
    assert open_line(user)[:14] in {f"{now:%Y-%m-%d %H}:", f"{now:%Y-%m-%d} 00:"}
    user.press("Ctrl+;")
    assert open_line(user) == f"{now:%Y-%m-%d} 00:00"
    user.press("Esc")
    assert cell(user, "seen_at") == "–"
    user.press("Down")
    go_to_column(user, "status")
    user.press("Down")
    user.press("F2")
    user.write("S")
    user.press("Ctrl+'")
    assert open_line(user) == "New"
    user.press("Ctrl+;")
    assert user.said == "Status holds no date or time."
    assert open_line(user) == "New"
    user.press("Esc")


def test_a_referred_record_from_above_is_typed_by_its_name(gadgets: User) -> None:
    user = gadgets
    go_to_column(user, "category_id")
    user.write("Tools")
    editor = user.page.editing.open_editor
    assert editor is not None
    assert isinstance(editor.editor, ReferenceEditor)
    user.wait(lambda: isinstance(editor.editor, ReferenceEditor) and editor.editor.is_found)
    user.press("Return")
    user.write("Ki")
    user.press("Ctrl+'")
    user.wait(lambda: open_line(user) == "Tools")
    user.press("Return")
    user.wait(
        lambda: [user.page.model.text(row, user.page.view.currentIndex().column()) for row in (0, 1)] == ["Tools"] * 2
    )


def test_a_reference_is_taken_however_quickly_it_is_typed(gadgets: User) -> None:
    user = gadgets
    go_to_column(user, "category_id")
    column = user.page.view.currentIndex().column()
    user.write("Tools")
    user.press("Return")
    user.write("Kitchen")
    user.press("Return")
    user.wait(lambda: [user.page.model.text(row, column) for row in (0, 1)] == ["Tools", "Kitchen"])
    user.wait(lambda: user.page.view.currentIndex().row() == 2)
    assert user.focus is user.page.view


def test_a_reference_that_is_not_found_keeps_the_editor_of_whoever_typed_on(gadgets: User) -> None:
    user = gadgets
    go_to_column(user, "category_id")
    user.write("Nowhere")
    user.press("Return")
    user.write("Kitchen")
    editor = user.page.editing.open_editor
    assert editor is not None
    user.wait(editor.bubble.isVisible)
    assert editor.bubble.text().startswith("Category: no category of that name was found: type")
    assert open_line(user) == "Nowhere"
    user.press("Esc")


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        ("status", "zzz", "Status: must be one of New, On sale, Sold out"),
        ("active", "maybe", "Active: must be one of Yes, No"),
    ],
)
def test_what_is_none_of_the_choices_keeps_the_editor(gadgets: User, field: str, typed: str, reason: str) -> None:
    user = gadgets
    go_to_column(user, field)
    before = user.cell
    user.write(typed)
    user.press("Return")
    editor = user.page.editing.open_editor
    assert editor is not None
    assert (editor.bubble.isVisible(), editor.bubble.text()) == (True, reason)
    user.press("End")
    user.press("Return")
    user.press("Up")
    assert (user.page.editing.open_editor, user.cell != before) == (None, True)


def test_the_value_above_today_and_now_by_key(open_desk: Callable[..., User]) -> None:
    user = open_desk("--page", GADGETS)
    for name in ("Lamp", "Spade"):
        save(user, new_gadget(user, name=name))
        user.wait(lambda name=name: cell(user, "name") == name)
    go_to_column(user, "released")
    user.press("Ctrl+;")
    today = datetime.now().astimezone().date()
    assert user.page.model.value(0, user.page.view.currentIndex().column()) == today
    user.press("Down")
    user.press("Ctrl+'")
    assert user.page.model.value(1, user.page.view.currentIndex().column()) == today
    go_to_column(user, "seen_at")
    user.press("Ctrl+:")  # what the desktop makes of Ctrl+Shift+;
    seen = user.page.model.value(0, user.page.view.currentIndex().column())
    assert abs((datetime.now().astimezone() - seen).total_seconds()) < 60
    user.press("Ctrl+S")
    user.wait(lambda: not len(user.page.model.drafts))


@pytest.mark.parametrize("name", ["name", "price", "status", "released"])
def test_what_is_edited_stays_where_it_was(gadgets: User, name: str) -> None:
    """Numbers end at the right edge of their cell, everything else begins at the left one, on the cell's own line."""
    go_to_column(gadgets, name)
    view = gadgets.page.view
    gadgets.press("F2")
    opened = gadgets.page.editing.open_editor
    assert opened is not None
    line = opened.editor.focusProxy()
    assert line is not None
    cell, place = view.visualRect(view.currentIndex()), opened.editor.geometry()
    assert (place.top(), place.height()) == (cell.top(), cell.height())
    assert place == QRect(opened.editor.mapTo(view.viewport(), line.pos()), line.size())
    assert place.right() == cell.right() if name == "price" else place.left() == cell.left()
    gadgets.press("Esc")
