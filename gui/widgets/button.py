"""What is pressed: primary (one a page), secondary, ghost (among others in a bar), danger, link."""

from typing import Final, Literal

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QStyleOptionButton, QWidget
from typing_extensions import override

from gui.theme import Role, set_icon, set_kind

ButtonKind = Literal["primary", "secondary", "ghost", "danger", "link"]
ROLES: dict[ButtonKind, Role] = {"primary": "on_accent", "danger": "on_accent", "link": "accent"}
AIR: Final = "\u2004"
NARROWEST: Final = 72
"""Pixels, however short the text. The style sheet has no word on it: what it says there makes longer texts be cut."""


class Button(QPushButton):
    """A push button with an icon from the set, pressed by Enter as well as by Space."""

    def __init__(
        self, text: str, kind: ButtonKind = "secondary", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(True)
        self.kind: ButtonKind = kind
        set_kind(self, kind)
        if icon:
            self.set_icon(icon)

    def set_icon(self, name: str) -> None:
        """Show this icon before the text."""
        set_icon(self, name, ROLES.get(self.kind, "text"))

    def follow(self, action: QAction) -> "Button":
        """Do what a command does, enabled while it is, its key in the tool tip; returns itself."""
        self._action = action
        self.clicked.connect(action.trigger)
        action.changed.connect(self._on_action_changed)
        self._on_action_changed()
        return self

    def _on_action_changed(self) -> None:
        self.setEnabled(self._action.isEnabled())
        keys = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(keys)
        self.setAccessibleDescription(keys)

    @override
    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """A little air between the icon and the text, which the style sheet cannot give."""
        super().initStyleOption(option)
        if not self.icon().isNull() and self.text():
            option.text = AIR + self.text()  # pyright: ignore[reportAttributeAccessIssue]  # the stubs lack it

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        air = 0 if self.icon().isNull() else self.fontMetrics().horizontalAdvance(AIR)
        least = 0 if self.kind == "link" else NARROWEST
        return QSize(max(least, hint.width() + air), hint.height())
