"""Keeps cursor and selection on their records when the rows around them are replaced."""

from uuid import UUID

from PySide6.QtCore import QModelIndex, QObject

from gui.table.view import TableView


class Settling(QObject):
    """Puts the cursor of one view where it belongs after its model was refreshed or shows another query."""

    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._view, self._model = view, view.rows
        self._is_placed = self._is_on_record = self._is_in_view = False
        self._stood: UUID | None = None
        """The record under the cursor when its rows were about to be replaced."""
        self._new: UUID | None = None
        """The new row under the cursor."""
        self._is_left_alone = False
        """Whether the cursor stands on no record because none was left, and nobody put it there."""
        self.is_awaiting = False
        """Whether the cursor will go to the record that it stood on, unless the person goes elsewhere."""
        self.is_under_way = False
        """Whether the cursor stands for a moment where nobody put it."""
        model = view.rows
        model.cursor = lambda: view.cursor_id
        view.selectionModel().currentChanged.connect(self._on_current_changed)
        model.refreshing.connect(self._on_refreshing)
        model.refreshed.connect(self._on_refreshed)
        model.began.connect(self._on_began)
        model.found.connect(self._on_found)
        model.counted.connect(view.look)
        view.clicked.connect(self.moved)
        view.verticalScrollBar().actionTriggered.connect(self._on_person_moved)

    def follow(self) -> UUID | None:
        """The record that the cursor should stay on; None where it stands where nobody put it: at the top."""
        return self._view.cursor_id if self._is_placed else None

    def keep(self) -> UUID | None:
        """The record that the cursor is on, or will be once it is found."""
        sought = self._model.sought if self.is_awaiting else None
        return self._view.cursor_id if sought is None else sought

    def moved(self) -> None:
        """The person put the cursor somewhere: what was to be followed no longer is."""
        self.is_awaiting, self._is_placed, self._is_left_alone = False, True, False

    def _on_current_changed(self, current: QModelIndex) -> None:
        if not self.is_under_way:
            self._model.has_gone_on = True
            self._new = self._model.id_at(current.row()) if current.row() >= self._model.count else None

    def _on_refreshing(self) -> None:
        self.is_under_way = True
        self._is_on_record = self._view.currentIndex().row() < self._model.count
        self._is_in_view, self._stood = self._view.sees_cursor(), self._view.cursor_id
        self._view.selection.remember()

    def _on_refreshed(self, position: int | None) -> None:
        count, current = self._model.count, self._view.currentIndex()
        if position is not None:
            if position != current.row():
                self._put_cursor(position)
        elif count and not current.isValid():
            self._view.put_cursor(0, 0)
        elif current.isValid() and self._is_on_record and count <= current.row():
            self._view.put_cursor(max(0, count - 1))
            self._is_left_alone = not count
        elif count and self._is_left_alone:
            self._view.put_cursor(0)
            self._is_left_alone = False
        self._view.selection.restore()
        self.is_awaiting = False
        if self._is_in_view and not self._view.sees_cursor():
            self._view.scrollTo(self._view.currentIndex())
        self._settle()

    def _put_cursor(self, position: int) -> None:
        """On the record to follow. Where it is the cursor's own, and the person has scrolled away from it, the same
        rows stay in view: those below it have moved as far as it has."""
        bar, current = self._view.verticalScrollBar(), self._view.currentIndex().row()
        top = bar.value()
        self._view.put_cursor(position)
        if not self._is_in_view and self._model.id_at(position) == self._stood:
            bar.setValue(top + (position - current if top > current else 0))

    def _on_began(self) -> None:
        """Another query: its top, until the followed record is found; what is typed into a new row stays there."""
        self.is_under_way, self.is_awaiting = True, not self._model.is_settled
        self._is_left_alone = False
        typed = None if self._new is None else self._model.drafts[self._new]
        new = self._model.position_of(typed.id) if typed is not None and typed.is_new else None
        if new is not None or self._model.count:
            self._view.put_cursor(new or 0, max(0, self._view.currentIndex().column()))
        self._settle()

    def _on_found(self, position: int | None) -> None:
        if self.is_awaiting and self._view.selection.is_single:
            self._is_placed = position is not None
            if position is not None and position < self._model.count:
                self._view.put_cursor(position)
        self.is_awaiting = False
        self._settle()

    def _on_person_moved(self) -> None:
        self.is_awaiting = False

    def _settle(self) -> None:
        self.is_under_way = False
        self._view.measure_columns()
        self._view.look()
        self._view.cursor_moved.emit()
