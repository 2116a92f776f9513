"""A panel that comes in at the side of a page: a record's form, details, filters."""

from typing import Final

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from gui.theme import current, set_kind, theme
from gui.widgets.icon_button import IconButton
from gui.widgets.label import Label
from gui.widgets.margins import set_margins

NARROWEST: Final = 320
WIDTH: Final = 420
WIDEST: Final = 760
"""Pixels of its content, which stands in the middle of a whole page."""
WITHOUT_BOUND: Final = 16_777_215
"""Qt's own greatest width."""
STEP: Final = 32
"""Pixels that an arrow key makes it wider or narrower."""


class SidePanel(QFrame):
    """Shows one widget at a time under a title; its edge can be dragged, or moved by arrow keys.

    Signals:
        close_requested: the person is done with it; whoever filled it decides.
        width_chosen: the person made it this wide.
        spread: it takes the whole page now, or no longer (bool).
        filled: it shows something now, or no longer (bool).
    """

    close_requested = Signal()
    width_chosen = Signal(int)
    spread = Signal(bool)
    filled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "panel")
        self._wanted = WIDTH
        self._content: QWidget | None = None
        space = current().space
        self.title = Label("", "heading", self)
        self.close_button = IconButton("x", self.tr("Close panel"), self)
        self.close_button.clicked.connect(self.close_requested)
        self.expand_button = IconButton("maximize-2", self.tr("Show as a page"), self)
        self.expand_button.clicked.connect(self.toggle_expanded)
        self._is_expanded = self._is_whole = False
        self._left = WITHOUT_BOUND
        head = QHBoxLayout()
        set_margins(head, space.large, space.medium, space.medium, space.medium)
        head.addWidget(self.title, 1)
        head.addWidget(self.expand_button)
        head.addWidget(self.close_button)
        inner = QWidget(self)
        inner.setMaximumWidth(WIDEST)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.grip = Grip(self)
        layout.addWidget(self.grip)
        layout.addWidget(inner, 1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._move = QPropertyAnimation(self, b"maximumWidth", self)
        self._move.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._move.finished.connect(self._on_move_finished)
        self.hide()

    @property
    def wanted_width(self) -> int:
        """How wide it is when it is open."""
        return self._wanted

    @property
    def content(self) -> QWidget | None:
        """What it shows."""
        return self._content

    def open(self, title: str, content: QWidget) -> None:
        """Show this in place of what was there, which is deleted."""
        self.empty()
        self.title.setText(title)
        self.setAccessibleName(title)
        self._content = content
        self._column.addWidget(content, 1)
        was_open = self.isVisible()
        self._be_as_wide_as_wanted()
        self.show()
        self.filled.emit(True)
        if not (was_open or self._is_whole or theme().is_still) and self.window().isVisible():
            self.setMinimumWidth(0)
            self._move.setDuration(current().milliseconds)
            self._move.setStartValue(0)
            self._move.setEndValue(self.fitting)
            self._move.start()

    def toggle_expanded(self) -> None:
        """Take the whole page, or stand beside it again where there is room for both."""
        if not self._is_alone:
            self.expand(not self._is_expanded)

    def expand(self, expanded: bool) -> None:
        """Take the whole page, or stand beside it: the person wants it so."""
        self._is_expanded = expanded
        self._spread()

    def fit(self, left: int) -> None:
        """The page leaves it this much; the whole page is for it alone where that is too little."""
        self._left = left
        self._spread()
        if self._move.state() != QPropertyAnimation.State.Running:
            self._be_as_wide_as_wanted()

    @property
    def _is_alone(self) -> bool:
        return self._content is not None and self._left < self.least

    def _spread(self) -> None:
        self.expand_button.setHidden(self._is_alone)
        whole = self._is_expanded or self._is_alone
        if whole == self._is_whole:
            return
        self._move.stop()
        self._is_whole = whole
        self.grip.setVisible(not whole)
        if whole:
            self.expand_button.show_as("minimize-2", self.tr("Show beside the page"))
        else:
            self.expand_button.show_as("maximize-2", self.tr("Show as a page"))
        self._be_as_wide_as_wanted()
        self.spread.emit(whole)

    def close_panel(self) -> None:
        """Go away."""
        self._move.stop()
        self.expand(False)
        self.hide()
        self.empty()

    def empty(self) -> None:
        """Delete what it shows."""
        if self._content is not None:
            self._column.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
            self._content = None
            self.filled.emit(False)

    def be_wide(self, width: int) -> None:
        """Be this wide from now on, as far as the window allows."""
        self._wanted = max(NARROWEST, width)
        self._be_as_wide_as_wanted()

    @property
    def least(self) -> int:
        """How wide it is at least beside a page: its words are not cut off."""
        return max(NARROWEST, self._column.minimumSize().width() + self.grip.width())

    @property
    def fitting(self) -> int:
        """As wide as wanted, unless a small window would have no room left for the page."""
        if self.window() is self:
            return max(self.least, self._wanted)
        share = self.window().width() // (3 if self._wanted == WIDTH else 2)
        return max(self.least, min(self._wanted, share, self._left))

    def _be_as_wide_as_wanted(self) -> None:
        if self._is_whole:
            self.setMinimumWidth(NARROWEST)
            self.setMaximumWidth(WITHOUT_BOUND)
        else:
            self.setFixedWidth(self.fitting)
        policy = QSizePolicy.Policy.Expanding if self._is_whole else QSizePolicy.Policy.Fixed
        self.setSizePolicy(policy, QSizePolicy.Policy.Preferred)

    def _on_move_finished(self) -> None:
        self._be_as_wide_as_wanted()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
        else:
            super().keyPressEvent(event)


class Grip(QFrame):
    """The edge by which a panel is made wider."""

    def __init__(self, panel: SidePanel) -> None:
        super().__init__(panel)
        self._panel = panel
        set_kind(self, "grip")
        self.setFixedWidth(5)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Width of the panel"))

    def _choose(self, width: int) -> None:
        self._panel.be_wide(min(width, self.window().width() // 2))
        self._panel.width_chosen.emit(self._panel.wanted_width)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        outwards = Qt.Key.Key_Right if self.isRightToLeft() else Qt.Key.Key_Left
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            step = STEP if event.key() == outwards else -STEP
            self._choose(self._panel.wanted_width + step)
        else:
            super().keyPressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = self._panel.mapFromGlobal(event.globalPosition().toPoint()).x()
        self._choose(x if self.isRightToLeft() else self._panel.width() - x)
