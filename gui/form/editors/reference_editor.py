"""The editor of a reference: type a part of the other record's name, choose it from those found, or open it."""

from collections.abc import Mapping
from typing import Any, Final, cast
from uuid import UUID

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPoint, QStringListModel, Qt
from PySide6.QtGui import QAction, QFont, QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QListView, QStyledItemDelegate, QWidget
from typing_extensions import override

from core.errors import AppError, FieldProblem
from core.fields import FieldFacts
from core.services.naming import meant
from gui import use_cases
from gui.form.editors.field_editor import FieldEditor
from gui.operations import Operations
from gui.tasks import Group
from gui.theme import set_icon, set_kind
from gui.use_cases import Found, Loaded

VISIBLE: Final = 10
"""Names seen without scrolling."""
WIDEST: Final = 480
ROUND_NAMES: Final = 24
"""Pixels: the most that a list of names takes, unless the line is wider, and what there is around a name."""
_LIST_KEYS: Final = frozenset({Qt.Key.Key_F4, Qt.Key.Key_Down})
_OPEN_KEYS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_TAB_KEYS: Final = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})
_KEYS_OF_LIST: Final = frozenset(
    {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Escape}
)
"""What moves about in the list of names, and closes it; every other key is meant for the line."""


class ReferenceEditor(FieldEditor):
    """Searches as you type and never loads more than a screenful of names.

    Down or F4 lists the first names without typing; Alt+Enter opens the record that is chosen. Alone in a cell, Enter
    in the list goes on from there as in the line; in a form, where it could close the dialog, it takes a name only.
    """

    def __init__(
        self, facts: FieldFacts, operations: Operations, parent: QWidget | None = None, *, is_alone: bool = False
    ) -> None:
        super().__init__(facts, parent)
        self._is_alone = is_alone
        self._operations, self._group = operations, Group()
        self._chosen: UUID | None = None
        self._found: Found = []
        self._is_searching = False
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("Type to search"))
        self._names = QStringListModel(self)
        self.completer = QCompleter(self._names, self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.setMaxVisibleItems(VISIBLE)
        self._list = QListView()
        set_kind(self._list, "names")
        self.completer.setPopup(self._list)
        self._list.setItemDelegate(QStyledItemDelegate(self._list))  # Qt's own for it does not know the style sheet
        self._list.installEventFilter(self)
        self.line.setCompleter(self.completer)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._on_line_edited)
        chosen = cast("Any", self.completer.activated)[QModelIndex]  # the stubs know no overloads of signals
        chosen.connect(self._on_name_chosen)
        self.opening = QAction(self.tr("Open (Alt+Enter)"), self)
        set_icon(self.opening, "external-link", "muted")
        self.opening.triggered.connect(self.open)
        self.line.addAction(self.opening, QLineEdit.ActionPosition.TrailingPosition)
        self._refresh()
        self.hold(self.line)

    @override
    def value(self) -> Any:
        self._accept_only()
        return self._chosen

    @override
    def set_value(self, value: Any, labels: Mapping[UUID, str]) -> None:
        if self._is_searching:
            self._group.renew()
            self._end_search()
        self._chosen = value
        self.line.setText(labels.get(value, str(value)) if value is not None else "")
        self.line.setCursorPosition(0)
        self._refresh()

    @override
    def labels(self) -> Mapping[UUID, str]:
        """By its own name, of which only a part may have been typed."""
        return {} if self._chosen is None else {self._chosen: dict(self._found).get(self._chosen, self.line.text())}

    @override
    def type_over(self, text: str) -> None:
        self.line.setText(text)
        self._on_line_edited(text)

    @override
    def problem(self) -> FieldProblem | None:
        self._accept_only()
        if self._chosen is not None or not self.line.text().strip():
            return None
        if self._is_searching:
            return FieldProblem(self.facts.name, "reference.searching")
        if not self._found:
            return self._problem("reference.unknown")
        return FieldProblem(self.facts.name, "reference.choose" if self._exact() else "reference.several")

    @property
    @override
    def is_settling(self) -> bool:
        return self._chosen is None and self._is_searching

    @override
    def go_to_end(self) -> None:
        self.line.end(False)

    @override
    def select_all(self) -> None:
        self.line.selectAll()

    @override
    def wear(self, font: QFont) -> None:
        super().wear(font)
        self._list.setFont(font)

    @property
    def is_found(self) -> bool:
        """Whether there is a record to choose."""
        return bool(self._found)

    def open(self) -> None:
        """Show the chosen record in its form."""
        if self._chosen is not None:
            work = use_cases.load_record(resource=self.facts.reference or "", identity=self._chosen)
            self._operations.read(work, done=self._on_record_loaded)

    def list_names(self) -> None:
        """Offer what fits the text; the first names where there is none, or one is chosen already."""
        self._search("" if self._chosen is not None else self.line.text().strip())

    def _search(self, text: str) -> None:
        self._group.renew()
        self._is_searching = True
        work = use_cases.find_records(resource=self.facts.reference or "", text=text)
        self._operations.read(work, done=self._on_found, failed=self._on_search_failed, group=self._group)

    def _refresh(self) -> None:
        self.opening.setVisible(self._chosen is not None)

    def _on_line_edited(self, text: str) -> None:
        self._chosen = None
        self._refresh()
        self._search(text.strip())
        self._on_input_edited()

    def _on_found(self, found: Found) -> None:
        self._found = found
        self._names.setStringList([name for _, name in found])
        self._end_search()
        if self.line.hasFocus():
            self.completer.setCompletionPrefix(self.line.text().strip())  # the letter that opened the editor included
            self._make_room()
            self.completer.complete()
            self._mark_only()
            self._say_if_unknown()

    def _make_room(self) -> None:
        """For names that are longer than the line, as far as there is room on the screen."""
        self._list.setMinimumWidth(0)
        around = self._list.verticalScrollBar().sizeHint().width() + 2 * self._list.frameWidth() + ROUND_NAMES
        room = self.screen().availableGeometry().right() - self.line.mapToGlobal(QPoint()).x()
        self._list.setMinimumWidth(max(0, min(self._list.sizeHintForColumn(0) + around, WIDEST, room)))

    def _mark_only(self) -> None:
        """Mark the only name there is, which Qt does for none but those that begin with what was typed."""
        if len(self._found) == 1 and self.line.text().strip():
            only = self._list.model().index(0, 0)
            self._list.selectionModel().setCurrentIndex(only, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _say_if_unknown(self) -> None:
        """While it is typed already that nothing is called so, or is there at all: no list would come to show it."""
        if self._found:
            return
        problem = self.problem() if self.line.text().strip() else self._problem("reference.none")
        if problem is not None:
            self.refused.emit(problem)

    def _problem(self, code: str) -> FieldProblem:
        """What is wrong, by what is referred to."""
        singular = self._operations.entities[self.facts.reference or ""].singular
        return FieldProblem(self.facts.name, code, {"singular": singular})

    def _on_search_failed(self, error: AppError) -> None:
        self._found = []
        self._names.setStringList([])
        self._end_search()
        self._operations.failed.emit(error)

    def _end_search(self) -> None:
        self._is_searching = False
        self.settled.emit()

    def _on_name_chosen(self, index: QModelIndex) -> None:
        """By its place in the list: two records may have the same name."""
        self._chosen, name = self._found[index.row()]
        self.line.setText(name)
        self._refresh()
        self._on_input_edited()

    def _on_record_loaded(self, record: Loaded) -> None:
        from gui.form.record_dialog import RecordDialog  # which is made of editors itself

        entity = self._operations.entities[self.facts.reference or ""]
        RecordDialog(entity, self._operations, self.window(), record).open()

    def _exact(self) -> list[UUID]:
        """The records of the typed name; none before it is looked up which there are."""
        text = self.line.text()
        return meant(text, self._found) if text.strip() and not self._is_searching else []

    def _accept_only(self) -> None:
        """Take the only record of exactly the typed name as chosen, or the only one whose name has it in it."""
        if self._chosen is not None or self._is_searching or not self.line.text().strip():
            return
        fitting = self._exact() or [identity for identity, _ in self._found]
        if len(fitting) == 1:
            self._chosen = fitting[0]
            self._refresh()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if watched is self._list:
            return self._on_list_key(event)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in _OPEN_KEYS:
            self.open()
            return True
        if event.key() in _LIST_KEYS:
            self.list_names()
            return True
        return False

    def _on_list_key(self, event: QKeyEvent) -> bool:
        """Have a key that is no matter of the list do what it does in the line, where who watches the line sees it.

        Who goes on takes what is marked, unless the whole of a name was typed, or it is not known yet what fits.
        """
        marked, goes_on = self._list.currentIndex(), event.key() in {*_TAB_KEYS, *_OPEN_KEYS}
        is_taken = marked.isValid() and not self.is_settling and not (self.line.isModified() and self._exact())
        takes_only = event.key() in _OPEN_KEYS and is_taken and not self._is_alone
        if event.key() in _KEYS_OF_LIST or takes_only:
            return False
        if goes_on and is_taken:
            self._on_name_chosen(marked)
        if goes_on:
            self._list.hide()
        QApplication.sendEvent(self.line, event)
        return True
