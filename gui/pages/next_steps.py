"""What one might do next: where there is nothing yet, three ways to begin; later, what was never done so far."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.actions import COMMANDS, When, command_help, command_text
from gui.theme import current
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.keyed_button import KeyedButton

if TYPE_CHECKING:
    from core.entities import Entity
    from gui.main_window import MainWindow

WORTH_KNOWING: Final = (
    "go.anywhere",
    "help.commands",
    "help.shortcuts",
    "filter.row",
    "views.save",
    "file.export",
    "view.theme",
)
"""Commands that are offered until they were used once, the most useful first."""
MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand, as far as it decides what makes sense next."""

    records: int
    lacks_colleagues: bool
    """Whether nobody else could sign in."""
    lacks_backup: bool
    unsaved: "Entity | None"
    """A collection in which something was typed and is not saved."""


class FirstStart(Card):
    """Shown while there is nothing.

    Signals:
        new_requested: begin with nothing, by the first record.
        examples_requested: fill in a few records to try things with.
        import_requested: bring in a file.
    """

    new_requested = Signal()
    examples_requested = Signal()
    import_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        translate = QCoreApplication.translate
        title = translate("FirstStart", "Nothing here yet")
        text = translate(
            "FirstStart",
            "Add the first record, bring in a file you have, or look around with example data. "
            "Whatever you choose can be undone.",
        )
        super().__init__(title, text, parent)
        buttons = QHBoxLayout()
        buttons.setSpacing(current().space.small)
        self.new = Button(self.tr("&New record"), "primary", "plus", self)
        self.imports = Button(self.tr("&Import a file…"), "secondary", "file-down", self)
        self.examples = Button(self.tr("&Add example data"), "secondary", "sparkles", self)
        self.new.clicked.connect(self.new_requested)
        self.imports.clicked.connect(self.import_requested)
        self.examples.clicked.connect(self.examples_requested)
        for button in (self.new, self.imports, self.examples):
            buttons.addWidget(button)
        buttons.addStretch()
        self.add(buttons)
        self.setFocusProxy(self.new)


class NextSteps(Card):
    """What was never done so far, each with its key; gone once all of it was done.

    Signals:
        command_wanted: the person wants to run this one.
        colleague_wanted: somebody else should be able to sign in.
        backup_wanted: the data should be backed up.
        unsaved_wanted: the person wants to see what is not saved in this collection (its name).
    """

    command_wanted = Signal(str)
    colleague_wanted = Signal()
    backup_wanted = Signal()
    unsaved_wanted = Signal(str)

    def __init__(self, window: "MainWindow", parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("NextSteps", "What to do next"), parent=parent)
        self._commands = window.commands
        space = current().space
        # The buttons stand out to both sides of their text; by that much less the card's margin is.
        self.body.setContentsMargins(space.medium, space.large, space.medium, space.medium)
        self.body.setSpacing(space.hair)
        assert self.title is not None
        self.title.setContentsMargins(space.small, 0, space.small, space.small)
        self.steps: dict[str, KeyedButton] = {}
        self._unsaved: Entity | None = None
        self.hide()

    def show_steps(self, standing: Standing) -> None:
        """Offer what makes sense now in place of what did before; the keyboard stays on its step."""
        worth = self._worth(standing)[:MOST]
        if worth == list(self.steps) and standing.unsaved is self._unsaved:
            return
        self._unsaved = standing.unsaved
        before = next((name for name, button in self.steps.items() if button.hasFocus()), "")
        for button in self.steps.values():
            self.body.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.steps = {name: self._button(name) for name in worth}
        for button in self.steps.values():
            self.body.addWidget(button)
        self.setVisible(bool(self.steps))
        if before in self.steps:
            self.steps[before].setFocus(Qt.FocusReason.OtherFocusReason)

    def _worth(self, standing: Standing) -> list[str]:
        pressing = [
            ("unsaved", standing.unsaved),
            ("colleague", standing.lacks_colleagues),
            ("backup", standing.lacks_backup and standing.records),
        ]
        return [name for name, holds in pressing if holds] + [
            name
            for name in WORTH_KNOWING
            if not self._commands.used[name]
            and (standing.records or not COMMANDS[name].when & (When.OPEN | When.REACH))
        ]

    def _button(self, name: str) -> KeyedButton:
        match name:
            case "unsaved":
                assert self._unsaved is not None
                button = KeyedButton(
                    self.tr("Not saved yet: %1").replace("%1", self._unsaved.label), "pencil", "row", self
                )
                button.clicked.connect(partial(self.unsaved_wanted.emit, self._unsaved.name))
            case "colleague":
                button = KeyedButton(self.tr("Let a colleague in"), "user-plus", "row", self)
                button.clicked.connect(self.colleague_wanted)
            case "backup":
                button = KeyedButton(self.tr("Make a backup"), "hard-drive", "row", self)
                button.clicked.connect(self.backup_wanted)
            case _:
                button = self._command_button(name)
        return button

    def _command_button(self, name: str) -> KeyedButton:
        command = COMMANDS[name]
        button = KeyedButton(command_text(command).removesuffix("…"), command.icon, "row", self)
        button.setToolTip(command_help(command))
        button.setObjectName(name)
        button.show_key(self._commands[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText))
        button.clicked.connect(self._on_command_clicked)
        return button

    def _on_command_clicked(self) -> None:
        self.command_wanted.emit(self.sender().objectName())
