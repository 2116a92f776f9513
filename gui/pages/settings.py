"""What a person can set and look up: their account, the look, keys, data and backups, what this program is."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from gui.key_editor import KeyEditor
from gui.pages.about import About
from gui.pages.account import DeleteAccount, PasswordCard, ProfileCard
from gui.pages.data import DataCard
from gui.pages.elsewhere import RecordlessPage
from gui.pages.http_card import HttpCard
from gui.pages.preference_rows import PreferenceRows
from gui.theme import current
from gui.widgets.card import Card
from gui.widgets.page_header import PageHeader
from gui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from gui.main_window import MainWindow

WIDEST: Final = 720


class SettingsPage(RecordlessPage):
    """One card a subject, one below the other; those further down are made one by one while the first can be read.

    Signals:
        completed: all of them are there.
    """

    completed = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._operations = window, window.operations
        self._scroll = ScrollPage(WIDEST, self)
        self._scroll.column.addWidget(PageHeader(self.tr("Settings"), parent=self, in_column=True))
        self._left = [self._profile, self._password, self._look, self._keys, self._data, self._http, self._about]
        self._left += [self._delete]
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._make_next)
        window.closing.connect(self._next.stop)
        window.emptied.connect(self._next.stop)
        self._scroll.setUpdatesEnabled(False)
        self._make_next()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(current().space.small)
        layout.addWidget(self._scroll, 1)

    @property
    def is_complete(self) -> bool:
        """Whether every card is there."""
        return not self._left

    def _make_next(self) -> None:
        """A card in each turn of the event loop, and the last one shows them: until then they push each other."""
        if self._left:
            self._scroll.column.addWidget(self._left.pop(0)())
            self._next.start(0)
        else:
            self._scroll.setUpdatesEnabled(True)
            self.completed.emit()

    def _profile(self) -> Card:
        self.profile = ProfileCard(self._operations, self)
        return self.profile

    def _password(self) -> Card:
        self.password = PasswordCard(self._operations, self)
        self.password.setVisible(self._window.signs_people_in)
        return self.password

    def _look(self) -> Card:
        self.look = PreferenceRows(self._window.preferences, self)
        return self.look

    def _keys(self) -> Card:
        card = Card(self.tr("Keys"), self.tr("Every command with its keys; each can have others."), self)
        self.keys = KeyEditor(self._window.commands, self)
        self.keys.chosen.connect(self._on_keys_chosen)
        card.add(self.keys)
        return card

    def _data(self) -> Card:
        self.data = DataCard(self._operations, self)
        self.data.refresh()
        return self.data

    def _http(self) -> Card:
        self.http = HttpCard(self._operations, self._window.preferences, self)
        self.http.setVisible(self._operations.context.actor.is_superuser)
        self.http.refresh()
        return self.http

    def _about(self) -> Card:
        self.about = About(self)
        return self.about

    def _delete(self) -> Card:
        self.delete = DeleteAccount(self._operations, self)
        may = self._window.signs_people_in and not self._operations.context.actor.is_superuser
        self.delete.setVisible(may)
        self.delete.deleted.connect(self._on_account_deleted)
        return self.delete

    def _on_keys_chosen(self, keys: dict[str, tuple[str, ...]]) -> None:
        self._window.preferences.change(keys=keys)

    def _on_account_deleted(self) -> None:
        text = self.tr("Your account was deleted.")
        told = partial(self._window.banner.say, text, "good")
        once = Qt.ConnectionType.SingleShotConnection
        self._window.emptied.connect(told, Qt.ConnectionType(once.value | Qt.ConnectionType.QueuedConnection.value))
        self._window.commands["file.sign_out"].trigger()

    @override
    def enter(self) -> None:
        self.profile.entries.enter()

    @override
    def may_leave(self) -> bool:
        return True

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.profile.refresh()
        if self.is_complete:
            self.data.refresh()
            self.http.refresh()
