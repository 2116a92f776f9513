"""The left side of the window: what there is to see, and who is looking."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from core import app_info
from gui.theme import current, set_kind, theme
from gui.widgets.icon_button import IconButton
from gui.widgets.icon_label import Emblem
from gui.widgets.keyed_button import KeyedButton
from gui.widgets.label import Label
from gui.widgets.margins import set_margins

NAME: Final = Qt.ItemDataRole.UserRole
LABEL: Final = Qt.ItemDataRole.UserRole + 1
ICON: Final = Qt.ItemDataRole.UserRole + 2


class Sidebar(QFrame):
    """The application's name, the pages by section, and a slot for the account; may shrink to icons.

    Signals:
        page_chosen: the person wants to see the page of this name, the keyboard staying here.
        page_entered: the keyboard should go into the page that is shown.
        collapsed: it was made narrow (True) or wide again.
    """

    page_chosen = Signal(str)
    page_entered = Signal()
    collapsed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "sidebar")
        self._is_collapsed = self._is_squeezed = False
        self._full = 0
        self._last_section = ""
        self.list = PageList(self)
        self.list.setAccessibleName(self.tr("Pages"))
        self.list.currentItemChanged.connect(self._on_current_changed)
        self.list.itemClicked.connect(self.page_entered)
        self.list.entered_by_key.connect(self.page_entered)
        self.setFocusProxy(self.list)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.brand = Label(app_info.NAME, "heading", self)
        self.emblem = Emblem(self)
        self.toggle = IconButton("panel-left-close", self.tr("Collapse sidebar"), self)
        self.toggle.clicked.connect(self.toggle_collapsed)
        self.finder = Finder(self.tr("Go anywhere"), self)
        self.account: QWidget | None = None
        self._arrange()
        self.collapse(False)
        theme().changed.connect(self._on_theme_changed)

    @property
    def is_collapsed(self) -> bool:
        """Whether the person wants to see only the icons."""
        return self._is_collapsed

    @property
    def rail(self) -> int:
        """How wide the icons alone are."""
        size = current().size
        return size.sidebar_icons + theme().grown(size.icon) - size.icon

    @property
    def full(self) -> int:
        """How wide it is with the names; what it was last while they are not shown."""
        if not self._is_rail:
            self._full = max(theme().grown(current().size.sidebar), super().minimumSizeHint().width())
        return self._full

    def add(self, name: str, label: str, icon: str = "table-2", section: str = "") -> None:
        """Append a page; the first of a section with a title stands below that title."""
        if section and section != self._last_section:
            self._add_item("", section, "")
        self._last_section = section
        self._add_item(name, label, icon)

    def clear(self) -> None:
        """Forget every page and the account."""
        self.list.blockSignals(True)
        self.list.clear()
        self.list.blockSignals(False)
        self._last_section = ""
        if self.account is not None:
            self._column.removeWidget(self.account)
            self.account.hide()
            self.account.deleteLater()
            self.account = None

    def choose(self, name: str) -> None:
        """Mark a page without telling anybody."""
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            if self.list.item(row).data(NAME) == name:
                self.list.setCurrentRow(row)
        self.list.blockSignals(False)

    def names(self) -> list[str]:
        """The pages, in order."""
        return [name for row in range(self.list.count()) if (name := self.list.item(row).data(NAME))]

    def set_account(self, widget: QWidget) -> None:
        """Show at the lower end who is signed in; a widget with `set_collapsed` follows the sidebar."""
        if self.account is not None:
            self._column.removeWidget(self.account)
            self.account.deleteLater()
        self.account = widget
        self._column.addWidget(widget)
        self.collapse(self._is_collapsed)

    def collapse(self, collapsed: bool) -> None:
        """Show the icons alone, or the names too: the person wants it so."""
        self._is_collapsed = collapsed
        self._show_names()

    def squeeze(self, squeezed: bool) -> None:
        """Show the icons alone while there is no room for more."""
        if squeezed != self._is_squeezed:
            self._is_squeezed = squeezed
            self._show_names()

    @property
    def _is_rail(self) -> bool:
        return self._is_collapsed or self._is_squeezed

    def _show_names(self) -> None:
        collapsed = self._is_rail
        set_kind(self.list, "rail" if collapsed else "navigation")
        for part in (self.brand, self.emblem):
            part.setVisible(not collapsed)
        self.finder.collapse(collapsed)
        space = current().space
        side = space.medium if collapsed else space.large + space.tight
        set_margins(self._head, side, space.medium, space.medium, space.small)
        name = self.tr("Expand sidebar") if collapsed else self.tr("Collapse sidebar")
        self.toggle.setEnabled(not self._is_squeezed)
        self.toggle.show_as("panel-left-open" if collapsed else "panel-left-close", name)
        for row in range(self.list.count()):
            self._label(self.list.item(row))
        self.updateGeometry()
        follow = getattr(self.account, "set_collapsed", None)
        if follow is not None:
            follow(collapsed)

    def toggle_collapsed(self) -> None:
        """Change between wide and narrow."""
        if not self._is_squeezed:
            self.collapse(not self._is_collapsed)
            self.collapsed.emit(self._is_collapsed)

    def _arrange(self) -> None:
        space = current().space
        self._head = QHBoxLayout()
        self._head.setSpacing(space.small)
        self._head.addWidget(self.emblem)
        self._head.addWidget(self.brand, 1)
        self._head.addWidget(self.toggle)
        finder = QHBoxLayout()
        set_margins(finder, space.small, 0, space.small + 1, space.small)
        finder.addWidget(self.finder)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, space.small)
        self._column.setSpacing(space.tight)
        self._column.addLayout(self._head)
        self._column.addLayout(finder)
        self._column.addWidget(self.list, 1)

    def _add_item(self, name: str, label: str, icon: str) -> None:
        item = QListWidgetItem()
        for role, value in ((NAME, name), (LABEL, label), (ICON, icon)):
            item.setData(role, value)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, label)
        if icon:
            item.setIcon(theme().icon(icon, "muted"))
        else:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self._label(item)
        self.list.blockSignals(True)
        self.list.addItem(item)
        self.list.size_titles()
        self.list.blockSignals(False)

    def _label(self, item: QListWidgetItem) -> None:
        label = item.data(LABEL)
        item.setText("" if self._is_rail else label)
        item.setToolTip(label if self._is_rail else "")
        if not item.data(ICON):
            item.setSizeHint(QSize(0, current().space.medium) if self._is_rail else QSize())

    def _on_theme_changed(self) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(ICON):
                item.setIcon(theme().icon(item.data(ICON), "muted"))

    def _on_current_changed(self, current_item: QListWidgetItem | None) -> None:
        if current_item is not None:
            self.page_chosen.emit(current_item.data(NAME))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._full = 0  # with the names it may be narrower now than it was

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.rail if self._is_rail else self.full, super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), super().minimumSizeHint().height())


class Finder(KeyedButton):
    """Looks like a field to search in and opens the one that goes anywhere."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, "search", "finder", parent)
        self._text = text

    def follow(self, action: QAction) -> None:
        """Do what this command does, and show its key."""
        self._action = action
        self.clicked.connect(action.trigger)
        action.changed.connect(self._on_action_changed)
        self._on_action_changed()

    def collapse(self, collapsed: bool) -> None:
        """Be the icon alone, or say what it is."""
        self.say("" if collapsed else self._text)
        self.setToolTip(self._text if collapsed else "")
        set_kind(self, "true" if collapsed else "", "rail")

    def _on_action_changed(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.show_key(self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))


class PageList(QListWidget):
    """The pages one below the other.

    Signals:
        entered_by_key: Enter was pressed.
    """

    entered_by_key = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_kind(self, "navigation")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def size_titles(self) -> None:
        """Show the titles of sections a little smaller than the pages."""
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * current().type.small)
        for item in map(self.item, range(self.count())):
            if not item.data(ICON):
                item.setFont(font)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.size_titles()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered_by_key.emit()
        else:
            super().keyPressEvent(event)

    @override
    def viewportSizeHint(self) -> QSize:
        return QSize(0, 0)
