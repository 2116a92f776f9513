"""Larger and smaller rows by key."""

from math import ceil
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QFontMetricsF

from gui.actions import Handlers
from gui.table.view import TableView

LETTERS: Final = "0123456789 The quick brown fox jumps over the lazy dog"
STILL: Final = 40
"""Pixels of a column that do not shrink with its texts: air beside them, and the arrow of a sort."""
STEPS: Final = (0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)


class Zoom(QObject):
    """Carries out the zoom commands of one table; columns grow with their texts.

    By how much texts grow, their font says: it comes in whole pixels, and so mostly grows a little more than was asked.
    """

    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._view, self._size = view, view.font().pointSizeF()
        self._usual = self._advance()
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
        view, self.factor = self._view, factor
        font = view.font()
        font.setPointSizeF(self._size * factor)
        view.setFont(font)
        view.growth = self._advance() / self._usual
        view.fit_font()
        view.measure_again()
        view.scrollTo(view.currentIndex())
        view.look()

    def zoomed(self, width: int) -> int:
        """How wide a column is now that has this width at 100 %: what fits into it there does so here."""
        return ceil(width * self._view.growth + self._kept_back())

    def unzoomed(self, width: int) -> int:
        """How wide a column of this width is at 100 %."""
        return round((width - self._kept_back()) / self._view.growth)

    def _kept_back(self) -> float:
        return STILL * max(0.0, 1 - self._view.growth)

    def _advance(self) -> float:
        return QFontMetricsF(self._view.font()).horizontalAdvance(LETTERS)
