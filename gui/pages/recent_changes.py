"""What was changed lately, by whom and when, with a way to take back what one did oneself."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.context import SYSTEM_EMAIL
from core.messages import describe_step, worded
from core.words import inside
from gui.theme import current
from gui.widgets.avatar import Avatar
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Label
from gui.widgets.margins import set_margins

if TYPE_CHECKING:
    from core.journal.undo import StepInfo
    from core.services.overview import RecentChange

MINUTE, HOUR, DAY = 60, 3600, 86_400


class RecentChanges(Card):
    """The last steps, newest first.

    Signals:
        undo_requested: the person wants to take back this step (its number).
    """

    undo_requested = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("RecentChanges", "Recent changes"), parent=parent)
        self.empty = Label(self.tr("Nothing was changed yet. What you do is listed here."), "muted", self, wraps=True)
        self.add(self.empty)
        space = current().space
        # The buttons stand out to the side of their text; by that much less the card's margin is.
        set_margins(self.body, space.large + space.tight, space.large, space.small, space.large)
        self.rows: list[ChangeRow] = []
        self._changes: list[RecentChange] = []
        self._own_email, self._own_name = "", ""

    def call_me(self, email: str, name: str) -> None:
        """Say who "you" are."""
        self._own_email, self._own_name = email, name
        for row in self.rows:
            row.call_me(email, name)

    def show_changes(self, changes: "list[RecentChange]") -> None:
        """Show these in place of those before; the keyboard stays where it was, as far as that is still there."""
        if changes == self._changes:
            self.call_me(self._own_email, self._own_name)  # only the times are others
            return
        self._changes = changes
        at = next((n for n, row in enumerate(self.rows) if row.undo.hasFocus()), None)
        for row in self.rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [ChangeRow(change, self) for change in changes]
        for row in self.rows:
            row.call_me(self._own_email, self._own_name)
            row.undo_requested.connect(self.undo_requested)
            self.add(row)
        self.empty.setVisible(not changes)
        left = [row.undo for row in self.rows if not row.undo.isHidden()]
        if at is not None and left:
            left[min(at, len(left) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)


class ChangeRow(QWidget):
    """One step.

    Signals:
        undo_requested: see `RecentChanges`.
    """

    undo_requested = Signal(int)

    def __init__(self, change: "RecentChange", parent: QWidget) -> None:
        super().__init__(parent)
        self._step = change.step
        self.what = text = Label(self._what(change.step), "body", self, wraps=True)
        self._avatar, self._below = Avatar(parent=self), Label("", "small", self)
        self.undo = Button(self.tr("Undo"), "ghost", "undo-2", self)
        what = describe_step(change.step.label, change.step.params)
        self.undo.setAccessibleName(self.tr("Undo: %1").replace("%1", inside(what)))
        self.undo.setVisible(change.may_undo)
        self.undo.clicked.connect(self._on_undo_clicked)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(text)
        texts.addWidget(self._below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current().space.medium)
        row.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        row.addWidget(self.undo)

    def call_me(self, email: str, name: str) -> None:
        """Say who did it, with "you" for whoever has this address."""
        actor = self._step.actor_email if self._step.actor_email != SYSTEM_EMAIL else ""
        is_own = bool(actor) and actor == email
        self._avatar.show_name((is_own and name) or actor or "?")
        who = self.tr("You") if is_own else actor or self.tr("The program")
        self._below.setText(f"{who} · {ago(self._step.at)}")

    def _what(self, step: "StepInfo") -> str:
        action = inside(describe_step(step.label, step.params))
        match step.kind:
            case "undo":
                return self.tr("Undone: %1").replace("%1", action)
            case "redo":
                return self.tr("Done again: %1").replace("%1", action)
            case "upgrade":
                return self.tr("The database was upgraded")
            case _:
                text = describe_step(step.label, step.params, is_done=True)
                return self.tr("%1 (undone)").replace("%1", text) if step.undone else text

    def _on_undo_clicked(self) -> None:
        self.undo_requested.emit(self._step.id)


def ago(moment: datetime) -> str:
    """How long ago, as people say it; the date where it is longer than a day."""
    seconds = int((datetime.now(UTC) - moment).total_seconds())
    translate = QCoreApplication.translate
    if seconds < MINUTE:
        return translate("Ago", "just now")
    if seconds < HOUR:
        return worded(translate("Ago", "{count:minute|minutes} ago"), count=seconds // MINUTE)
    if seconds < DAY:
        return worded(translate("Ago", "{count:hour|hours} ago"), count=seconds // HOUR)
    local = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
    return QLocale().toString(local, QLocale.FormatType.ShortFormat)
