"""New, import and export, and a dropped file, where no collection is in view."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from core.access import Access
from gui.dialogs.chooser import CHOICE, Chooser
from gui.dialogs.export_dialog import ExportDialog
from gui.dialogs.import_dialog import ImportDialog
from gui.form.record_pane import RecordPane
from tests.gui.person import User

Open = Callable[..., User]


def opened(open_desk: Open, page: str) -> User:
    user = open_desk(waits=False, page=page)
    user.wait(lambda: user.window.shown_name == page and user.window.isActiveWindow())
    user.wait(lambda: QApplication.focusWidget() is not None)
    return user


def drop(user: User, *paths: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    button, modifier = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, button, modifier)
    QApplication.sendEvent(user.window, enter)
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, button, modifier)
    QApplication.sendEvent(user.window, event)
    return enter.isAccepted()


@pytest.mark.parametrize("page", ["dashboard", "settings"])
@pytest.mark.parametrize(("key", "kind"), [("Ctrl+I", ImportDialog), ("Ctrl+E", ExportDialog)])
def test_import_and_export_lead_to_the_only_collection(open_desk: Open, page: str, key: str, kind: type[Any]) -> None:
    user = opened(open_desk, page)
    user.press(key)
    dialog = user.dialog(kind)
    assert user.window.shown_name == "items"
    user.press("Esc")
    user.wait_closed(dialog)


def test_a_record_is_begun_from_the_dashboard(open_desk: Open) -> None:
    user = opened(open_desk, "dashboard")
    user.press("Ctrl+N")
    user.wait(lambda: user.window.findChildren(RecordPane))
    assert user.window.shown_name == "items"


def test_the_palette_offers_them_on_the_dashboard(open_desk: Open) -> None:
    user = opened(open_desk, "dashboard")
    user.press("Ctrl+Shift+P")
    user.write("import")
    user.press("Return")
    dialog = user.dialog(ImportDialog)
    user.press("Esc")
    user.wait_closed(dialog)


@pytest.mark.parametrize("page", ["dashboard", "settings"])
def test_a_file_is_dropped_where_no_collection_is_in_view(open_desk: Open, tmp_path: Path, page: str) -> None:
    path = tmp_path / "items.csv"
    path.write_text("title\nOne\n", "utf-8")
    user = opened(open_desk, page)
    assert drop(user, path)
    dialog: ImportDialog = user.dialog(ImportDialog)
    user.wait(lambda: not dialog.is_busy)
    assert (user.window.shown_name, dialog.file.file.path) == ("items", path)
    user.press("Esc")
    user.wait_closed(dialog)


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (("one.csv", "two.csv"), "Drop one file at a time: each is imported by itself."),
        (("list.pdf",), "Files of this kind cannot be imported. These can: csv, tsv, txt, xlsx, ods, json, jsonl."),
    ],
)
def test_what_cannot_be_imported_is_refused_with_the_reason(
    open_desk: Open, tmp_path: Path, names: tuple[str, ...], reason: str
) -> None:
    user = open_desk()
    assert drop(user, *(tmp_path / name for name in names))
    assert (user.window.toast.isVisible(), user.window.toast.label.text(), user.said) == (True, reason, reason)


@pytest.mark.parametrize("page", ["items", "dashboard"])
def test_a_file_dropped_where_one_may_not_add_is_refused_with_the_reason(
    open_desk: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, page: str
) -> None:
    monkeypatch.setattr(Access, "may_create", lambda _access, _actor: False)
    user = opened(open_desk, page)
    assert drop(user, tmp_path / "items.csv")
    assert user.window.toast.isVisible()
    assert user.window.toast.label.text() == "You may not add records here."


@pytest.mark.parametrize("key", ["Ctrl+N", "Ctrl+I"])
def test_a_command_that_leads_elsewhere_is_counted_once(open_desk: Open, key: str) -> None:
    user = opened(open_desk, "dashboard")
    user.press(key)
    user.wait(lambda: user.window.shown_name == "items")
    user.wait(lambda: sum(user.window.commands.used.values()))
    assert sorted(user.window.commands.used.values()) == [1]
    user.press("Esc")


def test_of_several_collections_one_is_chosen(shop: None, open_desk: Open, tmp_path: Path) -> None:
    path = tmp_path / "things.csv"
    path.write_text("name\nOne\n", "utf-8")
    user = opened(open_desk, "dashboard")
    assert drop(user, path)
    user.wait(lambda: user.window.findChildren(Chooser))
    chooser = user.window.findChildren(Chooser)[-1]
    offered = [chooser.list.item(row).data(CHOICE).text for row in range(chooser.list.count())]
    assert {"Categories", "Gadgets"} <= set(offered)
    assert "Users" not in offered
    user.write("gad")
    user.press("Return")
    dialog: ImportDialog = user.dialog(ImportDialog)
    user.wait(lambda: not dialog.is_busy)
    assert user.window.shown_name == "gadgets"
    user.press("Esc")
    user.wait_closed(dialog)
