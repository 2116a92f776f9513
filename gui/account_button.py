"""Who works here, at the lower end of the sidebar, with what one may want to do about it."""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from gui import account_cases
from gui.theme import current, set_kind
from gui.widgets.avatar import Avatar
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.icon_button import IconButton
from gui.widgets.menu import Menu

if TYPE_CHECKING:
    from core.models.user import UserPublic
    from gui.main_window import MainWindow

BESIDE_THE_NAME: Final = "ellipsis"
ALONE: Final = "circle-user"
"""Icons: dots alone look like a word that was cut off."""


class AccountButton(QWidget):
    """Avatar, name, e-mail where that is another, and a menu; collapsed, the menu alone, whose tool tip says whose."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._whose, self._has_name = window, "", True
        space = current().space
        self.avatar = Avatar("", self)
        self.name, self.email = ElidedLabel("strong", self), ElidedLabel("small", self)
        self.menu_button = IconButton(BESIDE_THE_NAME, self.tr("Account"), self)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        set_kind(self.menu_button, "plain")  # its icon says already that there is a menu
        menu = Menu(self.menu_button)
        window.commands.add_to(menu, ("go.settings", None, "file.sign_out"))
        self.menu_button.setMenu(menu)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.name)
        texts.addWidget(self.email)
        row = QHBoxLayout(self)
        row.setContentsMargins(space.medium, space.small, space.medium, space.small)
        row.setSpacing(space.small)
        row.addWidget(self.avatar)
        row.addLayout(texts, 1)
        row.addWidget(self.menu_button)
        window.operations.changes.changed.connect(self.refresh)
        self.refresh()

    def refresh(self, _changes: object = None) -> None:
        """Read again who works here."""
        self._window.operations.read(account_cases.own_account(), done=self._on_account)

    def set_collapsed(self, collapsed: bool) -> None:
        """Follow the sidebar."""
        self.avatar.setVisible(not collapsed)
        self.name.setVisible(not collapsed)
        self.email.setVisible(not collapsed and self._has_name)
        self.menu_button.show_as(ALONE if collapsed else BESIDE_THE_NAME, self.tr("Account"))
        if collapsed and self._whose:
            self.menu_button.setToolTip(self._whose)

    def _on_account(self, account: "UserPublic") -> None:
        self._whose, self._has_name = account.full_name or account.email, bool(account.full_name)
        self.avatar.show_name(self._whose)
        self.name.show_text(self._whose)
        self.email.show_text(account.email)
        self.set_collapsed(self.avatar.isHidden())
