"""The line in which a search is typed; it shows where an expression is wrong, and below it what was expected."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from gui.theme import set_icon, set_kind
from gui.widgets.bubble import Bubble
from gui.widgets.marked_line import MarkedLine

PAUSE_MS = 150
NARROWEST, WIDEST = 120, 360
"""Pixels."""


class SearchBox(QWidget):
    """A line; what is wrong with it lies over what stands below, so that nothing has to make room.

    Its examples search by `field`, which people may type for what is searched here.

    Signals:
        searched: the person wants to see what this expression finds.
        left: the person is done here: the keyboard goes back to what was searched.
        refused: the expression makes no sense here (position, length) for this reason.
        accepted: it does again.
    """

    searched = Signal(str)
    left = Signal()
    refused = Signal(int, int, str)
    accepted = Signal()

    def __init__(self, field: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _Line(self)
        hint = self.tr('Search: words, "a phrase", {field}:value')
        example = self.tr('For example: report "spare keys" {field}:plan created:2026-01..2026-03')
        self.line.setPlaceholderText(hint.format(field=field))
        self.line.setToolTip(example.format(field=field))
        self.line.setAccessibleName(self.tr("Search"))
        self.line.setClearButtonEnabled(True)
        set_kind(self.line, "search")
        glass = QAction(self.tr("Search"), self.line)
        set_icon(glass, "search", "muted")
        self.line.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.message = Bubble(parent or self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.setMinimumWidth(NARROWEST)
        self.setMaximumWidth(WIDEST)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.line.textEdited.connect(self._on_line_edited)
        self.line.returnPressed.connect(self._on_return_pressed)
        self.line.left.connect(self._on_line_left)
        # The button that empties the line tells nobody that a person pressed it.
        self.line.textChanged.connect(self._on_line_changed)

    def enter(self) -> None:
        """Take the keyboard, unless a refused cell keeps it; typing replaces what was searched for before."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.line.hasFocus():
            self.line.selectAll()

    def text(self) -> str:
        """The expression as it stands."""
        return self.line.text()

    def put(self, text: str, *, now: bool = True) -> None:
        """Search for this, which was said elsewhere; at once, or after a pause in which more may be said."""
        self.line.setText(text)
        if now:
            self._search()
        else:
            self._pause.start()

    def hurry(self) -> None:
        """Search now for what is typed, if that waits for more."""
        if self._pause.isActive():
            self._search()

    def clear(self) -> None:
        """Search for nothing."""
        self.line.clear()
        self._search()

    def mark(self, position: int, length: int, message: str) -> None:
        """Underline the bad part and say what was expected."""
        self.line.underline(position, length)
        set_kind(self.line, "true", "bad")
        self.line.setAccessibleDescription(message)
        self.message.say(message, self.line)
        self.refused.emit(position, length, message)

    def unmark(self) -> None:
        """The expression is fine."""
        self.line.underline(0, 0)
        set_kind(self.line, "", "bad")
        self.line.setAccessibleDescription("")
        self.message.hide()
        self.accepted.emit()

    def _on_line_edited(self) -> None:
        self._pause.start()

    def _on_line_changed(self, text: str) -> None:
        if not text:
            self._pause.start()

    def _on_return_pressed(self) -> None:
        self._search()
        if self.message.isHidden():
            self.left.emit()

    def _on_line_left(self) -> None:
        """Esc and Down: first the search is emptied, then the box is left."""
        self.hurry()
        self.left.emit()

    def _search(self) -> None:
        self._pause.stop()
        self.searched.emit(self.line.text())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.message.isVisible():
            self.message.say(self.message.text(), self.line)

    @override
    def sizeHint(self) -> QSize:
        """Wide where there is room; what stands beside it comes first where there is none."""
        return QSize(WIDEST, super().sizeHint().height())


class _Line(MarkedLine):
    left = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Down}:
            self.left.emit()
        else:
            super().keyPressEvent(event)
