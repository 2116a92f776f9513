"""The page in place of all others when the application cannot start: what happened, what to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.theme import current
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.column import Column
from gui.widgets.icon_label import IconLabel
from gui.widgets.label import Label


class Failure(QWidget):
    """A plain message with a way on.

    Signals:
        retry_requested: try the same again.
        restore_requested: put a backup back.
        quit_requested: close the window.
    """

    retry_requested = Signal()
    restore_requested = Signal()
    quit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        size, space = current().size, current().space
        self.message = Label("", "body", self, wraps=True, selectable=True)
        self.place = Label("", "muted", self, wraps=True, selectable=True)
        self.retry = Button(self.tr("Re&try"), "primary", "refresh-cw", self)
        self.retry.setDefault(True)
        self.retry.clicked.connect(self.retry_requested)
        self.restore = Button(self.tr("Restore a &backup…"), "secondary", "hard-drive", self)
        self.restore.clicked.connect(self.restore_requested)
        self.restore.hide()
        leave = Button(self.tr("&Quit"), "secondary", parent=self)
        leave.clicked.connect(self.quit_requested)
        buttons = QHBoxLayout()
        buttons.addWidget(self.retry)
        buttons.addWidget(self.restore)
        buttons.addWidget(leave)
        buttons.addStretch()
        head = QHBoxLayout()
        head.setSpacing(space.medium)
        head.addWidget(IconLabel("database", "bad", size.icon + space.small, self))
        head.addWidget(Label(self.tr("The data could not be opened"), "title", self, wraps=True), 1)
        card = Card(parent=self)
        card.setMaximumWidth(size.reading)
        card.body.setSpacing(space.large)
        card.body.setContentsMargins(space.wide, space.wide, space.wide, space.wide)
        card.add(head)
        card.add(self.message)
        card.add(self.place)
        card.add(buttons)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card, 8)
        row.addStretch(1)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(space.page, space.page, space.page, space.page)
        column.addStretch(2)
        column.addLayout(row)
        column.addStretch(3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Column(inside, self))

    def wait(self) -> None:
        """Take no other wish while one is being seen to."""
        for button in (self.retry, self.restore):
            button.setEnabled(False)

    def go_on(self) -> None:
        """Take wishes again."""
        for button in (self.retry, self.restore):
            button.setEnabled(True)

    def explain(self, message: str, place: str, *, may_restore: bool = False) -> None:
        """Say what happened, where the data is looked for, and whether a backup would help."""
        self.go_on()
        self.restore.setVisible(may_restore)
        self.message.setText(message)
        self.place.setText(self.tr("Data directory: %1").replace("%1", place))
        self.place.setVisible(bool(place))
        self.retry.setFocus(Qt.FocusReason.OtherFocusReason)
