"""Everything there is to see, as stops of a tour: each a name and the widget to look at."""

from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from core.errors import AppError
from gui.actions import COMMANDS, MENUS
from gui.departure import LossQuestion
from gui.dialogs.ask_line import NAME, AskLine
from gui.dialogs.crash import CrashDialog
from gui.dialogs.export_dialog import ExportDialog
from gui.dialogs.go_anywhere import GoAnywhere
from gui.dialogs.import_dialog import ImportDialog
from gui.errors import crash_report, told
from gui.form.record_pane import RecordPane
from gui.pages.gate import Gate
from gui.pages.settings import SettingsPage
from gui.widgets.scroll_page import ScrollPage
from tests.screens.data import PASSWORD, PEOPLE, address
from tests.screens.tour import Tour

Stops = Iterator[tuple[str, QWidget]]
NO_DIALOG = {"record.new", "record.duplicate", "filter.values", "views.choose", "user.password"}
"""Commands with an ellipsis that show something else, or that have a stop of their own."""
VIEW = "Reports"
"""A view that is saved."""
OPENS_DIALOG = {"help.shortcuts", "column.menu", "cell.menu"}
"""Commands without an ellipsis in their name that open something all the same."""


def pages(tour: Tour) -> Stops:
    """Each page of the registry, and the whole of the long one."""
    for name in tour.window.page_names:
        tour.go(name)
        yield name, tour.window
    tour.go("settings")
    page = tour.window.page
    assert isinstance(page, SettingsPage)
    page.keys.choose("edit.undo")
    page.keys.keys.setKeySequence("Ctrl+K")
    page.keys.set_button.click()
    tour.settle()
    yield "settings-whole", _whole(tour)


def menus(tour: Tour) -> Stops:
    """Each menu of the window."""
    tour.go()
    for (title, _), action in zip(MENUS, tour.window.menuBar().actions(), strict=True):
        menu = action.menu()
        assert isinstance(menu, QMenu)
        menu.popup(tour.window.mapToGlobal(tour.window.rect().topLeft()))
        tour.settle()
        yield f"menu-{title.replace('&', '').lower()}", menu
        tour.close_opened()


def dialogs(tour: Tour) -> Stops:
    """Each dialog and menu that a command opens, over the first collection."""
    for command in COMMANDS.values():
        opens = command.id in OPENS_DIALOG or ("…" in command.text and command.id not in NO_DIALOG)
        tour.go()
        if opens and tour.window.commands[command.id].isEnabled():
            tour.run(command.id)
            found = tour.opened()
            if found is not None:
                yield command.id.replace(".", "-").replace("_", "-"), found
            tour.close_opened()
    for command, typed in (("go.anywhere", "re"), ("help.commands", "co"), ("help.commands", "zzz")):
        tour.go()
        tour.run(command)
        tour.write(typed)
        tour.wait(lambda: not any(chooser.is_waiting for chooser in tour.window.findChildren(GoAnywhere)))
        tour.settle()
        yield f"{command.replace('.', '-')}-{typed}", tour.window
        tour.close_opened()
    yield from _views(tour)


def _views(tour: Tour) -> Stops:
    tour.go()
    tour.table.search.put("title:report")
    tour.settle()
    tour.run("views.save")
    dialog = tour.dialog(AskLine)
    dialog.entries.fill({NAME: VIEW})
    dialog.button.click()
    tour.settle()
    tour.table.search.clear()
    tour.come_back()
    tour.run("views.choose")
    yield "views-choose", tour.window
    tour.close_opened()


def tables(tour: Tour) -> Stops:
    """What a table shows now and then."""
    tour.go()
    tour.run("filter.row")
    tour.run("view.totals")
    yield "table-filters-totals", tour.window
    tour.run("view.totals")
    tour.run("filter.row")
    tour.run("view.search")
    tour.write("title:(")
    tour.press(Qt.Key.Key_Return)
    yield "table-search-refused", tour.window
    tour.table.search.clear()
    tour.table.search.put("no such thing")
    tour.settle()
    yield "table-nothing-found", tour.window
    tour.table.search.clear()
    tour.settle()
    if tour.table.model.count:
        yield from _rows(tour)


def _rows(tour: Tour) -> Stops:
    tour.go()
    tour.run("filter.values")
    yield "table-values", tour.window
    tour.press(Qt.Key.Key_Escape)
    tour.run("column.summary")
    yield "table-summary", tour.window
    tour.window.panel.close_panel()
    tour.go()
    tour.run("select.column")
    tour.sum_up()
    yield "table-selected", tour.window
    tour.go()
    tour.press(Qt.Key.Key_Escape)
    tour.run("record.cell")
    tour.write("typed now")
    yield "table-editing", tour.window
    tour.press(Qt.Key.Key_Escape)
    tour.press(Qt.Key.Key_Escape)
    QGuiApplication.clipboard().setText(f"{'x' * 300}\tone\nfine\ttwo\n\tthree")
    tour.run("edit.paste")
    report = tour.opened()
    if report is not None:
        yield "paste-report", report
    tour.close_opened()
    tour.table.editing.save_row()


