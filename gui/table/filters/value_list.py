"""The values of a column with how often each comes: look for some, tick several, filter by them."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout
from typing_extensions import override

from core.errors import AppError
from core.fields import FieldFacts
from core.query.ast import ALL, Node, Or, Query
from core.services.facets import Facet
from gui import insight_cases
from gui.holding import Holding
from gui.locale import local
from gui.operations import Operations
from gui.table.view import TableView
from gui.tasks import Group
from gui.theme import current, set_kind
from gui.values import counted, shown
from gui.widgets.label import Label
from gui.widgets.sheet import Sheet
from gui.widgets.sided_lines import SidedLines, add_line, line_height

MOST: Final = 200
WIDTH: Final = 300
MOST_LINES: Final = 9
"""Lines seen at once."""
PAUSE_MS: Final = 120
_FACET: Final = Qt.ItemDataRole.UserRole
_LONGEST: Final = 60
_TO_THE_VALUES: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)
"""Keys in the line that are meant for the values which contain what is typed there."""


class ValueList(Sheet):
    """Lies over the table below a column; Enter filters by what is ticked, or by the value it stands on.

    What is pressed before the values for the typed text are there waits for them.

    Signals:
        chosen: filter the field by this condition.
    """

    chosen = Signal(str, object)

    def __init__(self, view: TableView, facts: FieldFacts, query: Callable[[], Query], operations: Operations) -> None:
        """`query` says of which rows the values are: of those of now, whenever they are looked for."""
        super().__init__(view.window())
        self._view, self._facts, self._query, self._operations = view, facts, query, operations
        self._group, self._ticked = Group(), dict[Any, Facet]()
        self.setAccessibleName(self.tr("Values of {label}").format(label=facts.label))
        self.line = QLineEdit(self)
        self.line.setAccessibleName(self.accessibleName())
        self.line.setPlaceholderText(self.accessibleName())
        self.list = QListWidget(self)
        set_kind(self.list, "quiet")
        self.list.setItemDelegate(SidedLines(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Values"))
        self.note = Label(self.tr("Loading…"), "small", self, wraps=True)
        space = current().space
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.small, space.small, space.small, space.small)
        layout.setSpacing(space.tight)
        for part in (self.line, self.list, self.note):
            layout.addWidget(part)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.line.textEdited.connect(self._on_text_edited)
        self.list.itemChanged.connect(self._on_item_changed)
        for part in (self.line, self.list):
            part.installEventFilter(self)
        self._is_listed = False
        """Whether the list shows the values for what is typed."""
        self._holding = Holding(self.line, self.list)
        self._holding.given_up.connect(self.close_sheet)
        self.setFocusProxy(self.line)

    def open(self, column: int) -> None:
        """Come up below a column's header."""
        view, window = self._view, self._view.window()
        view.show_column(column)
        corner = view.viewport().mapTo(window, QPoint(view.x_of(column), 0))
        self.setFixedWidth(WIDTH)
        self.adjustSize()
        self.move(max(4, min(corner.x(), window.width() - WIDTH - 4)), corner.y())
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self._look()

    def look_again(self) -> None:
        """The values may be others now."""
        if self.isVisible():
            self._is_listed = False
            self._look()

    @override
    def close_sheet(self) -> None:
        self._pause.stop()
        self._group.renew()
        had_keyboard = self.isAncestorOf(QApplication.focusWidget() or self._view)
        self.hide()
        if had_keyboard:
            self._view.setFocus(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()

    def accept(self) -> None:
        """Filter by what is ticked; by the value that the list stands on where nothing is, and stay without any."""
        facets = list(self._ticked.values())
        if not facets and (item := self._item()) is not None:
            facets = [item.data(_FACET)]
        if facets:
            self.close_sheet()
            self.chosen.emit(self._facts.name, self._condition(facets))

    def _condition(self, facets: Sequence[Facet]) -> Node:
        if not facets:
            return ALL
        parts = [facet.where for facet in facets]
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _item(self) -> QListWidgetItem | None:
        return self.list.currentItem()

    def _text(self, facet: Facet) -> str:
        labels = {facet.value: facet.label} if facet.label is not None else {}
        text = shown(facet.value, self._facts, labels) if facet.value is not None else self.tr("(empty)")
        return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"

    def _look(self) -> None:
        self._pause.stop()
        self._group.renew()
        work = insight_cases.find_values(
            resource=self._view.rows.entity.name,
            query=self._query(),
            field=self._facts.name,
            text=self.line.text(),
            limit=MOST,
            locale=local(),
        )
        self._operations.read(work, done=self._on_found, failed=self._on_failed, group=self._group)

    def _on_found(self, facets: Sequence[Facet]) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for facet in facets:
            item = add_line(self.list, self._text(facet), counted(facet.count))
            item.setData(_FACET, facet)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if facet.value in self._ticked else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self._say()
        self._fit(max(1, len(facets)))
        if not facets and self.list.hasFocus():
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_listed()

    def _say(self) -> None:
        """What there is, or what can be pressed where the keyboard is."""
        if not self.list.count():
            said = self.tr("Nothing found")
        elif self.list.count() == MOST:
            said = self.tr("The {count} most frequent; type to find others").format(count=counted(MOST))
        elif self.list.hasFocus():
            said = self.tr("Space ticks, Enter filters")
        else:
            said = self.tr("Down, then Space ticks; Enter filters")
        self.note.setText(said)

    def _fit(self, lines: int) -> None:
        """As high as so many lines need, if the window is."""
        high = line_height(self.list.fontMetrics())
        self.list.setFixedHeight(8)
        room = self.window().height() - self.y() - self.heightForWidth(WIDTH)
        self.list.setFixedHeight(min(lines, MOST_LINES, max(1, room // high)) * high + 8)
        self.resize(WIDTH, self.heightForWidth(WIDTH))

    def _on_failed(self, error: AppError) -> None:
        self.list.clear()
        self.note.setText(str(error))
        self._holding.forget()
        self._on_listed()

    def _on_listed(self) -> None:
        self._is_listed = True
        self._holding.let_go()

    def _on_text_edited(self) -> None:
        self._is_listed = False
        self._pause.start()

    def _hold(self) -> None:
        """Have this key and all that follow wait for the values."""
        if self._pause.isActive():
            self._look()
        self.note.setText(self.tr("Loading…"))
        self._holding.hold()

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        facet: Facet = item.data(_FACET)
        if item.checkState() is Qt.CheckState.Checked:
            self._ticked[facet.value] = facet
        else:
            self._ticked.pop(facet.value, None)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            QTimer.singleShot(0, self, self._close_if_left)
        if event.type() == QEvent.Type.FocusIn and self._is_listed and self.list.count():
            self._say()
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        is_for_values = watched is self.list or event.key() in _TO_THE_VALUES
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_sheet()
            case _ if is_for_values and not self._is_listed:
                self._hold()
                return self._holding.eventFilter(watched, event)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.accept()
            case Qt.Key.Key_Down if watched is self.line and self.list.count():
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            case Qt.Key.Key_Up if watched is self.list and self.list.currentRow() <= 0:
                self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            case _:
                return False
        return True

    def _close_if_left(self) -> None:
        is_here = self.isAncestorOf(QApplication.focusWidget() or self)
        if self.isVisible() and self.window().isActiveWindow() and not is_here:
            self.close_sheet()
