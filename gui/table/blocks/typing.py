"""Puts a value into one cell as if it had been typed there: checked, then kept in the row's draft."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, QObject

from core.errors import FieldProblem, InvalidError
from core.fields import FieldFacts
from core.messages import describe_problem
from gui.table.telling import Telling
from gui.table.typed_cells import TypedCells
from gui.table.view import TableView


class Typing(QObject):
    """Types into single cells of one table."""

    def __init__(self, view: TableView, cells: TypedCells, telling: Telling) -> None:
        super().__init__(view)
        self._model, self._cells, self._telling = view.rows, cells, telling

    def may_change(self, facts: FieldFacts, row: int) -> bool:
        """Whether a cell can be changed; says so where it cannot."""
        if self._model.takes(facts, row):
            return True
        self._telling.refuse(self.tr("{label} cannot be changed.").format(label=facts.label))
        return False

    def may_hold(self, facts: FieldFacts, value: Any) -> bool:
        """Whether a field takes a value, or what came of reading one; says why where it does not."""
        problem = self.problem(facts, value)
        if problem is not None:
            self._telling.refuse(describe_problem(problem, facts.label))
        return problem is None

    def problem(self, facts: FieldFacts, value: Any) -> FieldProblem | None:
        """Why a field does not take a value, or what came of reading one; None where it does."""
        try:
            self._fitted(facts, value)
        except InvalidError as error:
            return error.problems[0]
        return None

    def put(self, index: QModelIndex, value: Any, labels: Mapping[UUID, str] | None = None) -> bool:
        """Type a value into a cell; False, with the reason said, where the model refuses it."""
        facts, draft = self._model.columns[index.column()], self._cells.draft_of(index.row())
        if draft is None or not self.may_change(facts, index.row()) or not self.may_hold(facts, value):
            return False
        self._cells.put(draft, facts.name, self._fitted(facts, value), labels or {})
        return True

    def _fitted(self, facts: FieldFacts, value: Any) -> Any:
        """The value as the model has it; InvalidError where it refuses it. Of other fields the row has to say."""
        if isinstance(value, FieldProblem):
            raise InvalidError([value])
        entity = self._model.entity
        try:
            return getattr((entity.change if facts.updatable else entity.new)({facts.name: value}), facts.name)
        except InvalidError as error:
            own: list[FieldProblem] = [problem for problem in error.problems if problem.field == facts.name]
            if own:
                raise InvalidError(own) from error
            return value
