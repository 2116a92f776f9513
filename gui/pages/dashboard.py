"""The first page: a greeting, how much there is of everything, what was changed lately, what to do next."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout
from typing_extensions import override

from core.changes import Change
from core.messages import worded
from gui import account_cases, desk_cases, undo_cases
from gui.actions import COMMANDS, Handlers, When
from gui.pages.elsewhere import RecordlessPage, is_people
from gui.pages.greeting import Greeting
from gui.pages.growth_card import GrowthCard
from gui.pages.next_steps import FirstStart, NextSteps, Standing
from gui.pages.recent_changes import RecentChanges
from gui.tasks import Group
from gui.theme import current
from gui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from core.backup import BackupInfo
    from core.models.user import UserPublic
    from core.services.overview import Growth
    from gui.main_window import MainWindow

WIDEST: Final = 1200
CARD: Final = 260
"""Pixels below which a card is not made narrower."""
NARROW: Final = 760
"""Pixels below which the two lower parts stand one below the other."""
NEWS: Final = 8


class Dashboard(RecordlessPage):
    """Numbers and news, read again whenever something changed."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._operations = window, window.operations
        self._group = Group()
        self._lacks_backup = False
        self._unsaved = set[str]()
        self._counts: dict[str, int] = {}
        shown = set(window.page_names)
        self._entities = [entity for entity in self._operations.entities.values() if entity.name in shown]
        self.cards = {entity.name: GrowthCard(entity, self) for entity in self._entities}
        self.header = Greeting(self._operations.context.time_zone, self)
        self.first = FirstStart(self)
        self.recent = RecentChanges(self)
        self.next = NextSteps(window, self)
        self._arrange()
        for card in self.cards.values():
            card.opened.connect(window.show_page)
        self.recent.undo_requested.connect(self._undo)
        self.first.new_requested.connect(window.commands["record.new"].trigger)
        self.first.examples_requested.connect(self._add_examples)
        self.first.import_requested.connect(window.commands["file.import"].trigger)
        self.next.command_wanted.connect(self._on_command_wanted)
        self.next.colleague_wanted.connect(self._on_colleague_wanted)
        self.next.backup_wanted.connect(self._on_backup_wanted)
        self.next.unsaved_wanted.connect(window.show_page)
        self._operations.changes.changed.connect(self._on_core_changed)

    def refresh(self) -> None:
        """Read everything again."""
        self._group.renew()
        self._operations.read(account_cases.own_account(), done=self._on_account, group=self._group)
        for name in self.cards:
            self._operations.read(desk_cases.growth(resource=name), done=self._on_growth, group=self._group)
        self._operations.read(desk_cases.recent(limit=NEWS), done=self.recent.show_changes, group=self._group)
        self._operations.read(desk_cases.unsaved_collections(), done=self._on_unsaved_known, group=self._group)
        if self._operations.context.actor.is_superuser:
            self._operations.read(desk_cases.lacks_backup(), done=self._on_backups_known, group=self._group)

    def _arrange(self) -> None:
        space = current().space
        self._grid = QGridLayout()
        self._grid.setSpacing(space.large)
        self._columns = 0
        self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lower.setSpacing(space.large)
        self._lower.addWidget(self.recent, 2, Qt.AlignmentFlag.AlignTop)
        self._lower.addWidget(self.next, 1, Qt.AlignmentFlag.AlignTop)
        self._scroll = ScrollPage(WIDEST, self)
        self._scroll.column.setSpacing(space.large)  # as between the cards of a row
        self._scroll.column.addWidget(self.header)
        self._scroll.column.addWidget(self.first)
        self._scroll.column.addLayout(self._grid)
        self._scroll.column.addLayout(self._lower)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._scroll, 1)
        self.first.hide()
        self._scroll.middle.installEventFilter(self)

    def _place_cards(self) -> None:
        space = current().space
        room = min(WIDEST, self.width() - 2 * space.wide)
        card = max(CARD, *(each.minimumSizeHint().width() + space.large for each in self.cards.values()))
        columns = max(1, min(len(self.cards), room // card))
        if columns != self._columns:
            for place, card in enumerate(self.cards.values()):
                self._grid.addWidget(card, place // columns, place % columns)
            for column in range(max(columns, self._columns)):
                self._grid.setColumnStretch(column, 1 if column < columns else 0)
            self._columns = columns
        both = sum(each.minimumSizeHint().width() + space.large for each in (self.recent, self.next))
        along = QBoxLayout.Direction.TopToBottom if room < max(NARROW, both) else QBoxLayout.Direction.LeftToRight
        self._lower.setDirection(along)

    def _on_account(self, account: "UserPublic") -> None:
        self.recent.call_me(account.email, account.full_name or "")
        words = (account.full_name or "").split()
        self.header.call(words[0] if words and self._window.signs_people_in else "")

    def _on_growth(self, growth: "Growth") -> None:
        self._counts[growth.resource] = growth.count
        self.cards[growth.resource].show_growth(growth)
        if len(self._counts) == len(self._entities):
            own = [entity.name for entity in self._entities if not is_people(entity)]
            is_at_start = next(iter(self.cards.values())).open_button.hasFocus() and not self.first.isVisible()
            self.first.setVisible(bool(own) and not any(self._counts[name] for name in own))
            if is_at_start and self.first.isVisible():
                self.enter()
        self._show_steps()
        self.summary_changed.emit()

    def _on_backups_known(self, lacks: bool) -> None:
        self._lacks_backup = lacks
        self._show_steps()

    def _on_unsaved_known(self, names: set[str]) -> None:
        self._unsaved = names
        self._show_steps()

    def _show_steps(self) -> None:
        if len(self._counts) < len(self._entities):
            return
        people = [self._counts[entity.name] for entity in self._entities if is_people(entity)]
        records = sum(self._counts[entity.name] for entity in self._entities if not is_people(entity))
        is_alone = self._window.signs_people_in and people == [1]
        unsaved = next((entity for entity in self._entities if entity.name in self._unsaved), None)
        self.next.show_steps(Standing(records, is_alone, self._lacks_backup, unsaved))

    def _undo(self, step: int) -> None:
        self._operations.write(undo_cases.undo_step(step=step), done=self._on_undone)

    def _on_undone(self, _step: object) -> None:
        self._operations.offer(self.tr("Undone. Redo: Ctrl+Y"))

    def _on_command_wanted(self, command: str) -> None:
        if When.OPEN in COMMANDS[command].when:
            self._window.commands.count(command)
            self.elsewhere.begin(command)
        else:
            self._window.commands[command].trigger()
            self._show_steps()

    def _on_colleague_wanted(self) -> None:
        self.elsewhere.begin("record.new", next(filter(is_people, self._entities)))

    def _on_backup_wanted(self) -> None:
        self._operations.write(desk_cases.make_backup(), done=self._on_backed_up)

    def _on_backed_up(self, made: "BackupInfo") -> None:
        self._operations.say(self.tr("Backup made: %1").replace("%1", made.path.name))
        self.refresh()

    def _add_examples(self) -> None:
        self._operations.write(desk_cases.add_examples(), done=self._on_examples_added)

    def _on_examples_added(self, count: int) -> None:
        self._operations.announce(worded(self.tr("{count:example record|example records} added"), count=count))

    def _on_core_changed(self, _changes: tuple[Change, ...]) -> None:
        if self.isVisible():
            self.refresh()

    @override
    def handlers(self) -> Handlers:
        return {"view.refresh": self.refresh, **super().handlers()}

    @override
    def enter(self) -> None:
        first = self.first if self.first.isVisible() else next(iter(self.cards.values())).open_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place_cards()  # its text may be larger than it was
        self.header.renew()
        self.refresh()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place_cards()  # what they say may need more room than what they said before
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_cards()
