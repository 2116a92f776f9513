"""Where the keys of commands are changed: a list, the keys of the one chosen, and what clashes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.action_set import ActionSet
from gui.actions import COMMANDS, command_help, command_text
from gui.fuzzy import score
from gui.key_bindings import default_keys, keys_of, native, owner_of, told_clashes
from gui.key_rules import why_not
from gui.theme import current, theme
from gui.widgets.button import Button
from gui.widgets.key_chips import KeyChips, keys_column
from gui.widgets.problem import Problem
from gui.widgets.wheel import PageWheel

NAME = Qt.ItemDataRole.UserRole


class KeyEditor(QWidget):
    """Changes the keys of the running window at once. A key that another command has is refused, with its name.

    Signals:
        chosen: these are the keys that are not the default ones now, to be stored (`dict[str, tuple[str, ...]]`).
    """

    chosen = Signal(object)

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._told = told_clashes(actions.keys)
        self.line = QLineEdit(self)
        self.line.setAccessibleName(self.tr("Search"))
        self.line.setPlaceholderText(self.tr("Search commands and keys"))
        self.line.textChanged.connect(self._narrow)
        self.list = QTreeWidget(self)
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.setHeaderLabels([self.tr("Command"), self.tr("Keys")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setItemDelegateForColumn(1, KeyChips(self.list))
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.setMinimumHeight(240)
        PageWheel(self.list, self.list.viewport())
        self.keys = QKeySequenceEdit(self)
        self.keys.setMaximumSequenceLength(1)
        for part in (self.keys, *self.keys.findChildren(QLineEdit)):
            part.setAccessibleName(self.tr("New key"))
        self.keys.setClearButtonEnabled(True)
        self.set_button = Button(self.tr("Set &key"), "primary", parent=self)
        self.none_button = Button(self.tr("No ke&y"), parent=self)
        self.reset_button = Button(self.tr("&Default"), parent=self)
        self.reset_all_button = Button(self.tr("A&ll to default"), "ghost", parent=self)
        self.problem = Problem(self)
        self._arrange()
        self._fill()
        shown = [native(keys_of(command, actions.keys)) for command in COMMANDS.values()]
        self.list.setColumnWidth(1, keys_column(shown, self.list.fontMetrics()))
        self.list.currentItemChanged.connect(self._on_current_changed)
        self.set_button.clicked.connect(self._on_set_clicked)
        self.none_button.clicked.connect(self._on_none_clicked)
        self.reset_button.clicked.connect(self._on_reset_clicked)
        self.reset_all_button.clicked.connect(self._on_reset_all_clicked)

    def choose(self, command: str) -> None:
        """Show this command's keys."""
        for row in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(row)
            if item is not None and item.data(0, NAME) == command:
                self.list.setCurrentItem(item)

    def _arrange(self) -> None:
        space = current().space
        row = QHBoxLayout()
        row.setSpacing(space.small)
        row.addWidget(self.keys, 1)
        for button in (self.set_button, self.none_button, self.reset_button):
            row.addWidget(button)
        top = QHBoxLayout()
        top.setSpacing(space.small)
        top.addWidget(self.line, 1)
        top.addWidget(self.reset_all_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space.small)
        layout.addLayout(top)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.problem)
        layout.addLayout(row)
        self.setTabOrder(self.line, self.reset_all_button)
        self.setTabOrder(self.reset_all_button, self.list)

    def _fill(self) -> None:
        for command in COMMANDS.values():
            item = QTreeWidgetItem(self.list, [command_text(command), ""])
            item.setData(0, NAME, command.id)
            item.setToolTip(0, command_help(command))
            self._show_keys(item)
        self.choose(next(iter(self._told or COMMANDS)))
        self._on_current_changed()

    def _show_keys(self, item: QTreeWidgetItem) -> None:
        name = item.data(0, NAME)
        item.setText(1, native(keys_of(COMMANDS[name], self._actions.keys)))
        trouble = self._told.get(name, "")
        item.setIcon(1, theme().icon("triangle-alert", "warn") if trouble else QIcon())
        item.setToolTip(1, trouble)
        item.setData(1, Qt.ItemDataRole.AccessibleDescriptionRole, trouble)
        font = item.font(1)
        font.setBold(name in self._actions.keys)
        item.setFont(1, font)

    @property
    def _current(self) -> str:
        item = self.list.currentItem()
        return item.data(0, NAME) if item is not None else ""  # pyright: ignore[reportUnnecessaryComparison]

    def _give(self, keys: tuple[str, ...]) -> None:
        """Give the current command these keys, unless one of them belongs to another one, or to none at all."""
        name = self._current
        if not name:
            return
        for key in keys:
            reason = why_not(key, COMMANDS[name])
            if reason:
                self.problem.say(reason)
                return
            owner = owner_of(key, self._actions.keys, besides=name)
            if owner is not None:
                text = self.tr("{key} belongs to “{command}” already. Give that one another key first.")
                self.problem.say(text.format(key=native((key,)), command=command_text(COMMANDS[owner])))
                return
        overrides = {**self._actions.keys, name: keys}
        if keys == default_keys(COMMANDS[name]):
            del overrides[name]
        self._take(overrides)

    def _take(self, overrides: dict[str, tuple[str, ...]]) -> None:
        self.problem.say("")
        self._actions.set_keys(overrides)
        self._told = told_clashes(overrides)
        for row in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(row)
            if item is not None:
                self._show_keys(item)
        self._on_current_changed()
        self.chosen.emit(overrides)

    def _narrow(self, typed: str) -> None:
        """What is chosen is always to be seen."""
        for row in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(row)
            if item is not None:
                further = f"{item.text(1)} {item.toolTip(0)}"
                item.setHidden(score(typed, item.text(0), further) is None)
        items = (self.list.topLevelItem(row) for row in range(self.list.topLevelItemCount()))
        shown = [item for item in items if item is not None and not item.isHidden()]
        if self.list.currentItem() not in shown:
            self.list.setCurrentItem(shown[0]) if shown else self.list.selectionModel().clearCurrentIndex()
        for part in (self.keys, self.set_button, self.none_button, self.reset_button):
            part.setEnabled(bool(shown))

    def _on_current_changed(self) -> None:
        self.problem.say(self._told.get(self._current, ""))
        keys = keys_of(COMMANDS[self._current], self._actions.keys) if self._current else ()
        self.keys.setKeySequence(QKeySequence(keys[0]) if keys else QKeySequence())

    def _on_set_clicked(self) -> None:
        sequence = self.keys.keySequence()
        if sequence.isEmpty():
            self.problem.say(self.tr("Press the new key in the field first, or choose “No key”."))
        else:
            further = keys_of(COMMANDS[self._current], self._actions.keys)[1:]
            self._give(tuple(dict.fromkeys((sequence.toString(), *further))))

    def _on_none_clicked(self) -> None:
        self._give(())

    def _on_reset_clicked(self) -> None:
        if self._current:
            self._give(default_keys(COMMANDS[self._current]))

    def _on_reset_all_clicked(self) -> None:
        self._take({})
