"""Keys are drawn as keys, and read the same whichever way the desktop writes."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from gui.theme import current
from gui.widgets.key_chips import KeyChips, chip_height, chips_width, draw_chips

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
