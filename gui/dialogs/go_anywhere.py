"""Go anywhere: pages by name, and records of every collection by what they contain."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QTimer
from typing_extensions import override

from gui import use_cases
from gui.dialogs.chooser import Choice, Chooser
from gui.fuzzy import score
from gui.locale import local
from gui.main_window import MainWindow
from gui.page_registry import PageSpec
from gui.tasks import Group
from gui.use_cases import Sighting

PAUSE_MS: Final = 120
"""Milliseconds without typing before records are looked for."""


class GoAnywhere(Chooser):
    """Pages at once, records as soon as they are found; they are read on a worker."""

    def __init__(self, window: MainWindow) -> None:
        translate = QCoreApplication.translate
        name = translate("GoAnywhere", "Go anywhere")
        super().__init__(window, name, translate("GoAnywhere", "Go to a page or a record"))
        self._window = window
        self._specs = {spec.name: spec for spec in window.pages.specs}
        self._group = Group()
        self._pages: list[Choice] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._search)

    @property
    def is_waiting(self) -> bool:
        """Whether records are looked for as soon as nobody types."""
        return self._pause.isActive()

    @override
    def look(self, typed: str) -> None:
        self._group.renew()
        scored = [(score(typed, spec.label, spec.help), spec) for spec in self._specs.values()]
        fitting = [(points, spec) for points, spec in scored if points is not None]
        fitting.sort(key=lambda pair: -pair[0])
        self._pages = [self._page_choice(spec) for _, spec in fitting]
        if typed.strip():
            self._pause.start()
            self.offer(self._pages, self.tr("Searching…"))
        else:
            self._pause.stop()
            self.offer(self._pages)

    @override
    def choose(self, choice: Choice) -> None:
        name, identity = choice.value
        self._window.show_page(name)
        if identity is not None and self._window.shown_name == name:
            self._window.page_of(name).show_record(identity)

    @override
    def close_sheet(self) -> None:
        self._pause.stop()
        self._group.renew()
        super().close_sheet()

    def _search(self) -> None:
        work = use_cases.find_anywhere(text=self.line.text().strip(), locale=local())
        self._window.operations.read(work, done=self._on_found, group=self._group)

    def _on_found(self, found: list[Sighting]) -> None:
        row = self.list.currentRow()
        records = [self._record_choice(sighting) for sighting in found if sighting.resource in self._specs]
        choices = [*self._pages, *records]
        self.offer(choices, "" if choices else self.tr("Nothing is called like that"))
        if 0 <= row < len(choices):
            self.list.setCurrentRow(row)

    def _page_choice(self, spec: PageSpec) -> Choice:
        side = spec.section or self.tr("Page")
        return Choice(spec.label, (spec.name, None), detail=spec.help, side=side, icon=spec.icon)

    def _record_choice(self, sighting: Sighting) -> Choice:
        spec = self._specs[sighting.resource]
        return Choice(sighting.label, (sighting.resource, sighting.id), side=spec.label, icon=spec.icon)
