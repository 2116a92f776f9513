"""The cell that somebody types into: begun at the cursor, its value kept in the row's draft."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from core.fields import FieldFacts
from core.messages import worded
from gui.actions import Handlers
from gui.blind_typing import LETTER_MS, BlindTyping
from gui.form.editors.field_editor import MOST_TYPED
from gui.operations import Operations
from gui.table.cell_editor import STAY, CellEditor
from gui.table.navigation import Navigation
from gui.table.row_saving import RowSaving
from gui.table.typed_cells import TypedCells
from gui.table.view import TableView
from gui.table.waiting import Waiting


class CellEditing(QObject):
    """Begins edits at the cursor and moves it on afterwards.

    Signals:
        filling_requested: the value of the cursor's cell should go into all selected cells.
        typed: what stands in the editor is something else now.
        closed: the editor is gone.
    """

    filling_requested = Signal()
    typed = Signal()
    closed = Signal()

    def __init__(
        self,
        view: TableView,
        navigation: Navigation,
        saving: RowSaving,
        cells: TypedCells,
        waiting: Waiting,
        operations: Operations,
    ) -> None:
        super().__init__(view)
        self._cells = cells
        self._view, self._model = view, view.rows
        self._navigation, self._saving, self._waiting, self._operations = navigation, saving, waiting, operations
        self.open_editor: CellEditor | None = None
        """The editor that somebody types into, if there is one."""
        self.blind = BlindTyping(LETTER_MS)
        """A text on its way into a cell that cannot be changed."""
        view.edit_requested.connect(self._on_edit_requested)
        view.font_changed.connect(self._fit_font)

    def handlers(self) -> Handlers:
        """The commands by id."""
        return {
            "record.cell": self.begin,
            "record.cell_large": self.begin_large,
        }

    def begin_large(self) -> None:
        """Edit the cell under the cursor in a box of several lines, where it holds a text."""
        self.begin(large=True)

    def begin(self, text: str | None = None, *, large: bool = False) -> None:
        """Edit the cell under the cursor, with its value or with this text in its place."""
        if not self.finish():
            return
        index = self._view.currentIndex()
        draft = self._cells.draft_of(index.row()) if index.isValid() else None
        if draft is None or not self.may_edit(self._model.columns[index.column()], index.row()):
            if text is not None:
                self.blind.begin()
            return
        value = self._model.value(index.row(), index.column())
        if text is None and isinstance(value, str) and len(value) > MOST_TYPED:
            said = self.tr("This text is too long to be edited here: {count:character|characters}.")
            self._operations.say(worded(said, count=len(value)))
            return
        self._view.scrollTo(index)
        editor = CellEditor(self._view, draft, index.column(), self._operations, large=large)
        editor.committed.connect(self._on_editor_committed)
        editor.left.connect(self._on_editor_left)
        editor.finished.connect(self._on_editor_finished)
        editor.editor.edited.connect(self.typed)
        self.open_editor = editor
        self._fit_font()
        editor.begin(text)

    def type_in(self, value: Any, labels: Mapping[UUID, str]) -> bool:
        """Put a value into the editor that is open; False where there is none, or it does not take so long a text."""
        if self.open_editor is None or (isinstance(value, str) and len(value) > MOST_TYPED):
            return False
        self.open_editor.put(value, labels)
        return True

    def before(self, handlers: Handlers) -> Handlers:
        """Commands that move the cursor, rows or columns, each once what is being typed is kept; not while refused."""
        return {command: partial(self._finish_and, act) for command, act in handlers.items()}

    def _finish_and(self, act: Callable[[], object]) -> None:
        if self.finish():
            act()

    def finish(self) -> bool:
        """Keep what is being typed in its row; False where the model refuses it."""
        return self.open_editor is None or self.open_editor.commit(STAY)

    @property
    def is_keepable(self) -> bool:
        """Whether what stands in an open editor, and is refused, is kept with its row; a secret is not."""
        return self.open_editor is not None and bool(self.open_editor.unfinished())

    def save_row(self, *, by_word: bool = False) -> bool:
        """Store the row under the cursor now; False while a cell of it is refused."""
        if not self.finish():
            return False
        identity = self._at_cursor()
        if identity is not None:
            self._saving.save(identity, by_word=by_word)
        return True

    def leave_row(self) -> bool:
        """The same, unless it is known that the row cannot be stored as it stands: it is kept as a draft already."""
        if not self.finish():
            return False
        identity = self._at_cursor()
        draft = None if identity is None else self._model.drafts[identity]
        is_kept = (draft is not None and bool(draft.problems)) or self.save_row()
        self._saving.save_touched()
        return is_kept

    def go_to_new_row(self) -> bool:
        """To the empty row at the end; False, with the reason said, where nothing can be added."""
        if not self._model.entity.access.may_create(self._operations.context.actor):
            self._operations.say(self.tr("You may not add records here."))
            return False
        if not self.finish():
            return False
        columns = self._view.column_order()
        first = next((each for each in columns if self._model.columns[each].creatable), 0)
        self._navigation.go(self._model.rowCount() - 1, first)
        return True

    def _at_cursor(self) -> UUID | None:
        return self._model.id_at(self._view.currentIndex().row())

    def may_edit(self, facts: FieldFacts, row: int) -> bool:
        """Whether a cell of this field may be typed into in this row; says so where not."""
        if self._model.takes(facts, row):
            return True
        self._operations.say(self.tr("{label} cannot be changed.").format(label=facts.label))
        return False

    def _on_edit_requested(self, text: str | None) -> None:
        self._waiting.when_ready(partial(self.begin, text), types=text is not None)

    def _on_editor_committed(self, value: Any, labels: Mapping[UUID, str]) -> None:
        editor = self.open_editor
        if editor is not None:
            self._cells.put(editor.draft, editor.facts.name, value, labels)

    def _on_editor_left(self, move: str) -> None:
        match move:
            case "down" if not self._navigation.enter():
                self.save_row()
            case "next":
                self._navigation.tab(1)
            case "previous":
                self._navigation.tab(-1)
            case "above":
                self._navigation.move(-1, 0)
            case "below":
                self._navigation.move(1, 0)
            case "all":
                self.filling_requested.emit()
            case _:
                pass

    def _on_editor_finished(self) -> None:
        self.open_editor = None
        self.closed.emit()

    def _fit_font(self) -> None:
        """What is typed is as large as what stands in the cells."""
        if self.open_editor is not None:
            self.open_editor.editor.wear(self._view.font())
            self.open_editor.place()
