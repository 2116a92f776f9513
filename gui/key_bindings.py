"""Which keys a command has: its own ones, or those that the person gave it; and where two clash."""

import sys
from collections import defaultdict
from collections.abc import Mapping

from PySide6.QtGui import QKeySequence

from gui.actions import COMMANDS, Command

Overrides = Mapping[str, tuple[str, ...]]
"""The keys of commands that have others than their own, by the command's id; none to have no key."""


def default_keys(command: Command) -> tuple[str, ...]:
    """The keys that a command is shipped with, on this desktop."""
    return command.mac if sys.platform == "darwin" and command.mac is not None else command.keys


def keys_of(command: Command, overrides: Overrides) -> tuple[str, ...]:
    """The keys that a command has."""
    return overrides.get(command.id, default_keys(command))


def native(keys: tuple[str, ...]) -> str:
    """Keys as this desktop writes them."""
    return ", ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)


def clashes(overrides: Overrides) -> dict[str, list[str]]:
    """Each key that more than one command has, with those commands' ids."""
    owners: dict[str, list[str]] = defaultdict(list)
    for command in COMMANDS.values():
        for key in keys_of(command, overrides):
            owners[QKeySequence(key).toString()].append(command.id)
    return {key: ids for key, ids in owners.items() if len(ids) > 1}


def owner_of(key: str, overrides: Overrides, *, besides: str) -> str | None:
    """Another command that has this key already."""
    wanted = QKeySequence(key).toString()
    for command in COMMANDS.values():
        present = {QKeySequence(own).toString() for own in keys_of(command, overrides)}
        if command.id != besides and wanted in present:
            return command.id
    return None
