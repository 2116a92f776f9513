"""What the self-test does with one collection, and the values that it types."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from shiboken6 import isValid

from core.entities import Entities, Entity
from core.errors import FieldProblem, InvalidError
from core.fields import FieldFacts, Kind
from gui.form.editors import FieldEditor
from gui.form.editors.check_editor import CheckEditor
from gui.form.record_pane import RecordPane
from gui.table.page import TablePage
from gui.values import NUMBERS, TEXTS, choice_label, typed

if TYPE_CHECKING:
    from gui.self_test import Driver

PATTERNS: Final = {
    Kind.DATE: ("2026-01-1{n}", "1999-01-1{n}", "2099-01-1{n}"),
    Kind.MOMENT: ("2026-01-1{n} 10:30", "1999-01-1{n} 10:30", "2099-01-1{n} 10:30"),
    Kind.TIME: ("10:3{n}",),
    Kind.ID: ("01890a5d-ac96-774b-bcce-b302099a805{n}",),
    Kind.BYTES: ("c2VsZi1{n}",),
}
WORDS: Final = ("Self-test {n}", "self-test-{n}@example.org", "https://example.org/{n}", "selftest{n}", "{n}")


class CollectionTest:
    """One collection, tried through its page and its form."""

    def __init__(self, driver: "Driver", name: str) -> None:
        self._driver, self._name = driver, name
        page = driver.desk.window.page_of(name)
        assert isinstance(page, TablePage)
        self.page = page
        self._id: UUID | None = None
        self._seen: set[UUID] = set()
        self._edited: FieldFacts | None = None
        self._before: Any = None

    def create(self) -> None:
        """A new record by the form."""
        self._show()
        count = self.page.model.count
        self._driver.do("record.new")
        dialog = self._dialog()
        self._fill(dialog)
        dialog.save()
        self._driver.wait(lambda: self._is_saved(dialog), f"{self._name}: the new record was not saved")
        self._driver.wait(lambda: self.page.model.count > count, f"{self._name}: the new record is not shown")
        self._driver.wait(lambda: self.page.view.cursor_id not in {None, *self._seen}, f"{self._name}: no cursor")
        self._id = self.page.view.cursor_id

    def edit(self) -> None:
        """Another value in one field: in its cell, or in the form where it has no column."""
        self._show()
        entity = self.page.entity
        fields = [facts for facts in entity.fields.values() if facts.updatable and facts.readable]
        texts = [facts for facts in fields if facts.kind in TEXTS]
        self._edited = next(iter([*texts, *fields]), None)
        if self._edited is None:
            return
        self._before = self._stored()
        value = sample(entity, self._edited, 2)
        if self._edited.name in entity.columns:
            self._edit_cell(value)
        else:
            self._edit_form(value)
        self._driver.wait(lambda: self._stored() != self._before, f"{self._name}: the edit is not shown")

    def undo(self) -> None:
        """The edit taken back."""
        if self._edited is not None:
            self._driver.do("edit.undo")
            self._driver.wait(lambda: self._stored() == self._before, f"{self._name}: the edit was not undone")

    def delete(self) -> None:
        """The record gone."""
        self._show()
        self._to_record()
        self._driver.do("record.delete")
        gone = self.page.model.position_of
        self._driver.wait(lambda: self._id and gone(self._id) is None, f"{self._name}: the record was not deleted")

    def _show(self) -> None:
        self._driver.desk.window.show_page(self._name)
        self._driver.wait(lambda: self.page.model.is_loaded, f"{self._name}: no rows were read")
        self._seen = {row.id for n in range(self.page.model.count) if (row := self.page.model.row(n))}

    def _dialog(self) -> RecordPane:
        found: list[RecordPane] = []

        def look() -> bool:
            found[:] = [d for d in self._driver.desk.window.findChildren(RecordPane) if d.isVisible()]
            return bool(found)

        self._driver.wait(look, f"{self._name}: no form")
        return found[0]

    def _is_saved(self, dialog: RecordPane) -> bool:
        if not isValid(dialog):
            return True
        lines = (dialog.form.general, *dialog.form.problems.values())
        for line in lines:
            if line.isVisible() and line.text():
                names = [name for name, problem in dialog.form.problems.items() if problem is line]
                self._driver.fail(f"{self._name}: {' '.join(names)} {line.text()}")
        return not dialog.isVisible()

    def _fill(self, dialog: RecordPane) -> None:
        for editor in dialog.form.editors.values():
            if editor.facts.required:
                self._type(editor, sample(self.page.entity, editor.facts, 1))

    def _type(self, editor: FieldEditor, value: Any) -> None:
        if isinstance(editor, CheckEditor):
            editor.box.click()
            return
        if editor.facts.reference is not None:
            value = self._parent_label(editor.facts.reference)
        editor.type_over(str(value))
        self._driver.wait(lambda: editor.problem() is None, f"{self._name}: {editor.facts.label} was not found")

    def _parent_label(self, resource: str) -> str:
        page = self._driver.desk.window.page_of(resource)
        assert isinstance(page, TablePage)
        place = [facts.name for facts in page.entity.readable].index(page.entity.row_label)
        self._driver.wait(lambda: page.model.row(0), f"{self._name}: there is nothing in {resource} to refer to")
        row = page.model.row(0)
        return str(row.values[place]) if row else ""

    def _edit_cell(self, value: Any) -> None:
        assert self._edited is not None
        self._to_record()
        self.page.view.put_cursor(
            self.page.view.currentIndex().row(), self.page.entity.columns.index(self._edited.name)
        )
        self._driver.do("record.cell")
        opened = self.page.editing.open_editor
        if opened is None:
            self._driver.fail(f"{self._name}: the cell cannot be edited")
        self._type(opened.editor, value)
        self._driver.press_return(opened.editor.focusProxy())

    def _edit_form(self, value: Any) -> None:
        assert self._edited is not None
        self._to_record()
        self._driver.do("record.open")
        dialog = self._dialog()
        self._type(dialog.form.editors[self._edited.name], value)
        dialog.save()
        self._driver.wait(lambda: self._is_saved(dialog), f"{self._name}: the change was not saved")

    def _to_record(self) -> None:
        position = None if self._id is None else self.page.model.position_of(self._id)
        if position is None:
            self._driver.fail(f"{self._name}: the record is not shown")
        self.page.view.put_cursor(position)

    def _stored(self) -> Any:
        """The edited field's value as the table has it."""
        assert self._edited is not None
        assert self._id is not None
        position = self.page.model.position_of(self._id)
        row = None if position is None else self.page.model.row(position)
        names = [facts.name for facts in self.page.entity.readable]
        return None if row is None else row.values[names.index(self._edited.name)]


