"""Offers names of columns and values of them while a search or a filter is typed."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem
from typing_extensions import override

from core.entities import Entity
from core.errors import AppError
from core.fields import FieldFacts
from core.query.ast import Compare, IsNull, Match, Node, Query
from core.query.grammar import to_text
from core.query.names import FieldNames
from core.query.values import TEXT_KINDS, UNORDERED_KINDS
from core.services.facets import Facet
from gui import insight_cases
from gui.locale import local
from gui.operations import Operations
from gui.table.filters.forms import Form, conditions_of, is_begun, meaning, values_of
from gui.tasks import Group
from gui.theme import set_kind
from gui.values import counted
from gui.widgets.sided_lines import SidedLines, add_line, line_height

MOST: Final = 10
PAUSE_MS: Final = 150
LEAST: Final = 2
"""Characters typed before names of columns are offered."""
_TYPED: Final = re.compile(r'(?:(?<=\s)|(?<=\()|(?<=-)|^)(?!-)(?:(\w+):)?([<>]=?|=?)("(?:[^"\\]|\\.)*|[^\s()":<>=]*)$')
_OPEN: Final = (":", "<", ">", "=")
"""After these more is to be typed."""
_TRUTHS: Final = {"true": "yes", "false": "no"}
_INSERTED: Final = Qt.ItemDataRole.UserRole


class Completion(QObject):
    """A list below one line; nothing in it is chosen until Down is pressed, so that Enter keeps its meaning."""

    def __init__(
        self, line: QLineEdit, entity: Entity, operations: Operations, *, field: FieldFacts | None = None
    ) -> None:
        super().__init__(line)
        self._line, self._entity, self._operations, self._field = line, entity, operations, field
        self._names, self._group = FieldNames(entity), Group()
        self._span = (0, 0)
        self._forms, self._leads = list[Form](), False
        """What the grammar has for what was typed, and whether that stands before the values."""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)
        line.textEdited.connect(self._on_text_edited)
        line.installEventFilter(self)

    @cached_property
    def list(self) -> QListWidget:
        """Made when there is first something to offer; it lies over the window and goes with the line."""
        found = QListWidget(self._line.window())
        set_kind(found, "popup")
        found.setItemDelegate(SidedLines(found))
        found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        found.setAccessibleName(self.tr("Suggestions"))
        found.hide()
        found.itemClicked.connect(self._take)
        self._line.destroyed.connect(found.deleteLater)
        return found

    def close_list(self) -> None:
        """Offer nothing."""
        self._pause.stop()
        self._group.renew()
        self._hide_list()

    def _hide_list(self) -> None:
        if self._has_list:
            self.list.hide()

    @property
    def _has_list(self) -> bool:
        return "list" in vars(self)

    def _on_text_edited(self) -> None:
        """What is on its way for the text before comes too late."""
        self.close_list()
        self._pause.start()

    def _look(self) -> None:
        text = self._line.text()[: self._line.cursorPosition()]
        found = _TYPED.search(text)
        if found is None or not self._line.hasFocus():
            self.close_list()
            return
        name, operator, typed = found.groups()
        facts = self._field or (self._names.find(name) if name else None)
        is_compared = operator[:1] in {"<", ">"}
        self._span = (found.start(3 if is_compared else 2) if facts else found.start(), len(text))
        if facts is not None and (operator or typed or not self._field):
            self._find_values(facts, typed.lstrip('"'), is_compared=is_compared)
        elif not name and not self._field and len(typed) >= LEAST and not typed.startswith('"'):
            fields = [facts for facts in self._entity.readable if facts.sortable]
            fitting = [each for each in fields if _begins(typed, each)]
            self._offer([(f"{self._names.short(each.name)}:", each.label) for each in fitting])
        else:
            self.close_list()

    def _find_values(self, facts: FieldFacts, typed: str, *, is_compared: bool) -> None:
        self._group.renew()
        zone = self._operations.context.time_zone
        forms = values_of(facts, self._entity, zone) + ([] if is_compared else conditions_of(facts))
        self._forms = [form for form in forms if is_begun(form, typed)]
        self._leads = facts.kind not in UNORDERED_KINDS | TEXT_KINDS
        work = insight_cases.find_values(
            resource=self._entity.name, query=Query(), field=facts.name, text=typed, limit=MOST, locale=local()
        )
        self._operations.read(work, done=self._on_found, failed=self._on_failed, group=self._group)

    def _on_found(self, facets: Sequence[Facet]) -> None:
        """What is there, with how often; before it, of columns with an order, what can be asked of any of them."""
        zone, found = self._operations.context.time_zone, dict[str, str]()
        for facet in facets:
            text = to_text(_loose(facet), self._entity, zone, local()).partition(":")[2]
            if len(text) <= 80:
                found[_TRUTHS.get(text, text)] = counted(facet.count)
        forms = {form[0]: meaning(form) for form in self._forms if form[0] not in found}
        both = {**forms, **found} if self._leads else {**found, **forms}
        self._offer(list(both.items()))

    def _on_failed(self, _error: AppError) -> None:
        self.close_list()

    def _offer(self, choices: Sequence[tuple[str, str]]) -> None:
        self.list.clear()
        typed = self._line.text()[slice(*self._span)]
        for text, side in choices[:MOST]:
            if text != typed:
                add_line(self.list, text, side).setData(_INSERTED, text)
        if not self.list.count() or not self._line.hasFocus():
            self.list.hide()
            return
        self.list.setCurrentRow(-1)
        window = self._line.window()
        if self.list.parent() is not window:
            self.list.setParent(window)
        place = self._line.mapTo(window, QPoint(0, self._line.height() + 2))
        width = max(220, self._line.width())
        height = line_height(self.list.fontMetrics()) * self.list.count() + 12
        self.list.setGeometry(min(place.x(), window.width() - width), place.y(), width, height)
        self.list.show()
        self.list.raise_()

    def _take(self, item: QListWidgetItem) -> None:
        """Put what was chosen in place of what was typed of it."""
        text, (start, stop) = self._line.text(), self._span
        inserted: str = item.data(_INSERTED)
        self.close_list()
        after = text[stop:] if inserted.endswith(_OPEN) or text[stop:].startswith(" ") else f" {text[stop:]}".rstrip()
        self._line.setText(text[:start] + inserted + after)
        self._line.setCursorPosition(start + len(inserted))
        self._line.textEdited.emit(self._line.text())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.close_list()
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if not self._has_list or self.list.isHidden():
            return False
        row, item = self.list.currentRow(), self.list.currentItem()
        match event.key():
            case Qt.Key.Key_Down:
                self.list.setCurrentRow(min(row + 1, self.list.count() - 1))
            case Qt.Key.Key_Up:
                self.list.setCurrentRow(row - 1)
            case Qt.Key.Key_Escape:
                self.close_list()
                return row >= 0
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab if row >= 0:
                self._take(item)
            case _:
                return False
        return True


def _begins(typed: str, facts: FieldFacts) -> bool:
    wanted = typed.lower()
    return facts.label.lower().startswith(wanted) or any(alias.lower().startswith(wanted) for alias in facts.aliases)


def _loose(facet: Facet) -> Node:
    """The condition as a person would type it: texts and names without the sign for "exactly"."""
    match facet.where:
        case IsNull(field):
            return IsNull(field)
        case Compare(field, "=", str() as text):
            return Match(field, text) if type(text) is str else facet.where
        case Compare(field, "=", _) if facet.label is not None:
            return Match(field, facet.label)
        case _:
            return facet.where
