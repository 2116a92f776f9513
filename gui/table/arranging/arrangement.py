"""Where the columns of a table stand, how wide they are, which are hidden or frozen: shown, and kept for the person."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from core.desk.layouts import ColumnLayout
from gui import arrangement_cases
from gui.operations import Operations
from gui.table.view import TableView
from gui.table.zoom import Zoom


class Arrangement(QObject):
    """The arrangement of one table's columns.

    Signals:
        changed: columns stand elsewhere, are wider, hidden or frozen.
    """

    changed = Signal()

    def __init__(self, view: TableView, zoom: Zoom, operations: Operations) -> None:
        super().__init__(view)
        self._view, self._header, self._zoom, self._operations = view, view.header, zoom, operations
        self._names = [facts.name for facts in view.rows.columns]
        self._wanted: tuple[ColumnLayout, ...] = ()
        self._kept: tuple[ColumnLayout, ...] = ()
        self._widths: dict[int, int] = {}
        """Pixels at 100 % of the columns that somebody made as wide as they are; the others are measured."""
        self._is_loaded = self._is_ready = self._is_applying = self._is_keeping = self._is_early = False
        self._header.setSectionsMovable(True)
        self._header.sectionMoved.connect(self._on_section_moved)
        self._header.sectionResized.connect(self._on_section_resized)
        view.columns_measured.connect(self._begin)
        work = arrangement_cases.layout(resource=view.rows.entity.name)
        operations.read(work, done=self._on_loaded)

    def layout(self) -> tuple[ColumnLayout, ...]:
        """The columns as they stand."""
        header, frozen = self._header, self._view.frozen.wanted
        order = [header.logicalIndex(place) for place in range(header.count())]
        return tuple(
            ColumnLayout(
                self._names[column],
                self._widths.get(column),
                hidden=header.isSectionHidden(column),
                frozen=column in frozen,
            )
            for column in order
        )

    def apply(self, columns: Sequence[ColumnLayout]) -> None:
        """Arrange the columns like this; those that are not named come last."""
        usable = self._usable(columns)
        if usable:
            self._wanted = usable
            self._view.measure_again()

    def move(self, column: int, step: int) -> None:
        """Change places with the next shown column."""
        order = self._view.column_order()
        place = order.index(column) + step
        if 0 <= place < len(order):
            self._header.moveSection(self._header.visualIndex(column), self._header.visualIndex(order[place]))

    def hide(self, column: int) -> bool:
        """Hide a column; the last one stays."""
        if len(self._view.column_order()) < 2:
            return False
        self._view.frozen.freeze([each for each in self._view.frozen.wanted if each != column])
        self._header.setSectionHidden(column, True)
        self._free_cursor()
        self.note()
        return True

    def show(self, column: int) -> None:
        """Show a hidden column again."""
        self._header.setSectionHidden(column, False)
        self.note()

    def freeze_up_to(self, column: int) -> bool:
        """Keep the columns up to this one at the edge; if they are there already, let them go. Whether any stay."""
        order = self._view.column_order()
        wanted = order[: order.index(column) + 1]
        self._view.frozen.freeze(() if list(self._view.frozen.wanted) == wanted else wanted)
        self.note()
        return bool(self._view.frozen.wanted)

    def resize(self, column: int, width: int) -> None:
        """Make a column this wide."""
        self._header.resizeSection(column, max(self._header.minimumSectionSize(), width))
        self.note()

    def make_room(self, column: int, width: int) -> None:
        """Make a column at least this wide until it is measured again; it is not the person who wants it so."""
        if width > self._header.sectionSize(column):
            self._is_applying = True
            self._header.resizeSection(column, width)
            self._is_applying = False
            self.changed.emit()

    def reset(self) -> None:
        """All columns as they come."""
        self._is_applying, self._wanted, self._widths = True, (), {}
        self._view.frozen.freeze(())
        for column in range(self._header.count()):
            self._header.setSectionHidden(column, False)
            self._header.moveSection(self._header.visualIndex(column), column)
        self._view.measure_again()
        self._is_applying = False
        self._keep(())

    def note(self) -> None:
        """The person arranged something: show and keep it."""
        if not self._is_applying:
            self._is_early |= not self._is_ready
            self._on_changed()

    def _usable(self, columns: Sequence[ColumnLayout]) -> tuple[ColumnLayout, ...]:
        """Those that are there; none where all of them are hidden."""
        known = tuple(column for column in columns if column.name in self._names)
        return () if all(column.hidden for column in known) else known

    def _arrange(self) -> None:
        """Arrange the columns, which are as wide as they are measured, as the person wants them."""
        known = self._wanted
        if not known:
            return
        self._is_applying = True
        self._widths = {self._names.index(column.name): column.width for column in known if column.width}
        self._view.frozen.freeze(())
        for place, column in enumerate(known):
            number = self._names.index(column.name)
            self._header.moveSection(self._header.visualIndex(number), place)
            self._header.setSectionHidden(number, column.hidden)
        for number, width in self._widths.items():
            self._header.resizeSection(number, self._zoom.zoomed(width))
        frozen = [self._names.index(column.name) for column in known if column.frozen and not column.hidden]
        self._view.frozen.freeze(frozen)
        self._free_cursor()
        self._is_applying = False
        self._on_changed()

    def _free_cursor(self) -> None:
        """Of a hidden column, the cursor goes to the next one that is shown; elsewhere it stays."""
        index, shown, place = self._view.currentIndex(), self._view.column_order(), self._header.visualIndex
        if index.isValid() and index.column() not in shown:
            after = (column for column in shown if place(column) > place(index.column()))
            self._view.put_cursor(index.row(), next(after, shown[-1]))

    def _keep(self, columns: tuple[ColumnLayout, ...]) -> None:
        """Keep the newest arrangement; what comes while one is on its way follows after it."""
        self._wanted = columns
        if self._is_keeping or self._wanted == self._kept:
            return
        self._is_keeping, self._kept = True, self._wanted
        work = arrangement_cases.keep_layout(resource=self._view.rows.entity.name, columns=self._wanted)
        self._operations.in_turn(work, done=self._on_kept)

    def _on_kept(self, _nothing: None) -> None:
        self._is_keeping = False
        self._keep(self._wanted)

    def _on_loaded(self, columns: tuple[ColumnLayout, ...]) -> None:
        self._kept = self._wanted = self._usable(columns)
        self._is_loaded = True
        self._begin()

    def _begin(self) -> None:
        """Once the kept arrangement is here and the columns have their own widths; who was quicker is heeded."""
        if self._is_loaded and self._view.are_columns_measured:
            if self._is_early:
                self._wanted, self._is_early = self.layout(), False
            self._is_ready = False
            self._arrange()
            self._is_ready = True
            self._keep(self._wanted)

    def _on_section_moved(self) -> None:
        frozen = self._view.frozen.wanted
        if self._is_applying:
            return
        if frozen:
            self._is_applying = True
            self._view.frozen.freeze(sorted(frozen, key=self._header.visualIndex))
            self._is_applying = False
        self.note()

    def _on_section_resized(self, column: int, old: int, new: int) -> None:
        """By the person, unless it is hidden or shown, or all are measured."""
        if old and new and not self._is_applying and self._view.are_columns_measured:
            self._widths[column] = self._zoom.unzoomed(new)
        self._on_changed()

    def _on_changed(self) -> None:
        if self._is_applying:
            return
        self._view.viewport().update()
        self.changed.emit()
        if self._is_ready and self._view.are_columns_measured:
            self._keep(self.layout())
