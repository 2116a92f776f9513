"""Rows written into a file: all, those selected, with the columns and in the form that were chosen."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from gui.dialogs.export_dialog import ExportDialog
from tests.gui.person import User


@pytest.fixture
def items() -> list[str]:
    return ["One", "Two", "Three"]


def export(user: User, path: Path) -> ExportDialog:
    user.press("Ctrl+E")
    dialog: ExportDialog = user.dialog(ExportDialog)
    user.write(str(path))
    return dialog


def lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def test_all_records_with_the_chosen_columns(user: User, tmp_path: Path) -> None:
    dialog = export(user, tmp_path / "items.csv")
    for row in range(1, dialog.fields.list.count()):
        dialog.fields.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    user.press("Return")
    user.wait_closed(dialog)
    assert lines(tmp_path / "items.csv") == ["title", "One", "Two", "Three"]
    assert user.said == f"Exported 3 rows to {tmp_path / 'items.csv'}"


def test_a_hidden_column_stays_out_unless_it_is_asked_for(user: User, tmp_path: Path) -> None:
    user.press("Right")
    user.press("Shift+F7")
    dialog = export(user, tmp_path / "items.csv")
    user.press("Return")
    user.wait_closed(dialog)
    assert lines(tmp_path / "items.csv")[0] == "title,owner_id,created_at"


def test_only_what_is_selected_in_the_order_of_the_table(user: User, tmp_path: Path) -> None:
    user.press("Shift+Down")
    dialog = export(user, tmp_path / "some")
    assert dialog.selection.isChecked()
    assert dialog.selection.text() == "The &selected: 2"
    dialog.form.chosen.emit(".json")
    dialog.form.choose(".json")
    user.press("Return")
    user.wait_closed(dialog)
    found = json.loads((tmp_path / "some.json").read_text("utf-8"))
    assert [record["title"] for record in found] == ["One", "Two"]


def test_the_form_follows_the_name_and_the_folder_is_remembered(user: User, tmp_path: Path) -> None:
    dialog = export(user, tmp_path / "items.jsonl")
    assert dialog.form.value == ".jsonl"
    user.press("Return")
    user.wait_closed(dialog)
    assert user.window.preferences.values.export_folder == str(tmp_path)
    user.press("Ctrl+E")
    again: ExportDialog = user.dialog(ExportDialog)
    assert again.file.folder == str(tmp_path)
    user.press("Esc")
    user.wait_closed(again)


def test_a_folder_that_is_not_there_is_named(user: User, tmp_path: Path) -> None:
    dialog = export(user, tmp_path / "nowhere" / "items.csv")
    user.press("Return")
    user.wait(lambda: not dialog.is_busy)
    assert "cannot be written" in dialog.message.text()
    user.press("Esc")
    user.wait_closed(dialog)


def test_a_file_that_is_there_is_replaced_only_by_who_says_so(user: User, tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    path.write_text("dear", "utf-8")
    dialog = export(user, path)
    user.press("Return")
    question = user.question()
    assert question.text() == "items.csv exists already. Replace it?"
    user.press("Return")
    user.wait_closed(question)
    assert path.read_text("utf-8") == "dear"
    assert dialog.isVisible()
    user.wait(dialog.isActiveWindow)
    user.press("Return")
    question = user.question()
    user.press("Alt+R")
    user.wait_closed(dialog)
    assert lines(path)[1].startswith("One")


def test_what_the_system_asked_is_not_asked_again(user: User, tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    path.write_text("dear", "utf-8")
    dialog = export(user, tmp_path / "other.csv")
    dialog.file.browse.click()
    chosen: QFileDialog = user.dialog(QFileDialog)
    chosen.fileSelected.emit(str(path))
    chosen.close()
    user.wait_closed(chosen)
    user.wait(dialog.isActiveWindow)
    dialog.file.setFocus()
    user.press("Return")
    user.wait_closed(dialog)
    assert lines(path)[1].startswith("One")
