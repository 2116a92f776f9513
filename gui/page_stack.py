"""The pages of the window one behind the other, each made when it is first wanted, or before that in a quiet moment."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from gui.page import Page
from gui.page_registry import PageSpec

if TYPE_CHECKING:
    from gui.main_window import MainWindow


AHEAD: Final = 8
"""At most so many collections have their page made before it is wanted: each takes memory."""
QUIET_MS: Final = 500
"""Nothing was to be done for so long: then the next page is made."""


class PageStack(QStackedWidget):
    """Knows the pages by name.

    Signals:
        made: a page was made (its `Page`).
    """

    made = Signal(object)

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._specs: dict[str, PageSpec] = {}
        self._pages: dict[str, Page] = {}
        self._incomplete: list[Page] = []
        self._unpainted: list[Page] = []
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._go_on)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self._make_ahead)
        self.addWidget(QWidget(self))

    def add(self, spec: PageSpec) -> None:
        """Append a page that can be made."""
        self._specs[spec.name] = spec

    @property
    def names(self) -> list[str]:
        """The pages, in the order of the sidebar."""
        return list(self._specs)

    @property
    def specs(self) -> list[PageSpec]:
        """What is known of the pages, in the order of the sidebar."""
        return list(self._specs.values())

    @property
    def page(self) -> Page | None:
        """The page in view."""
        current = self.currentWidget()
        return current if isinstance(current, Page) else None

    @property
    def shown_name(self) -> str:
        """The name of the page in view, "" where there is none."""
        return next((name for name, page in self._pages.items() if page is self.page), "")

    def page_of(self, name: str) -> Page:
        """The page of this name, made now if it was not yet."""
        if name not in self._pages:
            page = self._specs[name].make(self._window)
            self._pages[name] = page
            page.setUpdatesEnabled(False)
            self._incomplete.append(page)
            self._next.start(0)
            self.addWidget(page)
            self.made.emit(page)
        return self._pages[name]

    def clear(self) -> None:
        """Forget every page, and delete those that were made."""
        self.setCurrentIndex(0)  # else each page would come into view, and read, when the one before it goes
        for page in self._pages.values():
            self.removeWidget(page)
            page.deleteLater()
        self._incomplete.clear()
        self._unpainted.clear()
        self._quiet.stop()
        self._pages.clear()
        self._specs.clear()

    def neighbour(self, distance: int) -> str:
        """The collection so many places further, round and round; the first where no collection is shown."""
        names = [spec.name for spec in self._specs.values() if spec.is_collection]
        if self.shown_name not in names:
            return names[0] if names else self.shown_name
        return names[(names.index(self.shown_name) + distance) % len(names)]

    def _go_on(self) -> None:
        """A page is made, completed and painted in three turns of the event loop: in one, the window would stall."""
        if self._incomplete:
            page = self._incomplete.pop()
            self._unpainted.append(page)
            page.complete()
        elif self._unpainted:
            self._unpainted.pop().setUpdatesEnabled(True)
        if self._incomplete or self._unpainted:
            self._next.start(0)
        else:
            self._quiet.start(QUIET_MS)

    def _make_ahead(self) -> None:
        """Make the page of one more collection, so that it need only be read and painted when somebody wants it."""
        collections = [name for name, spec in self._specs.items() if spec.is_made_ahead][:AHEAD]
        missing = next((name for name in collections if name not in self._pages), None)
        if missing is None or not self.isVisible():
            return
        if self._window.operations.tasks.is_busy:
            self._quiet.start(QUIET_MS)
        else:
            self.page_of(missing)

    @override
    def minimumSizeHint(self) -> QSize:
        """What the page in view needs, whatever those behind it do: else it would stick out below the side panel."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown else super().minimumSizeHint()
