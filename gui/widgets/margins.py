"""Margins by the direction of writing: Qt mirrors what lies in a layout, but not the room around it."""

from PySide6.QtWidgets import QApplication, QLayout


def set_margins(layout: QLayout, start: int, top: int, end: int, bottom: int) -> None:
    """Leave so much room; the start is at the right where one writes from there."""
    left, right = (end, start) if QApplication.isRightToLeft() else (start, end)
    layout.setContentsMargins(left, top, right, bottom)
