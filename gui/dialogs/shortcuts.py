"""The sheet of keyboard shortcuts, built from the table of commands."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from gui.action_set import ActionSet
from gui.actions import COMMANDS, MENUS, command_help, command_text, marked
from gui.dialogs.dialog import Dialog
from gui.fuzzy import score
from gui.key_bindings import keys_of, native
from gui.placement import fit
from gui.theme import current, set_kind, theme
from gui.widgets.button import Button
from gui.widgets.key_chips import KeyChips, keys_column
from gui.widgets.reveal import KEY

TYPED: Final = (
    (marked("Shortcuts", "Type into a cell"), marked("Shortcuts", "any letter or digit")),
    (marked("Shortcuts", "Save the cell and go down, right, left"), "Enter, Tab, Shift+Tab"),
    (marked("Shortcuts", "Give up the edit, empty the search, close"), "Esc"),
    (marked("Shortcuts", "First, last record"), "Ctrl+Home, Ctrl+End"),
    (marked("Shortcuts", "Select more"), "Shift+Arrows, Ctrl+A"),
    (marked("Shortcuts", "Save a form"), "Ctrl+S, Ctrl+Enter"),
    (marked("Shortcuts", "Show a password while typing it, hide it"), KEY),
)
"""Keys that are no commands of a menu."""


class ShortcutsDialog(Dialog):
    """Every command with its keys; typing narrows it down."""

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self._actions = actions
        self.line = QLineEdit(self)
        self.line.setAccessibleName(self.tr("Search"))
        self.line.setPlaceholderText(self.tr("Search commands and keys"))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self._narrow)
        self.list = QTreeWidget(self)
        set_kind(self.list, "quiet")
        self.list.setAccessibleName(self.windowTitle())
        self.list.setHeaderLabels([self.tr("Command"), self.tr("Keys")])
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setItemDelegateForColumn(1, KeyChips(self.list))
        self.list.setIndentation(current().space.medium)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._keys: list[str] = []
        self._fill()
        self.list.setColumnWidth(1, keys_column(self._keys, self.list.fontMetrics()))
        close = Button(self.tr("Close"), "primary", parent=self)
        close.setDefault(True)
        close.clicked.connect(self.reject)
        self.column.addWidget(self.line)
        self.column.addWidget(self.list)
        self.buttons.addStretch()
        self.buttons.addWidget(close)
        space = current().space
        needed = self.list.sizeHintForColumn(0) + self.list.columnWidth(1) + 2 * space.page + space.wide
        fit(self, QSize(max(theme().grown(680), needed), theme().grown(700)))
        self.line.setFocus()

    def _fill(self) -> None:
        translate = QCoreApplication.translate
        listed: set[str] = set()
        for title, commands in MENUS:
            ids = [command.id for command in commands if command]
            listed.update(ids)
            self._add(translate("Command", title).replace("&", ""), [self._row(name) for name in ids])
        self._add(self.tr("In the table"), [self._row(name) for name in COMMANDS if name not in listed])
        rows = [(translate("Shortcuts", what), translate("Shortcuts", keys), "") for what, keys in TYPED]
        self._add(self.tr("Table and form"), rows)
        self.list.expandAll()

    def _row(self, name: str) -> tuple[str, str, str]:
        command = COMMANDS[name]
        return command_text(command), native(keys_of(command, self._actions.keys)), command_help(command)

    def _add(self, title: str, rows: list[tuple[str, str, str]]) -> None:
        if not rows:
            return
        group = QTreeWidgetItem(self.list, [title])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = group.font(0)
        font.setWeight(font.Weight.DemiBold)
        group.setFont(0, font)
        for text, keys, help_ in rows:
            item = QTreeWidgetItem(group, [text, keys])
            self._keys.append(keys)
            item.setToolTip(0, help_)

    def _narrow(self, typed: str) -> None:
        for place in range(self.list.topLevelItemCount()):
            group = self.list.topLevelItem(place)
            assert group is not None
            shown = 0
            for item in (found for row in range(group.childCount()) if (found := group.child(row)) is not None):
                further = f"{item.text(1)} {item.toolTip(0)} {group.text(0)}"
                fits = score(typed, item.text(0), further) is not None
                item.setHidden(not fits)
                shown += fits
            group.setHidden(not shown)
