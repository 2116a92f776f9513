"""The main job by the keyboard alone: import, search, sort, edit, add, delete, undo, redo, export, close, reopen."""

import csv
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from gui.dialogs.export_dialog import ExportDialog
from gui.dialogs.import_dialog import ImportDialog
from gui.form.record_pane import RecordPane
from tests.books import COUNT, LONG_AUTHORS, WITHOUT_ORIGINAL, write_books
from tests.gui.person import User


def go_to(user: User, widget: QWidget) -> None:
    for _ in range(40):
        if user.focus is widget:
            return
        user.press("Tab")
    raise AssertionError("cannot be reached by Tab")


def choose_column(user: User, dialog: ImportDialog, field: str, column: str) -> None:
    box = dialog.columns.mapping.boxes[field]
    go_to(user, box)
    user.press("Home")
    for _ in range(box.count()):
        if box.currentText() == column:
            return
        user.press("Down")
    raise AssertionError(f"{column} is not offered")


def go_on(user: User, dialog: ImportDialog) -> None:
    go_to(user, dialog.next)
    user.press("Space")


def import_books(user: User, path: Path) -> None:
    """First with the wrong column, which six rows do not fit, then with the right ones."""
    user.press("Ctrl+I")
    dialog: ImportDialog = user.dialog(ImportDialog)
    user.write(str(path))
    user.press("Return")
    user.wait(dialog.next.isEnabled)
    go_on(user, dialog)
    choose_column(user, dialog, "title", "authors")
    go_on(user, dialog)
    user.wait(dialog.check.problems.isVisible)
    assert [line[0] for line in dialog.check.problems.texts()] == [f"{number + 1:,}" for number in LONG_AUTHORS]
    assert user.page.model.count == 0
    picture(user, "2-bad-rows", dialog)
    go_to(user, dialog.back)
    user.press("Space")
    choose_column(user, dialog, "title", "title")
    choose_column(user, dialog, "description", "original_title")
    go_on(user, dialog)
    user.wait(dialog.next.isEnabled)
    go_on(user, dialog)
    user.wait_closed(dialog)
    user.wait(lambda: user.page.model.count == COUNT)


def search(user: User, text: str, count: int) -> None:
    user.press("Ctrl+F")
    user.write(text)
    user.press("Return")
    user.wait(lambda: user.page.model.count == count and user.focus is user.page.view)


def clear_search(user: User) -> None:
    user.press("Ctrl+F")
    user.press("Esc")
    user.press("Esc")
    user.wait(lambda: user.focus is user.page.view and user.page.model.count == COUNT)


def edit(user: User) -> str:
    """Sort, then change a title in its cell and a description in the form; returns the title as it was."""
    user.press("Ctrl+Home")
    user.press("F8")
    user.wait(lambda: user.page.model.query.sort)
    user.press("Ctrl+Home")
    user.wait(lambda: user.cell)
    old = user.cell
    user.press("F2")
    user.write(", revised")
    user.press("Return")
    user.wait(lambda: f"{old}, revised" in first_titles(user))
    picture(user, "4-edited")
    user.press("Ctrl+Home")
    user.press("Space")
    form: RecordPane = user.dialog(RecordPane)
    user.press("Tab")
    user.press("Ctrl+A")
    user.write("Edited in the form")
    picture(user, "5-form", form)
    user.press("Ctrl+S")
    user.wait_closed(form)
    user.wait(lambda: user.page.model.text(0, 1) == "Edited in the form")
    return old


def add_delete_and_undo(user: User) -> None:
    user.press("Ctrl+N")
    form = user.dialog(RecordPane)
    user.write("Aaa, a new one")
    user.press("Ctrl+Return")
    user.wait_closed(form)
    user.wait(lambda: user.cell == "Aaa, a new one")
    assert user.page.model.count == COUNT + 1
    user.press("Ctrl+Del")
    user.wait(lambda: user.page.model.count == COUNT)
    user.wait(lambda: user.said == "Deleted 1 item. Undo: Ctrl+Z")
    picture(user, "6-deleted")
    undo, redo = user.window.commands["edit.undo"], user.window.commands["edit.redo"]
    user.wait(lambda: undo.text() == "&Undo delete item “Aaa, a new one”")
    user.press("Ctrl+Z")
    user.wait(lambda: user.page.model.count == COUNT + 1)
    user.wait(lambda: undo.text() == "&Undo create item “Aaa, a new one”")
    user.press("Ctrl+Z")
    user.wait(lambda: user.page.model.count == COUNT and redo.isEnabled())
    user.press("Ctrl+Y")
    user.wait(lambda: user.page.model.count == COUNT + 1)


def export(user: User, path: Path) -> None:
    user.press("Ctrl+E")
    dialog: ExportDialog = user.dialog(ExportDialog)
    user.write(str(path))
    go_to(user, dialog.start)
    user.press("Space")
    user.wait_closed(dialog)


def first_titles(user: User) -> list[str]:
    return [user.page.model.text(row, 0) for row in range(50)]


def picture(user: User, name: str, widget: QWidget | None = None) -> None:
    """A picture of each stage, where SCREENSHOTS names a folder."""
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        (widget or user.window).grab().save(str(Path(folder) / f"{name}.png"))


def test_the_main_job(open_desk: Callable[..., User], tmp_path: Path) -> None:
    books = write_books(tmp_path / "books.csv")
    user = open_desk()
    assert user.page.contents.empty.title.text() == "No items yet"
    picture(user, "1-empty")
    import_books(user, tmp_path / "books.csv")
    search(user, "description:is:null", WITHOUT_ORIGINAL)
    picture(user, "3-searched")
    clear_search(user)
    old = edit(user)
    add_delete_and_undo(user)
    export(user, tmp_path / "exported.csv")
    picture(user, "7-exported")

    with (tmp_path / "exported.csv").open(encoding="utf-8", newline="") as file:
        exported = Counter(row["title"].removeprefix("'") for row in csv.DictReader(file))
    imported = Counter(book["title"] for book in books)
    assert exported - imported == Counter([f"{old}, revised", "Aaa, a new one"])
    assert imported - exported == Counter([old])

    user.press("Ctrl+Q")
    user.wait(lambda: not user.window.isVisible())
    again = open_desk()
    again.wait(lambda: again.page.model.count == COUNT + 1)
    assert again.window.commands["edit.undo"].text() == "&Undo create item “Aaa, a new one”"
    search(again, 'title:"*, revised" or title:Aaa*', 2)
    again.wait(lambda: set(again.titles()) == {f"{old}, revised", "Aaa, a new one"})
    picture(again, "8-reopened")
