"""Filters by column: the boxes of the row, the values with counts and the search are one text, kept in the search."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from core.errors import AppError, QueryError
from core.fields import Kind
from core.query.ast import ALL, Compare, IsNull, Node, Query
from core.query.grammar import parse, to_text
from core.query.names import FieldNames
from core.services.facets import Facet
from gui import insight_cases
from gui.actions import Handlers
from gui.locale import local
from gui.operations import Operations
from gui.table.contents import Contents
from gui.table.filters.completion import Completion
from gui.table.filters.filter_row import FilterRow
from gui.table.filters.terms import boxes, terms_of, with_box, with_terms
from gui.table.filters.value_list import ValueList
from gui.table.holding import CursorHolding
from gui.table.telling import Telling
from gui.table.view import TableView
from gui.table.waiting import Waiting
from gui.tasks import Group
from gui.widgets.search_box import PAUSE_MS, SearchBox

Mistake = tuple[int, int, str]
"""What is wrong in a column's box: the first character, how many, and why."""


class Filtering(QObject):
    """Carries out the filter commands of one table."""

    def __init__(
        self,
        view: TableView,
        search: SearchBox,
        contents: Contents,
        waiting: Waiting,
        operations: Operations,
        telling: Telling,
    ) -> None:
        super().__init__(view)
        self._view, self._model, self._search, self._contents = view, view.rows, search, contents
        self._waiting, self._operations, self._telling = waiting, operations, telling
        self._names = FieldNames(self._model.entity)
        self._group, self._holding = Group(), CursorHolding(view)
        self._holding.given_up.connect(self._group.renew)
        self.row = FilterRow(view)
        self.completion = Completion(search.line, self._model.entity, operations)
        self.values: ValueList | None = None
        """The list of values that is open."""
        self._mistakes = dict[str, Mistake]()
        """What is wrong in a column's box, and is not in the search."""
        self._said = search.text()
        """The search as the boxes made it, or as it was when they were last filled from it."""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._mark_mistakes)
        self.row.furnished.connect(self._on_row_furnished)
        self.row.edited.connect(self._on_box_edited)
        self.row.left.connect(self._on_row_left)
        self.row.shown.connect(self._on_row_shown)
        self.row.values_requested.connect(self.choose_values)
        search.line.textChanged.connect(self._on_search_changed)
        search.refused.connect(self._on_search_refused)
        search.accepted.connect(self._mark_mistakes)

    def handlers(self) -> Handlers:
        """The commands by id."""
        return {
            "filter.row": self.toggle_row,
            "filter.values": self.choose_at_cursor,
            "filter.cell": partial(self._waiting.when_ready, self.by_cell),
            "filter.clear": self.clear,
        }

    def toggle_row(self) -> None:
        """To this column's box; from there, the row goes."""
        if self.row.column_with_keyboard() is not None:
            self.row.close_row()
        else:
            self.row.open(max(0, self._view.currentIndex().column()))

    def choose_at_cursor(self) -> None:
        """The values of the cursor's column."""
        self.choose_values(max(0, self._view.currentIndex().column()))

    def choose_values(self, column: int) -> None:
        """The values of a column with how often each comes, to tick several."""
        facts = self._model.columns[column]
        if not facts.sortable:
            self._telling.refuse(self.tr("{label} cannot be filtered.").format(label=facts.label))
            return
        self.values = ValueList(self._view, facts, partial(self._besides, facts.name), self._operations)
        self.values.chosen.connect(self.by_condition)
        self._search.line.textChanged.connect(self.values.look_again)
        self.values.open(column)

    def clear(self) -> None:
        """No filter, and nothing left in the boxes."""
        self._mistakes.clear()
        self._search.clear()
        self._fill()

    def by_cell(self) -> None:
        """Only the rows that have the value of the cell under the cursor."""
        index = self._view.currentIndex()
        if not index.isValid():
            return
        facts, value = self._model.columns[index.column()], self._model.value(index.row(), index.column())
        if not facts.sortable:
            self._telling.refuse(self.tr("{label} cannot be filtered.").format(label=facts.label))
        elif facts.kind is Kind.REFERENCE and value is not None:
            self._by_record(facts.name, value)
        else:
            self.by_condition(facts.name, IsNull(facts.name) if value is None else Compare(facts.name, "=", value))

    def by_condition(self, field: str, condition: Node) -> None:
        """This condition in place of what was asked of a column; `ALL` for nothing."""
        text = to_text(condition, self._model.entity, self._operations.context.time_zone, local())
        terms = terms_of(text, self._names)
        if len(terms) == 1 and " or " in text and not text.startswith("("):
            text = f"({text})"
        self._search.put(with_terms(self._search.text(), field, text, self._names).text)

    def _by_record(self, field: str, identity: UUID) -> None:
        """Only the rows that refer to just this record; what is pressed meanwhile is meant for them."""
        resource, condition = self._model.entity.name, Compare(field, "=", identity)
        work = insight_cases.find_values(
            resource=resource, query=Query(condition), field=field, text="", limit=1, locale=local()
        )
        self._group.renew()
        self._holding.hold()
        done = partial(self._on_record_named, field, condition)
        self._operations.read(work, done=done, failed=self._on_unnamed, group=self._group)

    def _on_record_named(self, field: str, condition: Node, facets: Sequence[Facet]) -> None:
        """By its name, where the filter finds no other by that."""
        self.by_condition(field, facets[0].where if facets else condition)
        self._holding.let_go()

    def _on_unnamed(self, error: AppError) -> None:
        self._holding.give_up()
        self._operations.failed.emit(error)

    def _besides(self, field: str) -> Query:
        """What is asked for besides what is asked of a column."""
        try:
            return Query(self._parsed(with_terms(self._search.text(), field, "", self._names).text))
        except QueryError:
            return Query(ALL)

    def _parsed(self, text: str) -> Node:
        return parse(text, self._model.entity, self._operations.context.time_zone, locale=local())

    def _on_row_furnished(self) -> None:
        for box in self.row.boxes:
            Completion(box, self._model.entity, self._operations, field=box.facts)
        self._fill()

    def _on_row_left(self) -> None:
        if self._pause.isActive():
            self._mark_mistakes()
        self._search.hurry()
        self._contents.enter()

    def _on_box_edited(self, field: str, box: str) -> None:
        """What makes no sense stays out of the search: what stands beside it there could read quite differently."""
        mistake = self._mistake_in(field, box)
        if mistake is not None:
            self._mistakes[field] = mistake
            self._pause.start()
            return
        self._mistakes.pop(field, None)
        self._said = with_box(self._search.text(), field, box, self._names).text
        self._search.put(self._said, now=False)

    def _mistake_in(self, field: str, box: str) -> Mistake | None:
        """What is wrong with what stands in a column's box, if anything is."""
        alone = with_box("", field, box, self._names)
        try:
            self._parsed(alone.text)
        except QueryError as error:
            error.position, length = alone.in_box(error.position, error.length)  # of what is seen in the box
            return error.position, length, str(error)
        return None

    def _on_search_changed(self, text: str) -> None:
        """What the search says counts, besides what was typed wrong in one box while others changed it."""
        if text != self._said:
            self._mistakes.clear()
            self._said = text
        self._fill()

    def _fill(self) -> None:
        found = boxes(self._search.text(), self._names)
        for box in self.row.boxes:
            if box.facts.name not in self._mistakes and (self.row.isHidden() or not box.hasFocus()):
                box.show_text(found.get(box.facts.name, ""))

    def _mark_mistakes(self) -> None:
        """Mark what is wrong in boxes, and nothing else."""
        self._pause.stop()
        self.row.accept()
        for column, box in enumerate(self.row.boxes):
            if not self.row.isHidden() and (mistake := self._mistakes.get(box.facts.name)):
                self.row.refuse(column, *mistake)

    def _on_search_refused(self) -> None:
        """The box in whose terms the mistake is shows it, too."""
        self._mark_mistakes()
        if self.row.isHidden():
            return
        for column, box in enumerate(self.row.boxes):
            if box.facts.name not in self._mistakes and (mistake := self._mistake_in(box.facts.name, box.text())):
                self.row.refuse(column, *mistake)
                return

    def _on_row_shown(self) -> None:
        if self.row.isHidden():
            self._mistakes.clear()
            self._mark_mistakes()
            self._fill()
        self._contents.keeps_table = not self.row.isHidden()
        self._contents.choose()
