"""The command palette: every command by a few letters of its name, those used most first."""

import re
from typing import Final

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from gui.actions import COMMANDS, MENUS, Command, command_help, command_short, command_text, command_words
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
        self._impossible = [command for command in COMMANDS.values() if not self._actions[command.id].isEnabled()]
        self._menus = {
            command.id: QCoreApplication.translate("Command", title).replace("&", "")
            for title, commands in MENUS
            for command in commands
            if command
        }

    @override
    def look(self, typed: str) -> None:
        found = self._fitting(typed, self._possible)
        found.sort(key=lambda pair: (-pair[0], -self._actions.used[pair[1].id]))
        if not typed.strip():
            found.sort(key=lambda pair: -self._actions.used[pair[1].id])
        self.offer([self._choice(command) for _, command in found], self._note(typed, found))

    @override
    def choose(self, choice: Choice) -> None:
        self._actions[choice.value].trigger()

    def _is_possible(self, command: Command) -> bool:
        return self._actions[command.id].isEnabled() and command.id != "help.commands"

    def _fitting(self, typed: str, commands: list[Command]) -> list[tuple[int, Command]]:
        """What has these words; what nearly has them only where nothing else does."""
        for is_lenient in (False, True):
            scored = [(self._points(typed, command, is_lenient=is_lenient), command) for command in commands]
            if found := [(points, command) for points, command in scored if points is not None]:
                return found
        return []

    def _note(self, typed: str, found: list[tuple[int, Command]]) -> str:
        """What is to be said below: that nothing fits, or that what fits better cannot be done now."""
        best = max(self._fitting(typed, self._impossible), key=lambda pair: pair[0], default=None)
        if typed.strip() and best and best[0] > max((points for points, _ in found), default=-1):
            return self.tr("“{name}” cannot be done here or now").format(name=command_text(best[1]))
        return "" if found else self.tr("No command is called like that")

    def _points(self, typed: str, command: Command, *, is_lenient: bool) -> int | None:
        further = " ".join((command_short(command), command_help(command), self._menus.get(command.id, "")))
        return score(typed, command_text(command), further, command_words(command), is_lenient=is_lenient)

    def _choice(self, command: Command) -> Choice:
        text = LETTER.sub(r"\1", self._actions[command.id].text())
        keys = native(keys_of(command, self._actions.keys)[:1])
        detail = command_help(command) or self._menus.get(command.id, "")
        return Choice(text, command.id, detail=detail, keys=keys, icon=command.icon)