def by_dependence(entities: Entities) -> list[str]:
    """The collections, each after those that its required references point to."""
    ordered: list[str] = []

    def add(name: str) -> None:
        if name in ordered:
            return
        for facts in entities[name].fields.values():
            if facts.reference not in {None, name} and facts.required:
                add(str(facts.reference))
        ordered.append(name)

    for name in entities:
        add(name)
    return ordered


def sample(entity: Entity, facts: FieldFacts, number: int) -> Any:
    """A value that the model takes for a field; another for another number."""
    for candidate in _candidates(facts, number):
        if facts.choices is not None or facts.name not in _problems(entity, facts.name, candidate):
            return candidate
    return ""


def _candidates(facts: FieldFacts, number: int) -> Iterator[Any]:
    if facts.choices is not None:
        members = list(facts.choices)
        yield choice_label(members[(number - 1) % len(members)])
    elif facts.kind is Kind.BOOLEAN:
        yield "Yes" if (number == 1) != bool(facts.default) else "No"
    elif facts.kind in NUMBERS:
        bounds = [Decimal(bound) for bound in (facts.minimum, facts.maximum) if bound is not None]
        near = [bound + step for bound in bounds for step in (number, -number, Decimal(number) / 10)]
        yield from (str(value) for value in (number, *near, *bounds, sum(bounds) / 2))
    elif facts.kind in PATTERNS:
        yield from (pattern.format(n=number) for pattern in PATTERNS[facts.kind])
    else:
        for word in WORDS:
            text = word.format(n=number)
            yield text.ljust(facts.min_length or 0, "x")[: facts.max_length]


def _problems(entity: Entity, name: str, text: Any) -> set[str]:
    """The fields that the model refuses with what the window makes of a typed text."""
    value = typed(str(text), entity.fields[name])
    if isinstance(value, FieldProblem):
        return {name}
    check = entity.change if entity.fields[name].updatable else entity.new
    try:
        check({name: value})
    except InvalidError as error:
        return {problem.field for problem in error.problems}
    return set()
