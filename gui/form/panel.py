"""Shows a record's form in the window's side panel, which may take the whole page."""

from PySide6.QtCore import QObject

from gui.form.record_pane import RecordPane
from gui.main_window import MainWindow
from gui.page import Page


def show_in_panel(pane: RecordPane, page: Page) -> None:
    """Show this form beside the page; what was typed into the one before is kept."""
    window = page.window()
    assert isinstance(window, MainWindow)
    if isinstance(window.panel.content, RecordPane):
        window.panel.content.give_way()
    window.panel.open(pane.title, pane)
    Shown(pane, window, page)
    pane.enter()


class Shown(QObject):
    """Closes the panel when the form is left, and keeps what was typed when something else leaves it."""

    def __init__(self, pane: RecordPane, window: MainWindow, page: Page) -> None:
        super().__init__(pane)
        self._pane, self._window, self._page = pane, window, page
        pane.left.connect(self._on_left)
        window.panel.close_requested.connect(pane.leave)
        window.page_shown.connect(self._on_page_shown)

    def _on_left(self) -> None:
        if self._window.panel.content is self._pane:
            self._window.panel.close_panel()
            self._page.enter()

    def _on_page_shown(self, _name: str) -> None:
        if self._window.panel.content is self._pane and self._window.page is not self._page:
            self._pane.give_way()
            self._window.panel.close_panel()
