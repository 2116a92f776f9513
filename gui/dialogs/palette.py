"""The command palette: every command by a few letters of its name, those used most first."""

import re
from typing import Final

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from gui.actions import COMMANDS, MENUS, Command, command_help, command_text
from gui.dialogs.chooser import Choice, Chooser
from gui.fuzzy import score
from gui.key_bindings import keys_of, native
from gui.main_window import MainWindow

LETTER: Final = re.compile(r"&(.)")
"""A letter to press with Alt; of two signs in a row the second is meant."""


class Palette(Chooser):
    """Offers what can be done now; runs what is chosen."""

    def __init__(self, window: MainWindow) -> None:
        translate = QCoreApplication.translate
        super().__init__(window, translate("Palette", "Command palette"), translate("Palette", "Type a command"))
        self._actions = window.commands
        # What is possible is asked before the keyboard is here, where a table's commands would be impossible.
        self._possible = [command for command in COMMANDS.values() if self._is_possible(command)]
        self._menus = {
            command.id: QCoreApplication.translate("Command", title).replace("&", "")
            for title, commands in MENUS
            for command in commands
            if command
        }

    @override
    def look(self, typed: str) -> None:
        found = [
            (points, command) for command in self._possible if (points := self._points(typed, command)) is not None
        ]
        found.sort(key=lambda pair: (-pair[0], -self._actions.used[pair[1].id]))
        if not typed.strip():
            found.sort(key=lambda pair: -self._actions.used[pair[1].id])
        nothing = self.tr("No command is called like that")
        self.offer([self._choice(command) for _, command in found], "" if found else nothing)

    @override
    def choose(self, choice: Choice) -> None:
        self._actions[choice.value].trigger()

    def _is_possible(self, command: Command) -> bool:
        return self._actions[command.id].isEnabled() and command.id != "help.commands"

    def _points(self, typed: str, command: Command) -> int | None:
        return score(typed, command_text(command), f"{command_help(command)} {self._menus.get(command.id, '')}")

    def _choice(self, command: Command) -> Choice:
        text = LETTER.sub(r"\1", self._actions[command.id].text())
        keys = native(keys_of(command, self._actions.keys)[:1])
        detail = command_help(command) or self._menus.get(command.id, "")
        return Choice(text, command.id, detail=detail, keys=keys, icon=command.icon)
