"""The part of a window in which cells are painted: of one size on both sides of a comparison."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

SIZE: Final = QSize(1080, 690)


def fit(area: QAbstractScrollArea) -> None:
    """Give the window around it the size with which the viewport has its own."""
    for _ in range(3):
        window = area.window()
        window.resize(window.size() + SIZE - area.viewport().size())
        QApplication.processEvents()
    assert area.viewport().size() == SIZE, area.viewport().size()
