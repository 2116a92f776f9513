"""The frame of the window: menus, sidebar, pages, side panel, status bar. What the pages show is theirs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget
from typing_extensions import override

from core import app_info
from gui.action_set import ActionSet
from gui.actions import When
from gui.departure import Departure
from gui.operations import Operations
from gui.page import Page
from gui.page_registry import PageSpec
from gui.page_stack import PageStack
from gui.placement import begin_with
from gui.preferences import PreferencesInUse
from gui.room import Room
from gui.widgets.banner import Banner
from gui.widgets.failure import Failure
from gui.widgets.side_panel import SidePanel
from gui.widgets.sidebar import Sidebar
from gui.widgets.status_line import StatusLine
from gui.widgets.toast import Toast


class MainWindow(QMainWindow):
    """One window over one core.

    Signals:
        painted: the frame is on the screen for the first time.
        emptied: nothing that was shown is left: somebody else may come.
        page_shown: the page of this name is in view.
        closing: nothing is under way any more and the window goes.
    """

    painted = Signal()
    emptied = Signal()
    page_shown = Signal(str)
    closing = Signal()

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(app_info.NAME)
        begin_with(self, 1200, 780)
        self.operations = operations
        self.commands = ActionSet(self)
        self.commands.fill(self.menuBar())
        self.banner = Banner(self)
        self.sidebar = Sidebar(self)
        self.sidebar.finder.follow(self.commands["go.anywhere"])
        self.pages = PageStack(self)
        self.failure = Failure(self)
        self.panel = SidePanel(self)
        self.status = StatusLine(operations.tasks, self)
        self.setStatusBar(self.status)
        self.status.activity.follow(self.commands["edit.stop"])
        self.status.activity.left.connect(self._enter_page)
        arranged = self._arranged()
        self.setCentralWidget(arranged)
        self.room = Room(self, arranged)
        self.toast = Toast(arranged)  # above the status bar
        self.preferences = PreferencesInUse(self)
        self.departure = Departure(self)
        self._facts: dict[str, When] = {}
        self._is_painted = False
        self.pages.made.connect(self._on_page_made)
        self.panel.spread.connect(self._on_panel_spread)
        self.panel.filled.connect(self._on_panel_filled)
        self.sidebar.page_chosen.connect(self._look_at)
        self.sidebar.page_entered.connect(self._enter_page)
        self.banner.closed.connect(self._enter_page)
        self.failure.quit_requested.connect(self.close)
        operations.said.connect(self.status.say)
        self.painted.connect(self.commands.dress, Qt.ConnectionType.QueuedConnection)

    def add_page(self, spec: PageSpec) -> None:
        """Append a page to the sidebar; it is made when it is first shown."""
        self.pages.add(spec)
        self.sidebar.add(spec.name, spec.label, spec.icon, spec.section)

    def show_page(self, name: str) -> None:
        """Bring a page into view, and the keyboard into it."""
        if self._look_at(name):
            self._enter_page()

    def show_failure(self, message: str, place: str, *, may_restore: bool = False) -> None:
        """Show in place of everything why the application cannot work."""
        self.show_alone(self.failure)
        self.failure.explain(message, place, may_restore=may_restore)

    def show_alone(self, widget: QWidget) -> None:
        """Show this in place of everything else."""
        self.banner.leave()
        self.pages.addWidget(widget)
        self.pages.setCurrentWidget(widget)
        self.sidebar.hide()
        self.declare("ready", When.ALWAYS)
        self._refresh_summary()

    def forget(self) -> None:
        """Leave nothing of what was shown: pages, messages, places."""
        self.operations.tasks.cancel_reads()
        self.panel.close_panel()
        self.toast.clear()
        self.status.clearMessage()
        self.pages.clear()
        self.sidebar.clear()
        self.emptied.emit()

    def declare(self, source: str, state: When) -> None:
        """What is the case, in place of what this source said before."""
        self._facts[source] = state
        self._refresh_state()

    @property
    def page(self) -> Page | None:
        """The page in view."""
        return self.pages.page

    @property
    def shown_name(self) -> str:
        """The name of the page in view, "" where there is none."""
        return self.pages.shown_name

    def page_of(self, name: str) -> Page:
        """The page of this name."""
        return self.pages.page_of(name)

    @property
    def page_names(self) -> list[str]:
        """The pages, in the order of the sidebar."""
        return self.pages.names

    @property
    def signs_people_in(self) -> bool:
        """Whether somebody signed in here, rather than that everybody is the local user."""
        return When.SIGNED_IN in self._facts.get("session", When.ALWAYS)

    def may_leave(self) -> bool:
        """Whether nothing typed would be lost; asks or warns by itself."""
        return self.page is None or self.page.may_leave()

    def may_close(self) -> bool:
        """Whether nothing typed would be lost that cannot be kept for the next time."""
        return self.page is None or self.page.may_close()

    def _look_at(self, name: str) -> bool:
        """Bring a page into view, the keyboard staying where it is; whether the one before could be left."""
        page = self.pages.page_of(name)
        if page is not self.page and not self.may_leave():
            self.sidebar.choose(self.shown_name)
            return False
        self.banner.leave()
        self.pages.setCurrentWidget(page)
        self.sidebar.show()
        self.sidebar.choose(name)
        self.commands.handle(page.handlers())
        self.declare("ready", When.READY)
        self._refresh_summary()
        self.page_shown.emit(name)
        return True

    def _arranged(self) -> QWidget:
        self.pages.addWidget(self.failure)
        self._beside = QHBoxLayout()
        self._beside.setSpacing(0)
        self._beside.addWidget(self.pages, 1)
        self._beside.addWidget(self.panel)
        below = QVBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.banner)
        below.addLayout(self._beside, 1)
        central = QWidget(self)
        layout = QHBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.sidebar)
        layout.addLayout(below, 1)
        return central

    def _on_page_made(self, page: Page) -> None:
        page.state_changed.connect(self._refresh_state)
        page.summary_changed.connect(self._refresh_summary)

    def _on_panel_spread(self, whole: bool) -> None:
        self.pages.setHidden(whole)
        self._beside.setStretch(0, 0 if whole else 1)  # a layout asks for its share even where it shows nothing
        self._beside.setStretch(1, 1 if whole else 0)

    def _on_panel_filled(self, filled: bool) -> None:
        self.room.share_out()
        self.declare("panel", When.PANEL if filled else When.ALWAYS)

    def _refresh_state(self) -> None:
        state = self.page.state() if self.page else When.ALWAYS
        for fact in self._facts.values():
            state |= fact
        self.commands.enable(state)

    def _refresh_summary(self) -> None:
        self.status.summary.setText(self.page.summary() if self.page else "")

    def _enter_page(self) -> None:
        if self.page:
            self.page.enter()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What nobody else wanted: Esc closes the banner."""
        if event.key() == Qt.Key.Key_Escape:
            self.banner.clear()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Close once everything typed is saved or kept."""
        if self.departure.is_clear(self.close):
            self.closing.emit()
            event.accept()
        else:
            event.ignore()
