"""Larger and smaller rows by key."""

from typing import Final

from PySide6.QtCore import QObject

from gui.actions import Handlers
from gui.table.view import TableView

STEPS: Final = (0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)


class Zoom(QObject):
    """Carries out the zoom commands of one table; columns grow with their texts."""

    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._view, self._size = view, view.font().pointSizeF()
        self.factor = 1.0

    def handlers(self) -> Handlers:
        """The commands by id."""
        return {"zoom.in": self.zoom_in, "zoom.out": self.zoom_out, "zoom.reset": self.reset}

    def zoom_in(self) -> None:
        """One step larger."""
        self.zoom_to(next((step for step in STEPS if step > self.factor), self.factor))

    def zoom_out(self) -> None:
        """One step smaller."""
        self.zoom_to(next((step for step in reversed(STEPS) if step < self.factor), self.factor))

    def reset(self) -> None:
        """As large as other texts."""
        self.zoom_to(1.0)

    def zoom_to(self, factor: float) -> None:
        """Show everything by this factor larger, the cursor staying in view."""
        view, widths = self._view, [self._view.columnWidth(column) for column in range(self._view.rows.columnCount())]
        ratio, self.factor = factor / self.factor, factor
        font = view.font()
        font.setPointSizeF(self._size * factor)
        view.setFont(font)
        view.fit_font()
        for column, width in enumerate(widths):
            view.setColumnWidth(column, round(width * ratio))
        view.scrollTo(view.currentIndex())
        view.look()
