"""Which keys a command has: its own ones, or those that the person gave it; and where two clash."""

import sys
from collections import defaultdict
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from gui.actions import COMMANDS, Command, command_text

Overrides = Mapping[str, tuple[str, ...]]
"""The keys of commands that have others than their own, by the command's id; none to have no key."""


def default_keys(command: Command) -> tuple[str, ...]:
    """The keys that a command is shipped with, on this desktop."""
    return command.mac if sys.platform == "darwin" and command.mac is not None else command.keys


def keys_of(command: Command, overrides: Overrides) -> tuple[str, ...]:
    """The keys that a command has: a key that the person gave to another one is no longer its own."""
    taken: set[str] = set()
    for name, keys in overrides.items():
        if name == command.id:
            break  # of two that were given the same key, the first has it
        if name in COMMANDS:
            taken.update(map(_plain, keys))
    return tuple(key for key in _wanted(command, overrides) if _plain(key) not in taken)


def native(keys: tuple[str, ...]) -> str:
    """Keys as this desktop writes them."""
    return ", ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)


def clashes(overrides: Overrides) -> dict[str, list[str]]:
    """Each key that more than one command should have, with those commands' ids; the first one has it."""
    owners: dict[str, list[str]] = defaultdict(list)
    given = [COMMANDS[name] for name in overrides if name in COMMANDS]
    for command in (*given, *(each for each in COMMANDS.values() if each.id not in overrides)):
        for key in filter(None, map(_plain, _wanted(command, overrides))):
            owners[key].append(command.id)
    return {key: ids for key, ids in owners.items() if len(ids) > 1}


def told_clashes(overrides: Overrides) -> dict[str, str]:
    """What to say about each command with a key that clashes, by its id."""
    text = QCoreApplication.translate(
        "KeyBindings", "{key} is the key of more than one command; “{first}” has it, not “{others}”."
    )
    told: dict[str, str] = {}
    for key, ids in clashes(overrides).items():
        first, *others = ids
        names = ", ".join(command_text(COMMANDS[name]) for name in others)
        said = text.format(key=native((key,)), first=command_text(COMMANDS[first]), others=names)
        told |= {name: f"{told[name]} {said}" if name in told else said for name in ids}
    return told


def owner_of(key: str, overrides: Overrides, *, besides: str) -> str | None:
    """Another command that has this key already."""
    wanted = _plain(key)
    for command in COMMANDS.values():
        if command.id != besides and wanted in map(_plain, keys_of(command, overrides)):
            return command.id
    return None


def _wanted(command: Command, overrides: Overrides) -> tuple[str, ...]:
    """The keys that a command should have."""
    return overrides.get(command.id, default_keys(command))


def _plain(key: str) -> str:
    """The one way to write a key."""
    return QKeySequence(key).toString()
