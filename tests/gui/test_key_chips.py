"""Keys are drawn as keys, and read the same whichever way the desktop writes."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from gui.dialogs.shortcuts import ShortcutsDialog
from gui.theme import current, theme
from gui.widgets.key_chips import KeyChips, chip_height, chips_width, draw_chips
from tests.gui.person import User

AREA = QRect(0, 0, 240, 40)


def drawn(keys: str, direction: Qt.LayoutDirection) -> QImage:
    """One chip, cut out at the side where the direction has it."""
    image = QImage(AREA.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setLayoutDirection(direction)
    draw_chips(painter, keys, AREA, AREA, direction)
    width = chips_width(keys, painter.fontMetrics())
    painter.end()
    is_mirrored = direction is Qt.LayoutDirection.RightToLeft
    return image.copy(AREA.width() - width if is_mirrored else 0, 0, width, AREA.height())


@pytest.mark.parametrize("keys", ["Ctrl+K", "Ctrl+;", "Ctrl+'"])
def test_a_key_reads_the_same_in_both_directions(qtbot: QtBot, keys: str) -> None:
    left, right = drawn(keys, Qt.LayoutDirection.LeftToRight), drawn(keys, Qt.LayoutDirection.RightToLeft)
    gap = current().space.tight  # it stands before the chip in one, after it in the other
    assert left.copy(0, 0, left.width() - gap, 40) == right.copy(gap, 0, right.width() - gap, 40)


def test_the_keys_of_two_rows_do_not_touch(qtbot: QtBot) -> None:
    tree = QTreeWidget()
    qtbot.addWidget(tree)
    tree.setColumnCount(2)
    tree.setItemDelegateForColumn(1, KeyChips(tree))
    row = QTreeWidgetItem(tree, ["Undo", "Ctrl+Z"])
    tree.show()
    assert tree.visualItemRect(row).height() > chip_height(tree.fontMetrics()) + 2


def test_no_keys_of_a_large_text_are_cut_in_their_column(user: User) -> None:
    theme().scale_text(200)
    user.press("F1")
    sheet = user.dialog(ShortcutsDialog)
    metrics = sheet.list.fontMetrics()
    groups = [sheet.list.topLevelItem(place) for place in range(sheet.list.topLevelItemCount())]
    keys = [group.child(row).text(1) for group in groups if group for row in range(group.childCount())]
    assert max(chips_width(each, metrics) for each in keys) <= sheet.list.columnWidth(1)
    assert sheet.list.sizeHintForColumn(0) <= sheet.list.columnWidth(0)
    user.press("Esc")
    theme().scale_text(100)
