"""The list of saved views: one is found by a few letters of its name and shown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMainWindow
from typing_extensions import override

from core.desk.views import SavedView
from gui.dialogs.chooser import Choice, Chooser
from gui.fuzzy import score

if TYPE_CHECKING:
    from gui.table.arranging.saved_views import SavedViews


class ViewChooser(Chooser):
    """Offers views; shows what is chosen."""

    def __init__(self, window: QMainWindow, views: Sequence[SavedView], shows: "SavedViews") -> None:
        translate = QCoreApplication.translate
        super().__init__(window, translate("ViewChooser", "Saved views"), translate("ViewChooser", "Name of a view"))
        self._views, self._shows = views, shows

    @override
    def look(self, typed: str) -> None:
        found = [(points, view) for view in self._views if (points := score(typed, view.name, view.filter)) is not None]
        if typed.strip():
            found.sort(key=lambda pair: -pair[0])
        choices = [Choice(view.name, view, detail=view.filter, icon="bookmark") for _, view in found]
        self.offer(choices, "" if choices else self.tr("No view is called like that"))

    @override
    def choose(self, choice: Choice) -> None:
        self._shows.show(choice.value)