def forms(tour: Tour) -> Stops:
    """A record's form beside the table and as a page, and what is wrong with an empty one."""
    window = tour.window
    tour.go()
    tour.run("record.open")
    if window.panel.content is not None:
        yield "form", window
        window.panel.expand(True)
        tour.settle()
        yield "form-page", window
        window.panel.close_panel()
    tour.run("record.new")
    pane = window.panel.content
    assert isinstance(pane, RecordPane)
    pane.save()
    tour.settle()
    yield "form-refused", window
    window.panel.close_panel()
    tour.go("users")
    tour.run("record.new")
    yield "form-user", window
    window.panel.close_panel()
    tour.go("users")
    tour.run("user.password")
    found = tour.opened()
    if found is not None:
        yield "user-password", found
    tour.close_opened()


def transfers(tour: Tour) -> Stops:
    """A file with bad rows and a good one on their way in, and an export."""
    good, bad = tour.folder / "good.csv", tour.folder / "bad.csv"
    good.write_text("Title;Description\n" + "".join(f"Row {n};of a file\n" for n in range(30)), encoding="utf-8")
    bad.write_text("Title;Description\nFine;one\n;two\n" + f"{'x' * 300};three\n", encoding="utf-8")
    for name, path in (("good", good), ("bad", bad)):
        yield from _import(tour, name, path)
    tour.go()
    tour.run("file.export")
    tour.dialog(ExportDialog).file.show_path(Path("items.xlsx"))
    tour.settle()
    yield "export-ready", tour.dialog(ExportDialog)
    tour.close_opened()


def _import(tour: Tour, name: str, path: Path) -> Stops:
    tour.go()
    tour.window.page.take_file(path)  # pyright: ignore[reportOptionalMemberAccess]
    tour.settle()
    dialog = tour.dialog(ImportDialog)
    yield f"import-1-{name}", dialog
    dialog.next.click()
    tour.settle()
    yield f"import-2-{name}", dialog
    dialog.next.click()
    tour.settle()
    yield f"import-3-{name}", dialog
    tour.close_opened()


def frame(tour: Tour) -> Stops:
    """What the frame shows now and then."""
    window = tour.window
    tour.go()
    retry, undo = (QCoreApplication.translate(*text) for text in (("Failure", "Re&try"), ("UndoCommands", "Undo")))
    window.banner.say(told(AppError("database.full"), "work"), "bad", (retry, tour.settle))
    window.toast.say(QCoreApplication.translate("TransferDialog", "Stopped; nothing was changed."), (undo, tour.settle))
    tour.settle()
    yield "banner-toast", window
    window.toast.clear()
    window.banner.clear()
    window.sidebar.collapse(True)
    tour.settle()
    yield "collapsed", window
    window.sidebar.collapse(False)
    question = LossQuestion(window, window.close)
    question.setInformativeText(str(AppError("database.full")))
    question.open()
    tour.settle()
    yield "loss", question
    tour.close_opened()
    crash = CrashDialog(crash_report(ValueError("an example")), tour.desk.presenter.keep, window)
    crash.open()
    tour.settle()
    crash.keep_button.click()
    tour.settle()
    yield "crash", crash
    tour.close_opened()


def failures(tour: Tour) -> Stops:
    """What stands in place of everything where the data cannot be opened, as the start itself says it."""
    facts = {"detail": "0042", "backup": str(tour.folder / "backups"), "revision": "0042"}
    for code in ("in_use", "newer", "damaged", "upgrade_failed"):
        error = AppError(f"database.{code}", path=str(tour.folder / "app.db"), **facts)
        with patch("core.bootstrap.open_application", side_effect=error):
            tour.desk.start.begin()
            tour.settle()
        yield f"failure-{code.replace('_', '-')}", tour.window
    tour.go()


def gates(tour: Tour) -> Stops:
    """What people meet who have to sign in."""
    tour.settle()
    is_first = not tour.gate(Gate).other.isVisible()
    yield ("first-account" if is_first else "sign-in"), tour.window
    if is_first:
        tour.gate(Gate).submit()
        tour.settle()
        yield "first-account-refused", tour.window
        return
    _fill_in(tour, address(PEOPLE[0]), "not the password")
    yield "sign-in-refused", tour.window
    tour.gate(Gate).other.click()
    tour.settle()
    yield "sign-up", tour.window
    tour.gate(Gate).other.click()
    tour.settle()
    _fill_in(tour, address(PEOPLE[0]), PASSWORD)
    tour.wait(lambda: tour.window.page is not None)
    tour.go("settings")
    yield "settings-signed-in", _whole(tour)


def _whole(tour: Tour) -> QWidget:
    """All of a page that is longer than the window."""
    page = tour.window.page
    assert page is not None
    area = page.findChild(ScrollPage)
    assert isinstance(area, ScrollPage)
    return area.middle


def _fill_in(tour: Tour, *texts: str) -> None:
    gate = tour.gate(Gate)
    lines: list[QLineEdit] = list(gate.entries.lines.values())
    for line, text in zip(lines, texts, strict=True):
        line.setText(text)
    gate.submit()
    tour.settle()


INSIDE: tuple[Callable[[Tour], Stops], ...] = (pages, menus, dialogs, tables, forms, transfers, frame, failures)
"""What is to be seen by somebody who is in; `gates` is for those who are not."""
