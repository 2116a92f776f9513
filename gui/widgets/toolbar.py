"""A row of commands as buttons; what finds no room goes into a menu at its end."""

from itertools import accumulate

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget
from typing_extensions import override

from gui.theme import current, set_kind
from gui.widgets.button import AIR
from gui.widgets.icon_button import IconButton
from gui.widgets.line import Line
from gui.widgets.menu import Menu


class Toolbar(QFrame):
    """Its buttons can be reached by Tab. `name` says to those who cannot see it what it is for.

    The first icon stands as far in as the title of the page.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "toolbar")
        self.setAccessibleName(name)
        self._parts: list[QWidget] = []
        self.more = IconButton("ellipsis", self.tr("More"), self)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        set_kind(self.more, "plain")
        self.more.setMenu(Menu(self.more))
        self.more.hide()
        side = current().space.large + current().space.hair
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(side, 0, side, 0)
        self._row.setSpacing(current().space.hair)
        self._row.addStretch()
        self._row.addWidget(self.more)

    def add_command(self, action: QAction) -> QToolButton:
        """Append a command; its button is returned."""
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        action.setIconText(AIR + action.iconText().removeprefix(AIR))
        button.setAccessibleName(action.iconText().strip())
        self._add(button)
        return button

    def add_line(self) -> None:
        """Append what parts the commands before from those to come."""
        self._add(Line(self, upright=True))

    def _add(self, part: QWidget) -> None:
        self._row.insertWidget(len(self._parts), part)
        self._parts.append(part)

    def _fit(self) -> None:
        """Show as many parts as there is room for, and have the others in the menu."""
        spacing, margins = self._row.spacing(), self._row.contentsMargins()
        ends = list(
            accumulate(part.sizeHint().expandedTo(part.minimumSize()).width() + spacing for part in self._parts)
        )
        room = self.width() - margins.left() - margins.right() + spacing
        if ends and ends[-1] > room:
            room -= self.more.sizeHint().width() + spacing
        for part, end in zip(self._parts, ends, strict=True):
            part.setVisible(end <= room)
        self.more.setVisible(bool(ends) and ends[-1] > room)
        self._fill_menu([part for part, end in zip(self._parts, ends, strict=True) if end > room])

    def _fill_menu(self, parts: list[QWidget]) -> None:
        menu = self.more.menu()
        menu.clear()
        for part in parts:
            if isinstance(part, QToolButton):
                menu.addAction(part.defaultAction())
            elif not menu.isEmpty():
                menu.addSeparator()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    @override
    def minimumSizeHint(self) -> QSize:
        """May become as narrow as its menu alone."""
        return QSize(0, super().minimumSizeHint().height())
