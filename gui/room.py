"""Who gets how much of the window's width; where it does not do for all, the sidebar gives way, then the page."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.placement import room_on_screen

if TYPE_CHECKING:
    from gui.main_window import MainWindow

SMALLEST: Final = QSize(640, 420)
"""Pixels of a window, where its words do not need more and its screen has as many."""


class Room(QObject):
    """Looks again whenever the window is made wider or narrower, or a part of it needs more or less."""

    def __init__(self, window: "MainWindow", shared: QWidget) -> None:
        super().__init__(window)
        self._window, self._shared = window, shared
        window.setMinimumSize(SMALLEST.boundedTo(room_on_screen(window)))
        shared.installEventFilter(self)

    def share_out(self) -> None:
        """Have the sidebar be icons and the panel the whole page where there is no room for more; and back."""
        window = self._window
        sidebar, panel = window.sidebar, window.panel
        room, page = self._shared.width(), window.pages.minimumSizeHint().width()
        banner = window.banner.minimumSizeHint().width() if window.banner.isVisibleTo(window) else 0
        needed = max(page, panel.least if panel.content else 0, banner)
        rail = sidebar.rail if sidebar.isVisibleTo(window) else 0
        window.setMinimumWidth(min(max(SMALLEST.width(), rail + needed), room_on_screen(window).width()))
        sidebar.squeeze(rail > 0 and sidebar.full + needed > room)
        beside = sidebar.sizeHint().width() if rail else 0
        panel.fit(room - beside - page)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self.share_out()
        return super().eventFilter(watched, event)
