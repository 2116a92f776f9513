"""A line to type into with what it finds below: what the command palette and "go anywhere" have in common."""

from dataclasses import KW_ONLY, dataclass
from typing import Any, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from gui.theme import current, set_kind, theme
from gui.widgets.key_chips import chips_width, draw_chips
from gui.widgets.label import Label
from gui.widgets.line import Line
from gui.widgets.sheet import Sheet

CHOICE: Final = Qt.ItemDataRole.UserRole
WIDTH: Final = 640
ROW: Final = 40
MOST_ROWS: Final = 9
_TO_LIST: Final = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of what was found."""

    text: str
    value: Any
    _: KW_ONLY
    detail: str = ""
    """Said in grey after the text."""
    side: str = ""
    """Said at the far end: the collection."""
    keys: str = ""
    """Drawn at the far end in place of it."""
    icon: str = ""


class Chooser(Sheet):
    """Lies over the upper part of the window; gone on Esc, on a choice, and when the keyboard goes elsewhere."""

    def __init__(self, window: QMainWindow, name: str, hint: str) -> None:
        super().__init__(window)
        self._room = window
        self._before: QWidget | None = QApplication.focusWidget()
        self.setAccessibleName(name)
        self.line = QLineEdit(self)
        set_kind(self.line, "bare")
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(hint)
        self.list = QListWidget(self)
        set_kind(self.list, "quiet")
        self.list.setAccessibleName(self.tr("Found"))
        self.list.setItemDelegate(ChoiceDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.note = Label("", "small", self)
        self.note.setContentsMargins(8, 0, 8, 4)
        space = current().space
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.small, space.tight, space.small, space.small)
        layout.setSpacing(space.tight)
        for part in (self.line, Line(self), self.list, self.note):
            layout.addWidget(part)
        self.line.textEdited.connect(self.look)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(self._on_item_clicked)
        window.installEventFilter(self)

    def open(self) -> None:
        """Show what there is before anything is typed, and take the keyboard."""
        self.look("")
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def close_sheet(self) -> None:
        self._room.removeEventFilter(self)
        self.line.removeEventFilter(self)
        self.hide()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()

    def look(self, typed: str) -> None:
        """Show what fits."""
        raise NotImplementedError

    def choose(self, choice: Choice) -> None:
        """The person wants this one; the chooser is gone already."""
        raise NotImplementedError

    def offer(self, choices: list[Choice], note: str = "") -> None:
        """Show these, the first of them chosen unless the person moves."""
        self.list.clear()
        for choice in choices:
            item = QListWidgetItem(choice.text, self.list)
            item.setData(CHOICE, choice)
            item.setSizeHint(QSize(0, ROW))
            spoken = ", ".join(part for part in (choice.text, choice.detail, choice.side, choice.keys) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self.list.setCurrentRow(0)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._place()

    def _place(self) -> None:
        space = current().space
        width, top = min(WIDTH, self._room.width() - 2 * space.wide), self._room.height() // 9
        self.list.setVisible(self.list.count() > 0)
        self.list.setFixedHeight(space.small)
        room = self._room.height() - top - self.sizeHint().height() - space.small
        rows = min(MOST_ROWS, self.list.count(), max(1, room // ROW))
        self.list.setFixedHeight(rows * ROW + space.small)
        self.resize(width, self.sizeHint().height())
        self.move((self._room.width() - width) // 2, top)

    def _accept(self) -> None:
        item = self.list.currentItem()
        if item is not None:  # pyright: ignore[reportUnnecessaryComparison]  # the stubs forget that there may be none
            self._on_item_clicked(item)

    def _on_item_clicked(self, item: QListWidgetItem) -> None:
        choice: Choice = item.data(CHOICE)
        self.close_sheet()
        self.choose(choice)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._room and event.type() == QEvent.Type.Resize:
            self._place()
        if watched is not self.line:
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        if event.type() == QEvent.Type.FocusOut and self.isVisible() and self._room.isActiveWindow():
            self._before = None
            self.close_sheet()
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() in _TO_LIST:
            QApplication.sendEvent(self.list, event)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        elif event.key() not in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            return False
        return True


class ChoiceDelegate(QStyledItemDelegate):
    """Draws a line: icon, text, detail in grey, keys at the far end."""

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        choice: Choice = index.data(CHOICE)
        tokens = current()
        color, space = tokens.color, tokens.space
        view: Any = option
        area: QRect = view.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if view.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = view.state & QStyle.StateFlag.State_Selected
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(color.accent_soft if chosen else color.hover))
            painter.drawRoundedRect(area, tokens.radius.control, tokens.radius.control)
        inside = area.adjusted(space.medium, 0, -space.medium, 0)
        size = theme().grown(tokens.size.icon)
        if choice.icon:
            spot = QRect(inside.left(), area.top() + (area.height() - size) // 2 + 1, size, size)
            spot = QStyle.visualRect(view.direction, area, spot)
            theme().icon(choice.icon, "muted").paint(painter, spot)
        inside.adjust(size + space.medium, 0, 0, 0)
        side = _Text(painter, view, area, color.muted)
        painter.setFont(view.font)
        far = side.width(choice.side) + chips_width(choice.keys, painter.fontMetrics())
        end = QRect(inside.right() - far, area.top(), far, area.height())
        side.draw(choice.side, end)
        draw_chips(painter, choice.keys, end.translated(space.tight, 0), area, view.direction)
        inside.adjust(0, 0, -far - space.medium if far else 0, 0)
        main = _Text(painter, view, area, color.text)
        used = min(main.width(choice.text), inside.width())
        main.draw(choice.text, QRect(inside.left(), area.top(), used, area.height()))
        inside.adjust(used + space.medium, 0, 0, 0)
        if inside.width() > ROW:
            side.draw(choice.detail, inside)
        painter.restore()


class _Text:
    """Draws texts of one colour in a line, mirrored where the desktop reads from right to left."""

    def __init__(self, painter: QPainter, option: Any, area: QRect, color: str) -> None:
        self._painter, self._area, self._color = painter, area, QColor(color)
        self._direction: Qt.LayoutDirection = option.direction
        self._font: QFont = option.font
        self._metrics = QFontMetrics(self._font)

    def width(self, text: str) -> int:
        return self._metrics.horizontalAdvance(text) + 2 if text else 0

    def draw(self, text: str, place: QRect) -> None:
        self._painter.setPen(self._color)
        self._painter.setFont(self._font)
        place = QStyle.visualRect(self._direction, self._area, place)
        shown = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        align = QStyle.visualAlignment(self._direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._painter.drawText(place, align | Qt.TextFlag.TextSingleLine, shown)
