"""The list of collections: one is found by a few letters of its name and gone on with."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMainWindow
from typing_extensions import override

from core.entities import Entity
from gui.dialogs.chooser import Choice, Chooser
from gui.fuzzy import score
from gui.page_registry import icon_of


class CollectionChooser(Chooser):
    """Offers collections; what is to be done is done with the one that is chosen."""

    def __init__(self, window: QMainWindow, entities: Sequence[Entity], done: Callable[[Entity], object]) -> None:
        translate = QCoreApplication.translate
        name = translate("CollectionChooser", "Collections")
        super().__init__(window, name, translate("CollectionChooser", "Which collection?"))
        self._entities, self._done = entities, done

    @override
    def look(self, typed: str) -> None:
        found = [(points, each) for each in self._entities if (points := score(typed, each.label)) is not None]
        if typed.strip():
            found.sort(key=lambda pair: -pair[0])
        choices = [Choice(each.label, each, icon=icon_of(each)) for _, each in found]
        self.offer(choices, "" if choices else self.tr("No collection is called like that"))

    @override
    def choose(self, choice: Choice) -> None:
        self._done(choice.value)
