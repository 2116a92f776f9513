"""A thin line between two areas."""

from PySide6.QtWidgets import QFrame, QWidget

from gui.theme import set_kind


class Line(QFrame):
    """Lies flat, or stands upright."""

    def __init__(self, parent: QWidget | None = None, *, upright: bool = False) -> None:
        super().__init__(parent)
        set_kind(self, "upright" if upright else "line")
