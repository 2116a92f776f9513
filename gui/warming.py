"""What the window imports on a worker before anybody asks for it, so that nobody waits when the time comes."""

from importlib import import_module
from typing import Final

TABLE: Final = "gui.table.page"
PAGES: Final = {"": "gui.pages.dashboard", "dashboard": "gui.pages.dashboard", "settings": "gui.pages.settings"}
"""The modules of pages that are no collection's; "" is the first one of all."""
LATER: Final = (
    TABLE,
    "gui.pages.users",
    "gui.pages.dashboard",
    "gui.form.record_pane",
    "gui.dialogs.go_anywhere",
    "gui.dialogs.palette",
    "gui.pages.settings",
    "gui.dialogs.shortcuts",
    "gui.dialogs.ask_line",
    "gui.dialogs.replace_dialog",
    "gui.dialogs.import_dialog",
    "gui.dialogs.export_dialog",
    "gui.dialogs.new_password",
    "gui.dialogs.view_chooser",
)
"""What is wanted sooner or later, the most likely first."""


def warm_page(name: str) -> None:
    """Import what this page is made of."""
    import_module(PAGES.get(name, TABLE))
