"""A list that lies over the window until something is chosen from it; a window shows one at a time."""

from PySide6.QtWidgets import QFrame, QWidget

from gui.theme import set_kind


class Sheet(QFrame):
    """Takes the place of another one, which gives the keyboard back first."""

    def __init__(self, window: QWidget) -> None:
        for other in window.findChildren(Sheet):
            if other.isVisible():
                other.close_sheet()
        super().__init__(window)
        set_kind(self, "sheet")

    def close_sheet(self) -> None:
        """Go away; the keyboard goes back to where it was."""
        raise NotImplementedError
