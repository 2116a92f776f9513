"""The commands of a window as Qt actions, and the menus that are built from them."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from gui.actions import COMMANDS, CONTEXT_MENU, MENUS, MOVES, Command, Handlers, When, command_help, command_short
from gui.key_bindings import Overrides, keys_of
from gui.theme import set_icon
from gui.widgets.menu import Menu

ROLES: Final = {
    "file.quit": QAction.MenuRole.QuitRole,
    "go.settings": QAction.MenuRole.PreferencesRole,
    "help.about": QAction.MenuRole.AboutRole,
}
"""Commands that macOS wants in the application's own menu."""

UNCOUNTED: Final = frozenset({"file.quit", "edit.cancel", *(command.id for command in MOVES)})
"""Commands whose use says nothing about what is wanted: the cursor moves all day long, and every day ends."""


class ActionSet(QObject):
    """Whoever can do something says so by `handle`; the newest handlers win.

    Signals:
        keys_changed: commands have other keys now.
    """

    keys_changed = Signal()

    def __init__(self, parent: QWidget, keys: Overrides | None = None) -> None:
        super().__init__(parent)
        self._handlers: dict[str, Callable[[], object]] = {}
        self._keys: Overrides = dict(keys or {})
        self.used: Counter[str] = Counter()
        """How often each command was run, for the palette's order."""
        self._state: When | None = None
        self._actions = {command.id: self._action(command, parent) for command in COMMANDS.values()}
        self.enable(When.ALWAYS)

    def __getitem__(self, command: str) -> QAction:
        return self._actions[command]

    @property
    def keys(self) -> Overrides:
        """The keys that are not the default ones."""
        return self._keys

    def of_window(self, key: QKeySequence) -> str:
        """The command that this key means wherever the keyboard is; "" for none."""
        window = (each for each in COMMANDS.values() if not each.in_table)
        return next((each.id for each in window if key in self._actions[each.id].shortcuts()), "")

    def set_keys(self, keys: Overrides) -> None:
        """From now on commands have these keys instead of their own."""
        self._keys = dict(keys)
        for name, action in self._actions.items():
            action.setShortcuts([QKeySequence(key) for key in keys_of(COMMANDS[name], self._keys)])
        self.keys_changed.emit()

    def dress(self) -> None:
        """Give the commands their icons: no first frame shows them, so none waits for them."""
        for command in COMMANDS.values():
            if command.icon:
                set_icon(self._actions[command.id], command.icon, "muted")

    def count(self, command: str, times: int = 1) -> None:
        """The command was run."""
        if command not in UNCOUNTED:
            self.used[command] += times

    def run(self, command: str) -> None:
        """Do what a command does, where it makes sense now, as a part of what was counted already."""
        if command in self._handlers and self._actions[command].isEnabled():
            self._handlers[command]()

    def handle(self, handlers: Handlers) -> None:
        """From now on these commands do this."""
        self._handlers.update(handlers)

    def enable(self, state: When) -> None:
        """Enable what makes sense in this state."""
        if state != self._state:
            self._state = state
            for command in COMMANDS.values():
                self._actions[command.id].setEnabled(command.when & state == command.when)

    def fill(self, bar: QMenuBar) -> None:
        """Build the menus."""
        for title, commands in MENUS:
            menu = Menu(QCoreApplication.translate("Command", title), bar)
            bar.addMenu(menu)
            self.add_to(menu, (command.id if command else None for command in commands))

    def add_to(self, menu: QMenu, names: Iterable[str | None]) -> None:
        """Append commands to a menu; None is a line between them."""
        for name in names:
            if name is None:
                menu.addSeparator()
            else:
                menu.addAction(self._actions[name])

    def context_menu(self, parent: QWidget, names: Iterable[str | None] = CONTEXT_MENU) -> QMenu:
        """A menu of these commands, by default those of a cell."""
        menu = Menu(parent)
        self.add_to(menu, names)
        return menu

    def attach_to_table(self, table: QWidget) -> None:
        """Let the keys that work only in a table work in this one."""
        table.addActions([self._actions[command.id] for command in COMMANDS.values() if command.in_table])

    def _action(self, command: Command, window: QWidget) -> QAction:
        action = QAction(QCoreApplication.translate("Command", command.text), self)
        action.setData(command.id)
        action.setIconText(command_short(command))
        action.setStatusTip(command_help(command))
        action.setShortcuts([QKeySequence(key) for key in keys_of(command, self._keys)])
        action.setMenuRole(ROLES.get(command.id, QAction.MenuRole.NoRole))
        # Menus on macOS have no icons.
        action.setIconVisibleInMenu(sys.platform != "darwin")
        action.triggered.connect(self._on_action_triggered)
        if command.in_table:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        else:
            window.addAction(action)
        return action

    def _on_action_triggered(self) -> None:
        sender = self.sender()
        assert isinstance(sender, QAction)
        if sender.data() in self._handlers:
            self.count(sender.data())
            self.run(sender.data())
