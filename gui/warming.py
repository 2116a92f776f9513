"""What the window imports on a worker before anybody asks for it, so that nobody waits when the time comes."""

from importlib import import_module
from typing import Final

TABLE: Final = "gui.table.page"
PAGES: Final = {"": "gui.pages.dashboard", "dashboard": "gui.pages.dashboard", "settings": "gui.pages.settings"}
"""The modules of pages that are no collection's; "" is the first one of all."""
LATER: Final = (TABLE, "gui.pages.dashboard", "gui.pages.settings")
"""Pages, the most likely first. Dialogs are imported when they are wanted."""


def warm_page(name: str) -> None:
    """Import what this page is made of."""
    import_module(PAGES.get(name, TABLE))
