"""What all dialogs have in common: their margins, a row of buttons, that they fit the screen and lose no key."""

from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget
from typing_extensions import override

from gui.blind_typing import BlindTyping
from gui.holding import Holding
from gui.placement import room_on_screen
from gui.theme import current
from gui.widgets.column import Column

KEYS: Final = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
COMING_MS: Final = 15
"""Milliseconds in which the window system delivers what was pressed before; of fewer, a timer may come first."""


class Dialog(QDialog):
    """Goes when it is closed, and is as large as its parts need while there is room for that on the screen.

    The parts go into `column`, which scrolls where there is not; what stays in view below goes into `foot` and
    `buttons`.
    """

    is_called: ClassVar[bool] = True
    """Whether a person called for it: what is pressed while it comes is meant for it, else it is not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if parent is not None:  # what is done from here can be stopped from here
            self.addActions([action for action in parent.window().actions() if action.data() == "edit.stop"])
        self._blind = BlindTyping()
        space = current().space
        inside = QWidget(self)
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(space.medium)
        self.foot = QVBoxLayout()
        self.foot.setSpacing(space.medium)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(space.small)
        self._whole = QVBoxLayout(self)
        self._whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._whole.setContentsMargins(space.wide, space.wide, space.wide, space.large)
        self._whole.setSpacing(space.large)
        self._whole.addWidget(_DialogColumn(inside, self), 1)
        self._whole.addLayout(self.foot)
        self._whole.addLayout(self.buttons)

    @override
    def open(self) -> None:
        """Show it, once what was pressed while it was made has come: Qt drops keys for a window that is blocked."""
        focus = QApplication.focusWidget()
        if not self.is_called or focus is None:
            super().open()
            return
        coming, pause = Holding(focus), QTimer(self)
        for ended in (coming.done, coming.given_up):
            ended.connect(coming.deleteLater)
        coming.given_up.connect(pause.stop)
        coming.given_up.connect(self.reject)
        pause.setSingleShot(True)
        pause.timeout.connect(partial(coming.let_go, super().open))
        coming.hold()
        pause.start(COMING_MS)

    def _hold(self) -> None:
        """Be no smaller than the parts need; where the screen has less room, what is largest gives way."""
        least = self._whole.totalMinimumSize()
        if self._whole.hasHeightForWidth():  # a text beside the buttons takes as many lines as it has to
            least.setHeight(self._whole.totalMinimumHeightForWidth(max(self.width(), least.width())))
        self.setMinimumSize(least.boundedTo(room_on_screen(self)))

    @override
    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._hold()
        return done

    @property
    def is_unseen(self) -> bool:
        """Whether it came so lately, without being called for, that nobody has read it."""
        return self._blind.is_under_way

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._hold()
        if not self.is_called:
            self._blind.begin()
            for part in (self, *self.findChildren(QWidget)):
                part.installEventFilter(self)
        super().showEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in KEYS and self._blind.goes_on():
            event.accept()
            return True
        return super().eventFilter(watched, event)


class _DialogColumn(Column):
    """Makes the dialog grow when a part needs more."""

    @override
    def minimumSizeHint(self) -> QSize:
        return self.needed(self.width() if self.isVisible() else self.sizeHint().width())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # a text takes more lines where it is narrower
