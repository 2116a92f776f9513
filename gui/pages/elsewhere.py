"""New, import and export on pages that show no records: they go to a collection first."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from typing_extensions import override

from core.entities import Entity
from gui.actions import Handlers, When
from gui.page import Page

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class Elsewhere:
    """Goes to the collection that is meant: the only one, or the one that the person chooses; accounts come last."""

    def __init__(self, window: "MainWindow") -> None:
        self._window, self._operations = window, window.operations
        shown = set(window.page_names)
        reachable = [entity for entity in self._operations.entities.values() if entity.name in shown]
        self._entities = [entity for entity in reachable if not is_people(entity)] or reachable
        self._fillable = [e for e in self._entities if e.access.may_create(self._operations.context.actor)]

    def handlers(self) -> Handlers:
        """The commands by id."""
        return {
            "record.new": partial(self.begin, "record.new"),
            "file.import": partial(self.begin, "file.import"),
            "file.export": partial(self.begin, "file.export"),
        }

    def state(self) -> When:
        """What is the case as far as collections are concerned."""
        reach = When.REACH if self._entities else When.ALWAYS
        return reach | (When.CREATE if self._fillable else When.ALWAYS)

    def begin(self, command: str, entity: Entity | None = None) -> None:
        """Run a command in this collection, or in the one that is meant."""

        def run(entity: Entity) -> None:
            if self._is_at(entity):
                self._window.commands.run(command)

        if entity is not None:
            run(entity)
        else:
            self._ask(self._entities if command == "file.export" else self._fillable, run)

    def take_file(self, path: Path) -> None:
        """Import a file that was dropped."""

        def take(entity: Entity) -> None:
            if self._is_at(entity):
                self._window.page_of(entity.name).take_file(path)

        self._ask(self._fillable, take)

    def _is_at(self, entity: Entity) -> bool:
        """Go there; whether the page in view let go."""
        self._window.show_page(entity.name)
        return self._window.shown_name == entity.name

    def _ask(self, entities: list[Entity], done: Callable[[Entity], object]) -> None:
        if len(entities) > 1:
            from gui.dialogs.collection_chooser import CollectionChooser

            CollectionChooser(self._window, entities, done).open()
        elif entities:
            done(entities[0])


class RecordlessPage(Page):
    """A page from which one gets to the records of collections."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.elsewhere = Elsewhere(window)

    @override
    def handlers(self) -> Handlers:
        return self.elsewhere.handlers()

    @override
    def state(self) -> When:
        return self.elsewhere.state()

    @override
    def take_file(self, path: Path) -> None:
        self.elsewhere.take_file(path)


def is_people(entity: Entity) -> bool:
    """Whether its records are accounts."""
    return entity.record.__name__ == "User"
