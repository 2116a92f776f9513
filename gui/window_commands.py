"""What a window does whatever page it shows: going places, the palette, the sheet of keys, the look."""

from PySide6.QtCore import QObject, Qt, Signal

from gui.actions import When
from gui.main_window import MainWindow
from gui.places import Places
from gui.theme import theme


class WindowCommands(QObject):
    """Carries out the commands of the frame. Dialogs are imported when first wanted, so that a start stays quick.

    Signals:
        second_wanted: the person wants this page (its name) in another window.
    """

    second_wanted = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.places = Places(self)
        self.places.changed.connect(self._on_places_changed)
        window.page_shown.connect(self.places.visit)
        window.emptied.connect(self.places.clear)
        activity = window.status.activity
        activity.stoppable_changed.connect(self._on_stoppable_changed)
        window.commands.handle(
            {
                "edit.stop": activity.stop_all,
                "file.quit": window.close,
                "file.window": self.open_second,
                "go.anywhere": self.go_anywhere,
                "go.back": self.go_back,
                "go.dashboard": self.show_dashboard,
                "go.settings": self.show_settings,
                "go.forward": self.go_forward,
                "go.next": self.show_next,
                "go.pane": self.enter_next_pane,
                "go.previous": self.show_previous,
                "help.commands": self.show_palette,
                "help.shortcuts": self.show_shortcuts,
                "view.expand": window.panel.toggle_expanded,
                "view.sidebar": window.sidebar.toggle_collapsed,
                "view.theme": self.change_look,
            }
        )

    def open_second(self) -> None:
        """The page in view in a second window."""
        self.second_wanted.emit(self._window.shown_name)

    def go_anywhere(self) -> None:
        """Find a page or a record by its name."""
        from gui.dialogs.go_anywhere import GoAnywhere

        GoAnywhere(self._window).open()

    def show_palette(self) -> None:
        """Find a command by its name and run it."""
        from gui.dialogs.palette import Palette

        Palette(self._window).open()

    def show_shortcuts(self) -> None:
        """Every command with its keys."""
        from gui.dialogs.shortcuts import ShortcutsDialog

        ShortcutsDialog(self._window.commands, self._window).open()

    def show_dashboard(self) -> None:
        """The first page."""
        self._window.show_page("dashboard")

    def show_settings(self) -> None:
        """What the person can set."""
        self._window.show_page("settings")

    def go_back(self) -> None:
        """To the place before this one."""
        self._go(-1)

    def go_forward(self) -> None:
        """To where one came back from."""
        self._go(1)

    def show_next(self) -> None:
        """The next collection."""
        self._window.show_page(self._window.pages.neighbour(1))

    def show_previous(self) -> None:
        """The collection before."""
        self._window.show_page(self._window.pages.neighbour(-1))

    def enter_next_pane(self) -> None:
        """The keyboard goes round: the page's parts, the side panel, the sidebar."""
        window, page = self._window, self._window.page
        if page is None or not window.sidebar.isVisible():
            return
        if window.sidebar.isAncestorOf(window.focusWidget() or window):
            page.enter()
        elif window.panel.isAncestorOf(window.focusWidget() or window):
            window.sidebar.setFocus(Qt.FocusReason.TabFocusReason)
        elif not page.next_pane():
            following = window.panel.content or window.sidebar
            following.setFocus(Qt.FocusReason.TabFocusReason)

    def change_look(self) -> None:
        """From light to dark and back."""
        theme().choose("light" if theme().tokens.is_dark else "dark")

    def _go(self, distance: int) -> None:
        name = self.places.ahead(distance)
        if name is not None and self._window.may_leave():
            self.places.move(distance)
            self._window.show_page(name)

    def _on_stoppable_changed(self, is_stoppable: bool) -> None:
        self._window.declare("activity", When.BUSY if is_stoppable else When.ALWAYS)

    def _on_places_changed(self) -> None:
        back = When.BACK if self.places.can_go_back else When.ALWAYS
        self._window.declare("places", back | (When.FORWARD if self.places.can_go_forward else When.ALWAYS))
