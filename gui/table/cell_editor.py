"""Editing one cell in place: an editor over the cell, whose value goes into the row's draft by Enter or Tab."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QSizePolicy
from typing_extensions import override

from core.errors import FieldProblem, InvalidError
from core.messages import describe_problem
from gui.blind_typing import BlindTyping
from gui.form.editors import editor_for
from gui.form.editors.clock_editor import ClockEditor
from gui.form.editors.field_editor import NO_LIMIT, FieldEditor
from gui.form.editors.line_editor import LineEditor
from gui.form.editors.text_editor import TextEditor
from gui.holding import Holding
from gui.operations import Operations
from gui.table.drafts import RowDraft
from gui.table.view import TableView
from gui.theme import set_kind
from gui.typing_keys import commands
from gui.values import NUMBERS, TEXTS
from gui.widgets.bubble import Bubble

DOWN: Final = "down"
NEXT: Final = "next"
PREVIOUS: Final = "previous"
ABOVE: Final = "above"
BELOW: Final = "below"
STAY: Final = "stay"
ALL: Final = "all"
MIN_WIDTH: Final = 190
LARGE_WIDTH, LARGE_LINES = 520, 12
LIVE: Final = frozenset({"cell.above", "cell.today", "cell.now", "cell.menu", "column.menu", "filter.cell"})
"""Commands of the table whose keys go on working while somebody types: they put a value into the editor, or ask."""
LIVE_IN_LINES: Final = LIVE | {"filter.values"}
"""The same where the editor has no list of its own that its keys would open."""
_SHIFTING: Final = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Meta, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock}
)
"""Keys that do nothing by themselves."""
_ELSEWHERE: Final = frozenset(
    {Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ShortcutFocusReason, Qt.FocusReason.OtherFocusReason}
)
"""Why the keyboard goes to another part of the window: a form or a panel that opens takes it for another reason."""


class CellEditor(QObject):
    """One cell being changed. A wrong value keeps the editor open, with the reason beside it.

    While it is looked up what was typed, typing goes on; all else that is pressed waits for what comes of it.

    Signals:
        committed: this value (and the name of the record it refers to) belongs into the row's draft.
        left: the keyboard is the table's again, and the cursor should move on (DOWN, NEXT, PREVIOUS, ABOVE, BELOW
            or STAY), or what was typed go into all selected cells (ALL).
        finished: the editor is gone.
    """

    committed = Signal(object, object)
    left = Signal(str)
    finished = Signal()

    def __init__(
        self, view: TableView, draft: RowDraft, column: int, operations: Operations, *, large: bool = False
    ) -> None:
        super().__init__(view)
        self._view, self._model = view, view.rows
        self.draft, self.column = draft, column
        self._row = view.currentIndex().row()
        self.facts = self._model.columns[column]
        self.bubble = Bubble(view.viewport())
        self._operations = operations
        self._is_gone = self._is_left = False
        """Whether somebody went elsewhere while it was looked up what they had typed."""
        self._is_large = large and self.facts.kind in TEXTS and not self.facts.secret
        if self._is_large:
            self.editor: FieldEditor = TextEditor(self.facts, view.viewport(), lines=LARGE_LINES)
        else:
            self.editor = editor_for(self.facts, operations, view.viewport(), in_cell=True)
        self.editor.setAutoFillBackground(True)
        labels = {**self._model.labels_at(self._row), **draft.labels}
        self.editor.set_value(self._model.value(self._row, column), labels)
        self.editor.edited.connect(self.bubble.hide)
        self.editor.refused.connect(self._on_editor_refused)
        self.editor.settled.connect(self._on_editor_settled)
        self._input = self.editor.focusProxy() or self.editor
        set_kind(self._input, "cell")
        if not isinstance(self._input, QPlainTextEdit):
            fill = QSizePolicy.Policy.Expanding
            self._input.setSizePolicy(fill, fill)
            self._input.setMaximumWidth(NO_LIMIT)  # in a form some editors are narrower than their place
        self._input.installEventFilter(self)
        self._blind = BlindTyping()
        self._holding = Holding(self._input, view)
        self._holding.given_up.connect(self.cancel)
        self._is_line = isinstance(self.editor, LineEditor) and not isinstance(self.editor, ClockEditor)
        """Whether up and down mean nothing in the editor, so that they lead on as in a spreadsheet."""
        live = LIVE_IN_LINES if self._is_line else LIVE
        self._input.addActions([action for action in view.actions() if action.data() in live])
        for moved in (view.verticalScrollBar().valueChanged, view.horizontalScrollBar().valueChanged):
            moved.connect(self.place)
        for changed in (view.header.sectionResized, view.header.sectionMoved, self._model.began, self._model.refreshed):
            changed.connect(self.place)
        self._model.drafts.new_rows_changed.connect(self.place)
        self._make_room()
        self.place()
        self.editor.show()

    def begin(self, text: str | None) -> None:
        """Take the keyboard, with the first character where typing began the edit."""
        if text is None:
            self.editor.go_to_end()
        else:
            self.editor.type_over(text)
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Let typing go into the editor."""
        self._input.setFocus(Qt.FocusReason.OtherFocusReason)

    def put(self, value: Any, labels: Mapping[UUID, str]) -> None:
        """Show a value in place of what was typed, as if it had been typed."""
        self.editor.put(value, labels)

    def show_menu(self) -> None:
        """What can be done with the text in the editor."""
        place = self._input.rect().center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, self._input.mapToGlobal(place))
        QApplication.sendEvent(self._input, event)

    def unfinished(self) -> Mapping[str, Any]:
        """What was typed and the row has not got yet, or the text that is no value; nothing if that is a secret."""
        if not self.editor.is_edited or self.facts.secret:
            return {}
        return {self.facts.name: self.editor.typed_text() if self.editor.problem() else self.editor.value()}

    def commit(self, move: str) -> bool:
        """Hand what was typed to the row; False where the model refuses it."""
        if self.editor.is_edited:
            try:
                value = self._checked()
            except InvalidError as error:
                self.refuse("; ".join(describe_problem(problem, self.facts.label) for problem in error.problems))
                if move == STAY:  # a command: what is typed for it would go in here
                    self._blind.begin()
                return False
            self.committed.emit(value, self.editor.labels())
        self._leave(move)
        return True

    def cancel(self) -> None:
        """Go away, what was typed is forgotten."""
        self._leave(STAY)

    def refuse(self, reason: str) -> None:
        """Stay, with the reason why this cannot be the value."""
        self.take_keyboard()
        self.bubble.say(reason, self.editor)
        if not self._is_waiting:
            self._forget_held()

    def warn(self, reason: str) -> None:
        """Say something about the row beside what is being typed."""
        self.bubble.say(reason, self.editor)

    def place(self) -> None:
        """Lie over the cell, wherever it is now."""
        if self._is_gone:
            return  # the editor goes before this object does
        position = self._model.position_of(self.draft.id)
        self._row = self._row if position is None else position
        cell = self._view.visualRect(self._model.index(self._row, self.column))
        room, width, y, height = self._view.viewport().rect(), self._width(cell), cell.y(), cell.height()
        if isinstance(self.editor, TextEditor):
            self.editor.limit(room.height())
            height = max(height, self.editor.sizeHint().height())
            y = max(0, min(y, room.height() - height))
        x = cell.right() + 1 - width if self._grows_left() else cell.x()
        self.editor.setGeometry(QRect(max(0, min(x, room.width() - width)), y, width, height))
        if self.bubble.isVisible():
            self.bubble.say(self.bubble.text(), self.editor)

    def _make_room(self) -> None:
        """Scroll a cell at the edge inwards, as its editor may be wider."""
        cell, bar = self._view.visualRect(self._model.index(self._row, self.column)), self._view.horizontalScrollBar()
        if self.column not in self._view.frozen.columns and not self._grows_left():
            bar.setValue(bar.value() + max(0, cell.x() + self._width(cell) - self._view.viewport().width()))

    def _grows_left(self) -> bool:
        """Whether a wider editor begins before its cell, so that what is edited stays where it was."""
        return self._view.isRightToLeft() or self.facts.kind in NUMBERS

    def _width(self, cell: QRect) -> int:
        return max(cell.width(), LARGE_WIDTH if self._is_large else MIN_WIDTH)

    @property
    def _is_waiting(self) -> bool:
        """Whether it is looked up what was typed."""
        return self.editor.is_edited and self.editor.is_settling

    def _forget_held(self) -> None:
        """What was pressed meanwhile is not done, which is said."""
        if self._holding.forget():
            self._say_not_taken()

    def _say_not_taken(self) -> None:
        self._operations.say(self.tr("What you typed after “{label}” was not taken.").format(label=self.facts.label))

    def _on_editor_settled(self) -> None:
        if not self._is_left or self.commit(STAY):
            self._holding.let_go()
        self._is_left = False

    def _on_editor_refused(self, problem: FieldProblem) -> None:
        self.warn(describe_problem(problem, self.facts.label))

    def _checked(self) -> Any:
        """The value as the model has it; what it says about other fields is the row's matter."""
        name, entity = self.facts.name, self._model.entity
        problem = self.editor.problem()
        if problem is not None:
            raise InvalidError([problem])
        value = self.editor.value()
        try:
            return getattr((entity.change if self.facts.updatable else entity.new)({name: value}), name)
        except InvalidError as error:
            own: list[FieldProblem] = [problem for problem in error.problems if problem.field == name]
            if own:
                raise InvalidError(own) from error
            return value

    def _leave(self, move: str) -> None:
        had_keyboard = self._input.hasFocus()
        self._input.removeEventFilter(self)
        self._is_gone = True
        if move != STAY or had_keyboard:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)  # else hiding the editor gives the keyboard to anybody
        self.editor.hide()
        self.bubble.hide()
        self.editor.deleteLater()
        self.bubble.deleteLater()
        self.finished.emit()
        self.left.emit(move)
        self.deleteLater()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._is_waiting:
            return self._on_waiting_key(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._is_blind(event) or self._on_key(event)
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._on_focus_lost(event.reason())
        return False

    def _is_blind(self, key: QKeyEvent) -> bool:
        """Whether a key was meant for what a command would have brought, had the value not been refused."""
        is_text = bool(key.text()) and not commands(key) and key.key() != Qt.Key.Key_Escape
        is_blind = is_text and self._blind.goes_on()
        if is_blind:
            self._say_not_taken()
        return is_blind

    def _on_waiting_key(self, event: QKeyEvent) -> bool:
        """Before it becomes a command: what the editor takes for typing goes on into it, everything else waits."""
        self._input.event(event)
        if not event.isAccepted() and event.key() not in _SHIFTING:
            self._holding.hold()
            event.accept()
        return True

    def _on_key(self, event: QKeyEvent) -> bool:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False  # the editor's own: Alt+Enter opens what a reference points to
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if control and not shift:
                self.commit(ALL)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._is_large and shift:
                self.commit(STAY)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not shift and not self._is_large:
                self.commit(DOWN)
            case Qt.Key.Key_Tab:
                self.commit(NEXT)
            case Qt.Key.Key_Backtab:
                self.commit(PREVIOUS)
            case Qt.Key.Key_Up if self._is_line and not shift and not control:
                self.commit(ABOVE)
            case Qt.Key.Key_Down if self._is_line and not shift and not control:
                self.commit(BELOW)
            case Qt.Key.Key_Escape:
                self.cancel()
            case _:
                return False
        return True

    def _on_focus_lost(self, reason: Qt.FocusReason) -> None:
        """Somebody went elsewhere: keep what was typed; a popup of the editor's own is not elsewhere."""
        is_own = QApplication.focusWidget() is self._input or QApplication.activePopupWidget() is not None
        if reason not in _ELSEWHERE or is_own:
            return
        if self._is_waiting:
            self._is_left = True
            self._forget_held()
            self._holding.hold()
        else:
            self.commit(STAY)
