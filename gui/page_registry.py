"""Every page of the window, in the order of the sidebar: the one place to add one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.actions import COMMANDS, command_help
from gui.theme.icons import DEFAULT, exists

if TYPE_CHECKING:
    from core.context import Actor
    from core.entities import Entities, Entity
    from gui.main_window import MainWindow
    from gui.page import Page


@dataclass(frozen=True, slots=True)
class PageSpec:
    """How a page stands in the sidebar, and how it is made when somebody first wants to see it."""

    name: str
    """As in `--page NAME`."""
    label: str
    icon: str
    section: str
    """The title in the sidebar below which it stands; "" for none."""
    make: "Callable[[MainWindow], Page]"
    """Imports the page only when called, so that a start stays quick."""
    is_collection: bool = False
    """Whether it is one of the tables that Ctrl+PgUp and Ctrl+PgDn go through."""
    is_made_ahead: bool = False
    """Whether it is worth the memory to make it before anybody wants to see it."""
    help: str = ""
    """What there is to do, in a sentence by which it is found; "" where its name says it."""


def page_specs(entities: "Entities", actor: "Actor") -> Iterator[PageSpec]:
    """The pages of an application with these collections, as far as they are for this one."""
    translate = QCoreApplication.translate
    yield PageSpec("dashboard", translate("Sidebar", "Dashboard"), "layout-dashboard", "", _dashboard)
    people = [entity for entity in entities.values() if entity.record.__name__ == "User"]
    for entity in entities.values():
        if entity not in people:
            yield _collection(entity, translate("Sidebar", "Collections"))
    for entity in people if actor.is_superuser else ():
        spec = _collection(entity, translate("Sidebar", "Administration"))
        yield replace(spec, make=partial(_users, entity), is_made_ahead=False)
    label, section = translate("Sidebar", "Settings"), translate("Sidebar", "This window")
    yield PageSpec("settings", label, "settings", section, _settings, help=command_help(COMMANDS["go.settings"]))


def icon_of(entity: "Entity") -> str:
    """The icon that a collection declares, or the one of any table."""
    declared = entity.resource.icon
    return declared if declared and exists(declared) else DEFAULT


def _collection(entity: "Entity", section: str) -> PageSpec:
    make = partial(_table, entity)
    return PageSpec(entity.name, entity.label, icon_of(entity), section, make, is_collection=True, is_made_ahead=True)


def _dashboard(window: "MainWindow") -> "Page":
    from gui.pages.dashboard import Dashboard

    return Dashboard(window)


def _settings(window: "MainWindow") -> "Page":
    from gui.pages.settings import SettingsPage

    return SettingsPage(window)


def _users(entity: "Entity", window: "MainWindow") -> "Page":
    from gui.pages.users import UsersPage

    return UsersPage(entity, window.operations, window.commands, window)


def _table(entity: "Entity", window: "MainWindow") -> "Page":
    from gui.table.page import TablePage

    return TablePage(entity, window.operations, window.commands, window)
